"""This file compares every kind of chart with what it looked like before, as plain text.

`PMTUI_SNAPSHOTS=write pytest tests/views/charts/test_drawing.py` writes them anew.
"""

import os
import random
import re
from pathlib import Path
from typing import Final

import msgspec
import pytest

from pmtui.text import cell_width
from pmtui.views.charts.canvas import STROKES, ChartStyle
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.charts.drawing import DrawnChart, drawn
from tests.views.charts.examples import AREA, BARS, EXAMPLES, NAMED, S_CURVE, text_of

FOLDER: Final = Path(__file__).parent / "snapshots"
SIZES: Final = ((40, 8), (78, 18), (156, 36))
STYLES: Final = tuple(STROKES)
HOSTILE: Final = "\x1b[31mred\x1b]0;title\x07\u202e[bold]<b>&amp;\n‮"  # noqa: PLE2502


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_chart_looks_as_it_did(size: tuple[int, int], style: ChartStyle) -> None:
    texts: list[str] = []
    for name, chart in EXAMPLES.items():
        rows = text_of(drawn(chart, *size, style, 4))
        texts += [f"--- {name}", *rows]
    path = FOLDER / f"{size[0]}x{size[1]}-{style}.txt"
    if os.environ.get("PMTUI_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text("\n".join(texts) + "\n", "utf-8")
    assert texts == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("size", [(1, 1), (2, 3), (20, 4), (39, 7), (40, 8), (81, 25), (300, 90)])
def test_every_row_is_exactly_as_wide_as_asked_for(
    size: tuple[int, int], name: str, style: ChartStyle
) -> None:
    for stop in (None, 0, 99):
        rows = drawn(EXAMPLES[name], *size, style, stop)
        assert len(rows) == size[1]
        assert {sum(cell_width(cell.text) for cell in row) for row in rows} == {size[0]}


def test_a_chart_in_ascii_holds_nothing_else() -> None:
    for chart in EXAMPLES.values():
        assert all(line.isascii() for line in text_of(drawn(chart, 78, 18, "ascii", 1)))


def test_the_values_under_the_cursor_are_said_in_words() -> None:
    assert text_of(drawn(S_CURVE, 78, 18, stop=5))[-1] == (
        " 28 Jun 2026: PV 855,330 EV 773,870 AC 916,425 funding 1,500,000 EUR"
    )
    assert text_of(drawn(S_CURVE, 40, 8, stop=5))[-1] == " 28 Jun 26: P 855k E 774k A 916k U 1.50m"
    assert text_of(drawn(NAMED, 78, 18, stop=1))[-1] == (" Content migration: variance -5,000 GBP")
    assert text_of(drawn(BARS, 78, 18, stop=3))[-1] == (
        " 1 Oct 2026: budget 210,000 forecast 260,000 EUR"
    )


def test_the_cursor_stands_on_its_place_and_on_the_lines() -> None:
    picture = DrawnChart(S_CURVE, 78, 18, "braille")
    rows = text_of(picture.rows(5))
    column = picture.stop_column(5)
    assert rows[-3][column] == "▲"
    assert {row[column] for row in rows[picture.top : -3]} >= {"│", "A", "U"}
    without = text_of(picture.rows())
    assert without[-1] == ""
    assert "▲" not in "".join(without)


def test_lines_end_in_their_letters_so_that_they_differ_without_colour() -> None:
    rows = text_of(drawn(S_CURVE, 78, 18))
    assert {row[-1:] for row in rows[2:-3]} >= {"P", "F", "U"}
    filled = [cell for row in drawn(BARS, 78, 18) for cell in row if cell.is_filled]
    assert {cell.text for cell in filled} == {"B", "A", "F"}


def test_a_series_keeps_its_letter_and_others_take_another_of_their_titles() -> None:
    series = tuple(
        Series(title=title, points=(DataPoint(1.0, 2.0),), letter=letter)
        for title, letter in (("plan", ""), ("plan B", "P"), ("past", ""), ("__", ""))
    )
    rows = text_of(drawn(Chart(title="", series=series), 78, 10))
    assert "L plan" in rows[0]
    assert "P plan B" in rows[0]
    assert "A past" in rows[0]
    assert "B __" in rows[0]


def test_an_empty_chart_says_what_to_do() -> None:
    chart = Chart(title="S-curve", series=(), empty="no baseline yet: B freezes one")
    assert text_of(drawn(chart, 40, 8))[:3] == [
        " S-curve", "", " no baseline yet: B freezes one",
    ]  # fmt: skip
    gaps = Series(title="EV", points=(DataPoint(1.0, None), DataPoint(2.0, float("nan"))))
    assert (
        "no baseline yet"
        in text_of(drawn(msgspec.structs.replace(chart, series=(gaps,)), 40, 8))[2]
    )


def test_texts_of_data_are_made_visible() -> None:
    point = DataPoint(HOSTILE, 5.0, 1.0, HOSTILE)
    for kind in ("bar", "line", "bubble"):
        chart = Chart(
            title=HOSTILE,
            unit=HOSTILE,
            across=HOSTILE,
            series=(Series(title=HOSTILE, points=(point,), kind=kind),) * 2,
            marks=(ChartMark(at=HOSTILE, title=HOSTILE),),
        )
        for rows in (drawn(chart, 100, 20, stop=0), drawn(chart, 40, 8, "ascii", 0)):
            assert not re.search(r"[\x00-\x1f\x7f\u202e]", "".join(text_of(rows)))


def test_a_gap_is_not_bridged() -> None:
    points = tuple(DataPoint(float(at), None if 3 < at < 7 else 5.0) for at in range(11))
    row = text_of(drawn(Chart(title="t", series=(Series(title="t", points=points),)), 60, 9))[1]
    assert re.search(r"⠁ {15,}⠈⠉", row)


def test_an_axis_has_round_numbers_and_names_of_periods() -> None:
    rows = text_of(drawn(S_CURVE, 78, 18))
    assert [row[:4].strip(" │┤└") for row in rows[2:-2] if row[:4].strip(" │┤└")] == [
        "4m", "3m", "2m", "1m", "0",
    ]  # fmt: skip
    assert "Mar 26" in rows[-2]
    assert "Q1 26" in text_of(drawn(BARS, 78, 18))[-2]
    assert "Site build" in text_of(drawn(NAMED, 78, 18))[-2]


def test_what_lies_below_nought_hangs_from_it() -> None:
    rows = text_of(drawn(NAMED, 78, 18, "ascii"))
    nought = next(at for at, row in enumerate(rows) if row.startswith("   0+"))
    assert rows[nought + 1].count("#") == 12
    assert rows[nought].count("#") == 24
    area = text_of(drawn(AREA, 78, 18, "ascii"))
    assert any(row.startswith(" -50k+") for row in area)


@pytest.mark.parametrize(("height", "lines"), [(7, 1), (8, 2), (13, 2), (14, 3), (40, 3)])
def test_a_higher_chart_may_have_more_lines_of_headings(height: int, lines: int) -> None:
    named = "planned value of all that was agreed"
    series = [
        Series(title=f"{named} {number}", points=(DataPoint(1.0, 2.0), DataPoint(2.0, 3.0)))
        for number in range(6)
    ]
    rows = text_of(drawn(Chart(title="S-curve", series=tuple(series)), 60, height))
    assert sum(named[:7] in row for row in rows) == lines


@pytest.mark.parametrize(("count", "least"), [(2, 2), (40, 10), (244, 3)])
def test_titles_of_bubbles_are_written_whole_where_there_is_room(count: int, least: int) -> None:
    even = random.Random(count)
    points = tuple(
        DataPoint(even.random() * 100, even.random() * 90, size=float(at), title=f"P-{at}")
        for at in range(1, count + 1)
    )
    chart = Chart(
        title="Worth by cost",
        series=(
            Series(title="in", letter="i", kind="bubble", points=points[::2]),
            Series(title="out", letter="o", kind="bubble", points=points[1::2]),
        ),
    )
    for style in STYLES:
        written = re.findall(r"P-\d*", "\n".join(text_of(drawn(chart, 80, 20, style))))
        assert set(written) <= {point.title for point in points}
        assert least <= len(written) == len(set(written))
