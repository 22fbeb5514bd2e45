"""This file tests the grid: its cursor keeps to a row's id, its columns fit, little is redrawn."""

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from pmtui.tui.lines.glyphs import ASCII
from pmtui.tui.lines.grid import MOST_KEPT, Grid
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow
from tests.tui.lines.bare import bare

COLUMNS = (
    TableColumn(key="key", title="key", width=4),
    TableColumn(key="title", title="title", width=10, flex=1),
    TableColumn(key="owner", title="owner", width=8, priority=1),
    TableColumn(key="days", title="days", width=5, align="right", priority=2),
)


def a_table(ids: Sequence[int], sort: str = "", titles: Sequence[str] = ()) -> Table:
    def row_of(row_id: int) -> TableRow:
        title = titles[row_id] if titles else f"row {row_id}"
        return TableRow(row_id, (Cell(f"T{row_id}"), Cell(title), Cell("Ann"), Cell(f"{row_id}d")))

    return Table(COLUMNS, ids, row_of, sort, len(ids), "nothing here: press a")


def background(strip: Strip) -> set[str]:
    """The colours behind a line."""
    return {str(segment.style.bgcolor) for segment in strip if segment.style}


async def test_rows_stand_below_their_headings() -> None:
    async with bare(Grid(), (40, 4)) as shown:
        shown.widget.show(a_table(range(3)))
        assert shown.lines == [
            " key  title             owner     days",
            " T0   row 0             Ann         0d",
            " T1   row 1             Ann         1d",
            " T2   row 2             Ann         2d",
        ]


async def test_every_line_is_as_wide_as_the_screen_and_the_cursor_row_is_lit() -> None:
    async with bare(Grid(), (50, 6)) as shown:
        shown.widget.show(a_table(range(3)))
        assert {strip.cell_length for strip in shown.strips} == {50}
        lit = [background(strip) for strip in shown.strips]
        assert lit[1] - lit[2]
        assert lit[2] == lit[3]


async def test_an_empty_table_says_what_to_press() -> None:
    async with bare(Grid()) as shown:
        shown.widget.show(a_table(()))
        assert shown.lines[1] == " nothing here: press a"
        assert shown.widget.cursor_id is None
        shown.widget.move_cursor(1)
        shown.widget.mark()
        assert shown.widget.cursor_id is None


async def test_on_a_narrow_screen_no_key_to_press_is_cut_off() -> None:
    async with bare(Grid(), (20, 5)) as shown:
        shown.widget.show(a_table(()))
        assert shown.lines[1:] == [" nothing here:", " press a", "", ""]


async def test_the_cursor_stays_within_the_rows() -> None:
    async with bare(Grid()) as shown:
        grid = shown.widget
        grid.show(a_table(range(5)))
        grid.move_cursor(-3)
        assert grid.cursor_id == 0
        grid.move_cursor(99)
        assert grid.cursor_id == 4
        grid.to_end(last=False)
        assert grid.cursor_id == 0


async def test_the_cursor_keeps_its_row_when_rows_come_go_and_change_places() -> None:
    async with bare(Grid()) as shown:
        grid = shown.widget
        grid.show(a_table([1, 2, 3, 4]))
        grid.follow(3)
        grid.show(a_table([9, 8, 1, 2, 3, 4]))
        assert (grid.cursor_id, grid.cursor) == (3, 4)
        grid.show(a_table([3, 4]))
        assert (grid.cursor_id, grid.cursor) == (3, 0)


async def test_the_cursor_stands_where_its_row_was_when_that_is_gone() -> None:
    async with bare(Grid()) as shown:
        grid = shown.widget
        grid.show(a_table([1, 2, 3, 4]))
        grid.follow(2)
        grid.show(a_table([1, 3, 4]))
        assert grid.cursor_id == 3
        grid.show(a_table([1]))
        assert grid.cursor_id == 1
        grid.show(a_table([]))
        assert grid.cursor_id is None
        grid.show(a_table([5, 6]))
        assert grid.cursor_id == 5


