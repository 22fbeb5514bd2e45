"""This file tests the currencies of ISO 4217 against its published list."""

import csv
from pathlib import Path

import pytest

from pmtui.model.entities.currencies import (
    COMMA_GROUPS,
    DEFAULTING_SIGNS,
    SIGNS,
    WITHOUT_MINOR_UNIT,
)
from pmtui.model.entities.entity import MINOR_UNITS, exponent

_LIST = Path(__file__).parents[2] / "vectors" / "typed" / "iso4217.csv"


def test_every_currency_has_the_minor_unit_that_the_standard_gives_it() -> None:
    published = {row["code"]: row["digits"] for row in csv.DictReader(_LIST.open("r", newline=""))}
    assert {code: str(digits) for code, digits in MINOR_UNITS.items()} == {
        code: digits for code, digits in published.items() if digits
    }
    assert {code for code, digits in published.items() if not digits} == WITHOUT_MINOR_UNIT


@pytest.mark.parametrize(("code", "digits"), [("JPY", 0), ("EUR", 2), ("BHD", 3), ("CLF", 4)])
def test_an_amount_has_as_many_digits_after_the_point(code: str, digits: int) -> None:
    assert exponent(code) == digits


def test_a_sign_stands_for_currencies_of_the_standard() -> None:
    assert {code for codes in SIGNS.values() for code in codes} <= MINOR_UNITS.keys()
    assert set(SIGNS) >= DEFAULTING_SIGNS
    assert MINOR_UNITS.keys() >= COMMA_GROUPS
