"""This file leaves of a polynomial with whole coefficients each root once."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import Final

Coefficients = Sequence[int]
"""Of a polynomial, the constant first."""

_PRIME: Final = (1 << 61) - 1


def squarefree_part(coefficients: Coefficients) -> tuple[int, ...]:
    """The polynomial with every root of it once."""
    slope = _derivative(coefficients)
    if coefficients[-1] % _PRIME and len(_common_modulo(coefficients, slope)) == 1:
        return tuple(coefficients)
    first, second = _primitive(coefficients), _primitive(slope)
    while second:
        first, second = second, _primitive(_remainder(first, second))
    return tuple(coefficients) if len(first) == 1 else _quotient(coefficients, first)


def _derivative(coefficients: Coefficients) -> list[int]:
    return [at * value for at, value in enumerate(coefficients)][1:]


def _common_modulo(first: Coefficients, second: Coefficients) -> list[int]:
    """The greatest common divisor of two polynomials, modulo a prime."""
    left = _trimmed([value % _PRIME for value in first])
    right = _trimmed([value % _PRIME for value in second])
    while right:
        inverse = pow(right[-1], -1, _PRIME)
        while len(left) >= len(right):
            share, gap = left[-1] * inverse % _PRIME, len(left) - len(right)
            for at, value in enumerate(right):
                left[gap + at] = (left[gap + at] - share * value) % _PRIME
            left = _trimmed(left)
        left, right = right, left
    return left


def _remainder(first: Coefficients, second: Coefficients) -> list[int]:
    """What is left of the first by the second, up to a factor."""
    left = list(first)
    while len(left) >= len(second):
        share, gap = left[-1], len(left) - len(second)
        left = [value * second[-1] for value in left]
        for at, value in enumerate(second):
            left[gap + at] -= share * value
        left = _trimmed(left)
    return left


def _quotient(first: Coefficients, second: Coefficients) -> tuple[int, ...]:
    """The first divided by the second, which leaves nothing, up to a positive factor."""
    left = [Fraction(value) for value in first]
    parts: list[Fraction] = []
    while len(left) >= len(second):
        share, gap = left[-1] / second[-1], len(left) - len(second)
        parts.append(share)
        for at, value in enumerate(second):
            left[gap + at] -= share * value
        left.pop()
    whole = 1
    for part in parts:
        whole = whole * part.denominator // gcd(whole, part.denominator)
    return tuple(int(part * whole) for part in reversed(parts))


def _primitive(coefficients: Coefficients) -> list[int]:
    """Without a factor that all coefficients have."""
    common = gcd(*coefficients)
    return [value // common for value in coefficients] if common else []


def _trimmed(coefficients: list[int]) -> list[int]:
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return coefficients
