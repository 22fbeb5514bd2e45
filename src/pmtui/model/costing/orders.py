"""This file defines purchase orders: money that is committed until actuals name them."""

from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import Entity, PartyId, Prose, Tags, TaskId
from pmtui.model.entities.money import Cost
from pmtui.model.entities.states import PURCHASE_ORDER
from pmtui.model.entities.table import TableSpec


class PurchaseOrder(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What was ordered from a party; what the ledger does not show yet of it is committed."""

    title: str
    task: TaskId = 0
    party: PartyId = 0
    document: str = ""
    """The number of the order in the books."""
    amount: Cost | None = None
    at: date | None = None
    """When it was ordered."""
    due: date | None = None
    """When it is to be delivered."""
    category: str = ""
    state: str = "ordered"
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


ORDERS: Final = TableSpec(
    "orders", PurchaseOrder, "PO", "order",
    noun="purchase order",
    cycles=MappingProxyType({"": PURCHASE_ORDER}),
    ended_states=frozenset({"closed", "cancelled"}),
    open_word="open order",
    due="due",
    hangs_on=("task",),
    start=lambda birth: {"at": birth.today},
    started=("at",),
    counts_in="component",
    columns=("key", "title", "component", "party", "document", "amount", "at", "due", "state"),
    adding="by_line",
)  # fmt: skip
