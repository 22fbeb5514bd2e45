"""This file says how late one node may be: what its successors, its dates and its plan leave it."""

from abc import ABC, abstractmethod
from collections.abc import Container
from typing import Final

from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import ELAPSED, Edge, Node
from pmtui.figures.cpm.types import ScheduleOptions

NEVER: Final = 1 << 62
"""The late date of what nothing bounds."""


_PREDECESSORS: Final = frozenset({"predecessor", "preceding summary"})
_UNBOUND: Final = _PREDECESSORS | {"gate"}
_ENDS: Final = frozenset({"first", "last"})
_SNAPS: Final = frozenset({"task", "predecessor"})


class LateRules(ABC):
    """Late start and finish of a node whose successors have theirs, by number.

    LF is the earliest of FS: LS - lag, SS: LS - lag + d, FF: LF - lag, SF: LF - lag + d over the
    successors that are not done, and never after the plan's finish; then MSO, MFO, SNLT, FNLT and
    the deadline. The late start of a task in work is that of what remains of it. A predecessor of
    another plan is bounded by its successors here alone; what lies below a manual summary may not
    end after it; as MPXJ found in MS Project's own files, the start of a manual task does not wait
    for a start-to-start successor. A successor of another plan stands where that plan lets its
    predecessor be at the latest.

    Args:
        network: the nodes and what ties them.
        options: how the schedule is made.
        early: early start and finish by number.
        plan_finish: when the plan ends.
        carried: what is known of late dates already.
        joined: successors that stand for another plan.
    """

    __slots__ = (
        "_early_finish",
        "_early_start",
        "_first_of",
        "_joined",
        "_known",
        "_nodes",
        "_options",
        "_predecessors",
        "_successors",
        "_until",
        "finish",
        "plan_finish",
        "start",
    )

    def __init__(
        self,
        network: Network,
        options: ScheduleOptions,
        early: tuple[list[int], list[int]],
        plan_finish: int,
        *,
        carried: tuple[list[int], list[int], dict[int, int], bytearray] | None = None,
        joined: Container[int],
    ) -> None:
        self._nodes = network.nodes
        self._predecessors = network.predecessors
        self._successors = network.successors
        self._until = network.until
        self._options = options
        self._early_start, self._early_finish = early
        self.plan_finish = plan_finish
        """When the plan ends; nothing may end later."""
        self._joined = joined
        size = len(network.nodes)
        fresh = [0] * size, [0] * size, dict[int, int](), bytearray(size)
        self.start, self.finish, self._first_of, self._known = carried or fresh

    @abstractmethod
    def _resume_of(self, successor: Node, begun: int) -> int:
        """When what remains of a task that has begun goes on by the forward pass."""

    @abstractmethod
    def _dates_beyond(self, number: int) -> tuple[int, int]:
        """How late another plan lets a node give to it."""

    def dates(self, node: Node) -> tuple[int, int]:
        """Late start and finish of a node whose successors have theirs."""
        if node.actual_finish is not None:
            return node.actual_finish, node.actual_finish
        if node.kind == "successor":
            return self._dates_beyond(node.number)
        finish = self._bound_of_successors(node)
        if node.kind != "task":
            if node.kind == "first":
                self._first_of[node.number] = self._first_in(node)
            return finish, finish
        if node.constraint:
            finish = self._constrained(node, finish)
        if node.deadline is not None:
            finish = min(finish, node.deadline)
        if node.manual is not None:
            return node.start_for(finish), finish
        finish = node.closing(finish)
        return node.rest_for(finish), finish

    def _bound_of_successors(self, node: Node) -> int:
        nodes = self._nodes
        if node.kind in _PREDECESSORS:
            return self._bound_of_outsider(node)
        # The gate of a summary in which all is done bounds nothing.
        finish = NEVER if node.kind == "gate" else self.plan_finish
        if self._until:
            finish = min(finish, self._until.get(node.number, finish))
        waiting = False
        for edge in self._successors[node.number]:
            successor = nodes[edge.successor]
            if successor.actual_finish is None and (
                successor.kind != "successor" or edge.successor in self._joined
            ):
                waiting = True
                bound = self._bound(edge, node, successor)
                finish = min(finish, bound)
        if not waiting and self._options.multiple_critical_paths:
            return min(finish, self._early_finish[node.number])
        return finish

    def _bound_of_outsider(self, node: Node) -> int:
        """The latest moment the successors leave a predecessor of another plan."""
        bound = NEVER
        for edge in self._successors[node.number]:
            successor = self._nodes[edge.successor]
            if successor.actual_finish is None:
                bound = min(bound, self._bound(edge, node, successor))
        return bound

    def _no_bound(self, node: Node) -> int:
        """The latest finish of a node that no successor bounds."""
        return NEVER if node.kind in _UNBOUND else self.plan_finish

    def _bound(self, edge: Edge, node: Node, successor: Node) -> int:
        """The latest finish one successor leaves a node."""
        type_ = edge.type
        if self.start[edge.successor] == NEVER:
            return self._no_bound(node)
        if type_ == "SS":
            return self._bound_of_start(edge, node, successor)
        if type_ == "FS":
            moment = self._start_of_rest(successor)
        else:
            moment = self.finish[edge.successor]
            if edge.lag and edge.lag_time is ELAPSED:
                moment = successor.opening(moment)
        if edge.lag:
            moment = edge.lag_time.before(moment, edge.lag)
        return _finish_from(node, moment) if type_ == "SF" else moment

    def _start_of_rest(self, successor: Node) -> int:
        """When work of a successor must start, or go on if that is earlier, where it has begun."""
        start = self.start[successor.number]
        begun = successor.actual_start
        if begun is None or not successor.duration or not self._options.resume_bounds_predecessors:
            return start
        return min(start, self._resume_of(successor, begun))

    def _bound_of_start(self, edge: Edge, node: Node, successor: Node) -> int:
        """The latest finish that a start-to-start successor leaves; none once either has begun."""
        if node.actual_start is not None:
            return self.plan_finish
        if successor.actual_start is not None:
            if not self._successors[successor.number]:
                return self._no_bound(node)
            begun = successor.pace.after(successor.actual_start, successor.done_span)
            return _finish_from(node, begun)
        if node.manual is not None and node.kind not in _PREDECESSORS:
            return self._bound_of_manual(successor)
        if successor.kind == "first" and self._first_of[successor.number] != node.number:
            return self._no_bound(node)
        start = self.start[edge.successor]
        if node.kind in _SNAPS and successor.kind != "successor" and edge.lag_time is not ELAPSED:
            start = node.time.start_from(start)
        start = edge.lag_time.before(start, edge.lag) if edge.lag else start
        return _finish_from(node, start)

    def _bound_of_manual(self, successor: Node) -> int:
        """The latest finish a start-to-start successor leaves a manual task, whose start stays.

        That of a successor which nothing waits for; ends of summaries it lies in are none.
        """
        successors = (
            self._nodes[edge.successor].kind for edge in self._successors[successor.number]
        )
        if successor.kind != "task" or not _ENDS.issuperset(successors):
            return self.plan_finish
        return self.finish[successor.number]

    def _first_in(self, end: Node) -> int:
        """The node with which a summary starts."""
        starts = self._early_start
        predecessors = (edge.predecessor for edge in self._predecessors[end.number])
        return min(predecessors, key=starts.__getitem__, default=end.number)

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


def _finish_from(node: Node, start: int) -> int:
    """When a node ends if it starts then; of a predecessor elsewhere only its one end counts."""
    return start if node.kind in _PREDECESSORS else node.finish_from(start)
