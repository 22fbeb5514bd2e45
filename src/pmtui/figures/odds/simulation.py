"""This file simulates plans: what their estimates and risks do to finish and cost, over many runs.

The definitions are those of AACE 57R-09 and 40R-08: P_k is the value at rank ceil(k * runs) of the
sorted runs, the criticality index the share of runs in which a task is on the critical path,
sensitivity the rank correlation (Spearman) of a duration with the finish, cruciality their product.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmtui.figures.odds.draws import Draws
from pmtui.figures.odds.run_network import RunNetwork
from pmtui.figures.odds.runs import Runs, taken_through
from pmtui.figures.odds.uncertainty import Drawn, Uncertainty
from pmtui.figures.odds.vectors import Mask, Vector, count_below, full, ranks

_MOST_CELLS: Final = 16_000_000
"""Dates kept at once, start and finish of a node in a run apart: 256 MB."""
_MOST_AT_ONCE: Final = 4096
_LEAST_AT_ONCE: Final = 32
_MOST_RANKED: Final = 60_000_000
"""Lengths that are ranked, over all tasks; beyond it only those of tasks that were critical."""


class SimulationStoppedError(Exception):
    """Says that a simulation was stopped before its end."""


class TaskOutcome(Struct, frozen=True, gc=False):
    """What a task does to the finish of a simulation."""

    plan: int
    task: int
    critical: int
    """Runs in which it was on the critical path."""
    sensitivity: float | None
    """Spearman of its duration with the finish; None where it never varies, or was not ranked."""


class SimulationOutcome(Struct, frozen=True):
    """What a simulation came to, run by run."""

    runs: int
    finish: Vector
    """When the last of the plans finished, in minutes since year 1."""
    finishes: Mapping[int, Vector]
    """The same of each plan."""
    ends: Mapping[tuple[int, int], Vector]
    """When some tasks finished, by plan and id."""
    cost: Vector
    """In the smallest units of money."""
    tasks: Sequence[TaskOutcome]
    """What was critical or varied, most critical first."""
    variants: tuple[tuple[Vector, Vector], ...] = ()
    """Finish and cost with other odds, on the same draws."""


def simulate(
    network: RunNetwork,
    uncertainty: Uncertainty,
    *,
    runs: int,
    seed: int,
    scope: Iterable[int] | None = None,
    watched: Iterable[tuple[int, int]] = (),
    variants: Sequence[Uncertainty] = (),
    progress: Callable[[int], bool] = lambda _: True,
) -> SimulationOutcome:
    """Take a network through runs drawn by a seed.

    Args:
        network: the plans.
        uncertainty: what is drawn.
        runs: how many runs, at least one.
        seed: what the draws follow from; the same gives the same outcome to the last bit.
        scope: the plans whose finish counts; None: all.
        watched: tasks whose finish is kept, by plan and id.
        variants: other odds of the same tasks: what these come to on the same draws.
        progress: told how many runs are done; says whether to go on.

    Raises:
        SimulationStoppedError: it was not to go on.
    """
    draws = Draws(seed)
    counted = tuple(network.plans if scope is None else scope)
    kept = _KeptRuns(network, counted, tuple(watched), runs)
    others = [_Variant(network, uncertainty, other, runs) for other in variants]
    apart = frozenset(place for other in others for place in other.tasks)
    most = max(_LEAST_AT_ONCE, min(_MOST_AT_ONCE, _MOST_CELLS // max(network.size, 1)))
    for first in range(0, runs, most):
        count = min(most, runs - first)
        drawn = Drawn(network.plans, uncertainty, draws, first, count)
        drawn.keep(apart)
        taken = taken_through(network, drawn.length, count)
        kept.take(taken, drawn)
        for other in others:
            other.take(taken, drawn, counted)
            _go_on(progress, first)
        _go_on(progress, first + count)
    outcome = kept.outcome(uncertainty, seed)
    return replace(outcome, variants=tuple((other.finish, other.cost) for other in others))


def _go_on(progress: Callable[[int], bool], done: int) -> None:
    if not progress(done):
        raise SimulationStoppedError


class _Variant:
    """What runs come to with other odds, drawn alike."""

    def __init__(
        self, network: RunNetwork, base: Uncertainty, uncertainty: Uncertainty, runs: int
    ) -> None:
        self._network, self._uncertainty = network, uncertainty
        self.tasks = uncertainty.differing(base)
        """The tasks that are drawn otherwise, by plan and id."""
        self._nodes = frozenset(
            (plan, network.networks[plan].node_of[task]) for plan, task in self.tasks
        )
        self._behind = network.behind(self._nodes)
        self.finish, self.cost = full(runs, 0), full(runs, 0)

    def take(self, taken: Runs, drawn: Drawn, scope: tuple[int, ...]) -> None:
        """Take the same runs with these odds; through all of the network where they go far."""
        other = drawn.otherwise(self._uncertainty, self.tasks)
        runs = taken
        if self._nodes and not self._network.late:
            runs = taken.otherwise(other.length, self._nodes, self._behind)
        if self._nodes and (self._network.late or not runs.lie_within(taken.times)):
            other = drawn.afresh(self._uncertainty)
            runs = taken_through(self._network, other.length, drawn.count)
        part = slice(drawn.first, drawn.first + drawn.count)
        self.finish[part] = runs.finish(scope)
        self.cost[part] = other.cost(runs.finish)


class _KeptRuns:
    """What is kept of the runs so far."""

    def __init__(
        self,
        network: RunNetwork,
        scope: tuple[int, ...],
        watched: tuple[tuple[int, int], ...],
        runs: int,
    ) -> None:
        self._network, self._scope, self._runs = network, scope, runs
        self._finish, self._cost = full(runs, 0), full(runs, 0)
        self._finishes = {plan: full(runs, 0) for plan in scope}
        self._ends = {place: full(runs, 0) for place in watched}
        self._critical: dict[tuple[int, int], int] = {}

    def take(self, runs: Runs, drawn: Drawn) -> None:
        """Keep the dates and the cost of some runs."""
        part = slice(drawn.first, drawn.first + runs.count)
        self._cost[part] = drawn.cost(runs.finish)
        finish = runs.finish(self._scope)
        self._finish[part] = finish
        for plan, kept in self._finishes.items():
            kept[part] = runs.finish((plan,))
        for (plan, task), kept in self._ends.items():
            kept[part] = runs.ends(plan, task)[1]
        for plan, task, mask in runs.driving(self._scope, finish):
            count = _count(mask)
            self._critical[plan, task] = self._critical.get((plan, task), 0) + count

    def outcome(self, uncertainty: Uncertainty, seed: int) -> SimulationOutcome:
        """What all runs came to."""
        finish_ranks = ranks(self._finish)
        drawn = Drawn(self._network.plans, uncertainty, Draws(seed), 0, self._runs)
        places = uncertainty.tasks.keys() | self._critical.keys()
        ranks_all = len(uncertainty.tasks) * self._runs <= _MOST_RANKED
        tasks = []
        for place in sorted(places):
            odds, critical = uncertainty.tasks.get(place), self._critical.get(place, 0)
            sensitivity = None
            if odds is not None and (critical or ranks_all):
                length = drawn.length(*place)
                if length is not None and not isinstance(length.duration, int):
                    sensitivity = _correlation(ranks(length.duration), finish_ranks)
            tasks.append(TaskOutcome(*place, critical, sensitivity))
        tasks.sort(key=lambda task: (-task.critical, task.plan, task.task))
        return SimulationOutcome(
            self._runs, self._finish, self._finishes, self._ends, self._cost, tuple(tasks)
        )


def _count(mask: Mask) -> int:
    return int(mask) if isinstance(mask, bool) else int(mask.sum())


def _correlation(left: Vector, right: Vector) -> float | None:
    """The correlation of ranks, whole numbers up to the last division; None where one is flat."""
    middle = len(left) + 1
    left, right = left - middle, right - middle
    product = int((left * right).sum())
    squares = int((left * left).sum()) * int((right * right).sum())
    return product / sqrt(squares) if squares else None


def percentile(row: Vector, share: int) -> int:
    """P_k of sorted values: that at rank ceil(k * runs), k in percent from 1 to 100."""
    return int(row[-(-share * len(row) // 100) - 1])


def mean(values: Vector) -> float:
    """The mean, of a sum in whole numbers."""
    return int(values.sum()) / len(values)


def share_at_most(row: Vector, value: int) -> float:
    """The share of sorted values that are not above one."""
    return count_below(row, value, up_to=True) / len(row)


def histogram(row: Vector, bars: int) -> Iterator[tuple[int, int, int]]:
    """Sorted values in bars of the same width: first value, the one after the last, how many."""
    low, high = int(row[0]), int(row[-1]) + 1
    width = max(1, -(-(high - low) // bars))
    for start in range(low, high, width):
        count = count_below(row, start + width) - count_below(row, start)
        yield start, start + width, count
