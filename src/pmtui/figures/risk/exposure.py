"""This file scores risks, says where they count, and adds up what they cost (DOMAIN 2.6)."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from typing import Final

import msgspec

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, Rates, amount_of
from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import Policy
from pmtui.model.entities.registers import ISSUES, Issue
from pmtui.model.entities.risks import RISKS, Level, Risk, RiskKind
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, has_ended
from pmtui.model.workspace.workspace import Workspace

STEPS: Final = 5
"""Steps of the probability and impact scales."""
_ORDER: Final[tuple[Level | None, ...]] = (None, "L", "M", "H")
_OF_PRIORITY: Final[dict[int, Level]] = {1: "H", 2: "M", 3: "L", 4: "L"}


class Scales:
    """The policy's scales read once: scores, levels and chances by step.

    A scale or threshold that is not a number leaves what needs it undefined.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.high: Final = _number(policy.high_score)
        self.moderate: Final = _number(policy.moderate_score)
        self.major: Final = _number(policy.major_score)

    @cached_property
    def scores(self) -> dict[tuple[int, int], Decimal]:
        """Score by (probability step, impact step)."""
        unit = Decimal(1).scaleb(-self.policy.score_places)
        table: dict[tuple[int, int], Decimal] = {}
        for p, probability in enumerate(map(_number, self.policy.probability_scale), 1):
            for i, impact in enumerate(map(_number, self.policy.impact_scale), 1):
                if probability is not None and impact is not None:
                    table[p, i] = (probability * impact).quantize(unit, ROUND_HALF_UP)
        return table

    def score(self, risk: Risk) -> Decimal | None:
        """P x I, with I the highest impact over the objectives (PMBOK 6, 11.3).

        Unit: points of the policy's scales, rounded half up to its places. Undefined while the
        probability or every impact is unrated. Scores are ordinal: never add them.
        """
        return self.scores.get((risk.probability, impact_of(risk)))

    def residual(self, risk: Risk) -> Decimal | None:
        """P x I as expected after the response; undefined while it is unrated."""
        return self.scores.get((risk.residual_probability, risk.residual_impact))

    def level(self, score: Decimal | None) -> Level | None:
        """High, moderate or low by the policy's thresholds; None for no score."""
        if score is None or self.high is None or self.moderate is None:
            return None
        if score >= self.high:
            return "H"
        return "M" if score >= self.moderate else "L"

    def is_major(self, risk: Risk) -> bool:
        """Whether the score reaches the level from which the program manager sees it."""
        score = self.score(risk)
        return score is not None and self.major is not None and score >= self.major

    def chance(self, risk: Risk) -> int | None:
        """The probability step in percent, by the policy; None while unrated."""
        percents = self.policy.probability_percent
        return percents[risk.probability - 1] if 0 < risk.probability <= len(percents) else None

    def emv(self, risk: Risk) -> Money | None:
        """EMV = p x impact in money; threats negative, opportunities positive (PMBOK 6, 11.4).

        Undefined without a money impact or a probability.
        """
        chance = self.chance(risk)
        if risk.money_impact is None or chance is None:
            return None
        sign = -1 if risk.kind == "threat" else 1
        impact = Money(sign * abs(risk.money_impact.amount), risk.money_impact.currency)
        return expected(impact, chance)


def impact_of(risk: Risk) -> int:
    """The highest impact step over the objectives; 0 while none is rated."""
    return max(risk.impact_cost, risk.impact_time, risk.impact_scope, risk.impact_quality)


