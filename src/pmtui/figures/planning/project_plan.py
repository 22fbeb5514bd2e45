"""This file is the schedule of one component's tasks: their dates, slack and conflicts."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cached_property
from typing import Final

from msgspec import structs

from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import (
    ConstraintMiss,
    LoopError,
    ScheduleError,
    TaskDates,
)
from pmtui.figures.planning.plan_loops import PlanLoops, loops_in, waiting_behind_loops
from pmtui.figures.planning.plan_parts import PlanEdit, PlanInputs
from pmtui.model.calendar.work_calendar import CalendarError
from pmtui.model.calendar.work_time import WorkTimes

LONG: Final = 2_000
"""Tasks that can be planned while a key waits for the screen; about 30 ms."""


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
        self.loops = inputs.across
        """Its loops: dates are those without the links that are part of one."""
        self._schedule: Schedule | None = None
        is_long = in_turns and len(inputs.tasks) > LONG
        self._earlier = before if is_long else None
        self._slack_of: ProjectPlan | None = None
        if is_long and before is not None:
            self._slack_of = before._slack_of or before  # noqa: SLF001  (the same class)
        self._lacks_slack = False
        self._join: Callable[[], bool] | None = None
        self._is_joined = False
        if self.problem:
            return
        try:
            self._schedule = self._first(before, edit)
        except (ScheduleError, CalendarError) as error:
            self.problem = str(error)
        if self._earlier is not None and self.settle(LONG):
            self._earlier = None

    def _first(self, before: "ProjectPlan | None", edit: PlanEdit | None) -> Schedule:
        """The schedule; where tasks wait for themselves, without the links that make them."""
        inputs = self.inputs
        try:
            return _carried(inputs, before, edit) if before and edit else _fresh(inputs)
        except LoopError:
            own = loops_in(inputs.tasks, inputs.links)
            if not own.links:
                raise
        self.loops = PlanLoops(own.first, own.tasks | inputs.across.tasks, own.links)
        rest = [link for link_id, link in inputs.links.items() if link_id not in own.links]
        return schedule(list(inputs.tasks.values()), rest, inputs.calendars, inputs.options)

    @cached_property
    def behind_loops(self) -> frozenset[int]:
        """The tasks and summaries that wait for a loop and are in none."""
        if not self.loops.tasks:
            return frozenset()
        found = waiting_behind_loops(
            self.inputs.tasks, self.inputs.links.values(), self.loops.tasks
        )
        return found - self.inputs.stand_ins

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

    def follow(self) -> None:
        """Follow an edit to its end; any thread may do it, while another asks for `ends`."""
        if self._schedule is not None:
            self._schedule.follow()

    def work_out(self) -> None:
        """Work out everything that waits to be asked for; any thread may do it."""
        if self._schedule is not None:
            self._schedule.work_out()
        self._earlier = self._slack_of = None
        self._lacks_slack = False

    def bound_to(self, join: Callable[[], bool] | None) -> "ProjectPlan":
        """The same plan with another way to find the plans that take from it.

        Args:
            join: called when slack is asked for, until `join_to` has been; says whether that has
                come to pass. None: slack is that of this plan alone.
        """
        if self._join is join or not self.gives:
            return self
        bound = copy(self)
        bound._join = join  # noqa: SLF001  (the same class)
        return bound

    @property
    def gives(self) -> bool:
        """Whether its slack hangs on plans of other components that it has not been joined to."""
        return not self._is_joined and self._schedule is not None and self._schedule.gives

    def join_to(self, others: "Mapping[int, ProjectPlan]", *, carries: bool) -> None:
        """Let slack follow from the plans that take from this one.

        Args:
            others: by the id of what stands in for a successor, the plan it is in.
            carries: whether none of the others gives to this one, directly or not.
        """
        if self._schedule is not None:
            schedules = {
                row_id: other._schedule  # noqa: SLF001  (the same class)
                for row_id, other in others.items()
                if other._schedule is not None  # noqa: SLF001
            }
            self._schedule.join(schedules, carries=carries)
            self._is_joined, self._join = True, None

    def carry_late(self) -> None:
        """Carry on the late dates from before an edit, where that is little work."""
        if self._schedule is not None:
            self._schedule.carry_late()

    def is_active(self, task: int) -> bool:
        """Whether a task that is in the plan moves what waits for it."""
        return self._schedule is not None and self._schedule.is_active(task)

    def is_summary(self, task: int) -> bool:
        """Whether a task that is in the plan takes its dates from those below it."""
        return self._schedule is not None and self._schedule.is_summary(task)

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
        if self._join is not None and not self._join():
            self._lacks_slack = True
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

    def conflicts(self, tasks: Iterable[int] | None = None) -> tuple[ConstraintMiss, ...]:
        """The constraints and deadlines that cannot be kept, of some tasks or all."""
        if self._schedule is None:
            return ()
        return tuple(conflict for conflict in self._schedule.conflicts(tasks) if conflict.task > 0)

    def unfinished_before(self, moment: int) -> tuple[int, ...]:
        """The tasks with work to come before a moment, but for fixed ones; none till settled."""
        known = self._schedule if self.is_settled else None
        found = known.unfinished_before(moment) if known is not None else ()
        return tuple(row_id for row_id in found if row_id > 0)

    def moved_from(self, before: "ProjectPlan") -> set[int]:
        """The tasks, summaries apart, that are planned elsewhere than before."""
        now, then = self._schedule, before._schedule  # noqa: SLF001  (the same class)
        if now is None or then is None or now is then:
            return set()
        return {row_id for row_id in now.moved_from(then) if row_id > 0}

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


def _fresh(inputs: PlanInputs) -> Schedule:
    return schedule(
        list(inputs.tasks.values()), inputs.links.values(), inputs.calendars, inputs.options
    )


def _carried(inputs: PlanInputs, before: ProjectPlan, edit: PlanEdit) -> Schedule:
    """The schedule after an edit: what it does not touch is taken over."""
    old = before.inputs
    kept = before._schedule  # noqa: SLF001  (the same class, one edit earlier)
    if (
        kept is None
        or before.loops.links
        or old.calendars != inputs.calendars
        or old.options != inputs.options
    ):
        return _fresh(inputs)
    if not (kept.gives or edit.tasks or edit.gone or edit.added or edit.removed):
        return kept
    return kept.next(edit.tasks, edit.added, edit.removed, edit.gone)
