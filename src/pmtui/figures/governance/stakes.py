"""This file reads off a row what is at stake in its approval, as its table declares it."""

import re
from datetime import date
from operator import attrgetter
from typing import Final

import msgspec

from pmtui.model.entities.entity import Entity, Money, is_archived
from pmtui.model.entities.table import Approval, ApprovalKind
from pmtui.model.workspace.schema import TABLE_OF, field_spec
from pmtui.model.workspace.workspace import Workspace

_LENGTH: Final = re.compile(
    r"[+-]?\s*(\d+(?:[.,]\d+)?)\s*(?:(d|days?)|(w|wks?|weeks?)|(m|mo|months?))?", re.IGNORECASE
)
_DAYS_A_WEEK: Final = 5
_DAYS_A_MONTH: Final = 20


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
    spec = field_spec(TABLE_OF[type(row)], name)
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
