"""This file counts and separates the positive roots of a polynomial exactly, in whole numbers.

Vincent, Collins and Akritas: the roots between two bounds are halved apart until Descartes' rule
of signs says of each piece that it holds one root or none.
"""

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import accumulate, pairwise

import msgspec

from pmtui.figures.business_case.squarefree import Coefficients, squarefree_part


class IsolatedRoot(msgspec.Struct, frozen=True):
    """Bounds between which a polynomial has one root, which is simple."""

    polynomial: tuple[int, ...]
    low: Decimal
    high: Decimal
    """Equal to `low` where the root is known exactly."""


def isolated_roots(coefficients: Coefficients) -> Iterator[IsolatedRoot]:
    """Each positive root once, whatever its multiplicity, in rising order.

    Args:
        coefficients: the constant first; neither it nor the last one is 0.
    """
    changes = sign_changes(coefficients)
    if not changes:
        return
    squarefree = tuple(coefficients) if changes == 1 else squarefree_part(coefficients)
    exponent = _bound(squarefree)
    scaled = _scaled(squarefree, exponent)
    unit = Fraction(2) ** exponent
    for low, high in _between_0_and_1(scaled):
        yield IsolatedRoot(squarefree, _decimal(low * unit), _decimal(high * unit))


def sign_changes(coefficients: Coefficients) -> int:
    """How often the sign changes along the coefficients; zeros are passed over."""
    signs = [coefficient > 0 for coefficient in coefficients if coefficient]
    return sum(before != after for before, after in pairwise(signs))


def _between_0_and_1(coefficients: Coefficients) -> Iterator[tuple[Fraction, Fraction]]:
    """Bounds of each root above 0 and below 1, in rising order."""
    waiting = [(list(coefficients), Fraction(0), Fraction(1))]
    while waiting:
        piece, low, high = waiting.pop()
        if low == high:
            yield low, high
            continue
        changes = sign_changes(_shifted(piece[::-1]))
        if changes == 1:
            yield low, high
        elif changes > 1:
            middle = (low + high) / 2
            degree = len(piece) - 1
            left = [value << (degree - at) for at, value in enumerate(piece)]
            right = _shifted(left)
            waiting.append((right, middle, high))
            if not right[0]:
                waiting[-1] = (right[1:], middle, high)
                waiting.append(([0], middle, middle))
            waiting.append((left, low, middle))


def _shifted(coefficients: Coefficients) -> list[int]:
    """The polynomial of x + 1: Taylor's shift, by sums of sums."""
    falling = list(reversed(coefficients))
    shifted: list[int] = []
    while falling:
        falling = [*accumulate(falling)]
        shifted.append(falling.pop())
    return shifted


def _bound(coefficients: Coefficients) -> int:
    """An exponent of 2 above every positive root.

    Kioustelidis: 2 * max (|a_k| / a_n)^(1 / (n - k)) over the coefficients whose sign is not that
    of the last one.
    """
    last, degree = coefficients[-1], len(coefficients) - 1
    powers = [
        -((abs(last).bit_length() - 1 - abs(value).bit_length()) // (degree - at))
        for at, value in enumerate(coefficients[:-1])
        if value and (value > 0) != (last > 0)
    ]
    return 1 + max(powers)


def _scaled(coefficients: Coefficients, exponent: int) -> list[int]:
    """The polynomial of x * 2^exponent, as whole numbers."""
    if exponent >= 0:
        return [value << (exponent * at) for at, value in enumerate(coefficients)]
    degree = len(coefficients) - 1
    return [value << (-exponent * (degree - at)) for at, value in enumerate(coefficients)]


def _decimal(value: Fraction) -> Decimal:
    """A fraction over a power of 2, exactly where its digits suffice."""
    with localcontext(Context(prec=max(50, 2 * value.denominator.bit_length() + 50))):
        return Decimal(value.numerator) / value.denominator
