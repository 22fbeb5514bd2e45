"""This file writes rules in the words of managers, with the next days and the months they skip."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from pmtui.model.recurring.rule_days import days_after, has_days
from pmtui.model.recurring.rule_vocabulary import (
    DAY_NAMES,
    MONTHS,
    ORDINALS,
    WORKING_DAYS,
    nth,
)
from pmtui.model.recurring.rules import DAYS, RuleError, normalised, parts_of

_EXAMPLE_FROM: Final = date(2027, 1, 1)


def two_readings(parts: Mapping[str, str], number: int) -> str:
    """What a day that not each month has can mean, with the first days of either.

    Args:
        parts: of the rule.
        number: the day of the month.
    """
    years = parts["FREQ"] == "YEARLY"
    base = {"FREQ": parts["FREQ"]}
    base |= {name: parts[name] for name in ("INTERVAL", "BYMONTH") if name in parts}
    skipping = ";".join(f"{name}={value}" for name, value in {**base, "BYMONTHDAY": number}.items())
    last = ";".join(f"{name}={value}" for name, value in {**base, "BYMONTHDAY": -1}.items())
    what = f"{'years' if years else 'months'} without one skipped"
    day = nth(number)
    return (
        f"on the {day} can be meant in two ways: the {day}, {what} ({_example(skipping)}): write"
        f" {in_words(normalised(skipping))}; or the last day ({_example(last)}): write"
        f" {in_words(normalised(last))}"
    )


def _example(rule: str) -> str:
    days = days_after(normalised(rule), _EXAMPLE_FROM, date.min, 3)
    return f"{', '.join(f'{day.day} {day:%b %Y}' for day in days)} ..."


def in_words(rule: str) -> str:
    """A rule as people say it, which `read_rule` reads back; itself where it has no such words."""
    try:
        return _words_of(parts_of(rule)) or rule
    except (RuleError, ValueError):
        return rule


def _words_of(parts: dict[str, str]) -> str:
    """A rule in words, from its parts, which are used up; empty where there are none for it."""
    end = ""
    if "COUNT" in parts:
        end = f", {parts.pop('COUNT')} times"
    elif "UNTIL" in parts:
        until = parts.pop("UNTIL")
        end = f" until {until[:4]}-{until[4:6]}-{until[6:]}"
    freq, apart = parts.pop("FREQ"), int(parts.pop("INTERVAL", "1"))
    months, days = parts.pop("BYMONTH", ""), _day_words(parts)
    is_counted = bool(days) and str(days).startswith("the ")
    if parts or days is None or (days and is_counted == (freq == "WEEKLY")):
        return ""
    words = _in_months(freq, apart, months, days) if months else _often(freq, apart, days)
    return f"{words}{end}" if words else ""


def _often(freq: str, apart: int, days: str) -> str:
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[freq]
    often = f"every {unit}" if apart == 1 else f"every {apart} {unit}s"
    if freq in {"DAILY", "YEARLY"} and days:
        return ""
    if freq == "MONTHLY" and apart == 3 and not days:
        return "every quarter"
    if freq == "WEEKLY" and apart == 1 and days:
        return f"every {days}"
    numbers = [int(number) for number in re.findall(r"(\d+)(?:st|nd|rd|th)", days)]
    skipping = ", skipping months without one" if max(numbers, default=0) > 28 else ""
    return f"{often}{f' on {days}' if days else ''}{skipping}"


def _in_months(freq: str, apart: int, months: str, days: str) -> str:
    """A rule of certain months in words."""
    last = "last" in days
    if freq == "MONTHLY" and apart == 1 and months == ("3,6,9,12" if last else "1,4,7,10"):
        is_counted = days.endswith("day") and " and " not in days
        return f"{days} of the quarter" if is_counted else ""
    if freq != "YEARLY" or not months.isdecimal() or not days or " and " in days:
        return ""
    name = MONTHS[int(months) - 1]
    dated = re.fullmatch(r"the (\d+)(?:st|nd|rd|th)", days)
    day = f"{dated[1]} {name}" if dated is not None else f"{days} of {name}"
    skipping = ", skipping years without one" if day == "29 February" else ""
    often = "every year" if apart == 1 else f"every {apart} years"
    return f"{often} on {day}{skipping}"


def _day_words(parts: dict[str, str]) -> str | None:
    """The days of a rule in words, taken from its parts; None where there are no words for them."""
    numbers, position = parts.pop("BYMONTHDAY", ""), parts.pop("BYSETPOS", "")
    days = parts.pop("BYDAY", "")
    if numbers:
        names = [_number_word(int(word)) for word in numbers.split(",")]
        return None if days or position or not all(names) else " and ".join(names)
    if days == WORKING_DAYS:
        which = _which(position) if position else "working day"
        return f"{which} working day" if position and which else which or None
    if position:
        return None
    names = [_day_word(word) for word in days.split(",") if word]
    return " and ".join(names) if all(names) else None


def _number_word(number: int) -> str:
    if number == -1:
        return "the last day"
    return f"the {nth(number)}" if number > 0 else ""


def _day_word(word: str) -> str:
    name = DAY_NAMES[DAYS.index(word[-2:])]
    which = _which(word[:-2]) if word[:-2] else ""
    if word[:-2] and not which:
        return ""
    return f"{which} {name}".strip()


def _which(number: str) -> str:
    if number == "-1":
        return "the last"
    return f"the {ORDINALS[int(number) - 1]}" if number in {"1", "2", "3", "4", "5"} else ""


def preview(rule: str, starts: date, today: date, most: int = 6) -> str:
    """The next days of a rule, and the months or years between them that it passes over.

    Args:
        rule: normalised.
        starts: the day from which it holds.
        today: days before it are left out.
        most: how many days.
    """
    days = list(days_after(rule, starts, date.fromordinal(max(1, today.toordinal() - 1)), most))
    if not days:
        return "no more days"
    shown = ", ".join(_dated(days, today.year))
    left_out = list(_passed_over(parts_of(rule), starts, days))
    more = f" and {len(left_out) - most} more" if len(left_out) > most else ""
    return shown + (f"; skips {', '.join(left_out[:most])}{more}" if left_out else "")


def _dated(days: Iterable[date], year: int) -> Iterator[str]:
    """Days as they fit on a line: the year stands where it is another than before."""
    for day in days:
        yield f"{day.day} {day:%b}" + (f" {day.year}" if day.year != year else "")
        year = day.year


def _passed_over(parts: Mapping[str, str], starts: date, days: Sequence[date]) -> Iterator[str]:
    """The months, or years, between days in which a rule would fall if they had its day."""
    apart = int(parts.get("INTERVAL", "1"))
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    first, last = days[0], days[-1]
    if parts["FREQ"] == "YEARLY" and not {"BYWEEKNO", "BYYEARDAY"} & parts.keys():
        years = {day.year for day in days}
        for year in range(first.year, last.year + 1):
            if (year - starts.year) % apart == 0 and year not in years:
                yield str(year)
    if parts["FREQ"] == "MONTHLY":
        there = {(day.year, day.month) for day in days}
        for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            year, month = count // 12, count % 12 + 1
            is_meant = (count - starts.year * 12 - starts.month + 1) % apart == 0
            if is_meant and (not months or month in months) and (year, month) not in there:
                yield MONTHS[month - 1][:3] + (f" {year}" if year != first.year else "")
                first = first.replace(day=1, year=year)


def unclear_day(rule: str, starts: date) -> str:
    """The ways a rule can be meant that takes a day from its first one which not each month has.

    Empty where it can be meant in one way.
    """
    parts = parts_of(rule)
    is_given = any(name in parts for name in ("BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO"))
    if is_given or parts["FREQ"] not in {"MONTHLY", "YEARLY"} or starts.day < 29:
        return ""
    if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts:
        parts["BYMONTH"] = str(starts.month)
    following = days_after(rule, starts, starts, 12)
    passed = list(_passed_over(parts, starts, (starts, *following)))
    return two_readings(parts, starts.day) if passed else ""


def readable(rule: str) -> str:
    """A rule in its one spelling; empty for one that nobody can read."""
    try:
        return normalised(rule)
    except RuleError:
        return ""


def ended(rule: str, last: date) -> str:
    """A rule that ends on a day, instead of where it ends."""
    parts = {name: value for name, value in parts_of(rule).items() if name != "COUNT"}
    parts["UNTIL"] = last.isoformat().replace("-", "")
    return normalised(";".join(f"{name}={value}" for name, value in parts.items()))


def rule_problem(rule: str, starts: date | None) -> str:
    """Why nothing can recur by a rule from a day on; empty where it can."""
    try:
        rule = normalised(rule)
    except RuleError as error:
        return str(error)
    if starts is None or (problem := unclear_day(rule, starts)):
        return "" if starts is None else problem
    return "" if has_days(rule, starts) else f"{rule} gives no day from {starts} on, in any year"
