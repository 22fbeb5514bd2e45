"""This file tests where a chart as SVG draws: on a ground of 100 by 100 points, worked by hand.

The ground begins 62 points from the left and 58 from the top, and leaves 20 and 30 free beyond.
"""

from typing import Final
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

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
from pmtui.views.charts.vector import svg
from tests.views.charts.test_vector import INKS, NAMESPACE, parsed

WIDTH: Final = 62 + 100 + 20
HEIGHT: Final = 58 + 100 + 30
Row = tuple[str, ...]


def a_series(title: str, *values: float | None, kind: SeriesKind = "line") -> Series:
    """Values at 0, 10, 20 ..."""
    points = tuple(DataPoint(10.0 * at, value) for at, value in enumerate(values))
    return Series(title=title, points=points, kind=kind)


def named_bars(title: str, *values: float | None) -> Series:
    points = tuple(DataPoint(name, value) for name, value in zip("ab", values, strict=True))
    return Series(title=title, points=points, kind="bar")


def drawing(chart: Chart, width: int = WIDTH) -> ET.Element:
    return parsed(svg(chart, INKS, width, HEIGHT))


def texts(root: ET.Element) -> list[Row]:
    """Where each text stands, what it is anchored by, and what it says."""
    found = root.iter(f"{NAMESPACE}text")
    return [(*_values(text, "x", "y", "text-anchor"), text.text or "") for text in found]


def _values(element: ET.Element, *names: str) -> Row:
    return tuple(element.get(name, "") for name in names)


def elements(root: ET.Element, tag: str, *names: str) -> list[Row]:
    """Some attributes of every element of a kind."""
    return [_values(element, *names) for element in root.iter(f"{NAMESPACE}{tag}")]


def paths(root: ET.Element) -> list[str]:
    return [path for (path,) in elements(root, "path", "d")]


PLAN: Final = Chart(title="Cost", unit="EUR", series=(a_series("PV", 0, 100),))


def test_a_line_goes_from_corner_to_corner_of_its_ground() -> None:
    assert paths(drawing(PLAN)) == ["M62.0 158.0 L162.0 58.0"]


def test_one_line_has_its_title_its_unit_and_its_axes_beside_it() -> None:
    assert texts(drawing(PLAN)) == [
        ("12.0", "20.0", "start", "Cost"),
        ("28.0", "42.0", "start", "PV"),
        ("170.0", "20.0", "end", "EUR"),
        ("56.0", "162.0", "end", "0"),
        ("56.0", "62.0", "end", "100"),
        ("65.6", "174.0", "middle", "0"),
        ("158.4", "174.0", "middle", "10"),
    ]


def test_a_fine_line_lies_at_each_number_and_a_plain_one_at_nought() -> None:
    assert elements(drawing(PLAN), "line", "y1", "y2", "x1", "x2", "stroke-dasharray") == [
        ("158.0", "158.0", "62.0", "162.0", "1 3"),
        ("58.0", "58.0", "62.0", "162.0", "1 3"),
        ("158.0", "158.0", "62.0", "162.0", ""),
    ]


def test_two_lines_bear_their_letters_at_their_ends_and_in_the_legend() -> None:
    chart = replace(PLAN, series=(a_series("PV", 0, 100), a_series("EV", 0, 50)))
    root = drawing(chart)
    assert ("166.0", "62.0", "start", "P") in texts(root)
    assert ("166.0", "112.0", "start", "E") in texts(root)
    assert ("28.0", "42.0", "start", "P  PV") in texts(root)
    assert ("99.0", "42.0", "start", "E  EV") in texts(root)
    assert elements(root, "rect", "x", "y")[1:] == [("12.0", "34"), ("83.0", "34")]


def test_the_legend_ends_where_there_is_no_room_for_the_next_title() -> None:
    title = "a title of twenty ch"
    chart = Chart(title="", series=(a_series(title, 0, 100),))
    # 12 points before it, 24 for its mark, and 7 for each of its 20 characters.
    assert title in {row[-1] for row in texts(drawing(chart, 176))}
    assert title not in {row[-1] for row in texts(drawing(chart, 175))}


def test_a_gap_parts_a_line() -> None:
    chart = replace(PLAN, series=(a_series("PV", 0, 50, None, 100, 100),))
    assert paths(drawing(chart)) == [
        "M62.0 158.0 L87.0 108.0", "M137.0 58.0 L162.0 58.0",
    ]  # fmt: skip


def test_an_area_is_closed_along_nought() -> None:
    chart = replace(PLAN, series=(a_series("PV", 50, 100, kind="area"),))
    assert paths(drawing(chart)) == [
        "M62.0 158.0 L62.0 108.0 L162.0 58.0 L162.0 158.0 Z",
        "M62.0 108.0 L162.0 58.0",
    ]


def test_a_step_keeps_its_value_until_the_next_and_to_the_end() -> None:
    step = Series(title="S", points=(DataPoint(0.0, 0.0), DataPoint(5.0, 100.0)), kind="step")
    chart = replace(PLAN, series=(a_series("PV", 0, 100), step))
    assert paths(drawing(chart))[1] == (
        "M62.0 158.0 L112.0 158.0 L112.0 58.0 L112.0 58.0 L162.0 58.0"
    )


