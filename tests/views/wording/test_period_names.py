"""This file tests what periods are called above columns."""

from datetime import date

import pytest

from pmtui.figures.core.periods import CALENDAR_YEAR, FinancialYear, PeriodLength
from pmtui.views.wording.period_names import period_names

APRIL = FinancialYear(4)
WEEKS = FinancialYear(4, (4, 4, 5))
CENTURY = date(2099, 12, 31)


@pytest.mark.parametrize(
    ("day", "length", "year", "name"),
    [
        (date(2026, 11, 25), "week", CALENDAR_YEAR, "23 Nov"),
        (date(2026, 11, 25), "month", CALENDAR_YEAR, "Nov 26"),
        (date(2026, 11, 25), "month", APRIL, "Nov 26"),
        (date(2101, 1, 1), "month", CALENDAR_YEAR, "Jan 01"),
        (date(2026, 11, 20), "month", WEEKS, "P8 26/27"),
        (date(2026, 11, 25), "month", WEEKS, "P9 26/27"),
        (date(2026, 11, 25), "quarter", CALENDAR_YEAR, "Q4 26"),
        (date(2026, 11, 25), "quarter", APRIL, "Q3 26/27"),
        (date(2026, 11, 25), "year", CALENDAR_YEAR, "2026"),
        (date(2026, 11, 25), "year", APRIL, "2026/27"),
        (CENTURY, "year", APRIL, "2099/00"),
        (CENTURY, "quarter", APRIL, "Q3 99/00"),
    ],
)
def test_a_period_is_called_by_its_month_or_number_and_its_years(
    day: date, length: PeriodLength, year: FinancialYear, name: str
) -> None:
    assert period_names([year.period(day, length)], length, year) == (name,)
