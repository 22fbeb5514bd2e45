"""This file holds what is uncertain about plans, and draws it for some runs at once."""

from collections.abc import Callable, Collection, Mapping
from functools import reduce
from operator import add
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pmtui.figures.odds.draws import Draws, Factor, ThreePoint
from pmtui.figures.odds.run_network import SimulatedPlan
from pmtui.figures.odds.run_nodes import RunLength, sampled_length, scaled
from pmtui.figures.odds.run_order import Place
from pmtui.figures.odds.vectors import Minutes, Vector, full, later, rounded

Finishes: TypeAlias = Callable[[tuple[int, ...]], Vector]
"""When the last of some plans finishes in each run."""


class Hit(Struct, frozen=True, gc=False):
    """What a risk does to one task, or to the cost, where it occurs."""

    risk: int
    """The variable by which it occurs: the same for all that one risk does."""
    probability: float
    effect: int
    """The variable of how much it does."""
    impact: ThreePoint
    """Minutes of work, or the smallest units of money; negative where an opportunity saves."""
    residual: float | None = None
    """The probability with the response in place; None where that changes nothing."""


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


class PaidByTime(Struct, frozen=True, gc=False):
    """A time that something costs by: what is left of a task, or of plans up to their end."""

    plans: tuple[int, ...]
    planned: int
    """Minutes as planned."""
    task: int = 0
    """A task of the one plan; 0 for the plans as a whole."""
    since: int = 0
    """Of plans: the moment from which on their time is still to come."""


class CostOdds(Struct, frozen=True, gc=False):
    """What is uncertain about an amount of the cost."""

    variable: int
    planned: int
    """What is in the cost as planned of it, in the smallest units of money."""
    amount: ThreePoint
    """What that may come to."""
    factor: Factor | None = None
    by_time: PaidByTime | None = None
    """The time it grows with."""


class Uncertainty(Struct, frozen=True):
    """What is uncertain about plans."""

    tasks: Mapping[Place, TaskOdds]
    """By plan and id of the task."""
    base_cost: int = 0
    """What everything costs as planned, in the smallest units of money."""
    cost_hits: tuple[Hit, ...] = ()
    costs: tuple[CostOdds, ...] = ()

    def answered(self) -> frozenset[int]:
        """The risks, by the variable by which each occurs, that a response would change."""
        hits = [hit for odds in self.tasks.values() for hit in odds.hits]
        return frozenset(h.risk for h in (*hits, *self.cost_hits) if h.residual is not None)

    def with_responses(self, risks: Collection[int]) -> "Uncertainty":
        """The same with the responses to some risks in place."""
        tasks = {
            place: replace(odds, hits=_with_responses(odds.hits, risks))
            for place, odds in self.tasks.items()
            if any(hit.risk in risks and hit.residual is not None for hit in odds.hits)
        }
        return replace(
            self,
            tasks={**self.tasks, **tasks},
            cost_hits=_with_responses(self.cost_hits, risks),
        )

    def differing(self, other: "Uncertainty") -> frozenset[Place]:
        """The tasks whose odds are others than they were."""
        return frozenset(
            place for place, odds in self.tasks.items() if other.tasks.get(place) is not odds
        )


def _with_responses(hits: tuple[Hit, ...], risks: Collection[int]) -> tuple[Hit, ...]:
    return tuple(
        replace(hit, probability=hit.residual)
        if hit.risk in risks and hit.residual is not None
        else hit
        for hit in hits
    )


