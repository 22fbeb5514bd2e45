"""This file tests the heat map: threats left, opportunities mirrored, a cursor on its cells."""

from pmtui.tui.lines.heatmap import HeatMap
from pmtui.views.table import Cell
from tests.tui.lines.bare import bare

COUNTS = {("threat", 4, 5): "2", ("threat", 1, 1): "1", ("opportunity", 5, 1): "3"}


def counted(kind: str, probability: int, impact: int) -> Cell:
    return Cell(COUNTS.get((kind, probability, impact), "0"))


async def test_counts_stand_by_probability_and_impact_and_opportunities_mirror() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        shown.widget.show(counted)
        assert shown.lines == [
            "       threats         opport.",
            "p5  ·  ·  ·  ·  ·   ·  ·  ·  ·  3",
            "p4  ·  ·  ·  ·  2   ·  ·  ·  ·  ·",
            "p3  ·  ·  ·  ·  ·   ·  ·  ·  ·  ·",
            "p2  ·  ·  ·  ·  ·   ·  ·  ·  ·  ·",
            "p1  1  ·  ·  ·  ·   ·  ·  ·  ·  ·",
            "    1  2  3  4  5   5  4  3  2  1",
            "",
            "",
        ]


async def test_the_cursor_walks_from_threats_to_opportunities_and_stays_on_the_map() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        heat_map = shown.widget
        heat_map.show(counted)
        assert heat_map.cursor == ("threat", 5, 1)
        heat_map.move(4, 1)
        assert heat_map.cursor == ("threat", 4, 5)
        heat_map.move(1, 0)
        assert heat_map.cursor == ("opportunity", 4, 5)
        heat_map.move(99, 99)
        assert heat_map.cursor == ("opportunity", 1, 1)
        heat_map.move(-99, -99)
        assert heat_map.cursor == ("threat", 5, 1)


async def test_the_cursor_is_seen_only_while_the_map_has_the_keys() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        heat_map = shown.widget
        heat_map.show(counted)
        lit = {str(part.style.bgcolor) for part in shown.strips[1] if part.style}
        heat_map.active = False
        dark = {str(part.style.bgcolor) for part in shown.strips[1] if part.style}
        assert len(lit) == 2
        assert len(dark) == 1
