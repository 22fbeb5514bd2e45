"""This file lays the links of one row out as lines between bars."""

from collections.abc import Iterable, Mapping

from pmtui.tui.lines.gantt.time_axis import Axis
from pmtui.tui.lines.glyphs import Glyphs
from pmtui.views.shapes.gantt_chart import Bar, DependencyLine

Overlay = dict[int, dict[int, str]]
"""Characters by cell, by row position."""
_Place = tuple[int, int]
"""A row's position and a cell."""


def overlay(
    axis: Axis,
    glyphs: Glyphs,
    ties: Iterable[DependencyLine],
    places: Mapping[int, int],
    bars: Mapping[int, Bar | None],
) -> Overlay:
    """Lines from the predecessor's end to the successor's, to be drawn where no bar stands.

    Args:
        axis: the time shown.
        glyphs: the drawing characters.
        ties: the links.
        places: positions of the rows that are shown, by id.
        bars: their bars.
    """
    found: Overlay = {}
    for tie in ties:
        predecessor, successor = bars.get(tie.predecessor), bars.get(tie.successor)
        if predecessor is None or successor is None:
            continue
        leave = places[tie.predecessor], _beside(axis, predecessor, ends=tie.type[0] == "F")
        arrive = places[tie.successor], _beside(axis, successor, ends=tie.type[1] == "F")
        for row, cell, mark in _line(glyphs, leave, arrive, ends=tie.type[1] == "F"):
            if 0 <= cell < axis.width:
                found.setdefault(row, {})[cell] = mark
    return found


def _beside(axis: Axis, bar: Bar, *, ends: bool) -> int:
    """The cell after a bar's finish, or before its start."""
    if ends:
        return axis.cell(max(bar.start, bar.finish - 1)) + 1
    return axis.cell(bar.start) - 1


def _line(
    glyphs: Glyphs, leave: _Place, arrive: _Place, *, ends: bool
) -> Iterable[tuple[int, int, str]]:
    """Down or up beside the predecessor's end, then across to the successor's."""
    (first, x), (last, target) = leave, arrive
    down = last > first
    step = 1 if down else -1
    yield first, x, glyphs.link_from if down else glyphs.link_back
    for row in range(first + step, last, step):
        yield row, x, glyphs.link_down
    low, high = sorted((x, target))
    for cell in range(low, high + 1):
        yield last, cell, glyphs.link_across
    if target >= x:
        yield last, x, glyphs.link_to if down else glyphs.link_up
    else:
        yield last, x, glyphs.link_back if down else glyphs.link_from
    yield last, target, glyphs.arrow_back if ends else glyphs.arrow
