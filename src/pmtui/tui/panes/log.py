"""This file is the pane of the log: issues, changes, decisions, assumptions and action items."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pmtui.actions.spec import Target
from pmtui.tui.panes.gridpane import GridPane
from pmtui.tui.showing import Showing
from pmtui.views.log import LOG_TABLES, log
from pmtui.views.table import Table


class LogPane(GridPane):
    """Register entries of every kind in one table."""

    context: ClassVar[str] = "log"
    title: ClassVar[str] = "Log"
    hints: ClassVar[tuple[str, ...]] = (
        "open", "entity.set", "entity.add", "risk.escalate", "entity.convert",
        "entity.remark", "sort",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._showing: Showing | None = None

    def show(self, showing: Showing) -> None:
        """Show the log of the scope."""
        self._showing = showing
        passing = None
        if showing.place.query:
            passing = frozenset(one for table in LOG_TABLES for one in showing.passing(table) or ())
        sort = showing.place.sort or "due"
        self._table = log(showing.figures, showing.scope_id, ids=passing, sort=sort)
        self.grid.show(self._table)

    def target_of(self, row_id: int) -> Target:
        """The entity of a row; its table is looked up."""
        table = self._showing.workspace.table_of(row_id) if self._showing is not None else None
        return Target(table or "issues", row_id)

    def sort_keys(self) -> Sequence[str]:
        """Every column."""
        return [] if self._table is None else [column.key for column in self._table.columns]

    def kinds(self) -> Mapping[str, str]:
        """The registers."""
        return {
            "i": "issue", "c": "change", "d": "decision", "a": "assumption", "x": "action",
            "g": "gate", "b": "benefit",
        }  # fmt: skip

    def summary(self) -> str:
        """How many entries are shown."""
        if self._table is None:
            return ""
        return f"{self._table.count} of {self._table.total} entries"
