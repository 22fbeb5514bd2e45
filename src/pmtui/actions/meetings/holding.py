"""This file holds a meeting: who is there, what is taken down, and the order of its agenda."""

from collections.abc import Mapping
from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.adding.quick_add import line_ops
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.actions.meetings.deciding import (
    ABOUT,
    Meant,
    item_ops,
    needs_meeting,
    noted,
    open_meeting,
    speaker,
    thing_meant,
)
from pmtui.figures.meetings.agenda import agenda
from pmtui.model.changes.ops import Ops, delete, edit
from pmtui.model.choosing.decisions import DECISIONS
from pmtui.model.entities.people import PEOPLE
from pmtui.model.entities.registers import ACTION_ITEMS
from pmtui.model.meetings.meetings import AGENDA_ITEMS, ATTENDANCES, MEETINGS, Attendance, Meeting
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import find

_ACTION: Final = "action"
_DECISION: Final = "decision"
_NOTE: Final = "note"
_ITEM: Final = "item"
_TAKEN: Final = (_ACTION, _DECISION, _NOTE, _ITEM)
"""What is taken down by one line."""
_DROP: Final = "drop"
_BACK: Final = "back"
_STEPS: Final[Mapping[str, int]] = {"up": -1, "down": 1}
_PLACES: Final = ("first", "last", "up", "down", _DROP, _BACK)


def _minute(situation: Situation, values: Values) -> Proposal:
    """Take down an action item, a decision, a note or an item by one typed line."""
    meeting = open_meeting(situation)
    kind, text = str(values["form"]), str(values.get("text") or "").strip()
    if not text:
        raise WrongInputError(f"say what the {kind} is")
    about = str(values.get("about") or "").strip()
    meant = thing_meant(situation, about) if about else None
    if kind == _ITEM:
        given = {"meeting": meeting.id, "title": text}
        return Proposal(new_entity(situation, AGENDA_ITEMS.name, "", given), f"on {meeting.key}")
    if kind == _NOTE:
        if meant is None:
            notes = "\n".join(filter(None, (meeting.notes, text)))
            return Proposal(edit(MEETINGS.name, meeting, notes=notes), f"noted in {meeting.key}")
        notes = noted(situation, meeting, *meant, text)
        return Proposal(item_ops(situation, meeting, *meant, notes=notes), "noted")
    table = ACTION_ITEMS.name if kind == _ACTION else DECISIONS.name
    ops, row_id = _line(situation, meeting, table, meant, text)
    if kind == _DECISION and meant is not None:
        ops += item_ops(situation, meeting, *meant, outcome=text)
    return Proposal(ops, f"{kind} taken down in {meeting.key}", row_id)


def _line(
    situation: Situation, meeting: Meeting, table: str, meant: Meant | None, text: str
) -> tuple[Ops, int]:
    """Ops for a row that comes from a meeting, in the component of what it is about."""
    row = meant[1] if meant is not None else None
    is_place = row is not None and row.id in situation.workspace.components
    place = (row.id if is_place else row.component) if row is not None else 0
    scope = place or meeting.component or situation.scope
    if not scope:
        raise WrongInputError(
            f"{meeting.key} is of the whole store: say what it is about with --about KEY, so that"
            " it has a component"
        )
    here = msgspec.structs.replace(situation, scope=scope)
    try:
        ops, row_id = line_ops(here, (table, ""), text, {"make_people": False})
    except QueryError as error:
        raise WrongInputError(str(error)) from error
    given: dict[str, object] = {"meeting": meeting.id}
    if table == DECISIONS.name:
        given |= {"decided_at": situation.today, "owner": speaker(situation, meeting)}
    return tuple(
        msgspec.structs.replace(op, new={**_plain(given), **op.new, "meeting": meeting.id})
        if op.op == "create" and op.id == row_id
        else op
        for op in ops
    ), row_id


def _plain(given: Mapping[str, object]) -> dict[str, object]:
    """Values as a document has them; nobody is left out."""
    return {
        name: value if isinstance(value, int) else str(value)
        for name, value in given.items()
        if value
    }


