"""This file defines budgets, funding and reserves, what is planned and ordered, and the ledger."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import (
    ChangeId,
    ComponentId,
    CorrelationId,
    Cost,
    DistributionName,
    Entity,
    IssueId,
    Money,
    OrderId,
    PartyId,
    PersonId,
    Prose,
    ReserveId,
    RiskId,
    Tags,
    TaskId,
)
from pmtui.model.entities.states import BUDGET_CHANGE, PURCHASE_ORDER
from pmtui.model.entities.table import Approval, Copying, TableSpec

ReserveKind = Literal["contingency", "management"]
"""Inside the cost baseline, for risks that are known; outside it, for what nobody knows yet."""


class BudgetChange(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What the budget of a component grows or shrinks by, from elsewhere or from another's.

    The budget that is typed on a component is the original one and stays as it is.
    """

    title: str
    amount: Money
    """Below nought where the budget shrinks; never in a transfer."""
    taken_from: ComponentId = 0
    """The component whose budget gives it, so that those above both keep theirs; 0 for none."""
    at: date
    """The day from which it counts, once it is approved."""
    reason: Prose = ""
    change: ChangeId = 0
    """The change request it follows from."""
    requested_by: PersonId = 0
    approver: PersonId = 0
    approved_at: date | None = None
    state: str = "proposed"
    archived: bool = False


class Reserve(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An amount that is kept back for what may happen, and drawn on when it does."""

    title: str
    kind: ReserveKind = "contingency"
    amount: Cost
    holder: PersonId = 0
    """Who decides what is drawn."""
    notes: Prose = ""
    archived: bool = False


class ReserveDraw(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What was taken from a reserve for the component that it belongs to."""

    title: str
    reserve: ReserveId
    amount: Cost
    at: date
    requested_by: PersonId = 0
    approver: PersonId = 0
    risk: RiskId = 0
    """The risk that it is drawn for."""
    issue: IssueId = 0
    """The issue that it is drawn for."""
    archived: bool = False


BUDGET_CHANGES: Final = TableSpec(
    "budget_changes", BudgetChange, "BC", "budget_change",
    noun="budget change",
    cycles=MappingProxyType({"": BUDGET_CHANGE}),
    ways=MappingProxyType({"": ("proposed", "approved")}),
    ended_states=frozenset({"approved", "rejected"}),
    open_word="open budget change",
    day="at",
    start=lambda birth: {"at": birth.today, "requested_by": birth.actor},
    posting=("at", "at"),
    posted_in="approved",
    started=("at", "requested_by"),
    approvals=(
        Approval(
            kind="budget_change",
            stands=lambda change: change.state == "approved",
            approver="approver",
            day="approved_at",
            asked_by=("requested_by", "change.raised_by"),
            amount="amount",
            accepting=(("state", "approved"),),
            returning=(("state", "rejected"),),
        ),
    ),
    rare=frozenset({"requested_by", "approved_at"}),
    counts_in="component",
    searched=("title", "reason"),
    columns=(
        "key", "title", "change", "component", "approver", "taken_from", "at", "amount", "state",
    ),
    letters="s=state a=amount f=taken_from d=at o=approver c=change r=reason n=title",
)  # fmt: skip
RESERVES: Final = TableSpec(
    "reserves", Reserve, "RV", "reserve",
    roles=("holder",),
    counts_in="component",
    columns=("key", "title", "component", "holder", "kind", "amount", "drawn", "left"),
    letters="a=amount k=kind h=holder n=title",
    copying=Copying(),
)  # fmt: skip
RESERVE_DRAWS: Final = TableSpec(
    "reserve_draws", ReserveDraw, "DR", "draw",
    noun="draw on a reserve",
    day="at",
    start=lambda birth: {"at": birth.today},
    posting=("at", "at"),
    started=("at",),
    approvals=(
        Approval(
            kind="draw",
            stands=lambda draw: draw.amount.amount > 0,
            approver="approver",
            day="at",
            asked_by=("requested_by",),
            amount="amount",
        ),
    ),
    rare=frozenset({"requested_by"}),
    counts_in="component",
    columns=("key", "title", "issue", "approver", "component", "reserve", "at", "risk", "amount"),
    letters="a=amount d=at o=approver r=risk i=issue v=reserve n=title",
)  # fmt: skip

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
    least_amount: Cost | None = None
    likely_amount: Cost | None = None
    """Most likely; the planned amount where nobody says."""
    most_amount: Cost | None = None
    distribution: DistributionName = "triangular"
    correlation: CorrelationId = 0
    time_driven: bool = False
    """Whether it is paid by time, as rent is: it costs more as its task takes longer, or its
    component where it has no task.
    """
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
    noun="cost line", day="start", hangs_on=("task",), counts_in="component",
    columns=(
        "key", "title", "component", "task", "party", "category", "kind", "amount", "start",
        "finish",
    ),
    adding="by_line",
    letters=(
        "a=amount n=title k=kind g=category s=start f=finish r=accrual p=party c=capital "
        "w=task l=least_amount=least m=likely_amount=likely M=most_amount=most "
        "t=time_driven=paid_by_time d=distribution y=correlation"
    ),
    copying=Copying(ends="finish"),
)  # fmt: skip
ORDERS: Final = TableSpec(
    "orders", PurchaseOrder, "PO", "order",
    noun="purchase order",
    cycles=MappingProxyType({"": PURCHASE_ORDER}),
    ended_states=frozenset({"closed", "cancelled"}), open_word="open order", due="due",
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
    is_fact=True, noun="ledger entry", many="ledger_entries", day="posted", stays=True,
    hangs_on=("task",),
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
