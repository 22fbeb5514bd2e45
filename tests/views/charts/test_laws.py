"""This file tests laws of every chart: nothing is drawn outside, bars are as high as values."""

import time
from datetime import date, timedelta
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.views.charts.bars import draw_bars
from pmtui.views.charts.canvas import STROKES, Canvas, ChartStyle
from pmtui.views.charts.chart import (
    Band,
    BandPoint,
    Chart,
    ChartMark,
    DataPoint,
    Place,
    Series,
    SeriesKind,
)
from pmtui.views.charts.date_ticks import date_ticks
from pmtui.views.charts.drawing import DrawnChart, drawn
from pmtui.views.charts.number_ticks import number_ticks
from pmtui.views.charts.plotted import plotted
from pmtui.views.charts.scale import Scale, value_scale
from pmtui.views.charts.traces import dot_columns

STYLES: Final = tuple(STROKES)
KINDS: Final[tuple[SeriesKind, ...]] = ("line", "area", "step", "bar", "bubble")
ANY: Final = st.floats(allow_nan=False, allow_infinity=False)
MONEY: Final = st.integers(-(10**9), 10**9).map(float)
PLACES: Final = st.one_of(ANY, st.dates(), st.text(max_size=8))
SIZES: Final = st.tuples(st.integers(1, 130), st.integers(1, 45))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart of anything there may be."""
    values = st.one_of(st.none(), ANY, MONEY)
    series = draw(
        st.lists(
            st.builds(
                Series,
                title=st.text(max_size=12),
                points=st.lists(
                    st.builds(DataPoint, PLACES, values, ANY, st.text(max_size=6)), max_size=8
                ).map(tuple),
                kind=st.sampled_from(KINDS),
                is_dashed=st.booleans(),
            ),
            max_size=4,
        )
    )
    return Chart(
        title=draw(st.text(max_size=20)),
        series=tuple(series),
        is_stacked=draw(st.booleans()),
        bands=(Band(title="band", points=(BandPoint(draw(PLACES), draw(ANY), draw(ANY)),)),),
        marks=(ChartMark(at=draw(PLACES), title=draw(st.text(max_size=9))),),
    )


@given(charts(), SIZES, st.sampled_from(STYLES), st.one_of(st.none(), st.integers(0, 20)))
@settings(max_examples=300, deadline=None)
def test_any_finite_data_is_drawn_without_an_error(
    chart: Chart, size: tuple[int, int], style: ChartStyle, stop: int | None
) -> None:
    rows = drawn(chart, *size, style, stop)
    assert len(rows) == size[1]


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=30), st.sampled_from(STYLES))
@settings(deadline=None)
def test_every_point_is_drawn_inside_the_axes_in_its_own_cell(
    pairs: list[tuple[float, float]], style: ChartStyle
) -> None:
    points = tuple(DataPoint(at, value) for at, value in pairs)
    plot = plotted(Chart(title="", series=(Series(title="", points=points),)))
    strokes = STROKES[style]
    columns, rows = 60 * strokes.across, 12 * strokes.up
    across, up = plot.across(60), plot.up(12)
    masks = dot_columns(plot.series[0].points, across, up, (columns, rows))
    assert len(masks) == columns
    assert all(0 <= mask < 1 << rows for mask in masks)
    for number, value in plot.series[0].points:
        assert value is not None
        column = round((number - across.low) / (across.high - across.low) * (columns - 1))
        near = masks[max(0, column - 1)] | masks[column] | masks[min(columns - 1, column + 1)]
        assert near >> up.part(value, rows) & 1


def _height(canvas: Canvas, column: int, nought: int, *, above: bool) -> float:
    """The cells that a bar fills in a column, up from nought or down."""
    strokes = canvas.strokes
    steps = strokes.steps if above else strokes.falling
    rows = range(canvas.height - 1 - nought, -1, -1) if above else range(
        canvas.height - nought, canvas.height
    )  # fmt: skip
    height = 0.0
    for row in rows:
        glyph = canvas.glyphs[row][column]
        height += steps.index(glyph) / (len(steps) - 1) if glyph in steps else 1.0
    return height


@given(st.lists(MONEY, min_size=1, max_size=12), st.integers(2, 40), st.sampled_from(STYLES))
@settings(deadline=None)
def test_a_bar_is_as_high_as_its_value_within_half_a_cell(
    values: list[float], height: int, style: ChartStyle
) -> None:
    points = tuple(DataPoint(str(at), value) for at, value in enumerate(values))
    plot = plotted(Chart(title="", series=(Series(title="", points=points, kind="bar"),)))
    canvas = Canvas(len(values), height, style)
    draw_bars(canvas, plot, plot.across(len(values)))
    up = plot.up(height)
    assert up.cell(0.0) == pytest.approx(round(up.cell(0.0)), abs=1e-6)
    for at, value in enumerate(values):
        wanted = abs(up.cell(value) - up.cell(0.0))
        shown = _height(canvas, at, round(up.cell(0.0)), above=value >= 0)
        assert abs(shown - wanted) <= 0.5 + 1e-6


@given(st.lists(st.tuples(MONEY, MONEY, MONEY), min_size=1, max_size=6), st.integers(4, 40))
@settings(deadline=None)
def test_bars_on_one_another_are_as_high_as_their_sum(
    rows: list[tuple[float, float, float]], height: int
) -> None:
    series = tuple(
        Series(
            title=str(at),
            kind="bar",
            points=tuple(DataPoint(str(number), row[at]) for number, row in enumerate(rows)),
        )
        for at in range(3)
    )
    plot = plotted(Chart(title="", series=series, is_stacked=True))
    canvas = Canvas(len(rows), height, "braille")
    draw_bars(canvas, plot, plot.across(len(rows)))
    up = plot.up(height)
    for at, values in enumerate(rows):
        filled = sum(canvas.glyphs[row][at] != " " for row in range(height))
        above = up.cell(sum(value for value in values if value > 0)) - up.cell(0.0)
        below = up.cell(0.0) - up.cell(sum(value for value in values if value < 0))
        assert abs(filled - round(above) - round(below)) <= 1


@given(ANY, ANY, st.integers(1, 60))
def test_a_scale_holds_what_it_is_made_for_and_its_numbers_are_on_it(
    first: float, second: float, cells: int
) -> None:
    low, high = sorted((first, second))
    for from_nought in (True, False):
        scale = value_scale(low, high, cells, from_nought=from_nought)
        assert scale.high > scale.low
        if from_nought:
            assert scale.low <= 0 <= scale.high
        for value, text in number_ticks(scale):
            span = scale.high - scale.low
            assert scale.low - span * 1e-6 <= value <= scale.high + span * 1e-6
            assert text


@given(st.dates(), st.integers(0, 40_000), st.integers(1, 200))
def test_days_of_an_axis_lie_on_it_in_their_order_and_fit(
    first: date, days: int, cells: int
) -> None:
    low = first.toordinal()
    high = min(low + days, date.max.toordinal())
    ticks = date_ticks(low, high, cells)
    numbers = [number for number, _ in ticks]
    assert numbers == sorted(set(numbers))
    assert all(low <= number <= high for number in numbers)
    assert len(ticks) <= max(1, cells // 4 + 1)


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind in KINDS for value in (0.0, 7.0, -7.0, 1e308)]
)
def test_one_point_and_equal_points_are_drawn(kind: SeriesKind, value: float) -> None:
    for places in ((5.0,), (5.0, 6.0), ("a",), (date(2026, 1, 1), date(2026, 1, 1))):
        points = tuple(DataPoint(place, value) for place in places)
        series = Series(title="t", points=points, kind=kind)
        assert len(drawn(Chart(title="c", series=(series,)), 60, 12, stop=0)) == 12


def _fastest(chart: Chart) -> float:
    """Seconds of this process that drawing takes at best."""
    seconds: list[float] = []
    for _ in range(5):
        began = time.process_time()
        DrawnChart(chart, 160, 45, "braille").rows(3)
        seconds.append(time.process_time() - began)
    return min(seconds)


@pytest.mark.parametrize("kind", KINDS)
def test_many_points_take_time_by_their_number(kind: SeriesKind) -> None:
    random = Random(1)
    first = date(1990, 1, 1)

    def many(count: int) -> Chart:
        points = tuple(
            DataPoint(_place(first, at), random.gauss(0, 1), random.random()) for at in range(count)
        )
        return Chart(title="many", series=(Series(title="t", points=points, kind=kind),))

    few, more = _fastest(many(2_000)), _fastest(many(20_000))
    assert more < few * 20


def _place(first: date, at: int) -> Place:
    return first + timedelta(days=at)


def test_a_mark_between_two_bars_stands_on_the_period_it_lies_in() -> None:
    points = tuple(DataPoint(date(2026, month, 1), 1.0) for month in (1, 2, 3))
    plot = plotted(Chart(title="", series=(Series(title="", points=points, kind="bar"),)))
    assert plot.mark_number(date(2026, 2, 14)) == 1.0
    assert plot.mark_number(date(2025, 12, 14)) is None


def test_nought_lies_between_two_cells_where_values_lie_on_either_side() -> None:
    scale = value_scale(-1.0, 9.0, 8, from_nought=True)
    assert scale == Scale(-9 / 7, 9.0, 8)
    assert scale.cell(0.0) == pytest.approx(1.0)
