"""This file is the backward pass: the late start and finish of each node, from its takers'."""

from collections.abc import Iterable

from pmtui.figures.schedule_early import EarlyDates
from pmtui.figures.schedule_network import Network
from pmtui.figures.schedule_node import Edge, Node
from pmtui.figures.schedule_types import ScheduleOptions


class LateDates:
    """Late start and finish of every node, by number.

    LF is the earliest of FS: LS - lag, SS: LS - lag + d, FF: LF - lag, SF: LF - lag + d over the
    takers that are not done, and never after the plan's finish; then MSO, MFO, SNLT, FNLT and the
    deadline. The late start of a task in work is that of what remains of it.
    """

    __slots__ = ("_early", "_network", "_options", "finish", "plan_finish", "start")

    def __init__(
        self, network: Network, options: ScheduleOptions, early: EarlyDates, plan_finish: int
    ) -> None:
        self._network = network
        self._options = options
        self._early = early
        self.plan_finish = plan_finish
        """When the plan ends; nothing may end later."""
        self.start = [0] * len(network.nodes)
        self.finish = [0] * len(network.nodes)

    def run(self, numbers: Iterable[int]) -> None:
        """Sets the dates of some nodes, in the order given: takers first."""
        nodes, starts, finishes = self._network.nodes, self.start, self.finish
        for number in numbers:
            starts[number], finishes[number] = self.dates(nodes[number])

    def dates(self, node: Node) -> tuple[int, int]:
        """Late start and finish of a node whose takers have theirs."""
        if node.actual_finish is not None:
            return node.actual_finish, node.actual_finish
        finish = self._bound_of_takers(node)
        if node.kind != "task":
            return finish, finish
        if node.constraint:
            finish = self._constrained(node, finish)
        if node.deadline is not None and finish > node.deadline:
            finish = node.deadline
        finish = node.closing(finish)
        if node.manual is not None:
            return node.start_for(finish), finish
        return node.rest_for(finish), finish

    def _bound_of_takers(self, node: Node) -> int:
        nodes = self._network.nodes
        finish = self.plan_finish
        waiting = False
        for edge in node.takers:
            taker = nodes[edge.taker]
            if taker.actual_finish is None:
                waiting = True
                bound = self._bound(edge, node, taker)
                if bound < finish:
                    finish = bound
        if not waiting and self._options.multiple_critical_paths:
            return self._early.finish[node.number]
        return finish

    def _bound(self, edge: Edge, node: Node, taker: Node) -> int:
        """The latest finish one taker leaves a node."""
        type_ = edge.type
        if type_ == "FS":
            moment = self.start[edge.taker]
        elif type_ == "FF":
            moment = self.finish[edge.taker]
        elif type_ == "SF":
            moment = node.finish_from(self.finish[edge.taker])
        else:
            return self._bound_of_start(edge, node, taker)
        return edge.lag_time.before(moment, edge.lag) if edge.lag else moment

    def _bound_of_start(self, edge: Edge, node: Node, taker: Node) -> int:
        """The latest finish a start-to-start taker leaves a node: none once either has begun."""
        if node.actual_start is not None:
            return self.plan_finish
        if taker.actual_start is not None:
            if not taker.takers:
                return self.plan_finish
            done = taker.duration - taker.remaining
            return node.finish_from(taker.pace.after(taker.actual_start, done))
        if taker.kind == "first" and not self._is_first(node, taker):
            return self.plan_finish
        start = self.start[edge.taker]
        if node.kind == "task":
            start = node.time.start_from(start)
        start = edge.lag_time.before(start, edge.lag) if edge.lag else start
        return node.finish_from(start)

    def _is_first(self, node: Node, end: Node) -> bool:
        """Whether a node is the one with which its summary starts."""
        starts = self._early.start
        return min(end.givers, key=lambda edge: starts[edge.giver]).giver == node.number

    def _constrained(self, node: Node, finish: int) -> int:
        kind, date = node.constraint, node.date
        if kind == "MFO":
            return date
        if kind == "FNLT":
            return min(finish, date)
        if kind == "MSO":
            return node.finish_from(date)
        if kind == "SNLT":
            return min(finish, node.finish_from(date))
        return finish
