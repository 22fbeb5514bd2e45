"""This file tells in words what ops do: for the news of others, for histories and for drafts."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.model.changes.ops import Commit, Op
from pmtui.model.scenarios.kept_ops import shown_ops
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.formatting import DASH, value_text
from pmtui.views.wording.formatting import count_with_noun

_LONGEST: Final = 60
_MOST_NAMED: Final = 3
_QUIET: Final = frozenset({"board_rank", "outline_rank", "rank", "entered"})
"""Fields that follow from what else an edit says."""


def value_words(
    workspace: Workspace, table: str, field: str, value: object, today: date, *, row: object = None
) -> str:
    """A value as an op holds it, as people read it; a dash where there is none.

    Args:
        workspace: where entities that are referred to are looked up.
        table: the table of the field.
        field: its name; one this version does not know is shown as it is.
        value: plain JSON.
        today: a date of another year shows its year.
        row: what holds the value; says the unit of a lag or a duration.
    """
    spec = field_spec(table, field)
    if spec is None:
        return DASH if value is None else str(value)
    try:
        typed = msgspec.convert(value, spec.type)
    except msgspec.ValidationError:
        return str(value)
    return value_text(workspace, spec, typed, today, row)


def first_line(text: str, most: int = _LONGEST) -> str:
    """The first line of a text, with its length kept to what a sentence can hold."""
    first, *more = text.split("\n", 1)
    return f"{first[: most - 1]}…" if more or len(first) > most else first


def row_words(workspace: Workspace, op: Op) -> str:
    """How the row of an op is called in a sentence: its key, else its kind and name."""
    row = workspace.get(op.table, op.id)
    if row is not None and row.key:
        return row.key
    word = TABLES[op.table].kind_words if op.table in TABLES else op.table
    document = op.new if op.op == "create" else op.old if op.op == "delete" else None
    held: dict[str, object] = document if isinstance(document, dict) else {}
    if held.get("key"):
        return str(held["key"])
    name = held.get("name") or held.get("title") or held.get("text") or ""
    if not name and row is not None:
        name = getattr(row, "name", "") or getattr(row, "title", "") or getattr(row, "text", "")
    return f"{word} {first_line(str(name), 30)}".strip()


def op_words(workspace: Workspace, op: Op, today: date) -> str:
    """What an op did, after the name of who did it: `set due of T-12 to Fri 4 Dec`."""
    inner = shown_ops(op)
    if inner != (op,):
        above = workspace.entity((op.new or op.old)["scenario"])
        place = f"what-if {above.key}" if above is not None else "a what-if"
        back = "took back: " if op.op == "delete" else ""
        return f"{place}: {back}{ops_words(workspace, inner, today)}"
    row = row_words(workspace, op)
    if op.op == "create":
        held = op.new if isinstance(op.new, dict) else {}
        title = first_line(str(held.get("name") or held.get("title") or held.get("text") or ""), 40)
        return f"added {row} {title}" if title and title not in row else f"added {row}"
    if op.op == "delete":
        return f"took away {row}"
    if op.op == "move":
        return f"moved {row} in its order"
    if op.op in {"add", "remove"}:
        value = value_words(workspace, op.table, op.field, [op.new or op.old], today)
        return f"put {value} on {row}" if op.op == "add" else f"took {value} off {row}"
    return _set_words(workspace, op, row, today)


def _set_words(workspace: Workspace, op: Op, row: str, today: date) -> str:
    held = workspace.get(op.table, op.id)
    value = first_line(value_words(workspace, op.table, op.field, op.new, today, row=held))
    if op.field == "archived":
        return f"{'archived' if op.new else 'brought back'} {row}"
    if op.field == "column":
        return f"moved {row} to {value}"
    field = op.field.replace("_", " ")
    return f"cleared {field} of {row}" if value == DASH else f"set {field} of {row} to {value}"


def ops_words(workspace: Workspace, ops: Sequence[Op], today: date) -> str:
    """What several ops did: the first that says something, and how many rows more."""
    known = [op for op in ops if op.table in TABLES] or list(ops)
    telling = [op for op in known if op.field not in _QUIET] or known
    if not telling:
        return "nothing"
    rows = {(op.table, op.id) for op in telling}
    more = f" and {count_with_noun(len(rows) - 1, 'more row')}" if len(rows) > 1 else ""
    return f"{op_words(workspace, telling[0], today)}{more}"


def news(workspace: Workspace, commits: Sequence[Commit], today: date) -> str:
    """What others did, in one line: one commit in words, several as a count and the newest.

    Args:
        workspace: as it is now.
        commits: theirs, oldest first; at least one.
        today: a date of another year shows its year.
    """
    people = tuple(dict.fromkeys(author_name(commit) for commit in commits))
    return news_of(workspace, commits[-1], len(commits), people, today)


def news_of(
    workspace: Workspace, newest: Commit, count: int, people: Sequence[str], today: date
) -> str:
    """As `news`, where only the newest of the commits is still at hand.

    Args:
        workspace: as it is now.
        newest: the newest commit.
        count: how many there were with it.
        people: who made them, each once.
        today: a date of another year shows its year.
    """
    words = ops_words(workspace, newest.ops, today)
    if count == 1:
        return f"{author_name(newest)} {'took back an edit: ' if newest.undo_of else ''}{words}"
    named = ", ".join(people[:_MOST_NAMED]) + (" and others" if len(people) > _MOST_NAMED else "")
    last = "the last" if len(people) == 1 else f"the last by {author_name(newest)}:"
    return f"{named}: {count_with_noun(count, 'edit')}, {last} {words}"


def author_name(commit: Commit) -> str:
    """How the author of a commit is called."""
    return commit.login or str(commit.uid)
