"""This file defines what can come of a commit, and makes questions and ops of its conflicts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal

import msgspec

from pmtui.model.changes.ops import Commit, Merged, Op, Ops, plain
from pmtui.model.entities.entity import as_document, as_list
from pmtui.model.workspace.workspace import Workspace

ALREADY: Final = "it is so already"
"""Why an edit was rejected of which nothing is left: somebody did the same."""


class Conflict(msgspec.Struct, frozen=True):
    """A field that moved on between what a person saw and what they wrote."""

    table: str
    id: int
    field: str
    """Empty where the whole row is gone."""
    before: object
    """What the person saw."""
    mine: object
    theirs: object


class Committed(msgspec.Struct, frozen=True):
    """On disk: `commit` is what was written, after merge and with settled keys."""

    commit: Commit
    warnings: tuple[str, ...] = ()
    """What it approves that the rules do not allow, or for somebody else, in sentences."""

    @property
    def rev(self) -> int:
        """The revision it made."""
        return self.commit.rev


class Rejected(msgspec.Struct, frozen=True):
    """Nothing changed on disk."""

    reason: str
    conflicts: tuple[Conflict, ...] = ()
    read_only: bool = False
    """Whether the store cannot be written at all now."""
    bad_input: bool = False
    """Whether what was given is wrong as it is, and would be at any time."""
    left: str = ""
    """What it would leave open: it is written once that is agreed to; empty where a yes will not
    do."""


class InDoubt(msgspec.Struct, frozen=True):
    """The disk did not say whether the commit is there; looking for its id will tell."""

    commit_id: str
    reason: str


Outcome = Committed | Rejected | InDoubt


class Draft(msgspec.Struct, frozen=True):
    """A commit before it has a revision."""

    commit_id: str
    ops: Ops
    action: str
    session: str
    undo_of: str = ""
    merged: Merged | None = None
    """What it takes in of another clone."""
    agreed: str = ""
    """What it leaves open in the words that the person agreed to; empty where nothing."""
    scenario: int = 0
    """The scenario in which it was made; 0 for the plan."""
    edit: int = 0
    """The id that it has as an edit of a scenario; 0 where it is none."""


Settle = Callable[[Workspace, Ops], Ops | Rejected]
"""Merges ops with the newest workspace and judges the result; given to the store by its caller."""


ConflictKind = Literal["field", "gone", "edited"]
"""Both wrote one field; they took away what I edit; they edited what I take away."""
FieldAddress = tuple[str, int, str]
"""Table, id and field; the field is empty for a whole row."""

_ROW: Final = frozenset({"create", "delete", "put"})


class ConflictQuestion(msgspec.Struct, frozen=True):
    """One question for the person whose edit was rejected."""

    table: str
    id: int
    kind: ConflictKind
    field: str
    """Empty where the whole row is at stake."""
    before: object
    """What the person saw: a value, or the document of a row; None where nobody knows."""
    mine: object
    """The value written, or what was written over a row that is gone, by field."""
    theirs: object
    """The value, or the document, that stands now; None for a row that is gone."""
    by: Commit | None = None
    """Who wrote theirs; None where the history does not reach back to it."""

    @property
    def can_keep_mine(self) -> bool:
        """Whether mine can win: of a row that is gone somebody must know what it held."""
        return self.kind != "gone" or self.before is not None


class ConflictAnswer(msgspec.Struct, frozen=True):
    """What the person decided."""

    keeps_mine: bool
    value: object = None
    """Of a field: the value that is to stand, as plain JSON."""


def conflict_questions(
    ops: Sequence[Op], conflicts: Sequence[Conflict], history: Iterable[Commit]
) -> tuple[ConflictQuestion, ...]:
    """The questions that conflicts ask, one for each field, or row that is gone.

    Args:
        ops: the edit that was rejected.
        conflicts: where it does not fit what there is now.
        history: commits, newest first; read until everybody who wrote theirs is found.
    """
    places: dict[FieldAddress, Conflict] = {}
    for conflict in conflicts:
        place = (conflict.table, conflict.id, conflict.field)
        first = places.get(place, conflict)
        places[place] = msgspec.structs.replace(conflict, before=first.before)
    writers = _writers(places, history)
    return tuple(_dispute(conflict, ops, writers.get(place)) for place, conflict in places.items())


def with_file_values(
    dispute: ConflictQuestion, before: Workspace, after: Workspace
) -> ConflictQuestion:
    """A dispute about a row that is gone, with what a changed file says of it.

    Who took the row away may have changed it first: that is not what the file began from.
    """
    old, new = (workspace.get(dispute.table, dispute.id) for workspace in (before, after))
    if dispute.kind != "gone" or old is None or new is None:
        return dispute
    values = {name: (getattr(old, name), getattr(new, name)) for name in old.__struct_fields__}
    fields = {name: plain(value) for name, (was, value) in values.items() if was != value}
    return msgspec.structs.replace(dispute, before=plain(old), mine=fields)


def ops_of_answers(
    ops: Sequence[Op], answers: Sequence[tuple[ConflictQuestion, ConflictAnswer]]
) -> Ops:
    """The ops that are left of an edit once its disputes are answered; none where theirs stand."""
    rows = {(question.table, question.id) for question, _ in answers if not question.field}
    fields = {
        (question.table, question.id, question.field) for question, _ in answers if question.field
    }
    kept = [
        op
        for op in ops
        if (op.table, op.id) not in rows and (op.table, op.id, op.field) not in fields
    ]
    again = (_again(question, answer) for question, answer in answers if answer.keeps_mine)
    return (*(op for made in again for op in made), *kept)


def _dispute(conflict: Conflict, ops: Sequence[Op], by: Commit | None) -> ConflictQuestion:
    table, row_id = conflict.table, conflict.id
    if conflict.field:
        return ConflictQuestion(
            table, row_id, "field", conflict.field, conflict.before, conflict.mine,
            conflict.theirs, by,
        )  # fmt: skip
    if conflict.theirs is not None:
        return ConflictQuestion(
            table, row_id, "edited", "", conflict.before, None, conflict.theirs, by
        )
    gone = _tombstone(by, table, row_id)
    written = [op for op in ops if (op.table, op.id) == (table, row_id)]
    return ConflictQuestion(
        table, row_id, "gone", "", gone, _written(gone or {}, written), None, by
    )


def _written(document: Mapping[str, object], ops: Sequence[Op]) -> dict[str, object]:
    """What ops write over a document, by field."""
    fields: dict[str, object] = {}
    for op in ops:
        before = as_list(fields.get(op.field, document.get(op.field)))
        if op.op == "add":
            fields[op.field] = [*before, op.new]
        elif op.op == "remove":
            fields[op.field] = [value for value in before if value != op.old]
        elif op.op in {"set", "move"}:
            fields[op.field] = op.new
    return fields


def _again(dispute: ConflictQuestion, answer: ConflictAnswer) -> Ops:
    """The ops by which mine wins over what stands now."""
    table, row_id = dispute.table, dispute.id
    if dispute.kind == "field":
        if answer.value == dispute.theirs:
            return ()
        return (Op("set", table, row_id, dispute.field, dispute.theirs, answer.value),)
    if dispute.kind == "edited":
        return (Op("delete", table, row_id, old=dispute.theirs),)
    if dispute.before is None:
        return ()
    document = {**as_document(dispute.before), **as_document(dispute.mine)}
    return (Op("create", table, row_id, new=document),)


def _writers(
    places: Mapping[FieldAddress, Conflict], history: Iterable[Commit]
) -> dict[FieldAddress, Commit]:
    wanted = set(places)
    found: dict[FieldAddress, Commit] = {}
    for commit in history:
        if not wanted:
            break
        for op in commit.ops:
            for place in _places_of(op) & wanted:
                if _is_theirs(places[place], op):
                    found[place] = commit
                    wanted.discard(place)
    return found


def _places_of(op: Op) -> set[FieldAddress]:
    return {(op.table, op.id, op.field), (op.table, op.id, "")}


def _is_theirs(conflict: Conflict, op: Op) -> bool:
    """Whether an op is what stands in the way, newest first."""
    if conflict.field:
        return op.op not in _ROW
    return op.op == "delete" if conflict.theirs is None else True


def _tombstone(by: Commit | None, table: str, row_id: int) -> dict[str, object] | None:
    for op in by.ops if by is not None else ():
        if (op.op, op.table, op.id) == ("delete", table, row_id) and isinstance(op.old, dict):
            return op.old
    return None
