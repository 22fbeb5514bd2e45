"""This file is the pane of the board: cards of a project, or a lane per project."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pmtui.tui.lines.cards.card_board import CardBoard
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.table_pane import TablePane
from pmtui.views.board.board_view import Board, board
from pmtui.views.board.view import CARDS, VIEW


class BoardPane(TablePane):
    """The board and, below it, what is to say of the card under the cursor; and its flow."""

    opens_without_plans: ClassVar[bool] = True
    _of_cards: ClassVar = (
        "entity.add", "card.left", "entity.set", "task.complete", "open", "task.link",
        "board.lanes", "board.cycle", "history.undo",
    )  # fmt: skip
    DEFAULT_CSS = "BoardPane > Lines { height: 4; } BoardPane > CardBoard { height: 1fr; }"

    def __init__(self) -> None:
        self.cards = CardBoard()
        self._words = Lines(ruled=True)
        super().__init__(VIEW, self.cards, own=(CARDS,))
        self._drawn_widgets = (*self._drawn_widgets, self._words)
        self.cards.widened = lambda: self.widened()  # noqa: PLW0108  (set later)
        self._board: Board | None = None

    @property
    def _is_cards(self) -> bool:
        return self.part == CARDS

    def _arrange(self) -> None:
        super()._arrange()
        self._names.display = not self._is_cards
        self.cards.display = self._words.display = self._is_cards
        if self._is_cards:
            self.grid.display = False

    @property
    def drawn(self) -> CursorLines:
        """The cards, or what is shown of their flow."""
        return self.cards if self._is_cards else super().drawn

    @property
    def wanted_width(self) -> int:
        """Cells in which every title that was in sight is whole."""
        return self.cards.wanted_width if self._is_cards else super().wanted_width

    def show(self, showing: ViewContext) -> None:
        """Show the board of the scope, or its flow."""
        if not self._is_cards:
            super().show(showing)
            return
        self._showing = showing
        self._board = board(
            showing.figures,
            showing.scope_id,
            lanes=showing.place.lanes,
            ids=showing.passing("tasks"),
        )
        self.cards.show(self._board)
        self._strip()

    def _strip(self) -> None:
        card_id = self.cards.cursor_id
        lines = self._board.strip(card_id) if self._board is not None and card_id else ()
        self._words.show(lines)

    def kinds(self) -> Mapping[str, str]:
        """A board is added tasks to."""
        if not self._is_cards:
            return super().kinds()
        return {"t": "task", "m": "milestone", "c": "check", "l": "column"}

    def defaults(self) -> Mapping[str, object]:
        """A new card comes into the column under the cursor, on the project of its lane."""
        if self._board is None or not self._board.columns or not self._is_cards:
            return {}
        held = self._board.columns[self.cards.column].ids
        by_component = self._board.lane_kind == "component" and self._board.lanes
        lane = self._board.lanes[self.cards.lane].id if by_component else 0
        rows = self._showing.workspace.columns if self._showing is not None else {}
        here = next((row_id for row_id in held if not lane or rows[row_id].component == lane), 0)
        return {"column": here} if here else {}

    def summary(self) -> str:
        """How many cards are shown."""
        if not self._is_cards:
            return super().summary()
        if self._board is None:
            return ""
        return "; ".join(filter(None, (self._board.count_text, self._board.cycles)))

    def hidden(self) -> str:
        """How many cards the filter takes away."""
        if not self._is_cards:
            return super().hidden()
        board = self._board
        return self.left_out(board.total - board.shown) if board is not None else ""

    def cursor_moved(self) -> None:
        """Say more of the card under the cursor."""
        if self._is_cards:
            self._strip()
        super().cursor_moved()

    def offered(self) -> Sequence[str]:
        """The foot names what cards take, or a table."""
        if not self._is_cards:
            return super().offered()
        left_out = () if self._board is not None and self._board.cycles else ("board.cycle",)
        return [action_id for action_id in self._of_cards if action_id not in left_out]

    def sort_keys(self) -> Sequence[str]:
        """Cards have an order of their own."""
        return [] if self._is_cards else super().sort_keys()
