"""This file shows in a detail the ways over the map: task > output > benefit > objective."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of
from pmtui.model.realisation.map_links import BETWEEN, MAP_TABLES, MOST_PATHS, ways_from, ways_to
from pmtui.views.shapes.table import Cell, Entry, Section

_ARROW: Final = " > "

_Way = tuple[tuple[str, int], ...]


def map_sections(figures: Figures, table: str, row_id: int) -> Iterator[Section]:
    """What a row leads to on the map, way by way, and what leads to it."""
    if table in MAP_TABLES:
        place = table, row_id
        yield _section(figures, "Leads to", ways_from(figures.workspace, place), 1)
        yield _section(figures, "Comes from", ways_to(figures.workspace, place), -2)


def _section(figures: Figures, title: str, ways: Iterable[_Way], beside: int) -> Section:
    shown = list(islice(ways, MOST_PATHS + 1))
    entries = tuple(_entry(figures, way, beside) for way in shown[:MOST_PATHS])
    return Section(title, entries, "and more" if len(shown) > MOST_PATHS else str(len(entries)))


def _entry(figures: Figures, way: _Way, beside: int) -> Entry:
    """One way in words, all but the row it is shown in; Enter goes to the place beside that."""
    others = way[1:] if beside > 0 else way[:-1]
    names = (_name(figures, place, is_end=place in {way[0], way[-1]}) for place in others)
    return Entry(cells=(Cell(_ARROW.join(names)),), target=way[beside])


def _name(figures: Figures, place: tuple[str, int], *, is_end: bool) -> str:
    row = figures.workspace.get(*place)
    if row is None:
        return "gone"
    return row.key if place[0] in BETWEEN and not is_end else f"{row.key} {title_of(row)}"
