"""This file tests the days of rules: those of python-dateutil, and never a search without end."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from time import process_time

import pytest
from dateutil.rrule import rrulestr

from pmtui.model.recurring.rule_days import days_after, days_from, days_until, has_days
from tests.model.recurring.made import a_random_rule

_FIRST = date(2026, 1, 31)
_HORIZON = timedelta(days=10_000)


def _of_dateutil(rule: str, first: date, last: date) -> list[date]:
    """The days of a rule as dateutil gives them where it stands, up to a day."""
    begins = datetime.combine(first, time())
    ends = datetime.combine(last, time())
    return [
        moment.date() for moment in rrulestr(rule, dtstart=begins).between(begins, ends, inc=True)
    ]


@pytest.mark.parametrize("seed", range(10))
def test_the_days_of_a_hundred_random_rules_are_those_of_dateutil(seed: int) -> None:
    random = Random(seed)
    seen = 0
    for _ in range(100):
        rule = a_random_rule(random)
        first = _FIRST + timedelta(days=random.randint(0, 1500))
        if not has_days(rule, first):
            continue
        last = first + timedelta(days=random.randint(30, 1200))
        assert list(days_until(rule, first, last)) == _of_dateutil(rule, first, last), rule
        seen += 1
    assert seen > 60


def test_the_last_day_of_each_month_is_a_rule_of_its_own() -> None:
    days = days_after("FREQ=MONTHLY;BYMONTHDAY=-1", _FIRST, date.min, 4)
    assert days == (_FIRST, date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))


def test_a_month_without_a_31st_is_skipped() -> None:
    days = days_after("FREQ=MONTHLY;BYMONTHDAY=31", _FIRST, date.min, 3)
    assert days == (_FIRST, date(2026, 3, 31), date(2026, 5, 31))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=40",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=6;BYWEEKNO=53;BYDAY=MO",
        "FREQ=DAILY;UNTIL=20000101",
    ],
)
def test_a_rule_without_days_is_found_out_at_once(rule: str) -> None:
    begun = process_time()
    assert not has_days(rule, date(2026, 11, 30))
    assert process_time() - begun < 2


@pytest.mark.parametrize("first", [date(1950, 1, 1), date(1999, 12, 31), date(2026, 11, 30)])
def test_a_rule_without_end_is_looked_through_up_to_its_horizon(first: date) -> None:
    last = first + _HORIZON
    assert len(days_until("FREQ=DAILY", first, last)) == 10_001
    every = list(islice(days_from("FREQ=YEARLY", first), 10_000))
    assert 100 <= len(every) <= 500
    assert all(day.month == first.month and day.day == first.day for day in every)


def test_there_are_no_days_before_the_first_and_none_after_the_end() -> None:
    rule = "FREQ=DAILY;UNTIL=20260203"
    assert days_until(rule, _FIRST, _FIRST - timedelta(days=1)) == ()
    assert days_after(rule, _FIRST, date(2026, 2, 2), 9) == (date(2026, 2, 3),)
    assert len(days_after("FREQ=DAILY;COUNT=3", _FIRST, date.min, 9)) == 3


def test_the_end_of_a_rule_may_lie_far_away() -> None:
    assert has_days("FREQ=YEARLY;UNTIL=99991231", _FIRST)
