"""This file is the pane of the log: every register as one, each by itself, and the people."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from pmtui.actions.core.action import Target
from pmtui.model.workspace.schema import TABLES
from pmtui.query.filter.mine_and_archived import filter_words
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.grid_pane import GridPane
from pmtui.views.registers.people import people
from pmtui.views.registers.register_log import LOG_TABLES, log
from pmtui.views.shapes.table import Table
from pmtui.views.wording.formatting import CLOSED, hidden_text

PEOPLE: Final = "people"
PARTS: Final = ("", *LOG_TABLES, PEOPLE)
"""The parts of the log: all registers, each of them, and the people."""
_LETTERS: Final[Mapping[str, str]] = {
    TABLES[table].letter: TABLES[table].word for table in LOG_TABLES
}


class LogPane(GridPane):
    """Register entries of every kind in one table."""

    context: ClassVar[str] = "log"
    title: ClassVar[str] = "Log"
    hints: ClassVar[tuple[str, ...]] = (
        "open", "entity.set", "entity.add", "subtab.next", "risk.escalate", "entity.convert",
        "entity.remark", "sort",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._showing: ViewContext | None = None
        self._part = ""

    def show(self, showing: ViewContext) -> None:
        """Show the log of the scope."""
        self._showing = showing
        sort = showing.place.sort
        tables = (self._part,) if self._part else LOG_TABLES
        passing = showing.passing_any(tables)
        if self._part == PEOPLE:
            self._table = people(showing.figures, ids=passing, sort=sort or "name")
        else:
            self._table = log(
                showing.figures, showing.scope_id, tables=tables, ids=passing, sort=sort or "due"
            )
        self.grid.show(self._table)

    @property
    def has_parts(self) -> bool:
        """Each register has a part of its own."""
        return True

    def subtab(self, step: int) -> None:
        """Go to the next register."""
        self.to_part(PARTS[(PARTS.index(self._part) + step) % len(PARTS)])

    def to_part(self, name: str) -> None:
        """Show one register, the people, or all registers."""
        if name in PARTS and name != self._part:
            self._part = name
            if self._showing is not None:
                self.show(self._showing)
                self.grid.to_end(last=False)

    def target_of(self, row_id: int) -> Target:
        """The entity of a row; its table is looked up."""
        table = self._showing.workspace.table_of(row_id) if self._showing is not None else None
        return Target(table or "issues", row_id)

    def sort_keys(self) -> Sequence[str]:
        """Every column."""
        return [] if self._table is None else [column.key for column in self._table.columns]

    def kinds(self) -> Mapping[str, str]:
        """The registers."""
        if self._part == PEOPLE:
            return {"p": "person"}
        word = TABLES[self._part].word if self._part else ""
        return {letter: one for letter, one in _LETTERS.items() if word in {"", one}}

    def summary(self) -> str:
        """How many entries are shown."""
        if self._table is None:
            return ""
        count = f"{self._table.count} of {self._table.total}"
        return f"{self._part.replace('_', ' ')}: {count}" if self._part else f"{count} entries"

    def hidden(self) -> str:
        """What is not shown: by the filter, or as it is closed."""
        if self._table is None or self._showing is None:
            return ""
        count, query = self._table.total - self._table.count, self._showing.place.query
        if query:
            return hidden_text((count, f"not in {filter_words(query)}"))
        return hidden_text((count, CLOSED)) if self._part != PEOPLE else ""
