"""This file defines business cases, version by version, and the flows each is made of."""

from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.benefits.discount_rates import GREEN_BOOK
from pmtui.model.entities.entity import CaseId, Entity, Money, Months, PersonId, Prose, Tags, TaskId
from pmtui.model.entities.states import BUSINESS_CASE
from pmtui.model.entities.table import Approval, Assured, TableSpec

PeriodUnit = Literal["year", "quarter", "month"]
PriceBase = Literal["real", "nominal"]
"""Prices of one year, without inflation, or of the day they are paid."""
MOST_PERIODS: Final = 1200
"""The last period that a flow may fall in: a hundred years of months."""
Periods = Annotated[int, Meta(ge=0, le=MOST_PERIODS)]

PERIODS_A_YEAR: Final = MappingProxyType({"year": 1, "quarter": 4, "month": 12})
"""How many periods of a unit make a year."""


class BusinessCase(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One version of why a component is worth its cost; what is approved is frozen."""

    title: str
    description: Prose = ""
    state: str = "draft"
    version: int = 1
    start: date | None = None
    """The day from which its periods count; the first one is period 0."""
    period: PeriodUnit = "year"
    horizon: Periods = 0
    """The last period that counts; 0 where every flow does."""
    price_base: PriceBase = "real"
    discount_rate: str = GREEN_BOOK
    """Percent a year, or rates with the year each goes to: `3.5 to 30, 3`."""
    owner: PersonId = 0
    reviewer: PersonId = 0
    review_date: date | None = None
    """When it is looked at next: whether it still holds."""
    approved_by: PersonId = 0
    approved_at: date | None = None
    tags: Tags = ()
    archived: bool = False


class CashFlow(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What one version of a case pays and gains in one period, under a label."""

    title: str
    """What it is for, by which versions are compared: `licences`, `fewer calls`."""
    case: CaseId
    period: Periods = 0
    """Periods from the start; 0 is today, which is not discounted."""
    at: date | None = None
    """The day it falls on, where that is known; its period follows from it."""
    start_after: TaskId = 0
    """The milestone that it waits for, so that in a draft it moves with its day; 0 for none."""
    months_after: Months = 0
    """Months after that milestone."""
    cost: Money | None = None
    benefit: Money | None = None
    archived: bool = False


FROZEN_FIELDS: Final = frozenset(
    {
        "version", "start", "period", "horizon", "price_base", "discount_rate", "approved_by",
        "approved_at", "component",
    }
)  # fmt: skip
"""What of a case stays as it was approved; who looks after it, and when, may change."""

CASES: Final = TableSpec(
    "cases", BusinessCase, "BX", "case",
    assures=Assured(
        artefact="case", holds=lambda row: row.state == "approved", until="review_date"
    ),
    noun="business case",
    cycles=MappingProxyType({"": BUSINESS_CASE}),
    ended_states=frozenset({"superseded"}),
    open_word="business case",
    due="review_date",
    is_chased=True,
    approvals=(
        Approval(
            kind="case",
            stands=lambda case: case.state != "draft",
            approver="approved_by",
            day="approved_at",
            asked_by=("owner",),
            sums=("cash_flows", "case", "cost"),
        ),
    ),
    counts_in="component",
    columns=(
        "key", "title", "component", "version", "npv", "irr", "bcr", "payback", "review_date",
        "state",
    ),
    adding="by_line",
    letters=(
        "r=review_date w=reviewer o=owner d=discount_rate h=horizon p=period b=price_base "
        "s=start n=title"
    ),
)  # fmt: skip
CASH_FLOWS: Final = TableSpec(
    "cash_flows", CashFlow, "", "cash_flow",
    noun="cash flow",
    belongs_to="case",
    alike_in_tables=("case", "title", "period", "at"),
    counts_in="component",
    rare=frozenset({"start_after", "months_after"}),
    columns=("case", "title", "period", "at", "start_after", "cost", "benefit"),
    letters="c=cost b=benefit p=period d=at w=start_after m=months_after n=title",
)  # fmt: skip