async def test_rows_added_above_do_not_move_what_is_seen() -> None:
    async with bare(Grid(), (40, 6)) as shown:
        grid = shown.widget
        grid.show(a_table(range(100)))
        grid.follow(50)
        grid.move_cursor(-2)
        before = shown.lines
        grid.show(a_table([*range(1000, 1010), *range(100)]))
        assert [line[:20] for line in shown.lines] == [line[:20] for line in before]


async def test_the_view_follows_the_cursor() -> None:
    async with bare(Grid(), (40, 6)) as shown:
        grid = shown.widget
        grid.show(a_table(range(20)))
        grid.to_end(last=True)
        assert "row 19" in shown.lines[5]
        grid.move_cursor(-4)
        assert "row 15" in shown.lines[1]
        grid.move_cursor(-1)
        assert "row 14" in shown.lines[1]


async def test_a_page_moves_by_a_screen_less_one() -> None:
    async with bare(Grid(), (40, 11)) as shown:
        grid = shown.widget
        grid.show(a_table(range(100)))
        grid.page(1.0)
        assert grid.cursor == 9
        grid.page(0.5)
        assert grid.cursor == 13
        grid.page(-1.0)
        assert grid.cursor == 4


@pytest.mark.parametrize(
    ("width", "titles"),
    [(60, "key title owner days"), (30, "key title owner days"), (21, "key title owner"),
     (17, "key title"), (14, "key title")],
)  # fmt: skip
async def test_the_least_important_columns_go_where_space_is_short(width: int, titles: str) -> None:
    async with bare(Grid(), (width, 4)) as shown:
        shown.widget.show(a_table(range(2)))
        assert shown.lines[0].split() == titles.split()


async def test_the_heading_says_what_it_is_sorted_by() -> None:
    async with bare(Grid(), (50, 4)) as shown:
        shown.widget.show(a_table(range(2), "days-"))
        assert "days↓" in shown.lines[0]
        shown.widget.show(a_table(range(2), "owner"))
        assert "owner↑" in shown.lines[0]


async def test_the_sort_mark_shows_on_a_column_of_one_cell() -> None:
    column = TableColumn(key="p", title="probability", width=1)
    table = Table((column,), [1], lambda one: TableRow(one, (Cell("4"),)), "p-")
    async with bare(Grid(), (20, 3)) as shown:
        shown.widget.show(table)
        assert shown.lines[0] == " ↓"


async def test_wide_marks_and_emoji_keep_the_columns_in_line() -> None:
    titles = ["漢字かな交じり文", "👩\u200d🚀 launch ❤\ufe0f", "e\u0301te\u0301", "plain"]
    async with bare(Grid(), (50, 6)) as shown:
        shown.widget.show(a_table(range(4), titles=titles))
        rows = shown.strips[1:5]
        assert {cell_len(strip.text) for strip in rows} == {50}
        assert {cell_len(strip.text[: strip.text.index("Ann")]) for strip in rows} == {34}


async def test_a_cursor_move_draws_two_lines() -> None:
    async with bare(Grid(), (60, 12)) as shown:
        shown.widget.show(a_table(range(50)))
        await shown.redrawn()
        shown.widget.move_cursor(1)
        assert await shown.redrawn() == [1, 2]


async def test_only_rows_that_look_different_are_drawn_again() -> None:
    async with bare(Grid(), (60, 12)) as shown:
        titles = [f"row {at}" for at in range(10)]
        shown.widget.show(a_table(range(10), titles=titles))
        await shown.redrawn()
        shown.widget.show(a_table(range(10), titles=titles))
        assert await shown.redrawn() == []
        shown.widget.show(a_table(range(10), titles=[*titles[:4], "changed", *titles[5:]]))
        assert await shown.redrawn() == [5]


async def test_marks_are_set_cleared_and_kept_while_their_rows_are_there() -> None:
    async with bare(Grid(), (60, 12)) as shown:
        grid = shown.widget
        grid.show(a_table(range(6)))
        grid.mark()
        grid.mark()
        assert grid.marks == {0, 1}
        assert grid.cursor == 2
        assert [line[0] for line in shown.lines[1:4]] == ["●", "●", " "]
        grid.show(a_table([1, 2, 3]))
        assert grid.marks == {1}
        grid.mark_all()
        assert grid.marks == {1, 2, 3}
        grid.mark_all()
        assert grid.marks == set()


