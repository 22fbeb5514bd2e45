"""This file is the backward pass: the late start and finish of each node, from its takers'."""

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Final, Self

from pmtui.figures.cpm.early import EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import ELAPSED, Edge, Node
from pmtui.figures.cpm.types import ScheduleOptions

_MANY: Final = 8
"""One in so many nodes is worked out one by one; then the rest in the order of the network."""


class LateDates:
    """Late start and finish of every node, by number.

    LF is the earliest of FS: LS - lag, SS: LS - lag + d, FF: LF - lag, SF: LF - lag + d over the
    takers that are not done, and never after the plan's finish; then MSO, MFO, SNLT, FNLT and the
    deadline. The late start of a task in work is that of what remains of it. What lies below a
    manual summary may not end after it. As MPXJ found in MS Project's own files, the start of a
    manual task does not wait for a start-to-start taker.

    A node is worked out when it is first asked for, with all that lies behind it.
    """

    __slots__ = (
        "_early",
        "_first_of",
        "_givers",
        "_known",
        "_nodes",
        "_options",
        "_order",
        "_takers",
        "_until",
        "_worked",
        "finish",
        "plan_finish",
        "start",
    )

    def __init__(
        self,
        network: Network,
        options: ScheduleOptions,
        early: EarlyDates,
        plan_finish: int,
        carried: tuple[list[int], list[int], dict[int, int], bytearray] | None = None,
    ) -> None:
        self._nodes = network.nodes
        self._givers = network.givers
        self._takers = network.takers
        self._order = network.order
        self._until = network.until
        self._options = options
        self._early = early
        self.plan_finish = plan_finish
        """When the plan ends; nothing may end later."""
        size = len(network.nodes)
        fresh = [0] * size, [0] * size, dict[int, int](), bytearray(size)
        self.start, self.finish, self._first_of, self._known = carried or fresh
        self._worked = 0

    def run(self) -> None:
        """Work out every node."""
        nodes, starts, finishes, known = self._nodes, self.start, self.finish, self._known
        for number in reversed(self._order):
            if not known[number]:
                starts[number], finishes[number] = self.dates(nodes[number])
                known[number] = 1

    def ends(self, number: int) -> tuple[int, int]:
        """Late start and finish of a node."""
        if not self._known[number] and not self.reach(number, len(self._known) // _MANY):
            self.run()
        return self.start[number], self.finish[number]

    def reach(self, number: int, most: int) -> bool:
        """Work out a node and what lies behind it; False where that has come to more than `most`.

        Args:
            number: the node.
            most: nodes that may be worked out in this way, with all those before.
        """
        known, takers = self._known, self._takers
        waiting = [number]
        while waiting:
            one = waiting[-1]
            missing = [edge.taker for edge in takers[one] if not known[edge.taker]]
            if missing and not known[one]:
                waiting += missing
                continue
            waiting.pop()
            if not known[one]:
                if self._worked >= most:
                    return False
                self._worked += 1
                self.start[one], self.finish[one] = self.dates(self._nodes[one])
                known[one] = 1
        return True

    def after(
        self, network: Network, early: EarlyDates, dirty: Iterable[int], most: int | None = None
    ) -> tuple[Self, set[int]] | None:
        """The dates after an edit and the numbers of the nodes that moved; None beyond `most`.

        Dirty are the nodes the edit touches, their givers, and those whose own early dates count.
        """
        # What is known is copied first: another thread may be working out more meanwhile.
        known = self._known.copy()
        carried = self.start.copy(), self.finish.copy(), self._first_of.copy(), known
        new = type(self)(network, self._options, early, self.plan_finish, carried)
        rank, order = network.rank, network.order
        places = sorted({-rank[number] for number in dirty if known[number]})
        moved: set[int] = set()
        waiting = set(places)
        left = len(order) if most is None else most
        while places:
            if not left:
                return None
            left -= 1
            place = heappop(places)
            waiting.remove(place)
            number = order[-place]
            for edge in network.takers[number]:
                new.ends(edge.taker)
            dates = new.dates(network.nodes[number])
            if dates != (new.start[number], new.finish[number]):
                new.start[number], new.finish[number] = dates
                moved.add(number)
                for edge in network.givers[number]:
                    place = -rank[edge.giver]
                    if known[edge.giver] and place not in waiting:
                        waiting.add(place)
                        heappush(places, place)
        return new, moved

    def dates(self, node: Node) -> tuple[int, int]:
        """Late start and finish of a node whose takers have theirs."""
        if node.actual_finish is not None:
            return node.actual_finish, node.actual_finish
        finish = self._bound_of_takers(node)
        if node.kind != "task":
            if node.kind == "first":
                self._first_of[node.number] = self._first_in(node)
            return finish, finish
        if node.constraint:
            finish = self._constrained(node, finish)
        if node.deadline is not None and finish > node.deadline:
            finish = node.deadline
        if node.manual is not None:
            return node.start_for(finish), finish
        finish = node.closing(finish)
        return node.rest_for(finish), finish

    def _bound_of_takers(self, node: Node) -> int:
        nodes = self._nodes
        finish = self.plan_finish
        if self._until:
            finish = min(finish, self._until.get(node.number, finish))
        waiting = False
        for edge in self._takers[node.number]:
            taker = nodes[edge.taker]
            if taker.actual_finish is None:
                waiting = True
                bound = self._bound(edge, node, taker)
                finish = min(finish, bound)
        if not waiting and self._options.multiple_critical_paths:
            return min(finish, self._early.finish[node.number])
        return finish

    def _bound(self, edge: Edge, node: Node, taker: Node) -> int:
        """The latest finish one taker leaves a node."""
        type_ = edge.type
        if type_ == "SS":
            return self._bound_of_start(edge, node, taker)
        if type_ == "FS":
            moment = self._start_of_rest(taker)
        else:
            moment = self.finish[edge.taker]
            if edge.lag and edge.lag_time is ELAPSED:
                moment = taker.opening(moment)
        if edge.lag:
            moment = edge.lag_time.before(moment, edge.lag)
        return node.finish_from(moment) if type_ == "SF" else moment

    def _start_of_rest(self, taker: Node) -> int:
        """When work of a taker must start or, where it has begun, when it goes on if earlier."""
        start = self.start[taker.number]
        begun = taker.actual_start
        if begun is None or not taker.duration or not self._options.resume_bounds_givers:
            return start
        return min(start, self._early.resume_of(taker, begun))

    def _bound_of_start(self, edge: Edge, node: Node, taker: Node) -> int:
        """The latest finish a start-to-start taker leaves a node: none once either has begun."""
        if node.actual_start is not None:
            return self.plan_finish
        if taker.actual_start is not None:
            if not self._takers[taker.number]:
                return self.plan_finish
            return node.finish_from(taker.pace.after(taker.actual_start, taker.done_span))
        if node.manual is not None:
            return self.plan_finish if self._takers[taker.number] else self.finish[taker.number]
        if taker.kind == "first" and self._first_of[taker.number] != node.number:
            return self.plan_finish
        start = self.start[edge.taker]
        if node.kind == "task" and edge.lag_time is not ELAPSED:
            start = node.time.start_from(start)
        start = edge.lag_time.before(start, edge.lag) if edge.lag else start
        return node.finish_from(start)

    def _first_in(self, end: Node) -> int:
        """The node with which a summary starts."""
        starts = self._early.start
        givers = (edge.giver for edge in self._givers[end.number])
        return min(givers, key=starts.__getitem__, default=end.number)

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
