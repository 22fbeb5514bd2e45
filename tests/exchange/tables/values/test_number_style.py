"""This file tests that a column is read as one: numbers, dates and shares by all of its cells."""

import os
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import TableMap
from pmtui.exchange.tables.column_maps.map_correction import corrected
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.exchange.tables.values.number_style import decimal_in, order_in, shares_in
from pmtui.model.changes.ops import apply
from pmtui.model.entities.entity import Money
from tests.conftest import TODAY, a_component, a_workspace, id_of
from tests.exchange.reading import sheet_of

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "150"))


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        ("12,5 1.200", ","), ("1.200,50", ","), ("1.234.567 12.000", ","), ("1,234,567", "."),
        ("12.5 1,200", "."), ("12.000 1.500", ""), ("1,200", ""), ("12 1'200", ""),
        ("12,5 12.5", ""), ("12.000\u20ac 1,5m", ","), ("", ""),
    ],
)  # fmt: skip
def test_a_column_proves_its_decimal_mark(cells: str, mark: str) -> None:
    assert decimal_in(cells.split()) == mark


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        ("03/04/2027 25/04/2027", "day"), ("03/04/2027 04/25/2027", "month"),
        ("03/04/2027 07/04/2027", ""), ("25/04/2027 04/25/2027", ""), ("03.04.2027", "day"),
        ("04.25.2027 03.04.2027", "month"), ("2027-04-25", ""), ("3-13-27", "month"),
    ],
)  # fmt: skip
def test_a_column_proves_the_order_of_its_dates(cells: str, order: str) -> None:
    assert order_in(cells.split()) == order


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        ("0.5 1 0", "share"),
        ("0,125", "share"),
        ("12,5 1", "percent"),
        ("1 0", ""),
        ("50% 0.5", "share"),
    ],
)
def test_a_column_proves_whether_it_holds_shares(cells: str, shares: str) -> None:
    assert shares_in(cells.split()) == shares


def _sheet(*lines: str) -> Sheet:
    return sheet_of("\n".join(lines).encode(), "plan")


def _planned(sheet: Sheet, mapping: TableMap | None = None) -> ImportPlan:
    ids = iter(range(10**6, 10**7))
    workspace = a_workspace(a_component("P-1"))
    chosen = mapping or guess(sheet)
    return plan(workspace, sheet, chosen, lambda: next(ids), TODAY, into=id_of("P-1"))


def _column(found: ImportPlan, field: str) -> list[Any]:
    assert not found.findings, found.findings
    after = apply(a_workspace(a_component("P-1")), found.ops)
    return [getattr(one, field) for one in after.tasks.values()]


def test_a_table_of_semicolons_groups_by_points() -> None:
    sheet = _sheet("Vorgang;Fixkosten;Aufwand (h)", "Aushub;12.000;1.500", "Rohr;1.500;8")
    found = _planned(sheet)
    assert _column(found, "fixed_cost") == [Money(1_200_000, "EUR"), Money(150_000, "EUR")]
    assert _column(found, "estimate") == [90_000, 480]


def test_each_column_is_read_in_its_own_order_and_marks() -> None:
    sheet = _sheet(
        "Task,Start,Due,Fixed cost,Estimate",
        'Mark out,2027-04-03,04/07/2027,1200.50,"1.200,50"',
        'Pour slab,2027-04-20,04/25/2027,12.000,"12,5"',
        "Cure,25/04/2027,05/06/2027,1,3",
    )
    found = _planned(sheet)
    assert _column(found, "due") == [date(2027, 4, 7), date(2027, 4, 25), date(2027, 5, 6)]
    assert _column(found, "fixed_cost")[1] == Money(1200, "EUR")
    assert _column(found, "estimate") == [576_240, 6_000, 1_440]


def test_a_column_that_proves_nothing_takes_the_order_of_the_others() -> None:
    found = _planned(_sheet("Task,Start,Due", "A,03/04/2027,04/07/2027", "B,08/04/2027,08/13/2027"))
    assert _column(found, "due") == [date(2027, 4, 7), date(2027, 8, 13)]
    assert _column(found, "start") == [date(2027, 3, 4), date(2027, 8, 4)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("Task,Due", "A,03/04/2027"),
            "'03/04/2027' can be 2027-04-03 or 2027-03-04; choose what dates",
        ),
        (
            ("Task,Fixed cost", "A,12.000"),
            "'12.000' can be 12000 or 12.00; choose what",
        ),
        (
            ("Task,Estimate (h)", "A,1.500"),
            "'1.500' can be 1500 or 1.5 hours; choose what",
        ),
    ],
)
def test_a_column_that_can_be_read_in_two_ways_is_an_error(
    lines: tuple[str, ...], said: str
) -> None:
    found = _planned(_sheet(*lines, *lines[1:] * 3))
    assert not found.ops
    [error] = found.errors
    assert said in error.text


