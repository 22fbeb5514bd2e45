"""This file is the pane of the risk register: table, mirrored heat map, and what it adds up to."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize

from pmtui.model.changes.as_of import Past
from pmtui.query.filter.filter_words import filter_words
from pmtui.session.session import Session
from pmtui.tui.background import beside
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.heat_map import HeatMap
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.pane import GridPane, Host
from pmtui.tui.panes.core.past_figures import past_or_oldest
from pmtui.views.risks.risk_columns import compared_day, explained_score
from pmtui.views.risks.risk_register import Heat, RiskRegister, risk_register
from pmtui.views.risks.shown_risks import HeatCell
from pmtui.views.risks.view import VIEW
from pmtui.views.shapes.table import Cell, Section
from pmtui.views.wording.formatting import CLOSED, count_with_noun, hidden_text

REGISTER: Final = "register"
MAP: Final = "map"
BESIDE = 104
"""Columns of the pane from which the map stands beside the register."""
MONEY_CELLS = 3
"""Cells of the summary that tell money; the others stand on a line of their own."""
BELOW = 28
"""Lines of the pane from which the map stands below it; on smaller ones it is behind `]`."""


class RisksPane(GridPane):
    """Threats and opportunities; a cell of the map filters them."""

    context = VIEW.id
    table = "risks"
    parts = (REGISTER, MAP)
    hints = (
        "open", "entity.set", "entity.add", "risk.escalate", "entity.convert", "subtab.next",
        "sort", "lens", "explain",
    )  # fmt: skip
    DEFAULT_CSS = """
    RisksPane > Horizontal { height: 1fr; }
    RisksPane Grid { width: 1fr; height: 1fr; }
    RisksPane > Lines { height: 3; }
    """

    def __init__(self) -> None:
        self.map = HeatMap()
        self._sums = Lines(ruled=True)
        super().__init__(self.map, self._sums)
        self._body = Horizontal(self.grid, self.map)
        self._register: RiskRegister | None = None
        self._past: Past | None = None
        self._compared: date | None = None
        """The day that trends are compared with, asked for or known."""
        self.is_waiting = False
        self._cell: HeatCell | None = None
        self.part = REGISTER

    @property
    def drawn(self) -> CursorLines:
        """The register, or the map."""
        return self.map if self._on_map else self.grid

    @property
    def _on_map(self) -> bool:
        return self.part == MAP

    def part_changed(self) -> None:
        """Where one screen does not hold both, the other is shown."""
        self._arrange()

    def compose(self) -> ComposeResult:
        """The register, its map, the line that sums up."""
        yield self._body
        yield self._sums

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Narrow: one of the two; wide: both."""
        self._arrange()

    def _arrange(self) -> None:
        beside = self.size.width >= BESIDE
        both = beside or self.size.height >= BELOW
        self._body.styles.layout = "horizontal" if beside else "vertical"
        self.map.display = both or self._on_map
        self.grid.display = both or not self._on_map

    def show(self, showing: ViewContext) -> None:
        """Show the register of the scope."""
        self._showing = showing
        self._register = risk_register(
            showing.figures,
            showing.scope_id,
            lens="all" if showing.lens == "project" else "major",
            ids=showing.passing("risks"),
            sort=showing.sort or "score-",
            cell=self._cell,
            trends=True,
            then=self._past.workspace if self._past is not None else None,
        )
        day = compared_day(showing.figures)
        if day != self._compared:
            self._compared, self.is_waiting = day, True
            self.call_after_refresh(self._look_back, showing.session, day)
        self.grid.show(self._register.table)
        self.map.show(self._heat)
        self._sum_up()

    def _look_back(self, session: Session, day: date) -> None:
        """Read the history beside the screen; a long one takes a while."""
        beside(self, lambda _job: past_or_oldest(session, day), self._past_read, self.fail)

    def _past_read(self, past: Past | None) -> None:
        """The past is known: show the trends."""
        self._past, self.is_waiting = past, False
        if self._showing is not None:
            with suppress(ValueError):
                self.show(self._showing)

    def _sum_up(self) -> None:
        if self._register is None:
            return
        line = self._register.summary
        if self._cell is not None:
            cell = self._cell
            words = f"only {cell.kind}s p{cell.probability} i{cell.impact} (Enter on the map: all)"
            line = (*line[:MONEY_CELLS], Cell(words, "accent"), *line[MONEY_CELLS:])
        self._sums.show((line[:MONEY_CELLS], line[MONEY_CELLS:]))

    def _heat(self, cell: HeatCell) -> Heat:
        if self._register is None or self._showing is None:
            return Heat()
        return self._register.heat(self._showing.figures.scales, cell)

    def enter(self, host: Host) -> None:
        """Open the risk, or filter by the cell of the map."""
        if self._on_map:
            self.choose()
        else:
            super().enter(host)

    def choose(self) -> None:
        """Filter by the cell under the cursor, or show all again."""
        cell = self.map.cursor
        self._cell = None if self._cell == cell else cell
        if self._showing is not None:
            self.show(self._showing)

    def explained(self) -> Section | None:
        """How the score of the risk under the cursor is made."""
        row_id = self.grid.cursor_id
        if row_id is None or self._showing is None:
            return None
        return explained_score(self._showing.figures, row_id, self._past)

    def sort_keys(self) -> Sequence[str]:
        """Every column of the register."""
        return (
            []
            if self._register is None
            else [column.key for column in self._register.table.columns]
        )

    def kinds(self) -> Mapping[str, str]:
        """A register is added risks to."""
        return {"r": "risk"}

    def summary(self) -> str:
        """How many risks are shown."""
        if self._register is None:
            return ""
        table = self._register.table
        if table.count == table.total:
            return count_with_noun(table.total, "risk")
        return f"{table.count} of {count_with_noun(table.total, 'risk')}"

    def hidden(self) -> str:
        """What is not shown: by the lens, as it is closed, by the filter, by the map."""
        register, showing = self._register, self._showing
        if register is None or showing is None:
            return ""
        return hidden_text(
            (register.by_lens, "not major: Z all"),
            (register.closed, CLOSED),
            (register.by_filter, f"not in {filter_words(showing.place.query)}"),
            (register.by_cell, "not in the cell"),
        )
