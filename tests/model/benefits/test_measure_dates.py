"""This file tests when something is measured next."""

from datetime import date

import pytest

from pmtui.model.benefits.measure_dates import moved_by_months, next_measure_after


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 1), 12, date(2027, 5, 1)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_a_day_moves_by_months_to_the_same_day_or_the_last(
    day: date, months: int, then: date
) -> None:
    assert moved_by_months(day, months) == then


@pytest.mark.parametrize(
    ("due", "frequency", "day", "following"),
    [
        (date(2026, 1, 31), "month", date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 1, 31), "month", date(2026, 2, 28), date(2026, 3, 31)),
        (date(2026, 1, 31), "month", date(2026, 2, 27), date(2026, 2, 28)),
        (date(2026, 1, 15), "quarter", date(2026, 8, 1), date(2026, 10, 15)),
        (None, "year", date(2026, 8, 1), date(2027, 8, 1)),
        (date(2026, 9, 1), "half_year", date(2026, 9, 1), date(2027, 3, 1)),
        (date(2026, 9, 2), "half_year", date(2026, 9, 1), None),
        (date(2026, 1, 1), "", date(2026, 9, 1), None),
    ],
)
def test_the_next_measure_is_the_first_day_of_its_kind_after_today(
    due: date | None, frequency: str, day: date, following: date | None
) -> None:
    assert next_measure_after(due, frequency, day) == following
