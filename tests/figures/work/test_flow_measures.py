"""This file tests measures of flow: days counted with both ends, Little's law, cumulative lines."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.work.flow_measures import (
    FlowCard,
    cumulative_flow,
    cycle_by_law,
    daily_throughput,
    flow_of,
    percentile,
    throughput_by_law,
)

MONDAY = date(2026, 11, 2)


def day(away: int) -> date:
    return MONDAY + timedelta(days=away)


def a_card(requested: int, started: int | None = None, finished: int | None = None) -> FlowCard:
    days = (day(away) if away is not None else None for away in (requested, started, finished))
    return FlowCard(1, *days)


@st.composite
def cards(draw: st.DrawFn) -> FlowCard:
    """A card requested, started and finished in that order, as far as it has come."""
    away, days = 0, []
    for _ in range(draw(st.integers(1, 3))):
        away += draw(st.integers(0, 12))
        days.append(day(away))
    return FlowCard(1, *days, *[None] * (3 - len(days)))


def test_published_examples_of_littles_law_come_out() -> None:
    assert round(float(throughput_by_law(4, 7)), 3) == 0.571
    assert throughput_by_law(3, 8) == Fraction(375, 1000)
    assert throughput_by_law(3, 8) * 12 * 5 == Fraction(45, 2)
    assert cycle_by_law(12, 6) * 12 == 24


@pytest.mark.parametrize("law", [throughput_by_law, cycle_by_law])
def test_the_law_is_refused_without_a_time_or_a_rate(law: object) -> None:
    with pytest.raises(ValueError, match="is above 0"):
        law(3, 0)  # type: ignore[operator]


def test_what_begins_and_ends_on_one_day_took_a_day() -> None:
    card = a_card(0, 3, 3)
    assert (card.cycle_days, card.lead_days) == (1, 4)
    assert a_card(0, 3).age_days(day(3)) == 1
    assert card.age_days(day(9)) is None
    assert a_card(0).cycle_days is None


def test_the_service_level_is_the_least_days_that_85_in_100_do_not_exceed() -> None:
    assert percentile(range(1, 101), 85) == 85
    assert percentile([1, 2, 3, 4, 5, 6, 30], 85) == 6
    assert percentile([4], 85) == 4
    assert percentile([], 85) is None


def test_arrivals_departures_and_work_in_progress_are_those_of_the_window() -> None:
    flow = flow_of([a_card(0, 0, 4), a_card(0, 2, 3), a_card(0, 8)], day(2), day(8))
    assert (flow.arrivals, flow.departures, flow.card_days) == (2, 2, 3 + 2 + 1)
    assert flow.cycles == (2, 5)
    assert flow.throughput == Fraction(2, 7)
    assert flow.average_wip == Fraction(6, 7)


def test_littles_law_is_not_applied_where_more_comes_in_than_goes_out() -> None:
    flow = flow_of([a_card(0, 0, 4), a_card(0, 2), a_card(0, 3)], day(0), day(6))
    assert not flow.is_stable
    assert flow.cycle_by_law is None


@given(st.lists(cards(), min_size=1, max_size=12))
def test_over_a_window_in_which_all_begins_and_ends_the_law_gives_the_mean_cycle(
    some: list[FlowCard],
) -> None:
    done = [card for card in some if card.finished is not None]
    flow = flow_of(done, day(0), day(60))
    if done:
        mean = Fraction(sum(card.cycle_days or 0 for card in done), len(done))
        assert flow.cycle_by_law == mean
    else:
        assert flow.cycle_by_law is None


@given(st.lists(cards(), max_size=12), st.integers(1, 9))
def test_cumulative_lines_never_fall_and_never_cross(some: list[FlowCard], step: int) -> None:
    lines = list(cumulative_flow(some, day(0), day(40), step=step))
    assert (lines[0].day, lines[-1].day) == (day(0), day(40))
    for line in lines:
        assert line.finished <= line.started <= line.requested
    for name in ("requested", "started", "finished"):
        counts = [getattr(line, name) for line in lines]
        assert counts == sorted(counts)
    last = lines[-1]
    assert (last.requested, last.finished) == (
        len(some), sum(card.finished is not None for card in some),
    )  # fmt: skip
    assert last.in_progress == sum(bool(card.started) and not card.finished for card in some)


@given(st.lists(cards(), max_size=12))
def test_what_was_finished_each_day_adds_up_to_what_was_finished(some: list[FlowCard]) -> None:
    daily = daily_throughput(some, day(0), day(40))
    assert len(daily) == 41
    assert sum(daily) == flow_of(some, day(0), day(40)).departures