async def test_a_range_marks_all_rows_the_cursor_walks_over() -> None:
    async with bare(Grid(), (60, 12)) as shown:
        grid = shown.widget
        grid.show(a_table(range(8)))
        grid.move_cursor(2)
        grid.mark_range()
        grid.move_cursor(3)
        assert grid.marks == {2, 3, 4, 5}
        grid.mark_range()
        grid.move_cursor(1)
        assert grid.marks == {2, 3, 4, 5}


async def test_an_outline_shows_depth_and_folds() -> None:
    def row_of(one: int) -> TableRow:
        return TableRow(one, (Cell("a"), Cell("name"), Cell(""), Cell("")), depth=one, fold="open")

    async with bare(Grid(glyphs=ASCII), (60, 6)) as shown:
        shown.widget.show(Table(COLUMNS, [0, 1, 900], row_of))
        assert shown.lines[1].startswith(" a   v name")
        assert shown.lines[2].startswith(" a    v name")
        assert "v name" in shown.lines[3]


async def test_a_click_moves_and_a_second_one_chooses() -> None:
    async with bare(Grid(), (60, 12)) as shown:
        chosen: list[int | None] = []
        shown.widget.chosen = lambda: chosen.append(shown.widget.cursor_id)
        shown.widget.show(a_table(range(6)))
        await shown.pilot.pause()
        await shown.pilot.click(offset=(5, 3))
        assert shown.widget.cursor_id == 2
        assert chosen == []
        await shown.pilot.click(offset=(5, 3), times=2)
        assert chosen == [2]
        await shown.pilot.click(offset=(5, 0))
        assert shown.widget.cursor_id == 2


async def test_the_wheel_moves_the_view_and_not_the_cursor() -> None:
    async with bare(Grid(), (60, 6)) as shown:
        shown.widget.show(a_table(range(40)))
        shown.widget.scroll_lines(3)
        assert "row 3" in shown.lines[1]
        assert shown.widget.cursor == 0
        shown.widget.scroll_lines(-99)
        assert "row 0" in shown.lines[1]
        shown.widget.scroll_lines(999)
        assert "row 39" in shown.lines[5]


async def test_another_width_is_another_layout() -> None:
    async with bare(Grid(), (60, 6)) as shown:
        shown.widget.show(a_table(range(40)))
        shown.widget.to_end(last=True)
        await shown.pilot.resize_terminal(17, 12)
        await shown.pilot.pause()
        assert {strip.cell_length for strip in shown.strips} == {17}
        assert "row 39" in shown.lines[11]
        assert shown.lines[0].split() == ["key", "title"]


async def test_walking_far_keeps_no_more_than_some_screens_of_lines() -> None:
    async with bare(Grid(), (60, 20)) as shown:
        shown.widget.show(a_table(range(5_000)))
        for _ in range(200):
            shown.widget.page(1)
            assert len(shown.lines) == 20
        assert len(shown.widget._lines) <= MOST_KEPT
        assert f"row {shown.widget.cursor_id}" in shown.lines[19]


async def test_a_grid_that_is_hidden_keeps_no_drawn_line_and_draws_them_again() -> None:
    async with bare(Grid(), (60, 6)) as shown:
        shown.widget.show(a_table(range(40)))
        seen = list(shown.lines)
        assert shown.widget._lines
        shown.widget.display = False
        await shown.pilot.pause()
        assert not shown.widget._lines
        shown.widget.display = True
        await shown.pilot.pause()
        assert shown.lines == seen


async def test_a_hundred_thousand_rows_format_only_what_is_seen() -> None:
    asked: list[int] = []

    def row_of(one: int) -> TableRow:
        asked.append(one)
        return TableRow(one, (Cell(""), Cell(f"row {one}"), Cell(""), Cell("")))

    async with bare(Grid(), (60, 20)) as shown:
        shown.widget.show(Table(COLUMNS, range(100_000), row_of))
        shown.widget.to_end(last=True)
        assert "row 99999" in shown.lines[19]
        assert len(set(asked)) < 60
