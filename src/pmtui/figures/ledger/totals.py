"""This file adds up ledger entries by party, category, component or period of posting."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, get_args

import msgspec

from pmtui.figures.core.amounts import Amount, PostingRates
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.parties import Party
from pmtui.model.workspace.workspace import Workspace

GroupBy = Literal["party", "category", "component", "month", "quarter", "year"]
"""What entries are added up by; periods are those of the day they were posted."""
GROUPS: Final[tuple[GroupBy, ...]] = get_args(GroupBy)
PERIODS: Final[frozenset[GroupBy]] = frozenset({"month", "quarter", "year"})


class GroupTotal(msgspec.Struct, frozen=True):
    """What the entries of one party, category, component or period come to."""

    key: str
    """The key of the party or component, the period or the category; empty for none."""
    name: str
    count: int
    """Entries among it."""
    amount: Amount


def ledger_totals(
    workspace: Workspace, entries: Iterable[LedgerEntry], by: GroupBy
) -> tuple[GroupTotal, ...]:
    """Entries added up by what they have in common; each counts in one group only.

    An entry is converted by the rate of its posting day and rounded, then added, so that the
    groups come to exactly what all entries do. The largest come first, periods in their order.
    """
    rates, name_of = PostingRates(workspace), _NAMES[by]
    groups: dict[tuple[str, str], list[LedgerEntry]] = {}
    for entry in entries:
        groups.setdefault(name_of(workspace, entry), []).append(entry)
    totals = [
        GroupTotal(key, name, len(group), rates.total(group))
        for (key, name), group in groups.items()
    ]
    if by in PERIODS:
        return tuple(sorted(totals, key=lambda total: total.key))
    return tuple(sorted(totals, key=lambda total: (-_size(total.amount), total.name, total.key)))


def ledger_total(workspace: Workspace, entries: Iterable[LedgerEntry]) -> Amount:
    """What entries come to: each converted by the rate of its posting day, rounded, then added."""
    return PostingRates(workspace).total(entries)


def _size(amount: Amount) -> int:
    return abs(amount.value.amount) if amount.value is not None else 0


def _party(workspace: Workspace, entry: LedgerEntry) -> tuple[str, str]:
    party = workspace.rows_of(Party).get(entry.party)
    return (party.key, party.name) if party is not None else ("", "")


def _component(workspace: Workspace, entry: LedgerEntry) -> tuple[str, str]:
    row = workspace.components.get(entry.component)
    return (row.key, row.name) if row is not None else ("", "")


def _twice(text: str) -> tuple[str, str]:
    return text, text


_NAMES: Final[Mapping[GroupBy, Callable[[Workspace, LedgerEntry], tuple[str, str]]]] = {
    "party": _party,
    "category": lambda _workspace, entry: _twice(entry.category),
    "component": _component,
    "month": lambda _workspace, entry: _twice(entry.posted.isoformat()[:7]),
    "quarter": lambda _workspace, entry: _twice(
        f"{entry.posted.isoformat()[:4]} Q{(entry.posted.month + 2) // 3}"
    ),
    "year": lambda _workspace, entry: _twice(entry.posted.isoformat()[:4]),
}
