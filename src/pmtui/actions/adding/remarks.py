"""This file adds remarks and references to anything, snoozes it, and claims a login."""

from datetime import date
from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.model.changes.ops import Ops, delete, edit
from pmtui.model.entities.entity import as_number, title_of
from pmtui.model.entities.remarks import SNOOZES, Snooze
from pmtui.query.dates.parsing import date_text, parse_date
from pmtui.query.error import QueryError

_AWAKE: Final = frozenset({"off", "no", "none", "never"})
"""Words that end a snooze."""


def _remark(situation: Situation, values: Values) -> Proposal:
    text = str(values["text"]).strip()
    if not text:
        raise Refused("a remark needs some words")
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        component = row.id if target.table == "components" else row.component
        ops += new_entity(
            situation,
            "remarks",
            "",
            {
                "about": target.id,
                "about_table": target.table,
                "text": text,
                "component": component,
            },
        )
    return Proposal(ops, "remark kept")


def _reference(situation: Situation, values: Values) -> Proposal:
    url = str(values["text"]).strip()
    if not url.startswith(("http://", "https://", "mailto:")):
        raise Refused("a link starts with http://, https:// or mailto:")
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        component = target.id if target.table == "components" else getattr(row, "component", 0)
        ops += new_entity(
            situation,
            "references",
            "",
            {
                "about": target.id,
                "about_table": target.table,
                "url": url,
                "component": component,
            },
        )
    return Proposal(ops, "link kept")


def _snooze(situation: Situation, values: Values) -> Proposal:
    """Ops that hide what needs the person at the keyboard from them, until a day or no more."""
    typed = str(values.get("until") or "").strip()
    me, today = situation.actor, situation.today
    ops: Ops = ()
    until = None if typed.casefold() in _AWAKE else _day(typed, today)
    for target, row in zip(situation.targets, situation.rows, strict=True):
        rows = situation.workspace.rows_by(Snooze, "about", target.id)
        known = [own for own in rows if own.person == me and own.about_table == target.table]
        if until is None:
            ops += tuple(delete(SNOOZES.name, own) for own in known)
        elif known:
            ops += edit(SNOOZES.name, known[0], until=until)
        else:
            component = row.id if target.table == "components" else row.component
            given = {
                "about": target.id, "about_table": target.table, "person": me, "until": until,
                "component": component,
            }  # fmt: skip
            ops += new_entity(situation, SNOOZES.name, "", given)
    names = ", ".join(row.key or title_of(row) for row in situation.rows)
    if until is None and not ops:
        raise Refused(f"{names}: you did not snooze it")
    asleep = f"snoozed until {date_text(until, today)}" if until else "shown again"
    return Proposal(ops, f"{names}: {asleep}, for you alone")


def _day(typed: str, today: date) -> date:
    try:
        day = parse_date(typed, today)
    except QueryError as error:
        raise Refused(str(error)) from error
    if day <= today:
        raise Refused(f"{date_text(day, today)} is not to come: say a later day, or off")
    return day


def _claim(situation: Situation, values: Values) -> Proposal:
    login = str(values.get("login") or "").strip()
    if not login:
        raise Refused("which login? set the person's logins with s l")
    person = situation.workspace.people.get(as_number(values["person"]))
    if person is None:
        raise Refused("which person? give a name")
    taken = [
        other_person
        for other_person in situation.workspace.people.values()
        if login in other_person.logins
    ]
    if taken and taken[0].id != person.id:
        raise Refused(f"{login} belongs to {taken[0].name}")
    return Proposal(
        edit("people", person, logins=(*person.logins, login)), f"you are {person.name}"
    )


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.remark",
        title="Remark",
        help="Adds a dated remark by you.",
        group="act",
        keys=("i",),
        contexts=("any", "tree"),
        args=(Arg("text", "prose", "remark"),),
        verb="remark",
        bulk=True,
        refuse=_needs_target,
        propose=_remark,
    ),
    Action(
        id="entity.reference",
        title="Add link",
        help="Keeps a web or mail address with what is under the cursor.",
        group="add",
        args=(Arg("text", "text", "address"),),
        refuse=_needs_target,
        propose=_reference,
    ),
    Action(
        id="entity.snooze",
        title="Snooze",
        help="Hides what needs you about this from you alone, until a day; off shows it again.",
        group="judge",
        keys=("I",),
        contexts=("overview", "detail"),
        args=(Arg("until", "text", "until which day, such as fri or +14d, or off"),),
        verb="snooze",
        bulk=True,
        refuse=_needs_target,
        propose=_snooze,
    ),
    Action(
        id="person.claim",
        title="Claim",
        help="Ties your login to a person: this is me, owner:me and * mean that one.",
        group="set",
        args=(Arg("person", "person", "which person are you"),),
        propose=_claim,
    ),
)
"""Words and addresses kept with anything."""
