"""This file adds remarks and references to anything, and ties a login to a person."""

from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.narrowing import as_number


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
        id="person.claim",
        title="Claim",
        help="Ties your login to a person: this is me, owner:me and * mean that one.",
        group="set",
        args=(Arg("person", "person", "which person are you"),),
        propose=_claim,
    ),
)
"""Words and addresses kept with anything."""
