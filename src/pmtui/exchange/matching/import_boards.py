"""This file keeps the columns of the boards that an import finds and makes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from pmtui.actions.adding.creation import BOARD
from pmtui.model.entities.tasks import Column, ColumnRole
from pmtui.model.ranks import even_ranks, rank_between
from pmtui.model.workspace.workspace import Workspace


class ImportBoards:
    """The boards of components, with the columns that an import makes.

    Args:
        workspace: what there is.
        make: makes a row of a table from fields that a line says.
        value: a field of a row of a table, as it would be after the import.
    """

    def __init__(
        self,
        workspace: Workspace,
        make: Callable[[str, Mapping[str, object], int], int],
        value: Callable[[str, int, str], object],
    ) -> None:
        self._workspace = workspace
        self._make = make
        self._value = value
        self._boards: dict[int, tuple[Column, ...]] = {}

    def add_column(
        self, component: int, name: str, line: int, *, before_done: bool = False
    ) -> Column:
        """A new column of a board: the last one, or the last before those of done cards."""
        board = self.board(component, line)
        at = len(board)
        if before_done:
            at = next(
                (at for at, other_column in enumerate(board) if other_column.role == "done"), at
            )
        above = board[at - 1].rank if at else ""
        rank = rank_between(above, board[at].rank if at < len(board) else "")
        column = self._column(component, (name, "todo", 0), rank, line)
        self._boards[component] = (*board[:at], column, *board[at:])
        return column

    def new_board(
        self, component: int, columns: Sequence[tuple[str, ColumnRole]], line: int
    ) -> None:
        """Give a component that the import makes a board of these columns."""
        ranks = even_ranks(len(columns))
        self._boards[component] = tuple(
            self._column(component, (name, role, 0), rank, line)
            for (name, role), rank in zip(columns, ranks, strict=True)
        )

    def board(self, component: int, line: int) -> tuple[Column, ...]:
        """The columns of a component's board; a new project gets the usual ones."""
        known = self._boards.get(component)
        if known is not None:
            return known
        board = self._workspace.board_of(component)
        if not board and self._value("components", component, "kind") == "project":
            board = tuple(self._new_columns(component, line))
        self._boards[component] = board
        return board

    def _new_columns(self, component: int, line: int) -> Iterator[Column]:
        for column, rank in zip(BOARD, even_ranks(len(BOARD)), strict=True):
            yield self._column(component, column, rank, line)

    def _column(
        self, component: int, column: tuple[str, ColumnRole, int], rank: str, line: int
    ) -> Column:
        name, role, limit = column
        fields = {
            "component": component,
            "name": name,
            "role": role,
            "limit": limit,
            "rank": rank,
        }
        return Column(
            id=self._make("columns", fields, line),
            component=component,
            name=name,
            role=role,
            limit=limit,
            rank=rank,
        )
