"""This file works out what flows are worth today, and the ratios that follow from that.

The flow of period 0 is today's and is not discounted (spreadsheets' NPV() counts the first value
as the end of period 1). Formulas: HM Treasury, The Green Book.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from pmtui.figures.business_case.flows import Answer, undefined
from pmtui.model.benefits.discount_rates import EXACT

_NO_FLOWS = "it has no flows"


def present_value(amounts: Sequence[int], factors: Sequence[Decimal]) -> Decimal:
    """The sum of amounts by period, in minor units, each times the factor of its period."""
    with localcontext(EXACT):
        pairs = zip(amounts, factors, strict=False)
        return sum((amount * factor for amount, factor in pairs), Decimal(0))


def net_present_value(net: Sequence[int], factors: Sequence[Decimal]) -> Answer:
    """NPV = sum of CF_t / (1 + r)^t, in minor units.

    Args:
        net: benefits less costs by period, today's first.
        factors: the discount factor of each period.
    """
    return Answer(present_value(net, factors)) if net else undefined(_NO_FLOWS)


def benefit_cost_ratio(
    costs: Sequence[int], benefits: Sequence[int], factors: Sequence[Decimal]
) -> Answer:
    """BCR = PV(benefits) / PV(costs)."""
    return _ratio(present_value(benefits, factors), present_value(costs, factors), "costs nothing")


def profitability_index(net: Sequence[int], factors: Sequence[Decimal]) -> Answer:
    """PI = 1 + NPV / I0, where I0 is what is paid out in period 0, net."""
    outlay = -net[0] if net else 0
    if outlay <= 0:
        return undefined("nothing is paid out in period 0")
    with localcontext(EXACT):
        return Answer(1 + present_value(net, factors) / outlay)


def return_on_investment(costs: Sequence[int], benefits: Sequence[int]) -> Answer:
    """ROI = (benefits - costs) / costs, not discounted, as a share."""
    paid = sum(costs)
    return _ratio(Decimal(sum(benefits) - paid), Decimal(paid), "costs nothing")


def payback(net: Sequence[int], factors: Sequence[Decimal] | None = None) -> Answer:
    """Periods until what was paid out is back for good.

    The last period that ends below nothing, and the part of the next inflow that fills it.

    Args:
        net: benefits less costs by period, today's first.
        factors: the discount factor of each period, for the discounted payback.
    """
    with localcontext(EXACT):
        amounts = [Decimal(amount) for amount in net]
        if factors is not None:
            amounts = [a * factor for a, factor in zip(amounts, factors, strict=False)]
        balance, balances = Decimal(0), list[Decimal]()
        for amount in amounts:
            balance += amount
            balances.append(balance)
        below = [period for period, reached in enumerate(balances) if reached < 0]
        if not below:
            return undefined("nothing is paid out" if net else _NO_FLOWS)
        last = below[-1]
        if last == len(net) - 1:
            return undefined("it does not pay back within its flows")
        return Answer(last - balances[last] / amounts[last + 1])


def _ratio(top: Decimal, bottom: Decimal, otherwise: str) -> Answer:
    if bottom <= 0:
        return undefined(f"it {otherwise}")
    with localcontext(EXACT):
        return Answer(top / bottom)
