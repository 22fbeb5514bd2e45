"""This file makes what a schedule reckons with from the stored tasks, links and calendars."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, cast

from msgspec import structs

from pmtui.figures.cpm.types import NO_TASK, ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.planning.task_efforts import WHOLE, WITHOUT_HOURS, efforts_of
from pmtui.model.calendar.stored_calendars import (
    CalendarException,
    CalendarWeek,
    WorkingCalendar,
    calendars,
)
from pmtui.model.calendar.work_calendar import Calendar, moment
from pmtui.model.entities.components import Component
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Constraint, Link, Task
from pmtui.model.rules.date_range import FIRST_DAY, LAST_DAY, in_span
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.workspace.workspace import Workspace

_DATES: Final = (
    "due", "start", "finish", "actual_start", "actual_finish", "constraint_date", "resume",
)  # fmt: skip


def stored_calendars(workspace: Workspace) -> dict[int, Calendar]:
    """The calendars of a workspace by id.

    Raises:
        CalendarError: the hours of a day cannot be.
    """
    weeks: dict[int, list[CalendarWeek]] = {}
    for week in cast("Iterable[CalendarWeek]", workspace.rows("calendar_weeks").values()):
        weeks.setdefault(week.calendar, []).append(week)
    days: dict[int, list[CalendarException]] = {}
    rows = cast("Iterable[CalendarException]", workspace.rows("calendar_exceptions").values())
    for exception in sorted(rows, key=lambda row: row.id):
        days.setdefault(exception.calendar, []).append(exception)
    named = cast("Iterable[WorkingCalendar]", workspace.rows("calendars").values())
    return calendars(named, weeks, days)


def goes_on_from(component: Component, today: date) -> int | None:
    """The moment before which none of a component's unfinished work lies; None for none.

    The status date is the last day that was reported, so work goes on when it has ended. Where
    none is set that was yesterday: what is planned for today may still be done today. P6's rules
    know no work before the data date. What has ended does not go on by itself.
    """
    status = component.status_date
    if status is not None and not in_span(status):
        status = None
    is_kept = component.unfinished_work == "as_planned"
    if status is not None:
        applies = not is_kept or component.schedule_rules == "p6"
        return moment(status, None, ends=True) if applies else None
    return None if is_kept or is_finished_or_ended(component) else moment(today, None)


def is_finished_or_ended(component: Component) -> bool:
    """Whether a component is over, so that the day that it is moves nothing in it."""
    return component.actual_finish is not None or component.state in ENDED_COMPONENT_STATES


def options_of(
    workspace: Workspace, component: Component, start: int, today: date
) -> ScheduleOptions:
    """The rules by which a component is scheduled from a start."""
    by_p6 = component.schedule_rules == "p6"
    return ScheduleOptions(
        start=start,
        calendar=component.calendar,
        honor_constraints=component.honor_constraints,
        clamp_to_start=by_p6,
        critical_slack=component.critical_slack * workspace.day_minutes(component),
        multiple_critical_paths=component.multiple_critical_paths,
        predecessor_lag=by_p6,
        retained_logic=by_p6,
        milestones_keep_hours=by_p6,
        rest_from_status_date=by_p6,
        resume_bounds_predecessors=not by_p6,
        status_date=goes_on_from(component, today),
    )


def within_span(task: Task) -> Task:
    """A task without those of its dates that lie outside the years that are taken.

    Only stores of older versions hold such dates; `check` lists them.
    """
    for name in _DATES:
        day = getattr(task, name)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            break
    else:
        return task
    outside = {name: None for name in _DATES if (day := getattr(task, name)) and not in_span(day)}
    return structs.replace(task, **outside)


class TaskReader:
    """Turns the stored tasks of one component into what its schedule reckons with.

    Args:
        workspace: the workspace they are in.
        component: the component scheduled.
        is_done: whether a task is done, by its id.
    """

    def __init__(
        self, workspace: Workspace, component: Component, is_done: Callable[[int], bool]
    ) -> None:
        self._tasks = workspace.tasks
        self._below = workspace.index("tasks", "parent")
        self._people = workspace.people
        self._assignments = workspace.rows("assignments")
        self._assigned = workspace.index("assignments", "task")
        self._day = workspace.day_minutes(component)
        self._is_done = is_done
        self._goes_on = component.unfinished_work == "from_status_date"

    def read(self, task: Task) -> ScheduleTask:
        """A task as the schedule sees it; dates that nobody can have meant are left out."""
        task = within_span(task)
        summary = self._is_summary(task.id)
        units = tuple(self._units(task.id))
        duration = self._duration(task, units)
        by_hand = _by_hand(task, summary=summary)
        constraint, constraint_date = _constraint(task, by_hand)
        started, finished = self._actuals(task)
        spans = by_hand is not None and None not in by_hand and task.duration is None
        in_work = started is not None or (self._goes_on and _has_progress(task))
        remaining = _remaining(task, duration) if in_work and not spans else None
        return ScheduleTask(
            id=task.id,
            parent=self._parent(task),
            duration=duration,
            elapsed=task.elapsed,
            calendar=task.calendar,
            efforts=(
                () if summary or not units else tuple(efforts_of(task, duration, remaining, units))
            ),
            constraint=constraint,
            constraint_date=constraint_date,
            deadline=None if task.due is None else moment(task.due, None, ends=True),
            actual_start=started,
            actual_finish=finished,
            remaining=remaining,
            resume=None if task.resume is None else moment(task.resume, task.resume_time),
            by_day=not summary and not duration and _is_by_day(task, begun=started is not None),
            delay=task.delay,
            manual=by_hand,
            spans=spans,
            splits=task.splits,
            active=task.active,
            done=self._goes_on and started is None and self._is_done(task.id),
        )

    def _is_summary(self, task_id: int) -> bool:
        """Whether a task that is not archived lies below, if need be below archived ones."""
        tasks, below = self._tasks, self._below
        if not below.ids(task_id):
            return False
        waiting, seen = [task_id], {task_id}
        while waiting:
            for row_id in below.ids(waiting.pop()):
                if row_id not in tasks or row_id in seen:
                    continue
                if not tasks[row_id].archived:
                    return True
                seen.add(row_id)
                waiting.append(row_id)
        return False

    def _parent(self, task: Task) -> int:
        if not task.parent:
            return NO_TASK
        parent = self._tasks.get(task.parent)
        while parent is not None and parent.archived:
            parent = self._tasks.get(parent.parent)
        return parent.id if parent is not None else NO_TASK

    def _duration(self, task: Task, units: tuple[tuple[Assignment, Person], ...]) -> int:
        """As typed; else its effort shared by those on it; else a day."""
        if task.kind == "milestone" and task.duration is None:
            return 0
        if task.duration is not None:
            return task.duration
        if task.estimate is None:
            return self._day
        shares = sum(assignment.units for assignment, who in units if who.kind not in WITHOUT_HOURS)
        return round(task.estimate * WHOLE / shares) if shares else task.estimate

    def _units(self, task_id: int) -> Iterator[tuple[Assignment, Person]]:
        for row_id in self._assigned.ids(task_id):
            row = cast("Assignment", self._assignments[row_id])
            person = self._people.get(row.person)
            if person is not None:
                yield row, person

    def _actuals(self, task: Task) -> tuple[int | None, int | None]:
        """When it started and ended in fact; one that is done without dates is where it was put."""
        ended, ended_at = task.actual_finish, task.actual_finish_time
        begun, begun_at = task.actual_start, task.actual_start_time
        if ended is None and task.finish is not None and self._is_done(task.id):
            ended, ended_at = task.finish, task.finish_time
        if ended is not None and begun is None:
            begun = min(task.start or ended, ended)
            begun_at = task.start_time if begun == task.start else None
        if begun is None:
            return None, None
        start = moment(begun, begun_at)
        finish = None if ended is None else moment(ended, ended_at, ends=True)
        return start, None if finish is None else max(start, finish)


def read_link(link: Link) -> ScheduleLink:
    """A dependency as the schedule sees it."""
    return ScheduleLink(link.predecessor, link.successor, link.type, link.lag, link.lag_unit)


def _by_hand(task: Task, *, summary: bool) -> tuple[int | None, int | None] | None:
    """Start and finish of a task that a person has dated; None where they follow.

    An end that nobody has set of a manual task is None: it follows from the other one.
    """
    if task.manual:
        start = None if task.start is None else moment(task.start, task.start_time)
        finish = None if task.finish is None else moment(task.finish, task.finish_time, ends=True)
        if start is not None and finish is not None:
            finish = max(start, finish)
        return None if start is None and finish is None else (start, finish)
    if summary or task.duration is not None or task.constraint:
        return None
    if task.kind == "milestone":
        day, time = (
            (task.finish, task.finish_time)
            if task.finish is not None
            else (task.start, task.start_time)
        )
        if day is None:
            return None
        at = moment(day, time, ends=task.finish is not None)
        return at, at
    if task.start is None or task.finish is None:
        return None
    start = moment(task.start, task.start_time)
    return start, max(start, moment(task.finish, task.finish_time, ends=True))


def _constraint(task: Task, by_hand: object) -> tuple[Constraint, int | None]:
    """Its constraint; a date typed beside a duration holds as one does in MS Project."""
    if task.constraint:
        kind, day = task.constraint, task.constraint_date
        if day is None:
            return (kind, None) if kind in {"ASAP", "ALAP"} else ("", None)
        ends = kind in {"FNET", "FNLT", "MFO"}
        return kind, moment(day, task.constraint_time, ends=ends)
    if by_hand is not None:
        return "", None
    if task.start is not None:
        return "SNET", moment(task.start, task.start_time)
    if task.finish is not None:
        return "MFO", moment(task.finish, task.finish_time, ends=True)
    return "", None


def _is_by_day(task: Task, *, begun: bool) -> bool:
    """Whether the day that holds the start of a task, or on which it began, has no time."""
    if begun and task.actual_start is not None:
        return task.actual_start_time is None and task.actual_finish is None
    if task.manual or not task.constraint:
        return task.start is not None and task.start_time is None and task.finish is None
    return task.constraint in {"SNET", "MSO", "SNLT"} and task.constraint_time is None


def _remaining(task: Task, duration: int) -> int:
    if task.remaining_duration is not None:
        return task.remaining_duration
    return duration - duration * task.percent // 100


def _has_progress(task: Task) -> bool:
    """Whether some of a task is done though nobody noted when it began."""
    return task.percent > 0 or task.remaining_duration is not None
