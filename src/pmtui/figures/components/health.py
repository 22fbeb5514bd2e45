"""This file computes red, amber or green per dimension, with the reason (DOMAIN 2.11)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import msgspec

from pmtui.figures.components.distribution import (
    RatedPart,
    RatingShare,
    components_rating,
    distribution,
)
from pmtui.figures.components.rollup import ComponentMoney, Rollup
from pmtui.figures.components.schedule_rating import schedule_rating
from pmtui.figures.core.amounts import Amount, Rates, difference, share_percent
from pmtui.figures.core.rag_ratings import Dimension, Trend, is_worse, rag_by, trend_of, worst
from pmtui.figures.risk.exposure import Scales, UnresolvedIssue, is_open
from pmtui.model.entities.components import Component, Rag
from pmtui.model.entities.policy import Policy
from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What is computed about a component beside what its manager reports."""

    component: int
    computed: Rag = ""
    """The worst of its dimensions and of what lies below; empty while all are unknown."""
    reported: Rag = ""
    dimensions: tuple[Dimension, ...] = ()
    """Scope, schedule, cost, benefits and risk."""
    components: Dimension | None = None
    """What the ratings below come to; None where nothing lies below."""
    reasons: tuple[Dimension, ...] = ()
    """The sides that make it what it is: those as bad as the worst."""
    below: tuple[RatingShare, ...] = ()
    """Components directly below that have not ended, by rating: the computed one, or what is
    said where none is."""
    is_ended: bool = False
    """Whether it is closed or given up, and not judged any more."""

    before: Rag = ""
    """The rating of the last status point or report; empty where there is none."""
    before_at: date | None = None

    @property
    def trend(self) -> Trend:
        """How the computed rating has moved since the last status point or report."""
        return trend_of(self.before, self.computed)

    @property
    def trend_text(self) -> str:
        """How it has moved since when: `worse than A on 30 Sep 2026`; empty while unknown."""
        if self.before_at is None or not self.trend:
            return ""
        day = f"{self.before_at.day} {self.before_at:%b %Y}"
        before = f"{self.trend} than {self.before}" if self.trend != "same" else "as"
        return f"{before} on {day}"

    @property
    def sides(self) -> tuple[Dimension, ...]:
        """Its dimensions, and what lies below it as one more."""
        return (*self.dimensions, *((self.components,) if self.components is not None else ()))

    @property
    def differs(self) -> bool:
        """Whether its manager reports another rating than the computed one."""
        return bool(self.reported) and self.reported != self.computed

    @property
    def is_flattered(self) -> bool:
        """Whether the said rating is better than the computed one."""
        return bool(self.reported) and is_worse(self.computed, self.reported)

    @property
    def is_watermelon(self) -> bool:
        """Green outside, red inside: said green, computed red."""
        return self.reported == "G" and self.computed == "R"


def health_of(
    component: Component | None,
    rollup: Rollup,
    *,
    money: ComponentMoney,
    risks: Collection[Risk],
    troubles: Collection[UnresolvedIssue] = (),
    benefits: Collection[Benefit],
    below: Iterable[tuple[Health, Amount]],
    scales: Scales,
    rates: Rates,
    today: date,
    before: tuple[Rag, date | None] = ("", None),
) -> Health:
    """The computed rating of a component: the worst of its dimensions.

    One that has ended is not judged any more; what lies below comes to a rating of its own.

    Args:
        component: None for the whole store.
        rollup: its figures with those below.
        money: its money with that below.
        risks: the risks that count in it.
        troubles: what has happened in it and is not over.
        benefits: its own benefits.
        below: the health of its live children, and the budget of each.
        scales: the policy's scales and, with them, its thresholds.
        rates: to compare money of two currencies.
        today: the day a measure is late from.
        before: the rating of the last status point or report, and its day.
    """
    stated = Health(
        component=rollup.component,
        reported=component.reported_rag if component is not None else "",
        before=before[0],
        before_at=before[1],
    )
    if component is not None and component.state in ENDED_COMPONENT_STATES:
        return msgspec.structs.replace(stated, is_ended=True)
    dimensions = (
        scope_rating(rollup, scales.policy),
        schedule_rating(component, rollup, scales.policy, today),
        cost_rating(component, rollup, money, scales.policy, rates),
        benefits_rating(benefits, today),
        risk_rating(risks, scales, troubles, rollup.risks.high_bad),
    )
    return _judged(stated, dimensions, tuple(_parts(below)), scales.policy, rates)


def _judged(
    stated: Health,
    dimensions: tuple[Dimension, ...],
    parts: tuple[RatedPart, ...],
    policy: Policy,
    rates: Rates,
) -> Health:
    """The health with the worst of its dimensions and of what lies below."""
    components = components_rating(parts, policy, rates) if parts else None
    sides = dimensions if components is None else (*dimensions, components)
    computed = worst(side.rag for side in sides)
    return msgspec.structs.replace(
        stated,
        computed=computed,
        reasons=tuple(side for side in sides if side.rag and side.rag == computed),
        dimensions=dimensions,
        components=components,
        below=distribution(parts, rates),
    )


def _parts(below: Iterable[tuple[Health, Amount]]) -> Iterator[RatedPart]:
    for health, budget in below:
        if not health.is_ended:
            yield RatedPart(health.computed or health.reported, budget, health.before)


