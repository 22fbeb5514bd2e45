"""This file tests the few lines that stand below a view."""

from rich.cells import cell_len

from pmtui.tui.lines.text_lines import Lines
from pmtui.views.shapes.table import Cell
from tests.tui.lines.bare import bare


async def test_cells_stand_side_by_side_below_a_rule() -> None:
    async with bare(Lines(ruled=True), (30, 3)) as shown:
        shown.widget.show(((Cell("T-5 Checkout", "head"), Cell("Doing")), (Cell("blocks M-1"),)))
        assert shown.lines == ["─" * 30, " T-5 Checkout  Doing", " blocks M-1"]


async def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    async with bare(Lines(), (20, 1)) as shown:
        shown.widget.show(((Cell("漢字かな交じり文"), Cell("and more words")),))
        assert {cell_len(strip.text) for strip in shown.strips} == {20}
        assert shown.lines[0].startswith(" 漢字かな交じり文")


async def test_what_does_not_fit_goes_on_below_where_a_line_is_free() -> None:
    line = (Cell("T-5 Checkout"), Cell("Doing since 9 d"), Cell("due Fri"))
    async with bare(Lines(ruled=True), (24, 4)) as shown:
        shown.widget.show((line,))
        assert shown.lines[1:] == [" T-5 Checkout", " Doing since 9 d", " due Fri"]
        shown.widget.show((line, (Cell("blocks M-1"),)))
        assert shown.lines[1:] == [" T-5 Checkout", " Doing since 9 d  due F…", " blocks M-1"]
        await shown.pilot.resize_terminal(60, 4)
        assert shown.lines[1:] == [" T-5 Checkout  Doing since 9 d  due Fri", " blocks M-1", ""]


async def test_the_same_lines_are_not_drawn_again() -> None:
    async with bare(Lines(), (20, 2)) as shown:
        shown.widget.show(((Cell("one"),),))
        await shown.redrawn()
        shown.widget.show(((Cell("one"),),))
        assert await shown.redrawn() == []


async def test_control_characters_are_seen() -> None:
    async with bare(Lines(), (20, 1)) as shown:
        shown.widget.show(((Cell("a\x1bb"),),))
        assert shown.lines == [" a␛b"]
