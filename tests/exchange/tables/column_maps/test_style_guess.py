"""This file tests pmtui.exchange.tables.column_maps.style_guess."""

import pytest

from pmtui.exchange.sheets.header_spelling import plain_header, without_unit
from pmtui.exchange.tables.column_maps.style_guess import (
    currency_of,
    date_order_of,
    decimal_of,
    unit_of,
)
from tests.exchange.tables.made import a_sheet


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("Task_Name", "task name"),
        ("% Abgeschlossen", "percent abgeschlossen"),
        ("#", "number"),
        ("Fällig am:", "fallig am"),
        ("Maßnahme", "massnahme"),
        ("Custom field (Team Lead)", "team lead"),
    ],
)
def test_a_header_is_made_plain(header: str, plain: str) -> None:
    assert plain_header(header) == plain


@pytest.mark.parametrize(
    ("header", "kind", "unit"),
    [
        ("Benefits (£m)", "money", "million"),
        ("Budget in k€", "money", "thousand"),
        ("Budget (TEUR)", "money", "thousand"),
        ("Budget", "money", ""),
        ("Effort (h)", "minutes", "hours"),
        ("Aufwand [Tage]", "minutes", "days"),
        ("Est min", "minutes", "minutes"),
        ("Phase (h)", "text", ""),
    ],
)
def test_a_unit_stands_at_the_end_of_a_header(header: str, kind: str, unit: str) -> None:
    assert unit_of(a_sheet(f"{header},x\n1,2\n"), header, kind) == unit


def test_an_original_estimate_of_bare_thousands_is_in_seconds() -> None:
    many, few = (
        a_sheet("Original Estimate,x\n28800,\n3600,\n"),
        a_sheet("Original Estimate,x\n8,\n"),
    )
    assert unit_of(many, "Original Estimate", "minutes") == "seconds"
    assert unit_of(few, "Original Estimate", "minutes") == ""


def test_a_header_is_known_without_its_unit() -> None:
    assert without_unit("benefits m") == "benefits"
    assert without_unit("m") == "m"


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        ("13/01/2026 02/03/2026", "day"),
        ("01/13/2026 02/03/2026", "month"),
        ("02/03/2026 04/05/2026", ""),
        ("01/13/2026 13/01/2026", ""),
        ("2026-01-13", ""),
        ("02.03.2026 04.05.2026", "day"),
    ],
)
def test_the_order_of_dates_is_what_all_of_them_can_be(cells: str, order: str) -> None:
    rows = "".join(f"{cell},x\n" for cell in cells.split())
    assert date_order_of(a_sheet(f"Due,x\n{rows}"), ["Due"]) == order


def test_the_decimal_mark_and_the_currency_are_found_in_cells_or_headers() -> None:
    german = a_sheet("Kosten;x\n1.200,50;\n3,5;\n")
    assert decimal_of(german, ["Kosten"]) == ","
    assert decimal_of(a_sheet("Cost,x\n1200.50,\n"), ["Cost"]) == "."
    assert decimal_of(a_sheet("Cost,x\n12.000,\n"), ["Cost"]) == ""
    assert decimal_of(a_sheet("Kosten;x\n12.000;\n"), ["Kosten"]) == ","
    assert decimal_of(a_sheet("Cost;x\n1,200.50;\n"), ["Cost"]) == "."
    assert currency_of(a_sheet("Cost,x\n£5,\n"), ["Cost"]) == "GBP"
    assert currency_of(a_sheet("Cost USD,x\n5,\n"), ["Cost USD"]) == "USD"
    assert currency_of(a_sheet("Cost,x\n5,\n"), ["Cost"]) == ""
