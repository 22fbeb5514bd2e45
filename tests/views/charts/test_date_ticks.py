"""This file tests which days are written along an axis, and how, worked by hand."""

from datetime import date

import pytest

from pmtui.views.charts.date_ticks import date_ticks, period_text


@pytest.mark.parametrize(
    ("first", "last", "cells", "texts"),
    [
        # A day takes seven cells, and so do a month and a quarter.
        ("2026-11-28", "2026-12-02", 28, "28 Nov,29 Nov,30 Nov,1 Dec,2 Dec"),
        ("2026-11-28", "2026-12-02", 27, "30 Nov"),
        ("2026-11-23", "2026-12-07", 14, "23 Nov,30 Nov,7 Dec"),
        ("2026-11-23", "2026-12-07", 13, "23 Nov,7 Dec"),  # every other Monday, counted from year 1
        ("2026-01-01", "2026-12-31", 84, "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec"),
        ("2026-01-01", "2026-12-31", 83, "Jan,Mar,May,Jul,Sep,Nov"),
        ("2026-01-01", "2026-12-31", 42, "Jan,Mar,May,Jul,Sep,Nov"),
        ("2026-01-02", "2026-12-31", 42, "Mar,May,Jul,Sep,Nov"),
        ("2026-01-01", "2026-12-31", 41, "Q1,Q2,Q3,Q4"),
        ("2026-02-01", "2026-12-31", 28, "Q2,Q3,Q4"),
        ("2026-01-01", "2026-12-31", 14, "Jan,Jul"),
        # A year takes five.
        ("2026-01-01", "2028-01-01", 10, "2026,2027,2028"),
        ("2026-01-01", "2028-01-01", 9, "2026,2028"),
        ("2021-06-01", "2032-06-01", 12, "2025,2030"),
        ("1900-01-01", "2149-12-31", 13, "1900,2000,2100"),
    ],
)
def test_days_are_written_where_there_is_room_for_them(
    first: str, last: str, cells: int, texts: str
) -> None:
    low, high = (date.fromisoformat(day).toordinal() for day in (first, last))
    assert ",".join(text.removesuffix(" 26") for _, text in date_ticks(low, high, cells)) == texts


def test_each_text_stands_at_the_day_it_names() -> None:
    low, high = date(2026, 1, 2).toordinal(), date(2026, 12, 31).toordinal()
    for number, text in date_ticks(low, high, 84):
        day = date.fromordinal(int(number))
        assert day.day == 1
        assert text == f"{day:%b} 26"


def test_where_no_round_day_lies_the_middle_is_written_with_its_year() -> None:
    tuesday = date(2026, 11, 24)
    low = tuesday.toordinal()
    assert date_ticks(low, low + 2, 7) == ((low + 1.0, "25 Nov 26"),)
    assert date_ticks(low, low, 0) == ((float(low), "24 Nov"),)


@pytest.mark.parametrize(
    ("apart", "text"),
    [(1, "1 Apr"), (27, "1 Apr"), (28, "Apr 26"), (88, "Apr 26"), (89, "Q2 26"), (364, "Q2 26"),
     (365, "2026")],
)  # fmt: skip
def test_a_period_is_written_by_how_far_the_nearest_two_are_apart(apart: int, text: str) -> None:
    start = date(2026, 4, 1).toordinal()
    starts = [float(at) for at in (start, start + apart, start + apart + 400)]
    assert period_text(starts)(starts[0]) == text


def test_the_only_period_is_written_as_a_day() -> None:
    start = float(date(2026, 4, 1).toordinal())
    assert period_text([start])(start) == "1 Apr"


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (10, 4), (12, 4)])
def test_a_quarter_is_three_months(month: int, quarter: int) -> None:
    start = float(date(2007, month, 1).toordinal())
    assert period_text([start, start + 91])(start) == f"Q{quarter} 07"
