"""This file turns one task into a node that can place its work before or after a moment."""

from typing import Final, Literal, Protocol

from msgspec import Struct

from pmtui.figures.cpm.types import Effort, ScheduleTask
from pmtui.model.tasks import Constraint, LinkType
from pmtui.model.workcal_time import WorkTime, WorkTimes

NodeKind = Literal["task", "gate", "first", "last"]
"""A task; or of a linked summary, what its tasks wait for, their first start, their last finish."""

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

    giver: int
    taker: int
    type: LinkType
    lag: int
    lag_time: Pace


class Node(Struct, frozen=True, gc=False):
    """A task, or an end of a linked summary, in the network."""

    number: int
    kind: NodeKind
    task: int
    time: WorkTime
    """The task's calendar, for the lags of its givers."""
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
        return self.pace.after(start, self.duration)

    def start_for(self, finish: int) -> int:
        """When it must start to end then."""
        if self.crew:
            return min(pace.before(finish, minutes) for pace, minutes, _ in self.crew)
        return self.pace.before(finish, self.duration)

    def rest_from(self, moment: int) -> int:
        """When it ends if what remains starts then."""
        if self.crew:
            return max(pace.after(moment, remaining) for pace, _, remaining in self.crew)
        return self.pace.after(moment, self.remaining)

    def rest_for(self, finish: int) -> int:
        """When what remains must start to end then."""
        if self.crew:
            return min(pace.before(finish, remaining) for pace, _, remaining in self.crew)
        return self.pace.before(finish, self.remaining)


def task_node(number: int, task: ScheduleTask, times: WorkTimes) -> Node:
    """The node of a task; a constraint that lacks its date is none."""
    time = times.of(task.calendar)
    constraint = task.constraint
    if constraint == "ASAP" or (task.constraint_date is None and constraint != "ALAP"):
        constraint = ""
    remaining = task.duration if task.remaining is None else task.remaining
    is_started = task.actual_start is not None
    return Node(
        number,
        "task",
        task.id,
        time,
        ELAPSED if task.elapsed else time,
        task.duration,
        remaining if task.actual_finish is None else 0,
        _crew(task.efforts, task.calendar, times) if task.efforts else (),
        constraint,
        task.constraint_date or 0,
        task.deadline,
        task.actual_start if is_started else task.actual_finish,
        task.actual_finish,
        task.resume,
        task.delay,
        task.manual,
        task.active,
    )


def _crew(efforts: tuple[Effort, ...], calendar: int, times: WorkTimes) -> Crew:
    """Who works on a task, unless all of them keep the task's own hours."""
    own = times.of(calendar)
    crew = [(times.of(e.calendar, calendar), e.minutes, e.remaining) for e in efforts if e.minutes]
    if all(time is own for time, _, _ in crew):
        return ()
    return tuple(crew)
