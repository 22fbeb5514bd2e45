"""This file makes the rows of a plan for other programs from stored tasks and their dates."""

from collections.abc import Container, Mapping
from datetime import date, datetime
from typing import Final, cast

from msgspec import structs

from pmtui.exchange.plans.plan import MOST_BASELINES, MoneyOut, PlanBaseline, PlanTask
from pmtui.exchange.plans.task_guids import guid_of
from pmtui.figures.core.amounts import Amount, amount_of
from pmtui.figures.cpm.node import gaps_within
from pmtui.figures.cpm.types import ScheduleTask, TaskDates
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import OutlinePlace
from pmtui.figures.tasks.planned_cost import assignment_parts
from pmtui.figures.tasks.task_costs import cost_to_go, task_cost
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment, moment_of
from pmtui.model.calendar.work_time import WorkTime, WorkTimes
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

_NUMBERS: Final = {0: 500, 1: 900, 2: 700, 3: 300, 4: 100}
"""The file's number for each priority."""
_ENDS: Final = frozenset({"FNET", "FNLT", "MFO"})


class TaskWriter:
    """Makes rows of a plan.

    Args:
        figures: of the workspace where the tasks are.
        plan: their schedule.
        calendars: the file's uid of each stored calendar.
        uids: the file's uid of each task.
        money: writes amounts.
    """

    def __init__(
        self,
        figures: Figures,
        plan: ProjectPlan,
        calendars: Mapping[int, int],
        uids: Mapping[int, int],
        money: MoneyOut,
    ) -> None:
        inputs = plan.inputs
        self._figures = figures
        self._money = money
        self._plan = plan
        self._calendars = calendars
        self._uids = uids
        self._times = WorkTimes(inputs.calendars, inputs.options.calendar)
        self._baselines = _baselines_by_task(figures.workspace, uids, self._times.of(0), money)

    def row(self, task: Task, place: OutlinePlace, number: int) -> PlanTask:
        """The row of a task that is in the schedule.

        Args:
            task: the task.
            place: where it stands in the outline.
            number: which row of the file it is.
        """
        known = self._plan.inputs.tasks[task.id]
        dates = cast("TaskDates", self._plan.dates(task.id))
        time = self._times.of(known.calendar)
        known = self._put_off(known, dates, time)
        duration = self._duration(known, dates, time)
        planned = PlanTask(
            uid=self._uids[task.id],
            guid=guid_of(task.id),
            row=number,
            code="" if task.code == str(self._uids[task.id]) else task.code,
            name=task.title,
            parent=self._uids.get(known.parent, 0),
            outline=place.number,
            wbs=place.number,
            notes=task.notes,
            priority=_NUMBERS[task.priority],
            summary=dates.summary,
            milestone=task.kind == "milestone" and not dates.summary,
            active=known.active,
            manual=known.manual is not None or task.manual,
            splits=() if dates.summary else self._splits(known, dates, duration, time),
            start=moment_of(dates.start),
            finish=moment_of(dates.finish),
            duration=duration,
            duration_in="" if dates.summary else task.duration_in,
            elapsed=known.elapsed,
            task_type=task.task_type or "fixed_units",
            calendar=self._calendars[known.calendar] if known.calendar else 0,
            ignores_resource_calendars=task.ignores_resource_calendars,
            total_slack=dates.total_slack,
            free_slack=dates.free_slack,
            critical=dates.critical,
            constraint="ASAP" if dates.summary else known.constraint or "ASAP",
            constraint_date=self._constraint_date(known, time) if not dates.summary else None,
            deadline=_end_of(task.due),
            delay=known.delay,
            baselines=self._baselines.get(task.id, ()),
        )
        return self._with_cost(task, self._with_progress(task, known, time, planned))

    def _with_progress(
        self, task: Task, known: ScheduleTask, time: WorkTime, row: PlanTask
    ) -> PlanTask:
        """A row with what has been done of its task."""
        duration = row.duration
        remaining = self._remaining(task, known, duration)
        return structs.replace(
            row,
            actual_start=started(known.actual_start, time),
            actual_finish=ended(known.actual_finish, time),
            actual_duration=None if remaining is None else max(duration - remaining, 0),
            remaining=remaining,
            stop=self._stop(known, time, duration),
            resume=None if known.resume is None else started(known.resume, time),
            percent=self._percent(task, known),
        )

    def _with_cost(self, task: Task, row: PlanTask) -> PlanTask:
        """A row with what its task costs."""
        cost = task_cost(self._figures, task.id)
        return structs.replace(
            row,
            cost=self._money.sum(cost.planned),
            fixed_cost=self._money.sum(self._beside(task)),
            accrual=task.accrual,
            actual_cost=self._money.sum(cost.actual),
            remaining_cost=self._money.hundredths(cost_to_go(self._figures, task.id).value),
        )

    def _splits(
        self, known: ScheduleTask, dates: TaskDates, duration: int, time: WorkTime
    ) -> tuple[tuple[int, int], ...]:
        """The gaps of a task; none where it counts by the clock or its own dates leave no room."""
        gaps = gaps_within(known.splits, duration)
        if not gaps or known.elapsed:
            return ()
        has_own_dates = known.manual is not None or known.actual_finish is not None
        room = time.between(dates.start, dates.finish) - duration
        return () if has_own_dates and room != sum(gap for _, gap in gaps) else gaps

    def _remaining(self, task: Task, known: ScheduleTask, duration: int) -> int | None:
        """What of its duration is still to come; None where nobody noted when it began."""
        if known.actual_finish is not None:
            return 0
        if known.actual_start is None:
            return None if self._percent(task, known) else duration
        if known.remaining is not None:
            return known.remaining
        return duration - duration * task.percent // 100

    def _put_off(self, known: ScheduleTask, dates: TaskDates, time: WorkTime) -> ScheduleTask:
        """A task that goes on from the status date as MS Project says it when it reschedules work.

        It starts no earlier than that, or is resumed then.
        """
        options = self._plan.inputs.options
        status = options.status_date
        if status is None or options.rest_from_status_date or dates.summary:
            return known
        if known.manual is not None or known.done or known.actual_finish is not None:
            return known
        goes_on = time.start_from(status)
        if known.actual_start is None:
            is_put_off = known.remaining is None and known.constraint in {"", "ASAP", "SNET"}
            if is_put_off and dates.start == goes_on:
                return structs.replace(known, constraint="SNET", constraint_date=goes_on)
            return known
        done = known.duration - (known.duration if known.remaining is None else known.remaining)
        reached = time.after(known.actual_start, max(done, 0))
        if known.remaining and max(reached, known.resume or 0) < status:
            return structs.replace(known, resume=goes_on)
        return known

    def _percent(self, task: Task, known: ScheduleTask) -> int:
        if known.actual_finish is not None and not self._figures.is_summary(task.id):
            return 100
        return self._figures.percent(task.id)

    def _beside(self, task: Task) -> Amount:
        """What a task costs beside those assigned to it: an owner who is not is no row there."""
        own = [parts for row, parts in assignment_parts(self._figures, task) if not row.id]
        found = [money for parts in own for money in parts]
        found += [task.fixed_cost] if task.fixed_cost is not None else []
        return amount_of(found, len(found), self._figures.rates)

    def _duration(self, known: ScheduleTask, dates: TaskDates, time: WorkTime) -> int:
        if dates.summary:
            return max(time.between(dates.start, dates.finish), 0)
        return self._plan.duration(known.id)

    def _constraint_date(self, known: ScheduleTask, time: WorkTime) -> datetime | None:
        if known.constraint_date is None or not known.constraint:
            return None
        ends = known.constraint in _ENDS
        return (ended if ends else started)(known.constraint_date, time)

    def _stop(self, known: ScheduleTask, time: WorkTime, duration: int) -> datetime | None:
        """When an interrupted task stopped: after what is done of it."""
        if known.resume is None or known.actual_start is None or known.remaining is None:
            return None
        return moment_of(time.after(known.actual_start, max(duration - known.remaining, 0)))


