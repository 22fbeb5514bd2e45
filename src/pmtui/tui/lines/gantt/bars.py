"""This file turns a bar into cells: progress, baseline, float and milestones by shape and tone."""

from collections.abc import Callable, Iterable
from typing import Final

from rich.segment import Segment
from rich.style import Style

from pmtui.tui.lines.gantt.time_axis import Axis
from pmtui.tui.lines.glyphs import Glyphs
from pmtui.views.shapes.gantt_chart import Bar, GanttMark

BLANK: Final = "bar--grid"
"""The look of what is behind the bars."""
BEHIND: Final = frozenset({BLANK, "bar--today", "bar--status"})
"""The looks of cells that no bar stands on."""
_QUADRANTS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Quarters of a cell by their sum: upper left 1, upper right 2, lower left 4, lower right 8."""
_BOTH: Final = 3
_LOOKS: Final = {"bad": "bar--critical", "dim": "bar--over", "warn": "bar--late"}

Drawn = tuple[list[str], list[str]]
"""A character and a look for every cell of a line."""


def ground(
    axis: Axis, glyphs: Glyphs, today: int, status: int | None, off: tuple[bool, ...]
) -> Drawn:
    """The cells of a row without a bar: days off, the status date and today."""
    marks = [glyphs.off if value else " " for value in off]
    looks = [BLANK] * axis.width
    if status is not None:
        _put(marks, looks, axis.cell(status), glyphs.status, "bar--status")
    _put(marks, looks, axis.cell(today), glyphs.vertical, "bar--today")
    return marks, looks


def draw(axis: Axis, bar: Bar, glyphs: Glyphs, drawn: Drawn) -> None:
    """Draw a bar over the cells of its row."""
    marks, looks = drawn
    if bar.float_end is not None:
        first, last = axis.cell(bar.finish - 1) + 1, axis.cell(bar.float_end - 1)
        for at in range(max(0, first), min(axis.width, last + 1)):
            marks[at], looks[at] = glyphs.tail, BLANK
    if bar.shape == "milestone":
        if bar.ghost is not None:
            _put(marks, looks, axis.cell(bar.ghost[1]), glyphs.point_ghost, "bar--ghost")
        look = _LOOKS.get(bar.tone, "bar--summary")
        _put(marks, looks, axis.cell(_point(bar)), glyphs.point, look)
    elif bar.shape == "summary":
        _summary(axis, bar, glyphs, drawn)
    else:
        _task(axis, bar, glyphs, drawn)
    _marks(axis, bar.marks, glyphs, drawn)


def _point(bar: Bar) -> int:
    """A milestone at the very end of a day stands on that day, not on the next."""
    return max(bar.start - 1, 0) if bar.start % 1440 == 0 else bar.start


def _marks(axis: Axis, points: Iterable[GanttMark], glyphs: Glyphs, drawn: Drawn) -> None:
    shapes = {"milestone": glyphs.point, "ghost": glyphs.point_ghost, "deadline": glyphs.deadline}
    for point in points:
        if point.kind == "deadline" and _taken(axis, drawn, point.at):
            continue
        look = "bar--ghost" if point.kind == "ghost" else _LOOKS.get(point.tone, "bar--summary")
        _put(*drawn, axis.cell(point.at), shapes[point.kind], look)


def _taken(axis: Axis, drawn: Drawn, moment: int) -> bool:
    at = axis.cell(moment)
    return 0 <= at < axis.width and drawn[1][at] not in BEHIND


def _put(marks: list[str], looks: list[str], at: int, mark: str, look: str) -> None:
    if 0 <= at < len(marks):
        marks[at], looks[at] = mark, look


def _summary(axis: Axis, bar: Bar, glyphs: Glyphs, drawn: Drawn) -> None:
    first, last = _cells(axis, bar.start, bar.finish)
    done = axis.cell(_done_until(bar))
    look = _LOOKS.get(bar.tone, "bar--summary")
    for at in range(max(0, first), min(axis.width, last + 1)):
        mark = glyphs.summary_done if at < done else glyphs.summary_rest
        if at == first:
            mark = glyphs.summary_start
        elif at == last:
            mark = glyphs.summary_end
        drawn[0][at], drawn[1][at] = mark, look


def _task(axis: Axis, bar: Bar, glyphs: Glyphs, drawn: Drawn) -> None:
    own = [_halves(axis, *part) for part in bar.parts or ((bar.start, bar.finish),)]
    ghost = [_halves(axis, *bar.ghost)] if bar.ghost is not None else own
    begun, ended = own[0][0] // 2, own[-1][1] // 2
    done = axis.half(_done_until(bar))
    look = _LOOKS.get(bar.tone, "bar--plain")
    rest = glyphs.critical if bar.critical else glyphs.rest
    marks, looks = drawn
    first, last = min(begun, ghost[0][0] // 2), max(ended, ghost[-1][1] // 2)
    for at in range(max(0, first), min(axis.width, last + 1)):
        above, below = _quarters(at, own), _quarters(at, ghost)
        if not above and not below:
            if begun < at < ended:
                marks[at], looks[at] = glyphs.gap, look
            continue
        looks[at] = look if above else "bar--ghost"
        if not bar.active:
            marks[at], looks[at] = glyphs.inactive, "bar--ghost"
        elif above == below == _BOTH or (above and glyphs.full.isascii()):
            marks[at] = glyphs.full if at * 2 + 1 < done or bar.percent >= 100 else rest
        elif glyphs.full.isascii():
            marks[at] = glyphs.ghost
        else:
            marks[at] = _QUADRANTS[above + 4 * below]


def _quarters(cell: int, stretches: Iterable[tuple[int, int]]) -> int:
    """Which halves of a cell some stretches cover: 1 the left, 2 the right, 3 both."""
    covered = 0
    for first, last in stretches:
        covered |= (first <= cell * 2 <= last) + 2 * (first <= cell * 2 + 1 <= last)
    return covered


def _halves(axis: Axis, start: int, finish: int) -> tuple[int, int]:
    """First and last half cell of a stretch, which covers at least one."""
    first = axis.half(start)
    return first, max(first, axis.half(finish - 1))


def _cells(axis: Axis, start: int, finish: int) -> tuple[int, int]:
    first = axis.cell(start)
    return first, max(first, axis.cell(finish - 1))


def _done_until(bar: Bar) -> int:
    """Up to when a bar is filled; gaps take nothing of what is done."""
    left = sum(finish - start for start, finish in bar.parts) * bar.percent // 100
    for start, finish in bar.parts:
        if left <= finish - start:
            return start + left
        left -= finish - start
    return bar.start + (bar.finish - bar.start) * bar.percent // 100


def merged(marks: list[str], looks: list[str], style_of: Callable[[str], Style]) -> list[Segment]:
    """Cells as few segments: a space takes the look of what is before it."""
    pieces: list[Segment] = []
    first, look = 0, looks[0] if looks else BLANK
    for at, name in enumerate(looks):
        if name != look and marks[at] != " ":
            pieces.append(Segment("".join(marks[first:at]), style_of(look)))
            first, look = at, name
    pieces.append(Segment("".join(marks[first:]), style_of(look)))
    return pieces