class Drawn:
    """What is drawn for some runs.

    Args:
        plans: what is simulated.
        uncertainty: what is drawn.
        draws: of a seed.
        first: the first of the runs.
        count: how many they are.
    """

    def __init__(
        self,
        plans: Mapping[int, SimulatedPlan],
        uncertainty: Uncertainty,
        draws: Draws,
        first: int,
        count: int,
    ) -> None:
        self.first, self.count = first, count
        self.uncertainty = uncertainty
        self._plans, self._draws = plans, draws
        self._labour: Minutes = 0
        self._parts: dict[Place, Minutes] = {}
        """What the work of tasks that may be drawn otherwise costs more than planned."""
        self._apart: Collection[Place] = ()
        self._timed = {
            (cost.by_time.plans[0], cost.by_time.task) for cost in uncertainty.costs if cost.by_time
        }
        self._rests: dict[Place, Minutes] = {}
        """What remains of the tasks by whose time something is paid."""
        self._paid: set[Place] = set()

    def keep(self, places: Collection[Place]) -> None:
        """Keep what some tasks cost apart, so that they can be drawn otherwise."""
        self._apart = places

    def afresh(self, uncertainty: Uncertainty) -> "Drawn":
        """The same runs with other odds, of which everything is still to be drawn."""
        return Drawn(self._plans, uncertainty, self._draws, self.first, self.count)

    def otherwise(self, uncertainty: Uncertainty, places: Collection[Place]) -> "Drawn":
        """The same runs with other odds for some tasks, which are all that is still to be drawn."""
        other = self.afresh(uncertainty)
        parts = [self._parts[place] for place in places if place in self._parts]
        other._labour = reduce(lambda left, right: left - right, parts, self._labour)  # noqa: SLF001
        other._rests = dict(self._rests)  # noqa: SLF001
        return other

    def length(self, plan: int, task_id: int) -> RunLength | None:
        """How long a task takes; None where that is certain. A risk delays what is left of it."""
        place = plan, task_id
        odds = self.uncertainty.tasks.get(place)
        if odds is None:
            return None
        task = self._plans[plan].tasks[task_id]
        drawn: Minutes = task.duration
        least = 0
        if odds.estimate is not None:
            least = odds.estimate.optimistic
            drawn = self._values(odds.variable, odds.estimate, odds.factor)
        length = sampled_length(task, drawn, 0 if odds.hits else least)
        if odds.hits:
            delay = reduce(add, [self._impact(hit) for hit in odds.hits])
            rest = later(length.remaining + delay, 0)
            length = RunLength(later(length.duration + rest - length.remaining, 0), rest)
        if place in self._timed:
            self._rests[place] = length.remaining
        planned = task.duration if task.remaining is None else task.remaining
        if odds.work_cost and planned and place not in self._paid:
            self._paid.add(place)
            part = scaled(odds.work_cost, planned, length.remaining) - odds.work_cost
            self._labour = self._labour + part
            if place in self._apart:
                self._parts[place] = part
        return length

    def cost(self, finish: Finishes) -> Minutes:
        """What everything costs, once the lengths have been drawn.

        Args:
            finish: when plans finish in each run.
        """
        parts = [self._impact(hit) for hit in self.uncertainty.cost_hits]
        parts += [self._amount(cost, finish) - cost.planned for cost in self.uncertainty.costs]
        return reduce(add, parts, self._labour + self.uncertainty.base_cost)

    def _amount(self, cost: CostOdds, finish: Finishes) -> Vector:
        drawn = self._values(cost.variable, cost.amount, cost.factor)
        time = cost.by_time
        if time is None:
            return drawn
        if time.task:
            minutes = self._rests.get((time.plans[0], time.task), time.planned)
        else:
            minutes = later(finish(time.plans) - time.since, 0)
        return rounded(full(self.count, minutes) / time.planned * drawn)

    def _values(self, variable: int, points: ThreePoint, factor: Factor | None) -> Vector:
        if points.is_certain:
            return full(self.count, points.optimistic)
        shares = self._draws.linked_shares(variable, factor, self.first, self.count)
        return points.values(shares)

    def _impact(self, hit: Hit) -> Vector:
        """What a risk comes to in each run: nothing where it does not occur."""
        occurs = self._draws.shares(hit.risk, self.first, self.count) < hit.probability
        if hit.impact.is_certain:
            return occurs * hit.impact.optimistic
        shares = self._draws.shares(hit.effect, self.first, self.count)
        return occurs * hit.impact.values(shares)
