"""This file defines the ledger: what was really paid, line by line, as the books have it."""

from datetime import date
from typing import Final

from pmtui.model.entities.entity import Entity, OrderId, PartyId, Prose, TaskId
from pmtui.model.entities.money import Money
from pmtui.model.entities.table import TableSpec


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
)  # fmt: skip
