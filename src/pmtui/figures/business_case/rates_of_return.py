"""This file finds every internal rate of return of flows."""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from typing import Final

from pmtui.figures.business_case.bracketed_root import root_between, value_and_slope
from pmtui.figures.business_case.positive_roots import isolated_roots

_TOLERANCE: Final = Decimal("1e-9")
"""Most of NPV(IRR) as a share of the sum of all flows without their signs."""
_FIRST_DIGITS: Final = 50
_MOST_DIGITS: Final = 6400


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


def _rate(flows: Sequence[int], squarefree: Sequence[int], low: Decimal, high: Decimal) -> Decimal:
    """The rate of the one root between two values of v, in as many digits as it takes."""
    allowed = _TOLERANCE * sum(map(abs, flows))
    digits = _FIRST_DIGITS
    while True:
        with localcontext(Context(prec=digits)):
            rate = 1 / root_between(squarefree, low, high, Decimal(10) ** (8 - digits)) - 1
            left, _ = value_and_slope(flows, 1 / (1 + rate))
            if abs(left) <= allowed or digits >= _MOST_DIGITS:
                return rate
        digits *= 2
