"""This file decides what waits, anywhere or in a meeting, whose minutes then have it."""

from collections.abc import Mapping
from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
    merged_ops,
)
from pmtui.actions.registers.escalations import WORDS, answered_ops
from pmtui.figures.meetings.agenda import agenda
from pmtui.figures.meetings.answers import DECIDED_TABLES, VERDICTS, verdict_field, verdicts_of
from pmtui.figures.meetings.attendees import attendees, chair_of
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.choosing.decisions import DECISIONS
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.registers import Issue
from pmtui.model.entities.remarks import REMARKS
from pmtui.model.meetings.meetings import AGENDA_ITEMS, MEETINGS, AgendaItem, Meeting
from pmtui.model.rules.life_cycles import (
    ANSWERED,
    ANSWERS,
    EscalationAnswer,
    read_answer,
    waits_for_answer,
)
from pmtui.model.workspace.schema import TABLE_OF, TABLES

Meant = tuple[str, Entity]
"""The table and row that something in a meeting is about."""
DEFER: Final = "defer"
"""The answer that puts something off to the next meeting, where its field has no such value."""


def _decide(situation: Situation, values: Values) -> Proposal:
    answer, words = str(values["answer"]), str(values.get("words") or "")
    ops: Ops = ()
    notes: list[str] = []
    for target, row in zip(situation.targets, situation.rows, strict=True):
        more, outcome = decided_ops(situation, target.table, row, answer, words)
        ops += more
        notes.append(f"{row.key} {outcome}")
    return Proposal(ops, ", ".join(notes))


def decided_ops(
    situation: Situation, table: str, row: Entity, answer: str, words: str
) -> tuple[Ops, str]:
    """Ops that decide on what waits, and what came of it in a word or two.

    Args:
        situation: of who decides.
        table: the table of the row.
        row: what waits.
        answer: accept, return or decide, or a value of its decision, such as `conditional`.
        words: what is said with it.

    Raises:
        Refused: it waits for no decision, is decided already, or the answer is none for it.
    """
    read = read_answer(f"{answer} {words}")
    if read is None and answer in verdicts_of(table) and not waits_for_answer(row):
        ops = edit(table, row, **{verdict_field(table): answer})
        if not ops:
            raise Refused(f"{row.key} is decided already; undo takes a decision back")
        return ops + _remark(situation, table, row, answer, words), answer.replace("_", " ")
    if read is None:
        ways = ", ".join(dict.fromkeys((*ANSWERS, *verdicts_of(table))))
        raise Refused(f"{answer!r} is no answer to {row.key}: write one of {ways}, then your words")
    if waits_for_answer(row):
        ops = answered_ops(situation, table, row, *read)
    else:
        ops = _decided(situation, table, row, *read)
    return ops, ANSWERED[read[0]]


def _decided(
    situation: Situation, table: str, row: Entity, answer: EscalationAnswer, words: str
) -> Ops:
    is_request = isinstance(row, Issue) and row.kind == "request_for_change" and not row.decision
    if is_request and answer != "decide":
        return edit(table, row, decision=f"{ANSWERED[answer]}: {words}".rstrip(": "))
    approval = next((asked for asked in TABLES[table].approvals if asked.accepting), None)
    if approval is None:
        raise Refused(f"{row.key} is not escalated: there is nothing to decide")
    if approval.stands(row):
        raise Refused(f"{row.key} is decided already; undo takes a decision back")
    if answer == "decide":
        ways = ", ".join(("accept", "return", *verdicts_of(table)))
        raise Refused(f"{row.key}: write one of {ways}, with your words behind")
    if answer == "return" and not words:
        raise WrongInputError(f'{row.key}: say why it is sent back: decide {row.key} return "..."')
    fields = approval.accepting if answer == "accept" else approval.returning
    ops = edit(table, row, **dict(fields))
    return ops + _remark(situation, table, row, ANSWERED[answer], words)


def _remark(situation: Situation, table: str, row: Entity, outcome: str, words: str) -> Ops:
    if not words:
        return ()
    about = {"about": row.id, "about_table": table, "component": row.component}
    return new_entity(situation, REMARKS.name, "", {**about, "text": f"{outcome}: {words}"})


def _refused(situation: Situation) -> str | None:
    if not situation.rows:
        return "nothing under the cursor that waits for a decision"
    odd = next((row for row in situation.rows if TABLE_OF[type(row)] not in DECIDED_TABLES), None)
    return f"{odd.key} waits for no decision" if odd is not None else None


def open_meeting(situation: Situation) -> Meeting:
    """The meeting that something is done in.

    Raises:
        Refused: none is meant, or it was closed or cancelled.
    """
    meeting = next((row for row in situation.rows if isinstance(row, Meeting)), None)
    if meeting is None:
        raise Refused("no meeting under the cursor")
    if meeting.archived:
        raise Refused(f"{meeting.key} is archived: restore {meeting.key} first")
    if meeting.state != "planned":
        raise Refused(f"{meeting.key} is {meeting.state}: set {meeting.key} state=planned opens it")
    return meeting


def thing_meant(situation: Situation, text: str) -> Meant:
    """What a key on an agenda names: table and row; an item of its own by its own key.

    Raises:
        WrongInputError: there is no such thing.
    """
    meant = situation.workspace.by_key(text.strip())
    if meant is None:
        raise WrongInputError(f"there is nothing called {text.strip()!r} on the agenda")
    return meant


