"""This file tests working time as people type and read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.error import QueryError
from pmtui.query.values.durations import (
    duration_text,
    gaps_text,
    parse_clock,
    parse_duration,
    parse_gaps,
)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("3d", 1440), ("2h", 120), ("1.5d", 720), ("1,5d", 720), ("1w", 2400), ("90m", 90),
        ("1d 4h", 720), ("1d4h", 720), ("-2d", -960), ("+1h", 60), ("2 days 3 hrs", 1140),
        ("0d", 0), ("10 MIN", 10),
    ],
)  # fmt: skip
def test_a_typed_duration_is_working_minutes(typed: str, minutes: int) -> None:
    assert parse_duration(typed, 480) == minutes


def test_a_day_is_as_long_as_the_store_says() -> None:
    assert parse_duration("1d", 450) == 450
    assert parse_duration("1w", 450) == 2250


@pytest.mark.parametrize("typed", ["3", "", "d", "3y", "1d x", "3dd", "--3d", "1e5d"])
def test_a_duration_without_a_unit_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(QueryError, match="write 3d, 2h"):
        parse_duration(typed, 480)


def test_a_duration_too_long_to_keep_exact_is_refused() -> None:
    with pytest.raises(QueryError, match="too long"):
        parse_duration("999999999w " * 1000, 10_000)


@given(st.integers(-10_000_000, 10_000_000), st.integers(1, 1440))
def test_a_duration_reads_back_to_the_same_minutes(minutes: int, day: int) -> None:
    assert parse_duration(duration_text(minutes, day), day) == minutes


def test_a_duration_is_written_in_days_hours_and_minutes() -> None:
    assert duration_text(1440, 480) == "3d"
    assert duration_text(720, 480) == "1d 4h"
    assert duration_text(-95, 480) == "-1h 35m"
    assert duration_text(0, 480) == "0d"


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_durations_fail(text: str) -> None:
    try:
        minutes = parse_duration(text, 480)
    except QueryError:
        return
    assert isinstance(minutes, int)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("0:00", 0), ("8:00", 480), ("13:30", 810), ("8:59", 539), ("24:00", 1440)],
)
def test_a_time_of_day_is_minutes_after_midnight(typed: str, minutes: int) -> None:
    assert parse_clock(typed) == minutes


@pytest.mark.parametrize("typed", ["8:60", "24:01", "25:00", "8", "", "8:5", "noon"])
def test_what_the_clock_never_shows_is_no_time_of_day(typed: str) -> None:
    with pytest.raises(QueryError, match="is not a time of day"):
        parse_clock(typed)


def test_gaps_stand_in_order_each_after_its_work() -> None:
    assert parse_gaps("4d+1d, 2d+1w", 480) == ((960, 2400), (1920, 480))
    assert parse_gaps("1m+1m", 480) == ((1, 1),)
    assert gaps_text(((960, 2400), (1920, 480)), 480) == "2d+5d, 4d+1d"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2d", "'2d' is no gap"),
        ("0d+1w", "'0d+1w' is no gap between two parts"),
        ("2d+0d", "'2d+0d' is no gap between two parts"),
        ("-2d+1d", "is no gap between two parts"),
        ("2d+1w; 16h+1d", "two gaps after 16h"),
    ],
)
def test_what_leaves_no_work_or_no_gap_is_refused(typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_gaps(typed, 480)
    assert said in str(refused.value)


def test_only_working_time_is_a_duration() -> None:
    with pytest.raises(QueryError, match="'2ed' is not working time"):
        parse_duration("2ed", 480)