def test_a_map_that_says_which_decides() -> None:
    sheet = _sheet("Task,Due,Fixed cost", "A,03/04/2027,12.000")
    mapping = guess(sheet)
    assert (mapping.date_order, mapping.decimal) == ("", "")
    for order, day in (("day", date(2027, 4, 3)), ("month", date(2027, 3, 4))):
        for mark, minor in ((",", 1_200_000), (".", 1200)):
            said = TableMap(
                rows="task", column=mapping.column, above=mapping.above, values=mapping.values,
                date_order=order, decimal=mark,  # type: ignore[arg-type]
            )  # fmt: skip
            found = _planned(sheet, said)
            assert _column(found, "due") == [day]
            assert _column(found, "fixed_cost") == [Money(minor, "EUR")]


def test_a_column_that_is_corrected_is_guessed_anew() -> None:
    sheet = _sheet("Task,Extra,Other", 'A,25/04/2027,"1.200,50"', "B,03/04/2027,3")
    mapping = guess(sheet)
    assert (mapping.date_order, mapping.decimal) == ("", "")
    mapping = corrected(corrected(mapping, sheet, "Extra", "due"), sheet, "Other", "fixed_cost")
    assert (mapping.date_order, mapping.decimal) == ("day", ",")


def test_shares_are_shares_in_the_whole_column() -> None:
    assert _column(_planned(_sheet("Task,% complete", "A,0.125", "B,1")), "percent") == [13, 100]
    assert _column(_planned(_sheet("Task,% complete", 'A,"12,5"', "B,1")), "percent") == [13, 1]


@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_a_workbook_says_from_which_day_it_counts(epoch: str) -> None:
    book = openpyxl.Workbook()
    if epoch == "1904":
        book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    serial = (date(2027, 4, 25) - book.epoch.date()).days
    page.append(["Task", "Start", "Due", "Duration"])
    page.append(["A", date(2027, 4, 3), serial, timedelta(hours=36, minutes=30)])
    out = BytesIO()
    book.save(out)
    sheet = sheet_of(out.getvalue(), "plan")
    assert sheet.rows[0].cells[3] == "36h 30m"
    found = _planned(sheet)
    assert _column(found, "start") == [date(2027, 4, 3)]
    assert _column(found, "due") == [date(2027, 4, 25)]


@settings(max_examples=TRIES, deadline=None)
@given(
    st.lists(st.decimals(0, 10**7, places=2), min_size=1, max_size=6),
    st.sampled_from(
        [(",", "."), (".", ","), (" ", ","), (" ", "."), ("'", "."), ("", ","), ("", ".")]
    ),
    st.booleans(),
)
def test_no_column_of_amounts_is_misread(
    values: list[Decimal], marks: str, drops_zeros: str
) -> None:
    def text(value: Decimal) -> str:
        shown = f"{value:,.0f}" if drops_zeros and value == int(value) else f"{value:,.2f}"
        return shown.translate({ord(","): marks[0].strip(";"), ord("."): marks[1]})

    sheet = _sheet("Task\tFixed cost", *(f"T{at}\t{text(one)}" for at, one in enumerate(values)))
    found = _planned(sheet)
    if found.errors:
        assert all("can be" in one.text for one in found.errors)
        return
    assert _column(found, "fixed_cost") == [Money(int(one * 100), "EUR") for one in values]


@settings(max_examples=TRIES, deadline=None)
@given(
    st.lists(st.dates(date(2000, 1, 1), date(2060, 1, 1)), min_size=1, max_size=6),
    st.sampled_from(["{0.day}/{0.month}/{0:%Y}", "{0.month}/{0.day}/{0:%Y}",
                     "{0:%d}-{0:%m}-{0:%Y}",
                     "{0.day}.{0.month}.{0:%Y}", "{0:%Y-%m-%d}",
                     "{0:%a} {0.month}/{0.day}/{0:%y}"]),
)  # fmt: skip
def test_no_column_of_dates_is_misread(days: list[date], spelling: str) -> None:
    sheet = _sheet("Task\tDue", *(f"T{at}\t{spelling.format(one)}" for at, one in enumerate(days)))
    found = _planned(sheet)
    if found.errors:
        assert all("can be" in one.text for one in found.errors)
        return
    assert _column(found, "due") == days