def expected(amount: Money, percent: int) -> Money:
    """An amount times its chance in percent, rounded half away from zero to the minor unit."""
    sign = -1 if amount.amount < 0 else 1
    return Money(sign * ((2 * abs(amount.amount) * percent + 100) // 200), amount.currency)


def is_open(risk: Risk) -> bool:
    """Whether a risk can still happen and is still looked after."""
    return not risk.archived and risk.state not in RISKS.ended_states


class Exposure(msgspec.Struct, frozen=True):
    """What a set of risks is expected to cost and to bring."""

    threats: Amount = NO_AMOUNT
    """Sum of the EMV of threats, negative; of those that have occurred the whole impact."""
    opportunities: Amount = NO_AMOUNT
    net: Amount = NO_AMOUNT
    unknown: int = 0
    """Risks left out because they have no money impact or no probability."""


def exposure_of(
    risks: Iterable[Risk], scales: Scales, rates: Rates, happened: Iterable[Risk] = ()
) -> Exposure:
    """The EMV of open risks added up per kind; a sum across currencies needs their rates.

    Args:
        risks: of which the open ones count.
        scales: the policy's.
        rates: to add money of several currencies.
        happened: threats that have occurred and are not over: what was a chance is certain.
    """
    sums: dict[RiskKind, list[Money]] = {"threat": [], "opportunity": []}
    unknown = 0
    values = [(risk.kind, scales.emv(risk)) for risk in risks if is_open(risk)]
    values += [(risk.kind, _whole(risk)) for risk in happened]
    for kind, value in values:
        if value is None:
            unknown += 1
        else:
            sums[kind].append(value)
    threats, opportunities = sums["threat"], sums["opportunity"]
    both = threats + opportunities
    return Exposure(
        amount_of(threats, len(threats), rates),
        amount_of(opportunities, len(opportunities), rates),
        amount_of(both, len(both), rates),
        unknown,
    )


def _whole(threat: Risk) -> Money | None:
    money = threat.money_impact
    return Money(-abs(money.amount), money.currency) if money is not None else None


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


class UnresolvedIssue(msgspec.Struct, frozen=True):
    """Something bad that has happened and is not dealt with yet: an issue, or a threat without."""

    table: str
    """`issues`, or `risks` for a threat that occurred and has no issue."""
    id: int
    level: Level | None
    """At least the level of the threat it was; None while nobody has rated it."""
    is_bare: bool
    """Whether it, or the threat it was, has no owner, or the threat had no response."""
    risk: int = 0
    """The threat it was; 0 where it was none."""


def answering_component(workspace: Workspace, risk: Risk) -> int:
    """The component in which a risk counts: its own, or while it is escalated the one above.

    Where that one is archived or has ended nobody there answers, so it counts in its own.
    """
    if risk.state != "escalated" or not risk.escalated_to:
        return risk.component
    above = workspace.components.get(risk.escalated_to)
    if above is None or above.archived or above.state in ENDED_COMPONENT_STATES:
        return risk.component
    return above.id


def risks_for(workspace: Workspace, component: int) -> Iterator[Risk]:
    """The risks that count in a component; each counts in one."""
    risks = workspace.risks
    for risk_id in workspace.ids_by("risks", "component", component):
        if answering_component(workspace, risks[risk_id]) == component:
            yield risks[risk_id]
    for risk_id in workspace.ids_by("risks", "escalated_to", component):
        risk = risks[risk_id]
        if risk.component != component and answering_component(workspace, risk) == component:
            yield risk


def occurred_threats_in(workspace: Workspace, component: int) -> Iterator[Risk]:
    """The threats of a component that have occurred and are not over.

    One is over when it is closed or archived, or when every issue it became is resolved.
    """
    for risk_id in workspace.ids_by("risks", "component", component):
        risk = workspace.risks[risk_id]
        if risk.kind == "threat" and risk.state == "occurred" and not risk.archived:
            issues = _issues_of(workspace, risk_id)
            if not issues or any(map(_is_unresolved, issues)):
                yield risk


def is_unrecorded(workspace: Workspace, risk: Risk) -> bool:
    """Whether a threat has occurred without an issue that stands for it."""
    occurred = risk.kind == "threat" and risk.state == "occurred" and not risk.archived
    return occurred and not workspace.ids_by(ISSUES.name, "from_risk", risk.id)


def unresolved_issues_in(
    workspace: Workspace, component: int, scales: Scales
) -> Iterator[UnresolvedIssue]:
    """What has happened in a component and is not over; each counts once.

    An issue is rated as a risk of which both steps are its severity would be, or by its priority
    while it has none, and no lower than the threat it was. One that came from an opportunity is
    not bad news and is left out.
    """
    for issue in workspace.rows_by(Issue, "component", component):
        risk = workspace.risks.get(issue.from_risk)
        if issue.archived or not _is_unresolved(issue):
            continue
        if risk is None:
            yield UnresolvedIssue(ISSUES.name, issue.id, _level(issue, scales), not issue.owner)
        elif risk.kind == "threat":
            level = max(_level(issue, scales), scales.level(scales.score(risk)), key=_ORDER.index)
            is_bare = not issue.owner or _is_bare(risk)
            yield UnresolvedIssue(ISSUES.name, issue.id, level, is_bare, risk.id)
    for risk in occurred_threats_in(workspace, component):
        issues = _issues_of(workspace, risk.id)
        if not any(_is_unresolved(issue) and not issue.archived for issue in issues):
            level = scales.level(scales.score(risk))
            yield UnresolvedIssue("risks", risk.id, level, _is_bare(risk), risk.id)


def _is_bare(risk: Risk) -> bool:
    return not risk.owner or not risk.response


def _level(issue: Issue, scales: Scales) -> Level | None:
    if not 0 < issue.severity <= STEPS:
        return _OF_PRIORITY.get(issue.priority)
    return scales.level(scales.scores.get((issue.severity, issue.severity)))


def _issues_of(workspace: Workspace, risk: int) -> list[Issue]:
    return list(workspace.rows_by(Issue, "from_risk", risk))


def _is_unresolved(issue: Issue) -> bool:
    return not has_ended(issue)
