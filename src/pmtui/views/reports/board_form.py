"""This file cuts a report down to what a board decides by, on one page."""

from typing import Final

import msgspec

from pmtui.views.reports.content import ReportContent, ReportSection

_BOARD: Final = {
    "rating": 6, "summary": 4, "needs": 4, "next_steps": 4, "changed": 6, "components": 8,
    "checked_in": 5, "milestones": 5, "money": 6, "top_risks": 4, "contracts": 3,
    "decisions_wanted": 5, "next": 4,
}  # fmt: skip
"""Sections of the board form, and how many lines each has there."""


def board_form(content: ReportContent) -> ReportContent:
    """The same report on one page: what a board decides by, a few lines of each, no chart."""
    shown = (
        section
        for section in content.sections
        if section.id in _BOARD and (section.lines or section.id == "rating")
    )
    return msgspec.structs.replace(
        content,
        sections=tuple(_shortened(section, _BOARD[section.id]) for section in shown),
        charts=(),
    )


def _shortened(section: ReportSection, most: int) -> ReportSection:
    left = max(0, len(section.lines) - most)
    return msgspec.structs.replace(section, lines=section.lines[:most], more=section.more + left)
