"""This file gives the flow of boards by day, and their cycles, as plain data."""

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_figures import past_cycles, velocity
from pmtui.figures.work.cycle_scope import cycle_count, cycle_days, running_below
from pmtui.figures.work.flow_figures import cards_of, flow_below, rounded
from pmtui.figures.work.flow_measures import cumulative_flow
from pmtui.model.entities.cycles import CYCLES, ENDED, Cycle


def cumulative_data(figures: Figures, scope: int) -> list[dict[str, object]]:
    """What was asked for, started and finished by the end of each day, as plain data."""
    flow = flow_below(figures, scope)
    days = cumulative_flow(cards_of(figures, scope), flow.first, flow.last)
    return [
        {
            "day": day.day.isoformat(),
            "requested": day.requested,
            "started": day.started,
            "finished": day.finished,
        }
        for day in days
    ]


def cycles_data(figures: Figures, scope: int) -> dict[str, object]:
    """The cycles that run in a scope and the last that ended, by day, as plain data."""
    cycles = (*past_cycles(figures, scope), *running_below(figures, scope))
    speed = velocity(figures, scope)
    return {
        "velocity": str(rounded(speed)) if speed is not None else None,
        CYCLES.plural: [_cycle_data(figures, cycle) for cycle in cycles],
    }


def _cycle_data(figures: Figures, cycle: Cycle) -> dict[str, object]:
    count = cycle_count(figures, cycle)
    return {
        "key": cycle.key,
        "name": cycle.name,
        "state": cycle.state,
        "start": cycle.start.isoformat(),
        "finish": cycle.finish.isoformat(),
        "committed": count.committed,
        "added": count.added,
        "removed": count.removed,
        "carried": count.carried,
        "finished": count.done,
        "unfinished": count.open,
        "reliability": count.reliability if cycle.state == ENDED else None,
        "burn_down": [
            {"day": day.day.isoformat(), "scope": day.scope, "done": day.done, "left": day.left}
            for day in cycle_days(figures, (cycle,))
        ],
    }
