"""This file tells who may approve what by the rules of a store, and which approvals break them."""

from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Final, Literal

import msgspec

from pmtui.figures.core.amounts import in_currency, rates_at
from pmtui.figures.governance.stakes import Stake, stake_of
from pmtui.model.entities.entity import Entity, Escalatable, Money, is_archived
from pmtui.model.entities.table import Approval
from pmtui.model.governance.bodies import OWNER, SPONSOR, ApprovalRule, Body, Membership
from pmtui.model.meetings.meetings import AgendaItem, Attendance, Meeting
from pmtui.model.workspace.schema import TABLE_OF, TABLES
from pmtui.model.workspace.workspace import Workspace

_DECIDED: Final = frozenset({"gate", "escalation"})
"""Kinds of things that are decided on, and not approved."""


RULE_TABLES: Final = frozenset(
    TABLE_OF[kind] for kind in (ApprovalRule, Body, Membership, Meeting, Attendance, AgendaItem)
)
"""The tables that say who may approve, and who was there when a body did."""


class Authority(msgspec.Struct, frozen=True):
    """Who may approve by one rule."""

    rule: ApprovalRule
    people: frozenset[int]
    """Those with the role, as the owner of the component of its level."""
    members: frozenset[int]
    """Those who sit in its body."""
    is_later: bool = False
    """Whether who has the role now took it over after the approval, or nobody knows its day."""


def authorities(workspace: Workspace, stake: Stake, today: date) -> tuple[Authority, ...]:
    """Who may approve something of a kind, by the rules that hold where it lies.

    The rules of the nearest component count that has any for the kind; else those of the store.
    What lies in no component, such as the week of a person, has those of all.
    """
    day = stake.day or today
    rules = [
        rule
        for rule in workspace.rows_of(ApprovalRule).values()
        if rule.kind == stake.kind
        and not rule.archived
        and (rule.since is None or rule.since <= day)
    ]
    if not stake.component:
        return tuple(_authority(workspace, stake, rule, day) for rule in rules)
    for place in (*_path(workspace, stake.component), 0):
        here = [rule for rule in rules if rule.component == place]
        if here:
            return tuple(_authority(workspace, stake, rule, day) for rule in here)
    return ()


def _path(workspace: Workspace, component: int) -> tuple[int, ...]:
    return (component, *workspace.ancestors(component)) if component else ()


def _authority(workspace: Workspace, stake: Stake, rule: ApprovalRule, day: date) -> Authority:
    role = rule.role.strip().casefold()
    people: set[int] = set()
    is_later = False
    if role in {OWNER, SPONSOR}:
        components = (workspace.components[at] for at in _path(workspace, stake.component))
        there = (row for row in components if rule.level in {"", row.kind})
        nearest = next(there, None)
        if nearest is not None:
            people = {nearest.owner if role == OWNER else nearest.sponsor} - {0}
            since = nearest.owner_since if role == OWNER else nearest.sponsor_since
            is_later = since is not None and (stake.day is None or stake.day < since)
    elif role:
        everybody = workspace.people.values()
        people = {row.id for row in everybody if row.role.strip().casefold() == role}
    return Authority(rule, frozenset(people), members_of(workspace, rule.body, day), is_later)


def members_of(workspace: Workspace, body: int, day: date) -> frozenset[int]:
    """Who sits in a body on a day; nobody who was archived."""
    seats = workspace.rows_by(Membership, "body", body) if body else ()
    return frozenset(
        seat.person
        for seat in seats
        if (seat.since is None or seat.since <= day)
        and (seat.until is None or day <= seat.until)
        and seat.person in workspace.people
        and not workspace.people[seat.person].archived
    )


def breaches(workspace: Workspace, table: str, row: Entity, today: date) -> tuple[str, ...]:
    """What the rules of a store do not allow in the approvals of a row, in words.

    A store that has no rule of approval allows everything.

    Args:
        workspace: everything.
        table: the table of the row.
        row: what may be approved.
        today: the day that counts where nobody wrote one down.
    """
    approvals = TABLES[table].approvals
    if not approvals or not workspace.rows_of(ApprovalRule) or is_archived(row):
        return ()
    return tuple(
        text
        for approval in approvals
        if approval.stands(row)
        for text in _wrong(
            workspace, stake_of(workspace, approval, row), today, _decided_in(workspace, row.id)
        )
    )


def present_in(workspace: Workspace, meeting: int) -> frozenset[int]:
    """Who is there in a meeting, or was."""
    rows = workspace.rows_by(Attendance, "meeting", meeting)
    return frozenset(row.person for row in rows if row.present)


def _decided_in(workspace: Workspace, row: int) -> Mapping[int, Meeting]:
    """The last meeting of each body in which a row was decided."""
    entries = workspace.rows_by(AgendaItem, "about", row)
    meetings = workspace.rows_of(Meeting)
    ids = (entry.meeting for entry in entries if entry.outcome)
    decided = [meetings[meeting_id] for meeting_id in ids if meeting_id in meetings]
    decided.sort(key=lambda meeting: (meeting.day or date.min, meeting.id))
    return {meeting.body: meeting for meeting in decided}