def test_a_forecast_is_dashed_in_its_own_way() -> None:
    forecast = replace(a_series("PV", 0, 100), is_dashed=True)
    chart = replace(PLAN, series=(forecast, a_series("EV", 0, 50)))
    assert elements(drawing(chart), "path", "stroke-dasharray") == [("6 4",), ("7 3",)]
    assert elements(drawing(PLAN), "path", "stroke-dasharray") == [("",)]


def test_dashes_begin_anew_where_all_are_taken() -> None:
    chart = replace(PLAN, series=tuple(a_series(f"{at}", 0, 100) for at in range(7)))
    dashes = [row[0] for row in elements(drawing(chart), "path", "stroke-dasharray")]
    assert len(set(dashes[:6])) == 6
    assert dashes[6] == dashes[0]


def test_a_band_lies_between_its_edges() -> None:
    band = Band(title="range", points=(BandPoint(0.0, 10, 20), BandPoint(10.0, 30, 50)))
    assert paths(drawing(replace(PLAN, bands=(band,))))[0] == (
        "M62.0 138.0 L162.0 108.0 L162.0 128.0 L62.0 148.0 Z"
    )


@pytest.mark.parametrize(
    ("at", "column", "text"),
    [
        (5.0, "112.0", ("115.0", "56.0", "start", "now")),
        (7.9, "141.0", ("144.0", "56.0", "start", "now")),  # three characters of 7 points fit
        (8.0, "142.0", ("139.0", "56.0", "end", "now")),
    ],
)
def test_a_mark_is_named_right_of_its_line_or_left_where_there_is_no_room(
    at: Place, column: str, text: Row
) -> None:
    root = drawing(replace(PLAN, marks=(ChartMark(at=at, title="now"),)))
    assert (column, "54.0", column, "158.0", "4 3") in elements(
        root, "line", "x1", "y1", "x2", "y2", "stroke-dasharray"
    )
    assert text in texts(root)


def test_bars_stand_beside_one_another_and_hang_below_nought() -> None:
    bars = named_bars("budget", 80, 40), named_bars("actual", -20, 16)
    root = drawing(Chart(title="", series=bars))
    # Each name has 50 points, its bars four fifths of them; a unit is a point high.
    assert elements(root, "rect", "x", "y", "width", "height")[2:] == [
        ("67.0", "58.0", "20.0", "80.0"),
        ("117.0", "98.0", "20.0", "40.0"),
        ("87.0", "138.0", "20.0", "20.0"),
        ("137.0", "122.0", "20.0", "16.0"),
    ]
    assert [row for row in texts(root) if row[-1] in {"B", "A"}] == [
        ("77.0", "135.0", "middle", "B"),
        ("127.0", "135.0", "middle", "B"),
        ("97.0", "155.0", "middle", "A"),
    ]
    assert elements(root, "line", "y1")[-1] == ("138.0",)


def test_bars_of_one_series_need_no_letters() -> None:
    root = drawing(Chart(title="", series=(named_bars("budget", 80, -20),)))
    assert elements(root, "rect", "x", "width")[2:] == [("67.0", "40.0"), ("117.0", "40.0")]
    assert "B" not in {row[-1] for row in texts(root)}


def test_bars_on_one_another_begin_where_the_one_below_ends() -> None:
    bars = named_bars("budget", 50, -10), named_bars("actual", 30, -10), named_bars("none", None, 0)
    root = drawing(Chart(title="", series=bars, is_stacked=True))
    drawn = elements(root, "rect", "x", "y", "width", "height")
    assert drawn[-4:] == [
        ("67.0", "88.0", "40.0", "50.0"),
        ("117.0", "138.0", "40.0", "10.0"),
        ("67.0", "58.0", "40.0", "30.0"),
        ("117.0", "148.0", "40.0", "10.0"),
    ]
    assert ("87.0", "135.0", "middle", "B") in texts(root)
    assert ("87.0", "85.0", "middle", "A") in texts(root)


def test_a_bubble_has_an_area_by_its_size_and_the_largest_lies_below() -> None:
    points = (
        DataPoint(0.0, 0.0, 1.0, "P-1"), DataPoint(10.0, 100.0, 4.0), DataPoint(5.0, None, 1.0),
        DataPoint(10.0, 0.0, -1.0, "P-2"),
    )  # fmt: skip
    root = drawing(Chart(title="", series=(Series(title="value", points=points, kind="bubble"),)))
    # A twelfth or so of the range lies free on every side; a quarter of the area is half as wide.
    assert elements(root, "circle", "cx", "cy", "r") == [
        ("155.1", "64.9", "26.0"), ("68.9", "151.0", "13.0"), ("155.1", "151.0", "2.0"),
    ]  # fmt: skip
    assert texts(root)[-3:] == [
        ("155.1", "68.9", "middle", "V"),
        ("68.9", "155.0", "middle", "P-1"),
        ("155.1", "155.0", "middle", "P-2"),
    ]


def test_bubbles_without_a_size_are_the_smallest() -> None:
    points = DataPoint(0.0, 0.0), DataPoint(10.0, 100.0)
    root = drawing(Chart(title="", series=(Series(title="v", points=points, kind="bubble"),)))
    assert elements(root, "circle", "r") == [("2.0",), ("2.0",)]


def test_an_empty_one_says_so_below_its_title() -> None:
    root = drawing(Chart(title="Cost", series=(), empty="no baseline yet"))
    assert texts(root) == [
        ("12.0", "20.0", "start", "Cost"), ("12.0", "78.0", "start", "no baseline yet"),
    ]  # fmt: skip
