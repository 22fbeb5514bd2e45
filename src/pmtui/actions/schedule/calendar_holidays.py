"""This file puts a country's public holidays into a calendar, as days a person may edit."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.actions.schedule.public_holidays import PublicDay, Worked, public_holidays
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.model.calendar.stored_calendars import OFF, CalendarException, hours_text
from pmtui.model.calendar.work_calendar import CalendarError, Week, bases
from pmtui.model.changes.ops import Op
from pmtui.model.workspace.workspace import Workspace

YEARS_AHEAD: Final = 3
"""How many years after this one holidays are written out for, unless told otherwise."""
MOST_YEARS: Final = 50
"""Most years of holidays at a time."""

_WHERE: Final = re.compile(r"([A-Za-z]{2})(?:[-/]([A-Za-z0-9-]{1,10}))?", re.ASCII)
_KIND: Final = re.compile(r"\b(?!to\b)[A-Za-z][A-Za-z_]+", re.ASCII)
_YEARS: Final = re.compile(r"(\d{4})(?:\s*(?:-|to|\.\.)\s*(\d{4}))?", re.ASCII)


def _holidays(situation: Situation, values: Values) -> Proposal:
    place, years, categories = _asked(str(values.get("country") or ""), situation.today)
    country, _, part = place.partition("-")
    given = public_holidays(country, part, years, categories)
    ops: list[Op] = []
    written: Counter[Worked] = Counter()
    for row in situation.rows:
        held = _held(situation.workspace, row.id)
        usual = _usual_week(situation.workspace, row.id)
        for day, holiday in given.days.items():
            hours = _hours_on(day, holiday, usual)
            if day in held or hours is None:
                continue
            fields = {"calendar": row.id, "component": row.component, "name": holiday.name}
            fields |= {"first": day, "last": day, "hours": hours}
            ops += new_entity(situation, "calendar_exceptions", "", fields)
            written[holiday.worked] += 1
    names = ", ".join(row.key for row in situation.rows)
    counts = f"{_counted(written)} of {place} into {names}"
    return Proposal(tuple(ops), "; ".join((counts, *given.notes)))


def _counted(written: Mapping[Worked, int]) -> str:
    """How many days were written: `9 holidays, 1 half day`."""
    words: tuple[tuple[Worked, str, str], ...] = (
        ("off", "holiday", ""),
        ("half", "half day", ""),
        ("exchange", "day", " worked in exchange"),
    )
    return ", ".join(
        f"{count} {word}{'s' * (count != 1)}{rest}"
        for worked, word, rest in words
        if (count := written.get(worked, 0)) or worked == "off"
    )


def _asked(text: str, today: date) -> tuple[str, range, tuple[str, ...]]:
    """The country, the years and the kinds of holidays that a text names."""
    place, _, rest = text.strip().partition(" ")
    if _WHERE.fullmatch(place) is None:
        raise Refused(f"{place!r} is no country: write DE, GB, or DE-BY for a part of one")
    kinds = tuple(dict.fromkeys(word.casefold() for word in _KIND.findall(rest)))
    country, _, part = place.replace("/", "-").partition("-")
    named = f"{country.upper()}-{part.upper()}" if part else country.upper()
    return named, _years(_KIND.sub(" ", rest), today), kinds


def _hours_on(day: date, holiday: PublicDay, usual: Week) -> str | None:
    """The hours of a holiday in a calendar; None where the day is as usual anyway."""
    as_usual = usual[day.weekday()] or ()
    if holiday.worked == "off":
        return OFF
    if holiday.worked == "exchange":
        working = [shifts for shifts in usual if shifts]
        if as_usual or not working:
            return None
        return hours_text(max(working, key=working.count))
    left = holiday.shortened(as_usual) if holiday.shortened is not None else as_usual
    return hours_text(left) if left != as_usual else None


def _usual_week(workspace: Workspace, calendar: int) -> Week:
    """The hours of each weekday in a calendar, without weeks and days that differ."""
    try:
        layers = bases(stored_calendars(workspace), calendar)
    except CalendarError as error:
        raise Refused(str(error)) from error
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        next((layer.days[at] for layer in layers if layer.days[at] is not None), ())
        for at in range(7)
    )
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


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
    return workspace.rows_by(CalendarException, "calendar", calendar)


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no calendar is meant: make one with `add calendar NAME`"


ACTIONS: Final = (
    Action(
        id="calendar.holidays",
        title="Add public holidays",
        help=(
            "Writes a country's public holidays, half days and days worked in exchange into a "
            "calendar: `DE-BY`, `GB 2026-2030`, `DE-BY catholic`."
        ),
        group="act",
        tables=("calendars",),
        args=(
            Arg("country", "text", "country, years, kinds of holidays: DE-BY 2026-2030 catholic"),
        ),
        verb="holidays",
        bulk=True,
        refuse=_needs_target,
        propose=_holidays,
    ),
)
"""The actions of this file."""
