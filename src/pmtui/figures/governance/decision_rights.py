"""This file tells who may approve what by the rules of a store, and which approvals break them."""

import re
from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Final

import msgspec

from pmtui.figures.core.amounts import in_currency, rates_at
from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.entities.money import Money
from pmtui.model.entities.table import Approval, ApprovalKind
from pmtui.model.governance.bodies import OWNER, SPONSOR, ApprovalRule, Body, Membership
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace

_LENGTH: Final = re.compile(
    r"[+-]?\s*(\d+(?:[.,]\d+)?)\s*(?:(d|days?)|(w|wks?|weeks?)|(m|mo|months?))?", re.IGNORECASE
)
_DAYS_A_WEEK: Final = 5
_DAYS_A_MONTH: Final = 20
_DECIDED: Final = frozenset({"gate", "escalation"})
"""Kinds of things that are decided on, and not approved."""


class Stake(msgspec.Struct, frozen=True):
    """One thing to be approved: where it lies, and how much is at stake."""

    kind: ApprovalKind
    component: int
    """0 where it belongs to none."""
    approver: int = 0
    """The person who approved it, or is to; 0 where nobody is named."""
    day: date | None = None
    """The day it was approved, where that is known."""
    asked_by: int = 0
    amount: Money | None = None
    length: str = ""
    """How many days it costs, as it was typed."""
    changes_scope: bool = False

    @property
    def days(self) -> float | None:
        """The length in days; None where nobody gave one, or where it cannot be read."""
        return days_of(self.length)


class Authority(msgspec.Struct, frozen=True):
    """Who may approve by one rule."""

    rule: ApprovalRule
    people: frozenset[int]
    """Those with the role, as the owner of the component of its level."""
    members: frozenset[int]
    """Those who sit in its body."""


def days_of(text: str) -> float | None:
    """A length such as `5d`, `+2 weeks` or `10` in days of work; None where it is none."""
    length = _LENGTH.fullmatch(text.strip())
    if length is None:
        return None
    size = _DAYS_A_WEEK if length[3] else _DAYS_A_MONTH if length[4] else 1
    return float(length[1].replace(",", ".")) * size


def stake_of(workspace: Workspace, approval: Approval, row: Entity) -> Stake:
    """What is at stake in a row, and who approved it or is to."""
    recorded: Entity | None = row
    if approval.recorded_in:
        name = approval.recorded_in
        recorded = workspace.get(_table_named(row, name), attrgetter(name)(row))
    amount = attrgetter(approval.amount)(row) if approval.amount else None
    return Stake(
        approval.kind,
        recorded.component if recorded is not None else row.component,
        attrgetter(approval.approver)(recorded) if recorded is not None else 0,
        attrgetter(approval.day)(recorded) if recorded is not None else None,
        next(filter(None, (_person(workspace, row, path) for path in approval.asked_by)), 0),
        amount if amount is not None else _summed(workspace, approval, row),
        attrgetter(approval.days)(row) if approval.days else "",
        bool(approval.scope) and bool(attrgetter(approval.scope)(row).strip()),
    )


def _table_named(row: Entity, name: str) -> str:
    table = next(spec.name for spec in TABLES.values() if spec.type is type(row))
    spec = field_spec(table, name)
    return spec.refers if spec is not None else ""


def _person(workspace: Workspace, row: Entity, path: str) -> int:
    name, _, field = path.partition(".")
    value: int = attrgetter(name)(row)
    if field:
        named = workspace.get(_table_named(row, name), value)
        return attrgetter(field)(named) if named is not None else 0
    return value


def _summed(workspace: Workspace, approval: Approval, row: Entity) -> Money | None:
    table, owner, field = approval.sums
    if not table:
        return None
    rows = (workspace.rows(table)[row_id] for row_id in workspace.ids_by(table, owner, row.id))
    amounts = [attrgetter(field)(part) for part in rows if not is_archived(part)]
    given = [amount for amount in amounts if amount is not None]
    if not given or len({amount.currency for amount in given}) > 1:
        return None
    return Money(sum(amount.amount for amount in given), given[0].currency)


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
    if role in {OWNER, SPONSOR}:
        components = (workspace.components[at] for at in _path(workspace, stake.component))
        there = (row for row in components if rule.level in {"", row.kind})
        nearest = next(there, None)
        if nearest is not None:
            people = {nearest.owner if role == OWNER else nearest.sponsor} - {0}
    elif role:
        everybody = workspace.people.values()
        people = {row.id for row in everybody if row.role.strip().casefold() == role}
    return Authority(rule, frozenset(people), members_of(workspace, rule.body, day))


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
        for text in _wrong(workspace, stake_of(workspace, approval, row), today)
    )


def _wrong(workspace: Workspace, stake: Stake, today: date) -> Iterator[str]:
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
    if not mine:
        yield f"{who} may not: that may {_names(workspace, every)}"
        return
    over = [(authority, _over(workspace, stake, authority.rule, today)) for authority in mine]
    within = [authority for authority, words in over if not words]
    if not within:
        authority, words = over[0]
        yield f"over the limit of {who} ({authority.rule.key}): {'; '.join(words)}"
        return
    lacking = [_lacking(workspace, stake, authority) for authority in within]
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


def _lacking(workspace: Workspace, stake: Stake, authority: Authority) -> str:
    """Why a body cannot decide; empty where it can, or where a role allows it."""
    body = workspace.rows_of(Body).get(authority.rule.body)
    if body is None or stake.approver in authority.people:
        return ""
    seats = len(authority.members)
    if seats >= body.quorum:
        return ""
    return f"{body.key} {body.name} has {seats} of the {body.quorum} members it needs"


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
