"""This file defines funding: what sources give a component, and what is released of it below."""

from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import Cost, Entity, FundingId, PartyId, PersonId, Prose
from pmtui.model.entities.states import FUNDING_LIFE
from pmtui.model.entities.table import Approval, TableSpec

_GIVEN: Final = frozenset({"agreed", "received"})


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
    released_from: FundingId = 0
    """The funding above that it is a part of, so that it counts once; 0 for none."""
    approver: PersonId = 0
    """Who has released it."""
    approved_at: date | None = None
    notes: Prose = ""
    archived: bool = False

    @property
    def is_given(self) -> bool:
        """Whether it counts: what is only expected, or was withdrawn, does not."""
        return self.state in _GIVEN and not self.archived

    @property
    def is_release(self) -> bool:
        """Whether somebody has released it for a component."""
        return self.is_given and (bool(self.released_from) or self.approved_at is not None)


FUNDING: Final = TableSpec(
    "funding", Funding, "F", "funding",
    many="funding",
    cycles=MappingProxyType({"": FUNDING_LIFE}),
    ways=MappingProxyType({"": ("expected", "agreed", "received")}),
    day="at",
    start=lambda birth: {"at": birth.today},
    started=("at",),
    approvals=(
        Approval(
            kind="release",
            stands=lambda funding: funding.is_release,
            approver="approver",
            day="approved_at",
            amount="amount",
        ),
    ),
    rare=frozenset({"released_from", "approver", "approved_at"}),
    counts_in="component",
    columns=("key", "title", "component", "party", "at", "amount", "state"),
    letters="s=state a=amount d=at p=party f=released_from o=approver n=title",
)  # fmt: skip
