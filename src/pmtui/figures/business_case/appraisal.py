"""This file appraises one version of a business case: every figure of it, each with its reason."""

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

import msgspec

from pmtui.figures.business_case.flows import (
    EXACT,
    Answer,
    Flow,
    costs_and_benefits,
    to_minor_units,
    undefined,
)
from pmtui.figures.business_case.modified_return import modified_rate
from pmtui.figures.business_case.payback import payback
from pmtui.figures.business_case.present_value import (
    benefit_cost_ratio,
    net_present_value,
    present_value,
    profitability_index,
    return_on_investment,
)
from pmtui.figures.business_case.rates_of_return import internal_rates
from pmtui.figures.business_case.waiting_flows import forecast_period, waits
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.model.benefits.cases import CASES, CASH_FLOWS, PERIODS_A_YEAR, BusinessCase, CashFlow
from pmtui.model.benefits.discount_rates import discount_factors, rate_steps
from pmtui.model.entities.entity import Money, money_of

_OWN: Final = frozenset({CASES.name, CASH_FLOWS.name, "components", "rates", "policy"})
"""The tables that a case is appraised from whose flows wait for no milestone."""
READS: Final = _OWN | PLANNED_FROM
"""The tables that a case is appraised from."""
CONVENTION: Final = "the flow of period 0 is today's and is not discounted"
"""How its flows are discounted, for every face that shows an NPV."""


class Appraisal(msgspec.Struct, frozen=True, kw_only=True):
    """What a case comes to; amounts are in minor units of one currency."""

    currency: str = ""
    reason: str = ""
    """Why nothing can be worked out; empty where it can."""
    costs: tuple[int, ...] = ()
    """By period, from period 0 on."""
    benefits: tuple[int, ...] = ()
    factors: tuple[Decimal, ...] = ()
    left_out: int = 0
    """Flows beyond the horizon or before the start, which do not count."""
    per_year: int = 1
    rates: tuple[Decimal, ...] = ()
    """Every internal rate of return a year, as a share, the lowest first."""

    @property
    def net(self) -> tuple[int, ...]:
        """Benefits less costs by period."""
        pairs = zip(self.benefits, self.costs, strict=True)
        return tuple(benefit - cost for benefit, cost in pairs)

    def money(self, answer: Answer) -> Money | None:
        """An amount in minor units as money, rounded half up; None where there is none."""
        return None if answer.value is None else Money(to_minor_units(answer.value), self.currency)

    def worth(self, amounts: tuple[int, ...]) -> Answer:
        """What amounts by period are worth today."""
        if self.reason or not self.net:
            return undefined(self.reason or "it has no flows")
        return Answer(present_value(amounts, self.factors))

    @property
    def npv(self) -> Answer:
        """Net present value in minor units."""
        return undefined(self.reason) if self.reason else net_present_value(self.net, self.factors)

    @property
    def irr(self) -> Answer:
        """The internal rate of return a year, where there is exactly one."""
        if self.reason or not self.net:
            return undefined(self.reason or "it has no flows")
        if len(self.rates) == 1:
            return Answer(self.rates[0])
        if not self.rates:
            return undefined("no rate makes its flows worth nothing")
        named = ", ".join(percent_text(rate) for rate in self.rates)
        return undefined(f"it has {len(self.rates)}: {named}")

    @property
    def mirr(self) -> Answer:
        """The modified rate a year; both paid and gained at the case's own discount rate."""
        return (
            undefined(self.reason)
            if self.reason
            else self._a_year(modified_rate(self.net, self.factors, self.factors))
        )

    @property
    def bcr(self) -> Answer:
        """Benefit-cost ratio."""
        if self.reason:
            return undefined(self.reason)
        return benefit_cost_ratio(self.costs, self.benefits, self.factors)

    @property
    def profitability(self) -> Answer:
        """Profitability index."""
        if self.reason:
            return undefined(self.reason)
        return profitability_index(self.net, self.factors)

    @property
    def roi(self) -> Answer:
        """Return on investment, not discounted, as a share."""
        if self.reason:
            return undefined(self.reason)
        return return_on_investment(self.costs, self.benefits)

    def years_to_payback(self, *, discounted: bool) -> Answer:
        """Years until what was paid out is back."""
        if self.reason:
            return undefined(self.reason)
        answer = payback(self.net, self.factors if discounted else None)
        if answer.value is None:
            return answer
        return Answer(answer.value / self.per_year)

    def _a_year(self, rate: Answer) -> Answer:
        return rate if rate.value is None else Answer(yearly(rate.value, self.per_year))


