"""This file says how much of a chart its table takes, and how wide both want to be."""

from collections.abc import Mapping

from pmtui.tui.lines.row_painting import GUTTER
from pmtui.views.shapes.gantt_chart import GanttChart

LEAST_CHART = 20
"""Cells that the bars keep however wide the table is."""
TITLE_ROOM = 24
"""Cells that titles are given, however short they are."""
MOST_TITLE = 32
"""Cells of a title for which other panes give way."""
_TELLING = 3
"""The priority up to which a column is one that tells most."""
TABLE_SHARE = 0.5
"""The share of the width that the table takes at most."""


def table_width(bars: GanttChart, needs: Mapping[str, int], width: int) -> int:
    """Cells that the table of a chart takes.

    Args:
        bars: what is shown.
        needs: cells that the rows in sight need of each column, where it is known.
        width: cells of table and bars.
    """
    narrow = sum(
        min(column.width, needs.get(column.key, column.width)) + 1
        for column in bars.columns
        if not column.flex
    )
    wanted = narrow + max(TITLE_ROOM, bars.title_width) + GUTTER + 2
    least = min(wanted, 30)
    return min(wanted, max(least, int(width * TABLE_SHARE)), max(8, width - LEAST_CHART))


def wanted_width(bars: GanttChart) -> int:
    """Cells in which titles and what tells most beside them are whole, the chart as wide."""
    beside = sum(
        column.width + 1
        for column in bars.columns
        if not column.flex and column.priority <= _TELLING
    )
    title = max(TITLE_ROOM, min(MOST_TITLE, bars.title_width))
    return round((beside + title + GUTTER + 2) / TABLE_SHARE)
