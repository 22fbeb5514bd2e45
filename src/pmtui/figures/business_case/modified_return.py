"""This file works out the modified internal rate of return of flows."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from pmtui.figures.business_case.flows import EXACT, Answer, undefined


def modified_rate(
    net: Sequence[int], finance: Sequence[Decimal], grown: Sequence[Decimal]
) -> Answer:
    """MIRR a period = (FV(inflows) / PV(outflows)) ^ (1 / n) - 1.

    Args:
        net: benefits less costs by period, today's first.
        finance: the discount factor of each period for what is paid out.
        grown: the same at which what comes in is put to use until the last period.
    """
    paid = [-amount if amount < 0 else 0 for amount in net]
    gained = [max(0, amount) for amount in net]
    periods = len(net) - 1
    if periods < 1 or not any(paid) or not any(gained):
        return undefined("it takes money paid out and money that comes in")
    with localcontext(EXACT):
        worth = sum(amount * grown[at] for at, amount in enumerate(gained)) / grown[periods]
        cost = sum(amount * finance[at] for at, amount in enumerate(paid))
        return Answer((worth / cost) ** (1 / Decimal(periods)) - 1)
