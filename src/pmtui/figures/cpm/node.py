"""This file turns one task into a node that can place its work before or after a moment."""

from typing import Final, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pmtui.figures.cpm.types import ScheduleTask
from pmtui.model.calendar.work_time import WorkTime, WorkTimes
from pmtui.model.entities.tasks import Constraint, LinkType

NodeKind = Literal["task", "gate", "first", "last", "predecessor", "preceding summary", "successor"]
"""A task; or of a linked summary, what its tasks wait for, their first start, their last finish.

The last three stand for tasks of other plans (`ScheduleTask.outside`).
"""

_DAY: Final = 1440
"""Minutes from midnight to midnight."""
Crew = tuple[tuple[WorkTime, int, int], ...]
"""Whose work settles the end of a task: their hours, minutes of work and minutes remaining."""


class Pace(Protocol):
    """Arithmetic in the time something takes; see `WorkTime`."""

    def start_from(self, moment: int) -> int:
        """The first moment from this one on at which it can start."""

    def finish_until(self, moment: int) -> int:
        """The last moment up to this one at which it can finish."""

    def after(self, moment: int, minutes: int) -> int:
        """The moment so many minutes later."""

    def before(self, moment: int, minutes: int) -> int:
        """The moment so many minutes earlier."""

    def between(self, moment: int, other: int) -> int:
        """Minutes from one moment to another."""


class ElapsedTime:
    """Minutes of the clock, as paint needs them to dry."""

    def start_from(self, moment: int) -> int:
        """The moment itself."""
        return moment

    def finish_until(self, moment: int) -> int:
        """The moment itself."""
        return moment

    def after(self, moment: int, minutes: int) -> int:
        """So many minutes later."""
        return moment + minutes

    def before(self, moment: int, minutes: int) -> int:
        """So many minutes earlier."""
        return moment - minutes

    def between(self, moment: int, other: int) -> int:
        """Minutes of the clock from one moment to another."""
        return other - moment


ELAPSED: Final = ElapsedTime()
"""The clock."""


class Edge(Struct, frozen=True, gc=False):
    """A link between two nodes, by their numbers, with the time its lag runs in."""

    predecessor: int
    successor: int
    type: LinkType
    lag: int
    lag_time: Pace
    lag_part: int = 0
    """Hundredths of the predecessor's duration that the lag is; 0 for another lag."""


Ends = tuple[int, int]
"""Start and finish."""


class Node(Struct, frozen=True, gc=False):
    """A task, or an end of a linked summary, in the network."""

    number: int
    kind: NodeKind
    task: int
    time: WorkTime
    """The task's calendar, for the lags of its predecessors."""
    pace: Pace
    """What its duration and its slack are counted in."""
    duration: int = 0
    remaining: int = 0
    crew: Crew = ()
    constraint: Constraint = ""
    date: int = 0
    deadline: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    resume: int | None = None
    delay: int = 0
    manual: tuple[int, int] | None = None
    active: bool = True
    span: int = 0
    """Its duration with the gaps in it."""
    done_span: int = 0
    """What is done of that, with the gap it has come to."""
    rest_span: int = 0
    """What remains of it."""
    splits: tuple[tuple[int, int], ...] = ()
    done: bool = False

    def opening(self, moment: int) -> int:
        """When it can start from a moment on; a milestone may stand at the end of a period."""
        if self.crew:
            return min(pace.start_from(moment) for pace, _, _ in self.crew)
        start = self.pace.start_from(moment)
        if start > moment and not self.duration and self.pace.finish_until(moment) == moment:
            return moment
        return start

    def closing(self, moment: int) -> int:
        """When it can finish up to a moment without losing work; a milestone stays."""
        if self.crew:
            return max(pace.finish_until(moment) for pace, _, _ in self.crew)
        return self.pace.finish_until(moment) if self.duration else moment

    def finish_from(self, start: int) -> int:
        """When it ends if it starts then."""
        if self.crew:
            return max(pace.after(start, minutes) for pace, minutes, _ in self.crew)
        return self.pace.after(start, self.span)

    def start_for(self, finish: int) -> int:
        """When it must start to end then."""
        if self.crew:
            return min(pace.before(finish, minutes) for pace, minutes, _ in self.crew)
        return self.pace.before(finish, self.span)

    def rest_from(self, moment: int) -> int:
        """When it ends if what remains starts then."""
        if self.crew:
            return max(pace.after(moment, remaining) for pace, _, remaining in self.crew)
        return self.pace.after(moment, self.rest_span)

    def rest_for(self, finish: int) -> int:
        """When what remains must start to end then."""
        if self.crew:
            return min(pace.before(finish, remaining) for pace, _, remaining in self.crew)
        return self.pace.before(finish, self.rest_span)


