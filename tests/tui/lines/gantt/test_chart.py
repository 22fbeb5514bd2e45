"""This file tests the chart: shapes of bars, the two lines a cursor costs, scrolling in time."""

from collections.abc import Callable, Mapping
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.tui.lines.gantt.bars import draw, ground
from pmtui.tui.lines.gantt.chart import Gantt
from pmtui.tui.lines.gantt.time_axis import ZOOMS, axis_at, fitting_from
from pmtui.tui.lines.glyphs import ASCII, UNICODE, Glyphs
from pmtui.views.shapes.gantt_chart import Bar, DependencyLine, GanttChart, GanttMark
from pmtui.views.shapes.table import Cell, TableColumn, TableRow
from tests.tui.lines.bare import bare

MONDAY = date(2026, 11, 23)


def day(away: float) -> int:
    """The start of a day, so many days from the Monday."""
    return MONDAY.toordinal() * 1440 + round(away * 1440)


def a_bar(start: float, finish: float, **fields: object) -> Bar:
    """A bar from one day to another."""
    return Bar(start=day(start), finish=day(finish), **fields)  # type: ignore[arg-type]


def a_split(*parts: tuple[float, float], **fields: object) -> Bar:
    """A bar of parts, each from one day to another."""
    spans = tuple((day(start), day(finish)) for start, finish in parts)
    return a_bar(parts[0][0], parts[-1][1], parts=spans, **fields)


def drawn(bar: Bar, glyphs: Glyphs = UNICODE) -> str:
    """A bar on two cells a day from the Monday."""
    axis = axis_at(1, day(0), 20)
    cells = ground(axis, glyphs, day(-9), None, (False,) * 20)
    draw(axis, bar, glyphs, cells)
    return "".join(cells[0]).rstrip()


@pytest.mark.parametrize(
    ("bar", "shown", "plain"),
    [
        (a_bar(0, 2), "▒▒▒▒", "===="),
        (a_bar(0, 2, percent=50), "██▒▒", "##=="),
        (a_bar(0, 2, critical=True, tone="bad"), "▓▓▓▓", "%%%%"),
        (a_bar(0.25, 1.75), "▐▒▒▌", "===="),
        (a_bar(0, 2, float_end=day(4)), "▒▒▒▒┄┄┄┄", "====----"),
        (a_bar(2, 4, ghost=(day(0), day(2))), "▄▄▄▄▀▀▀▀", "____===="),
        (a_bar(1, 3, ghost=(day(0), day(2))), "▄▄▒▒▀▀", "__===="),
        (a_bar(1, 1, shape="milestone"), " ◆", " *"),
        (a_bar(3, 3, shape="milestone", ghost=(day(1), day(1.5))), "   ◇ ◆", "   o *"),
        (a_bar(0, 4, shape="summary", percent=50), "┏━━━───┓", "[===---]"),
        (a_bar(0, 2, active=False), "░░░░", "::::"),
        (a_bar(0, 1, marks=(GanttMark(day(3), kind="deadline"),)), "▒▒    ▾", "==    v"),
        (a_bar(-5, -3), "", ""),
        (a_split((0, 1), (3, 4)), "▒▒────▒▒", "==~~~~=="),
        (a_split((0, 1), (3, 4), percent=75), "██────█▒", "##~~~~#="),
        (a_split((0, 1), (2, 3), ghost=(day(0), day(3))), "▒▒▄▄▒▒", "==__=="),
        (a_split((0, 1), (2, 3), critical=True, tone="bad"), "▓▓──▓▓", "%%~~%%"),
        (a_split((0, 1), (1.5, 3), float_end=day(4)), "▒▒─▒▒▒┄┄", "==~===--"),
        (a_split((-4, -3), (1, 2)), "──▒▒", "~~=="),
        (a_bar(0, 0.1), "▌", "="),
    ],
)
def test_a_bar_says_by_its_shape_what_it_is(bar: Bar, shown: str, plain: str) -> None:
    assert drawn(bar).rstrip() == shown
    assert drawn(bar, ASCII).rstrip() == plain


def test_days_off_the_status_date_and_today_stand_behind_the_bars() -> None:
    axis = axis_at(1, day(0), 8)
    marks, _ = ground(axis, UNICODE, day(3), day(1), (False, True) * 4)
    assert "".join(marks) == " ·┊· ·│·"


def a_chart(
    bars: Mapping[int, Bar], ties: Callable[[int], tuple[DependencyLine, ...]] = lambda _one: ()
) -> GanttChart:
    """A chart of a column and bars by the number of their row."""
    return GanttChart(
        columns=(TableColumn(key="title", title="task", width=10, flex=1),),
        ids=tuple(bars),
        row_of=lambda one: TableRow(one, (Cell(f"row {one}"),)),
        bar_of=bars.get,
        ties_of=ties,
        today=day(0),
        span=(day(0), day(10)),
    )


def rows(count: int) -> dict[int, Bar]:
    """Bars a day long, one after the other."""
    return {one: a_bar(one - 1, one) for one in range(1, count + 1)}


async def test_all_that_is_planned_is_in_sight_at_first() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 10)) as shown:
        gantt.show_bars(a_chart(rows(9)))
        assert "23 Nov 2026" in shown.lines[0]
        assert "row 1" in shown.lines[2]
        assert all(set(line) & set("▒▌▐") for line in shown.lines[2:10])


