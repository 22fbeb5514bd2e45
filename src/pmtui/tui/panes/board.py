"""This file is the pane of the board: cards of a project, or a lane per project."""

from collections.abc import Mapping
from typing import ClassVar

from pmtui.actions.core.action import Target
from pmtui.query.filter.filter_words import filter_words
from pmtui.tui.lines.cards.card_board import CardBoard
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.pane import Pane
from pmtui.views.board.board_view import Board, board
from pmtui.views.board.view import VIEW
from pmtui.views.wording.formatting import hidden_text


class BoardPane(Pane):
    """The board and, below it, what is to say of the card under the cursor."""

    context = VIEW.id
    table = "tasks"
    opens_without_plans: ClassVar[bool] = True
    hints = (
        "entity.add", "card.left", "entity.set", "task.complete", "open", "task.link",
        "board.lanes", "history.undo",
    )  # fmt: skip
    DEFAULT_CSS = "BoardPane > Lines { height: 4; } BoardPane > CardBoard { height: 1fr; }"

    def __init__(self) -> None:
        self.cards = CardBoard()
        self._words = Lines(ruled=True)
        super().__init__(self.cards, self._words)
        self.cards.widened = lambda: self.widened()  # noqa: PLW0108  (set later)
        self._board: Board | None = None

    @property
    def target(self) -> Target | None:
        """The task under the cursor; in an empty column none."""
        return super().target if self.cards.cursor_id else None

    @property
    def wanted_width(self) -> int:
        """Cells in which every title that was in sight is whole."""
        return self.cards.wanted_width

    def show(self, showing: ViewContext) -> None:
        """Show the board of the scope."""
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
        return {"t": "task", "m": "milestone", "c": "check", "l": "column"}

    def defaults(self) -> Mapping[str, object]:
        """A new card comes into the column under the cursor, on the project of its lane."""
        if self._board is None or not self._board.columns:
            return {}
        held = self._board.columns[self.cards.column].ids
        by_component = self._board.lane_kind == "component" and self._board.lanes
        lane = self._board.lanes[self.cards.lane].id if by_component else 0
        rows = self._showing.workspace.columns if self._showing is not None else {}
        here = next((row_id for row_id in held if not lane or rows[row_id].component == lane), 0)
        return {"column": here} if here else {}

    def summary(self) -> str:
        """How many cards are shown."""
        return self._board.count_text if self._board is not None else ""

    def hidden(self) -> str:
        """How many cards the filter takes away."""
        if self._board is None or self._showing is None:
            return ""
        words = filter_words(self._showing.place.query)
        return hidden_text((self._board.total - self._board.shown, f"not in {words}"))

    def cursor_moved(self) -> None:
        """Say more of the card under the cursor."""
        self._strip()
        super().cursor_moved()
