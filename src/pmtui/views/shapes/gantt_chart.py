"""This file defines the plain shapes of a Gantt chart: bars, marks on them, ties between rows."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

import msgspec

from pmtui.model.entities.tasks import LinkType
from pmtui.views.shapes.table import TableColumn, TableRow, Tone

_WEEKDAYS: Final = 5

BarShape = Literal["task", "summary", "milestone"]


class GanttMark(msgspec.Struct, frozen=True, gc=False):
    """A point on a row: a milestone of a component, or what was promised and needed."""

    at: int
    """Minutes since year 1."""
    tone: Tone = "plain"
    kind: Literal["milestone", "ghost", "deadline"] = "milestone"


class Bar(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What is drawn of a row over time; moments are minutes since year 1."""

    start: int
    finish: int
    shape: BarShape = "task"
    percent: int = 0
    tone: Tone = "plain"
    """Bad for what is critical, dim for what is done."""
    critical: bool = False
    active: bool = True
    float_end: int | None = None
    """How far the finish may move before it moves the end of all."""
    ghost: tuple[int, int] | None = None
    """Start and finish in the baseline."""
    parts: tuple[tuple[int, int], ...] = ()
    """Start and finish of each part of a task with gaps; empty for one without."""
    marks: tuple[GanttMark, ...] = ()


class DependencyLine(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A dependency as it is drawn: from an end of the predecessor's bar to the successor's."""

    predecessor: int
    successor: int
    type: LinkType
    lag: str = ""
    """Lag or lead as people read it: `+2d`."""
    drives: bool = False
    """Whether it is what holds the successor where it stands."""


def is_weekday(day: int) -> bool:
    """Whether a day, by its number since year 1, is no Saturday or Sunday."""
    return (day - 1) % 7 < _WEEKDAYS


class GanttChart(msgspec.Struct, frozen=True, kw_only=True):
    """Rows with a bar each; a row is written and its bar worked out when it is drawn."""

    columns: tuple[TableColumn, ...]
    ids: Sequence[int]
    row_of: Callable[[int], TableRow]
    bar_of: Callable[[int], Bar | None]
    ties_of: Callable[[int], tuple[DependencyLine, ...]]
    """What ties a row's task to others."""
    today: int
    """The start of today."""
    status: int | None = None
    """Up to when progress has been reported."""
    span: tuple[int, int] | None = None
    """Start and end of all that is planned; None where nothing is."""
    open_span: Callable[[], tuple[int, int] | None] = lambda: None
    """Start and end of what is still open of it, worked out when it is asked for."""
    sort: str = ""
    total: int = 0
    """Tasks before the filter; a summary is not counted."""
    works_on: Callable[[int], bool] = is_weekday
    """Whether there is working time on a day, by its number."""
    title_width: int = 0
    """Cells that the longest title takes."""
    empty: str = ""
    """What to say, and which key to press, when there is no row."""

    @property
    def count(self) -> int:
        """Number of rows shown."""
        return len(self.ids)

    def row(self, index: int) -> TableRow:
        """The row at a position."""
        return self.row_of(self.ids[index])
