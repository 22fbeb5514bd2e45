"""This file defines budget changes: what is added to a budget, taken from it, or transferred."""

from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import ChangeId, ComponentId, Entity, PersonId, Prose
from pmtui.model.entities.money import Money
from pmtui.model.entities.states import BUDGET_CHANGE
from pmtui.model.entities.table import TableSpec


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
    approver: PersonId = 0
    state: str = "proposed"
    archived: bool = False


BUDGET_CHANGES: Final = TableSpec(
    "budget_changes", BudgetChange, "BC", "budget_change",
    noun="budget change",
    cycles=MappingProxyType({"": BUDGET_CHANGE}),
    ways=MappingProxyType({"": ("proposed", "approved")}),
    ended_states=frozenset({"approved", "rejected"}),
    open_word="open budget change",
    day="at",
    start=lambda birth: {"at": birth.today},
    posting=("at", "at"),
    posted_in="approved",
    started=("at",),
    counts_in="component",
    searched=("title", "reason"),
    columns=(
        "key", "at", "title", "component", "taken_from", "amount", "approver", "change", "state",
    ),
)  # fmt: skip
