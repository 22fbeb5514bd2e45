"""This file puts a country's public holidays into a calendar, as days a person may edit."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, cast

from pmtui.actions.create import new_entity
from pmtui.actions.spec import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.model.calendars import CalendarException
from pmtui.model.ops import Op
from pmtui.model.workspace import Workspace

YEARS_AHEAD: Final = 3
"""How many years after this one holidays are written out for, unless told otherwise."""
MOST_YEARS: Final = 50
"""Most years of holidays at a time."""

_WHERE: Final = re.compile(r"([A-Za-z]{2})(?:[-/]([A-Za-z0-9-]{1,10}))?", re.ASCII)
_YEARS: Final = re.compile(r"(\d{4})(?:\s*(?:-|to|\.\.)\s*(\d{4}))?", re.ASCII)


def _holidays(situation: Situation, values: Values) -> Proposal:
    country, _, rest = str(values.get("country") or "").strip().partition(" ")
    years = _years(rest, situation.today)
    days = _days(country, years)
    ops: list[Op] = []
    for row in situation.rows:
        held = _held(situation.workspace, row.id)
        for day, name in sorted(days.items()):
            if day not in held:
                fields = {"calendar": row.id, "component": row.component, "name": name}
                fields |= {"first": day, "last": day}
                ops += new_entity(situation, "calendar_exceptions", "", fields)
    names = ", ".join(row.key for row in situation.rows)
    return Proposal(tuple(ops), f"{len(ops)} holidays of {country.upper()} into {names}")


def _days(country: str, years: range) -> Mapping[date, str]:
    """The public holidays of a country, or of a part of it such as `DE-BY`, by day."""
    import holidays

    found = _WHERE.fullmatch(country)
    if found is None:
        raise Refused(f"{country!r} is no country: write DE, GB, or DE-BY for a part of one")
    try:
        given = holidays.country_holidays(
            found[1].upper(), subdiv=(found[2] or "").upper() or None, years=years
        )
    except NotImplementedError as error:
        raise Refused(f"the holidays of {country.upper()} are not known: {error}") from error
    return {day: str(name) for day, name in given.items() if day.year in years}


def _years(text: str, today: date) -> range:
    typed = text.strip()
    if not typed:
        return range(today.year, today.year + YEARS_AHEAD + 1)
    found = _YEARS.fullmatch(typed)
    if found is None:
        raise Refused(f"{typed!r} are no years: write 2027, or 2026-2030")
    first, last = int(found[1]), int(found[2] or found[1])
    if not first <= last < first + MOST_YEARS:
        raise Refused(f"{typed}: at most {MOST_YEARS} years, the first one first")
    return range(first, last + 1)


def _held(workspace: Workspace, calendar: int) -> set[date]:
    """The single days a calendar has as exceptions already."""
    return {row.first for row in _exceptions(workspace, calendar) if row.first == row.last}


def _exceptions(workspace: Workspace, calendar: int) -> Iterator[CalendarException]:
    rows = workspace.rows("calendar_exceptions")
    ids = workspace.ids_by("calendar_exceptions", "calendar", calendar)
    return (cast("CalendarException", rows[one]) for one in ids)


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no calendar is meant: make one with `add calendar NAME`"


ACTIONS: Final = (
    Action(
        id="calendar.holidays",
        title="Add public holidays",
        help="Writes a country's public holidays into a calendar: `DE-BY`, `GB 2026-2030`.",
        group="act",
        tables=("calendars",),
        args=(Arg("country", "text", "country, and years: DE-BY 2026-2030"),),
        verb="holidays",
        bulk=True,
        refuse=_needs_target,
        propose=_holidays,
    ),
)
"""The actions of this file."""
