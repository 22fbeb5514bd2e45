"""This file tests the periods that check-ins are about."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.entities.policy import Policy, Weekday
from pmtui.model.governance.rhythm import is_first_half, period_of, periods_until

WEEKLY = Policy(id=1)
MONDAY = date(2026, 11, 23)


def test_a_week_ends_on_the_friday_that_comes_or_is() -> None:
    assert period_of(WEEKLY, MONDAY) == date(2026, 11, 27)
    assert period_of(WEEKLY, date(2026, 11, 27)) == date(2026, 11, 27)
    assert period_of(WEEKLY, date(2026, 11, 28)) == date(2026, 12, 4)


@pytest.mark.parametrize(("day", "due"), [("monday", 23), ("wednesday", 25), ("sunday", 29)])
def test_the_policy_says_on_which_day_it_ends(day: Weekday, due: int) -> None:
    assert period_of(Policy(id=1, checkin_day=day), MONDAY) == date(2026, 11, due)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 52))
def test_periods_of_several_weeks_follow_one_another(day: date, weeks: int) -> None:
    policy = Policy(id=1, checkin_weeks=weeks)
    due = period_of(policy, day)
    assert 0 <= (due - day).days < 7 * weeks
    assert due.strftime("%A") == "Friday"
    assert period_of(policy, due + timedelta(days=1)) == due + timedelta(days=7 * weeks)
    before, now = periods_until(policy, day, 2)
    assert (before, now) == (due - timedelta(days=7 * weeks), due)


def test_a_day_at_the_end_of_time_has_a_period_all_the_same() -> None:
    assert period_of(Policy(id=1, checkin_day="sunday"), date.max) == date.max
    assert periods_until(WEEKLY, date.min, 4)


def test_the_last_period_is_spoken_of_in_the_first_half_of_the_next() -> None:
    assert is_first_half(WEEKLY, MONDAY)
    assert not is_first_half(WEEKLY, date(2026, 11, 25))


def test_the_middle_day_of_an_even_period_is_of_its_first_half() -> None:
    policy = Policy(id=1, checkin_weeks=2)
    middle = period_of(policy, MONDAY) - timedelta(days=7)
    assert is_first_half(policy, middle)
    assert not is_first_half(policy, middle + timedelta(days=1))


def test_periods_go_back_to_the_first_day_that_a_period_can_end_on() -> None:
    ends = periods_until(WEEKLY, date.min + timedelta(days=30), 99)
    assert ends[0] - date.min < timedelta(days=7)
    assert [(later - earlier).days for earlier, later in pairwise(ends)] == [7] * (len(ends) - 1)
    on_the_first = Policy(id=1, checkin_day="monday")
    assert date.min.strftime("%A") == "Monday"
    assert periods_until(on_the_first, date.min + timedelta(days=7), 9)[0] == date.min
