"""This file is the pane of registers: tables and charts, each register as a board when asked."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from pmtui.tui.lines.cards.card_board import CardBoard
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.navigation.view_request import requested
from pmtui.tui.panes.core.table_pane import TablePane
from pmtui.views.board.board_view import Board
from pmtui.views.registers.state_board import count_text, state_board
from pmtui.views.shapes.view import View


class RegisterPane(TablePane):
    """What a view declares; a part whose rows have states is a board where that is asked for.

    Args:
        view: the view.
    """

    DEFAULT_CSS = """
    RegisterPane > Vertical { height: 1fr; }
    RegisterPane > Vertical > Lines { height: 4; }
    RegisterPane > Vertical > CardBoard { height: 1fr; }
    """

    def __init__(self, view: View) -> None:
        self.cards = CardBoard()
        self._strip = Lines(ruled=True)
        super().__init__(view)
        self._drawn_widgets = (*self._drawn_widgets, self.cards, self._strip)
        self.cards.moved = self.cursor_moved
        self.cards.chosen = lambda: self.chosen(self)
        self.cards.widened = lambda: self.widened()  # noqa: PLW0108  (set later)
        self._below = Vertical(self.cards, self._strip)
        self._board: Board | None = None

    def compose(self) -> ComposeResult:
        """The parts, and in the place of one of them its board."""
        own = {self.cards, self._strip}
        yield from (widget for widget in super().compose() if widget not in own)
        yield self._below

    def _arrange(self) -> None:
        super()._arrange()
        self._below.display = self.is_board
        if self.is_board:
            self.grid.display = False

    @property
    def is_board(self) -> bool:
        """Whether the part shown is a board now."""
        return self._board is not None

    @property
    def drawn(self) -> CursorLines:
        """The board, or what it stands in the place of."""
        return self.cards if self.is_board else super().drawn

    @property
    def wanted_width(self) -> int:
        """Cells in which every title that was in sight is whole."""
        return self.cards.wanted_width if self.is_board else super().wanted_width

    def show(self, showing: ViewContext) -> None:
        """Show the part as a table or chart, or as a board."""
        was = self.is_board
        super().show(showing)
        asked = showing.place.as_board and not self._is_chart and self._declared.sorts
        tables = self._tables if asked and not self.lengths else ()
        request = requested(showing, tables, self._declared.sort) if len(tables) == 1 else None
        self._board = state_board(request) if request is not None else None
        if self._board is not None:
            self.cards.show(self._board)
            if not was:
                self._begin()
            self._say_more()
        if was is not self.is_board:
            self._arrange()
            self.activate(active=self._is_active)

    def part_changed(self) -> None:
        """Another board begins at its first card."""
        super().part_changed()
        if self.is_board and self.cards.walk[0]:
            self.cards.move_to(0)

    def _begin(self) -> None:
        """Stand on the card of the row that the list stood on, else on the first."""
        row_id = self.grid.cursor_id
        if self.cards.walk[0] and (row_id is None or not self.cards.follow(row_id)):
            self.cards.move_to(0)

    def _say_more(self) -> None:
        card_id = self.cards.cursor_id
        self._strip.show(self._board.strip(card_id) if self._board is not None and card_id else ())

    def cursor_moved(self) -> None:
        """Say more of the card under the cursor."""
        if self.is_board:
            self._say_more()
        super().cursor_moved()

    def offered(self) -> Sequence[str]:
        """A board names its moves first."""
        rest = super().offered()
        if not self.is_board:
            return rest
        return ("state.earlier", *rest, "board.states")

    def summary(self) -> str:
        """How many cards are shown, of how many."""
        if self._board is None:
            return super().summary()
        return f"{self._declared.called or self.view.title}: {count_text(self._board, 'card')}"

    def hidden(self) -> str:
        """What the filter takes away."""
        if self._board is None:
            return super().hidden()
        return self.left_out(self._board.total - self._board.shown)
