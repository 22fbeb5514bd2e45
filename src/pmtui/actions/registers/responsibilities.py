"""This file says who is responsible, accountable, consulted or informed, and takes it back."""

from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.model.changes.ops import Ops, delete
from pmtui.model.entities.entity import as_number, title_of
from pmtui.model.governance.bodies import ACCOUNTABLE, RESPONSIBILITIES, ROLES, Responsibility

_NONE: Final = "none"
_WORDS: Final = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}


def _assign(situation: Situation, values: Values) -> Proposal:
    workspace, person = situation.workspace, as_number(values["person"])
    role = str(values["role"]).upper()
    if role != _NONE.upper() and role not in ROLES:
        raise WrongInputError(f"role: {values['role']!r} is not one of R, A, C, I and none")
    who = workspace.people[person].name
    ops: Ops = ()
    notes: list[str] = []
    for target in situation.targets:
        row = workspace.get(target.table, target.id)
        if row is None:
            continue
        roles = [*workspace.rows_by(Responsibility, "about", target.id)]
        name = f"{row.key} {title_of(row)}".strip()
        mine = [other for other in roles if other.person == person]
        if role == _NONE.upper():
            if not mine:
                raise Refused(f"{name}: {who} has no role in it")
            for other in mine:
                ops += (delete(RESPONSIBILITIES.name, other),)
            notes.append(f"{name}: {who} has no role in it any more")
            continue
        if any(other.role == role for other in mine):
            raise Refused(f"{name}: {who} is {_WORDS[role]} already")
        before = ""
        for other in roles:
            if role == ACCOUNTABLE and other.role == ACCOUNTABLE:
                ops += (delete(RESPONSIBILITIES.name, other),)
                before = f", no longer {workspace.people[other.person].name}"
        ops += new_entity(
            situation,
            RESPONSIBILITIES.name,
            "",
            {
                "about": target.id,
                "about_table": target.table,
                "person": person,
                "role": role,
                "component": row.id if target.table == "components" else row.component,
            },
        )
        notes.append(f"{name}: {who} is {_WORDS[role]}{before}")
    return Proposal(ops, "; ".join(notes))


def _needs_item(situation: Situation) -> str | None:
    return None if situation.targets else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="responsibility.assign",
        title="RACI role",
        help="Says who is responsible (R), accountable (A, exactly one), consulted (C) or informed"
        " (I); none takes it back.",
        group="set",
        args=(
            Arg("role", "text", "R, A, C, I, or none"),
            Arg("person", "person", "who"),
        ),
        verb="raci",
        bulk=True,
        refuse=_needs_item,
        propose=_assign,
    ),
)
"""What is done about roles in items."""
