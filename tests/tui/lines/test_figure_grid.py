"""This file tests that what rows come to stands below them, and takes no row from the cursor."""

from msgspec.structs import replace

from pmtui.tui.lines.figure_grid import FigureGrid
from pmtui.views.shapes.table import Cell
from tests.tui.lines.bare import bare
from tests.tui.lines.test_grid import a_table

FOOT = ((Cell("total"), Cell("12")), (Cell("by party"), Cell("Nordhost 12")))


async def test_what_rows_come_to_stands_below_them() -> None:
    async with bare(FigureGrid(), (40, 12)) as shown:
        shown.widget.show(replace(a_table(range(30)), foot=FOOT))
        assert shown.lines[-3:] == ["", " total 12", " by party Nordhost 12"]
        shown.widget.to_end(last=True)
        assert shown.lines[-4].startswith(" T29")


async def test_on_few_lines_rows_come_first() -> None:
    async with bare(FigureGrid(), (40, 9)) as shown:
        shown.widget.show(replace(a_table(range(30)), foot=FOOT))
        assert shown.lines[-1].startswith(" T7")
