"""This file says in a few words how a running cycle stands."""

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_scope import cycle_count, running_below
from pmtui.model.entities.cycles import Cycle


def cycle_words(figures: Figures, scope: int) -> str:
    """How the cycle stands that runs in a scope; of several how many do; empty for none."""
    running = running_below(figures, scope)
    if len(running) > 1:
        return f"{len(running)} cycles running"
    return "".join(f"{cycle.key} {', '.join(_parts(figures, cycle)[:2])}" for cycle in running)


def standing(figures: Figures, cycle: Cycle) -> str:
    """How a running cycle stands: `day 4 of 10, 5 of 9 done, 2 added since it began`."""
    return ", ".join(_parts(figures, cycle))


def _parts(figures: Figures, cycle: Cycle) -> list[str]:
    count = cycle_count(figures, cycle)
    day, days = (figures.today - cycle.start).days + 1, (cycle.finish - cycle.start).days + 1
    late = day - days
    when = f"{late} d over its {days} days" if late > 0 else f"day {max(day, 0)} of {days}"
    parts = [when, f"{count.done} of {count.committed + count.added - count.removed} done"]
    if count.added:
        parts.append(f"{count.added} added since it began")
    if count.removed:
        parts.append(f"{count.removed} taken out")
    return parts
