"""This file asks a library for public holidays: days off, half days and days worked in exchange."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from pmtui.actions.core.action import Refused
from pmtui.model.calendar.work_calendar import Day

PUBLIC: Final = "public"
"""The category of holidays that a country gives everybody."""
HALF: Final = "half_day"
"""The category of days that end early."""

_WORKED: Final = "workday"
"""A category of holidays on which people work: nothing that a calendar must know."""
_ONLY_FOR_SOME: Final = frozenset({"CN"})
"""Countries whose half days are for women, the young or soldiers; written only when named."""
_ESTIMATED: Final = "(estimated)"
_UNTIL: Final = re.compile(r"\(from (\d{1,2})([ap])m\)", re.ASCII)
_SHORTENED: Final = re.compile(r"shortened by (\d{1,2}) hours?\)", re.ASCII)
_MOST_NAMED: Final = 12

Worked = Literal["off", "half", "exchange"]
"""What becomes of a day: nobody works, it ends early, or it is worked for another one."""


class PublicDay(msgspec.Struct, frozen=True):
    """A day on which a country does not work as usual."""

    name: str
    worked: Worked = "off"
    shortened: Callable[[Day], Day] | None = None
    """For a half day: the shifts that are left of the usual ones."""


class PublicHolidays(msgspec.Struct, frozen=True):
    """What a country, or a part of it, has of holidays in some years."""

    days: Mapping[date, PublicDay]
    notes: tuple[str, ...] = ()
    """What a person should know about them, a clause each."""


def public_holidays(
    country: str, part: str, years: range, categories: Iterable[str] = ()
) -> PublicHolidays:
    """The holidays of a country, with the days worked in exchange and the half days.

    Where no part is named, a day that every part of the country has off counts as one of the
    country, and the notes say what its parts have besides.

    Args:
        country: ISO 3166-1 alpha-2 code.
        part: code of a state or province; empty for the whole country.
        years: which years.
        categories: kinds of holidays beside the public ones, as the library names them.

    Raises:
        Refused: the country, its part or a category is not known.
    """
    import holidays

    def asked(of_part: str, *wanted: str, language: str | None = None) -> Any:
        return holidays.country_holidays(
            country, subdiv=of_part or None, years=years, categories=wanted, language=language
        )

    try:
        offered = asked(part, PUBLIC)
    except NotImplementedError as error:
        place = f"{country}-{part}" if part else country
        raise Refused(f"the holidays of {place} are not known: {error}") from error
    also = _categories(country, offered.supported_categories, tuple(categories))
    given = asked(part, PUBLIC, *also)
    english = asked(part, PUBLIC, *also, language=_english(offered))
    days = {
        day: PublicDay(_name(str(name), str(english.get(day, "")), offered))
        for day, name in given.items()
        if day.year in years
    }
    notes: list[str] = []
    if not part and offered.subdivisions:
        notes += _of_parts(country, offered.subdivisions, days, lambda text: asked(text, PUBLIC))
    if HALF in offered.supported_categories and (HALF in categories or not _for_some(country)):
        halves = asked(part, HALF), asked(part, HALF, language=_english(offered))
        days = _half_days(*halves, years) | days
    exchanged = {day for day in given.weekend_workdays if day.year in years} - days.keys()
    days |= {day: PublicDay("worked in exchange for a day off", "exchange") for day in exchanged}
    notes += _unpublished(given.weekend_workdays, years)
    estimated = sum(_ESTIMATED in day.name for day in days.values())
    if estimated:
        notes.append(f"{estimated} are estimated from the moon and marked so")
    return PublicHolidays(MappingProxyType(dict(sorted(days.items()))), tuple(notes))


def _categories(country: str, known: Iterable[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The categories to ask for beside the public one and the half days."""
    offered = sorted({*known} - {PUBLIC, _WORKED})
    for name in wanted:
        if name not in offered and name != PUBLIC:
            has = f"it has {', '.join(offered)}" if offered else "it has public ones only"
            raise Refused(f"{country} has no holidays of the kind {name!r}: {has}")
    return tuple(name for name in wanted if name not in {PUBLIC, HALF})


def _for_some(country: str) -> bool:
    return country in _ONLY_FOR_SOME


def _english(offered: Any) -> str | None:
    """The language whose marks are read: estimated, from one o'clock, shortened."""
    return "en_US" if "en_US" in offered.supported_languages else None


def _name(name: str, english: str, offered: Any) -> str:
    """A holiday's name in the country's language; what is estimated is marked in English."""
    if _ESTIMATED not in english or _ESTIMATED in name:
        return name
    mark = str(getattr(offered, "estimated_label", "")).replace("%s", "").strip()
    plain = name.replace(mark, "").strip() if mark else name
    return f"{plain} {_ESTIMATED}"


def _half_days(given: Any, english: Any, years: range) -> dict[date, PublicDay]:
    return {
        day: PublicDay(str(name), "half", _shortening(str(english.get(day, name))))
        for day, name in given.items()
        if day.year in years
    }


def _shortening(name: str) -> Callable[[Day], Day]:
    """How a half day cuts the usual shifts: at an hour, by hours, or in the middle."""
    until, shortened = _UNTIL.search(name), _SHORTENED.search(name)
    if until is not None:
        hour = int(until[1]) % 12 + 12 * (until[2] == "p")
        return lambda day: tuple(
            (start, min(finish, hour * 60)) for start, finish in day if start < hour * 60
        )
    if shortened is not None:
        return lambda day: _first_minutes(day, _minutes(day) - int(shortened[1]) * 60)
    return lambda day: _first_minutes(day, _minutes(day) // 2)


def _minutes(day: Day) -> int:
    return sum(finish - start for start, finish in day)


def _first_minutes(day: Day, minutes: int) -> Day:
    """The shifts of a day up to so many minutes of work."""
    left = minutes
    shifts: list[tuple[int, int]] = []
    for start, finish in day:
        if left <= 0:
            break
        shifts.append((start, min(finish, start + left)))
        left -= finish - start
    return tuple(shifts)


def _of_parts(
    country: str,
    parts: Iterable[str],
    days: dict[date, PublicDay],
    holidays_of: Callable[[str], Mapping[date, str]],
) -> list[str]:
    """What the parts of a country have besides; a day that all have is taken into `days`."""
    of_parts = {part: holidays_of(part) for part in parts}
    shared = set.intersection(*({*held} for held in of_parts.values())) - days.keys()
    first = next(iter(of_parts.values()))
    days |= {day: PublicDay(str(first[day])) for day in shared}
    more = {part: len(held.keys() - days.keys()) for part, held in of_parts.items()}
    differing = [part for part, count in more.items() if count]
    notes = []
    if shared:
        listed = ", ".join(f"{day.isoformat()}" for day in sorted(shared))
        notes.append(f"{listed} from its parts, all of which have it off")
    if differing:
        named = ", ".join(differing[:_MOST_NAMED])
        named += f" and {len(differing) - _MOST_NAMED} more" * (len(differing) > _MOST_NAMED)
        counts = sorted({more[part] for part in differing})
        span = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
        example = f"{country}-{differing[0]}"
        notes.append(f"its parts add {span} more each: name one, such as {example} ({named})")
    return notes


def _unpublished(worked: Iterable[date], years: range) -> list[str]:
    """The years for which a country that moves working days has not said which yet."""
    known = {day.year for day in worked}
    if not known.intersection(years):
        return []
    open_years = [year for year in years if year > max(known)]
    if not open_years:
        return []
    span = f"{open_years[0]}" + f" to {open_years[-1]}" * (len(open_years) > 1)
    return [f"days worked in exchange are not known yet for {span}"]
