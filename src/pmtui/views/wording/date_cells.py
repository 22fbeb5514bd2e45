"""This file writes the dates of a component: planned, baseline, promised, slip and margin."""

from datetime import date
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.dates.parsing import date_text
from pmtui.views.shapes.table import Cell, Tone
from pmtui.views.wording.formatting import NO_VALUE, NOTHING, short_date, slip_text

WAITING: Final = Cell("…", "dim")
"""Stands where a plan is still being worked out."""
ROLLED_UP: Final = "~"
"""Before a date or a slip that is not a component's own but comes from below it."""


def planned_cell(figures: Figures, component: int) -> Cell:
    """The day on which a component with all below it is planned to finish."""
    dates = figures.rollup(component).dates
    if dates.planned is None and dates.is_waiting:
        return WAITING
    return _day(dates.planned, figures.today)


def slip_cell(figures: Figures, component: int) -> Cell:
    """Days from the baseline to the planned finish; `~` where the baseline is that of below."""
    dates = figures.rollup(component).dates
    slip, policy = dates.slip, figures.workspace.policy
    if slip is None:
        return WAITING if dates.is_waiting and dates.baseline else NOTHING
    tone: Tone = "plain"
    if slip >= policy.late_amber_days:
        tone = "bad" if slip >= policy.late_red_days else "warn"
    return Cell(_marked(slip_text(slip), is_own=dates.is_own_baseline), tone)


def baseline_cell(figures: Figures, component: int) -> Cell:
    """The baseline finish of a component, else `~` and the latest of its children."""
    dates = figures.rollup(component).dates
    return _day(dates.baseline, figures.today, is_own=dates.is_own_baseline)


def promised_cell(figures: Figures, component: int) -> Cell:
    """The finish that is promised; `~` where it is not typed for the component itself."""
    dates = figures.rollup(component).dates
    is_own = dates.promised_by == "own"
    late = dates.margin is not None and dates.margin < 0
    return _day(dates.promised, figures.today, is_own=is_own, tone="bad" if late else "plain")


def margin_cell(figures: Figures, component: int) -> Cell:
    """Days from the planned to the promised finish."""
    dates = figures.rollup(component).dates
    if dates.margin is None:
        return WAITING if dates.is_waiting else NOTHING
    text = _marked(slip_text(dates.margin), is_own=dates.promised_by == "own")
    return Cell(text, "bad" if dates.margin < 0 else "plain")


def worst_cell(figures: Figures, component: int) -> Cell:
    """The worst slip below a component, with the key of where it is."""
    text, dates = worst_text(figures, component), figures.rollup(component).dates
    if not text:
        return NOTHING
    return Cell(text, "warn" if (dates.worst_below or 0) > 0 else "plain")


def worst_text(figures: Figures, component: int) -> str:
    """`+28d P-4`: the worst slip below a component; empty where nothing below it has one."""
    dates = figures.rollup(component).dates
    row = figures.workspace.components.get(dates.worst_at)
    return "" if row is None else f"{slip_text(dates.worst_below)} {row.key}"


def outlook_text(figures: Figures, component: int) -> Cell:
    """The planned finish in full, with its slip and, where it is worse, the worst below."""
    dates = figures.rollup(component).dates
    if dates.planned is None:
        return WAITING if dates.is_waiting else NOTHING
    parts = [date_text(dates.planned, figures.today)]
    slip = dates.slip
    if slip is not None:
        parts.append(f"slip {_marked(slip_text(slip), is_own=dates.is_own_baseline)}")
    else:
        parts.append(f"slip {NO_VALUE}")
    worst = dates.worst_below
    if worst is not None and worst > max(0, slip or 0):
        parts.append(f"worst below {worst_text(figures, component)}")
    is_late = (slip or 0) > 0 or (worst or 0) > 0
    return Cell(", ".join(parts), "warn" if is_late else "plain")


def promise_text(figures: Figures, component: int) -> Cell:
    """The promised finish in full, with how many days the plan leaves before it."""
    dates = figures.rollup(component).dates
    if dates.promised is None:
        return NOTHING
    text = _marked(date_text(dates.promised, figures.today), is_own=dates.promised_by == "own")
    if dates.margin is None:
        return Cell(text)
    return Cell(f"{text}, margin {slip_text(dates.margin)}", "bad" if dates.margin < 0 else "plain")


def _day(day: date | None, today: date, *, is_own: bool = True, tone: Tone = "plain") -> Cell:
    if day is None:
        return NOTHING
    return Cell(_marked(short_date(day, today), is_own=is_own), tone, day=day)


def _marked(text: str, *, is_own: bool) -> str:
    return text if is_own else f"{ROLLED_UP}{text}"
