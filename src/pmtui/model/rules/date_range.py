"""This file says which days pmtui reckons with: years that people plan in, not slips of the pen."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Final

from pmtui.model.workspace.schema import TABLES, field_specs

FIRST_DAY: Final = date(1950, 1, 1)
"""The first day that is taken."""
LAST_DAY: Final = date(2149, 12, 31)
"""The last day that is taken; MS Project's last day too."""

_SPAN: Final = f"{FIRST_DAY.year} to {LAST_DAY.year}"
_ANY_DAY: Final = frozenset({"calendars", "calendar_weeks", "calendar_exceptions"})
"""Tables whose days are ranges: a week that holds from year 1 on costs nothing."""


def in_span(day: date) -> bool:
    """Whether a day lies in the years that are taken."""
    return FIRST_DAY <= day <= LAST_DAY


def outside_text(day: date) -> str:
    """Why a day is not taken: `the year 26 is outside 1950 to 2149: write all four digits`."""
    hint = ": write all four digits of the year" if day.year < 100 else ""
    return f"{day.isoformat()}: the year {day.year} is outside {_SPAN}{hint}"


def days_outside(table: str, values: Mapping[str, object]) -> list[tuple[str, date]]:
    """The date fields of a row that hold a day outside the span, with their labels.

    Args:
        table: the row's table.
        values: dates, or ISO texts of them, by field; other fields are passed over.
    """
    if table not in TABLES or table in _ANY_DAY:
        return []
    outside = []
    for name, label in _date_fields(table):
        day = _day(values.get(name))
        if day is not None and not in_span(day):
            outside.append((label, day))
    return outside


def span_refusal(table: str, row: object, names: Collection[str]) -> str:
    """Why dates that were typed for a row cannot be; empty where they can.

    Args:
        table: its table.
        row: as it is afterwards.
        names: the fields that were typed.
    """
    for first, last in TABLES[table].spans if table in TABLES else ():
        begun, ended = getattr(row, first, None), getattr(row, last, None)
        if {first, last}.isdisjoint(names) or begun is None or ended is None or begun <= ended:
            continue
        if last in names:
            return f"{_label(last)}: {ended} is before the {_label(first)} {begun}"
        return f"{_label(first)}: {begun} is after the {_label(last)} {ended}"
    return ""


def _label(name: str) -> str:
    return name.replace("_", " ")


@cache
def _date_fields(table: str) -> tuple[tuple[str, str], ...]:
    return tuple((spec.name, spec.label) for spec in field_specs(table) if spec.kind == "date")


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
