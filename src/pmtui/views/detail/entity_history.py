"""This file shows what became of one entity: who, when, from what to what, newest first."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import Final

from pmtui.model.changes.history import HistoryEntry
from pmtui.model.changes.ops import Commit, Op
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.durations import row_beside
from pmtui.views.changes.conflict_card import moment_words
from pmtui.views.changes.op_sentences import author_name, first_line, op_words, value_words
from pmtui.views.shapes.table import Cell, Entry, Section

UNVERIFIED: Final = "unverified"
"""Stands behind an author that the file system does not vouch for."""
OLDER: Final = "Enter reads what is older"
"""The last line where the history goes on."""

_FOLLOWS: Final = frozenset({"board_rank", "outline_rank", "rank", "entered"})


def history(
    workspace: Workspace,
    entity: tuple[str, int],
    deeds: Sequence[HistoryEntry],
    today: date,
    zone: tzinfo,
    *,
    goes_on: bool = False,
    is_read: bool = True,
) -> Section:
    """The history of an entity as far as it was read; an entry a field that changed.

    Args:
        workspace: where entities that are referred to are looked up.
        entity: its table and id.
        deeds: who did what, newest first.
        today: moments of today show no day.
        zone: the zone of the store, in which moments are told.
        goes_on: whether there may be more in older commits.
        is_read: whether it was read at all yet.
    """
    entries = [entry for deed in deeds for entry in _entries(workspace, entity, deed, today, zone)]
    if goes_on:
        entries.append(Entry(cells=(Cell(OLDER, "dim"),), target=entity))
    empty = "nothing has changed since the history begins" if is_read else "reading"
    return Section("History", tuple(entries), empty=empty)


def _entries(
    workspace: Workspace, entity: tuple[str, int], deed: HistoryEntry, today: date, zone: tzinfo
) -> Iterator[Entry]:
    commit = deed.commit
    ops = [op for op in commit.ops if (op.table, op.id) == entity]
    telling = [op for op in ops if op.field not in _FOLLOWS] or ops[:1]
    for at, op in enumerate(telling):
        when = moment_words(commit.ts, today, zone) if not at else ""
        words = _words(workspace, op, commit, today)
        yield Entry(
            cells=(
                Cell(when, "dim"),
                Cell(author_name(commit) if not at else ""),
                Cell(UNVERIFIED if not at and not deed.is_proved else "", "warn"),
                Cell(words),
            ),
            target=entity,
            revision=commit.rev,
        )


def _words(workspace: Workspace, op: Op, commit: Commit, today: date) -> str:
    back = "taken back: " if commit.undo_of else ""
    if op.op == "create":
        return f"{back}added"
    if op.op == "delete":
        return f"{back}taken away"
    if op.op != "set":
        return back + op_words(workspace, op, today)
    row = workspace.get(op.table, op.id)
    before, after = (
        first_line(
            value_words(
                workspace,
                op.table,
                op.field,
                value,
                today,
                row=row_beside(row, op, commit.ops, before=not at),
            )
        )
        for at, value in enumerate((op.old, op.new))
    )
    return f"{back}{op.field.replace('_', ' ')}: {before} -> {after}"
