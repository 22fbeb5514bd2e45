"""This file changes the columns of a board: name, limit, order."""

from typing import Final

from pmtui.actions.board.cards import COLUMN, find_column
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.actions.core.task_places import place_among
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.entity import as_number, title_of
from pmtui.model.ranks import even_ranks


def _column_fields(situation: Situation, values: Values) -> Proposal:
    board = situation.workspace.board_of(situation.scope)
    column = find_column(board, str(values["column"]))
    if column is None:
        raise Refused(f"no column {values['column']!r} on this board")
    changed: dict[str, object] = {}
    if values.get("name"):
        changed["name"] = str(values["name"])
    if values.get("limit") is not None:
        changed["limit"] = as_number(values["limit"])
    return Proposal(edit("columns", column, **changed), f"{title_of(column)} changed")


def _shifted(situation: Situation, step: int) -> Proposal:
    """The column one place earlier or later; all get ranks anew, as there are few."""
    column = situation.workspace.columns[situation.rows[0].id]
    board = list(situation.workspace.board_of(column.component))
    at = place_among(column, board)
    if not 0 <= at + step < len(board):
        raise Refused(f"{column.name} is the {'last' if step > 0 else 'first'} column already")
    board.insert(at + step, board.pop(at))
    ops: Ops = ()
    for other_column, rank in zip(board, even_ranks(len(board)), strict=True):
        ops += edit("columns", other_column, rank=rank)
    return Proposal(ops, f"{column.name} moved")


def _needs_column(situation: Situation) -> str | None:
    return None if situation.rows else "no column under the cursor"


ACTIONS: Final = (
    Action(
        id="column.change",
        title="Change column",
        help="Renames a column of this project's board or sets its WIP limit (0 for none).",
        group="arrange",
        args=(
            COLUMN,
            Arg("name", "text", "new name", required=False),
            Arg("limit", "int", "WIP limit", required=False),
        ),
        propose=_column_fields,
    ),
    Action(
        id="column.earlier",
        title="Column to the left",
        help="Moves the column one place towards the start of its board.",
        group="arrange",
        tables=("columns",),
        refuse=_needs_column,
        propose=lambda situation, _values: _shifted(situation, -1),
    ),
    Action(
        id="column.later",
        title="Column to the right",
        help="Moves the column one place towards the end of its board.",
        group="arrange",
        tables=("columns",),
        refuse=_needs_column,
        propose=lambda situation, _values: _shifted(situation, 1),
    ),
)
"""What is done to the columns of a board beside setting their fields."""
