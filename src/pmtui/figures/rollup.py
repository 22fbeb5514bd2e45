"""This file rolls the figures of components up the tree: work, dates, risks, money, ratings."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.amounts import NO_AMOUNT, Amount, Rates, amount_of, total_of
from pmtui.figures.exposure import Scales, is_open
from pmtui.figures.work import NO_WORK, Work, later, work_sum
from pmtui.model.components import Component, Rag
from pmtui.model.risks import Risk
from pmtui.model.states import ENDED_COMPONENT_STATES

MONEY_FIELDS: Final = (
    "budget",
    "spent",
    "forecast",
    "year_budget",
    "year_forecast",
    "whole_life_cost",
    "benefits_baseline",
)
"""Money of a component that rolls up."""


class RiskCount(msgspec.Struct, frozen=True, gc=False):
    """Open risks counted, and the one that matters most."""

    open: int = 0
    high: int = 0
    major: int = 0
    top: int = 0
    """The open risk with the highest score; 0 where none is rated."""
    top_score: Decimal | None = None

    def __add__(self, other: "RiskCount") -> "RiskCount":
        first, second = self.top_score, other.top_score
        ahead = self if second is None or (first is not None and first >= second) else other
        return RiskCount(
            self.open + other.open,
            self.high + other.high,
            self.major + other.major,
            ahead.top,
            ahead.top_score,
        )


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


NO_RISKS: Final = RiskCount()
NO_RATINGS: Final = Ratings()


class Rollup(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a component with everything below it; archived parts are left out."""

    component: int
    """Its id; 0 for the whole store."""
    work: Work = NO_WORK
    risks: RiskCount = NO_RISKS
    finish: date | None = None
    """Due finish: the latest of its open work and of what lies below."""
    baseline_finish: date | None = None
    """Its own baseline, else the latest below."""
    slip: int | None = None
    """Calendar days the due finish is past the baseline; without a baseline of its own the worst
    slip below."""
    budget: Amount = NO_AMOUNT
    spent: Amount = NO_AMOUNT
    forecast: Amount = NO_AMOUNT
    year_budget: Amount = NO_AMOUNT
    year_forecast: Amount = NO_AMOUNT
    whole_life_cost: Amount = NO_AMOUNT
    benefits_baseline: Amount = NO_AMOUNT
    said: Ratings = NO_RATINGS
    """Said ratings of the components at the bottom; a portfolio is none."""
    components: int = 0
    """Components below it."""

    @property
    def percent(self) -> int | None:
        """Percent complete of its work; None without a task."""
        return self.work.percent


def rollup_of(
    component: Component | None,
    own: Work,
    risks: RiskCount,
    below: Sequence[Rollup],
    rates: Rates,
) -> Rollup:
    """One component's own figures together with those of its live children.

    Args:
        component: None for the whole store.
        own: work of tasks directly in it.
        risks: open risks directly in it.
        below: the roll-ups of its children.
        rates: to add money of several currencies.
    """
    finish = _finish(component, own, below)
    baseline, slip = _slip(component, finish, below)
    return Rollup(
        component=component.id if component else 0,
        work=work_sum([own, *(one.work for one in below)]),
        risks=_risk_sum(risks, below),
        finish=finish,
        baseline_finish=baseline,
        slip=slip,
        said=_ratings(component, below),
        components=sum(one.components + 1 for one in below),
        **{name: _amount(component, name, below, rates) for name in MONEY_FIELDS},
    )


def risk_count(risks: Iterable[Risk], scales: Scales) -> RiskCount:
    """Open risks counted by level, with the highest score among them."""
    total = high = major = top = 0
    best: Decimal | None = None
    for risk in risks:
        if not is_open(risk):
            continue
        total += 1
        score = scales.score(risk)
        if score is None:
            continue
        high += scales.high is not None and score >= scales.high
        major += scales.major is not None and score >= scales.major
        if best is None or score > best:
            best, top = score, risk.id
    return RiskCount(total, high, major, top, best)


def rating_count(rags: Iterable[Rag]) -> Ratings:
    """Ratings counted by letter."""
    counts: dict[str, int] = {}
    for rag in rags:
        counts[rag] = counts.get(rag, 0) + 1
    return Ratings(counts.get("R", 0), counts.get("A", 0), counts.get("G", 0), counts.get("", 0))


def own_finish(component: Component, work: Work) -> date | None:
    """When a component's own work ends: as it did, as its tasks say, or else as it promises."""
    if component.actual_finish is not None:
        return component.actual_finish
    if not work.tasks:
        return component.finish
    if work.open and component.state not in ENDED_COMPONENT_STATES:
        return work.latest_open or component.finish
    return work.latest_done or component.finish


def _finish(component: Component | None, own: Work, below: Collection[Rollup]) -> date | None:
    latest = max((one.finish for one in below if one.finish is not None), default=None)
    if component is None:
        return latest
    if component.actual_finish is not None or own.tasks or latest is None:
        return later(latest, own_finish(component, own))
    return latest


def _slip(
    component: Component | None, finish: date | None, below: Collection[Rollup]
) -> tuple[date | None, int | None]:
    if component is not None and component.baseline_finish is not None:
        days = (finish - component.baseline_finish).days if finish is not None else None
        return component.baseline_finish, days
    latest = max((one.baseline_finish for one in below if one.baseline_finish), default=None)
    worst = max((one.slip for one in below if one.slip is not None), default=None)
    return latest, worst


def _risk_sum(own: RiskCount, below: Iterable[Rollup]) -> RiskCount:
    total = own
    for one in below:
        if one.risks.open:
            total = total + one.risks
    return total


def _ratings(component: Component | None, below: Collection[Rollup]) -> Ratings:
    if below:
        total = NO_RATINGS
        for one in below:
            total = total + one.said
        return total
    if component is None or component.kind == "portfolio":
        return NO_RATINGS
    return rating_count((component.said_rag,))


def _amount(
    component: Component | None, name: str, below: Iterable[Rollup], rates: Rates
) -> Amount:
    own = getattr(component, name) if component is not None else None
    if own is not None:
        return amount_of((own,), 1, rates)
    return total_of((getattr(one, name) for one in below), rates)
