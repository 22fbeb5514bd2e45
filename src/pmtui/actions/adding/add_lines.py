"""This file adds a list of lines at once: each is judged by itself, levels become outline."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.actions.adding.quick_add import after, line_kind, line_ops, one_kind
from pmtui.actions.board.cards import complete
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Target,
    Values,
    table_of_word,
)
from pmtui.model.changes.ops import Op, Ops, apply, create
from pmtui.model.merging.settle import InvalidError, validated
from pmtui.model.workspace.schema import TABLES
from pmtui.query.entry.pasted_lists import ListLine, list_lines
from pmtui.query.error import QueryError

_BELOW: Final[Mapping[str, str]] = MappingProxyType(
    {"portfolio": "program", "program": "project", "project": "task", "operation": "task",
     "milestone": "task"}
)  # fmt: skip
"""The kind of what lies a level below a kind; any other has its own kind below it."""


class PlannedLine(msgspec.Struct, frozen=True):
    """One line of a list, with what would come of it or why nothing can."""

    line: ListLine
    level: int
    """How many of the lines that go in it lies under."""
    word: str
    """The kind of what it makes."""
    ops: Ops = ()
    made: int = 0
    """Id of what it makes; 0 where it cannot go in."""
    reason: Exception | None = None
    """Why it cannot."""

    @property
    def problem(self) -> str:
        """Why it cannot go in, in a sentence; empty where it can."""
        return str(self.reason) if self.reason is not None else ""


class _Above(msgspec.Struct, frozen=True):
    """A line under which others may lie."""

    indent: int
    word: str
    table: str
    id: int


def _add(situation: Situation, values: Values) -> Proposal:
    word = str(values.get("kind") or "task")
    if table_of_word(word) is None:
        words = ", ".join(spec.word for spec in TABLES.values())
        raise Refused(f"there is no kind {word!r}; there is {words}")
    lines = plan_lines(situation, word, str(values["text"]), values)
    if not lines:
        raise Refused("type a title first")
    wrong = next((line for line in lines if line.problem), None)
    if wrong is not None:
        place = f"line {wrong.line.number}: " if len(lines) > 1 else ""
        raise Refused(f"{place}{wrong.problem}") from wrong.reason
    return Proposal(list_ops(situation, lines), "", lines[0].made)


def plan_lines(
    situation: Situation, word: str, text: str, values: Values
) -> tuple[PlannedLine, ...]:
    """What would come of each line of a list; a line that cannot go in changes no other.

    Args:
        situation: where the list goes.
        word: the kind of its top lines; a line may name another kind itself.
        text: the list.
        values: what is known beside it, as of a line alone.
    """
    found: list[PlannedLine] = []
    above: list[_Above] = []
    lines = list_lines(text)
    is_typed = len(lines) == 1 and not values.get("kind_is_told")
    for line in lines:
        while above and above[-1].indent >= line.indent:
            above.pop()
        over = above[-1] if above else None
        kind = _BELOW.get(over.word, over.word) if over else word
        there, placed = _under(situation, over, values)
        one = _planned(there, kind, line, placed, is_typed=is_typed)
        found.append(msgspec.structs.replace(one, level=len(above)))
        if not one.problem:
            situation = after(situation, one.ops)
            table = (table_of_word(one.word) or ("tasks", ""))[0]
            above.append(_Above(line.indent, one.word, table, one.made))
    return tuple(found)


def list_ops(situation: Situation, lines: tuple[PlannedLine, ...]) -> Ops:
    """Ops for all lines that go in, those that are ticked done at the end.

    A ticked task with open ones below it stays open, as it is done when they are.
    """
    ops: Ops = sum((line.ops for line in lines), ())
    now = after(situation, ops)
    ticked = {line.made for line in lines if line.made and line.line.is_done}
    tasks = now.workspace.tasks
    unticked = [line.made for line in lines if line.made in tasks and line.made not in ticked]
    open_above = {up for row_id in unticked for up in _over(now, row_id)}
    done = tuple(
        Target("tasks", task_id)
        for task_id in ticked
        if task_id in tasks and task_id not in open_above
    )
    if not done:
        return ops
    here = msgspec.structs.replace(now, targets=done)
    return _born(now, ops, complete(here, {}).ops)


def _born(situation: Situation, ops: Ops, more: Ops) -> Ops:
    """The same ops where what is new begins as it ends, so that it is taken back as one."""
    workspace = apply(situation.workspace, more)
    born = {(op.table, op.id) for op in ops if op.op == "create"}
    made: list[Op] = []
    for op in (*ops, *(other_op for other_op in more if (other_op.table, other_op.id) not in born)):
        row = workspace.get(op.table, op.id) if op.op == "create" else None
        made.append(op if row is None else create(op.table, row))
    return tuple(made)


def _over(situation: Situation, task: int) -> list[int]:
    """The tasks above a task."""
    found: list[int] = []
    row = situation.workspace.tasks.get(task)
    while row is not None and row.parent and row.parent not in found:
        found.append(row.parent)
        row = situation.workspace.tasks.get(row.parent)
    return found


def _planned(
    situation: Situation, word: str, line: ListLine, values: Values, *, is_typed: bool
) -> PlannedLine:
    """What would come of a line where it goes, at the top."""
    found = table_of_word(word) or ("tasks", "")
    meant, rest = line_kind(found, line.text, is_typed=is_typed)
    named = meant[1] or TABLES[meant[0]].word
    try:
        if values.get("kind_is_told"):
            one_kind(word, meant == found, line.text)
        ops, made = line_ops(situation, meant, rest, values)
        if line.is_done:
            ops = _ticked(meant[0], named, made, ops)
        validated(situation.workspace, ops)
    except (QueryError, Refused, InvalidError) as reason:
        return PlannedLine(line, 0, named, reason=reason)
    return PlannedLine(line, 0, named, ops, made)


def _under(
    situation: Situation, over: _Above | None, values: Values
) -> tuple[Situation, dict[str, object]]:
    """Where a line goes, by the line above it that it is set in under."""
    placed = dict(values)
    if over is None:
        return situation, placed
    if over.table == "tasks":
        placed |= {"parent": over.id, "task": over.id}
        if situation.workspace.tasks[over.id].component != situation.scope:
            placed.pop("column", None)
    elif over.table == "components":
        placed = {name: placed[name] for name in placed if name not in {"column", "parent"}}
        situation = msgspec.structs.replace(situation, scope=over.id)
    return situation, placed


def _ticked(table: str, word: str, made: int, ops: Ops) -> Ops:
    """Ops of a line that is ticked; a task is completed once all lines are there.

    Raises:
        Refused: such a thing is not ticked off.
    """
    if table == "tasks":
        return ops
    if table != "checks":
        raise Refused(f"a {word} is not ticked off: leave out the [x]")
    return tuple(
        msgspec.structs.replace(op, new={**op.new, "done": True})
        if op.op == "create" and op.id == made
        else op
        for op in ops
    )


ACTIONS: Final = (
    Action(
        id="entity.add",
        title="Add here",
        help="Adds what you name on a line: title !priority @owner #tag due:fri.",
        group="add",
        keys=("a",),
        contexts=("any", "tree"),
        args=(Arg("kind", "choice", "kind", required=False), Arg("text", "quick", "new")),
        verb="add",
        propose=_add,
    ),
)
"""Adding by a line, or by a list of them."""
