"""This file tests the heat map: threats left, opportunities mirrored, a cursor on its cells."""

import pytest
from textual.color import Color

from pmtui.model.entities.risks import Level
from pmtui.resources import themes_directory
from pmtui.tui.lines.cells import TINT
from pmtui.tui.lines.heat_map import HeatMap
from pmtui.tui.terminal.themes import choose_theme
from pmtui.views.risks.risk_register import Heat
from pmtui.views.risks.shown_risks import HeatCell
from tests.tui.lines.bare import bare
from tests.tui.terminal.test_themes import contrast

COUNTS = {
    HeatCell(4, 5, "threat"): 2,
    HeatCell(1, 1, "threat"): 1,
    HeatCell(5, 1, "opportunity"): 3,
}


def level(cell: HeatCell) -> Level:
    score = cell.probability * cell.impact
    return "H" if score >= 15 else "M" if score >= 6 else "L"


def counted(cell: HeatCell) -> Heat:
    return Heat(COUNTS.get(cell, 0), level(cell))


async def test_counts_stand_by_probability_and_impact_and_opportunities_mirror() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        shown.widget.show(counted)
        assert shown.lines == [
            "       threats      opportunities",
            "p5   L  M  H  H  H   H  H  H  M 3L",
            "p4   L  M  M  H 2H   H  H  M  M  L",
            "p3   L  M  M  M  H   H  M  M  M  L",
            "p2   L  L  M  M  M   M  M  M  L  L",
            "p1  1L  L  L  L  L   L  L  L  L  L",
            "    1  2  3  4  5   5  4  3  2  1",
            "   probability down, impact across",
            "    high med  low   high med  low",
        ]


async def test_a_count_without_room_is_never_cut_to_a_smaller_one() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        shown.widget.show(lambda cell: Heat(123 if cell.probability == 5 else 99, "M"))
        assert shown.lines[1] == "p5 99+99+99+99+99+ 99+99+99+99+99+"
        assert shown.lines[2] == "p4 99M99M99M99M99M 99M99M99M99M99M"


async def test_where_nothing_is_rated_there_is_no_letter() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        shown.widget.show(lambda cell: Heat(int(cell.impact == 1)))
        assert shown.lines[1] == "p5  1  ·  ·  ·  ·   ·  ·  ·  ·  1"


async def test_each_cell_is_filled_by_its_level_and_brighter_where_there_are_risks() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        shown.widget.show(counted)
        looks: dict[tuple[str, bool], set[str]] = {}
        for line in shown.strips[1:6]:
            for part in line:
                if part.style is not None and part.text[-1:] in {"H", "M", "L"}:
                    filled = bool(part.style.reverse)
                    ground = part.style.color if filled else part.style.bgcolor
                    looks.setdefault((part.text[-1], filled), set()).add(str(ground))
        assert all(looks[letter, False].isdisjoint(looks[letter, True]) for letter in "HL")
        assert len(set.union(*(looks[letter, False] for letter in "HML"))) >= 3


@pytest.mark.parametrize("name", ["rag-red", "rag-amber", "rag-green", "dim", "accent"])
def test_the_letter_of_an_empty_cell_can_be_read_on_its_ground_in_every_theme(name: str) -> None:
    choice = choose_theme([themes_directory()], "", {})
    for theme in choice.themes:
        if theme.ansi:
            continue
        colours = {**choice.variable_defaults, **theme.variables, "accent": theme.accent or ""}
        tint, ground = Color.parse(colours[name]), Color.parse(theme.background or "")
        assert contrast(tint.hex, ground.blend(tint, TINT).hex) >= 4.5, theme.name


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        heat_map = shown.widget
        heat_map.show(counted)
        heard: list[str] = []
        heat_map.moved = lambda: heard.append("moved")
        heat_map.chosen = lambda: heard.append("chosen")
        await shown.pilot.click(offset=(15, 2))
        assert heat_map.cursor == HeatCell(4, 5, "threat")
        await shown.pilot.click(offset=(19, 2))
        assert heat_map.cursor == HeatCell(4, 5, "opportunity")
        await shown.pilot.click(offset=(1, 2))
        await shown.pilot.click(offset=(10, 0))
        assert heat_map.cursor == HeatCell(4, 5, "opportunity")
        assert heard == ["moved", "moved"]
        await shown.pilot.double_click(offset=(33, 1))
        assert heat_map.cursor == HeatCell(5, 1, "opportunity")
        assert heard[-1] == "chosen"


async def test_the_cursor_walks_from_threats_to_opportunities_and_stays_on_the_map() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        heat_map = shown.widget
        heat_map.show(counted)
        assert heat_map.cursor == HeatCell(5, 1, "threat")
        heat_map.move(4, 1)
        assert heat_map.cursor == HeatCell(4, 5, "threat")
        heat_map.move(1, 0)
        assert heat_map.cursor == HeatCell(4, 5, "opportunity")
        heat_map.move(99, 99)
        assert heat_map.cursor == HeatCell(1, 1, "opportunity")
        heat_map.move(-99, -99)
        assert heat_map.cursor == HeatCell(5, 1, "threat")


async def test_the_cursor_is_seen_only_while_the_map_has_the_keys() -> None:
    async with bare(HeatMap(), (36, 9)) as shown:
        heat_map = shown.widget
        heat_map.show(counted)
        lit = [str(part.style) for part in shown.strips[1]]
        heat_map.active = False
        dark = [str(part.style) for part in shown.strips[1]]
        assert [at for at, one in enumerate(lit) if one != dark[at]] == [1]