async def test_a_cursor_move_redraws_two_lines() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 20)) as shown:
        gantt.show_bars(a_chart(rows(15)))
        await shown.redrawn()
        gantt.move_cursor(1)
        assert await shown.redrawn() == [2, 3]


async def test_fewer_rows_take_the_place_of_many_though_none_of_them_had_been_drawn() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 20)) as shown:
        gantt.show_bars(a_chart(rows(15)))
        gantt.show_bars(a_chart({15: a_bar(0, 1)}))
        assert "row 15" in shown.lines[2]
        assert shown.lines[3].strip(" │") == ""


async def test_rows_held_in_their_order_keep_their_own_bars() -> None:
    gantt = Gantt()
    bars = rows(5)
    async with bare(gantt, (80, 10)) as shown:
        gantt.show_bars(a_chart(bars))
        before = shown.lines[2:7]
        gantt.keeps_order = True
        gantt.show_bars(a_chart(dict(reversed(bars.items()))))
        assert shown.lines[2:7] == before


async def test_the_dates_above_change_for_another_scope_and_stay_where_it_is_the_same() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 10)) as shown:
        gantt.show_bars(a_chart(rows(3)))
        await shown.redrawn()
        first = shown.lines[0]
        later = msgspec.structs.replace(a_chart(rows(3)), span=(day(0), day(300)))
        gantt.show_bars(later)
        assert shown.lines[0] == first
        gantt.show_bars(later, afresh=True)
        assert {0, 1} <= set(await shown.redrawn())
        assert shown.lines[0] != first


async def test_a_zoom_chosen_by_hand_is_kept_for_another_scope_until_all_is_fitted() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 10)) as shown:
        gantt.show_bars(a_chart(rows(3)))
        gantt.zoom(2)
        gantt.show_bars(a_chart(rows(2)), afresh=True)
        assert "months" in shown.lines[0]
        gantt.fit()
        gantt.show_bars(a_chart(rows(3)), afresh=True)
        assert "days" in shown.lines[0]


@given(st.integers(-3000, 3000), st.integers(0, 4000), st.integers(20, 300))
def test_what_is_open_and_today_are_in_sight_on_the_nearest_axis(
    start: int, length: int, width: int
) -> None:
    span = (day(start), day(start + length))
    axis = fitting_from(day(0), span, width)
    assert axis.origin <= min(span[0], day(0))
    assert axis.end >= max(span[1], day(1)) or axis.zoom == len(ZOOMS) - 1
    if axis.zoom > 1:
        nearer = axis_at(axis.zoom - 1, min(span[0], day(0)), width)
        assert nearer.width * nearer.minutes < (axis.end - axis.origin)
        assert nearer.end - width // 8 * nearer.minutes < max(span[1], day(1))


async def test_ten_thousand_rows_are_worked_out_when_they_are_seen() -> None:
    asked: list[int] = []

    def bar_of(one: int) -> Bar:
        asked.append(one)
        return a_bar(one % 50, one % 50 + 3)

    gantt = Gantt()
    chart = a_chart(rows(1))
    many = GanttChart(
        columns=chart.columns, ids=range(1, 10_001), row_of=chart.row_of, bar_of=bar_of,
        ties_of=chart.ties_of, today=day(0), span=(day(0), day(60)),
    )  # fmt: skip
    async with bare(gantt, (80, 20)) as shown:
        gantt.show_bars(many)
        assert "row 1" in shown.lines[2]
        gantt.to_end(last=True)
        assert "row 10000" in shown.lines[-1]
        assert len(set(asked)) < 60


async def test_time_scrolls_and_comes_back_with_fit() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 6)) as shown:
        gantt.show_bars(a_chart(rows(3)))
        before = shown.lines
        gantt.scroll_time(14)
        assert shown.lines != before
        gantt.zoom(2)
        assert "months" in shown.lines[0]
        assert gantt.step == "1mo"
        gantt.fit()
        assert shown.lines == before
        assert gantt.step == "1d"


async def test_a_bar_out_of_sight_is_brought_into_it() -> None:
    gantt = Gantt()
    async with bare(gantt, (80, 6)) as shown:
        gantt.show_bars(a_chart(rows(3)))
        gantt.scroll_time(400)
        assert "▒" not in shown.lines[2]
        gantt.to_bar()
        assert "▒" in shown.lines[2]


async def test_links_are_drawn_for_the_row_under_the_cursor() -> None:
    tie = DependencyLine(predecessor=1, successor=4, type="FS")
    bars = rows(3) | {4: a_bar(5, 6)}
    gantt = Gantt()
    async with bare(gantt, (80, 6)) as shown:
        gantt.show_bars(a_chart(bars, lambda one: (tie,) if one == 1 else ()))
        assert "▸" not in shown.lines[5]
        gantt.toggle_ties()
        assert "┐" in shown.lines[2]
        assert "└───" in shown.lines[5]
        assert "▸▒" in shown.lines[5]
        gantt.move_cursor(1)
        assert "▸" not in shown.lines[5]
        gantt.move_cursor(-1)
        gantt.toggle_ties()
        assert "┐" not in shown.lines[2]


async def test_another_width_keeps_all_in_sight() -> None:
    gantt = Gantt()
    async with bare(gantt, (120, 8)) as shown:
        gantt.show_bars(a_chart(rows(4)))
        await shown.pilot.resize_terminal(60, 8)
        assert all(len(line) <= 60 for line in shown.lines)
        assert any("▒" in line or "▌" in line for line in shown.lines)