def item_ops(
    situation: Situation, meeting: Meeting, table: str, row: Entity, **fields: object
) -> Ops:
    """Ops that set something down about a thing on an agenda: new, or on what was set down."""
    known = _set_down(situation, meeting, table, row)
    if known is not None:
        return edit(AGENDA_ITEMS.name, known, **fields)
    name = f"{row.key} {title_of(row)}".strip()
    given = {"meeting": meeting.id, "about": row.id, "about_table": table, "title": name, **fields}
    return new_entity(situation, AGENDA_ITEMS.name, "", given)


def _set_down(situation: Situation, meeting: Meeting, table: str, row: Entity) -> AgendaItem | None:
    """What was set down about a thing first; an item of its own is that itself."""
    if isinstance(row, AgendaItem):
        return row
    rows = situation.workspace.rows_by(AgendaItem, "about", row.id)
    here = (kept for kept in rows if kept.meeting == meeting.id and kept.about_table == table)
    return min(here, key=lambda kept: kept.id, default=None)


def noted(situation: Situation, meeting: Meeting, table: str, row: Entity, text: str) -> str:
    """The notes on a thing with one more line."""
    known = _set_down(situation, meeting, table, row)
    return "\n".join(filter(None, (known.notes if known is not None else "", text.strip())))


def _settle(situation: Situation, values: Values) -> Proposal:
    """Decide in a meeting: by who leads it, on the record, with the outcome on its agenda."""
    meeting = open_meeting(situation)
    table, row = thing_meant(situation, str(values["about"]))
    answer, words = str(values["answer"]), str(values.get("words") or "")
    if answer == DEFER and DEFER not in verdicts_of(table):
        text = f"deferred: {words}" if words.strip() else ""
        notes = noted(situation, meeting, table, row, text)
        ops = item_ops(situation, meeting, table, row, notes=notes, outcome="deferred")
        return Proposal(ops, f"{row.key} deferred", row.id)
    if table not in DECIDED_TABLES:
        raise Refused(f"{row.key} waits for no decision: minute it with a note or an action item")
    ops, outcome = decided_ops(situation, table, row, answer, words)
    ops = _on_record(situation, meeting, ops, (table, row), f"{outcome}: {words}".rstrip(": "))
    # It stays where it was talked about and says why, though it waits no more.
    kept: dict[str, object] = {"outcome": outcome}
    for position, entry in enumerate(agenda(situation.figures, meeting), 1):
        if entry.id == row.id:
            kept |= {"position": position, "why": entry.why}
    ops += item_ops(situation, meeting, table, row, **kept)
    return Proposal(ops, f"{row.key} {outcome} in {meeting.key}", row.id)


def _on_record(situation: Situation, meeting: Meeting, ops: Ops, meant: Meant, outcome: str) -> Ops:
    """Ops with who decided, and the decision in the log with the meeting it comes from."""
    table, row = meant
    who = speaker(situation, meeting)
    fields = {"meeting": meeting.id, "owner": who}
    record = next((op for op in ops if op.op == "create" and op.table == DECISIONS.name), None)
    if record is not None:
        document = {**record.new, **{name: value for name, value in fields.items() if value}}
        return tuple(_replaced(op, document) if op is record else op for op in ops)
    after = apply(situation.workspace, ops).get(table, row.id)
    if table == DECISIONS.name and after is not None:  # it is the record itself
        return merged_ops(ops, edit(table, after, **fields))
    for approval in TABLES[table].approvals:
        if after is not None and who and not approval.recorded_in and approval.stands(after):
            ops = merged_ops(ops, edit(table, after, **{approval.approver: who}))
    title = f"{row.key} {outcome}" if ":" in outcome else f"{row.key} {outcome}: {title_of(row)}"
    given = {**fields, "title": title, "component": row.component, "decided_at": situation.today}
    return ops + new_entity(situation, DECISIONS.name, "", given)


def speaker(situation: Situation, meeting: Meeting) -> int:
    """Who speaks for a meeting: who leads it, where they are there, else who is at the keyboard."""
    chair = chair_of(situation.workspace, meeting)
    there = attendees(situation.workspace, meeting, situation.today).present
    return chair if chair in there else situation.actor


def _replaced(op: Op, document: Mapping[str, object]) -> Op:
    return msgspec.structs.replace(op, new=document)


def needs_meeting(situation: Situation) -> str | None:
    """Why nothing can be done in a meeting: there is none."""
    is_there = any(isinstance(row, Meeting) for row in situation.rows)
    return None if is_there else "no meeting under the cursor"


ABOUT: Final = Arg("about", "text", "key of what it is about")
ACTIONS: Final = (
    Action(
        id="decision.take",
        title="Decide",
        help=(
            "Decides what waits: a change, gate, budget change, selection, week or escalation is"
            " accepted or sent back with the reason; of an escalation also what is done is decided."
        ),
        group="judge",
        keys=("Y",),
        contexts=(SHOWN, "overview", "detail"),
        tables=DECIDED_TABLES,
        args=(
            Arg("answer", "choice", "accept, return or decide", choices=ANSWERS, also=VERDICTS),
            WORDS,
        ),
        verb="decide",
        refuse=_refused,
        propose=_decide,
    ),
    Action(
        id="meeting.settle",
        title="Decide in a meeting",
        help=(
            "Decides in a meeting what waits: accept, return, decide, defer, or a value such as"
            " conditional; the decision is on record with the meeting and who leads it."
        ),
        group="judge",
        tables=(MEETINGS.name,),
        args=(
            ABOUT,
            Arg(
                "answer",
                "choice",
                "accept, return, decide, defer",
                choices=(*ANSWERS, DEFER),
                also=VERDICTS,
            ),
            WORDS,
        ),
        verb="settle",
        refuse=needs_meeting,
        propose=_settle,
    ),
)
"""What is done with what waits for a decision."""
