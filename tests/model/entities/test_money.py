"""This file tests sums of money: exact, of one currency, within what is kept exact."""

from decimal import Decimal

import pytest

from pmtui.model.entities.entity import LARGEST, Money, money_of, symbol


def test_amounts_of_one_currency_are_added_and_taken_away() -> None:
    assert Money(500, "EUR") + Money(250, "EUR") == Money(750, "EUR")
    assert Money(500, "EUR") - Money(250, "EUR") == Money(250, "EUR")
    with pytest.raises(ValueError, match="cannot add GBP to EUR without a rate"):
        Money(500, "EUR") + Money(250, "GBP")


def test_the_largest_amount_is_the_largest_integer_that_is_kept_exact() -> None:
    assert LARGEST == 9_007_199_254_740_991
    assert money_of(Decimal(LARGEST), "JPY") == Money(LARGEST, "JPY")
    assert money_of(Decimal(-LARGEST), "JPY") == Money(-LARGEST, "JPY")
    with pytest.raises(ValueError, match="too large to keep exact"):
        money_of(Decimal(LARGEST + 1), "JPY")


def test_half_a_cent_is_rounded_up() -> None:
    assert money_of(Decimal("0.005"), "EUR") == Money(1, "EUR")
    assert money_of(Decimal("0.0049"), "EUR") == Money(0, "EUR")
    with pytest.raises(ValueError, match="finite"):
        money_of(Decimal("nan"), "EUR")


def test_a_currency_is_shown_by_its_sign_or_its_code() -> None:
    assert symbol("GBP") == "\u00a3"
    assert symbol("CHF") == "CHF"
