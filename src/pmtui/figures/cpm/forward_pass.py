"""This file is the forward pass: early start and finish of each node, from its predecessors'."""

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Final, Self

from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Edge, Node
from pmtui.figures.cpm.types import ScheduleOptions

_FROM_FINISH: Final = frozenset({"FS", "FF"})
PINS: Final = frozenset({"MSO", "MFO"})
"""Constraints that hold a task where it is, in the past too."""
_NOT_EARLIER: Final = frozenset({"SNET", "FNET"})


class EarlyDates:
    """Early start and finish of every node, by number.

    ES is the latest of FS: EF + lag, SS: ES + lag, FF: EF + lag - d, SF: ES + lag - d over the
    predecessors, and of the plan's start for a task without any; the lag runs in the successor's
    calendar. Then the constraint and what has really happened (MS Project's rules, DOMAIN 2.3).
    """

    __slots__ = ("_nodes", "_options", "_predecessors", "_ripple", "finish", "late", "start")

    def __init__(
        self,
        network: Network,
        options: ScheduleOptions,
        known: tuple[list[int], list[int]] | None = None,
        ripple: "_Ripple | None" = None,
    ) -> None:
        self._nodes = network.nodes
        self._predecessors = network.predecessors
        self._options = options
        size = len(network.nodes)
        self.start, self.finish = known or ([0] * size, [0] * size)
        self.late: tuple[list[int], list[int]] | None = None
        """Late starts and finishes, once known: tasks as late as possible push their successors."""
        self._ripple = ripple

    def run(self, numbers: Iterable[int]) -> None:
        """Sets the dates of some nodes, in the order given."""
        nodes, starts, finishes = self._nodes, self.start, self.finish
        for number in numbers:
            starts[number], finishes[number] = self.dates(nodes[number])

    def after(self, network: Network, touched: Iterable[int]) -> Self:
        """The dates after an edit that touches some nodes; `settle` works them out."""
        ripple = _Ripple(network, (*touched, *network.idle))
        return type(self)(network, self._options, (self.start.copy(), self.finish.copy()), ripple)

    @property
    def moved(self) -> set[int]:
        """The nodes that an edit moved, as far as it has been worked out."""
        return self._ripple.moved if self._ripple is not None else set()

    def settle(self, until: int | None = None, most: int | None = None) -> bool:
        """Work out what an edit moves, predecessors first.

        Args:
            until: the place in the network's order to which the dates must be right; None: all.
            most: nodes to look at in this call; None: no limit.

        Returns:
            Whether all that was asked for has been worked out.
        """
        ripple = self._ripple
        if ripple is None:
            return True
        network, places, waiting = ripple.network, ripple.places, ripple.waiting
        rank, order, starts, finishes = network.rank, network.order, self.start, self.finish
        last = len(order) if until is None else until
        left = len(order) if most is None else most
        while places and places[0] <= last:
            if not left:
                return False
            left -= 1
            place = heappop(places)
            waiting.remove(place)
            number = order[place]
            dates = self.dates(network.nodes[number])
            if dates != (starts[number], finishes[number]):
                starts[number], finishes[number] = dates
                ripple.moved.add(number)
                for edge in network.successors[number]:
                    place = rank[edge.successor]
                    if place not in waiting:
                        waiting.add(place)
                        heappush(places, place)
        return True

    def dates(self, node: Node) -> tuple[int, int]:
        """Early start and finish of a node whose predecessors have theirs."""
        if node.kind != "task":
            moment = self._end(node)
            return moment, moment
        if node.manual is not None:
            return _by_hand(node, node.manual)
        if node.actual_start is not None:
            if node.actual_finish is not None:
                return node.actual_start, node.actual_finish
            return node.actual_start, self._finish_of_started(node, node.actual_start)
        return self._dates_of_unstarted(node)

    def _dates_of_unstarted(self, node: Node) -> tuple[int, int]:
        start = self.logic_start(node)
        if node.constraint:
            start = self._constrained(node, start)
        status = self._options.status_date
        if status is None or node.done:
            return start, node.finish_from(start)
        if node.remaining < node.duration:
            return start, self._finish_of_started(node, start)
        if start < status and node.constraint not in PINS:
            start = node.opening(status)
        return start, node.finish_from(start)

    def logic_start(self, node: Node) -> int:
        """When a node that has not started could start if it had no constraint against it."""
        options = self._options
        predecessors = self._predecessors[node.number]
        if predecessors:
            start = max([self._bound(edge, node) for edge in predecessors])
            if options.clamp_to_start:
                start = max(start, options.start)
        else:
            start = self._start_of_chain(node)
        status = options.status_date
        if status is not None and not node.done and node.remaining >= node.duration:
            start = max(start, status)
        keeps_minute = node.constraint in _NOT_EARLIER and start == node.date
        start = self._standing(node, start) if keeps_minute else node.opening(start)
        return node.opening(start + node.delay) if node.delay else start

    def _start_of_chain(self, node: Node) -> int:
        if not self._options.clamp_to_start:
            if node.constraint == "SNET":
                return node.date
            if node.constraint == "FNET":
                return node.start_for(node.date)
        return self._options.start

    def _bound(self, edge: Edge, node: Node) -> int:
        """The earliest start one predecessor leaves a node."""
        type_ = edge.type
        if type_ == "FS" and not edge.lag and self.late is None:
            return self.finish[edge.predecessor]
        moment = self._given(edge, node)
        if edge.lag:
            moment = edge.lag_time.after(moment, edge.lag)
        if type_ == "SF":
            return node.start_for(moment)
        if type_ == "FF":
            return max(node.rest_for(moment), self._options.start)
        return moment

    def _given(self, edge: Edge, node: Node) -> int:
        """The end of the predecessor that an edge hangs on."""
        predecessor = edge.predecessor
        is_finish = edge.type in _FROM_FINISH
        is_late = self._nodes[predecessor].constraint == "ALAP" and node.constraint != "ALAP"
        if is_late and self.late is not None:
            return self.late[is_finish][predecessor]
        return self.finish[predecessor] if is_finish else self.start[predecessor]

    def _end(self, node: Node) -> int:
        """The moment of an end of a summary, which is its own where that is manual."""
        if node.manual is not None and node.kind != "gate":
            return node.manual[node.kind != "first"]
        moments = [
            edge.lag_time.after(self._given(edge, node), edge.lag)
            for edge in self._predecessors[node.number]
        ]
        if node.kind == "first":
            return min(moments)
        # An inactive predecessor ties nothing, so that what it would give to waits for nobody.
        return max(moments, default=self._options.start)

    def _constrained(self, node: Node, start: int) -> int:
        kind, date = node.constraint, node.date
        if kind == "SNET":
            return self._standing(node, date) if date > start else start
        if kind == "MSO":
            return self._standing(node, date)
        if kind in {"FNET", "MFO"}:
            other = node.start_for(date)
            return max(start, other) if kind == "FNET" else other
        if kind in {"SNLT", "FNLT"} and self._options.honor_constraints:
            latest = self._standing(node, date) if kind == "SNLT" else node.start_for(date)
            return min(start, latest)
        return start

    def _standing(self, node: Node, date: int) -> int:
        """Where a date puts a start: at the next hour of work, a milestone at its own minute."""
        keeps_hours = node.duration or self._options.milestones_keep_hours
        return node.opening(date) if keeps_hours else date

    def resume_of(self, node: Node, started: int) -> int:
        """When what remains of a task that started then goes on: where its work has got to.

        Later where it was interrupted, or where the status date or its predecessors hold it back.
        """
        reached = node.opening(node.pace.after(started, node.done_span))
        return node.opening(max(reached, self._rest_start(node)))

    def unfinished_before(self, nodes: Iterable[Node], moment: int) -> list[int]:
        """The tasks among the first nodes of which work to come lies before a moment."""
        return [
            node.task
            for node, start in zip(nodes, self.start, strict=False)
            if start < moment and node.kind == "task" and node.actual_finish is None
            if self._waits(node, moment)
        ]

    def _waits(self, node: Node, moment: int) -> bool:
        """Whether a task that starts before a moment has work to come that a status date moves."""
        if node.manual is not None or node.done or not node.active:
            return False
        if node.actual_start is not None or node.remaining < node.duration:
            return self.resume_of(node, self.start[node.number]) < moment
        return node.constraint not in PINS

    def _finish_of_started(self, node: Node, started: int) -> int:
        options = self._options
        rest = self._rest_start(node)
        if options.rest_from_status_date and options.status_date is not None:
            finish = node.rest_from(node.opening(max(rest, started)))
        elif rest > node.opening(node.pace.after(started, node.done_span)):
            finish = node.rest_from(node.opening(rest))
        else:
            finish = node.finish_from(started)
        return max(finish, node.date) if node.constraint == "FNET" else finish

    def _rest_start(self, node: Node) -> int:
        """The earliest moment for what remains of a started task; 0 when nothing holds it."""
        moments = [node.resume or 0, self._options.status_date or 0]
        if self._options.retained_logic:
            moments += [
                self._bound(e, node)
                for e in self._predecessors[node.number]
                if e.type in _FROM_FINISH
            ]
        return max(moments)


def _by_hand(node: Node, manual: tuple[int, int]) -> tuple[int, int]:
    """Start and finish of a manual task: what a person has set, but for what has happened."""
    if node.actual_start is None:
        return manual
    start = node.actual_start
    return start, max(start, manual[1]) if node.actual_finish is None else node.actual_finish


class _Ripple:
    """How far an edit has been followed: a node is looked at once its predecessors have dates."""

    __slots__ = ("moved", "network", "places", "waiting")

    def __init__(self, network: Network, touched: Iterable[int]) -> None:
        self.network = network
        self.places = sorted({network.rank[number] for number in touched})
        self.waiting = set(self.places)
        self.moved: set[int] = set()
