"""This file spreads the work that people have on a task over the days it is planned on."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.planning.task_efforts import WHOLE, WITHOUT_HOURS
from pmtui.figures.tasks.planned_cost import assignments_at_work
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, CalendarError
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Task

_Part = tuple[int, int]
_Count = Callable[[int, int], int]
"""Working minutes from one moment to another."""


class DayWork(msgspec.Struct, frozen=True, gc=False):
    """What one person is planned to do on one task on one day."""

    person: int
    day: int
    """Proleptic Gregorian ordinal."""
    minutes: float


class WorkSpread:
    """Spreads the work on tasks of one component by its plan.

    Work that is done lies where it was done, what is to come where it is planned: evenly over the
    time that both the task's calendar and the person's own work, from the start of that time for
    as long as it takes at the units of the assignment. A task of a fixed duration, and work that
    takes longer than its task, fill all the time there is. An assignment without work takes its
    units of all that time. Source: MS Project, flat contour; `docs/people.md`.

    Args:
        figures: of the workspace; only what is stored is asked for.
        plan: of the component.
    """

    def __init__(self, figures: StoredFigures, plan: ProjectPlan) -> None:
        self._figures = figures
        self._plan = plan
        # Its own tables: those of the plan are read on the screen's thread meanwhile.
        self._times = WorkTimes(plan.inputs.calendars, plan.inputs.options.calendar)

    def of(self, task: Task) -> Iterator[DayWork]:
        """The work on a task by person and day; nothing where no plan dates it, or none counts."""
        figures, plan = self._figures, self._plan
        if task.archived or not task.active or task.id not in plan or not plan.is_active(task.id):
            return
        is_done = figures.is_done(task.id)
        if figures.has_ended(task) and not is_done:
            return
        people = figures.workspace.people
        parts: tuple[_Part, ...] | None = None
        for row in assignments_at_work(figures, task):
            person = people.get(row.person)
            if person is None or person.kind in WITHOUT_HOURS:
                continue
            if row.work is None and (plan.is_summary(task.id) or row.units <= 0):
                continue
            if parts is None:
                summary = plan.is_summary(task.id)
                parts = (plan.ends(task.id),) if summary else plan.parts(task.id)
            yield from self._of_row(task, row, person, parts, is_done=is_done)

    def _of_row(
        self,
        task: Task,
        row: Assignment,
        person: Person,
        parts: Sequence[_Part],
        *,
        is_done: bool,
    ) -> Iterator[DayWork]:
        count = self._count(task, person, parts)
        worked = [(day, minutes) for day, minutes in _by_day(parts, count) if minutes]
        time = float(sum(minutes for _, minutes in worked))
        if row.work is None:
            for day, minutes in worked:
                yield DayWork(person.id, day, minutes * row.units / WHOLE)
            return
        done, to_come = self._progress(task, row, is_done=is_done)
        share = self._done_share(task, is_done=is_done)
        fills = task.task_type == "fixed_duration" or row.is_contoured
        before, after = time * share, time * (1 - share)
        for begin, length, work in ((0.0, before, done), (before, after, to_come)):
            start, wide = (begin, length) if length else (0.0, time)
            if not fills and row.units > 0:
                wide = min(wide, work * WHOLE / row.units)
            if work > 0:
                for day, part in _stretch(worked, start, start + wide):
                    yield DayWork(person.id, day, work * part / wide)

    def _count(self, task: Task, person: Person, parts: Sequence[_Part]) -> _Count:
        """Counts the time in which somebody works on a task; all hours where they share none."""
        own_only = bool(task.calendar and task.ignores_resource_calendars)
        own = 0 if own_only else person.calendar
        both = (person.calendar, 0) if task.elapsed else (task.calendar, own)
        try:
            for calendar, shared in (both, (task.calendar, 0)):
                count = self._times.of(calendar, shared).between
                if any(count(start, finish) > 0 for start, finish in parts):
                    return count
        except CalendarError:  # a calendar without working time: by the clock
            pass
        return _by_clock

    def _done_share(self, task: Task, *, is_done: bool) -> float:
        """How much of the working time of a task lies behind."""
        planned = self._plan.inputs.tasks[task.id]
        if is_done or planned.actual_finish is not None:
            return 1.0
        if planned.remaining is None or planned.duration <= 0 or planned.manual is not None:
            return task.percent / WHOLE if planned.manual is not None else 0.0
        return min(max((planned.duration - planned.remaining) / planned.duration, 0.0), 1.0)

    def _progress(self, task: Task, row: Assignment, *, is_done: bool) -> tuple[float, float]:
        """The work of somebody that is done, and what is to come.

        As said of them, else of the estimate that they share, else by the task's own progress.
        """
        work = float(row.work or 0)
        if row.actual_work is not None and row.remaining_work is not None:
            return float(row.actual_work), float(row.remaining_work)
        share = self._done_share(task, is_done=is_done)
        if is_done:
            return float(row.actual_work or work), 0.0
        is_shared = task.estimate and task.remaining is not None
        if is_shared and row.remaining_work is None and share:
            return work * share, float(task.remaining or 0) * work / float(task.estimate or 1)
        return work * share, work - work * share


def total_by_day(work: Iterable[DayWork]) -> dict[int, dict[int, float]]:
    """Minutes by person and day."""
    by_person: dict[int, dict[int, float]] = {}
    for piece in work:
        days = by_person.setdefault(piece.person, {})
        days[piece.day] = days.get(piece.day, 0.0) + piece.minutes
    return by_person


def _by_day(parts: Iterable[_Part], count: _Count) -> Iterator[tuple[int, int]]:
    """The working minutes of each day of some stretches; a moment has the minute before it."""
    for start, finish in parts:
        begin = start
        while begin < finish:
            day = begin // MINUTES_PER_DAY
            end = min(finish, (day + 1) * MINUTES_PER_DAY)
            yield day, count(begin, end)
            begin = end
        if start == finish:
            yield max(start - 1, 0) // MINUTES_PER_DAY, 1


def _stretch(
    worked: Iterable[tuple[int, int]], first: float, last: float
) -> Iterator[tuple[int, float]]:
    """What of each day lies between two minutes of the working time."""
    at = 0.0
    for day, minutes in worked:
        begun, ended = max(at, first), min(at + minutes, last)
        if begun < ended:
            yield day, ended - begun
        at += minutes


def _by_clock(start: int, finish: int) -> int:
    return finish - start