def started(minutes: int | None, time: WorkTime) -> datetime | None:
    """A start; one at midnight is the first working minute of that day."""
    if minutes is None:
        return None
    if minutes % MINUTES_PER_DAY == 0:
        opening = time.start_from(minutes)
        minutes = opening if opening - minutes < MINUTES_PER_DAY else minutes
    return moment_of(minutes)


def ended(minutes: int | None, time: WorkTime) -> datetime | None:
    """A finish; one at midnight is the last working minute of the day it ends."""
    if minutes is None:
        return None
    if minutes % MINUTES_PER_DAY == 0:
        closing = time.finish_until(minutes)
        minutes = closing if minutes - closing < MINUTES_PER_DAY else minutes
    return moment_of(minutes)


def _end_of(day: date | None) -> datetime | None:
    """The last minute of a day."""
    return None if day is None else moment_of(moment(day, MINUTES_PER_DAY - 1))


def _baselines_by_task(
    workspace: Workspace, tasks: Container[int], time: WorkTime, money: MoneyOut
) -> dict[int, tuple[PlanBaseline, ...]]:
    """What was agreed for each task; the file's number 0 is our number 1."""
    numbers = {row.id: row.number - 1 for row in workspace.rows_of(Baseline).values()}
    found: dict[int, list[PlanBaseline]] = {}
    for row in workspace.rows_of(BaselineRow).values():
        number = numbers.get(row.baseline, MOST_BASELINES)
        if number >= MOST_BASELINES or row.task not in tasks:
            continue
        start = None if row.start is None else moment(row.start, row.start_time)
        finish = None if row.finish is None else moment(row.finish, row.finish_time, ends=True)
        made = PlanBaseline(
            number=number,
            start=started(start, time),
            finish=ended(finish, time),
            duration=row.duration,
            work=row.work,
            cost=money.hundredths(row.cost),
        )
        found.setdefault(row.task, []).append(made)
    return {task: tuple(sorted(rows, key=lambda row: row.number)) for task, rows in found.items()}
