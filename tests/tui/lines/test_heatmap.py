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
            "        impact          impact",
            "",
        ]


async def test_a_count_without_room_is_never_cut_to_a_smaller_one() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        shown.widget.show(
            lambda _kind, probability, _impact: Cell("123" if probability == 5 else "99")
        )
        assert shown.lines[1] == "p5 99+99+99+99+99+ 99+99+99+99+99+"
        assert shown.lines[2] == "p4  99 99 99 99 99  99 99 99 99 99"


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        heat_map = shown.widget
        heat_map.show(counted)
        heard: list[str] = []
        heat_map.moved = lambda: heard.append("moved")
        heat_map.chosen = lambda: heard.append("chosen")
        await shown.pilot.click(offset=(15, 2))
        assert heat_map.cursor == ("threat", 4, 5)
        await shown.pilot.click(offset=(19, 2))
        assert heat_map.cursor == ("opportunity", 4, 5)
        await shown.pilot.click(offset=(1, 2))
        await shown.pilot.click(offset=(10, 0))
        assert heat_map.cursor == ("opportunity", 4, 5)
        assert heard == ["moved", "moved"]
        await shown.pilot.double_click(offset=(33, 1))
        assert heat_map.cursor == ("opportunity", 5, 1)
        assert heard[-1] == "chosen"


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
