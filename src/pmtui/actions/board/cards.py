"""This file moves cards across a board and rows in their order."""

from collections.abc import Sequence
from typing import Final, cast

from pmtui.actions.board.new_cards import assumed_start
from pmtui.actions.checks.summary_tasks import open_below
from pmtui.actions.consequences.column_entry import bulk_column_entry_ops
from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
)
from pmtui.actions.core.task_places import ops_at_place, place_among
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.tasks import Column, Task

_BOARD: Final = ("board",)
_TASKS: Final = ("tasks",)


def _across(situation: Situation, step: int) -> Proposal:
    moves: list[tuple[Task, Column]] = []
    for row in situation.rows:
        task = cast("Task", row)
        board = situation.workspace.board_of(task.component)
        places = [column.id for column in board]
        if task.column not in places:
            raise Refused(f"{task.key} is in no column; set one with s c")
        at = places.index(task.column) + step
        if not 0 <= at < len(board):
            raise Refused(
                f"{board[at - step].name} is the {'last' if step > 0 else 'first'} column"
            )
        moves.append((task, board[at]))
    return Proposal(
        bulk_column_entry_ops(situation, moves),
        _told(situation, moves),
        situation.targets[0].id if situation.targets else 0,
    )


def _told(situation: Situation, moves: Sequence[tuple[Task, Column]]) -> str:
    """Where the cards are now, and which columns hold more than they should."""
    columns = {column.id: column for _, column in moves}
    who = moves[0][0].key if len(moves) == 1 else f"{len(moves)} cards"
    names = ", ".join(dict.fromkeys(column.name for column in columns.values()))
    figures = situation.figures
    coming = [
        column.id
        for task, column in moves
        if task.column != column.id and not figures.is_summary(task.id)
    ]
    over = (
        _over(situation, other_column, coming.count(other_column.id))
        for other_column in columns.values()
    )
    return f"{who} in {names}{''.join(over)}"


def _over(situation: Situation, column: Column, coming: int) -> str:
    if not column.limit:
        return ""
    tasks, figures = situation.workspace.tasks, situation.figures
    held = sum(
        not tasks[task_id].archived and not figures.is_summary(task_id)
        for task_id in situation.workspace.ids_by("tasks", "column", column.id)
    )
    return f" (over its limit of {column.limit})" if held + coming > column.limit else ""


def complete(situation: Situation, _values: Values) -> Proposal:
    """Every target task done, or open again where it was."""
    ops: Ops = ()
    moves: list[tuple[Task, Column]] = []
    for row in situation.rows:
        task = cast("Task", row)
        board = situation.workspace.board_of(task.component)
        done = next((column for column in board if column.role == "done"), None)
        if situation.figures.is_summary(task.id) and (done is None or not task.column):
            if len(situation.rows) == 1:
                raise Refused(_follows(situation, task))
        elif done is None:
            ops += _completed(situation, task)
        elif task.column != done.id:
            moves.append((task, done))
        else:
            back = next((column for column in board if column.role != "done"), done)
            moves.append((task, back))
    ops += bulk_column_entry_ops(situation, moves)
    return Proposal(ops, f"{len(situation.rows)} tasks" if len(situation.rows) > 1 else "")


def _follows(situation: Situation, task: Task) -> str:
    """Why a summary without a card is neither completed nor opened again."""
    if situation.figures.is_done(task.id):
        return f"{task.key} is done as all its sub-tasks are: open one of those again"
    return open_below(situation.figures, task)


def _completed(situation: Situation, task: Task) -> Ops:
    """Ops for a task without a board: done today, begun where it was planned to."""
    if task.percent == 100 and task.actual_finish is not None:
        return edit("tasks", task, percent=0, actual_finish=None)
    today = situation.today
    begun = task.actual_start or assumed_start(task.start, today)
    return edit("tasks", task, percent=100, actual_start=begun, actual_finish=today)


