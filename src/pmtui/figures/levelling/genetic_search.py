"""This file searches for a short schedule: rules, drawn orders, then orders bred from good ones.

A genetic algorithm on lists of activities in which every schedule is justified at once (Valls,
Ballestin, Quintanilla 2008: A hybrid genetic algorithm for the RCPSP; Hartmann 1998 for the
crossing). It draws lots from a seed, so the same seed and number of schedules give the same answer.
"""

from bisect import insort
from collections.abc import Callable
from contextlib import suppress
from operator import attrgetter
from random import Random
from typing import Final

from msgspec import Struct

from pmtui.figures.levelling.generation import justified, parallel, serial
from pmtui.figures.levelling.priority_rules import priority_rules, sampled_order
from pmtui.figures.levelling.resource_problem import NO_END, ResourceProblem

_PARENTS: Final = 40
"""Schedules that are bred from."""
_DRAWN: Final = 2
"""Schedules drawn for each that is bred from."""
_SWAPS: Final = 0.05
"""How likely two neighbours of a bred list change places."""
_TRIES: Final = 200
"""Bred lists in a row that were there already before new ones are drawn."""


class Limit(Struct, frozen=True):
    """When a search ends at the latest."""

    schedules: int = NO_END
    """How many schedules it makes, each justified."""
    in_vain: int = NO_END
    """How many it makes after the last one that was shorter than all before."""
    is_over: Callable[[], bool] = lambda: False
    """Asked before each schedule."""


class FoundSchedule(Struct, frozen=True):
    """A schedule that keeps all waits and capacities."""

    makespan: int
    starts: tuple[int, ...]
    """The start of each activity, by its number."""


class _Listed(Struct, frozen=True):
    makespan: int
    order: tuple[int, ...]


class _OverError(Exception):
    """Says that the search has come to its end."""


class _Search:
    """One search: what was the best so far, and what is bred from."""

    def __init__(self, problem: ResourceProblem, bound: int, seed: int, limit: Limit) -> None:
        self.problem = problem
        self.best: FoundSchedule | None = None
        self._bound = bound
        self._draws = Random(seed)  # noqa: S311  (lots, not secrets)
        self._limit = limit
        self._count = self._last = 0
        self._parents: list[_Listed] = []

    def run(self) -> None:
        """Search until the limit, or until the bound is met.

        Raises:
            _OverError: always.
        """
        problem, random = self.problem, self._draws.random
        rules = priority_rules(problem)
        for priorities in rules:
            for in_parallel in (False, True):
                self._keep(self._scheduled(problem.in_order(priorities), in_parallel=in_parallel))
        while True:
            for _ in range(_PARENTS * _DRAWN):
                order = sampled_order(problem, rules[random() < 0.5], self._draws)
                self._keep(self._scheduled(order, in_parallel=random() < 0.5))
            self._breed()
            self._parents = self._parents[: _PARENTS // 4]

    def _scheduled(self, order: list[int], *, in_parallel: bool = False) -> _Listed:
        problem = self.problem
        limit, count = self._limit, self._count
        is_enough = count >= limit.schedules or count - self._last >= limit.in_vain
        if count and (is_enough or limit.is_over()):
            raise _OverError
        self._count += 1
        uses_parallel = in_parallel and not problem.taken
        starts = (
            parallel(problem, order) if uses_parallel else serial(problem, order, problem.taken)
        )
        starts = justified(problem, starts)
        makespan = problem.makespan(starts)
        if self.best is None or makespan < self.best.makespan:
            self.best, self._last = FoundSchedule(makespan, tuple(starts)), self._count
            if makespan <= self._bound:
                raise _OverError
        return _Listed(makespan, tuple(problem.by_start(starts)))

    def _keep(self, listed: _Listed) -> bool:
        """Take a list among the parents; False where it is there, or none is as long."""
        parents = self._parents
        if len(parents) >= _PARENTS and listed.makespan > parents[-1].makespan:
            return True
        if any(p.makespan == listed.makespan and p.order == listed.order for p in parents):
            return False
        insort(parents, listed, key=attrgetter("makespan"))
        del parents[_PARENTS:]
        return True

    def _breed(self) -> None:
        """Breed from the parents until nothing new comes of them."""
        vain = 0
        while vain < _TRIES:
            child = self._swapped(self._crossed(self._picked(), self._picked()))
            vain = 0 if self._keep(self._scheduled(child)) else vain + 1

    def _picked(self) -> _Listed:
        """The better of two parents drawn."""
        below, parents = self._draws.randrange, self._parents
        return parents[min(below(len(parents)), below(len(parents)))]

    def _crossed(self, mother: _Listed, father: _Listed) -> list[int]:
        """The mother's list, but for a stretch in which its activities stand as in the father's."""
        size = self.problem.size
        low, high = sorted((self._draws.randrange(size + 1), self._draws.randrange(size + 1)))
        child = list(mother.order[:low])
        used = bytearray(size)
        for number in child:
            used[number] = 1
        missing = high - low
        for number in father.order:
            if not missing:
                break
            if not used[number]:
                used[number] = 1
                child.append(number)
                missing -= 1
        child += [number for number in mother.order if not used[number]]
        return child

    def _swapped(self, order: list[int]) -> list[int]:
        """The list after neighbours that do not wait for each other have changed places."""
        random, successors = self._draws.random, self.problem.successors
        for place in range(self.problem.size - 1):
            if random() < _SWAPS:
                first, second = order[place], order[place + 1]
                if all(successor != second for successor, _ in successors[first]):
                    order[place], order[place + 1] = second, first
        return order


def shortest_found(
    problem: ResourceProblem, *, bound: int, seed: int, limit: Limit
) -> FoundSchedule:
    """The shortest schedule found within a limit; the first rule's at the least.

    Args:
        problem: the problem.
        bound: a makespan below which no schedule is; the search ends once it is met.
        seed: of the lots it draws.
        limit: when it ends.
    """
    search = _Search(problem, bound, seed, limit)
    with suppress(_OverError):
        search.run()
    if search.best is None:
        return FoundSchedule(0, ())
    return search.best
