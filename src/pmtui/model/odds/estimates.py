"""This file defines three-point estimates, what risks do to tasks, and what correlates."""

from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from pmtui.model.entities.entity import (
    CorrelationId,
    Cost,
    DistributionName,
    Entity,
    Minutes,
    Money,
    Percent,
    PersonId,
    RiskId,
    TaskId,
)
from pmtui.model.entities.table import Copying, TableSpec


class Correlation(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Estimates that are right or wrong together: one team, one supplier, one unproven method.

    One factor stands behind all of a group, so that any correlation from 0 to 1 can be.
    """

    title: str
    strength: Percent = 50
    """The correlation of any two of the group, in hundredths."""
    archived: bool = False


class Estimate(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How long a task may take in all, in working minutes: it is the whole, not what is left."""

    task: TaskId
    optimistic: Minutes
    likely: Minutes | None = None
    """Most likely; the planned duration where nobody says."""
    pessimistic: Minutes
    distribution: DistributionName = "triangular"
    correlation: CorrelationId = 0


class RiskEffect(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a risk does where it occurs: to a task, to the cost, or to both.

    A threat delays and costs, an opportunity saves: amounts are never negative.
    """

    risk: RiskId
    task: TaskId = 0
    """The task whose work it delays or shortens; 0 for an effect on the cost alone."""
    chance: Percent | None = None
    """How likely it is; as the risk is rated where nobody says."""
    residual_chance: Percent | None = None
    """The same once the response is in place."""
    optimistic: Minutes | None = None
    likely: Minutes | None = None
    """Working minutes, most likely; the other two are the same where nobody says."""
    pessimistic: Minutes | None = None
    least_cost: Cost | None = None
    likely_cost: Cost | None = None
    """Most likely; the other two are the same where nobody says."""
    most_cost: Cost | None = None


class Simulation(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a simulation of a component came to, or of the whole store, kept as it was."""

    title: str
    runs: Annotated[int, Meta(ge=0)] = 0
    seed: Annotated[int, Meta(ge=0)] = 0
    """What the draws followed from: the same plan with the same seed comes to the same."""
    of_revision: Annotated[int, Meta(ge=0)] = 0
    """The revision that was simulated."""
    at: date | None = None
    by: PersonId = 0
    planned: date | None = None
    """The finish as it was planned then."""
    p50: date | None = None
    p80: date | None = None
    p80_cost: Money | None = None
    basis: str = ""
    """A digest of all that it read: another one today says that it is out of date."""
    numbers: str = ""
    """All that it came to, as JSON; it is never changed."""
    archived: bool = False


SIMULATIONS: Final = TableSpec(
    "simulations", Simulation, "SI", "simulation",
    home="scope",
    day="at",
    frozen="says what it came to when it was taken: simulate anew",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    searched=("title",),
    rare=frozenset({"basis", "numbers"}),
    columns=(
        "key", "title", "component", "at", "by", "runs", "seed", "planned", "p50", "p80",
        "p80_cost", "freshness",
    ),
)  # fmt: skip
CORRELATIONS: Final = TableSpec(
    "correlations", Correlation, "CG", "correlation",
    noun="group of estimates that correlate",
    home="scope",
    columns=("key", "title", "component", "strength"),
    adding="by_line",
    letters="n=title s=strength",
)  # fmt: skip
ESTIMATES: Final = TableSpec(
    "estimates", Estimate, "ES", "estimate",
    noun="three-point estimate",
    is_removed=True,
    counts_in="task",
    home="task",
    hangs_on=("task",),
    alike_in_tables=("task",),
    columns=("key", "task", "optimistic", "likely", "pessimistic", "distribution", "correlation"),
    copying=Copying(part="board"),
    letters="o=optimistic l=likely p=pessimistic d=distribution g=correlation",
)  # fmt: skip
RISK_EFFECTS: Final = TableSpec(
    "risk_effects", RiskEffect, "EF", "risk_effect",
    noun="effect of a risk",
    is_removed=True,
    belongs_to="risk",
    alike_in_tables=("risk", "task"),
    columns=(
        "key", "risk", "task", "chance", "residual_chance", "optimistic", "likely", "pessimistic",
        "least_cost", "likely_cost", "most_cost",
    ),
    letters=(
        "t=task c=chance r=residual_chance=residual o=optimistic l=likely p=pessimistic "
        "L=least_cost m=likely_cost M=most_cost"
    ),
)  # fmt: skip


def three_points(
    least: int | None, likely: int | None, most: int | None
) -> tuple[int, int, int] | None:
    """Optimistic, most likely and pessimistic, of what is given of the three; None for nothing."""
    given = [value for value in (likely, least, most) if value is not None]
    if not given:
        return None
    middle = likely if likely is not None else given[0]
    return (
        middle if least is None else least,
        middle,
        middle if most is None else most,
    )
