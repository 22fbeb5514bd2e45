"""This file finds late tasks, and those planned past their due date or constraint."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import msgspec
from msgspec import structs

from pmtui.figures.components.component_dates import baseline_in_force, last_day
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.invalidation import (
    invalidated_components,
    invalidated_tasks,
    invalidates_everything,
)
from pmtui.figures.cpm.types import ScheduleTask
from pmtui.figures.lateness.stored_days import (
    FINISHES,
    STARTS,
    baseline_days,
    hangs_on_plan,
    typed_days,
)
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import LONG, ProjectPlan
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.date_range import in_span
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES

_FEW: Final = 50
"""Rows touched by an edit up to which only the tasks it concerns are looked at again."""
_SHARE: Final = 4
"""Where more than one task in so many is concerned, all are looked at."""
_BASELINED: Final = frozenset({"baselines", "baseline_rows"})
"""Tables by which every task of a component may be late."""


class MissedDates(msgspec.Struct, frozen=True, kw_only=True):
    """What a component's open tasks miss, and what they promise."""

    late: frozenset[int] = frozenset()
    """Tasks without sub-tasks that should be done by now, whatever date says so."""
    minutes: Mapping[int, int] = {}
    """By the task, working minutes by which it is planned past a due date or constraint; those
    that are late already are left out."""
    held: frozenset[int] = frozenset()
    """Tasks held to a date: what they miss it by follows what stands before them."""
    due: date | None = None
    """The latest due date."""
    due_by: frozenset[int] = frozenset()
    """The tasks that are due then."""


NOTHING_MISSED: Final = MissedDates()


class _Known(msgspec.Struct, frozen=True):
    """What was found of a component, the plan it was found with, and the tasks edited since."""

    found: MissedDates
    plan: ProjectPlan | None
    stale: frozenset[int] = frozenset()


class ComponentMisses:
    """What each component's tasks miss; found when it is asked for, and carried on after edits.

    Where somebody waits at a screen, components of many tasks are left to a thread.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._figures = figures
        self._known: dict[int, _Known] = {}
        self._settled: dict[int, MissedDates] = {}
        """What is known for good of this workspace: found with plans that no longer change."""
        self._spent = 0
        self.waiting: set[int] = set()
        """Components that were left out because they take long."""

    def next(
        self, figures: StoredFigures, touched: frozenset[tuple[str, int]]
    ) -> "ComponentMisses":
        """The same after an edit: what it cannot have changed is taken over."""
        after = ComponentMisses(figures)
        before = self._figures.workspace
        if invalidates_everything(before, figures.workspace, touched):
            return after
        dirty = invalidated_components(before, figures.workspace, touched)
        lost = {row_id for table, row_id in touched if table == "components"}
        if len(touched) > _FEW or any(table in _BASELINED for table, _ in touched):
            lost |= dirty
        concerned = frozenset(invalidated_tasks(before, figures.workspace, touched))
        for row_id, known in self._known.items():
            if row_id in dirty and row_id not in lost:
                after._known[row_id] = structs.replace(known, stale=known.stale | concerned)
            elif row_id not in lost:
                after._known[row_id] = known
        return after

    def of(self, component: int) -> MissedDates:
        """What the tasks of a component miss; what was known before while it is worked out."""
        settled = self._settled.get(component)
        if settled is not None:
            return settled
        known = self._known.get(component)
        plans = plans_of(self._figures)
        plan = plans.at_hand(component)
        is_behind = plans.is_behind(component)
        if known is not None and known.plan is plan and not known.stale and not is_behind:
            self._settled[component] = known.found
            return known.found
        found = None
        if known is not None and not is_behind:
            found = self._carried(component, known, plan)
        if found is None:
            if is_behind or self._is_left(component):
                self.waiting.add(component)
                return known.found if known is not None else NOTHING_MISSED
            found = missed_dates_in(self._figures, component, plan)
        self._known[component] = _Known(found, plan)
        if not is_behind:
            self._settled[component] = found
        return found

    def take_over(self, found: Mapping[int, tuple[MissedDates, ProjectPlan | None]]) -> None:
        """Take what a thread has found of this workspace."""
        self._known |= {row_id: _Known(missed, plan) for row_id, (missed, plan) in found.items()}
        self.waiting -= found.keys()

    def _is_left(self, component: int) -> bool:
        """Whether to look at a component's tasks takes longer than who asks can wait."""
        if not self._figures.in_turns:
            return False
        count = self._figures.workspace.index("tasks", "component").count(component)
        if self._spent + count > LONG:
            return True
        self._spent += count
        return False

    def _carried(
        self, component: int, known: _Known, plan: ProjectPlan | None
    ) -> MissedDates | None:
        """What is missed after an edit of few tasks; None where all must be looked at."""
        if plan is None or known.plan is None or plan.problem:
            return None
        tasks, count = self._figures.workspace.tasks, len(plan.inputs.tasks)
        concerned = set(known.stale)
        if plan is not known.plan:
            concerned |= plan.moved_from(known.plan)
        if len(concerned) * _SHARE > count:
            return None
        was = known.found
        concerned |= was.held
        if concerned & was.due_by:
            return None
        here = [
            task_id
            for task_id in concerned
            if task_id in tasks and tasks[task_id].component == component
        ]
        now = _found(self._figures, component, [tasks[task_id] for task_id in here], plan)
        latest = max(
            (other_day for other_day in (was.due, now.due) if other_day is not None), default=None
        )
        dues = ((was.due, was.due_by), (now.due, now.due_by))
        return MissedDates(
            late=_replaced(was.late, concerned, now.late),
            minutes=_minutes_after(was.minutes, concerned, now.minutes),
            held=_replaced(was.held, concerned, now.held),
            due=latest,
            due_by=frozenset().union(*(ids for day, ids in dues if day == latest)),
        )


