"""This file tests pmtui.exchange.sheets.dates."""

from datetime import date

import pytest

from pmtui.exchange.sheets.dates import CellError, day_of, shown


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-12-01T08:00:00Z", date(2026, 12, 1)),
        ("2026-12-01 08:00", date(2026, 12, 1)),
        ("2026-12-01T23:59:59.999", date(2026, 12, 1)),
        ("01.12.2026 23:59:59", date(2026, 12, 1)),
        ("20.05.2020", date(2020, 5, 20)),
        ("30.06.08", date(2008, 6, 30)),
        ("31.12.40", date(2040, 12, 31)),
        ("31.12.97", date(1997, 12, 31)),
        ("44012", date(2020, 6, 30)),
        ("44012.5", date(2020, 6, 30)),
        ("1 Dec 2026", date(2026, 12, 1)),
        ("Dec 1, 2026", date(2026, 12, 1)),
        ("Tue, Dec 1, 2026", date(2026, 12, 1)),
        ("1. Dezember 2026", date(2026, 12, 1)),
        ("1er août 2026", date(2026, 8, 1)),
        ("14/Nov/26 3:04 PM", date(2026, 11, 14)),
        ("Mon 02/03/26", date(2026, 3, 2)),
        ("Mon 02 March 2026 08:00", date(2026, 3, 2)),
    ],
)
def test_a_day_is_read_as_the_world_writes_it(text: str, day: date) -> None:
    assert day_of(text, "day", 2026) == day


def test_the_order_decides_where_both_readings_are_days() -> None:
    assert day_of("02/03/2026", "day", 2026) == date(2026, 3, 2)
    assert day_of("02/03/2026", "month", 2026) == date(2026, 2, 3)
    assert day_of("26/02/03", "year", 2026) == date(2026, 2, 3)


@pytest.mark.parametrize("text", ["31.02.2020", "13/13/2026", "1 Foo 2026"])
def test_a_day_that_does_not_exist_is_said(text: str) -> None:
    with pytest.raises(CellError, match="there is no day"):
        day_of(text, "day", 2026)


@pytest.mark.parametrize("text", ["Exempt", "12", "99999", "soon", ""])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(CellError, match="is not a date; write it as 2026-12-01"):
        day_of(text, "day", 2026)


def test_a_long_cell_is_quoted_on_one_line_and_cut() -> None:
    assert shown("a\n b") == "'a b'"
    assert shown("x" * 80) == f"'{'x' * 59}…'"
