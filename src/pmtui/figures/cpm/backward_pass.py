"""This file is the backward pass: the late start and finish of each node, from its successors'."""

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Final, Protocol, Self

from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.late_limits import NEVER, LateRules
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Node
from pmtui.figures.cpm.types import ScheduleOptions

_MANY: Final = 8
"""One in so many nodes is worked out one by one; then the rest in the order of the network."""


class JoinedPlan(Protocol):
    """Another plan, to which this one gives."""

    @property
    def late(self) -> "LateDates":
        """Its backward pass."""


JoinedPlans = Mapping[int, tuple[JoinedPlan, int]]
"""By the number of what stands for a successor of another plan: that plan, and the number under
which the predecessor stands there."""


class LateDates(LateRules):
    """Late start and finish of every node, by number.

    A node is worked out when it is first asked for, with all that lies behind it.
    """

    __slots__ = ("_early", "_order", "_worked", "beyond")

    def __init__(
        self,
        network: Network,
        options: ScheduleOptions,
        early: EarlyDates,
        plan_finish: int,
        *,
        carried: tuple[list[int], list[int], dict[int, int], bytearray] | None = None,
        beyond: JoinedPlans,
    ) -> None:
        self.beyond = beyond
        """The other plans to which this one gives."""
        ends = early.start, early.finish
        super().__init__(network, options, ends, plan_finish, carried=carried, joined=self.beyond)
        self._early = early
        self._order = network.order
        self._worked = 0

    def _resume_of(self, successor: Node, begun: int) -> int:
        return self._early.resume_of(successor, begun)

    def run(self) -> None:
        """Work out every node."""
        nodes, starts, finishes, known = self._nodes, self.start, self.finish, self._known
        for number in self.beyond:
            self.reach(number, NEVER)
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

        What lies behind it in other plans is worked out there: plans may give to each other, as
        long as their tasks do not wait for each other in a circle.

        Args:
            number: the node.
            most: nodes that may be worked out in this way, with all those before.
        """
        plans: list[tuple[LateDates, list[int]]] = [(self, [number])]
        entered: set[tuple[int, int]] = set()
        while plans:
            late, waiting = plans[-1]
            ahead = late._reach_here(waiting, self, most)  # noqa: SLF001  (the same class)
            if ahead is None and waiting:
                return False
            if ahead is None:
                plans.pop()
            elif (id(ahead[0]), ahead[1]) in entered:
                late._set(waiting.pop(), (NEVER, NEVER))  # noqa: SLF001  (waits for itself)
            else:
                entered.add((id(ahead[0]), ahead[1]))
                plans.append((ahead[0], [ahead[1]]))
        return True

    def _reach_here(
        self, waiting: list[int], counter: "LateDates", most: int
    ) -> "tuple[LateDates, int] | None":
        """Work out what waits; stops at a node of another plan that must be known first.

        Something is left waiting where that stops it, and where it comes to more than `most`.
        """
        known, successors = self._known, self._successors
        while waiting:
            one = waiting[-1]
            if not known[one]:
                missing = [edge.successor for edge in successors[one] if not known[edge.successor]]
                if missing:
                    waiting += missing
                    continue
                ahead = self._ahead(one) if one in self.beyond else None
                if ahead is not None:
                    return ahead
                if counter._worked >= most:  # noqa: SLF001  (the same class)
                    return None
                counter._worked += 1  # noqa: SLF001
                self._set(one, self.dates(self._nodes[one]))
            waiting.pop()
        return None

    def _ahead(self, number: int) -> "tuple[LateDates, int] | None":
        """The node of another plan that a successor's dates hang on; None where those are known."""
        plan, predecessor = self.beyond[number]
        late = plan.late
        return None if late.knows(predecessor) else (late, predecessor)

    def knows(self, number: int) -> bool:
        """Whether the dates of a node have been worked out."""
        return bool(self._known[number])

    def _set(self, number: int, dates: tuple[int, int]) -> None:
        self.start[number], self.finish[number] = dates
        self._known[number] = 1

    def after(
        self,
        network: Network,
        early: EarlyDates,
        dirty: set[int],
        most: int,
        beyond: JoinedPlans,
    ) -> tuple[Self, set[int]] | None:
        """The dates after an edit and the numbers of the nodes that moved; None beyond `most`.

        Args:
            network: that after the edit.
            early: the forward pass after it.
            dirty: the nodes the edit touches, their predecessors, those whose early dates count.
            most: nodes to look at.
            beyond: the plans given to, after the edit.
        """
        known = self._known.copy()  # first: another thread may be working out more meanwhile
        carried = self.start.copy(), self.finish.copy(), self._first_of.copy(), known
        new = type(self)(
            network, self._options, early, self.plan_finish, carried=carried, beyond=beyond
        )
        rank, order = network.rank, network.order
        moved = new._follow_others(self, network.beyond, most)  # noqa: SLF001  (the same class)
        if moved is None:
            return None
        added = (edge.predecessor for number in moved for edge in network.predecessors[number])
        dirty = dirty.union(added)
        places = sorted({-rank[number] for number in dirty if known[number]})
        waiting = set(places)
        while places:
            if not most:
                return None
            most -= 1
            place = heappop(places)
            waiting.remove(place)
            number = order[-place]
            for edge in network.successors[number]:
                new.ends(edge.successor)
            dates = new.dates(network.nodes[number])
            if dates != (new.start[number], new.finish[number]):
                new.start[number], new.finish[number] = dates
                moved.add(number)
                for edge in network.predecessors[number]:
                    place = -rank[edge.predecessor]
                    if known[edge.predecessor] and place not in waiting:
                        waiting.add(place)
                        heappush(places, place)
        return new, moved

    def _follow_others(self, before: Self, numbers: list[int], most: int) -> set[int] | None:
        """The successors of other plans that have moved there; None where more than `most` are."""
        here = [number for number in numbers if self._known[number]]
        for number in here:
            self._known[number] = 0
        moved: set[int] = set()
        for number in here:
            if not self.reach(number, most):
                return None
            was_there = number in before.beyond, before.start[number]
            if was_there != (number in self.beyond, self.start[number]):
                moved.add(number)
        self._worked = 0
        return moved

    def _dates_beyond(self, number: int) -> tuple[int, int]:
        """How late another plan lets a node give to it."""
        ahead = self.beyond.get(number)
        if ahead is None:
            return NEVER, NEVER
        return ahead[0].late.ends(ahead[1])

    def ends_to_come(self, status: int | None) -> tuple[list[int], list[int]]:
        """Late dates; a task as late as possible that is late for a date is not set in the past.

        Args:
            status: the moment before which nothing may still be planned; None for any.
        """
        if status is None:
            return self.start, self.finish
        early, starts, finishes = self._early, self.start.copy(), self.finish.copy()
        for number, node in enumerate(self._nodes):
            if node.constraint == "ALAP" and starts[number] < status:
                starts[number], finishes[number] = early.start[number], early.finish[number]
        return starts, finishes


def late_because_of(
    network: Network, touched: set[int], moved: set[int], *, frees_ends: bool
) -> set[int]:
    """The nodes whose late dates hang on nodes an edit touched, or on early dates it moved.

    Args:
        network: that after the edit.
        touched: the nodes that the edit touches.
        moved: those whose early dates it moved.
        frees_ends: whether every chain of tasks has an end of its own.
    """
    dirty = {edge.predecessor for number in touched for edge in network.predecessors[number]}
    if frees_ends:
        dirty |= moved
    for number in moved:
        ends = [number, *(edge.successor for edge in network.successors[number])]
        for end in ends:
            if network.nodes[end].kind == "first":
                dirty.add(end)
                dirty.update(edge.predecessor for edge in network.predecessors[end])
    return dirty
