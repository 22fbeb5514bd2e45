"""This file tests what a chart says at a place: in whole words where they fit, else in short."""

from datetime import date
from typing import Final

import pytest
from msgspec.structs import replace

from pmtui.views.charts.axes import fitted, place_text, value_at, value_words, words_at
from pmtui.views.charts.canvas import ChartCell
from pmtui.views.charts.chart import Chart, DataPoint, Place, Series, SeriesKind
from pmtui.views.charts.plotted import plotted

DAY: Final = date(2026, 6, 8)


def a_chart(at: Place = DAY, kind: SeriesKind = "line") -> Chart:
    """Two series with a value at one place."""
    series = tuple(
        Series(title=title, points=(DataPoint(at, value, title=f"T{value:.0f}"),), kind=kind)
        for title, value in (("plan", 1_234_567.0), ("real", 45_678.0))
    )
    return Chart(title="", unit="EUR", series=series)


def said(chart: Chart, width: int) -> str:
    plot = plotted(chart)
    cells = words_at(plot, plot.stops[0], width)
    text = "".join(cell.text for cell in cells)
    assert len(text) == width
    return text.rstrip()


def test_words_are_whole_where_they_fit_and_short_where_they_do_not() -> None:
    whole = " 8 Jun 2026: plan 1,234,567 real 45,678 EUR"
    titled = " 8 Jun 2026: plan 1.23m real 45.7k EUR"
    short = " 8 Jun 26: P 1.23m R 45.7k EUR"
    for text, shorter in ((whole, titled), (titled, short), (short, f"{short[:-2]}…")):
        assert said(a_chart(), len(text)) == text
        assert said(a_chart(), len(text) - 1) == shorter


def test_what_has_no_unit_says_none() -> None:
    chart = replace(a_chart(5.0), unit="")
    assert said(chart, 60) == " 5: plan 1,234,567 real 45,678"
    assert said(replace(chart, across="risk"), 60).startswith(" risk 5: ")


def test_one_of_several_stands_out_and_the_only_one_does_not() -> None:
    plot = plotted(a_chart())
    cells = words_at(plot, plot.stops[0], 60, 1)
    assert [cell.text for cell in cells if cell.is_filled] == ["real 45,678"]
    alone = plotted(replace(a_chart(), series=a_chart().series[:1]))
    assert not any(cell.is_filled for cell in words_at(alone, alone.stops[0], 60, 0))


def test_a_bubble_is_called_by_its_own_title_where_only_one_stands_there() -> None:
    assert "T1234567 1,234,567" in said(a_chart(5.0, "bubble"), 60)
    two = Series(
        title="value", kind="bubble",
        points=(DataPoint(5.0, 1.0, title="A"), DataPoint(5.0, 2.0, title="B")),
    )  # fmt: skip
    assert said(Chart(title="", series=(two,)), 60) == " 5: value 2"
    nameless = replace(two, points=(DataPoint(5.0, 1.0),))
    assert said(Chart(title="", series=(nameless,)), 60) == " 5: value 1"


def test_a_step_keeps_its_value_and_a_line_has_one_at_its_points_only() -> None:
    points = DataPoint(2.0, 5.0), DataPoint(4.0, 7.0)
    for kind, values in (
        ("line", [None, 5.0, None, 7.0, None]),
        ("step", [None, 5.0, 5.0, 7.0, 7.0]),
    ):
        series = Series(title="", points=points, kind=kind)  # type: ignore[arg-type]
        (plot,) = plotted(Chart(title="", series=(series,))).series
        assert [value_at(plot, at) for at in (1.0, 2.0, 3.0, 4.0, 5.0)] == values


def test_a_value_is_said_with_its_place_and_its_unit() -> None:
    plot = plotted(a_chart())
    assert value_words(plot, plot.series[0], plot.stops[0]) == ("8 Jun 2026", "1,234,567 EUR")
    assert value_words(plot, plot.series[0], plot.stops[0] + 1) is None


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 1, 31), "31 Jan 2026", "31 Jan 26"),
        (date(2005, 12, 1), "1 Dec 2005", "1 Dec 05"),
    ],
)
def test_a_day_is_said_with_its_year_whole_or_short(day: date, long: str, short: str) -> None:
    for kind in ("line", "bar"):
        series = Series(title="", points=(DataPoint(day, 1.0),), kind=kind)
        plot = plotted(Chart(title="", series=(series,)))
        assert place_text(plot, plot.stops[0]) == long
        assert place_text(plot, plot.stops[0], short=True) == short


def test_a_category_is_said_by_its_title_or_else_its_name() -> None:
    points = DataPoint("a", 1.0, title="Alpha"), DataPoint("b", 2.0)
    plot = plotted(Chart(title="", series=(Series(title="", points=points, kind="bar"),)))
    assert [place_text(plot, at) for at in plot.stops] == ["Alpha", "b"]


def test_cells_are_cut_or_padded_to_a_width() -> None:
    cells = [ChartCell("abc"), ChartCell("def", "dim", is_filled=True)]
    assert fitted(cells, 8) == [*cells, ChartCell("  ")]
    assert fitted(cells, 6) == cells
    assert [cell.text for cell in fitted(cells, 5)] == ["abc", "d…"]
    assert fitted(cells, 3) == cells[:1]
