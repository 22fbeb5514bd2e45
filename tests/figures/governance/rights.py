"""This file builds a project in a program, with its people, and rules of who may approve what."""

from datetime import timedelta
from typing import Any, Final

from pmtui.figures.governance.decision_rights import breaches
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Change
from pmtui.model.governance.bodies import ApprovalRule, Body, Membership
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_component, a_person, a_project, a_workspace, id_of

ANN, BOB, CHO = (id_of(f"H-{at}") for at in (1, 2, 3))
PROGRAM, PROJECT = id_of("PG-1"), id_of("P-1")
EVE: Final = TODAY - timedelta(days=1)
MORROW: Final = TODAY + timedelta(days=1)


def a_rule(number: int = 1, **fields: Any) -> ApprovalRule:
    """A rule by which the owner may accept changes, unless told otherwise."""
    given = {"title": "Changes", "role": "owner", **fields}
    return ApprovalRule(id=number, key=f"AR-{number}", **given)


def a_change(**fields: Any) -> Change:
    """A change of the project that Ann accepted today."""
    given = {"decision": "accept", "authority": ANN, "decided_at": TODAY, **fields}
    return Change(id=70, key="C-1", component=PROJECT, title="More", **given)


def a_board(**fields: Any) -> Body:
    """A body."""
    return Body(id=50, key="BD-1", name="Board", **fields)


def a_seat(number: int, person: int, **fields: Any) -> Membership:
    """A seat in it."""
    return Membership(id=number, body=50, person=person, **fields)


def a_plan(*rows: Entity, **project: Any) -> Workspace:
    """Ann owns the project, Bob its program, which Cho sponsors."""
    return a_workspace(
        a_component("PG-1", owner=BOB, sponsor=CHO),
        a_project("P-1", "PG-1", board=False, **{"owner": ANN, **project}),
        (a_person("H-1", "Ann"), a_person("H-2", "Bob"), a_person("H-3", "Cho", role="Controller")),
        *rows,
    )


def wrong(change: Change, *rows: Entity, **project: Any) -> tuple[str, ...]:
    """What the rules do not allow in a change."""
    return breaches(a_plan(change, *rows, **project), "changes", change, TODAY)