def _wrong(
    workspace: Workspace, stake: Stake, today: date, meetings: Mapping[int, Meeting]
) -> Iterator[str]:
    done = "decided" if stake.kind in _DECIDED else "approved"
    who = _called(workspace, stake.approver)
    if stake.approver and stake.approver == stake.asked_by:
        yield f"own request {done} by oneself ({who})"
    every = authorities(workspace, stake, today)
    if not every:
        return
    if not stake.approver:
        yield f"nobody is named who {done} it: that may {_names(workspace, every)}"
        return
    mine = [at for at in every if stake.approver in at.people | at.members]
    if not mine and any(at.is_later for at in every):
        return  # who had the role on that day is not known any more
    if not mine:
        yield f"{who} may not: that may {_names(workspace, every)}"
        return
    over = [(authority, _over(workspace, stake, authority.rule, today)) for authority in mine]
    within = [authority for authority, words in over if not words]
    if not within:
        authority, words = over[0]
        yield f"over the limit of {who} ({authority.rule.key}): {'; '.join(words)}"
        return
    lacking = [_lacking(workspace, stake, authority, meetings) for authority in within]
    if all(lacking):
        yield lacking[0]


def _over(workspace: Workspace, stake: Stake, rule: ApprovalRule, today: date) -> list[str]:
    """What of something is more than a rule allows."""
    words: list[str] = []
    if rule.days is not None and stake.length.strip():
        if stake.days is None:
            words.append(f"{stake.length!r} is no length in days, write it as 5d")
        elif stake.days > rule.days:
            words.append(f"{stake.days:g} d of at most {rule.days} d")
    if rule.amount is not None and stake.amount is not None:
        code, most = rule.amount.currency, f"{_money(rule.amount)}"
        much = Money(abs(stake.amount.amount), stake.amount.currency)
        worth = in_currency(much, code, rates_at(workspace, stake.day or today))
        if worth is None:
            words.append(
                f"no rate from {much.currency} to {code} for {_money(much)}, at most {most}"
            )
        elif worth.amount > rule.amount.amount:
            words.append(f"{_money(much)} of at most {most}")
    if stake.changes_scope and not rule.changes_scope:
        words.append("it changes the scope")
    return words


def _lacking(
    workspace: Workspace, stake: Stake, authority: Authority, meetings: Mapping[int, Meeting]
) -> str:
    """Why a body cannot decide; empty where it can, or where a role allows it.

    In a meeting of it those of its members count who were there, else all that it has.
    """
    body = workspace.rows_of(Body).get(authority.rule.body)
    if body is None or stake.approver in authority.people:
        return ""
    meeting = meetings.get(body.id)
    there = authority.members if meeting is None else present_in(workspace, meeting.id)
    seats = len(authority.members & there)
    if seats >= body.quorum:
        return ""
    needed = f"{seats} of the {body.quorum} members it needs"
    if meeting is None:
        return f"{body.key} {body.name} has {needed}"
    return f"{body.key} {body.name} had {needed} in {meeting.key}"


def _money(money: Money) -> str:
    return f"{money.decimal:,} {money.currency}"


def _called(workspace: Workspace, person: int) -> str:
    row = workspace.people.get(person)
    return row.name if row is not None else "nobody"


def _names(workspace: Workspace, every: tuple[Authority, ...]) -> str:
    return " or ".join(dict.fromkeys(authority_name(workspace, at.rule) for at in every))


def authority_name(workspace: Workspace, rule: ApprovalRule) -> str:
    """Who may approve by a rule, in words: a body, or the role on its level."""
    body = workspace.rows_of(Body).get(rule.body)
    role = rule.role.strip()
    if role.casefold() in {OWNER, SPONSOR} and rule.level:
        role = f"{role} of the {rule.level}"
    return " or ".join(filter(None, (f"the {role}" if role else "", body.name if body else "")))


def approval_of(table: str, kind: str) -> Approval | None:
    """The approval of a table that a wanted decision is about; None where no rule can be."""
    approvals = TABLES[table].approvals
    return next((approval for approval in approvals if approval.kind.split("_")[0] == kind), None)


def authorities_for(
    workspace: Workspace, approval: Approval, row: Entity, today: date
) -> tuple[Authority, ...]:
    """Who may approve a row by the rules; what was handed up is decided where it waits."""
    stake = stake_of(workspace, approval, row)
    if isinstance(row, Escalatable) and approval.recorded_in and row.escalated_to:
        stake = msgspec.structs.replace(stake, component=row.escalated_to)
    return authorities(workspace, stake, today)


def deciders(workspace: Workspace, approval: Approval, row: Entity, today: date) -> str:
    """Who may approve a row, by the rules: `the owner of the program (Cho) or Board`.

    Empty where no rule holds for it.
    """
    names: list[str] = []
    for authority in authorities_for(workspace, approval, row, today):
        people = ", ".join(_called(workspace, person) for person in sorted(authority.people))
        named = authority_name(workspace, authority.rule)
        names.append(f"{named} ({people})" if people and not authority.rule.body else named)
    return " or ".join(dict.fromkeys(names))


def rights_lines(
    workspace: Workspace, table: str, row: Entity, today: date
) -> Iterator[tuple[str, str, Literal["plain", "good", "bad"]]]:
    """What is said of the approvals of a row: who may decide, and whether what stands was allowed.

    Nothing where no rule holds for it.

    Args:
        workspace: everything.
        table: the table of the row.
        row: what may be approved.
        today: the day it is.
    """
    for approval in TABLES[table].approvals:
        stands = approval.stands(row)
        if approval.recorded_in and not stands and not attrgetter("escalated_to")(row):
            continue
        names = deciders(workspace, approval, row, today)
        if names:
            yield "who may decide", names, "plain"
            if stands and not breaches(workspace, table, row, today):
                yield "approved", "within rights", "good"
    for text in breaches(workspace, table, row, today):
        yield "outside rights", text, "bad"


def rule_count(workspace: Workspace) -> int:
    """How many approval rules a store has."""
    return len(workspace.rows_of(ApprovalRule))
