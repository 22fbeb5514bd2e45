"""This file tests forecasts by resampling: against the exact chances, with the same lots again."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.work.flow_forecast import forecast, items_within, least_at


def exactly_by(daily: list[int], remaining: int, days: int) -> float:
    """The chance that so many cards are done in some days, every day of the past as likely."""
    chances = {0: 1.0}
    for _ in range(days):
        following: dict[int, float] = {}
        for done, chance in chances.items():
            for more in daily:
                place = min(remaining, done + more)
                following[place] = following.get(place, 0.0) + chance / len(daily)
        chances = following
    return chances.get(remaining, 0.0)


@pytest.mark.parametrize(
    ("daily", "remaining"), [([0, 0, 1, 2, 0, 3], 12), ([1, 1, 1], 5), ([0] * 9 + [1], 2)]
)
def test_a_day_is_as_sure_as_it_is_exactly(daily: list[int], remaining: int) -> None:
    drawn = forecast(daily, remaining)
    assert drawn is not None
    for percent in (50, 85, 95):
        days = drawn.days_at(percent)
        assert days is not None
        assert exactly_by(daily, remaining, days) >= percent / 100 - 0.02
        assert exactly_by(daily, remaining, days - 1) < percent / 100 + 0.02


@settings(max_examples=30)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.integers(0, 30), st.integers())
def test_the_same_lots_give_the_same_days_and_surer_is_never_sooner(
    daily: list[int], remaining: int, seed: int
) -> None:
    drawn = forecast(daily, remaining, rounds=200, seed=seed)
    assert drawn == forecast(daily, remaining, rounds=200, seed=seed)
    assert (drawn is None) == (not any(daily))
    if drawn is not None:
        days = [drawn.days_at(percent) or 0 for percent in (1, 50, 85, 100)]
        assert days == sorted(days)
        assert drawn.sure_by(drawn.days[-1]) == 100


def test_a_board_that_does_one_a_day_needs_a_day_for_each_card() -> None:
    drawn = forecast([1, 1], 7, rounds=50)
    assert drawn is not None
    assert set(drawn.days) == {7}
    assert drawn.day_at(85, date(2026, 11, 2)) == date(2026, 11, 9)
    assert drawn.sure_by(6) == 0


def test_nothing_left_takes_no_day() -> None:
    drawn = forecast([0, 1], 0, rounds=10)
    assert drawn is not None
    assert drawn.days_at(85) == 0


def test_a_future_that_never_ends_counts_as_not_done() -> None:
    drawn = forecast([0] * 3_000 + [1], 9, rounds=20)
    assert drawn is not None
    assert drawn.days_at(100) is None


def test_how_many_are_done_is_what_at_least_so_many_futures_reach() -> None:
    assert set(items_within([2], 5, rounds=10)) == {10}
    drawn = items_within([0, 0, 1, 2, 0, 3], 30)
    assert drawn == items_within([0, 0, 1, 2, 0, 3], 30)
    at_least = least_at(drawn, 85)
    assert sum(items >= at_least for items in drawn) >= 0.85 * len(drawn)
    assert sum(items >= at_least + 1 for items in drawn) < 0.85 * len(drawn)
    assert items_within([], 5, rounds=2) == (0, 0)
