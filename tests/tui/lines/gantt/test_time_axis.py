"""This file tests how time lies on cells: alignment, zoom, fit, and the dates above."""

from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmtui.model.calendar.work_calendar import minutes_of
from pmtui.tui.lines.gantt.time_axis import ZOOMS, Axis, axis_at, dates_above, days_off, fitting
from pmtui.views.shapes.gantt_chart import is_weekday


def at(text: str) -> int:
    """A day or moment as minutes since year 1."""
    return minutes_of(datetime.fromisoformat(text))


def zoom(name: str) -> int:
    """Position of a zoom."""
    return next(number for number, one in enumerate(ZOOMS) if one.name == name)


axes = st.builds(
    axis_at,
    st.integers(0, len(ZOOMS) - 1),
    st.integers(at("1000-01-01"), at("3000-01-01")),
    st.integers(1, 200),
)


@pytest.mark.parametrize(
    ("name", "upper", "lower"),
    [
        ("hours", "Mon 23 Nov 2026         Tue 24 Nov 2026", "00 03 06 09 12 15 18 21"),
        ("days", "23 Nov 2026   30 Nov 2026   7 Dec 2026", "M T W T F S S M T W T F"),
        ("weeks", "Nov Dec 2026          Jan 2027", "23  30  7   14  21"),
        ("months", "Q4     Q1 2027        Q2 2027", "N Dec  Jan"),
        ("quarters", "   2027", "Q4 Q1   Q2"),
        ("half-years", "  2027      2028", "  H1   H2   H1"),
        ("years", "2020s", " 2027 2028"),
        ("decades", "", "  '30s '40s"),
    ],
)
def test_every_zoom_has_two_lines_of_dates(name: str, upper: str, lower: str) -> None:
    axis = axis_at(zoom(name), at("2026-11-23"), 60)
    assert dates_above(axis, upper=True).startswith(upper)
    assert dates_above(axis, upper=False).startswith(lower)


@given(axes)
def test_dates_above_are_as_wide_as_the_axis(axis: Axis) -> None:
    assert len(dates_above(axis, upper=True)) == axis.width
    assert len(dates_above(axis, upper=False)) == axis.width


@given(axes)
def test_weeks_begin_with_a_cell(axis: Axis) -> None:
    assume(axis.zoom <= zoom("weeks"))
    monday = (axis.origin // 1440 + 7) // 7 * 7 * 1440 + 1440
    assert (monday - axis.origin) % axis.minutes == 0


@given(axes, st.integers(-300, 300))
def test_scrolling_there_and_back_is_where_it_was(axis: Axis, cells: int) -> None:
    assert axis.scrolled(cells).scrolled(-cells) == axis


@given(axes, st.integers(0, 199))
def test_zooming_keeps_a_moment_in_its_cell(axis: Axis, cell: int) -> None:
    moment = axis.origin + min(cell, axis.width - 1) * axis.minutes
    for step in (-1, 1):
        zoomed = axis.zoomed(step, moment)
        assert zoomed.cell(moment) == axis.cell(moment)


@given(st.integers(at("1990-01-01"), at("2100-01-01")), st.integers(0, 4000), st.integers(20, 200))
def test_what_fits_is_all_in_sight(start: int, days: int, width: int) -> None:
    finish = start + days * 1440
    axis = fitting((start, finish), width)
    assert axis.origin <= start
    assert finish <= axis.end or axis.zoom == len(ZOOMS) - 1


def test_a_program_of_two_years_fills_most_of_a_narrow_chart() -> None:
    start, finish = at("2026-01-12"), at("2027-12-30")
    axis = fitting((start, finish), 35)
    assert ZOOMS[axis.zoom].name == "half-years"
    assert axis.cell(finish) - axis.cell(start) > axis.width // 2


def test_a_portfolio_of_seventy_years_fits_into_a_narrow_chart() -> None:
    axis = fitting((at("2001-03-01"), at("2070-12-31")), 37)
    assert axis.end >= at("2070-12-31")


def test_days_off_are_told_at_the_near_zooms_only() -> None:
    week = days_off(axis_at(zoom("days"), at("2026-11-23"), 14), is_weekday)
    assert week == (False,) * 10 + (True,) * 4
    assert not any(days_off(axis_at(zoom("weeks"), at("2026-11-23"), 14), is_weekday))


def test_the_ends_of_the_calendar_are_not_left() -> None:
    first = axis_at(zoom("years"), minutes_of(datetime(1, 1, 1)), 100)  # noqa: DTZ001
    assert first.scrolled(-500).origin >= date.min.toordinal() * 1440
    last = axis_at(zoom("years"), at("9999-12-01"), 200)
    assert len(dates_above(last, upper=False)) == 200
