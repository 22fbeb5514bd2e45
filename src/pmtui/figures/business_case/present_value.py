"""This file works out what flows are worth today, and the ratios that follow from that.

The flow of period 0 is today's and is not discounted (spreadsheets' NPV() counts the first value
as the end of period 1). Formulas: HM Treasury, The Green Book.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from pmtui.figures.business_case.flows import EXACT, Answer, undefined

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


def _ratio(top: Decimal, bottom: Decimal, otherwise: str) -> Answer:
    if bottom <= 0:
        return undefined(f"it {otherwise}")
    with localcontext(EXACT):
        return Answer(top / bottom)
