"""This file tests pmtui.exchange.tables.values.cells."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from pmtui.exchange.sheets.dates import CellError
from pmtui.exchange.tables.values.cells import (
    Style,
    read_cell,
    read_given,
    read_money,
    read_number,
    read_percent,
    read_yes,
)
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.schema import field_spec

STYLE = Style(today=date(2026, 11, 23), currency="GBP", money_unit="million", decimal=".")


def _read(table: str, field: str, text: str, **style: Any) -> object:
    spec = field_spec(table, field)
    assert spec is not None
    return read_cell(spec, text, msgspec.structs.replace(STYLE, **style))


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("£12,343.96", Money(1_234_396_000_000, "GBP")),
        ("40.275", Money(4_027_500_000, "GBP")),
        ("-29.61", Money(-2_961_000_000, "GBP")),
        ("\u221229.61", Money(-2_961_000_000, "GBP")),
        ("(40)", Money(-4_000_000_000, "GBP")),
        ("40 GBP", Money(4_000_000_000, "GBP")),
        ("1.2 bn", Money(120_000_000_000, "GBP")),
        ("250k", Money(25_000_000, "GBP")),
        ("EUR 3,000", Money(300_000_000_000, "EUR")),
    ],
)
def test_money_is_in_the_tables_unit_unless_the_cell_says_another(text: str, money: Money) -> None:
    assert read_money(text, STYLE) == money


def test_a_comma_may_be_the_decimal_mark() -> None:
    german = msgspec.structs.replace(STYLE, decimal=",", currency="EUR", money_unit="thousand")
    assert read_money("1.200,5", german) == Money(120_050_000, "EUR")


@pytest.mark.parametrize("text", ["Exempt", "£", "NaN", "Infinity", "1.2.3", "1.234,5"])
def test_what_is_no_amount_is_said(text: str) -> None:
    with pytest.raises(CellError, match="is not an amount"):
        read_money(text, STYLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9" * 40, "is too large to keep exact"),
        ("12.345", "is too fine: GBP has 2 digits after the point; round it, or leave it empty"),
    ],
)
def test_an_amount_that_cannot_be_kept_exact_is_said(text: str, said: str) -> None:
    with pytest.raises(CellError, match=said):
        read_money(text, msgspec.structs.replace(STYLE, money_unit="one"))


def test_an_amount_that_a_spreadsheet_computed_is_rounded() -> None:
    style = msgspec.structs.replace(STYLE, money_unit="one")
    assert read_money("0.30000000000000004", style) == Money(30, "GBP")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3d", 1440),
        ("5 days?", 2400),
        ("2.5 hrs", 150),
        ("2,5 Std", 150),
        ("1 Woche", 2400),
        ("1d 4h", 720),
        ("2 edays", 2880),
        ("1 ew", 10080),
        ("16", 7680),
        ("-1d", -480),
    ],
)
def test_a_length_of_time_is_read_with_its_unit(text: str, minutes: int) -> None:
    assert read_given(text, STYLE).amount == minutes


@pytest.mark.parametrize(("unit", "minutes"), [("seconds", 480), ("hours", 1_728_000)])
def test_a_bare_number_is_in_the_tables_unit(unit: Any, minutes: int) -> None:
    assert read_given("28800", msgspec.structs.replace(STYLE, time_unit=unit)).amount == minutes


@pytest.mark.parametrize("text", ["", "abc", "3 foo", "d"])
def test_what_is_no_length_of_time_is_said(text: str) -> None:
    with pytest.raises(CellError, match="is not a duration"):
        read_given(text, STYLE)


def test_an_estimate_less_than_nothing_is_refused() -> None:
    with pytest.raises(CellError, match="less than nothing"):
        _read("tasks", "estimate", "-3d")


@pytest.mark.parametrize(
    ("text", "percent"),
    [("60%", 60), ("60 %", 60), ("60", 60), ("0.6", 60), ("1", 1), ("1.0", 100), ("12,5%", 13)],
)
def test_a_share_is_read_in_three_styles(text: str, percent: int) -> None:
    assert read_percent(text, STYLE) == percent


@pytest.mark.parametrize("text", ["150%", "-1", "half"])
def test_what_is_no_share_is_said(text: str) -> None:
    with pytest.raises(CellError):
        read_percent(text, STYLE)


def test_numbers_words_steps_and_choices_are_read_by_their_field() -> None:
    assert read_number("1,200.5", STYLE) == Decimal("1200.5")
    assert read_yes(" Ja ")
    assert not read_yes("no")
    assert _read("risks", "probability", "4 - Likely") == 4
    assert _read("tasks", "priority", "2") == 2
    assert _read("risks", "proximity", "Within Stage") == "within_stage"
    assert _read("tasks", "due", "1 dec 2026") == date(2026, 12, 1)
    assert _read("tasks", "tags", "web, ux; New category") == ("web", "ux", "New-category")
    assert _read("tasks", "tags", "#web #ux") == ("web", "ux")
    assert _read("tasks", "notes", "  as typed ") == "  as typed "
    assert _read("columns", "limit", "3") == 3


@pytest.mark.parametrize(
    ("table", "field", "text", "words"),
    [
        ("risks", "probability", "7", "no step"),
        ("risks", "response", "pray", "write one of avoid, transfer"),
        ("columns", "limit", "2.5", "not a whole number"),
        ("columns", "limit", "Infinity", "not a number"),
        ("columns", "limit", "many", "not a number"),
        ("tasks", "archived", "perhaps", "neither yes nor no"),
    ],
)
def test_what_a_field_cannot_hold_is_said(table: str, field: str, text: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        _read(table, field, text)
