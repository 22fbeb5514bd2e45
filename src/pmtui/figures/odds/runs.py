"""This file takes runs through a network, and says what settles the finish of each."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce
from typing import Final, TypeAlias

from pmtui.figures.cpm.types import ScheduleError
from pmtui.figures.odds.run_dates import RunDates
from pmtui.figures.odds.run_late import move_late_tasks
from pmtui.figures.odds.run_network import RunNetwork
from pmtui.figures.odds.run_nodes import RunLength, RunNode
from pmtui.figures.odds.run_order import Place
from pmtui.figures.odds.vector_time import VectorTimes
from pmtui.figures.odds.vectors import (
    Mask,
    Minutes,
    Vector,
    full,
    holds_somewhere,
    later,
    or_both,
    same,
)

_MOST_GROWTH: Final = 12
"""How often the tables may grow to twice the time before it is given up."""

Drawn: TypeAlias = Callable[[int, int], RunLength | None]
"""How long a task takes in each run, by its plan and its id."""


def taken_through(network: RunNetwork, drawn: Drawn, count: int) -> "Runs":
    """Take some runs through a network.

    Args:
        network: the plans; its tables of working time grow to what the runs need.
        drawn: how long a task takes in each run; None where it takes what was planned.
        count: how many runs they are.

    Raises:
        ScheduleError: what was drawn takes longer than any calendar reaches.
    """
    for _ in range(_MOST_GROWTH):
        times = network.times
        dates = {
            row_id: RunDates(net, network.plans[row_id].options, times, network.planned(row_id))
            for row_id, net in network.networks.items()
        }
        runs = Runs(network, dates, count, times)
        for place in network.order:
            runs.place(place, drawn)
        if runs.lie_within(times):
            return runs
        network.times = network.times.wider()
    raise ScheduleError("what was drawn takes longer than any calendar reaches")


class Runs:
    """Some runs through the network: the dates of every node in each."""

    def __init__(
        self,
        network: RunNetwork,
        dates: dict[int, RunDates],
        count: int,
        times: VectorTimes,
    ) -> None:
        self.count = count
        """How many runs."""
        self.times = times
        """The tables of working time they were reckoned with."""
        self._network = network
        self.dates = dates
        """The dates of each plan."""
        self._finishes: dict[int, Minutes] = {}

    def place(self, place: Place, drawn: Drawn) -> None:
        """Set the dates of a node whose predecessors have theirs."""
        network, dates = self._network, self.dates
        row_id, number = place
        if place in network.sources:
            self._give(place, network.sources[place])
        node = network.networks[row_id].nodes[number]
        length = drawn(row_id, node.task) if node.kind == "task" else None
        if length is not None:
            task = network.plans[row_id].tasks[node.task]
            dates[row_id].sampled[number] = RunNode(node, task, self.times, length)
        dates[row_id].run(number)
        if place in network.closing:
            plan = network.closing[place]
            options, late = network.plans[plan].options, network.late[plan]
            finish = self._last_finish(plan, dates[plan])
            move_late_tasks(dates[plan], network.networks[plan], options, finish, late)

    def otherwise(self, drawn: Drawn, tasks: Collection[Place], behind: Sequence[Place]) -> "Runs":
        """The same runs with some tasks drawn otherwise; what that does not move is taken over.

        Args:
            drawn: how long these take.
            tasks: their nodes.
            behind: these and all that wait for them, predecessors first.
        """
        network = self._network
        dates = {row_id: dates.copied() for row_id, dates in self.dates.items()}
        other = Runs(network, dates, self.count, self.times)
        moved: set[Place] = set()
        for place in behind:
            if place in tasks:
                other.place(place, drawn)
                moved.add(place)
            elif any(predecessor in moved for predecessor in network.predecessors_of(place)):
                other.place(place, _nothing)
                if not self._stands(other, place):
                    moved.add(place)
        return other

    def _stands(self, other: "Runs", place: Place) -> bool:
        """Whether a node has the same dates in other runs."""
        ours, theirs, number = self.dates[place[0]], other.dates[place[0]], place[1]
        return _everywhere(same(ours.start[number], theirs.start[number])) and _everywhere(
            same(ours.finish[number], theirs.finish[number])
        )

    def _give(self, place: tuple[int, int], source: tuple[int, int]) -> None:
        """What another plan gives, and how long that took where a lag is a part of it."""
        there, here = self.dates[source[0]], self.dates[place[0]]
        here.given[place[1]] = there.start[source[1]]
        for edge in self._network.networks[source[0]].predecessors[source[1]]:
            run = there.sampled.get(edge.predecessor)
            if run is not None:
                here.lent[place[1]] = run.duration

    def lie_within(self, times: VectorTimes) -> bool:
        """Whether nothing in them comes near the ends of the tables of working time."""
        room = (times.high - times.low) // 8
        if int(self.finish(self.dates).max()) > times.high - room:
            return False
        return all(
            _least(start) >= times.low + room
            for row_id, dates in self.dates.items()
            if self._network.goes_back(row_id)
            for start in dates.start
        )

    def finish(self, plans: Iterable[int]) -> Vector:
        """When the last task of some plans finishes, in each run."""
        result: Minutes = reduce(later, [self._finish(row_id) for row_id in plans])
        return full(self.count, result)

    def _finish(self, plan: int) -> Minutes:
        if plan not in self._finishes:
            self._finishes[plan] = self._last_finish(plan, self.dates[plan])
        return self._finishes[plan]

    def _last_finish(self, plan: int, dates: RunDates) -> Minutes:
        network = self._network.networks[plan]
        left_out = {*network.idle, *network.outside}
        numbers = range(len(network.node_of))
        counted: list[Minutes] = [dates.shown(n)[1] for n in numbers if n not in left_out]
        counted += [finish for _, finish in network.by_hand.values()]
        return reduce(later, counted) if counted else self._network.plans[plan].options.start

    def ends(self, plan: int, task: int) -> tuple[Minutes, Minutes]:
        """Start and finish of a task that is no summary."""
        return self.dates[plan].shown(self._network.networks[plan].node_of[task])

    def driving(self, plans: Iterable[int], finish: Vector) -> Iterator[tuple[int, int, Mask]]:
        """The tasks that settle the finish of some plans: plan, task, and in which runs.

        From what finishes last back over the predecessors that settle the dates of each.
        """
        if self._network.late:
            ends = [self._last_finish(plan, self._settling(plan)) for plan in plans]
            finish = full(self.count, reduce(later, ends))
        masks = self._last(plans, finish)
        for place in reversed(self._network.order):
            mask = masks.pop(place, None)
            if mask is None:
                continue
            row_id, number = place
            node = self._network.networks[row_id].nodes[number]
            if node.kind == "task":
                yield row_id, node.task, mask
            for other, drives in self._drivers(place):
                _add(masks, other, mask & drives)

    def _last(self, plans: Iterable[int], finish: Vector) -> dict[Place, Mask]:
        """In which runs each node is what finishes last."""
        masks: dict[Place, Mask] = {}
        for row_id in plans:
            network, finishes = self._network.networks[row_id], self._settling(row_id).finish
            left_out = {*network.idle, *network.outside}
            for number in range(len(network.node_of)):
                if number not in left_out:
                    _add(masks, (row_id, number), same(finish, finishes[number]))
        return masks

    def _drivers(self, place: Place) -> Iterator[tuple[Place, Mask]]:
        """The nodes that settle the dates of one, and in which runs each does."""
        row_id, number = place
        if place in self._network.sources:
            yield self._network.sources[place], True
            return
        for edge in self._network.networks[row_id].predecessors[number]:
            yield (row_id, edge.predecessor), self._settling(row_id).drives(edge)

    def _settling(self, plan: int) -> RunDates:
        """The dates that settle the finish: a task that could come earlier does not."""
        dates = self.dates[plan]
        return dates.before_late or dates


def _everywhere(mask: Mask) -> bool:
    return mask if isinstance(mask, bool) else not (~mask).any()


def _nothing(_plan: int, _task: int) -> RunLength | None:
    """Nothing is drawn."""
    return None


def _add(masks: dict[Place, Mask], place: Place, mask: Mask) -> None:
    if holds_somewhere(mask):
        known = masks.get(place)
        masks[place] = mask if known is None else or_both(known, mask)


def _least(moment: Minutes) -> int:
    return moment if isinstance(moment, int) else int(moment.min())
