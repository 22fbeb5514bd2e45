"""This file is the schedule of one component's tasks: their dates, slack and conflicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from msgspec import structs

from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import (
    Conflict,
    LoopError,
    ScheduleError,
    ScheduleLink,
    ScheduleOptions,
    ScheduleTask,
    TaskDates,
)
from pmtui.model.paged import copied
from pmtui.model.workcal import Calendar, CalendarError
from pmtui.model.workcal_time import WorkTimes

LONG: Final = 2_000
"""Tasks that can be planned while a key waits for the screen; about 30 ms."""

TO_COME: Final = "its dates are being worked out"
"""The problem of a plan that is not there yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInputs:
    """What one component's schedule is made from.

    A task of another component that a link comes from stands in as a milestone at its date, under
    the negative id of `stand_in`.
    """

    tasks: Mapping[int, ScheduleTask]
    links: Mapping[int, ScheduleLink]
    """By the id of the stored link."""
    stand_ins: frozenset[int]
    """Ids of the tasks that stand in for those of other components."""
    calendars: Mapping[int, Calendar]
    options: ScheduleOptions
    minutes_per_day: int
    problem: str = ""
    """Why nothing can be reckoned with, such as a calendar that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdit:
    """What differs between the inputs of two plans of a component."""

    tasks: tuple[ScheduleTask, ...]
    gone: tuple[int, ...]
    added: tuple[ScheduleLink, ...]
    removed: tuple[ScheduleLink, ...]


class PlanParts:
    """Tasks and links of a plan in the making, and what differs from the one before it."""

    def __init__(self, before: PlanInputs | None) -> None:
        self.tasks = copied(before.tasks) if before is not None else {}
        self.links = copied(before.links) if before is not None else {}
        self.stand_ins = before.stand_ins if before is not None else frozenset[int]()
        self._tasks: list[ScheduleTask] = []
        self._gone: list[int] = []
        self._added: list[ScheduleLink] = []
        self._removed: list[ScheduleLink] = []

    @property
    def edit(self) -> PlanEdit:
        """What was put and taken out so far."""
        return PlanEdit(
            tasks=tuple(self._tasks),
            gone=tuple(self._gone),
            added=tuple(self._added),
            removed=tuple(self._removed),
        )

    def put_task(self, one: int, task: ScheduleTask | None) -> None:
        """Put a task in the place of what was there; None takes it out."""
        was = self.tasks.get(one)
        if was == task:
            return
        if task is None:
            del self.tasks[one]
            self._gone.append(one)
        else:
            self.tasks[one] = task
            self._tasks.append(task)

    def put_link(self, one: int, link: ScheduleLink | None) -> None:
        """Put a link in the place of what was there; None takes it out."""
        was = self.links.get(one)
        if was == link:
            return
        if was is not None:
            self._removed.append(was)
            del self.links[one]
        if link is not None:
            self.links[one] = link
            self._added.append(link)

    def put_stand_ins(self, used: Mapping[int, ScheduleTask]) -> None:
        """Put the tasks that stand in for others in the place of those before."""
        for one in self.stand_ins - used.keys():
            self.put_task(one, None)
        for one, task in used.items():
            self.put_task(one, task)
        self.stand_ins = frozenset(used)


def stand_in(link: int) -> int:
    """The id under which the giver of a link from another component stands in a plan."""
    return -link


class ProjectPlan:
    """The dates of a component's tasks; where it cannot be scheduled, the reason.

    Args:
        inputs: what it is made from.
        before: the plan before an edit.
        edit: what differs from the inputs of that.
        in_turns: whether a long plan in which much moves works out only the start and finish of
            tasks, as they are asked for, until `work_out` has been called; the dates of its
            summaries, its ends and slack far from its end stay as they were till then.
    """

    def __init__(
        self,
        inputs: PlanInputs,
        before: "ProjectPlan | None" = None,
        edit: PlanEdit | None = None,
        *,
        in_turns: bool = False,
    ) -> None:
        self.inputs = inputs
        """What it was made from."""
        self.problem = inputs.problem
        """Why there are no dates; empty where there are."""
        self.loop: tuple[int, ...] = ()
        """The tasks that wait for each other in a circle, where that is the problem."""
        self._schedule: Schedule | None = None
        is_long = in_turns and len(inputs.tasks) > LONG
        self._earlier = before if is_long else None
        self._slack_of: ProjectPlan | None = None
        if is_long and before is not None:
            self._slack_of = before._slack_of or before  # noqa: SLF001  (the same class)
        self._lacks_slack = False
        if self.problem:
            return
        try:
            self._schedule = _carried(inputs, before, edit) if before and edit else _fresh(inputs)
        except LoopError as error:
            self.loop = error.loop
            self.problem = str(error)
        except (ScheduleError, CalendarError) as error:
            self.problem = str(error)
        if self._earlier is not None and self.settle(LONG):
            self._earlier = None

    @property
    def minutes_per_day(self) -> int:
        """Working minutes that a day of slack stands for."""
        return self.inputs.minutes_per_day

    @cached_property
    def times(self) -> WorkTimes:
        """Arithmetic in the working time of its calendars."""
        return WorkTimes(self.inputs.calendars, self.inputs.options.calendar)

    @property
    def start(self) -> int | None:
        """When its first task starts; None without tasks."""
        return self.span[0] if self.span is not None else None

    @property
    def finish(self) -> int | None:
        """When its last task finishes; None without tasks."""
        return self.span[1] if self.span is not None else None

    @property
    def span(self) -> tuple[int, int] | None:
        """When its first task starts and its last one finishes; None without tasks."""
        earlier = self._earlier
        return self._span if earlier is None else earlier.span

    @property
    def is_settled(self) -> bool:
        """Whether every task stands where the last edit has moved it."""
        return self._earlier is None

    @property
    def is_owing(self) -> bool:
        """Whether something was asked for that is still as it was before the last edit."""
        return self._earlier is not None or self._lacks_slack

    def work_out(self) -> None:
        """Work out everything that waits to be asked for; any thread may do it."""
        if self._schedule is not None:
            self._schedule.work_out()
        self._earlier = self._slack_of = None
        self._lacks_slack = False

    @property
    def earliest(self) -> int:
        """When it starts by its own word, tasks or not."""
        return self.inputs.options.start

    def __contains__(self, task: int) -> bool:
        return self._schedule is not None and task in self.inputs.tasks

    def dates(self, task: int) -> TaskDates | None:
        """Everything the schedule says of a task; None where it says nothing.

        Moments are minutes since year 1, slack working minutes of the task's calendar.
        """
        if self._schedule is None or task not in self:
            return None
        slack_of = self._slack_of
        if slack_of is None or self._schedule.reaches(task, LONG):
            return self._schedule[task]
        self._lacks_slack = True
        known, ends = slack_of.dates(task), self.ends(task)
        return None if known is None else structs.replace(known, start=ends[0], finish=ends[1])

    def ends(self, task: int) -> tuple[int, int]:
        """Start and finish of a task that is in the plan, without waiting for its slack."""
        if self._schedule is None:
            raise KeyError(task)
        earlier = self._earlier
        if earlier is None or task not in earlier or not self._schedule.is_summary(task):
            return self._schedule.ends(task)
        return earlier.ends(task)

    def duration(self, task: int) -> int:
        """Minutes of work of a task, without its gaps; as it was read where nothing is planned."""
        if self._schedule is None or task not in self:
            return self.inputs.tasks[task].duration
        row = self.inputs.tasks[task]
        return self._schedule.duration(task) if row.spans else row.duration

    def parts(self, task: int) -> tuple[tuple[int, int], ...]:
        """Start and finish of each part of a task that is in the plan; one where it has no gap."""
        if self._schedule is None:
            raise KeyError(task)
        return self._schedule.parts(task)

    def conflicts(self, tasks: Iterable[int] | None = None) -> tuple[Conflict, ...]:
        """The constraints and deadlines that cannot be kept, of some tasks or all."""
        if self._schedule is None:
            return ()
        return tuple(one for one in self._schedule.conflicts(tasks) if one.task > 0)

    def unfinished_before(self, moment: int) -> tuple[int, ...]:
        """The tasks with work to come before a moment, but for fixed ones; none till settled."""
        known = self._schedule if self.is_settled else None
        return () if known is None else tuple(known.unfinished_before(moment))

    def moved_from(self, before: "ProjectPlan") -> set[int]:
        """The tasks, summaries apart, that are planned elsewhere than before."""
        now, then = self._schedule, before._schedule  # noqa: SLF001  (the same class)
        if now is None or then is None or now is then:
            return set()
        return {one for one in now.moved_from(then) if one > 0}

    def settle(self, most: int) -> bool:
        """Follow an edit to its end if that looks at few tasks; False where it does not."""
        if self._schedule is None or self._schedule.settle(most):
            self._earlier = None
        return self.is_settled

    def slack_days(self, minutes: int) -> float:
        """Slack in working days."""
        return minutes / self.minutes_per_day

    @cached_property
    def _span(self) -> tuple[int, int] | None:
        return self._schedule.span(self.inputs.stand_ins) if self._schedule is not None else None


def plan_to_come() -> ProjectPlan:
    """What stands for a plan that is still being worked out: it has no dates."""
    inputs = PlanInputs(
        tasks={},
        links={},
        stand_ins=frozenset(),
        calendars={},
        options=ScheduleOptions(start=0),
        minutes_per_day=480,
        problem=TO_COME,
    )
    return ProjectPlan(inputs)


def _fresh(inputs: PlanInputs) -> Schedule:
    return schedule(
        list(inputs.tasks.values()), inputs.links.values(), inputs.calendars, inputs.options
    )


def _carried(inputs: PlanInputs, before: ProjectPlan, edit: PlanEdit) -> Schedule:
    """The schedule after an edit: what it does not touch is taken over."""
    old = before.inputs
    kept = before._schedule  # noqa: SLF001  (the same class, one edit earlier)
    if kept is None or old.calendars != inputs.calendars or old.options != inputs.options:
        return _fresh(inputs)
    if not (edit.tasks or edit.gone or edit.added or edit.removed):
        return kept
    return kept.next(edit.tasks, edit.added, edit.removed, edit.gone)
