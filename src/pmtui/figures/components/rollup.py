"""This file rolls the figures of components up the tree: work, dates, risks, money, ratings."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.components.component_dates import NOTHING_DATED, Outlook, OwnDates, outlook_of
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, Rates, amount_of, total_of
from pmtui.figures.risk.exposure import Scales, UnresolvedIssue, is_open
from pmtui.figures.work.work_counts import NO_WORK, Work, work_sum
from pmtui.model.entities.components import Component, Rag
from pmtui.model.entities.risks import Risk

MONEY_FIELDS: Final = (
    "year_budget",
    "year_forecast",
    "whole_life_cost",
    "benefits_baseline",
)
"""Money of a component that is only ever typed, and rolls up."""


class RiskCount(msgspec.Struct, frozen=True, gc=False):
    """Open risks and issues counted, and the threat that matters most."""

    open: int = 0
    """Open risks: threats and opportunities."""
    high: int = 0
    """Open threats with a high score; an opportunity is never one."""
    major: int = 0
    """Open threats with a major score."""
    opportunities: int = 0
    """The opportunities among the open risks."""
    issues: int = 0
    """Open issues, and threats that have occurred and are not over."""
    high_issues: int = 0
    top: int = 0
    """The open threat with the highest score; 0 where none is rated."""
    top_score: Decimal | None = None

    def __add__(self, other: "RiskCount") -> "RiskCount":
        first, second = self.top_score, other.top_score
        ahead = self if second is None or (first is not None and first >= second) else other
        return RiskCount(
            self.open + other.open,
            self.high + other.high,
            self.major + other.major,
            self.opportunities + other.opportunities,
            self.issues + other.issues,
            self.high_issues + other.high_issues,
            ahead.top,
            ahead.top_score,
        )

    @property
    def threats(self) -> int:
        """Open threats."""
        return self.open - self.opportunities

    @property
    def bad(self) -> int:
        """Open threats and issues: what may do harm, or does it."""
        return self.threats + self.issues

    @property
    def high_bad(self) -> int:
        """High threats and high issues."""
        return self.high + self.high_issues


class Ratings(msgspec.Struct, frozen=True, gc=False):
    """How many components have which rating."""

    red: int = 0
    amber: int = 0
    green: int = 0
    unknown: int = 0

    def __add__(self, other: "Ratings") -> "Ratings":
        return Ratings(
            self.red + other.red,
            self.amber + other.amber,
            self.green + other.green,
            self.unknown + other.unknown,
        )

    @property
    def total(self) -> int:
        """How many were counted."""
        return self.red + self.amber + self.green + self.unknown

    @property
    def words(self) -> str:
        """Those there are, the worst first: `1 red, 2 green`."""
        counts = (self.red, self.amber, self.green, self.unknown)
        names = ("red", "amber", "green", "unknown")
        return ", ".join(
            f"{count} {name}" for count, name in zip(counts, names, strict=True) if count
        )


class ComponentMoney(msgspec.Struct, frozen=True, kw_only=True):
    """The money of a component with all below it: the one answer for all who ask."""

    budget: Amount = NO_AMOUNT
    """As typed, else of its baseline and lines, and of what is below."""
    actual: Amount = NO_AMOUNT
    """As posted in the ledger or by its tasks; as typed only while no entry is there."""
    to_go: Amount = NO_AMOUNT
    forecast: Amount = NO_AMOUNT
    """As typed, else actual cost and cost to go."""
    budgets: int = 0
    """Components of which something says a budget."""
    forecasts: int = 0
    """Components of which something says what is still to come."""


NO_MONEY: Final = ComponentMoney()
"""The money of a store in which nothing says any."""
NO_RISKS: Final = RiskCount()
NO_RATINGS: Final = Ratings()


class Rollup(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a component with everything below it; archived parts are left out."""

    component: int
    """Its id; 0 for the whole store."""
    work: Work = NO_WORK
    risks: RiskCount = NO_RISKS
    dates: Outlook = NOTHING_DATED
    """Promised, planned and baseline finish, and how far they are apart."""
    year_budget: Amount = NO_AMOUNT
    year_forecast: Amount = NO_AMOUNT
    whole_life_cost: Amount = NO_AMOUNT
    benefits_baseline: Amount = NO_AMOUNT
    reported: Ratings = NO_RATINGS
    """Said ratings of the components at the bottom; a portfolio is none."""
    components: int = 0
    """Components below it."""

    @property
    def percent(self) -> int | None:
        """Percent complete of its work; None without a task."""
        return self.work.percent

    @property
    def finish(self) -> date | None:
        """Its planned finish."""
        return self.dates.planned

    @property
    def baseline_finish(self) -> date | None:
        """Its own baseline finish, else the latest of its children."""
        return self.dates.baseline

    @property
    def slip(self) -> int | None:
        """Calendar days from the baseline finish to the planned one; late is positive."""
        return self.dates.slip

    @property
    def margin(self) -> int | None:
        """Calendar days from the planned finish to the promised one; negative misses it."""
        return self.dates.margin


