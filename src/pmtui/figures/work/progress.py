"""This file measures how far work is: percent complete by one weight for every task."""

from collections.abc import Iterable
from typing import Final

import msgspec

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.entities.tasks import Task


class Progress(msgspec.Struct, frozen=True, gc=False):
    """How far tasks without sub-tasks are; parts add up, across components too.

    Inactive tasks are left out. Weights are planned working minutes times 1440, so that a share
    of a clock day stays a whole number.
    """

    tasks: int = 0
    done: int = 0
    begun: int = 0
    """Tasks with any progress; done ones are among them."""
    weight: int = 0
    earned: int = 0
    """Sum of weight times percent complete; a done task counts 100."""
    points: int = 0
    """Tasks without length: milestones."""
    points_earned: int = 0
    """Sum of their percents."""

    @property
    def percent(self) -> int | None:
        """`sum(weight x percent) / sum(weight)`, rounded half up; None without a task.

        100 only where everything is done, and 0 only where nothing is begun. Where nothing has a
        length, milestones count alike; beside work they move the figure no further than that.
        """
        if not self.tasks:
            return None
        if self.done == self.tasks:
            return 100
        top, bottom = (self.earned, self.weight) if self.weight else self._of_points
        rounded = (2 * top + bottom) // (2 * bottom)
        return min(max(rounded, 1 if self.begun else 0), 99)

    @property
    def minutes(self) -> int:
        """The planned working minutes of all tasks."""
        return self.weight // MINUTES_PER_DAY

    @property
    def minutes_done(self) -> int:
        """How many of the planned working minutes are done, rounded down."""
        return self.earned // (100 * MINUTES_PER_DAY)

    @property
    def _of_points(self) -> tuple[int, int]:
        return self.points_earned, self.points

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.tasks + other.tasks,
            self.done + other.done,
            self.begun + other.begun,
            self.weight + other.weight,
            self.earned + other.earned,
            self.points + other.points,
            self.points_earned + other.points_earned,
        )

    def __sub__(self, other: "Progress") -> "Progress":
        return Progress(
            self.tasks - other.tasks,
            self.done - other.done,
            self.begun - other.begun,
            self.weight - other.weight,
            self.earned - other.earned,
            self.points - other.points,
            self.points_earned - other.points_earned,
        )


NO_PROGRESS: Final = Progress()
"""The progress of a component without tasks."""


def weight_of(task: Task, day: int) -> int:
    """How much a task counts in percent complete: its planned working minutes times 1440.

    Its duration as typed (a day of the clock counts as a working day), else its estimate, else
    the day that the schedule gives it too; a milestone has no length of its own.

    Args:
        task: a task without sub-tasks.
        day: working minutes of a day in its component.
    """
    duration = task.duration
    if duration is not None:
        return duration * (day if task.elapsed else MINUTES_PER_DAY)
    estimate = task.estimate
    if estimate is not None:
        return estimate * MINUTES_PER_DAY
    return 0 if task.kind == "milestone" else day * MINUTES_PER_DAY


def progress_of(parts: Iterable[tuple[Task, bool]], day: int) -> Progress:
    """The progress of tasks without sub-tasks.

    Args:
        parts: each task, and whether it is done.
        day: working minutes of a day in their component.
    """
    tasks = done = begun = weight = earned = points = points_earned = 0
    for task, is_done in parts:
        if not task.active:
            continue
        tasks += 1
        percent = task.percent
        if is_done:
            done += 1
            percent = 100
        if percent:
            begun += 1
        length = weight_of(task, day)
        if length:
            weight += length
            earned += length * percent
        else:
            points += 1
            points_earned += percent
    return Progress(tasks, done, begun, weight, earned, points, points_earned)
