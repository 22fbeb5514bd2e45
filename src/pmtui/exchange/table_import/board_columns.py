"""This file finds the column of the board that each row of a table stands in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pmtui.actions.adding.creation import BOARD
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.header_synonyms import BOARD_PLACES
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.tables.values.value_synonyms import STATUS
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.tasks import Column, ColumnRole

_ROLE: Final[Mapping[str, ColumnRole]] = {name.casefold(): role for name, role, _ in BOARD}
_USUAL: Final = {plain_header(word): name for name, words in STATUS.items() for word in words}
"""The usual column of each word that tells how far a task is."""
_ORDER: Final[Mapping[ColumnRole, int]] = {"todo": 0, "doing": 1, "done": 2}


class BoardFinder:
    """Finds columns for the rows of a table of tasks.

    A table whose column names places of a board (a list, a bucket, a section) gives a new project
    a board of these columns.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
    """

    def __init__(self, draft: ImportBuilder, reader: RowReader) -> None:
        self._draft = draft
        self._reader = reader
        self._own = reader.mapping.own
        self._names_places = plain_header(reader.header_of("status")) in BOARD_PLACES
        self._added: dict[int, list[str]] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """Which columns were added to boards that were there already."""
        name = self._draft.value
        return tuple(
            f"added to the board of {name('components', project_id, 'name')}: {', '.join(columns)}"
            for project_id, columns in self._added.items()
        )

    def prepare(self, rows: Sequence[RowRead], components: Sequence[int]) -> None:
        """Give each new project its board before any task comes into it."""
        if self._own:
            return
        named: dict[int, dict[str, str]] = {}
        first: dict[int, int] = {}
        for row, component in zip(rows, components, strict=True):
            first.setdefault(component, row.line)
            said = row.words.get("status", "")
            if said:
                named.setdefault(component, {}).setdefault(folded(said), said)
        for component, line in first.items():
            names = named.get(component, {})
            strange = self._names_places and not set(names) <= set(_ROLE)
            if strange and self._draft.is_new("components", component):
                columns = sorted(
                    ((name, _role(name)) for name in names.values()),
                    key=lambda part: _ORDER[part[1]],
                )
                if not any(role == "done" for _, role in columns):
                    columns.append(("Done", "done"))
                self._draft.boards.new_board(component, columns, line)
            else:
                self._draft.boards.board(component, line)

    def place(
        self,
        row: RowRead,
        fields: Mapping[str, object],
        component: int,
        known: int,
        *,
        is_summary: bool,
    ) -> tuple[dict[str, object], dict[str, object]]:
        """The column a card comes into, and what goes along when it comes there."""
        board = self._draft.boards.board(component, row.line)
        column = self._said_column(row, board, component)
        as_said = self._own and (bool(known) or bool(fields.get("entered")) or "key" in row.fields)
        if column is None and not is_summary and not as_said:
            column = _implied(fields, board)
            if column is None and not known:
                column = next(iter(board), None)
        if column is None:
            return {}, {}
        stamps: dict[str, object] = (
            {"percent": 100} if column.role == "done" and not as_said else {}
        )
        entered: dict[str, object] = {} if as_said and not known else {"entered": self._draft.today}
        if known and self._draft.value("tasks", known, "column") == column.id:
            self._draft.recall("tasks", known, {"column": column.id})
            return stamps, {}
        return {"column": column.id, **stamps}, entered

    def _said_column(self, row: RowRead, board: Sequence[Column], component: int) -> Column | None:
        said = row.words.get("status", "")
        if not said:
            return None
        named = [column for column in board if folded(column.name) == folded(said)]
        if not named and self._names_places:
            usual = _USUAL.get(plain_header(said), "")
            named = [column for column in board if usual and folded(column.name) == folded(usual)]
        role = _role(said) if self._names_places else _ROLE.get(folded(said))
        is_known = folded(said) in _ROLE or (self._names_places and plain_header(said) in _USUAL)
        alike = [column for column in board if is_known and column.role == role]
        if named or alike:
            return next(iter(named or alike))
        is_new = self._draft.is_new("components", component)
        if self._own and is_new:
            return self._draft.boards.add_column(component, said, row.line)
        if board and not self._own and (is_new or self._names_places):
            if not is_new:
                self._added.setdefault(component, []).append(said)
            return self._draft.boards.add_column(component, said, row.line, before_done=True)
        names = ", ".join(column.name for column in board) or "none: its component has no board"
        self._reader.tell(
            row.line,
            self._reader.header_of("status"),
            f"no column is called {shown(said)}",
            f"there is {names}",
        )
        return None


def _role(name: str) -> ColumnRole:
    """What a card is that stands in a column of a name: waiting where the name does not tell."""
    usual = _USUAL.get(plain_header(name), name)
    return _ROLE.get(folded(usual), "todo")


def _implied(fields: Mapping[str, object], board: Sequence[Column]) -> Column | None:
    """The column that progress speaks of where no status does."""
    percent = fields.get("percent", 0)
    if percent == 100 or fields.get("actual_finish"):
        roles: Iterator[Column] = (column for column in board if column.role == "done")
    elif percent or fields.get("actual_start"):
        roles = (column for column in board if column.role == "doing")
    else:
        return None
    return next(roles, None)
