"""This file tests that each positive root is found once, by polynomials of known roots."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pmtui.figures.business_case.positive_roots import IsolatedRoot, isolated_roots, sign_changes

PRIME = (1 << 61) - 1
"""By which the search first reckons."""


def product(*factors: tuple[int, ...]) -> list[int]:
    """The product of polynomials, the constant first."""
    whole = [1]
    for factor in factors:
        longer = [0] * (len(whole) + len(factor) - 1)
        for at, left in enumerate(whole):
            for place, right in enumerate(factor):
                longer[at + place] += left * right
        whole = longer
    return whole


def at(numerator: int, denominator: int = 1) -> tuple[int, int]:
    """A polynomial whose root is a fraction."""
    return (-numerator, denominator)


def holds(root: IsolatedRoot, value: Fraction) -> bool:
    """Whether a value lies within the bounds of a root, or is that root."""
    low, high = Fraction(root.low), Fraction(root.high)
    return low == value if low == high else low < value < high


@pytest.mark.parametrize(
    ("factors", "roots"),
    [
        ([at(1)], [1]),
        ([at(1), at(2)], [1, 2]),
        ([at(1), at(1)], [1]),
        ([at(1), at(1), at(3)], [1, 3]),
        ([at(2), at(2), at(2)], [2]),
        ([at(1, 10), at(1, 100)], [Fraction(1, 100), Fraction(1, 10)]),
        ([at(1, 1000)], [Fraction(1, 1000)]),
        ([at(1, 3), at(1, 2), at(2, 3)], [Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)]),
        ([at(100), at(1000), at(1001)], [100, 1000, 1001]),
        ([at(-1), at(1)], [1]),
        ([at(-1), at(-2)], []),
        ([(1, 0, 1), at(3)], [3]),
        ([(1, 0, 1)], []),
        ([(2, -2, 1)], []),
        ([(2, -2, 1), at(1), at(1)], [1]),
        ([at(1), at(2), at(3), at(4)], [1, 2, 3, 4]),
        # The last coefficient is nothing modulo the prime.
        ([at(1, PRIME), at(1), at(1)], [Fraction(1, PRIME), 1]),
        ([at(1, PRIME), at(1), at(2)], [Fraction(1, PRIME), 1, 2]),
        ([at(PRIME), at(1), at(1)], [1, PRIME]),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_each_positive_root_is_between_bounds_of_its_own(
    factors: list[tuple[int, ...]], roots: list[Fraction], sign: int
) -> None:
    polynomial = product((sign,), *factors)
    isolated = list(isolated_roots(polynomial))
    assert len(isolated) == len(roots)
    assert all(holds(root, Fraction(value)) for root, value in zip(isolated, roots, strict=True))
    bounds = [bound for root in isolated for bound in (root.low, root.high)]
    assert bounds == sorted(bounds)


def test_of_a_multiple_root_the_polynomial_that_has_it_once_is_handed_on() -> None:
    (root,) = isolated_roots(product(at(1), at(1), (2, -2, 1)))
    assert len(root.polynomial) == 4
    assert sum(root.polynomial) == 0
    first, second = isolated_roots(product(at(1), at(2)))
    assert first.polynomial == second.polynomial == (2, -3, 1)
    (single,) = isolated_roots((-3, 1))
    assert single.polynomial == (-3, 1)


def test_bounds_are_never_wider_than_what_holds_every_root() -> None:
    (root,) = isolated_roots((-1, 1000))
    assert Decimal(0) <= root.low < root.high <= Decimal(1) / 100
    (root,) = isolated_roots((-1000, 1))
    assert root.high <= 4096


@pytest.mark.parametrize(
    ("coefficients", "changes"),
    [((1,), 0), ((1, 1), 0), ((1, -1), 1), ((1, 0, -1), 1), ((1, -1, 1), 2), ((-1, 0, 0, 2, 3), 1)],
)
def test_signs_change_between_coefficients_that_are_not_nothing(
    coefficients: tuple[int, ...], changes: int
) -> None:
    assert sign_changes(coefficients) == changes
