"""This file says where a scope stands: its finish, how much is done, and its high threats."""

from datetime import date
from typing import Final

import msgspec

from pmtui.figures.components.component_dates import baseline_in_force
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.model.entities.baselines import BaselineRow

_READS: Final = frozenset({"components", "baselines", "baseline_rows"})
"""The tables of what was agreed."""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where a scope stands on a day."""

    day: date
    start: date | None = None
    finish: date | None = None
    """When all that is planned in it ends."""
    is_own: bool = True
    """Whether that date is its own; else the latest of its children."""
    percent: int | None = None
    """How much of its work is done."""
    tasks: int = 0
    done: int = 0
    high: int | None = None
    """High threats that are open; None for what says nothing of risks."""
    threats: int = 0


def position(figures: Figures, scope: int = 0) -> Position:
    """Where a scope stands on the day of its figures.

    Args:
        figures: of the workspace then.
        scope: the component; 0 for the whole store.
    """
    rollup = figures.rollup(scope)
    dates, work = rollup.dates, rollup.work
    start = None if dates.start is None else date.fromordinal(max(1, dates.start // 1440))
    return Position(
        day=figures.today,
        start=start,
        finish=dates.planned,
        percent=rollup.percent,
        tasks=work.tasks,
        done=work.done,
        high=rollup.risks.high,
        threats=rollup.risks.threats,
    )


def approved(figures: Figures, scope: int = 0) -> Position:
    """Where a scope should stand today by what was approved; of risks nothing is.

    Its work is that of the baselines in force, each task by its length and as far as it should
    be by now; undefined where tasks of a component are in no baseline.
    """
    rollup = figures.rollup(scope)
    due = total = 0
    is_known = True
    for row_id in figures.live_subtree(scope):
        if figures.work(row_id).work.tasks:
            planned = kept_per_component(figures, row_id, _by_now, _READS)
            is_known = is_known and planned is not None
            due += planned[0] if planned else 0
            total += planned[1] if planned else 0
    percent = round(100 * due / total) if is_known and total else None
    dates = rollup.dates
    return Position(
        day=figures.today,
        finish=dates.baseline,
        is_own=dates.is_own_baseline,
        percent=percent,
    )


def _by_now(figures: Figures, component: int) -> tuple[int, int] | None:
    """Days of work that should be done by now, and in all, by the baseline in force."""
    held = baseline_in_force(figures.workspace, component)
    if held is None:
        return None
    due = total = 0
    for row in figures.workspace.rows_by(BaselineRow, "baseline", held.id):
        if row.is_summary or row.kind == "milestone" or row.start is None or row.finish is None:
            continue
        days = (row.finish - row.start).days + 1
        total += days
        due += max(0, min(days, (figures.today - row.start).days))
    return (due, total) if total else None
