"""This file builds ledger entries for tests, in a few words each."""

from datetime import date
from typing import Any

from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.parties import Party
from pmtui.model.entities.entity import Money
from tests.conftest import TODAY, id_of


def an_entry(
    key: str,
    amount: Money,
    *,
    into: str = "P-1",
    posted: date = TODAY,
    party: str = "",
    **more: Any,
) -> LedgerEntry:
    """An entry of a component, posted today unless told otherwise."""
    return LedgerEntry(
        id=id_of(key), key=key, component=id_of(into), title=more.pop("title", f"entry {key}"),
        posted=posted, amount=amount, party=id_of(party), **more,
    )  # fmt: skip


def a_party(key: str, name: str) -> Party:
    """A supplier."""
    return Party(id=id_of(key), key=key, name=name)