def _replaced(was: frozenset[int], gone: set[int], come: frozenset[int]) -> frozenset[int]:
    """A set with some taken out and others put in; the same one where that is all the same."""
    return was if was & gone == come else (was - gone) | come


def _minutes_after(
    was: Mapping[int, int], gone: Iterable[int], come: Mapping[int, int]
) -> Mapping[int, int]:
    """Minutes with those of some tasks put anew; the same ones where that changes none."""
    if {row_id: was[row_id] for row_id in gone if row_id in was} == come:
        return was
    after = dict(was)
    for row_id in gone:
        after.pop(row_id, None)
    after.update(come)
    return after


def missed_dates_in(
    figures: StoredFigures, component: int, plan: ProjectPlan | None
) -> MissedDates:
    """What the tasks of a component miss, looking at them all."""
    return _found(figures, component, figures.tasks_in(component), plan)


def misses_of(figures: StoredFigures) -> ComponentMisses:
    """What the tasks of a sheet's workspace miss."""
    return figures.part("misses", ComponentMisses)


def late_in(figures: StoredFigures, component: int) -> frozenset[int]:
    """The late tasks of a component, whatever date says so."""
    return misses_of(figures).of(component).late


def late_since(figures: StoredFigures, task: Task, plan: ProjectPlan | None) -> date | None:
    """The day by which an open task should have been done, or have begun; None while none is past.

    Its due date where it has one. Else the first that is past of: the finish that was typed, the
    date it is held to, its planned finish, and its finish in the baseline in force.
    """
    return next((day for day in _days(figures, task, plan) if day < figures.today), None)


def days_late(figures: StoredFigures, task: Task, plan: ProjectPlan | None) -> int:
    """Days since `late_since`; 0 while no such day is past."""
    since = late_since(figures, task, plan)
    return (figures.today - since).days if since is not None else 0


def _days(figures: StoredFigures, task: Task, plan: ProjectPlan | None) -> Iterator[date]:
    """The days by which a task should be done."""
    yield from typed_days(task)
    if hangs_on_plan(task) and plan is not None and task.id in plan:
        yield last_day(plan.ends(task.id)[1])
    yield from baseline_days(figures.workspace, task)


def _found(
    figures: StoredFigures, component: int, tasks: Iterable[Task], plan: ProjectPlan | None
) -> MissedDates:
    row = figures.workspace.components.get(component)
    if row is None or row.state in ENDED_COMPONENT_STATES:
        return NOTHING_MISSED
    open_tasks = [
        other_task
        for other_task in tasks
        if not other_task.archived and not figures.is_done(other_task.id)
    ]
    is_held = baseline_in_force(figures.workspace, component) is not None
    late = frozenset(_late(figures, open_tasks, plan, is_held=is_held))
    minutes: dict[int, int] = {}
    held: set[int] = set()
    if plan is not None and not plan.problem:
        for conflict in plan.conflicts([task.id for task in open_tasks if task.id not in late]):
            minutes[conflict.task] = max(minutes.get(conflict.task, 0), conflict.minutes)
        inputs = plan.inputs.tasks
        held = {open_task.id for open_task in open_tasks if _is_held(inputs.get(open_task.id))}
    # A due date that nobody can have meant, from an older store, promises nothing.
    dues = (
        open_task.due
        for open_task in open_tasks
        if open_task.due is not None and in_span(open_task.due)
    )
    due = max(dues, default=None)
    due_by = frozenset(
        open_task.id for open_task in open_tasks if due is not None and open_task.due == due
    )
    return MissedDates(late=late, minutes=minutes, held=frozenset(held), due=due, due_by=due_by)


def _is_held(task: ScheduleTask | None) -> bool:
    return task is not None and task.constraint in STARTS | FINISHES


def _late(
    figures: StoredFigures, tasks: Iterable[Task], plan: ProjectPlan | None, *, is_held: bool
) -> Iterator[int]:
    """The late ones among open tasks; what the plan has in the past is told at one look."""
    today = figures.today
    midnight = today.toordinal() * 1440
    for task in tasks:
        if task.due is not None and task.due >= today:
            continue
        if not is_held and not task.constraint and not task.due and not task.finish:
            is_planned = plan is not None and task.active and task.id in plan
            if not is_planned or plan is None or plan.ends(task.id)[1] > midnight:
                continue
        if late_since(figures, task, plan) is not None and not figures.has_parts(task):
            yield task.id
