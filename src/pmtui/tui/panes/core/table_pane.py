"""This file is the pane of every view of tables and charts, as the view declares them."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.app import ComposeResult

from pmtui.actions.core.action import Target
from pmtui.query.filter.filter_words import filter_words
from pmtui.tui.lines.charts.chart_lines import ChartLines
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.figure_grid import FigureGrid
from pmtui.tui.lines.parts_line import PartsLine
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.navigation.view_request import period_in, requested
from pmtui.tui.panes.core.pane import GridPane, Host, words_of
from pmtui.tui.panes.tree import kinds_below
from pmtui.views.shapes.table import Cell, Entry, PeriodKind, Section, Table
from pmtui.views.shapes.view import ChartPart, TableFunction, TablePart, View, ViewPart
from pmtui.views.wording.figure_explanation import explained
from pmtui.views.wording.formatting import count_with_noun, hidden_text

_OF_REGISTERS: Final = (
    "open", "entity.set", "entity.add", "subtab.next", "risk.escalate", "entity.convert",
    "entity.remark", "sort",
)  # fmt: skip
"""What the foot names where a view says nothing else."""


class TablePane(GridPane):
    """Rows and columns, or a chart, a part for each that the view declares.

    Args:
        view: the view; its first part says what gives its table.
        beside: what a pane that is more than tables draws as well.
        own: what it calls that, as parts before those declared.
    """

    def __init__(self, view: View, *beside: CursorLines, own: Sequence[str] = ()) -> None:
        charts = [part for part in view.parts if isinstance(part, ChartPart)]
        self._grid = FigureGrid()
        self._chart = ChartLines() if charts else None
        drawn = [*beside, self._chart] if self._chart is not None else beside
        super().__init__(*drawn, grid=self._grid)
        self.view = view
        self.context = view.id
        self.hints: Sequence[str] = view.hints or _OF_REGISTERS
        self._grid.walks_columns = "explain" in self.hints
        self._parts: Mapping[str, ViewPart] = {part.name: part for part in view.parts}
        self._names = PartsLine(
            [*own, *(part.called for part in view.parts)],
            lambda at: self.to_part(self.parts[at]),
        )
        self._first = next(part for part in view.parts if isinstance(part, TablePart))
        self._shown: Table | None = None
        self._charted: tuple[str, int] = "", 0
        """The chart that is shown, and of which scope."""
        self._own = own
        self.part = self.parts[0]

    def compose(self) -> ComposeResult:
        """The names of the parts, where there are several, above the part shown."""
        if self.has_parts:
            yield self._names
        yield from super().compose()

    def on_mount(self) -> None:
        """A chart is there when its part is."""
        self._arrange()

    def _arrange(self) -> None:
        self._names.show(self.parts.index(self.part))
        if self._chart is not None:
            self._chart.display = self._is_chart
            self.grid.display = not self._is_chart

    @property
    def parts(self) -> Sequence[str]:
        """A part for each table and each chart, after what the pane draws itself."""
        return (*self._own, *self._parts)

    @property
    def drawn(self) -> CursorLines:
        """The table, or the chart."""
        return self._chart if self._is_chart and self._chart is not None else self.grid

    @property
    def _is_chart(self) -> bool:
        return isinstance(self._part, ChartPart)

    @property
    def _part(self) -> ViewPart:
        """The part that is shown; the first table while the pane shows what it draws itself."""
        return self._parts.get(self.part, self._first)

    @property
    def _declared(self) -> TablePart:
        """The table that is shown; while a chart is, the first."""
        part = self._part
        return part if isinstance(part, TablePart) else self._first

    @property
    def _tables(self) -> tuple[str, ...]:
        return self._part.tables or self.view.tables

    def _function(self) -> TableFunction:
        load = self._declared.table or self._first.table
        if load is None:
            raise LookupError(
                f"the view {self.view.id} says neither what gives its table nor a pane"
            )
        return load()

    def show(self, showing: ViewContext) -> None:
        """Show the table of the scope, or its chart."""
        self._showing = showing
        part = self._part
        if isinstance(part, ChartPart) and self._chart is not None:
            chart = part.chart()(requested(showing, self._tables))
            place = part.name, showing.scope_id
            self._chart.show(chart, afresh=place != self._charted)
            self._charted = place
            return
        declared = self._declared
        self._shown = self._function()(
            requested(showing, self._tables, declared.sort, declared.lengths)
        )
        self.grid.show(self._shown)

    def part_changed(self) -> None:
        """Another table begins at its first row, a chart where it says."""
        self._charted = "", 0
        self._arrange()
        self.show_again()
        if not self._is_chart:
            self.grid.to_end(last=False)

    def target_of(self, row_id: int) -> Target | None:
        """The entity of a row; of a place on a chart the component, that of the chart for none."""
        if self._shown is not None and self._shown.entity_of is not None and not self._is_chart:
            entity = self._shown.entity_of(row_id)
            table = self._showing.figures.workspace.table_of(entity) if self._showing else None
            return Target(table, entity) if table else None
        if self._is_chart:
            component = row_id or (self._showing.scope_id if self._showing is not None else 0)
            return Target("components", component) if component else None
        return super().target_of(row_id)

    def enter(self, host: Host) -> None:
        """Go to what an amount is made of, or to the scope of a component; open anything else."""
        target, showing = self.target, self._showing
        if self._lead_behind(host):
            return
        if target is not None and showing is not None and target.table == "components":
            made_of = dict(self._declared.leads).get(self._grid.column_key, "")
            if made_of and not self._is_chart:
                host.lead_to(target.id, self.view.id, "", ())
                self.to_part(made_of)
                return
            below = next(iter(showing.figures.live_children(target.id)), 0)
            if below and target.id != showing.scope_id:
                host.lead_to(target.id, self.view.id, "", ())
                return
        super().enter(host)

    def _lead_behind(self, host: Host) -> bool:
        """Go to the rows that the figure under the cursor is made of; False where none says so."""
        shown, row_id = self._shown, self._grid.cursor_id
        if self._is_chart or shown is None or shown.behind is None or row_id is None:
            return False
        made_of = shown.behind(row_id, self._grid.column_key)
        if made_of is None:
            return False
        if made_of.ids:
            view = made_of.view or self.view.id
            host.lead_to(made_of.scope, view, made_of.table, made_of.ids)
            if not made_of.view:
                self.to_part(self.parts[0])
        host.say(made_of.words)
        return True

    def sort_keys(self) -> Sequence[str]:
        """Every column; a chart has an order of its own."""
        if self._shown is None or self._is_chart or not self._declared.sorts:
            return []
        return [column.key for column in self._shown.columns]

    def kinds(self) -> Mapping[str, str]:
        """What the tables hold; where they hold components, what may lie below the scope."""
        if "components" in self._tables and self._showing is not None:
            below = kinds_below(self._showing.workspace, self._showing.scope_id)
            return below or {"t": "task"}
        return words_of(*self._tables)

    def offered(self) -> Sequence[str]:
        """The foot names what the part shown takes."""
        left_out = set() if self.lengths else {"periods.shorter"}
        if not (self.lengths and self._declared.splits):
            left_out.add("periods.split")
        if self._is_chart or not self._declared.sorts:
            left_out.add("sort")
        return [hint for hint in super().offered() if hint not in left_out]

    def explained(self) -> Section | None:
        """How the figure under the cursor is made; in a row its first where none is chosen."""
        if self._showing is None:
            return None
        if self._is_chart:
            return self._explained_value(self._showing)
        if self._shown is not None and self._shown.explained is not None:
            row_id = self._grid.cursor_id
            key = self._grid.column_key
            return self._shown.explained(row_id, key) if row_id is not None else None
        target = self.target
        if target is None:
            return None
        figures = self._showing.figures
        keys = (self._grid.column_key, *self.sort_keys())
        answers = (explained(figures, key, target.id, target.table) for key in keys if key)
        return next((answer for answer in answers if answer is not None), None)

    def _explained_value(self, showing: ViewContext) -> Section | None:
        """The value under the cursor of the chart, and how its figure is made."""
        lines = self._chart
        series, value = (lines.series, lines.value) if lines is not None else (None, None)
        if series is None or value is None:
            return None
        entry = Entry(cells=(Cell(value[0], "dim"), Cell(value[1])))
        of = self.target.id if self.target is not None else showing.scope_id
        about = explained(showing.figures, series.figure, of)
        if about is None:
            return Section(series.title, (entry,))
        return Section(about.title, (entry, *about.entries))

    @property
    def lengths(self) -> Sequence[PeriodKind]:
        """How long the periods of the part shown may be, the usual one first."""
        return () if self._is_chart else self._declared.lengths

    @property
    def period(self) -> PeriodKind:
        """How long they are."""
        place = self._showing.place if self._showing is not None else None
        return period_in(place.period if place is not None else None, self.lengths)

    def summary(self) -> str:
        """How many rows are shown, of how many; in a chart which place of how many."""
        if self._is_chart and self._chart is not None:
            ids, at = self._chart.walk
            return f"{at + 1} of {count_with_noun(len(ids), 'place')}" if ids else ""
        if self._shown is None:
            return ""
        part, table = self._declared, self._shown
        if part.title:
            return f"{part.title}: {table.counted} of {table.total}"
        return f"{table.counted} of {count_with_noun(table.total, part.noun)}"

    def hidden(self) -> str:
        """What is not shown: by the filter, or as it is over."""
        if self._shown is None or self._showing is None or self._is_chart:
            return ""
        count = self._shown.total - self._shown.counted
        if self._showing.place.query:
            return self.left_out(count)
        return hidden_text((count, self._declared.hides)) if self._declared.hides else ""

    def left_out(self, count: int) -> str:
        """How many the filter takes away, in words."""
        query = self._showing.place.query if self._showing is not None else ""
        return hidden_text((count, f"not in {filter_words(query)}")) if query else ""
