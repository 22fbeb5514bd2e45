"""This file completes edits by what goes along: of check-ins and asks, and of who owns what."""

from collections.abc import Iterator
from typing import Final

import msgspec

from pmtui.actions.core.action import Situation, merged_ops
from pmtui.figures.meetings.agenda import agenda
from pmtui.model.changes.ops import Op, Ops, apply, create, edit
from pmtui.model.entities.components import COMPONENTS
from pmtui.model.entities.entity import Entity
from pmtui.model.governance.checkins import ASKS, CHECKINS, DIRECTIVES, Ask, CheckIn, Directive
from pmtui.model.meetings.meetings import AGENDA_ITEMS, HELD, MEETINGS, AgendaItem, Meeting

_TABLES: Final = frozenset({CHECKINS.name, ASKS.name, DIRECTIVES.name})
_HELD: Final = frozenset({"owner", "sponsor"})
"""Roles of a component of which is known since when somebody has them."""
_RATED: Final = frozenset({"reported_rag", "reported_rating", "reported_at"})


def with_companions(situation: Situation, ops: Ops) -> Ops:
    """Ops with what goes along where they check in, answer, acknowledge or end something.

    A check-in with a rating rates its component in the same commit, unless that was rated later or
    by the same edit; an ask or directive that takes a step by its state gets the day of it. A
    component that passes to another owner or sponsor gets the day, so that what the former one
    approved is not judged by the one of today. A meeting that is closed keeps what was on it.

    Args:
        situation: of whoever makes the edit, before it.
        ops: the edit.
    """
    passed = (*_passed_on(situation, ops), *_closed(situation, ops))
    ops = merged_ops(ops, passed) if passed else ops
    concerned = dict.fromkeys((op.table, op.id) for op in ops if _concerns(op))
    if not concerned:
        return ops
    try:
        after = apply(situation.workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops
    now = msgspec.structs.replace(situation, workspace=after, sheet=None)
    given = frozenset((op.id, op.field) for op in ops if op.op == "set")
    new = frozenset(op.id for op in ops if op.op == "create")
    more = tuple(op for row in concerned for op in _companions(now, *row, given, new))
    return merged_ops(ops, more) if more else ops


def _passed_on(situation: Situation, ops: Ops) -> Iterator[Op]:
    """The day from which a component has another owner or sponsor than before."""
    given = frozenset((op.id, op.field) for op in ops if op.op == "set")
    for op in ops:
        if op.table != COMPONENTS.name or op.op != "set" or op.field not in _HELD:
            continue
        row = situation.workspace.components.get(op.id)
        if row is not None and op.old and op.new and (op.id, f"{op.field}_since") not in given:
            yield from edit(op.table, row, **{f"{op.field}_since": situation.today})


def _closed(situation: Situation, ops: Ops) -> Iterator[Op]:
    """What was on the agenda of a meeting that is closed: what nobody set down is kept as well."""
    for op in ops:
        if op.table != MEETINGS.name or op.op != "set" or (op.field, op.new) != ("state", HELD):
            continue
        meeting = situation.workspace.rows_of(Meeting).get(op.id)
        entries = agenda(situation.figures, meeting) if meeting is not None else ()
        for position, entry in enumerate(entries, 1):
            if entry.kept is not None:
                yield from edit(AGENDA_ITEMS.name, entry.kept, why=entry.why, position=position)
            elif meeting is not None:
                yield create(
                    AGENDA_ITEMS.name,
                    AgendaItem(
                        id=situation.new_id(),
                        component=meeting.component,
                        meeting=meeting.id,
                        title=entry.name,
                        about=entry.id,
                        about_table=entry.table,
                        position=position,
                        why=entry.why,
                    ),
                )


def _concerns(op: Op) -> bool:
    if op.table not in _TABLES:
        return False
    return op.op == "create" or (op.op == "set" and op.field in {"rag", "state", "answer"})


def _companions(
    now: Situation,
    table: str,
    row_id: int,
    given: frozenset[tuple[int, str]],
    new: frozenset[int],
) -> Iterator[Op]:
    row = now.workspace.get(table, row_id)
    if row_id in new and now.actor:
        yield from _author(now, table, row)
    if isinstance(row, CheckIn):
        is_rated = row.component in new or any((row.component, name) in given for name in _RATED)
        if row.rag and not is_rated:
            yield from _rating(now, row)
    elif isinstance(row, Ask):
        is_typed = (row.id, "answer") in given and (row.id, "state") not in given
        yield from edit(table, row, **_ask_fields(now, row, is_typed=is_typed))
    elif isinstance(row, Directive):
        yield from edit(table, row, **_directive_fields(now, row))


def _author(now: Situation, table: str, row: Entity | None) -> Iterator[Op]:
    """Who is at the keyboard, where nobody else is named as who says, asks or directs."""
    if isinstance(row, CheckIn) and not row.by:
        yield from edit(table, row, by=now.actor)
    elif isinstance(row, Ask) and not row.raised_by:
        yield from edit(table, row, raised_by=now.actor)
    elif isinstance(row, Directive) and not row.issued_by and not row.source:
        yield from edit(table, row, issued_by=now.actor)


def _rating(now: Situation, checkin: CheckIn) -> Iterator[Op]:
    component = now.workspace.components.get(checkin.component)
    if component is None:
        return
    at = checkin.at or now.today
    if component.reported_at is None or component.reported_at <= at:
        yield from edit(
            COMPONENTS.name,
            component,
            reported_rag=checkin.rag,
            reported_rating="",
            reported_at=at,
        )


def _ask_fields(now: Situation, ask: Ask, *, is_typed: bool) -> dict[str, object]:
    """What an ask has beside its state; one whose answer was typed is answered."""
    fields: dict[str, object] = {}
    if is_typed and ask.answer and ask.answered_at is None:
        return {
            "state": "answered",
            "answered_at": now.today,
            "answered_by": ask.answered_by or now.actor,
        }
    if ask.state == "answered" and ask.answered_at is None:
        fields = {"answered_at": now.today, "answered_by": ask.answered_by or now.actor}
    if ask.state == "acknowledged" and ask.acknowledged_at is None:
        fields = {"acknowledged_at": now.today}
    if ask.state in {"open", "acknowledged"} and ask.answered_at is not None:
        fields["answered_at"] = None
    return fields


def _directive_fields(now: Situation, directive: Directive) -> dict[str, object]:
    if directive.state == "done" and directive.done_at is None:
        return {"done_at": now.today}
    if directive.state == "acknowledged" and directive.acknowledged_at is None:
        return {"acknowledged_at": now.today}
    if directive.state == "issued" and directive.done_at is not None:
        return {"done_at": None}
    return {}
