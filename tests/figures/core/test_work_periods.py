"""This file tests in which stretches of time the work of a task lies."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.core.work_periods import WorkPeriods, by_clock


def shares(
    parts: Sequence[tuple[int, int]], begins: Sequence[int], most: int | None = None
) -> list[int]:
    return WorkPeriods(tuple(parts), by_clock).shares(begins, most)


@pytest.mark.parametrize(
    ("begins", "minutes"),
    [
        ([0], [100]),
        ([100], [100]),
        ([150], [100]),
        ([100, 150], [50, 50]),
        ([0, 100], [0, 100]),
        ([0, 200], [100, 0]),
        ([0, 150, 300], [50, 50, 0]),
        ([150, 160, 170], [60, 10, 30]),
        ([], []),
    ],
)
def test_work_lies_where_its_time_does_and_what_is_before_the_first_is_the_firsts(
    begins: list[int], minutes: list[int]
) -> None:
    assert shares([(100, 200)], begins) == minutes


@pytest.mark.parametrize(
    ("most", "minutes"),
    [(None, [50, 70]), (0, [0, 0]), (30, [30, 0]), (60, [50, 10]), (999, [50, 70])],
)
def test_the_first_minutes_are_shared_out_up_to_as_many_as_are_asked_for(
    most: int | None, minutes: list[int]
) -> None:
    assert shares([(100, 200), (300, 320)], [0, 150], most) == minutes


def test_a_pause_between_parts_is_no_work() -> None:
    work = WorkPeriods(((100, 200), (300, 320)), by_clock)
    assert (work.start, work.minutes) == (100, 120)
    assert work.shares([0, 200, 300, 310]) == [100, 0, 10, 10]


def test_only_working_minutes_count() -> None:
    def halves(start: int, finish: int) -> int:
        return (finish - start) // 2

    assert WorkPeriods(((100, 200),), halves).shares([0, 150]) == [25, 25]


def test_by_the_clock_every_minute_counts() -> None:
    assert by_clock(10, 70) == 60


@given(
    st.lists(st.integers(0, 1000), min_size=2, max_size=8, unique=True).map(sorted),
    st.lists(st.integers(0, 1000), min_size=1, max_size=6, unique=True).map(sorted),
)
def test_nothing_is_lost_or_shared_out_twice(ends: list[int], begins: list[int]) -> None:
    parts = tuple(zip(ends[::2], ends[1::2], strict=False))
    work = WorkPeriods(parts, by_clock)
    assert sum(work.shares(begins)) == work.minutes