def _present(situation: Situation, values: Values) -> Proposal:
    """Note exactly who is there; who was invited and is not stays invited."""
    meeting = open_meeting(situation)
    people = situation.workspace.people
    names = [name.strip() for name in str(values.get("who") or "").split(",") if name.strip()]
    if [name.casefold() for name in names] == ["nobody"]:
        names = []
    try:
        there = {find(situation.workspace, PEOPLE.name, name, me=situation.actor) for name in names}
    except QueryError as error:
        raise WrongInputError(str(error)) from error
    ops: Ops = ()
    known: set[int] = set()
    for row in situation.workspace.rows_by(Attendance, "meeting", meeting.id):
        if row.person in known:
            ops += (delete(ATTENDANCES.name, row),)
        else:
            ops += edit(ATTENDANCES.name, row, present=row.person in there)
        known.add(row.person)
    for person in sorted(there - known):
        given = {"meeting": meeting.id, "person": person, "present": True}
        ops += new_entity(situation, ATTENDANCES.name, "", given)
    listed = ", ".join(sorted(people[person].name for person in there)) or "nobody"
    return Proposal(ops, f"{meeting.key}: there is {listed}")


def _arrange(situation: Situation, values: Values) -> Proposal:
    """Put a thing at another place of the agenda, take it off or back on."""
    meeting = open_meeting(situation)
    table, row = thing_meant(situation, str(values["about"]))
    to = str(values["to"]).strip().casefold()
    entries = agenda(situation.figures, meeting, dropped=to == _BACK)
    at = next((at for at, entry in enumerate(entries) if entry.id == row.id), None)
    if at is None:
        raise Refused(f"{row.key} is not on the agenda of {meeting.key}")
    if to in {_DROP, _BACK}:
        ops = item_ops(situation, meeting, table, row, dropped=to == _DROP)
        words = "taken off" if to == _DROP else "back on"
        return Proposal(ops, f"{row.key} {words} the agenda", row.id)
    if to.isascii() and to.isdigit():
        place = int(to)
    elif to in _PLACES:
        place = {"first": 1, "last": len(entries)}.get(to, at + 1 + _STEPS.get(to, 0))
    else:
        raise WrongInputError(f"{to!r} is no place: write a number, {', '.join(_PLACES)}")
    place = min(max(place, 1), len(entries))
    if place == at + 1:
        return Proposal((), f"{row.key} stands there already", row.id)
    ops = item_ops(situation, meeting, table, row, position=place)
    order = [entry for entry in entries if entry.id != row.id]
    order.insert(place - 1, entries[at])
    for number, entry in enumerate(order, 1):  # others that were put somewhere make room
        if entry.kept is not None and entry.kept.position and entry.id != row.id:
            ops += edit(AGENDA_ITEMS.name, entry.kept, position=number)
    return Proposal(ops, f"{row.key} is number {place}", row.id)


ACTIONS: Final = (
    Action(
        id="meeting.present",
        title="Who is there",
        help="Notes who is in a meeting: names with commas between, or nobody.",
        group="set",
        tables=(MEETINGS.name,),
        args=(Arg("who", "text", "who is there, with commas between", rest=True),),
        verb="present",
        refuse=needs_meeting,
        propose=_present,
    ),
    Action(
        id="meeting.minute",
        title="Minute",
        help="Takes down what comes of a meeting: an action item, a decision, a note, or an item.",
        group="add",
        tables=(MEETINGS.name,),
        args=(
            Arg("form", "choice", "action, decision, note, item", choices=_TAKEN),
            Arg("text", "text", "what, such as call the vendor @ann due:fri", rest=True),
            msgspec.structs.replace(ABOUT, required=False, asked=False),
        ),
        verb="minute",
        refuse=needs_meeting,
        propose=_minute,
    ),
    Action(
        id="meeting.arrange",
        title="Arrange agenda",
        help="Puts something on an agenda first, last, up, down, at a number, off it or back on.",
        group="arrange",
        tables=(MEETINGS.name,),
        args=(ABOUT, Arg("to", "text", "first, last, up, down, a number, drop or back", rest=True)),
        verb="arrange",
        refuse=needs_meeting,
        propose=_arrange,
    ),
)
"""What is done in a meeting beside deciding."""