def to_column(situation: Situation, values: Values) -> Proposal:
    """Every target task in the column of a name on its own board."""
    moves: list[tuple[Task, Column]] = []
    wanted = str(values["column"])
    for row in situation.rows:
        task = cast("Task", row)
        board = situation.workspace.board_of(task.component)
        column = find_column(board, wanted)
        if column is None:
            names = ", ".join(other_column.name for other_column in board) or "no column at all"
            raise Refused(f"{task.key}: no column {wanted!r} on its board; there is {names}")
        moves.append((task, column))
    return Proposal(bulk_column_entry_ops(situation, moves))


def find_column(board: tuple[Column, ...], wanted: str) -> Column | None:
    """The column of a board with a name, the start of one, or an id."""
    folded = wanted.casefold().strip()
    exact = [
        column for column in board if column.name.casefold() == folded or str(column.id) == folded
    ]
    close = [column for column in board if folded and column.name.casefold().startswith(folded)]
    return next(iter(exact or close), None)


def _vertical(situation: Situation, step: int) -> Proposal:
    if len(situation.targets) != 1:
        raise Refused("one card at a time: clear the marks first")
    task = cast("Task", situation.rows[0])
    tasks = situation.workspace.tasks
    mates = sorted(
        (
            task_id
            for task_id in situation.workspace.ids_by("tasks", "column", task.column)
            if not tasks[task_id].archived and tasks[task_id].component == task.component
        ),
        key=lambda task_id: (tasks[task_id].board_rank, task_id),
    )
    at = place_among(task, [tasks[task_id] for task_id in mates]) + step
    if not 0 <= at < len(mates):
        raise Refused(f"{task.key} is at the {'end' if step > 0 else 'top'} already")
    others = [tasks[mate] for mate in mates if mate != task.id]
    ops = ops_at_place(task, others, at, rank="board_rank")
    return Proposal(ops, focus=task.id)


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no card under the cursor: add one with a"


COLUMN: Final = Arg("column", "column", "column")
"""Asks for a column of a board by its name."""

ACTIONS: Final = (
    Action(
        id="card.right",
        title="Move card right",
        help="Moves the card under the cursor, or every marked one, to the next column.",
        group="arrange",
        keys=("L", "shift+right"),
        contexts=_BOARD,
        tables=_TASKS,
        bulk=True,
        refuse=_needs_target,
        propose=lambda situation, _values: _across(situation, 1),
    ),
    Action(
        id="card.left",
        title="Move card left",
        help="Moves the card under the cursor, or every marked one, to the column before.",
        group="arrange",
        keys=("H", "shift+left"),
        contexts=_BOARD,
        tables=_TASKS,
        bulk=True,
        refuse=_needs_target,
        propose=lambda situation, _values: _across(situation, -1),
    ),
    Action(
        id="card.down",
        title="Move card down",
        help="Puts the card one place lower in its column.",
        group="arrange",
        keys=("J", "shift+down"),
        contexts=_BOARD,
        tables=_TASKS,
        refuse=_needs_target,
        propose=lambda situation, _values: _vertical(situation, 1),
    ),
    Action(
        id="card.up",
        title="Move card up",
        help="Puts the card one place higher in its column.",
        group="arrange",
        keys=("K", "shift+up"),
        contexts=_BOARD,
        tables=_TASKS,
        refuse=_needs_target,
        propose=lambda situation, _values: _vertical(situation, -1),
    ),
    Action(
        id="task.complete",
        title="Complete",
        help="Moves the task to its board's done column, or back out of it.",
        group="act",
        keys=("c",),
        contexts=(SHOWN, "overview", "detail"),
        tables=_TASKS,
        bulk=True,
        refuse=_needs_target,
        propose=complete,
    ),
    Action(
        id="card.column",
        title="Move to column",
        help="Moves the card, or every marked one, to the column you name.",
        group="arrange",
        tables=_TASKS,
        args=(COLUMN,),
        bulk=True,
        refuse=_needs_target,
        propose=to_column,
    ),
)
"""Moves on the board."""