def task_node(number: int, task: ScheduleTask, times: WorkTimes) -> Node:
    """The node of a task; a constraint that lacks its date is none."""
    time = times.of(task.calendar)
    if task.by_day and not task.duration:
        task = _on_its_day(task, time)
    constraint = task.constraint
    if constraint == "ASAP" or (task.constraint_date is None and constraint != "ALAP"):
        constraint = ""
    pace = ELAPSED if task.elapsed else time
    manual, duration = by_hand(task, pace) if task.manual is not None else (None, task.duration)
    remaining = duration if task.remaining is None else task.remaining
    is_started = task.actual_start is not None
    done = max(duration - remaining, 0)
    before = after = 0
    splits = gaps_within(task.splits, duration) if task.splits else ()
    for at, gap in splits:
        if at <= done:
            before += gap
        else:
            after += gap
    return Node(
        number,
        task.outside or "task",
        task.id,
        time,
        pace,
        duration,
        remaining if task.actual_finish is None else 0,
        _crew(task, times, before + after, after) if task.efforts and manual is None else (),
        constraint,
        task.constraint_date or 0,
        task.deadline,
        task.actual_start if is_started else task.actual_finish,
        task.actual_finish,
        task.resume,
        task.delay,
        manual,
        task.active,
        duration + before + after,
        done + before,
        remaining + after if task.actual_finish is None else 0,
        splits,
        task.done,
    )


def _on_its_day(milestone: ScheduleTask, time: WorkTime) -> ScheduleTask:
    """A milestone with the day it is held to as a moment of that day, whether it is worked or not.

    At the first hour of work; where nobody works that day, at its end.
    """

    def within(midnight: int) -> int:
        return min(time.start_from(midnight), midnight + _DAY)

    if milestone.actual_start is not None:
        return replace(milestone, actual_start=within(milestone.actual_start))
    if milestone.manual is not None and milestone.manual[0] is not None:
        at = within(milestone.manual[0])
        return replace(milestone, manual=(at, milestone.manual[1] and at))
    if milestone.constraint_date is not None:
        return replace(milestone, constraint_date=within(milestone.constraint_date))
    return milestone


def by_hand(task: ScheduleTask, pace: Pace) -> tuple[tuple[int, int] | None, int]:
    """Start and finish of a manual task with its duration; None for one without a date."""
    start, finish = task.manual or (None, None)
    span = task.duration + sum(gap for _, gap in gaps_within(task.splits, task.duration))
    if start is None and finish is None:
        return None, task.duration
    if start is None or finish is None:
        start = pace.before(finish or 0, span) if start is None else start
        finish = pace.after(start, span) if finish is None else finish
        return (start, finish), task.duration
    finish = max(start, finish)
    if not task.spans:
        return (start, finish), task.duration
    length = pace.between(start, finish)
    return (start, finish), max(length - sum(gap for _, gap in task.splits), 0)


def gaps_within(splits: tuple[tuple[int, int], ...], duration: int) -> tuple[tuple[int, int], ...]:
    """The gaps that lie between two parts of a task."""
    return tuple((at, gap) for at, gap in splits if 0 < at < duration and gap > 0)


def _crew(task: ScheduleTask, times: WorkTimes, gaps: int, later_gaps: int) -> Crew:
    """Who works on a task, unless all of them keep the task's own hours."""
    own = times.of(task.calendar)
    crew = [
        (times.of(e.calendar, task.calendar), e.minutes + gaps, e.remaining + later_gaps)
        for e in task.efforts
        if e.minutes
    ]
    if all(time is own for time, _, _ in crew):
        return ()
    return tuple(crew)
