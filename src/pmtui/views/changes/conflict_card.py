"""This file shows one question of a rejected edit: mine, theirs, what was before, who and when."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Final

import msgspec

from pmtui.model.changes.ops import Commit, Op
from pmtui.model.entities.entity import as_document, title_of
from pmtui.model.merging.outcome import ConflictQuestion
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.formatting import typed_text
from pmtui.views.changes.op_sentences import author_name, first_line, row_words, value_words

_MOST_FIELDS: Final = 6
"""Fields of a row that are told one by one."""


class Side(msgspec.Struct, frozen=True):
    """One of the values that a person chooses between."""

    label: str
    text: str
    by: str = ""
    """Who wrote it and when."""


class ConflictCard(msgspec.Struct, frozen=True):
    """What is asked, between what, and what each answer means."""

    title: str
    question: str
    sides: tuple[Side, ...]
    mine: str
    """What keeping mine does; empty where it cannot be done."""
    theirs: str
    """What taking theirs does."""
    typed: str | None = None
    """My value as it can be typed again; None where it cannot be edited on one line."""
    both: str | None = None
    """A text that holds both, where the field is long text."""


def conflict_card(
    workspace: Workspace,
    dispute: ConflictQuestion,
    today: date,
    zone: tzinfo,
    *,
    is_undo: bool = False,
    mine: str = "",
) -> ConflictCard:
    """The card of a dispute.

    Args:
        workspace: as it is now, with theirs.
        dispute: the question.
        today: a date of another year shows its year.
        zone: the zone of the store, in which moments are told.
        is_undo: whether mine is what taking back an edit would bring.
        mine: what mine is called where it is no edit of this person.
    """
    card = _card(workspace, dispute, today, _by(dispute.by, today, zone), is_undo=is_undo)
    if not mine:
        return card
    names = {"mine": mine, "theirs": "in the store"}
    return msgspec.structs.replace(
        card,
        sides=tuple(
            msgspec.structs.replace(
                side, label=names.get(side.label, side.label), by=_not_you(side)
            )
            for side in card.sides
        ),
        mine=card.mine.replace("keep mine", "take the file's").replace("mine", "the file's"),
        theirs=card.theirs.replace("take theirs", "keep the store's"),
    )


def _not_you(side: Side) -> str:
    return "" if side.by == "you" else side.by


def _card(
    workspace: Workspace, dispute: ConflictQuestion, today: date, by: str, *, is_undo: bool
) -> ConflictCard:
    if dispute.kind == "field":
        return _field_card(workspace, dispute, today, by, is_undo=is_undo)
    if dispute.kind == "gone":
        return _gone_card(workspace, dispute, today, by)
    return _edited_card(workspace, dispute, today, by)


def moment_words(stamp: str, today: date, zone: tzinfo) -> str:
    """When a commit was made, as people read it: `14:02`, or `Fri 20 Nov 14:02`."""
    moment = datetime.fromisoformat(stamp).astimezone(zone)
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == today else f"{date_text(moment.date(), today)} {clock}"


def _field_card(
    workspace: Workspace, dispute: ConflictQuestion, today: date, by: str, *, is_undo: bool
) -> ConflictCard:
    table, field = dispute.table, dispute.field

    def words(value: object) -> str:
        return value_words(workspace, table, field, value, today)

    spec = field_spec(table, field)
    typed = both = None
    if spec is not None and spec.kind == "prose":
        both = f"{dispute.theirs or ''}\n\n{dispute.mine or ''}".strip()
    elif spec is not None and field != "column":
        typed = typed_text(workspace, spec, msgspec.convert(dispute.mine, spec.type))
    return ConflictCard(
        _title(workspace, dispute),
        field.replace("_", " "),
        (
            Side("before", words(dispute.before)),
            Side("undo" if is_undo else "mine", words(dispute.mine), "you"),
            Side("theirs", words(dispute.theirs), by),
        ),
        "keep mine",
        "take theirs",
        typed,
        both,
    )


def _gone_card(
    workspace: Workspace, dispute: ConflictQuestion, today: date, by: str
) -> ConflictCard:
    before = as_document(dispute.before)
    after = {**before, **as_document(dispute.mine)}
    mine = _changes(workspace, dispute, before, after, today)
    return ConflictCard(
        _title(workspace, dispute),
        "somebody took away what you edited",
        (Side("mine", mine, "you"), Side("theirs", "it is gone", by)),
        "bring it back with mine" if dispute.can_keep_mine else "",
        "leave it away",
    )


def _edited_card(
    workspace: Workspace, dispute: ConflictQuestion, today: date, by: str
) -> ConflictCard:
    before, after = as_document(dispute.before), as_document(dispute.theirs)
    theirs = _changes(workspace, dispute, before, after, today)
    return ConflictCard(
        _title(workspace, dispute),
        "somebody edited what you took away",
        (Side("mine", "it goes", "you"), Side("theirs", theirs, by)),
        "take it away",
        "let it stay",
    )


def _title(workspace: Workspace, dispute: ConflictQuestion) -> str:
    row = workspace.get(dispute.table, dispute.id)
    if row is not None:
        return f"{row.key or TABLES[dispute.table].kind_words} {title_of(row)}".strip()
    gone = Op("delete", dispute.table, dispute.id, old=dispute.before)
    name = row_words(workspace, gone)
    before = as_document(dispute.before)
    title = str(before.get("name") or before.get("title") or before.get("text") or "")
    return name if title in name else f"{name} {title}"


def _changes(
    workspace: Workspace,
    dispute: ConflictQuestion,
    before: Mapping[str, object],
    after: Mapping[str, object],
    today: date,
) -> str:
    """What differs between two documents of a row, in a line."""
    told = list(_differences(workspace, dispute.table, before, after, today))
    more = f", and {len(told) - _MOST_FIELDS} more" if len(told) > _MOST_FIELDS else ""
    return ", ".join(told[:_MOST_FIELDS]) + more or "nothing that shows"


def _differences(
    workspace: Workspace,
    table: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    today: date,
) -> Iterator[str]:
    for field in {**before, **after}:
        value, spec = after.get(field), field_spec(table, field)
        if value != before.get(field) and (spec is None or spec.kind != "rank"):
            words = value_words(workspace, table, field, value, today)
            yield f"{field.replace('_', ' ')}: {first_line(words)}"


def _by(commit: Commit | None, today: date, zone: tzinfo) -> str:
    if commit is None:
        return "before what the history holds"
    return f"{author_name(commit)}, {moment_words(commit.ts, today, zone)}"
