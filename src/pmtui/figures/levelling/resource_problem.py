"""This file states a resource-constrained scheduling problem in whole steps of time."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Final

from msgspec import Struct

NO_END: Final = 1 << 60
"""A makespan that any schedule is shorter than."""


class Wait(Struct, frozen=True, gc=False):
    """One activity starts at least so many steps after another one started; both by number.

    With fixed durations every link is one of these: FS lag + d_i, SS lag, FF lag + d_i - d_j,
    SF lag - d_j.
    """

    predecessor: int
    successor: int
    steps: int


class Reserved(Struct, frozen=True, gc=False):
    """What is taken of each resource from one step to another, whatever is planned."""

    start: int
    finish: int
    demand: tuple[int, ...]


class ProblemError(ValueError):
    """Says why a problem has no schedule at all."""


class ResourceProblem:
    """Activities with durations, demands and waits: the shortest schedule is wanted (RCPSP).

    The demands on all resources are packed in one integer, a field for each resource with a guard
    bit above it: an activity fits where no subtraction borrows from a guard.

    Args:
        durations: steps of each activity, by its number; 0 takes no resource.
        demands: how much of each resource it needs all the time.
        capacities: how much of each resource there is.
        waits: minimal time lags; they may not go in a circle.
        reserved: what is taken already.

    Raises:
        ProblemError: an activity needs more than there is, or waits go in a circle.
    """

    def __init__(
        self,
        durations: Sequence[int],
        demands: Sequence[Sequence[int]],
        capacities: Sequence[int],
        waits: Iterable[Wait],
        reserved: Sequence[Reserved] = (),
    ) -> None:
        self.size = len(durations)
        self.durations = tuple(durations)
        self.demands = tuple(map(tuple, demands))
        self.capacities = tuple(capacities)
        self.waits = tuple(waits)
        self.reserved = tuple(reserved)
        self._pack()
        self.predecessors: list[list[tuple[int, int]]] = [[] for _ in durations]
        """By successor: the number of each predecessor, and the steps from start to start."""
        self.successors: list[list[tuple[int, int]]] = [[] for _ in durations]
        """By predecessor: the number of each successor, and the steps from start to start."""
        for wait in self.waits:
            self.predecessors[wait.successor].append((wait.predecessor, wait.steps))
            self.successors[wait.predecessor].append((wait.successor, wait.steps))
        self.is_plain = all(w.steps >= self.durations[w.predecessor] for w in self.waits)
        """Whether every successor starts when its predecessors have ended, or later."""
        self.rank = [0] * self.size
        """The place of each activity in an order in which predecessors come first."""
        self.order = self.in_order(range(self.size))
        """That order."""
        for place, number in enumerate(self.order):
            self.rank[number] = place
        longest = sum(self.durations) + sum(max(wait.steps, 0) for wait in self.waits)
        self.horizon = 1 + longest + max((block.finish for block in self.reserved), default=0)
        """Steps within which every schedule ends that leaves no gap without a reason."""

    def _pack(self) -> None:
        shifts: list[int] = []
        self.full = self.guard = shift = 0
        for capacity in self.capacities:
            bits = max(capacity, 0).bit_length()
            shifts.append(shift)
            guard = 1 << (shift + bits)
            self.full |= (max(capacity, 0) << shift) | guard
            self.guard |= guard
            shift += bits + 1
        for number, demand in enumerate(self.demands):
            for needed, capacity in zip(demand, self.capacities, strict=True):
                if self.durations[number] and needed > capacity:
                    raise ProblemError(f"activity {number} needs {needed} of {capacity}")
        self.packed = tuple(self._in_fields(demand, shifts) for demand in self.demands)
        """The demand of each activity, in one integer."""
        self.taken = tuple(
            (block.start, block.finish, self._in_fields(block.demand, shifts))
            for block in self.reserved
        )
        """What is reserved, with its demand in one integer."""

    @staticmethod
    def _in_fields(demand: Sequence[int], shifts: Sequence[int]) -> int:
        return sum(needed << shift for needed, shift in zip(demand, shifts, strict=True))

    def in_order(self, priorities: Sequence[float]) -> list[int]:
        """The activities by priority, the lowest first, but none before its predecessors.

        Raises:
            ProblemError: they wait for each other.
        """
        rank, successors = self.rank, self.successors
        missing = [len(edges) for edges in self.predecessors]
        ready = [
            (priorities[number], rank[number], number)
            for number, count in enumerate(missing)
            if not count
        ]
        heapify(ready)
        order: list[int] = []
        while ready:
            number = heappop(ready)[2]
            order.append(number)
            for successor, _ in successors[number]:
                missing[successor] -= 1
                if not missing[successor]:
                    heappush(ready, (priorities[successor], rank[successor], successor))
        if len(order) < self.size:
            raise ProblemError("activities wait for each other in a circle")
        return order

    def by_start(self, starts: Sequence[int]) -> list[int]:
        """The activities in the order in which they start, but none before its predecessors."""
        if not self.is_plain:
            return self.in_order(starts)
        rank = self.rank
        # As one integer a pair sorts in half the time.
        keys = [start * self.size + place for start, place in zip(starts, rank, strict=True)]
        return sorted(range(self.size), key=keys.__getitem__)

    @cached_property
    def mirror(self) -> "ResourceProblem":
        """The same problem with time going backward, without what is reserved."""
        durations = self.durations
        return ResourceProblem(
            durations,
            self.demands,
            self.capacities,
            (
                Wait(
                    wait.successor,
                    wait.predecessor,
                    wait.steps + durations[wait.successor] - durations[wait.predecessor],
                )
                for wait in self.waits
            ),
        )

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The earliest start of each activity, as if resources had no end."""
        heads = [0] * self.size
        for number in self.order:
            for predecessor, steps in self.predecessors[number]:
                heads[number] = max(heads[number], heads[predecessor] + steps)
        return tuple(heads)

    @cached_property
    def tails(self) -> tuple[int, ...]:
        """The least time from the start of each activity to the end of all."""
        tails = list(self.durations)
        for number in reversed(self.order):
            for successor, steps in self.successors[number]:
                tails[number] = max(tails[number], tails[successor] + steps)
        return tuple(tails)

    def makespan(self, starts: Sequence[int]) -> int:
        """When the last activity of a schedule ends."""
        ends = (start + steps for start, steps in zip(starts, self.durations, strict=True))
        return max(ends, default=0)
