"""This file places the work of one task in every run, by the rules of `Node`."""

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from pmtui.figures.cpm.node import Node, gaps_within
from pmtui.figures.cpm.types import Effort, ScheduleTask
from pmtui.figures.odds.vector_time import RunPace, VectorTimes
from pmtui.figures.odds.vectors import (
    Mask,
    Minutes,
    chosen,
    earlier,
    holds_somewhere,
    later,
    same,
)


class RunLength(Struct, frozen=True, gc=False):
    """How long a task takes in each run, in minutes of its own time."""

    duration: Minutes
    remaining: Minutes
    """What of it is still to come."""
    least: int = 0
    """Minutes it takes in every run at least, as far as that is known without looking."""


def sampled_length(task: ScheduleTask, drawn: Minutes, least: int = 0) -> RunLength:
    """What a task whose whole length was drawn takes: what is done of it stays done.

    What remains is the same part of what was drawn as it is of the plan.

    Args:
        task: the task as planned.
        drawn: its length in each run.
        least: what no draw of it is less than.
    """
    planned = task.duration
    if task.remaining is None:
        return RunLength(drawn, drawn, least)
    if not planned:
        return RunLength(planned, task.remaining)
    rest = scaled(task.remaining, planned, drawn)
    return RunLength(later(rest + (planned - task.remaining), 0), rest)


def scaled(minutes: Minutes, planned: int, drawn: Minutes) -> Minutes:
    """Minutes that grow as something planned grew, rounded half up."""
    return (minutes * drawn + planned // 2) // planned


def _work(minutes: Minutes, planned: int, drawn: Minutes) -> Minutes:
    """Work that grows as its task grew; a minute of it is left, so that who does it stays on it."""
    if not planned or (isinstance(minutes, int) and not minutes):
        return minutes
    return later(scaled(minutes, planned, drawn), 1)


def with_length(task: ScheduleTask, duration: int, remaining: int) -> ScheduleTask:
    """A task as it is in one run: with another length, and the work of those on it as much longer.

    The schedule of such tasks is what every run must come to.
    """
    was = task.duration
    if not was:
        return replace(task, duration=duration)
    rest = was if task.remaining is None else task.remaining
    efforts = tuple(
        Effort(
            effort.calendar,
            max(_grown(effort.minutes, was, duration), 1) if effort.minutes else 0,
            _grown(effort.remaining, rest, remaining) if rest else effort.remaining,
        )
        for effort in task.efforts
    )
    left = None if task.remaining is None else remaining
    return replace(task, duration=duration, remaining=left, efforts=efforts)


def _grown(minutes: int, planned: int, drawn: int) -> int:
    return (minutes * drawn + planned // 2) // planned


class RunNode:
    """A node with the length it has in each run."""

    def __init__(
        self, node: Node, task: ScheduleTask | None, times: VectorTimes, length: RunLength | None
    ) -> None:
        self.node = node
        self.pace: RunPace = times.of(node.pace)
        self.time: RunPace = times.of(node.time)
        self.duration: Minutes = node.duration
        self._span: Minutes = node.span
        self.done_span = node.done_span
        self._rest_span: Minutes = node.rest_span
        self._crew: list[tuple[RunPace, Minutes, Minutes]] = [
            (times.of(time), minutes, remaining) for time, minutes, remaining in node.crew
        ]
        self.manual: tuple[Minutes, Minutes] | None = node.manual
        self._is_plain = False
        if length is not None and task is not None:
            self._is_plain = length.least > 0 and not (node.crew or task.splits)
            if self._is_plain and task.manual is None and task.remaining is None:
                self.duration = self._span = self._rest_span = length.duration
            else:
                self._stretch(task, length)
        self.is_empty: Mask = False if self._is_plain else _is_zero(self.duration)
        """Whether it takes no time, as a milestone does."""

    def _stretch(self, task: ScheduleTask, length: RunLength) -> None:
        node = self.node
        done = max(node.duration - node.remaining, 0)
        before: Minutes = 0
        after: Minutes = 0
        for at, gap in task.splits:
            if at > 0 and gap > 0:
                inside = chosen(at < length.duration, gap, 0)
                before, after = (before + inside, after) if at <= done else (before, after + inside)
        gaps, later_gaps = node.span - node.duration, node.rest_span - node.remaining
        planned, rest = node.duration, node.remaining
        self.duration = length.duration
        self._span = length.duration + before + after
        self._rest_span = length.remaining + after
        self.done_span = done + sum(
            gap for at, gap in gaps_within(task.splits, node.duration) if at <= done
        )
        self._crew = [
            (
                pace,
                _work(minutes - gaps, planned, length.duration) + before + after,
                (scaled(left - later_gaps, rest, length.remaining) if rest else left - later_gaps)
                + after,
            )
            for pace, minutes, left in self._crew
        ]
        if node.manual is not None and task.manual is not None and None in task.manual:
            start, finish = node.manual
            if task.manual[0] is None:
                self.manual = self.pace.before(finish, self._span), finish
            else:
                self.manual = start, self.pace.after(start, self._span)

    def opening(self, moment: Minutes) -> Minutes:
        """When it can start from a moment on; a milestone may stand at the end of a period."""
        if self._crew:
            return _first(pace.start_from(moment) for pace, _, _ in self._crew)
        start = self.pace.start_from(moment)
        if self.is_empty is False:
            return start
        stays = (start > moment) & (self.pace.finish_until(moment) == moment) & self.is_empty
        return chosen(stays, moment, start)

    def closing(self, moment: Minutes) -> Minutes:
        """When it can finish up to a moment without losing work; a milestone stays."""
        if self._crew:
            return _last(pace.finish_until(moment) for pace, _, _ in self._crew)
        return chosen(self.is_empty, moment, self.pace.finish_until(moment))

    def finish_from(self, start: Minutes) -> Minutes:
        """When it ends if it starts then."""
        if self._crew:
            return _last(pace.after(start, minutes) for pace, minutes, _ in self._crew)
        if self._is_plain:
            return self.pace.worked(start, self._span)
        return self.pace.after(start, self._span)

    def start_for(self, finish: Minutes) -> Minutes:
        """When it must start to end then."""
        if self._crew:
            return _first(pace.before(finish, minutes) for pace, minutes, _ in self._crew)
        return self.pace.before(finish, self._span)

    def rest_from(self, moment: Minutes) -> Minutes:
        """When it ends if what remains starts then."""
        if self._crew:
            return _last(pace.after(moment, remaining) for pace, _, remaining in self._crew)
        return self.pace.after(moment, self._rest_span)

    def rest_for(self, finish: Minutes) -> Minutes:
        """When what remains must start to end then."""
        if self._crew:
            return _first(pace.before(finish, remaining) for pace, _, remaining in self._crew)
        return self.pace.before(finish, self._rest_span)


def _first(moments: Iterable[Minutes]) -> Minutes:
    return reduce(earlier, moments)


def _last(moments: Iterable[Minutes]) -> Minutes:
    return reduce(later, moments)


def _is_zero(duration: Minutes) -> Mask:
    mask = same(duration, 0)
    return mask if holds_somewhere(mask) else False
