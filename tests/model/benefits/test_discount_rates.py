"""This file tests discount rates, one and declining, and the factors that follow from them."""

from decimal import Decimal

import pytest

from pmtui.model.benefits.discount_rates import (
    GREEN_BOOK,
    RateError,
    discount_factors,
    rate_steps,
)


def test_the_factors_of_the_green_book_are_as_published() -> None:
    factors = discount_factors(rate_steps(GREEN_BOOK), 1, 30)
    shown = [f"{factors[year]:.4f}" for year in (0, 1, 2, 3, 4, 5, 10, 20, 30)]
    assert shown == "1.0000 0.9662 0.9335 0.9019 0.8714 0.8420 0.7089 0.5026 0.3563".split()


def test_a_declining_rate_holds_for_its_own_years_only() -> None:
    factors = discount_factors(rate_steps("3.5 to 30, 3"), 1, 31)
    assert abs(factors[31] - factors[30] / Decimal("1.03")) < Decimal("1e-27")


def test_four_quarters_are_discounted_as_a_year() -> None:
    (whole,) = discount_factors(rate_steps("8"), 1, 1)[1:]
    assert abs(discount_factors(rate_steps("8"), 4, 4)[4] - whole) < Decimal("1e-40")


def test_the_last_rate_goes_on_where_it_says_how_far() -> None:
    factor = discount_factors(rate_steps("10 to 2"), 1, 3)[3]
    assert abs(factor - 1 / Decimal("1.331")) < Decimal("1e-27")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no discount rate"),
        ("ten", "no discount rate"),
        ("3.5, 3", "only the last rate holds on"),
        ("3.5 to 30, 3 to 20", "must rise"),
        ("3.5 to never, 3", "no year"),
        ("-100", "leaves nothing"),
        ("nan", "leaves nothing"),
    ],
)
def test_what_is_no_discount_rate_is_refused_with_what_to_write(text: str, reason: str) -> None:
    with pytest.raises(RateError, match=reason) as refused:
        rate_steps(text)
    assert "write 3.5" in str(refused.value)
