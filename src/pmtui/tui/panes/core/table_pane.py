"""This file is the pane of every view that is nothing but tables, as the view declares them."""

from collections.abc import Mapping, Sequence

from pmtui.query.filter.mine_and_archived import filter_words
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.navigation.view_request import requested
from pmtui.tui.panes.core.grid_pane import GridPane
from pmtui.tui.panes.core.pane import words_of
from pmtui.views.shapes.section import Section
from pmtui.views.shapes.table import Table
from pmtui.views.shapes.view import TableFunction, TablePart, View
from pmtui.views.wording.figure_explanation import explained
from pmtui.views.wording.formatting import count_with_noun, hidden_text


class TablePane(GridPane):
    """Rows and columns, a part for each table that the view declares.

    Args:
        view: the view; its first part says what gives its table.
    """

    hints = (
        "open", "entity.set", "entity.add", "subtab.next", "risk.escalate", "entity.convert",
        "entity.remark", "sort",
    )  # fmt: skip

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.context = view.id
        self._parts: Mapping[str, TablePart] = {part.name: part for part in view.parts}
        self._shown: Table | None = None
        self.part = view.parts[0].name

    @property
    def parts(self) -> Sequence[str]:
        """A part for each table."""
        return tuple(self._parts)

    @property
    def _declared(self) -> TablePart:
        return self._parts[self.part]

    @property
    def _tables(self) -> tuple[str, ...]:
        return self._declared.tables or self.view.tables

    def _function(self) -> TableFunction:
        load = self._declared.table or self.view.parts[0].table
        if load is None:
            raise LookupError(
                f"the view {self.view.id} says neither what gives its table nor a pane"
            )
        return load()

    def show(self, showing: ViewContext) -> None:
        """Show the table of the scope."""
        self._showing = showing
        part = self._declared
        self._shown = self._function()(requested(showing, self._tables, part.sort))
        self.grid.show(self._shown)

    def part_changed(self) -> None:
        """Another table begins at its first row."""
        self.show_again()
        self.grid.to_end(last=False)

    def sort_keys(self) -> Sequence[str]:
        """Every column."""
        return [] if self._shown is None else [column.key for column in self._shown.columns]

    def kinds(self) -> Mapping[str, str]:
        """What the tables hold."""
        return words_of(*self._tables)

    def explained(self) -> Section | None:
        """How the first figure among the columns of the row under the cursor is made."""
        target = self.target
        if target is None or self._showing is None:
            return None
        figures = self._showing.figures
        answers = (explained(figures, key, target.id, target.table) for key in self.sort_keys())
        return next((answer for answer in answers if answer is not None), None)

    def summary(self) -> str:
        """How many rows are shown, of how many."""
        if self._shown is None:
            return ""
        part, table = self._declared, self._shown
        if part.title:
            return f"{part.title}: {table.count} of {table.total}"
        return f"{table.count} of {count_with_noun(table.total, part.noun)}"

    def hidden(self) -> str:
        """What is not shown: by the filter, or as it is over."""
        if self._shown is None or self._showing is None:
            return ""
        count, query = self._shown.total - self._shown.count, self._showing.place.query
        if query:
            return hidden_text((count, f"not in {filter_words(query)}"))
        return hidden_text((count, self._declared.hides)) if self._declared.hides else ""
