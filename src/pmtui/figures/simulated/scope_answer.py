"""This file says what a simulation of a scope came to: how likely its dates and its cost are."""

from datetime import date
from typing import Final

from msgspec import Struct

from pmtui.figures.odds.simulation import TaskOutcome

SHOWN_PERCENTILES: Final = (10, 50, 80, 90)
"""The percentiles that are said of everything."""
CONFIDENT: Final = 80
"""The percentile that contingency is sized by."""


class Percentiles(Struct, frozen=True):
    """What sorted runs come to: moments in minutes since year 1, or the smallest units of money."""

    mean: int
    quantiles: tuple[int, ...]
    """The value at each percentile from 0, the least, to 100, the most."""

    def at(self, share: int) -> int:
        """The value that so many percent of the runs are not above."""
        return self.quantiles[share]


class RowOdds(Struct, frozen=True):
    """How likely the finish of a component or a milestone is."""

    id: int
    planned: int
    """When it finishes as planned."""
    promised: date | None
    finish: Percentiles
    within: float | None
    """The share of runs in which it keeps what was promised; None where nothing was."""


class ResponseOdds(Struct, frozen=True):
    """What a response to one risk buys by itself, on the same draws."""

    risk: int
    finish: int
    """P80 of the finish with it."""
    cost: int
    """P80 of the cost with it, without what it costs itself."""
    days: int
    """By how many days P80 of the finish is earlier."""
    saved: int
    """By how much P80 of the cost is less."""
    mean_saved: int
    """By how much the mean of the cost is less."""
    own_cost: int | None
    """What it costs; None where nobody says."""

    @property
    def net(self) -> int | None:
        """What it saves of P80 of the cost, less what it costs; None where nobody says that."""
        return None if self.own_cost is None else self.saved - self.own_cost

    @property
    def rank(self) -> int:
        """Less for what is worth more; a cost that nobody says counts for nothing."""
        return (self.own_cost or 0) - self.saved


class JointOdds(Struct, frozen=True):
    """How likely finish and cost are kept in the same run: the joint confidence level."""

    both: float
    """The share of runs that keep P80 of both."""
    level: int
    """The least percentile of both that `CONFIDENT` percent of the runs keep together."""
    finish: int
    """The finish at that percentile."""
    cost: int
    """The cost at that percentile."""
    budget: int | None
    """What it may cost; None where nobody says."""
    within_budget: float | None
    """The share of runs that cost no more."""
    kept: float | None
    """The share of runs that keep what was promised and the budget; None without either."""


class ScopeAnswer(Struct, frozen=True):
    """What a simulation of a scope came to."""

    scope: int
    runs: int
    seed: int
    whole: RowOdds
    """The finish of the scope."""
    components: tuple[RowOdds, ...]
    milestones: tuple[RowOdds, ...]
    currency: str
    base_cost: int
    """What it costs as planned: its forecast, in the smallest units of the currency."""
    cost: Percentiles
    tasks: tuple[TaskOutcome, ...]
    pairs: tuple[tuple[int, int], ...]
    """Finish and cost of some runs."""
    responded: tuple[int, int] | None
    """P80 of finish and cost on the same draws with the responses to risks in place."""
    notes: tuple[str, ...]
    responses: tuple[ResponseOdds, ...] = ()
    """Each response by itself: what buys most days comes first, then what is worth most."""
    joint: JointOdds | None = None
    """Of both at once; None in what an earlier build kept."""

    @property
    def days(self) -> int:
        """Contingency in calendar days: P80 of the finish less the finish as planned."""
        return self.whole.finish.at(CONFIDENT) // 1440 - self.whole.planned // 1440

    @property
    def reserve(self) -> int:
        """Contingency in money: P80 of the cost less the cost as planned."""
        return self.cost.at(CONFIDENT) - self.base_cost

    def share(self, task: TaskOutcome) -> float:
        """Criticality index: the share of runs in which a task was on the critical path."""
        return task.critical / self.runs

    def cruciality(self, task: TaskOutcome) -> float | None:
        """That times its sensitivity; None where it has none."""
        return None if task.sensitivity is None else self.share(task) * task.sensitivity
