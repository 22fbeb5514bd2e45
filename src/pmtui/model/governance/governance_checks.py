"""This file holds what bodies, seats, rules and tolerances keep, in words where they do not."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.entities.templates import GATE_PLANS, GatePlan, Template
from pmtui.model.governance.bodies import (
    ACCOUNTABLE,
    APPROVAL_RULES,
    BODIES,
    MEMBERSHIPS,
    RESPONSIBILITIES,
    TOLERANCE_LIMITS,
    TOLERANCES,
    ApprovalRule,
    Membership,
    Responsibility,
    Tolerance,
)
from pmtui.model.meetings.meetings import ATTENDANCES, MEETINGS, Attendance, Meeting
from pmtui.model.workspace.workspace import Workspace

_LIMITS: Final = tuple(dict.fromkeys(field for way in TOLERANCE_LIMITS.values() for field in way))
"""Every field that may limit a tolerance."""


def _membership(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    seat = cast("Membership", row)
    if not seat.body:
        yield f"{name}: a membership is of a body: say which with body:KEY"
    if not seat.person:
        yield f"{name}: a membership is of a person: say who with person:NAME"
    if seat.since is not None and seat.until is not None and seat.until < seat.since:
        yield f"{name}: until {seat.until} is before {seat.since}, when it begins"
    who = f"{name}: " if seat.key else "body, person: "
    for other in workspace.rows_by(Membership, "body", seat.body):
        if other.id != seat.id and other.person == seat.person and _meet(seat, other):
            yield f"{who}{other.key or 'another row'} is that seat already: change it instead"
            return


def _meet(seat: Membership, other: Membership) -> bool:
    """Whether two seats hold on one day."""
    for first, second in ((seat, other), (other, seat)):
        if first.until is not None and second.since is not None and first.until < second.since:
            return False
    return True


def _rule(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    rule = cast("ApprovalRule", row)
    if not rule.body and not rule.role.strip():
        yield (
            f"{name}: role, body: it says nobody who may approve: write role:owner, role:sponsor,"
            " a role that people have, or body:KEY"
        )


def _tolerance(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    tolerance = cast("Tolerance", row)
    allowed = TOLERANCE_LIMITS[tolerance.kind]
    for field in _LIMITS:
        if field not in allowed and getattr(tolerance, field) is not None:
            way = " or ".join(allowed)
            yield f"{name}: a tolerance of {tolerance.kind} is given in {way}, not in {field}"


def _responsibility(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    own = cast("Responsibility", row)
    if own.role != ACCOUNTABLE:
        return
    for other in workspace.rows_by(Responsibility, "about", own.about):
        if other.id != own.id and other.role == ACCOUNTABLE:
            person = workspace.people.get(other.person)
            who = person.name if person is not None else "somebody else"
            yield f"role: {who} is accountable already, and exactly one is: `raci` moves it"
            return


def _gate_plan(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    template = workspace.rows_of(Template).get(cast("GatePlan", row).template)
    if template is not None and template.kind != "gates":
        yield (
            f"{name}: template: {template.key} {template.name} is a {template.kind}, not gates:"
            " `template P-1 --only gates` keeps those of a project"
        )


def _meeting(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    meeting = cast("Meeting", row)
    begin, end = meeting.start_time, meeting.finish_time
    if begin is not None and end is not None and end < begin:
        yield f"{name}: finish time {_clock(end)} is before {_clock(begin)}, when it begins"
    body = workspace.get(BODIES.name, meeting.body)
    if body is not None and is_archived(body) and meeting.state == "planned":
        yield f"{name}: body: {body.key} {title_of(body)} is archived: restore it or name another"


def _attendance(workspace: Workspace, row: Entity, _name: str) -> Iterator[str]:
    seat = cast("Attendance", row)
    for other in workspace.rows_by(Attendance, "meeting", seat.meeting):
        if other.id != seat.id and other.person == seat.person:
            person = workspace.people.get(seat.person)
            who = person.name if person is not None else "that person"
            yield f"person: {who} is invited to that meeting already"
            return


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


GOVERNANCE_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType(
        {
            MEMBERSHIPS.name: _membership,
            APPROVAL_RULES.name: _rule,
            TOLERANCES.name: _tolerance,
            RESPONSIBILITIES.name: _responsibility,
            GATE_PLANS.name: _gate_plan,
            MEETINGS.name: _meeting,
            ATTENDANCES.name: _attendance,
        }
    )
)
"""What a row of a table keeps beside its references, in words where it does not."""
