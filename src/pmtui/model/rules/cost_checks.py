"""This file holds what every valid plan and book of costs keeps: amounts, dates, currencies."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.costing.funding import FUNDING, Funding
from pmtui.model.costing.labour_rates import PERSON_RATES, ROLE_RATES, PersonRate, RoleRate
from pmtui.model.costing.ledger import (
    BUDGET_CHANGES,
    COST_LINES,
    LEDGER,
    ORDERS,
    RESERVE_DRAWS,
    RESERVES,
    BudgetChange,
    CostLine,
    LedgerEntry,
    PurchaseOrder,
    Reserve,
    ReserveDraw,
)
from pmtui.model.costing.periods import PERIODS, AccountingPeriod
from pmtui.model.entities.entity import MINOR_UNITS, Entity, Money
from pmtui.model.odds.estimate_checks import estimated_amounts
from pmtui.model.workspace.workspace import Workspace


def _cost_line(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    line = cast("CostLine", row)
    yield from _placed(line.component, name, "cost line")
    yield from _planned(line.amount, name)
    yield from estimated_amounts(line, name)
    yield from _in_order(name, "finish", line.start, line.finish)


def _order(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    order = cast("PurchaseOrder", row)
    yield from _placed(order.component, name, "purchase order")
    yield from _planned(order.amount, name)
    yield from _in_order(name, "due", order.at, order.due)


def _ledger_entry(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    entry = cast("LedgerEntry", row)
    yield from _placed(entry.component, name, "ledger entry")
    yield from _in_currency(entry.amount, name)
    yield from _posted_once(workspace, entry, name)


def _posted_once(workspace: Workspace, entry: LedgerEntry, name: str) -> Iterator[str]:
    """A line of a document counts once, whichever door it came in by."""
    if not entry.document or entry.archived:
        return
    place = _folded(entry.document), _folded(entry.line)
    for other in workspace.rows_by(LedgerEntry, "party", entry.party):
        if other.id == entry.id or other.archived:
            continue
        if (_folded(other.document), _folded(other.line)) == place:
            yield (
                f"{name}: document {entry.document!r} line {entry.line!r} of this party is posted"
                f" already as {other.key or other.title}: correct that entry, or name another line"
            )
            return


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _period(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    period = cast("AccountingPeriod", row)
    if period.start is None or period.finish is None:
        if period.state == "closed":
            yield f"{name}: start, finish: a closed period needs both"
        return
    yield from _in_order(name, "finish", period.start, period.finish)
    if period.state == "closed" and not period.reason.strip():
        yield f"{name}: reason: say why it is closed, as in pmtui close {period.key} 'month end'"
    for other in workspace.rows_of(AccountingPeriod).values():
        if other.id == period.id or other.archived or period.archived:
            continue
        last = other.finish or date.min
        if (other.start or date.max) <= period.finish and period.start <= last:
            yield f"{name}: its days overlap those of {other.key} {other.title}"
            return


def _budget_change(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    change = cast("BudgetChange", row)
    yield from _placed(change.component, name, "budget change")
    yield from _in_currency(change.amount, name)
    if not change.amount.amount:
        yield f"{name}: amount is nothing: write by how much the budget changes"
    if change.taken_from and change.taken_from == change.component:
        yield f"{name}: taken from: a transfer needs two components, and this names one twice"
    if change.taken_from and change.amount.amount < 0:
        yield (
            f"{name}: amount is less than nothing: write it without the minus, and in taken_from"
            " the component that gives it"
        )


def _funding(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    funding = cast("Funding", row)
    yield from _placed(funding.component, name, FUNDING.called)
    yield from _planned(funding.amount, name)
    yield from _over_released(workspace, funding, name)
    source = workspace.rows_of(Funding).get(funding.released_from)
    if source is None or not funding.is_given:
        return
    if funding.amount.currency != source.amount.currency:
        wanted = source.amount.currency
        yield f"{name}: amount is in {funding.amount.currency}: {source.key} is kept in {wanted}"
    elif source.component not in workspace.ancestors(funding.component):
        yield f"{name}: released from: {source.key} is of no component above it"
    else:
        yield from _over_released(workspace, source, name)


def _over_released(workspace: Workspace, source: Funding, name: str) -> Iterator[str]:
    """More released of a funding than it is."""
    parts = workspace.rows_by(Funding, "released_from", source.id)
    released = sum(part.amount.amount for part in parts if part.is_given)
    if released > source.amount.amount:
        code = source.amount.currency
        over = Money(released - source.amount.amount, code).decimal
        yield f"{name}: amount: {over:,} {code} more is released of {source.key or 'it'} than it is"


def _reserve(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    reserve = cast("Reserve", row)
    yield from _placed(reserve.component, name, "reserve")
    yield from _planned(reserve.amount, name)
    yield from _overdrawn(workspace, reserve, name)


def _draw(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    draw = cast("ReserveDraw", row)
    yield from _placed(draw.component, name, "draw")
    yield from _planned(draw.amount, name)
    if not draw.amount.amount:
        yield f"{name}: amount is nothing: write how much is drawn"
    reserve = workspace.rows_of(Reserve).get(draw.reserve)
    if reserve is None or draw.archived:
        return
    if draw.amount.currency != reserve.amount.currency:
        wanted = reserve.amount.currency
        yield f"{name}: amount is in {draw.amount.currency}: {reserve.key} is kept in {wanted}"
    else:
        yield from _overdrawn(workspace, reserve, name, draw)


def _overdrawn(
    workspace: Workspace, reserve: Reserve, name: str, draw: ReserveDraw | None = None
) -> Iterator[str]:
    """What is drawn on a reserve is never more than there is."""
    draws = workspace.rows_by(ReserveDraw, "reserve", reserve.id)
    drawn = sum(other.amount.amount for other in draws if not other.archived)
    if drawn <= reserve.amount.amount:
        return
    code = reserve.amount.currency
    if draw is None:
        yield (
            f"{name}: amount: {reserve.amount.decimal:,} {code} is less than the"
            f" {Money(drawn, code).decimal:,} {code} that are drawn on it already"
        )
        return
    left = Money(reserve.amount.amount - drawn + draw.amount.amount, code)
    yield (
        f"{name}: amount: {draw.amount.decimal:,} {code} is more than the {left.decimal:,} {code}"
        f" that are left of {reserve.key or 'the reserve'} {reserve.title}"
    )


def _role_rate(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    rate = cast("RoleRate", row)
    if not rate.role.strip():
        yield f"{name}: a rate needs a role: write the role that people have"
    yield from _planned(rate.rate, name, "rate")


def _person_rate(_workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    rate = cast("PersonRate", row)
    if not rate.person:
        yield f"{name}: a rate needs a person: say whose with person:NAME"
    yield from _planned(rate.rate, name, "rate")


def _placed(component: int, name: str, word: str) -> Iterator[str]:
    if not component:
        yield f"{name}: a {word} needs a component: say which with component:KEY"


def _planned(amount: Money | None, name: str, word: str = "amount") -> Iterator[str]:
    if amount is None:
        return
    yield from _in_currency(amount, name, word)
    if amount.amount < 0:
        yield f"{name}: {word} is less than nothing: write it without the minus"


def _in_currency(amount: Money, name: str, word: str = "amount") -> Iterator[str]:
    if amount.currency not in MINOR_UNITS:
        code = amount.currency
        yield f"{name}: {word} is in {code!r}, which is no currency: write a code such as EUR"


def _in_order(name: str, field: str, first: date | None, last: date | None) -> Iterator[str]:
    if first is not None and last is not None and last < first:
        yield f"{name}: {field} {last} is before {first}, when it begins"


COST_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType(
        {
            BUDGET_CHANGES.name: _budget_change,
            FUNDING.name: _funding,
            RESERVES.name: _reserve,
            RESERVE_DRAWS.name: _draw,
            COST_LINES.name: _cost_line,
            ORDERS.name: _order,
            LEDGER.name: _ledger_entry,
            PERIODS.name: _period,
            ROLE_RATES.name: _role_rate,
            PERSON_RATES.name: _person_rate,
        }
    )
)
"""What a row of a table keeps beside its references, in words where it does not."""
