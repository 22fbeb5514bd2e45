"""This file tests money that comes over time: by each moment, and many flows together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.earned_value.flows import EvenFlow, MoneyFlow, accumulated, come_by, posted_flow

POSTED = posted_flow([(20, 5), (10, 7), (20, -2)])


def test_money_comes_evenly_between_two_moments_and_some_at_either_end() -> None:
    flow = EvenFlow(start=100, finish=200, at_start=10, over_time=50, total=90)
    values = [flow.value(at) for at in (99, 100, 101, 102, 150, 199, 200, 201)]
    # Half up: 50 * 1 / 100 is 0.5, and 50 * 99 / 100 is 49.5.
    assert values == [0, 0, 11, 11, 35, 60, 90, 90]


def test_money_that_is_taken_back_comes_evenly_too() -> None:
    flow = EvenFlow(start=100, finish=200, at_start=0, over_time=-50, total=-50)
    assert [flow.value(at) for at in (100, 102, 150, 198, 200)] == [0, -1, -25, -49, -50]


def test_what_is_posted_has_come_from_its_moment_on() -> None:
    assert [POSTED.value(at) for at in (9, 10, 19, 20, 99)] == [0, 7, 7, 10, 10]
    assert (POSTED.start, POSTED.finish, POSTED.total) == (9, 20, 10)


@pytest.mark.parametrize("moments", [(), (5,), (9, 10, 11), (0, 15, 20, 150, 160, 200, 300)])
def test_many_flows_come_to_what_each_comes_to(moments: tuple[int, ...]) -> None:
    flows: list[MoneyFlow] = [
        POSTED, EvenFlow(100, 200, 10, 50, 90), EvenFlow(10, 15, 1, -4, 0), EvenFlow(7, 7, 0, 0, 3)
    ]  # fmt: skip
    assert accumulated(flows, moments) == [sum(flow.value(at) for flow in flows) for at in moments]


@given(
    st.lists(st.tuples(*[st.integers(-99, 99)] * 3, st.integers(0, 9), st.integers(0, 9))),
    st.lists(st.integers(-2, 20)).map(sorted),
)
def test_flows_added_up_are_the_sums_of_their_values(
    parts: list[tuple[int, int, int, int, int]], moments: list[int]
) -> None:
    flows = [EvenFlow(start, start + span, *money) for *money, start, span in parts]
    sums = [sum(flow.value(at) for flow in flows) for at in moments]
    assert accumulated(flows, moments) == sums
    assert [come_by(flows, at) for at in moments] == sums
