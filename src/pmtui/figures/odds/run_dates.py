"""This file is the forward pass of every run at once, by the rules of `EarlyDates`."""

from collections.abc import Iterable
from functools import reduce
from typing import Final, TypeAlias

from pmtui.figures.cpm.forward_pass import PINS
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import ELAPSED, Edge, Node
from pmtui.figures.cpm.types import ScheduleOptions
from pmtui.figures.odds.run_nodes import RunNode
from pmtui.figures.odds.vector_time import RunPace, VectorTimes
from pmtui.figures.odds.vectors import (
    Mask,
    Minutes,
    at_least,
    chosen,
    earlier,
    holds_somewhere,
    is_one,
    later,
    rounded,
    same,
)

RunEnds: TypeAlias = tuple[Minutes, Minutes]
"""Start and finish in each run."""
_FROM_FINISH: Final = frozenset({"FS", "FF"})
_NOT_EARLIER: Final = frozenset({"SNET", "FNET"})
_OTHER_PLANS: Final = frozenset({"predecessor", "preceding summary"})


class RunDates:
    """Early start and finish of every node of a plan, by its number, in each run.

    Args:
        network: the nodes.
        options: the rules of the plan.
        times: working time for many runs.
        planned: early start and finish of every node as the schedule has them.
    """

    def __init__(
        self,
        network: Network,
        options: ScheduleOptions,
        times: VectorTimes,
        planned: tuple[list[int], list[int]],
    ) -> None:
        self._network, self._options, self._times = network, options, times
        self._planned = planned
        self.start: list[Minutes] = list(planned[0])
        self.finish: list[Minutes] = list(planned[1])
        self._settled: dict[int, RunNode] = {}
        self.sampled: dict[int, RunNode] = {}
        """The nodes whose length was drawn for these runs, by number."""
        self.given: dict[int, Minutes] = {}
        """When other plans give to this one in these runs, by the number that stands for it."""
        self.lent: dict[int, Minutes] = {}
        """How long that which gives takes in these runs, by the same number."""
        self.late: dict[int, RunEnds] = {}
        """The late dates of tasks as late as possible, which their successors wait for."""
        self.before_late: RunDates | None = None
        """All dates before these tasks were moved; None while they are not."""

    def copied(self) -> "RunDates":
        """The same dates, to be carried on by themselves."""
        other = RunDates(self._network, self._options, self._times, self._planned)
        other.start, other.finish = list(self.start), list(self.finish)
        other.sampled, other._settled = dict(self.sampled), self._settled
        other.given, other.lent = dict(self.given), dict(self.lent)
        return other

    def node(self, number: int) -> RunNode:
        """A node in these runs."""
        node = self.sampled.get(number) or self._settled.get(number)
        if node is None:
            bare = self._network.nodes[number]
            node = self._settled[number] = RunNode(bare, None, self._times, None)
        return node

    def run(self, number: int) -> None:
        """Set the dates of a node whose predecessors have theirs."""
        if number in self.given:
            moment = self.given[number]
            self.start[number] = self.finish[number] = moment
        elif self.before_late or number in self.sampled or self._waits_for_drawn(number):
            self.run_again((number,))
        else:
            self.start[number] = self._planned[0][number]
            self.finish[number] = self._planned[1][number]

    def run_again(self, numbers: Iterable[int]) -> None:
        """Set the dates of some nodes, whatever they were."""
        for number in numbers:
            self.start[number], self.finish[number] = self._dates(self.node(number))

    def shown(self, number: int) -> RunEnds:
        """Start and finish as people plan them."""
        if number in self.late and self._network.nodes[number].actual_start is None:
            return self.late[number]
        return self.start[number], self.finish[number]

    def _waits_for_drawn(self, number: int) -> bool:
        start, finish = self.start, self.finish
        for edge in self._network.predecessors[number]:
            giving = edge.predecessor
            if not (is_one(finish[giving]) and is_one(start[giving])):
                return True
            if edge.lag_part and (giving in self.sampled or giving in self.lent):
                return True
        return False

    def _dates(self, run: RunNode) -> RunEnds:
        node = run.node
        if node.kind != "task":
            moment = self._end(node)
            return moment, moment
        if run.manual is not None:
            return _by_hand(node, run.manual)
        if node.actual_start is not None:
            if node.actual_finish is not None:
                return node.actual_start, node.actual_finish
            return node.actual_start, self._finish_of_started(run, node.actual_start)
        return self._dates_of_unstarted(run)

    def _dates_of_unstarted(self, run: RunNode) -> RunEnds:
        node = run.node
        start = self._logic_start(run)
        if node.constraint:
            start = self._constrained(run, start)
        status = self._options.status_date
        if status is None or node.done:
            return start, run.finish_from(start)
        if node.remaining < node.duration:
            return start, self._finish_of_started(run, start)
        if node.constraint not in PINS:
            start = self._opened_from(run, start, status)
        return start, run.finish_from(start)

    def _opened_from(self, run: RunNode, start: Minutes, status: int) -> Minutes:
        """A start, but none before the status date."""
        is_early = start < status
        return chosen(is_early, run.opening(status), start) if holds_somewhere(is_early) else start

    def _logic_start(self, run: RunNode) -> Minutes:
        node, options = run.node, self._options
        predecessors = self._network.predecessors[node.number]
        if predecessors:
            start = reduce(later, [self.bound(edge, run) for edge in predecessors])
            if options.clamp_to_start:
                start = later(start, options.start)
        else:
            start = self._start_of_chain(run)
        status = options.status_date
        if status is not None and not node.done and node.remaining >= node.duration:
            start = later(start, status)
        opened = run.opening(start)
        if node.constraint in _NOT_EARLIER:
            opened = chosen(same(start, node.date), self._standing(run, node.date), opened)
        return run.opening(opened + node.delay) if node.delay else opened

    def _start_of_chain(self, run: RunNode) -> Minutes:
        node = run.node
        if not self._options.clamp_to_start:
            if node.constraint == "SNET":
                return node.date
            if node.constraint == "FNET":
                return run.start_for(node.date)
        return self._options.start

    def bound(self, edge: Edge, run: RunNode) -> Minutes:
        """The earliest start one predecessor leaves a node."""
        moment, lag = self._given(edge, run.node), self.lag(edge)
        if not is_one(lag) or lag:
            moment = self.lag_time(edge).after(moment, lag)
        if edge.type == "SF":
            return run.start_for(moment)
        if edge.type == "FF":
            return later(run.rest_for(moment), self._options.start)
        return moment

    def _given(self, edge: Edge, node: Node) -> Minutes:
        """The end of the predecessor that an edge hangs on."""
        is_finish = edge.type in _FROM_FINISH
        if edge.predecessor in self.late and node.constraint != "ALAP":
            return self.late[edge.predecessor][is_finish]
        return (self.finish if is_finish else self.start)[edge.predecessor]

    def lag_time(self, edge: Edge) -> RunPace:
        """What a lag runs in: a part of a duration of the clock in that too."""
        giving = self._network.nodes[edge.predecessor]
        return self._times.of(
            giving.pace if edge.lag_part and giving.pace is ELAPSED else edge.lag_time
        )

    def lag(self, edge: Edge) -> Minutes:
        """The lag of an edge; one that is a part of a drawn duration is as long in each run."""
        if not edge.lag_part:
            return edge.lag
        run = self.sampled.get(edge.predecessor)
        duration = self.lent.get(edge.predecessor, 0) if run is None else run.duration
        if isinstance(duration, int):
            return round(duration * edge.lag_part / 100) if duration else edge.lag
        return rounded(duration * edge.lag_part / 100)

    def _end(self, node: Node) -> Minutes:
        if node.manual is not None and node.kind != "gate":
            return node.manual[node.kind != "first"]
        moments = [self._moved(edge) for edge in self._network.predecessors[node.number]]
        if not moments:
            return self._options.start
        return reduce(earlier if node.kind == "first" else later, moments)

    def _moved(self, edge: Edge) -> Minutes:
        moment = self._given(edge, self._network.nodes[edge.successor])
        return self.lag_time(edge).after(moment, self.lag(edge))

    def _constrained(self, run: RunNode, start: Minutes) -> Minutes:
        kind, date = run.node.constraint, run.node.date
        if kind == "SNET":
            return chosen(date > start, self._standing(run, date), start)
        if kind == "MSO":
            return self._standing(run, date)
        if kind == "MFO":
            return run.start_for(date)
        if kind == "FNET":
            return later(start, run.start_for(date))
        if kind in {"SNLT", "FNLT"} and self._options.honor_constraints:
            latest = self._standing(run, date) if kind == "SNLT" else run.start_for(date)
            return earlier(start, latest)
        return start

    def _standing(self, run: RunNode, date: int) -> Minutes:
        opened = run.opening(date)
        if self._options.milestones_keep_hours:
            return opened
        return chosen(run.is_empty, date, opened)

    def _finish_of_started(self, run: RunNode, started: Minutes) -> Minutes:
        options, node = self._options, run.node
        rest = self._rest_start(run)
        if options.rest_from_status_date and options.status_date is not None:
            finish = run.rest_from(run.opening(later(rest, started)))
        else:
            reached = run.opening(run.pace.after(started, run.done_span))
            waits = rest > reached
            finish = run.finish_from(started)
            if not (is_one(rest) and is_one(reached)) or waits:
                finish = chosen(waits, run.rest_from(run.opening(later(rest, reached))), finish)
        return later(finish, node.date) if node.constraint == "FNET" else finish

    def resume_of(self, run: RunNode, started: int) -> Minutes:
        """When what remains of a task that started then goes on."""
        reached = run.opening(run.pace.after(started, run.done_span))
        return run.opening(later(reached, self._rest_start(run)))

    def _rest_start(self, run: RunNode) -> Minutes:
        node = run.node
        moment: Minutes = max(node.resume or 0, self._options.status_date or 0)
        if not self._options.retained_logic:
            return moment
        bounds = [
            self.bound(edge, run)
            for edge in self._network.predecessors[node.number]
            if edge.type in _FROM_FINISH
        ]
        return reduce(later, bounds, moment)

    def drives(self, edge: Edge) -> Mask:
        """Whether a predecessor is what settles the dates of its successor, in each run.

        So it is where its bound leaves the successor no working minute before its start; of one
        that has begun, where what remains waits for it.
        """
        run = self.node(edge.successor)
        node = run.node
        if node.kind != "task":
            return same(self._moved(edge), self.start[node.number])
        if node.manual is not None or node.actual_finish is not None:
            return False
        bound = self.bound(edge, run)
        if node.actual_start is not None:
            if not self._options.retained_logic or edge.type not in _FROM_FINISH:
                return False
            reached = run.opening(run.pace.after(node.actual_start, run.done_span))
            return at_least(bound, self._rest_start(run)) & (bound > reached)
        start = self.start[node.number]
        if node.delay:
            bound = run.opening(bound) + node.delay
        return same(run.pace.count(bound), run.pace.count(start))


def _by_hand(node: Node, manual: RunEnds) -> RunEnds:
    if node.actual_start is None:
        return manual
    start = node.actual_start
    return start, later(start, manual[1]) if node.actual_finish is None else node.actual_finish