def rollup_of(
    component: Component | None,
    own: Work,
    dates: OwnDates,
    risks: RiskCount,
    *,
    below: Sequence[Rollup],
    rates: Rates,
) -> Rollup:
    """One component's own figures together with those of its live children.

    Args:
        component: None for the whole store.
        own: work of tasks directly in it.
        dates: what it says of its own dates.
        risks: open risks that count in it, and its issues.
        below: the roll-ups of its children.
        rates: to add money of several currencies.
    """
    return Rollup(
        component=component.id if component else 0,
        work=work_sum([own, *(rollup.work for rollup in below)]),
        risks=_risk_sum(risks, below),
        dates=outlook_of(dates, [(rollup.component, rollup.dates) for rollup in below]),
        reported=_ratings(component, below),
        components=sum(rollup.components + 1 for rollup in below),
        **{name: _amount(component, name, below, rates) for name in MONEY_FIELDS},
    )


def risk_count(
    risks: Iterable[Risk], scales: Scales, troubles: Iterable[UnresolvedIssue] = ()
) -> RiskCount:
    """Open risks counted by level, with the highest score among the threats, and troubles."""
    total = high = major = top = opportunities = 0
    best: Decimal | None = None
    for risk in risks:
        if not is_open(risk):
            continue
        total += 1
        if risk.kind == "opportunity":
            opportunities += 1
            continue
        score = scales.score(risk)
        if score is None:
            continue
        high += scales.high is not None and score >= scales.high
        major += scales.major is not None and score >= scales.major
        if best is None or score > best:
            best, top = score, risk.id
    levels = [trouble.level for trouble in troubles]
    counts = (opportunities, len(levels), levels.count("H"))
    return RiskCount(total, high, major, *counts, top, best)


def rating_count(rags: Iterable[Rag]) -> Ratings:
    """Ratings counted by letter."""
    counts: dict[str, int] = {}
    for rag in rags:
        counts[rag] = counts.get(rag, 0) + 1
    return Ratings(counts.get("R", 0), counts.get("A", 0), counts.get("G", 0), counts.get("", 0))


def _risk_sum(own: RiskCount, below: Iterable[Rollup]) -> RiskCount:
    total = own
    for rollup in below:
        if rollup.risks.open or rollup.risks.issues:
            total = total + rollup.risks
    return total


def _ratings(component: Component | None, below: Collection[Rollup]) -> Ratings:
    if below:
        total = NO_RATINGS
        for rollup in below:
            total = total + rollup.reported
        return total
    if component is None or component.kind == "portfolio":
        return NO_RATINGS
    return rating_count((component.reported_rag,))


def _amount(
    component: Component | None, name: str, below: Iterable[Rollup], rates: Rates
) -> Amount:
    """What a component says itself, else the sum of what is below it."""
    own = getattr(component, name) if component is not None else None
    if own is not None:
        return amount_of((own,), 1, rates)
    return total_of((getattr(rollup, name) for rollup in below), rates)
