"""This file turns the text of one cell into the value of one field, in the styles of the world."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from pmtui.model.money import Money, parse_money
from pmtui.model.schema import FieldSpec

DateOrder = Literal["day", "month", "year"]
"""Which part stands first in a date that can be read in two ways."""
MoneyUnit = Literal["one", "thousand", "million", "billion"]
TimeUnit = Literal["seconds", "minutes", "hours", "days", "weeks"]
Decimals = Literal[".", ","]

YES: Final = frozenset("yes y true on 1 x ja wahr oui vrai done ✓ ✔".split())
"""Words of a cell that says that something holds."""
NO: Final = frozenset("no n false off 0 nein falsch non faux - ✗".split())
"""Words of a cell that says that something does not hold."""

_SUFFIX: Final = MappingProxyType({"one": "", "thousand": "k", "million": "m", "billion": "bn"})
_SCALED: Final = re.compile(r"\d\s*(?:k|m|bn|b)(?![a-z])", re.IGNORECASE)
_LAST_DIGIT: Final = re.compile(r"(\d)(\D*)$")
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_MONTHS: Final = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "jan january januar jänner janvier janv",
                "feb february februar février fevrier févr fev",
                "mar march märz mär mrz mars",
                "apr april avril avr",
                "may mai",
                "jun june juni juin",
                "jul july juli juillet juil",
                "aug august août aout",
                "sep sept september septembre",
                "oct october okt oktober octobre",
                "nov november novembre",
                "dec december dez dezember décembre decembre déc",
            ),
            1,
        )
        for word in words.split()
    }
)
_TIME: Final = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|z|[+-]\d\d:?\d\d)?$")
_WEEKDAY: Final = re.compile(r"^([^\W\d]{2,})\.?,? +")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_THREE: Final = re.compile(r"(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4}|\d{2})")
_DAY_NAMED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[ /-]*([^\W\d]+)\.?[ ,/-]*(\d{4}|\d{2})"
)
_NAMED_DAY: Final = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DURATION: Final = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(e?)([^\W\d]*)\??\s*")
_MINUTES_OF: Final = MappingProxyType(
    {
        **dict.fromkeys("s sec secs second seconds sekunden secondes".split(), "seconds"),
        **dict.fromkeys("m min mins minute minutes minuten".split(), "minutes"),
        **dict.fromkeys("h hr hrs hour hours std stunde stunden heure heures".split(), "hours"),
        **dict.fromkeys("d day days dy t tag tage j jour jours".split(), "days"),
        **dict.fromkeys("w wk wks week weeks woche wochen sem semaine semaines".split(), "weeks"),
    }
)
_SHORT_FRACTION: Final = re.compile(r",(\d{1,2})$")
_LONGEST: Final = (1 << 53) - 1


class CellError(ValueError):
    """Says what a cell holds that its field cannot, and what to write instead."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}; {todo}")
        self.what = what
        """What is in the cell."""
        self.todo = todo
        """What the person can do about it."""


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a table writes its dates, numbers and money."""

    today: date
    """Years of two digits lie no more than 50 years after it."""
    date_order: DateOrder = "day"
    decimal: Decimals = "."
    currency: str = "EUR"
    money_unit: MoneyUnit = "one"
    time_unit: TimeUnit = "days"
    """What a bare number is in a field of working time."""
    minutes_per_day: int = 480


def read_cell(spec: FieldSpec, text: str, style: Style) -> Any:
    """The value of a field from the text of a cell that is not empty.

    Raises:
        CellError: says what is wrong and what to write instead.
    """
    if spec.kind == "choice":
        return _choice(spec, text)
    read = _READ.get(spec.kind)
    return read(text.strip(), style) if read else text


def read_date(text: str, style: Style) -> date:
    """A day written as `2026-12-01`, `20.05.2020`, `30.06.08`, `44012`, `1 Dec 2026` ...

    Raises:
        CellError: it names no day.
    """
    return _date(text, style.date_order, style.today.year)


@lru_cache(4096)
def _date(text: str, order: DateOrder, this_year: int) -> date:
    bare = _TIME.sub("", " ".join(text.casefold().split()))
    if (word := _WEEKDAY.match(bare)) and word[1] not in _MONTHS:
        bare = bare[word.end() :]
    try:
        if found := _YEAR_FIRST.fullmatch(bare):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _THREE.fullmatch(bare):
            return _ordered([int(part) for part in found.groups()], order, this_year)
        if found := _DAY_NAMED.fullmatch(bare):
            year = _full_year(int(found[3]), this_year)
            return date(year, _month(found[2]), int(found[1]))
        if found := _NAMED_DAY.fullmatch(bare):
            return date(int(found[3]), _month(found[1]), int(found[2]))
    except ValueError:
        raise CellError(f"there is no day {shown(text)}", "write it as 2026-12-01") from None
    serial = bare.partition(".")[0]
    if serial.isdecimal() and int(serial) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(serial))
    raise CellError(f"{shown(text)} is not a date", "write it as 2026-12-01, or leave it empty")


def _ordered(parts: list[int], order: DateOrder, this_year: int) -> date:
    if order == "year" and parts[2] < 100:
        return date(_full_year(parts[0], this_year), parts[1], parts[2])
    day, month = (parts[1], parts[0]) if order == "month" else (parts[0], parts[1])
    return date(_full_year(parts[2], this_year), month, day)


def _full_year(year: int, this_year: int) -> int:
    if year > 99:
        return year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year + 50 else century - 100 + year


def _month(word: str) -> int:
    return _MONTHS.get(word, 0)


def read_number(text: str, style: Style) -> Decimal:
    """A plain number, with the thousands marks of its style.

    Raises:
        CellError: it is none.
    """
    try:
        value = Decimal(_point(text, style.decimal).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise CellError(f"{shown(text)} is not a number", "write digits only") from None
    if not value.is_finite():
        raise CellError(f"{shown(text)} is not a finite number", "write digits only")
    return value


def read_money(text: str, style: Style) -> Money:
    """An amount in the table's unit and currency, unless the cell says another one.

    Raises:
        CellError: it is no amount.
    """
    typed = text.strip().replace("\u00a0", " ").replace("\u2212", "-")
    if typed.startswith("(") and typed.endswith(")"):
        typed = f"-{typed[1:-1]}"
    typed = _point(typed, style.decimal)
    if not _SCALED.search(typed):
        typed = _LAST_DIGIT.sub(rf"\1{_SUFFIX[style.money_unit]}\2", typed)
    try:
        return parse_money(typed, style.currency)
    except (ValueError, InvalidOperation):
        raise CellError(
            f"{shown(text)} is not an amount", "write 1200, 1.2m or EUR 3,000, or leave it empty"
        ) from None


def read_minutes(text: str, style: Style) -> int:
    """Working minutes of `3d`, `2.5 hrs`, `1 Woche`, or of a bare number in the table's unit.

    Raises:
        CellError: it is no length of time.
    """
    total = Decimal(0)
    at = 0
    typed = text.strip().casefold()
    while at < len(typed) and (found := _DURATION.match(typed, at)):
        unit = _MINUTES_OF.get(found[3]) if found[3] else style.time_unit
        if unit is None:
            break
        total += Decimal(found[1].replace(",", ".")) * _minutes(unit, style, elapsed=bool(found[2]))
        at = found.end()
    if not typed or at < len(typed) or abs(total) > _LONGEST:
        raise CellError(f"{shown(text)} is not a length of time", "write 3d, 2h or 90m")
    return int(total.quantize(Decimal(1), ROUND_HALF_UP))


def _minutes(unit: str, style: Style, *, elapsed: bool) -> Decimal:
    day = 1440 if elapsed else style.minutes_per_day
    week = 7 if elapsed else 5
    sizes = {"minutes": 1, "hours": 60, "days": day, "weeks": week * day}
    return Decimal(sizes[unit]) if unit in sizes else Decimal(1) / 60


def read_percent(text: str, style: Style) -> int:
    """A share from 0 to 100, written `60%`, `60` or `0.6`.

    Raises:
        CellError: it is none, or out of range.
    """
    typed = text.strip().removesuffix("%").strip()
    value = read_number(_SHORT_FRACTION.sub(r".\1", typed), style)
    if "%" not in text and value <= 1 and not typed.isdecimal():
        value *= 100
    whole = int(value.quantize(Decimal(1), ROUND_HALF_UP))
    if not 0 <= whole <= 100:
        raise CellError(f"{shown(text)} is not between 0 and 100 %", "write a share such as 60%")
    return whole


def read_yes(text: str) -> bool:
    """Whether a cell says yes.

    Raises:
        CellError: it says neither yes nor no.
    """
    word = text.strip().casefold()
    if word in YES or word in NO:
        return word in YES
    raise CellError(f"{shown(text)} is neither yes nor no", "write yes or no")


def shown(text: str, longest: int = 60) -> str:
    """A cell's text as a message quotes it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= longest else f"{line[: longest - 1]}…")


