"""This file tests in which period of a business case a flow falls."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.benefits.cases import BusinessCase, CashFlow, PeriodUnit
from pmtui.model.benefits.periods import months_between, period_of

START = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("unit", "at", "period"),
    [
        ("year", START, 0),
        ("year", date(2027, 3, 14), 0),
        ("year", date(2027, 3, 15), 1),
        ("quarter", date(2026, 6, 14), 0),
        ("quarter", date(2026, 6, 15), 1),
        ("quarter", date(2027, 3, 15), 4),
        ("month", date(2026, 4, 14), 0),
        ("month", date(2026, 4, 15), 1),
        ("month", date(2027, 3, 15), 12),
        ("year", date(2026, 3, 14), -1),
    ],
)
def test_a_flow_falls_in_the_period_of_its_day(unit: PeriodUnit, at: date, period: int) -> None:
    case = BusinessCase(id=1, title="Case", start=START, period=unit)
    assert period_of(case, CashFlow(id=2, case=1, title="x", at=at, period=9)) == period


def test_without_a_day_or_a_start_it_is_the_period_that_was_typed() -> None:
    case = BusinessCase(id=1, title="Case", start=START)
    assert period_of(case, CashFlow(id=2, case=1, title="x", period=9)) == 9
    undated = CashFlow(id=2, case=1, title="x", at=START, period=9)
    assert period_of(BusinessCase(id=1, title="Case"), undated) == 9


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 40))
def test_a_month_is_whole_on_the_day_it_began_and_not_before(day: date, months: int) -> None:
    first = day.replace(day=1)
    later = date(first.year + months // 12, 1, 1)
    total = (later.year - first.year) * 12 + 1 - first.month
    assert months_between(first, later) == total
    assert months_between(first, later - timedelta(days=1)) == total - 1