def cost_rating(
    component: Component | None,
    rollup: Rollup,
    money: ComponentMoney,
    policy: Policy,
    rates: Rates,
) -> Dimension:
    """Amber and red from the policy's percent of forecast over budget, else of this year's.

    Where nothing says a forecast, money spent beyond the budget is red; else it is unknown. A sum
    of forecasts is compared with a sum of budgets only where as many components have both.
    """
    year = rollup.year_forecast, rollup.year_budget
    typed = component is not None and component.budget is not None
    of_year = component is not None and component.year_budget is not None
    pairs = (
        (money.forecast, money.budget, typed or money.forecasts == money.budgets, ""),
        (*year, of_year or year[0].counted == year[1].counted, "this year's "),
    )
    for forecast, budget, is_comparable, prefix in pairs:
        percent = share_percent(difference(forecast, budget, rates), budget, rates)
        if percent is None or not is_comparable:
            continue
        side = f"{abs(percent)} % {'over' if percent > 0 else 'under'} budget"
        text = f"{prefix}forecast {side if percent else 'on budget'}"
        rag = rag_by(percent, policy.cost_amber_percent, policy.cost_red_percent)
        return Dimension("cost", rag, text)
    return _spent_rating(money, rates)


def _spent_rating(money: ComponentMoney, rates: Rates) -> Dimension:
    budget, forecast = money.budget, money.forecast
    spent = share_percent(money.actual, budget, rates)
    if spent is not None and spent > 100:
        return Dimension("cost", "R", f"{spent} % of the budget is spent")
    if budget.value is None:
        return Dimension("cost", "", f"budget unknown: {budget.reason}")
    if budget.value.amount <= 0:
        return Dimension("cost", "", "the budget is zero")
    if forecast.value is None:
        return Dimension("cost", "", f"forecast unknown: {forecast.reason}")
    text = f"{money.forecasts} forecasts for {money.budgets} budgets cannot be compared"
    return Dimension("cost", "", text)


def risk_rating(
    risks: Collection[Risk],
    scales: Scales,
    troubles: Collection[UnresolvedIssue] = (),
    high: int = 0,
) -> Dimension:
    """Red where a high threat has no owner or response, amber where there is a high threat.

    A threat that has occurred weighs on as the issue it became, until that is resolved. Unknown
    without an open, rated risk or issue; opportunities are never a reason for amber or red.

    Args:
        risks: those that count in the component itself; those below are judged there.
        scales: the policy's.
        troubles: what has happened in it and is not over.
        high: high threats and issues in it and below, to say how many lie below.
    """
    live = [risk for risk in risks if is_open(risk)]
    levels = [scales.level(scales.score(risk)) for risk in live]
    rated = zip(live, levels, strict=True)
    grave = [risk for risk, level in rated if level == "H" and risk.kind == "threat"]
    issues = [trouble for trouble in troubles if trouble.level == "H"]
    more = high - len(grave) - len(issues)
    below = f"; {more} below" if more > 0 else ""
    bare = sum(not risk.response or not risk.owner for risk in grave)
    bare_issues = sum(issue.is_bare for issue in issues)
    if bare or bare_issues:
        text = _of_both(bare, bare_issues)
        return Dimension("risk", "R", f"{text} without owner or response{below}")
    if grave or issues:
        return Dimension("risk", "A", f"{_of_both(len(grave), len(issues))} open{below}")
    if any(levels) or any(trouble.level for trouble in troubles):
        return Dimension("risk", "G", f"no high threat{f' of its own{below}' if below else ''}")
    if live or troubles:
        of_its_own = " of its own" if below else ""
        noun = "risk" if live else "issue"
        return Dimension("risk", "", f"no open {noun}{of_its_own} is rated{below}")
    return Dimension("risk", "", f"no open risk of its own{below}")


def _of_both(threats: int, issues: int) -> str:
    parts = ((threats, "high threat"), (issues, "high issue"))
    return " and ".join(_of(count, noun) for count, noun in parts if count)


def scope_rating(rollup: Rollup, policy: Policy) -> Dimension:
    """Amber and red from the policy's share of open tasks, the scope to deliver, overdue."""
    work = rollup.work
    if not work.tasks:
        return Dimension("scope", "", "no task")
    if not work.open:
        return Dimension("scope", "G", "all work done")
    if not work.overdue:
        return Dimension("scope", "G", "nothing overdue")
    percent = (200 * work.overdue + work.open) // (2 * work.open)
    rag = rag_by(percent, policy.overdue_amber_percent, policy.overdue_red_percent)
    return Dimension("scope", rag, f"{work.overdue} of {work.open} open tasks overdue")


def benefits_rating(benefits: Collection[Benefit], today: date) -> Dimension:
    """Red where a benefit is given up, amber where a measure is late; unknown without data."""
    live = [benefit for benefit in benefits if not benefit.archived and benefit.state != "retired"]
    lost = sum(benefit.state == "not_realised" for benefit in live)
    if lost:
        return Dimension("benefits", "R", f"{_of(lost, 'benefit')} not realised")
    late = sum(
        benefit.next_measure is not None and benefit.next_measure < today for benefit in live
    )
    if late:
        return Dimension("benefits", "A", f"{_of(late, 'measure')} late")
    if any(benefit.next_measure is not None or benefit.realised is not None for benefit in live):
        return Dimension("benefits", "G", "measures on time")
    return Dimension("benefits", "", "no measure planned" if live else "no benefit of its own")


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