def _whole(text: str, style: Style) -> int:
    value = read_number(text, style)
    if value != value.to_integral_value() or abs(value) > _LONGEST:
        raise CellError(f"{shown(text)} is not a whole number", "write digits only")
    return int(value)


def _length(text: str, style: Style) -> int:
    minutes = read_minutes(text, style)
    if minutes < 0:
        raise CellError(f"{shown(text)} is less than nothing", "write a length such as 3d")
    return minutes


def _step(text: str, style: Style) -> int:
    head = re.match(r"[0-5](?=\D|$)", text)
    value = int(head[0]) if head and "." not in text else _whole(text, style)
    if not 0 <= value <= 5:
        raise CellError(f"{shown(text)} is no step of a scale", "write 1 to 5")
    return value


def _choice(spec: FieldSpec, text: str) -> Any:
    word = "_".join(text.casefold().split()).replace("-", "_")
    for choice in spec.choices:
        if choice.casefold() == word:
            return int(choice) if choice.isdecimal() else choice
    allowed = ", ".join(choice for choice in spec.choices if choice)
    raise CellError(f"{shown(text)} is no {spec.label}", f"write one of {allowed}")


def _point(text: str, decimal: Decimals) -> str:
    return text.replace(".", "").replace(",", ".") if decimal == "," else text


def _words(text: str, _style: Style) -> tuple[str, ...]:
    parts = re.split(r"[,;|\n]" if re.search(r"[,;|\n]", text) else r"\s+", text)
    words = ("-".join(part.split()).lstrip("#") for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


_READ: Final[Mapping[str, Callable[[str, Style], Any]]] = MappingProxyType(
    {
        "date": read_date,
        "money": read_money,
        "minutes": _length,
        "percent": read_percent,
        "int": _whole,
        "step": _step,
        "tags": _words,
        "bool": lambda text, _: read_yes(text),
    }
)
