"""This file simulates plans: what their estimates and risks do to finish and cost, over many runs.

The definitions are those of AACE 57R-09 and 40R-08: P_k is the value at rank ceil(k * runs) of the
sorted runs, the criticality index the share of runs in which a task is on the critical path,
sensitivity the rank correlation (Spearman) of a duration with the finish, cruciality their product.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import sqrt
from operator import add
from typing import Final

from msgspec import Struct

from pmtui.figures.odds.draws import Draws, Factor, ThreePoint
from pmtui.figures.odds.run_network import RunNetwork
from pmtui.figures.odds.run_nodes import RunLength, sampled_length, scaled
from pmtui.figures.odds.runs import Runs, taken_through
from pmtui.figures.odds.vectors import Mask, Minutes, Vector, count_below, full, later, ranks

_MOST_CELLS: Final = 16_000_000
"""Dates kept at once, start and finish of a node in a run apart: 256 MB."""
_MOST_AT_ONCE: Final = 4096
_LEAST_AT_ONCE: Final = 32
_MOST_RANKED: Final = 60_000_000
"""Lengths that are ranked, over all tasks; beyond it only those of tasks that were critical."""


class SimulationStoppedError(Exception):
    """Says that a simulation was stopped before its end."""


class Hit(Struct, frozen=True, gc=False):
    """What a risk does to one task, or to the cost, where it occurs."""

    risk: int
    """The variable by which it occurs: the same for all that one risk does."""
    probability: float
    effect: int
    """The variable of how much it does."""
    impact: ThreePoint
    """Minutes of work, or the smallest units of money; negative where an opportunity saves."""


class TaskOdds(Struct, frozen=True):
    """What is uncertain about how long a task takes."""

    variable: int
    estimate: ThreePoint | None = None
    """Minutes; None where it takes what was planned, but for risks."""
    factor: Factor | None = None
    hits: tuple[Hit, ...] = ()
    work_cost: int = 0
    """What its work to come costs as planned, in the smallest units of money: more as that takes
    longer.
    """


class Uncertainty(Struct, frozen=True):
    """What is uncertain about plans."""

    tasks: Mapping[tuple[int, int], TaskOdds]
    """By plan and id of the task."""
    base_cost: int = 0
    """What everything costs as planned, in the smallest units of money."""
    cost_hits: tuple[Hit, ...] = ()


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


def simulate(
    network: RunNetwork,
    uncertainty: Uncertainty,
    *,
    runs: int,
    seed: int,
    scope: Iterable[int] | None = None,
    watched: Iterable[tuple[int, int]] = (),
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
        progress: told how many runs are done; says whether to go on.

    Raises:
        SimulationStoppedError: it was not to go on.
    """
    draws = Draws(seed)
    counted = tuple(network.plans if scope is None else scope)
    kept = _KeptRuns(network, counted, tuple(watched), runs)
    most = max(_LEAST_AT_ONCE, min(_MOST_AT_ONCE, _MOST_CELLS // max(network.size, 1)))
    for first in range(0, runs, most):
        count = min(most, runs - first)
        drawn = _Drawn(network, uncertainty, draws, first, count)
        kept.take(taken_through(network, drawn.length, count), drawn)
        if not progress(first + count):
            raise SimulationStoppedError
    return kept.outcome(uncertainty, seed)


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

    def take(self, runs: Runs, drawn: "_Drawn") -> None:
        """Keep the dates and the cost of some runs."""
        part = slice(drawn.first, drawn.first + runs.count)
        self._cost[part] = drawn.cost()
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
        drawn = _Drawn(self._network, uncertainty, Draws(seed), 0, self._runs)
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


class _Drawn:
    """What is drawn for some runs."""

    def __init__(
        self,
        network: RunNetwork,
        uncertainty: Uncertainty,
        draws: Draws,
        first: int,
        count: int,
    ) -> None:
        self.first = first
        """The first of the runs."""
        self._plans, self._uncertainty, self._draws = network.plans, uncertainty, draws
        self._count = count
        self._labour: Minutes = 0
        self._paid: set[tuple[int, int]] = set()

    def length(self, plan: int, task_id: int) -> RunLength | None:
        """How long a task takes; None where that is certain. A risk delays what is left of it."""
        odds = self._uncertainty.tasks.get((plan, task_id))
        if odds is None:
            return None
        task = self._plans[plan].tasks[task_id]
        drawn: Minutes = task.duration
        least = 0
        if odds.estimate is not None:
            least = odds.estimate.optimistic
            drawn = full(self._count, least)
            if not odds.estimate.is_certain:
                shares = self._draws.linked_shares(
                    odds.variable, odds.factor, self.first, self._count
                )
                drawn = odds.estimate.values(shares)
        length = sampled_length(task, drawn, 0 if odds.hits else least)
        if odds.hits:
            delay = reduce(add, [self._impact(hit) for hit in odds.hits])
            rest = later(length.remaining + delay, 0)
            length = RunLength(later(length.duration + rest - length.remaining, 0), rest)
        planned = task.duration if task.remaining is None else task.remaining
        if odds.work_cost and planned and (plan, task_id) not in self._paid:
            self._paid.add((plan, task_id))
            paid = scaled(odds.work_cost, planned, length.remaining)
            self._labour = self._labour + paid - odds.work_cost
        return length

    def cost(self) -> Minutes:
        """What everything costs, once the lengths have been drawn."""
        hits = [self._impact(hit) for hit in self._uncertainty.cost_hits]
        return reduce(add, hits, self._labour + self._uncertainty.base_cost)

    def _impact(self, hit: Hit) -> Vector:
        """What a risk comes to in each run: nothing where it does not occur."""
        occurs = self._draws.shares(hit.risk, self.first, self._count) < hit.probability
        if hit.impact.is_certain:
            return occurs * hit.impact.optimistic
        shares = self._draws.shares(hit.effect, self.first, self._count)
        return occurs * hit.impact.values(shares)


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
