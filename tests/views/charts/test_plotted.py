"""This file tests a chart in numbers: what is in range, where marks stand, letters of series."""

from datetime import date
from typing import Final

import pytest
from msgspec.structs import replace

from pmtui.views.charts.chart import (
    Band,
    BandPoint,
    Chart,
    DataPoint,
    Place,
    Series,
    SeriesKind,
)
from pmtui.views.charts.plotted import plotted

BAR: Final[SeriesKind] = "bar"


def a_chart(*pairs: tuple[Place, float | None], kind: SeriesKind = "line") -> Chart:
    points = tuple(DataPoint(at, value) for at, value in pairs)
    return Chart(title="", series=(Series(title="PV", points=points, kind=kind),))


def ends(chart: Chart) -> tuple[float, float, float, float]:
    """What is shown: from left to right, and from the lowest to the highest."""
    plot = plotted(chart)
    return plot.low, plot.high, plot.lowest, plot.highest


def test_a_line_is_in_range_from_its_first_place_with_a_value_to_its_last() -> None:
    chart = a_chart((9.0, None), (8.0, 5.0), (2.0, -1.0), (1.0, float("nan")))
    assert ends(chart) == (2.0, 8.0, -1.0, 5.0)
    assert plotted(chart).stops == (2.0, 8.0)


def test_a_band_is_in_range_with_its_edges() -> None:
    points = BandPoint(1.0, -7.0, 3.0), BandPoint(9.0, 4.0, 20.0), BandPoint(5.0, 0, float("inf"))
    chart = replace(a_chart((2.0, 1.0), (8.0, 5.0)), bands=(Band(title="", points=points),))
    assert ends(chart) == (1.0, 9.0, -7.0, 20.0)


def test_bubbles_leave_a_twelfth_of_each_range_free_at_either_end() -> None:
    assert ends(a_chart((0.0, 10.0), (100.0, 110.0), kind="bubble")) == (-8.0, 108.0, 2.0, 118.0)


@pytest.mark.parametrize(
    ("place", "low", "high"),
    [(5.0, 4.0, 6.0), (0.0, -1.0, 1.0), (1e7, 1e7 - 10, 1e7 + 10), (-1e7, -1e7 - 10, -1e7 + 10)],
)
def test_the_only_place_lies_in_the_middle(place: float, low: float, high: float) -> None:
    assert ends(a_chart((place, 3.0)))[:2] == (low, high)
    assert ends(a_chart((place, 3.0), kind="bubble"))[:2] == (low, high)


def test_places_that_nothing_tells_apart_are_drawn_as_one() -> None:
    low, high, *_ = ends(a_chart((1e12, 1.0), (1e12 + 0.5, 2.0)))
    assert (low, high) == (1e12 - 1e6, 1e12 + 0.5 + 1e6)
    assert ends(a_chart((1e12, 1.0), (1e12 + 2, 2.0)))[:2] == (1e12, 1e12 + 2)
    assert ends(a_chart((-1e12, 1.0), (-1e12 + 2, 2.0)))[:2] == (-1e12, -1e12 + 2)


def test_an_empty_chart_has_a_range_to_be_drawn_in() -> None:
    chart = Chart(title="", series=())
    assert ends(chart) == (0.0, 1.0, 0.0, 1.0)
    assert plotted(chart).is_empty
    assert not plotted(a_chart((0.0, 0.0))).is_empty


def test_bars_have_a_place_each_and_half_of_one_at_either_end() -> None:
    chart = a_chart(("b", 4.0), ("a", -2.0), kind=BAR)
    plot = plotted(chart)
    assert ends(chart) == (-0.5, 1.5, -2.0, 4.0)
    assert plot.names == ("b", "a")
    assert plot.series[0].points == ((0.0, 4.0), (1.0, -2.0))


def test_bars_on_one_another_are_in_range_with_their_sums_above_and_below() -> None:
    series = tuple(
        Series(title=f"{at}", kind=BAR, points=(DataPoint("a", value),))
        for at, value in enumerate((5.0, 7.0, -1.0, -2.0, None, 0.0))
    )
    line = Series(title="line", points=(DataPoint("a", 9.0),))
    chart = Chart(title="", series=series, is_stacked=True)
    assert ends(chart)[2:] == (-3.0, 12.0)
    assert ends(replace(chart, series=(*series[:1], line)))[2:] == (0.0, 9.0)
    assert ends(replace(chart, is_stacked=False))[2:] == (-2.0, 7.0)


