"""This file compares what components have come to with the tolerances that were agreed for them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.benefits.profile import READS as BENEFITS_READ
from pmtui.figures.benefits.profile import measured
from pmtui.figures.components.schedule_rating import days_past_promise
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.costs.position import BUDGETED_FROM
from pmtui.figures.risk.exposure import exposure_of, is_open
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import RATINGS_FROM, Figures
from pmtui.model.benefits.requirements import (
    ACCEPTANCES,
    REQUIREMENTS,
    Acceptance,
    Requirement,
    newest_verdicts,
)
from pmtui.model.entities.entity import Money, is_archived, title_of
from pmtui.model.entities.registers import Issue
from pmtui.model.governance.bodies import TOLERANCE_LIMITS, TOLERANCES, Tolerance, ToleranceKind
from pmtui.model.realisation.live_benefits import is_live
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, has_ended

_PERCENT: Final = 100


class Departure(msgspec.Struct, frozen=True):
    """How far a component has gone from what was agreed, beside a tolerance."""

    tolerance: Tolerance
    text: str
    """How far it is, and the limit: `12 d of at most 10 d`; or why nobody knows."""
    is_exceeded: bool = False
    over: int = 0
    """How far over the limit, in its unit; orders departures of one kind."""
    table: str = "components"
    """What it is about: the component, or the risk or benefit of it that departs the most."""
    id: int = 0


_Measure = Callable[[Figures, int, Tolerance], Iterator[Departure]]


def departures(figures: Figures, component: int) -> Iterator[Departure]:
    """Each tolerance that holds for a component beside what it has come to.

    Those of the nearest component count that has any of a kind; else those of the store.

    Args:
        figures: of the workspace.
        component: its id; of one that has ended nothing is asked.
    """
    row = figures.workspace.components.get(component)
    if row is None or row.state in ENDED_COMPONENT_STATES:
        return
    for tolerance in figures.workspace.rows_by(Tolerance, "component", component):
        if not tolerance.archived and not _limits(tolerance):
            fields = ", ".join(TOLERANCE_LIMITS[tolerance.kind])
            yield _unknown(tolerance, component, f"{tolerance.key} says no limit ({fields})")
    for tolerance in tolerances_for(figures, component):
        yield from _MEASURES[tolerance.kind](figures, component, tolerance)


def tolerances_for(figures: Figures, component: int) -> Iterator[Tolerance]:
    """The tolerances that hold for a component today, by kind, as far as they have a limit."""
    workspace = figures.workspace
    live: dict[ToleranceKind, dict[int, list[Tolerance]]] = {}
    for tolerance in workspace.rows_of(Tolerance).values():
        begun = tolerance.since is None or tolerance.since <= figures.today
        if begun and not tolerance.archived and _limits(tolerance):
            places = live.setdefault(tolerance.kind, {})
            places.setdefault(tolerance.component, []).append(tolerance)
    path = (component, *workspace.ancestors(component), 0) if live else ()
    for kind in _MEASURES:
        nearest = next((place for place in path if place in live.get(kind, {})), None)
        if nearest is not None:
            yield from live[kind][nearest]


def _limits(tolerance: Tolerance) -> bool:
    """Whether a tolerance says a limit of its kind."""
    fields = TOLERANCE_LIMITS[tolerance.kind]
    return any(getattr(tolerance, field) is not None for field in fields)


def exceeded(figures: Figures, component: int) -> list[Departure]:
    """The departures of a component that are beyond what is tolerated."""
    return [departure for departure in departures(figures, component) if departure.is_exceeded]


def unraised(figures: Figures, component: int) -> Iterator[Departure]:
    """What is exceeded and has not been handed up: no open issue of the component has its mark."""
    beyond = exceeded(figures, component) if figures.workspace.rows_of(Tolerance) else []
    if not beyond:
        return
    issues = figures.workspace.rows_by(Issue, "component", component)
    marks = {mark for row in issues if not row.archived and not has_ended(row) for mark in row.tags}
    for departure in beyond:
        if departure.table != "components" or exception_mark(departure) not in marks:
            yield departure


def exception_mark(departure: Departure) -> str:
    """The tag of an issue that hands up a departure: `time-exception`."""
    return f"{departure.tolerance.kind}-exception"


def _compared(
    tolerance: Tolerance,
    value: Decimal | int,
    limit: int,
    unit: str,
    *,
    at: tuple[str, int],
    words: str = "",
) -> Departure:
    """A number beside its limit; it is rounded up, so that what is over looks so."""
    shown = Decimal(value).quantize(Decimal("0.1"), ROUND_CEILING).normalize()
    text = f"{shown:f}{unit} of at most {limit}{unit}{words}"
    return Departure(tolerance, text, value > limit, max(0, int(value) - limit), *at)


def _unknown(tolerance: Tolerance, component: int, why: str) -> Departure:
    return Departure(tolerance, f"not known: {why}", table="components", id=component)


def _time(figures: Figures, component: int, tolerance: Tolerance) -> Iterator[Departure]:
    """Calendar days that it is planned, or already is, past its baseline or promised finish."""
    rollup, row = figures.rollup(component), figures.workspace.components[component]
    past = days_past_promise(row, rollup, figures.today)
    if rollup.slip is None and rollup.margin is None and not past:
        yield _unknown(tolerance, component, "it has no baseline and no agreed finish")
        return
    days = max(rollup.slip or 0, -(rollup.margin or 0), past)
    yield _compared(tolerance, days, tolerance.days or 0, " d", at=("components", component))


def _cost(figures: Figures, component: int, tolerance: Tolerance) -> Iterator[Departure]:
    """Forecast less current budget, in percent of it and in money."""
    money, at = figures.money(component), ("components", component)
    budget, forecast = money.budget.value, money.forecast.value
    worth = in_currency(forecast, budget.currency, figures.rates) if budget and forecast else None
    if budget is None or worth is None:
        yield _unknown(tolerance, component, "its budget or its forecast is undefined")
        return
    over = worth - budget
    if tolerance.percent is not None and budget.amount > 0:
        percent = max(Decimal(0), Decimal(over.amount * _PERCENT) / budget.amount)
        yield _compared(tolerance, percent, tolerance.percent, " %", at=at)
    if tolerance.amount is not None:
        yield _of_money(figures, over, tolerance, tolerance.amount, component)


def _of_money(
    figures: Figures, value: Money, tolerance: Tolerance, limit: Money, component: int
) -> Departure:
    """An amount beside its limit, in the currency of that."""
    worth = in_currency(value, limit.currency, figures.rates)
    if worth is None:
        why = f"no rate from {value.currency} to {limit.currency}"
        return _unknown(tolerance, component, why)
    text = f"{_amount(worth)} of at most {_amount(limit)}"
    over = worth.amount - limit.amount
    return Departure(tolerance, text, over > 0, max(0, over), "components", component)


def _scope(figures: Figures, component: int, tolerance: Tolerance) -> Iterator[Departure]:
    """Requirements that were dropped, or are past their day."""
    rows = figures.workspace.rows_by(Requirement, "component", component)
    missed = sum(
        row.state == "dropped"
        or (row.due is not None and row.due < figures.today and not has_ended(row))
        for row in rows
        if not row.archived
    )
    at = ("components", component)
    yield _compared(
        tolerance, missed, tolerance.count or 0, "", at=at, words=" requirements dropped or late"
    )


def _quality(figures: Figures, component: int, tolerance: Tolerance) -> Iterator[Departure]:
    """Deliverables of which the newest verdict is a rejection."""
    last = newest_verdicts(figures.workspace.rows_by(Acceptance, "component", component))
    rejected = sum(
        row.verdict == "rejected" and not is_archived(figures.workspace.tasks[task])
        for task, row in last.items()
        if task in figures.workspace.tasks
    )
    at = ("components", component)
    yield _compared(
        tolerance, rejected, tolerance.count or 0, "", at=at, words=" deliverables rejected"
    )


def _benefit(figures: Figures, component: int, tolerance: Tolerance) -> Iterator[Departure]:
    """Percent of the way from baseline to target that a benefit is short of its profile."""
    for benefit in figures.benefits_in(component):
        if not is_live(benefit):
            continue
        standing = measured(figures, benefit)
        variance = standing.variance.value
        if standing.attainment.value is None or variance is None:
            continue  # not measured, or baseline and target are no way that can be gone
        way = abs(Decimal(benefit.target) - Decimal(benefit.baseline))
        short, at = max(Decimal(0), -variance * _PERCENT / way), ("benefits", benefit.id)
        yield _compared(
            tolerance, short, tolerance.percent or 0, " %", at=at, words=" behind its profile"
        )


def _risk(figures: Figures, component: int, tolerance: Tolerance) -> Iterator[Departure]:
    """Threats of too high a score that nobody has handed up, and what all are expected to cost."""
    risks = tuple(figures.risks_for(component))
    if tolerance.count is not None:
        for risk in risks:
            score = figures.scales.score(risk)
            is_here = risk.component == component and risk.state != "escalated"
            if risk.kind == "threat" and is_open(risk) and score is not None and is_here:
                yield _compared(
                    tolerance, score, tolerance.count, "", at=("risks", risk.id), words=" points"
                )
    if tolerance.amount is not None:
        threats = exposure_of(risks, figures.scales, figures.rates).threats
        value = threats.value or Money(0, tolerance.amount.currency)
        cost = Money(-value.amount, value.currency)
        yield _of_money(figures, cost, tolerance, tolerance.amount, component)


_MEASURES: Final[Mapping[ToleranceKind, _Measure]] = MappingProxyType(
    {
        "time": _time,
        "cost": _cost,
        "scope": _scope,
        "quality": _quality,
        "benefit": _benefit,
        "risk": _risk,
    }
)
"""What works out how far a component is from what was agreed, by the kind of the tolerance."""


def _amount(money: Money) -> str:
    return f"{money.decimal:,} {money.currency}"


def _inputs(figures: Figures, component: int) -> Iterable[Input]:
    for below in figures.live_subtree(component):
        for departure in exceeded(figures, below):
            row = figures.workspace.get(departure.table, departure.id)
            name = f"{row.key} {title_of(row)}" if row is not None else "gone"
            yield Input(f"{name}: {departure.tolerance.kind}", departure.text)
    yield Input("tolerances", len(figures.workspace.rows_of(Tolerance)))


FIGURES: Final = (
    Figure(
        id="exceptions",
        table="components",
        title="tolerances exceeded",
        short="exceptions",
        help="departures from what was agreed that are more than is tolerated",
        kind="number",
        unit="departures",
        formula="departures beyond their tolerance, of it and all below it",
        source="PRINCE2, manage by exception; PMI Standard for Program Management 4e",
        undefined="never: 0 where the store has no tolerance",
        reads=BUDGETED_FROM
        | BENEFITS_READ
        | RATINGS_FROM
        | {TOLERANCES.name, REQUIREMENTS.name, ACCEPTANCES.name},
        read=lambda figures: (
            lambda component: sum(
                len(exceeded(figures, below)) for below in figures.live_subtree(component.id)
            )
        ),
        inputs=_inputs,
    ),
)
"""What is known of the tolerances of a component."""