def appraisal_of(figures: Figures, case: BusinessCase) -> Appraisal:
    """What a case comes to, kept with the sheet until an edit may have changed it.

    One whose flows wait for a milestone follows from the plan of any component, and is not kept.
    """
    if waits(figures, case):
        return appraised(figures, case)
    return kept_per_component(figures, case.component, _appraisals, _OWN)[case.id]


def flows_of(figures: Figures, case: BusinessCase) -> list[tuple[int, CashFlow]]:
    """The flows of a case that have not been put away, each with its period and in that order."""
    rows = figures.workspace.rows_by(CashFlow, "case", case.id)
    placed = [(forecast_period(figures, case, row), row) for row in rows if not row.archived]
    return sorted(placed, key=lambda pair: (pair[0], pair[1].id))


def minor_units(figures: Figures, money: Money | None, currency: str) -> int:
    """An amount in minor units of a currency, at today's rate, rounded half up."""
    if money is None or money.currency == currency:
        return money.amount if money is not None else 0
    worth = figures.rates.worth.get(money.currency)
    return 0 if worth is None else money_of(money.decimal * worth, currency).amount


def appraised(figures: Figures, case: BusinessCase) -> Appraisal:
    """What a case comes to.

    Amounts of several currencies are each converted at today's rates and rounded half up to the
    minor unit of the base currency, then added.
    """
    rates = figures.rates
    placed = flows_of(figures, case)
    counted = [(period, row) for period, row in placed if 0 <= period <= (case.horizon or period)]
    amounts = [money for _, row in counted for money in (row.cost, row.benefit) if money]
    currencies = sorted({money.currency for money in amounts})
    currency = currencies[0] if len(currencies) == 1 else rates.base
    missing = [code for code in currencies if code not in rates.worth]
    if missing and len(currencies) > 1:
        return Appraisal(reason=f"no rate from {', '.join(missing)} to {rates.base}")

    lines = [
        Flow(
            period,
            minor_units(figures, row.cost, currency),
            minor_units(figures, row.benefit, currency),
        )
        for period, row in counted
    ]
    costs, benefits = costs_and_benefits(lines)
    per_year = PERIODS_A_YEAR[case.period]
    net = tuple(gain - cost for gain, cost in zip(benefits, costs, strict=True))
    return Appraisal(
        currency=currency,
        costs=costs,
        benefits=benefits,
        factors=discount_factors(rate_steps(case.discount_rate), per_year, len(net)),
        left_out=len(placed) - len(counted),
        per_year=per_year,
        rates=tuple(yearly(rate, per_year) for rate in _rates(net)),
    )


_rates = lru_cache(maxsize=64)(internal_rates)
"""Every rate of flows, found once for the same ones."""


def yearly(rate: Decimal, per_year: int) -> Decimal:
    """A rate a period as a rate a year: (1 + rate) ^ periods - 1."""
    with localcontext(EXACT):
        return (1 + rate) ** per_year - 1


def percent_text(share: Decimal) -> str:
    """A share as percent with two decimals: `28.09 %`."""
    return f"{share * 100:.2f} %"


def _appraisals(figures: Figures, component: int) -> dict[int, Appraisal]:
    """Every case of a component, by id."""
    return {
        case.id: appraised(figures, case)
        for case in figures.workspace.rows_by(BusinessCase, "component", component)
        if not waits(figures, case)
    }