def test_values_are_in_range_by_days_and_in_their_order() -> None:
    first, last = date(2026, 11, 23), date(2026, 12, 1)
    chart = a_chart((last, 2.0), (first, 1.0))
    assert ends(chart)[:2] == (float(first.toordinal()), float(last.toordinal()))
    assert plotted(chart).axis == "date"
    assert plotted(a_chart((1.0, 2.0))).axis == "number"
    assert plotted(a_chart((1.0, 2.0), ("a", 1.0), (first, 1.0))).axis == "category"


@pytest.mark.parametrize(
    ("at", "number"),
    [(1.9, None), (2.0, 2.0), (5.0, 5.0), (8.0, 8.0), (8.1, None)],
)
def test_a_mark_stands_on_the_axis_or_nowhere(at: float, number: float | None) -> None:
    assert plotted(a_chart((2.0, 1.0), (8.0, 5.0))).mark_number(at) == number


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 0.0),
        (date(2026, 1, 31), 0.0),
        (date(2026, 2, 1), 1.0),
        (date(2030, 1, 1), 1.0),
    ],
)
def test_a_mark_among_bars_stands_on_the_one_that_begins_before_it(
    at: date, number: float | None
) -> None:
    chart = a_chart((date(2026, 1, 1), 1.0), (date(2026, 2, 1), 2.0), kind=BAR)
    assert plotted(chart).mark_number(at) == number


def test_a_mark_among_names_stands_on_its_own_or_nowhere() -> None:
    plot = plotted(a_chart(("a", 1.0), ("b", 2.0), kind=BAR))
    assert [plot.mark_number(name) for name in ("a", "b", "c")] == [0.0, 1.0, None]


@pytest.mark.parametrize(
    ("begin", "stop"), [(None, 2), (1.0, 0), (4.9, 0), (5.0, 1), (7.9, 1), (8.0, 2), (99.0, 2)]
)
def test_a_cursor_begins_at_the_last_place_before_where_it_is_asked_to(
    begin: float | None, stop: int
) -> None:
    chart = a_chart((1.0, 1.0), (5.0, 1.0), (8.0, 1.0))
    assert plotted(replace(chart, begin=begin)).first_stop == stop


def test_a_cursor_begins_at_the_first_place_where_nothing_stands_before_it() -> None:
    band = Band(title="", points=(BandPoint(0.0, 0, 1),))
    chart = replace(a_chart((5.0, 1.0), (8.0, 1.0)), bands=(band,), begin=2.0)
    assert plotted(chart).first_stop == 0


def test_a_stop_is_of_the_component_of_the_first_series_that_stands_there() -> None:
    first = Series(title="a", points=(DataPoint(1.0, 1.0, entity=7), DataPoint(2.0, 1.0)))
    second = Series(title="b", points=(DataPoint(1.0, 1.0, entity=8), DataPoint(3.0, 1, entity=9)))
    assert plotted(Chart(title="", series=(first, second))).entities == (7, 0, 9)


def test_each_series_has_a_colour_and_a_letter_of_its_own_as_long_as_there_are_any() -> None:
    titles = ("plan", "plan", "p l", *("p" for _ in range(35)))
    point = (DataPoint(1.0, 1.0),)
    series = tuple(Series(title=title, points=point, letter="") for title in titles)
    plot = plotted(Chart(title="", series=(*series, Series(title="é!", points=point, letter="A"))))
    letters = "".join(series.letter for series in plot.series)
    assert letters[:4] == "PLBC"  # the other letters of the titles are taken, A by the last
    assert len(set(letters[:25])) == 25
    assert letters[25:38] == "*" * 13
    assert letters[-1] == "A"
    inks = [series.ink for series in plot.series]
    assert len(set(inks[:6])) == 6


def test_a_title_of_a_category_is_kept_where_it_has_one() -> None:
    points = DataPoint("a", 1.0, title="Alpha"), DataPoint("b", 2.0)
    chart = Chart(title="", series=(Series(title="", points=points, kind=BAR),))
    assert plotted(chart).titles == {0.0: "Alpha"}


def test_what_is_drawn_to_scale_up_begins_at_nought_for_bars_and_areas() -> None:
    lows: dict[SeriesKind, float] = {"bar": 0.0, "area": 0.0, "line": 8.0, "step": 8.0}
    for kind, low in lows.items():
        plot = plotted(a_chart((1.0, 8.0), (2.0, 10.0), kind=kind))
        assert plot.up(10).low == low
