"""This file tests working time as people type and read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.error import QueryError
from pmtui.query.values.durations import duration_text, parse_duration


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
