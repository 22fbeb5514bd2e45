"""This file says who is needed by which tasks, and when somebody is needed more than there is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.task_efforts import WHOLE, WITHOUT_HOURS
from pmtui.figures.tasks.planned_cost import assignments_at_work
from pmtui.model.entities.tasks import Task

Needs = Mapping[int, int]
"""How much of each person a task needs, in percent, by the person's id."""


class Overload(Struct, frozen=True):
    """A time in which tasks need more of a person than there is."""

    person: int
    start: int
    finish: int
    """Moments, in minutes since year 1."""
    units: int
    """What is needed at the most, in percent."""
    tasks: tuple[int, ...]
    """Ids of the tasks that need them then."""


class Booking(Struct, frozen=True, gc=False):
    """A task's hold on a person from one moment to another."""

    start: int
    finish: int
    units: int
    task: int


def needs_of(figures: StoredFigures, task: Task) -> Needs:
    """Whom a task needs how much of: those assigned, or else its owner."""
    people = figures.workspace.people
    needs: dict[int, int] = {}
    for row in assignments_at_work(figures, task):
        person = people.get(row.person)
        if person is not None and person.kind not in WITHOUT_HOURS and row.units > 0:
            needs[row.person] = needs.get(row.person, 0) + row.units
    return needs


def capacity_of(figures: StoredFigures, person: int) -> int:
    """How much of a person there is, in percent."""
    row = figures.workspace.people.get(person)
    return WHOLE if row is None else max(row.units, 0)


def open_tasks_of(figures: StoredFigures, components: Iterable[int]) -> Iterator[Task]:
    """The tasks of some components that are dated by their plans, and neither done nor inactive."""
    workspace = figures.workspace
    for component in components:
        plan = plan_of(figures, component)
        if plan is None or plan.problem:
            continue
        for task_id in workspace.ids_by("tasks", "component", component):
            task = workspace.tasks[task_id]
            if task_id not in plan or plan.is_summary(task_id) or not plan.is_active(task_id):
                continue
            if not figures.is_done(task_id) and plan.inputs.tasks[task_id].actual_finish is None:
                yield task


def bookings_of(figures: StoredFigures, task: Task) -> Iterator[tuple[int, Booking]]:
    """Each person that a task needs, with when: from its start, or once begun from now, to its end.

    They are taken for all of the time, as long as the longest of the work on it.
    """
    plan = plan_of(figures, task.component)
    if plan is None:
        return
    row = plan.inputs.tasks[task.id]
    start, finish = plan.ends(task.id)
    if row.actual_start is not None:
        start = max(start, min(plan.inputs.options.status_date or start, finish))
    if start < finish:
        for person, units in needs_of(figures, task).items():
            yield person, Booking(start, finish, units, task.id)


def overloads(figures: StoredFigures, components: Iterable[int]) -> Iterator[Overload]:
    """When the tasks of some components need more of a person than there is, person by person.

    Two tasks that touch share no time; neither do two whose working hours lie apart.
    """
    by_person: dict[int, list[Booking]] = {}
    for task in open_tasks_of(figures, components):
        for person, booking in bookings_of(figures, task):
            by_person.setdefault(person, []).append(booking)
    for person, bookings in sorted(by_person.items()):
        yield from _overloads_of(figures, person, bookings)


def _overloads_of(
    figures: StoredFigures, person: int, bookings: Sequence[Booking]
) -> Iterator[Overload]:
    capacity = capacity_of(figures, person)
    edges = sorted({edge for row in bookings for edge in (row.start, row.finish)})
    waiting = sorted(bookings, key=lambda row: row.start, reverse=True)
    active: list[Booking] = []
    open_one: Overload | None = None
    for start, finish in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active = [row for row in active if row.finish > start]
        needed = sum(row.units for row in active)
        if needed > capacity:
            active_now = [row for row in active if _works(figures, row.task, start, finish)]
            needed = sum(row.units for row in active_now)
        if needed <= capacity:
            continue
        tasks = tuple(row.task for row in active_now)
        if open_one is not None and open_one.finish == start and open_one.tasks == tasks:
            open_one = structs.replace(open_one, finish=finish)
            continue
        if open_one is not None:
            yield open_one
        open_one = Overload(person, start, finish, needed, tasks)
    if open_one is not None:
        yield open_one


def _works(figures: StoredFigures, task_id: int, start: int, finish: int) -> bool:
    """Whether any working time of a task lies between two moments."""
    task = figures.workspace.tasks[task_id]
    plan = plan_of(figures, task.component)
    if plan is None:
        return False
    row = plan.inputs.tasks[task_id]
    return row.elapsed or plan.times.of(row.calendar).between(start, finish) > 0
