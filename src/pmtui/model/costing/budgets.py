"""This file defines where money comes from: budget changes, funding, reserves and draws."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import (
    ChangeId,
    ComponentId,
    Cost,
    Entity,
    IssueId,
    Money,
    PartyId,
    PersonId,
    Prose,
    ReserveId,
    RiskId,
)
from pmtui.model.entities.states import BUDGET_CHANGE, FUNDING_LIFE
from pmtui.model.entities.table import Approval, TableSpec

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


class Funding(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Money that a source gives a component, and with it all below, from a day on."""

    title: str
    """What is given, such as the capital budget of a year."""
    amount: Cost
    at: date
    """The day from which it may be spent; of a period its first. What is not spent then stays."""
    party: PartyId = 0
    """Who gives it."""
    state: str = "agreed"
    notes: Prose = ""
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
FUNDING: Final = TableSpec(
    "funding", Funding, "F", "funding",
    many="funding",
    cycles=MappingProxyType({"": FUNDING_LIFE}),
    ways=MappingProxyType({"": ("expected", "agreed", "received")}),
    day="at",
    start=lambda birth: {"at": birth.today},
    started=("at",),
    counts_in="component",
    columns=("key", "title", "component", "party", "at", "amount", "state"),
    letters="s=state a=amount d=at p=party n=title",
)  # fmt: skip
RESERVES: Final = TableSpec(
    "reserves", Reserve, "RV", "reserve",
    roles=("holder",),
    counts_in="component",
    columns=("key", "title", "component", "holder", "kind", "amount", "drawn", "left"),
    letters="a=amount k=kind h=holder n=title",
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
