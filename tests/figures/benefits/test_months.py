"""This file tests values by month: each holds until the next, up to the end of its profile."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.benefits.months import Profile, first_day, month_of, months_text, shifted

JANUARY: Final = month_of(date(2027, 1, 15))


def a_profile(last: int | None = None) -> Profile:
    """Five from January on, and seven from March on; months are counted from January."""
    points = ((JANUARY, Decimal(5)), (JANUARY + 2, Decimal(7)))
    return Profile(points, None if last is None else JANUARY + last)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 1, 31), "2027-01"),
        (date(2026, 12, 1), "2026-12"),
        (date(2027, 11, 30), "2027-11"),
        (date(999, 2, 3), "0999-02"),
    ],
)
def test_a_month_is_that_of_a_day_and_begins_on_its_first(day: date, text: str) -> None:
    assert months_text(month_of(day)) == text
    assert first_day(month_of(day)) == day.replace(day=1)


@given(st.dates(), st.dates())
def test_months_follow_one_another_as_days_do(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert month_of(first) <= month_of(second)
    between = (second.year - first.year) * 12 + second.month - first.month
    assert month_of(second) - month_of(first) == between


@pytest.mark.parametrize(
    ("last", "values"),
    [
        (None, [None, 5, 5, 7, 7]),
        (3, [None, 5, 5, 7, 7]),
        (2, [None, 5, 5, 7, None]),
        (1, [None, 5, 5, None, None]),
    ],
)
def test_a_value_holds_from_its_month_until_the_next_or_the_end(
    last: int | None, values: list[int | None]
) -> None:
    profile = a_profile(last)
    assert [profile.value_in(JANUARY + at) for at in range(-1, 4)] == values


@pytest.mark.parametrize(
    ("last", "total"), [(None, 17), (3, 24), (2, 17), (1, 10), (0, 5), (-1, 0)]
)
def test_a_profile_is_worth_its_months_added_up(last: int | None, total: int) -> None:
    profile = a_profile(last)
    assert profile.total == total
    assert len(profile.months) == len(profile.as_rows()) == (3 if last is None else last + 1)


def test_a_profile_is_written_month_by_month() -> None:
    assert a_profile().as_rows() == [
        {"month": "2027-01", "value": "5"},
        {"month": "2027-02", "value": "5"},
        {"month": "2027-03", "value": "7"},
    ]
    assert Profile().months == ()
    assert Profile((), JANUARY).total == 0


@pytest.mark.parametrize(
    ("months", "end", "points", "last"),
    [
        (1, "", [1, 3], 3),
        (2, "", [2], 3),
        (-1, "", [-1, 1], 3),
        (2, "moving", [2, 4], 5),
        (-2, "moving", [-2, 0], 1),
        (0, "", [0, 2], 3),
    ],
)
def test_a_profile_moves_within_an_end_that_stays_or_with_one_that_moves(
    months: int, end: str, points: list[int], last: int
) -> None:
    moved = shifted(a_profile(3), months, end)
    assert [month - JANUARY for month, _ in moved.points] == points
    assert moved.last == JANUARY + last


def test_a_profile_without_an_end_moves_whole() -> None:
    for end in ("", "moving"):
        moved = shifted(a_profile(), 5, end)
        assert [month - JANUARY for month, _ in moved.points] == [5, 7]
        assert moved.last is None
