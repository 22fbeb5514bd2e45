"""This file sets the finish that the dates of work promise beside the one that is planned."""

from datetime import date

import msgspec

from pmtui.figures.planning.inputs import moment
from pmtui.figures.planning.plan import TO_COME
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet import Figures
from pmtui.model.workcal import moment_of


class Finishes(msgspec.Struct, frozen=True, kw_only=True):
    """When a component and all below it is due, and when the schedule has it end."""

    due: date | None
    """As its roll-up has it: from typed and agreed dates."""
    planned: date | None
    """From durations, links and calendars."""
    is_waiting: bool = False
    """Whether a plan in it is still being worked out."""


def finishes(figures: Figures, component: int) -> Finishes:
    """The due and the planned finish of a component; 0 is the whole store."""
    due = figures.rollup(component).finish
    for one in figures.live_subtree(component):
        plan = plan_of(figures, one)
        if plan is not None and plan.problem == TO_COME:
            return Finishes(due=due, planned=None, is_waiting=True)
    ends = component_ends(figures, component)
    return Finishes(due=due, planned=last_day(ends[1]) if ends is not None else None)


def component_ends(figures: Figures, component: int) -> tuple[int, int] | None:
    """First start and last finish of all that is planned in a component and below it.

    Where nothing is planned its own dates stand for it; None where it has none.
    """
    ends: list[tuple[int, int]] = []
    for one in figures.live_subtree(component):
        plan = plan_of(figures, one)
        if plan is not None and plan.start is not None and plan.finish is not None:
            ends.append((plan.start, plan.finish))
            continue
        row = figures.workspace.components[one]
        if row.start is not None and row.finish is not None and row.finish >= row.start:
            ends.append((moment(row.start, None), moment(row.finish, None, ends=True)))
    if not ends:
        return None
    return min(start for start, _ in ends), max(finish for _, finish in ends)


def last_day(finish: int) -> date:
    """The day on which something ends that ends at a moment, which may be midnight."""
    return moment_of(finish - 1).date()


def hand_text(due: date | None, planned: date | None) -> str | None:
    """How far what is planned is from what is due: `27 days in hand`; None without both."""
    if due is None or planned is None:
        return None
    days = (due - planned).days
    if not days:
        return "the same day"
    words = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{words} in hand" if days > 0 else f"{words} too late"
