"""This file finds every internal rate of return of flows, and the modified one."""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from typing import Final

from pmtui.figures.business_case.flows import EXACT, Answer, undefined
from pmtui.figures.business_case.positive_roots import isolated_roots

_TOLERANCE: Final = Decimal("1e-9")
"""Most of NPV(IRR) as a share of the sum of all flows without their signs."""
_FIRST_DIGITS: Final = 50
_MOST_DIGITS: Final = 6400
_STEPS: Final = 5000


def internal_rates(net: Sequence[int]) -> tuple[Decimal, ...]:
    """Every rate a period, above -100 %, at which flows are worth nothing; the lowest first.

    With v = 1 / (1 + r) the NPV is a polynomial of v, and its positive roots are counted exactly
    (Descartes' rule; by bisection where there are several changes of sign), so that none is missed
    and none invented. At each rate |NPV| is at most 1e-9 of the sum of the flows without signs.

    Args:
        net: benefits less costs by period in minor units, today's first.
    """
    first = next((at for at, amount in enumerate(net) if amount), len(net))
    flows = list(net[first:])
    while flows and not flows[-1]:
        flows.pop()
    rates = (_rate(flows, root.polynomial, root.low, root.high) for root in isolated_roots(flows))
    return tuple(sorted(rates))


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


def _rate(flows: Sequence[int], squarefree: Sequence[int], low: Decimal, high: Decimal) -> Decimal:
    """The rate of the one root between two values of v, in as many digits as it takes."""
    allowed = _TOLERANCE * sum(map(abs, flows))
    digits = _FIRST_DIGITS
    while True:
        with localcontext(Context(prec=digits)):
            rate = 1 / _root(squarefree, low, high, Decimal(10) ** (8 - digits)) - 1
            left, _ = _value_and_slope(flows, 1 / (1 + rate))
            if abs(left) <= allowed or digits >= _MOST_DIGITS:
                return rate
        digits *= 2


def _root(
    polynomial: Sequence[int], low: Decimal, high: Decimal, smallest_step: Decimal
) -> Decimal:
    """The root between two bounds: Newton's steps, and a halving where one leads out of them."""
    if low == high:
        return +low
    rising = _value_and_slope(polynomial, high)[0] > 0
    at = (low + high) / 2
    for _ in range(_STEPS):
        value, slope = _value_and_slope(polynomial, at)
        if not value:
            return at
        if (value > 0) == rising:
            high = at
        else:
            low = at
        following = at - value / slope if slope else low
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - at) <= smallest_step * abs(at):
            return following
        at = following
    return at


def _value_and_slope(coefficients: Sequence[int], at: Decimal) -> tuple[Decimal, Decimal]:
    """A polynomial and its derivative, by Horner's scheme; the constant is first."""
    value = slope = Decimal(0)
    for coefficient in reversed(coefficients):
        slope = slope * at + value
        value = value * at + coefficient
    return value, slope
