"""This file defines what is planned, what was ordered, and the ledger of what was paid, by line."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import Cost, Entity, Money, OrderId, PartyId, Prose, Tags, TaskId
from pmtui.model.entities.states import PURCHASE_ORDER
from pmtui.model.entities.table import TableSpec

CostKind = Literal["labour", "material", "fixed"]
CostAccrual = Literal["prorated", "start", "end"]
"""Evenly over its time, at the start, or at the end."""


class CostLine(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One amount of a cost plan, beside those at work on tasks and the fixed costs of tasks."""

    title: str
    task: TaskId = 0
    """The task it is spent on; 0 where it is the component's own."""
    party: PartyId = 0
    category: str = ""
    kind: CostKind = "fixed"
    amount: Cost | None = None
    accrual: CostAccrual = "prorated"
    start: date | None = None
    finish: date | None = None
    """When it accrues; that of its task or component where it has no dates of its own."""
    capital: bool = False
    """Whether it is an investment; else it is revenue expenditure."""
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


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


class LedgerEntry(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One line of a document that was posted: an actual cost, or a credit note below nought."""

    title: str
    task: TaskId = 0
    """The task it was spent on; 0 where it is the component's own."""
    party: PartyId = 0
    document: str = ""
    """The number of the invoice or credit note."""
    line: str = ""
    """Its line in the document; party, document and line tell entries apart."""
    posted: date
    """The day it counts from, by whose exchange rate it is converted."""
    dated: date | None = None
    """The day the document itself bears."""
    amount: Money
    """Below nought for a credit note."""
    category: str = ""
    capital: bool = False
    """Whether it is an investment; else it is revenue expenditure."""
    order: OrderId = 0
    """The purchase order it is paid on: so much less of that is committed."""
    notes: Prose = ""
    archived: bool = False


COST_LINES: Final = TableSpec(
    "cost_lines", CostLine, "CL", "cost_line",
    noun="cost line",
    day="start",
    hangs_on=("task",),
    counts_in="component",
    columns=(
        "key", "title", "component", "task", "party", "category", "kind", "amount", "start",
        "finish",
    ),
    adding="by_line",
    letters=(
        "a=amount n=title k=kind g=category s=start f=finish r=accrual p=party c=capital "
        "w=task"
    ),
)  # fmt: skip
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
    letters="s=state a=amount p=party d=due o=document n=title g=category w=task",
)  # fmt: skip
LEDGER: Final = TableSpec(
    "ledger", LedgerEntry, "LE", "ledger_entry",
    noun="ledger entry",
    many="ledger_entries",
    day="posted",
    hangs_on=("task",),
    stays=True,
    start=lambda birth: {"posted": birth.today},
    posting=("posted", "dated"),
    identified_by=("party", "document", "line"),
    started=("posted",),
    counts_in="component",
    columns=(
        "key", "posted", "title", "component", "task", "party", "document", "line", "category",
        "amount", "order",
    ),
    letters=(
        "a=amount p=party o=order d=document l=line x=posted n=title g=category c=capital "
        "w=task"
    ),
)  # fmt: skip
