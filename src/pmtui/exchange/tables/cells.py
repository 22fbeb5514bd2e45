"""This file turns the text of one cell into the value of one field, in the styles of the world."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from pmtui.exchange.tables.days import CellError, DateOrder, day_of, shown
from pmtui.model.money import Money, parse_money
from pmtui.model.schema import FieldSpec

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
    """A day in the table's order of parts.

    Raises:
        CellError: it names no day.
    """
    return day_of(text, style.date_order, style.today.year)


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
    parts = re.split(r"\s*[,;|\n]\s*|\s+(?=#)", text)
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
