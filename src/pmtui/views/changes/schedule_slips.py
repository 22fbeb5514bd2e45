"""This file finds what ends earlier or later because the schedule moved it, not its own dates."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.planning.stale_parts import EVERY_PLAN, stale_parts
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.difference import ChangedRow
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.fact import PLANNED, Fact
from pmtui.views.changes.field_facts import end_fact

Slip = tuple[str, int, Fact]
"""The table and id of what ends on another day, and what is said of it."""


def slips(
    before: Workspace,
    after: Workspace,
    rows: Sequence[ChangedRow],
    places: Collection[int],
    today: date,
) -> Iterator[Slip]:
    """The components and open tasks whose planned finish is on another day.

    Args:
        before: as it was.
        after: as it is.
        rows: what differs between the two.
        places: the components to look at.
        today: where undated work starts, then as now, so that only edits move anything.
    """
    touched = frozenset((row.table, row.id) for row in rows)
    moved = _moved(before, after, touched, places)
    old = Figures(before, today)
    plans = {place: plan_of(old, place) for place in moved}
    new = old.next(after, touched, today)
    for place, was in plans.items():
        now = plan_of(new, place)
        if was is not None and now is not None:
            yield from _of_plan(place, was, now, new, today)


def _of_plan(
    place: int, was: ProjectPlan, now: ProjectPlan, figures: Figures, today: date
) -> Iterator[Slip]:
    if was.finish is not None and now.finish is not None:
        for fact in _fact(was.finish, now.finish, today):
            yield "components", place, fact
    for task in now.inputs.tasks:
        is_own = task > 0  # the others stand in for tasks of other components
        if is_own and task in was and task in now and not figures.is_done(task):
            for fact in _fact(was.ends(task)[1], now.ends(task)[1], today):
                yield "tasks", task, fact


def _fact(was: int, now: int, today: date) -> Iterator[Fact]:
    old, new = (moment_of(row_id - 1).date() for row_id in (was, now))
    if old != new:
        yield end_fact(PLANNED, "planned finish", old, new, today)


def _moved(
    before: Workspace,
    after: Workspace,
    touched: Collection[tuple[str, int]],
    places: Collection[int],
) -> list[int]:
    """The components there before and after whose schedule an edit can have moved."""
    there = [
        component_id
        for component_id in places
        if component_id in before.components and component_id in after.components
    ]
    if any(table in EVERY_PLAN for table, _ in touched):
        return there
    reached = {row_id for table, row_id in touched if table == "components"}
    reached |= stale_parts(before, after, touched).keys()
    waiting = _waiting(after) if reached else {}
    todo = list(reached)
    while todo:
        fresh = waiting.get(todo.pop(), set()) - reached
        reached |= fresh
        todo += fresh
    return [row_id for row_id in there if row_id in reached]


def _waiting(workspace: Workspace) -> dict[int, set[int]]:
    """The components whose tasks wait for tasks of another one, by that one."""
    found: dict[int, set[int]] = {}
    tasks = workspace.tasks
    for link in workspace.links.values():
        predecessor, successor = tasks.get(link.predecessor), tasks.get(link.successor)
        if (
            predecessor is not None
            and successor is not None
            and predecessor.component != successor.component
        ):
            found.setdefault(predecessor.component, set()).add(successor.component)
    return found
