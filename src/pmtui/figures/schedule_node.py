"""This file turns one task into a node that can place its work before or after a moment."""

from typing import Final, Literal, Protocol

from pmtui.figures.schedule_types import Effort, ScheduleTask
from pmtui.model.tasks import Constraint
from pmtui.model.workcal_time import WorkTime, WorkTimes

NodeKind = Literal["task", "gate", "first", "last"]
"""A task; or of a linked summary, what its tasks wait for, their first start, their last finish."""


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


class Edge:
    """A link between two nodes, with the time its lag runs in."""

    __slots__ = ("giver", "lag", "lag_time", "taker", "type")

    def __init__(self, giver: int, taker: int, kind: str, lag: int, lag_time: Pace) -> None:
        self.giver = giver
        self.taker = taker
        self.type = kind
        self.lag = lag
        self.lag_time = lag_time


class Node:
    """A task, or an end of a linked summary, in the network."""

    __slots__ = (
        "active",
        "actual_finish",
        "actual_start",
        "constraint",
        "crew",
        "date",
        "deadline",
        "delay",
        "duration",
        "givers",
        "kind",
        "manual",
        "number",
        "pace",
        "remaining",
        "resume",
        "takers",
        "task",
        "time",
    )

    def __init__(self, number: int, kind: NodeKind, task: ScheduleTask, times: WorkTimes) -> None:
        self.number = number
        self.kind: NodeKind = kind
        self.task = task.id
        self.time: WorkTime = times.of(task.calendar)
        """The task's calendar, for the lags of its givers."""
        self.pace: Pace = ELAPSED if task.elapsed else self.time
        """What its duration and its slack are counted in."""
        self.duration = task.duration if kind == "task" else 0
        self.remaining = self.duration if task.remaining is None else task.remaining
        if task.actual_finish is not None:
            self.remaining = 0
        self.crew = _crew(task.efforts, task.calendar, times) if task.efforts else ()
        self.constraint: Constraint = "" if task.constraint == "ASAP" else task.constraint
        self.date = task.constraint_date if task.constraint_date is not None else 0
        if task.constraint_date is None and self.constraint != "ALAP":
            self.constraint = ""
        self.deadline = task.deadline
        self.actual_start = task.actual_start
        if self.actual_start is None:
            self.actual_start = task.actual_finish
        self.actual_finish = task.actual_finish
        self.resume = task.resume
        self.delay = task.delay
        self.manual = task.manual
        self.active = task.active
        self.givers: list[Edge] = []
        self.takers: list[Edge] = []

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


def _crew(
    efforts: tuple[Effort, ...], calendar: int, times: WorkTimes
) -> tuple[tuple[WorkTime, int, int], ...]:
    """Who works on a task, unless all of them keep the task's own hours."""
    own = times.of(calendar)
    crew = [(times.of(e.calendar, calendar), e.minutes, e.remaining) for e in efforts if e.minutes]
    if all(time is own for time, _, _ in crew):
        return ()
    return tuple(crew)
