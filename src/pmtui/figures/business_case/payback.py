"""This file says after how many periods what was paid out is back."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from pmtui.figures.business_case.flows import EXACT, Answer, undefined


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
            return undefined("nothing is paid out" if net else "it has no flows")
        last = below[-1]
        if last == len(net) - 1:
            return undefined("it does not pay back within its flows")
        return Answer(last - balances[last] / amounts[last + 1])
