"""This file tests that what lies on days is added up by period."""

from hypothesis import given
from hypothesis import strategies as some

from pmtui.figures.people.span import Span


def test_each_period_begins_the_day_after_the_one_before_ended() -> None:
    span = Span(10, (11, 15, 16))
    assert [span.begin(at) for at in range(3)] == [10, 12, 16]
    assert span.sums([1, 2, 4, 8, 16, 32, 64]) == [3, 60, 64]
    assert span.minutes({11: 5.0, 12: 7.0, 16: 9.0}) == [5.0, 7.0, 9.0]


@given(some.lists(some.integers(1, 5), min_size=1, max_size=6), some.data())
def test_days_and_their_list_come_to_the_same(lengths: list[int], data: some.DataObject) -> None:
    ends = tuple(99 + sum(lengths[: at + 1]) for at in range(len(lengths)))
    span = Span(100, ends)
    days = data.draw(some.lists(some.integers(0, 9), min_size=sum(lengths), max_size=sum(lengths)))
    by_day = {100 + at: float(minutes) for at, minutes in enumerate(days) if minutes}
    assert span.minutes(by_day) == span.sums(days)
    assert sum(span.sums(days)) == sum(days)
