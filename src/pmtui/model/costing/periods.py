"""This file defines accounting periods: a month that was closed takes no more postings."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import Entity, PersonId, Prose
from pmtui.model.entities.states import ACCOUNTING_PERIOD
from pmtui.model.entities.table import TableSpec


class AccountingPeriod(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Days whose books are open or closed, for every component of the store."""

    title: str
    start: date | None = None
    finish: date | None = None
    """Its first day and its last; a month that is called so, as 2026-10, has its own."""
    state: str = "open"
    changed_at: date | None = None
    """When it was last closed or reopened."""
    changed_by: PersonId = 0
    reason: Prose = ""
    """Why it was last closed or reopened."""
    archived: bool = False


_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def _days_of_month(title: str) -> Mapping[str, object]:
    """The first day and the last of a month such as 2026-10; nothing for any other title."""
    named = _MONTH.fullmatch(title.strip())
    if named is None or named[1] == "0000":
        return {}
    year, month = int(named[1]), int(named[2])
    return {
        "start": date(year, month, 1),
        "finish": date(year, month, monthrange(year, month)[1]),
    }


PERIODS: Final = TableSpec(
    "accounting_periods", AccountingPeriod, "AP", "accounting_period",
    noun="accounting period",
    home="store",
    cycles=MappingProxyType({"": ACCOUNTING_PERIOD}),
    day="start",
    start=lambda birth: _days_of_month(str(birth.given.get("title", ""))),
    adding="by_line",
    columns=("key", "title", "start", "finish", "state", "changed_at", "changed_by", "reason"),
    letters="n=title s=start f=finish",
)  # fmt: skip
