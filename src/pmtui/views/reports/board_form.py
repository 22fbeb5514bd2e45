"""This file cuts a report down to what a board decides by, on one page."""

from math import ceil
from typing import Final

import msgspec

from pmtui.views.reports.content import (
    NO_WORDS,
    ReportContent,
    ReportLine,
    ReportSection,
    ReportWords,
    spoken,
)

_BOARD: Final = {
    "rating": 6, "summary": 4, "needs": 4, "next_steps": 4, "changed": 6, "components": 8,
    "checked_in": 5, "milestones": 5, "money": 6, "top_risks": 4, "contracts": 3,
    "decisions_wanted": 5, "next": 4,
}  # fmt: skip
"""Sections of the board form, and how many lines each has there at most."""
_WHOLE: Final = frozenset({"rating", "money", "summary", "needs", "next_steps"})
"""Sections of which nothing more is left out, however full the page is."""
_LEAST: Final = 2
"""Lines that a section keeps on the fullest page."""
_PAGE: Final = 76.0
"""Lines that a page of A4 has room for, as the style of the board form sets them."""
_HEAD: Final = 2.7
"""Lines that a heading takes with what stands over the texts, and the space before it."""
_ACROSS: Final = 105
"""Characters that a line has room for in columns."""
_PROSE: Final = 130
"""Characters of a line of prose."""


def board_form(content: ReportContent, words: ReportWords = NO_WORDS) -> ReportContent:
    """The same report on one page: what a board decides by, a few lines of each, no chart.

    Args:
        content: what the report says.
        words: what its author says, all of which goes onto the page.
    """
    cut = {
        section.id: _shortened(section, _BOARD[section.id])
        for section in content.sections
        if section.id in _BOARD and (section.lines or section.id == "rating")
    }
    board = _with(content, cut)
    while _height(board, words) > _PAGE:
        longer = [
            section
            for section in cut.values()
            if section.id not in _WHOLE and len(section.lines) > _LEAST
        ]
        if not longer:
            break
        longest = max(longer, key=lambda section: sum(map(_lines_of, section.lines)))
        cut[longest.id] = _shortened(longest, len(longest.lines) - 1)
        board = _with(content, cut)
    return board


def _with(content: ReportContent, cut: dict[str, ReportSection]) -> ReportContent:
    return msgspec.structs.replace(content, sections=tuple(cut.values()), charts=())


def _height(board: ReportContent, words: ReportWords) -> float:
    """Lines that a page needs for a report, estimated from above."""
    return _HEAD + sum(_height_of(section) for section in spoken(board, words))


def _height_of(section: ReportSection) -> float:
    if section.prose:
        prose = section.prose.splitlines()
        return _HEAD - 1 + sum(max(1, ceil(len(line) / _PROSE)) for line in prose)
    return _HEAD + sum(map(_lines_of, section.lines)) + bool(section.more)


def _lines_of(line: ReportLine) -> int:
    return max(1, ceil(sum(len(cell) + 2 for cell in line.cells) / _ACROSS))


def _shortened(section: ReportSection, most: int) -> ReportSection:
    left = max(0, len(section.lines) - most)
    return msgspec.structs.replace(section, lines=section.lines[:most], more=section.more + left)
