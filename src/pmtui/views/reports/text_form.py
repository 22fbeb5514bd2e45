"""This file writes a status report as plain text: every line whole, however narrow it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from pmtui.text import cell_width, visible, wrap
from pmtui.views.charts.drawing import drawn
from pmtui.views.reports.content import (
    NO_WORDS,
    ReportContent,
    ReportSection,
    ReportWords,
    chart_of,
    period_text,
    spoken,
)

WIDTH: Final = 100
"""Cells of a line where nobody says."""
_CHART_LINES: Final = 12
_GAP: Final = "  "
_INDENT: Final = "  "
_LEAST: Final = 5
"""Cells that a column keeps where others give way."""


def as_text(
    content: ReportContent, width: int = WIDTH, words: ReportWords = NO_WORDS
) -> Iterator[str]:
    """The lines of a report, made safe for a terminal; charts are drawn in half blocks.

    Args:
        content: what it says.
        width: cells of a line.
        words: what its author says.
    """
    yield from wrap(visible(f"{content.called}  {content.title}"), width)
    yield from wrap(period_text(content), width)
    for title, lines in text_sections(content, width, words):
        yield from ("", title, *lines)


def text_title(content: ReportContent) -> str:
    """What a report is of, made safe for a terminal."""
    return visible(content.title)


def text_sections(
    content: ReportContent, width: int, words: ReportWords = NO_WORDS
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The headings of a report, each with its lines."""
    for section in spoken(content, words):
        title, *lines = section_text(section, width)
        for kept in content.charts:
            if kept.section == section.id:
                rows = drawn(chart_of(kept), min(width, WIDTH), _CHART_LINES, "blocks")
                lines += ("", *("".join(cell.text for cell in row).rstrip() for row in rows))
        yield title, tuple(lines)


def section_text(section: ReportSection, width: int) -> Iterator[str]:
    """A heading, and its lines in columns; what has no room in a column goes on below."""
    yield from wrap(f"{section.title}  ({section.note})" if section.note else section.title, width)
    rows = [tuple(visible(cell) for cell in line.cells) for line in section.lines]
    if section.heads:
        rows = [section.heads, *rows] if rows else []
    widths = _widths(rows, width - len(_INDENT))
    for row in rows:
        cells = [wrap(cell, room) for cell, room in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            parts = [
                _padded(lines[at] if at < len(lines) else "", room)
                for lines, room in zip(cells, widths, strict=True)
            ]
            yield f"{_INDENT}{_GAP.join(parts)}".rstrip()
    if section.more:
        yield f"{_INDENT}and {section.more} more"
    text = section.prose or ("" if rows else section.empty)
    if text:
        yield from (f"{_INDENT}{line}".rstrip() for line in wrap(text, width - len(_INDENT)))


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Cells of each column: as wide as its widest text, the widest giving way to the others."""
    if not rows:
        return []
    widths = [max(1, *map(cell_width, column)) for column in zip(*rows, strict=True)]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while over > 0 and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        second = max((room for at, room in enumerate(widths) if at != widest), default=_LEAST)
        taken = min(over, max(1, widths[widest] - max(second, _LEAST)))
        widths[widest] -= taken
        over -= taken
    return widths


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))
