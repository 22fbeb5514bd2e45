"""This file turns the text of one cell into the value of one field, in the styles of the world."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from pmtui.exchange.sheets.dates import EXCEL_DAY_0, CellError, DateOrder, day_of, shown
from pmtui.exchange.tables.values.number_style import Shares
from pmtui.exchange.tables.values.people_names import NameStyle
from pmtui.model.entities.entity import Money, money_of
from pmtui.model.rules.life_cycles import component_words
from pmtui.model.workspace.schema import FieldSpec
from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.values.durations import typed_unit_fields, unit_fields
from pmtui.query.values.lengths import Length, read_length
from pmtui.query.values.money import exact_money, refuse_negative, typed_amount
from pmtui.query.values.numerals import DecimalMark, numerals, plain_marks, signed, typed_number

MoneyUnit = Literal["one", "thousand", "million", "billion"]
TimeUnit = Literal["seconds", "minutes", "hours", "days", "weeks"]

YES: Final = frozenset("yes y true on 1 x ja wahr oui vrai si sí sì done ✓ ✔".split())
"""Words of a cell that says that something holds."""
NO: Final = frozenset("no n false off 0 nein falsch non faux - ✗".split())
"""Words of a cell that says that something does not hold."""

_UNITS: Final = MappingProxyType({"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9})
_COMPUTED: Final = 6
"""From so many digits after the point on, a spreadsheet has computed an amount: it is rounded."""
_STATUS_WORDS: Final = MappingProxyType(
    {name: component_words(name, "") for name in ("portfolio_status", "phase")}
)
_LONGEST: Final = (1 << 53) - 1


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a table writes its dates, numbers and money."""

    today: date
    """Years of two digits lie no more than 50 years after it."""
    date_order: DateOrder = ""
    decimal: DecimalMark = ""
    shares: Shares = ""
    day_0: date = EXCEL_DAY_0
    """The day that bare numbers count from where they are dates."""
    currency: str = "EUR"
    money_unit: MoneyUnit = "one"
    time_unit: TimeUnit = "days"
    """What a bare number is in a field of working time."""
    minutes_per_day: int = 480
    currencies: frozenset[str] = frozenset()
    """What the store counts in or has rates for."""
    naming: NameStyle = NameStyle()
    """How a column of people parts their names."""


def read_cell(spec: FieldSpec, text: str, style: Style) -> object:
    """The value of a field from the text of a cell that is not empty.

    Raises:
        CellError: says what is wrong and what to write instead.
    """
    if spec.kind == "choice":
        return _choice(spec, text)
    if spec.kind == "minutes":
        return _length(spec, text.strip(), style)
    if spec.kind == "money":
        return _money(spec, text, style)
    read = _READ.get(spec.kind)
    return read(text.strip(), style) if read else read_text(spec, text)


def read_text(spec: FieldSpec, text: str) -> str:
    """A text as it stands; the two states of a component by their words.

    Raises:
        CellError: there is no such state.
    """
    words = _STATUS_WORDS.get(spec.name)
    word = "_".join(text.casefold().split())
    if words is None or not word:
        return text
    if word not in words:
        raise CellError(f"{shown(text)} is no {spec.label}", f"write one of {', '.join(words)}")
    return word


def read_date(text: str, style: Style) -> date:
    """A day in the table's order of parts.

    Raises:
        CellError: it names no day.
    """
    return day_of(text, style.date_order, style.today.year, style.day_0)


def read_number(text: str, style: Style) -> Decimal:
    """A plain number, with the thousands marks of its style.

    Raises:
        CellError: it is none.
    """
    try:
        return typed_number(text, style.decimal)
    except QueryError as error:
        raise _refused(error, error.hint or "write digits only") from None


def read_money(text: str, style: Style) -> Money:
    """An amount in the table's unit and currency, unless the cell says another one.

    Raises:
        CellError: it is no amount.
    """
    try:
        unit = _UNITS[style.money_unit]
        value, named = typed_amount(text, style.currency, style.decimal, unit)
        currency = named or style.currency
        if abs(value) < _LONGEST and value != round(value, _COMPUTED - 1):
            return money_of(value, currency)
        return exact_money(text, value, currency, style.currency)
    except QueryError as error:
        raise _refused(error, f"{error.hint}, or leave it empty") from None
    except (ValueError, InvalidOperation):
        raise CellError(
            f"{shown(text)} is not an amount", "write 1200, or leave it empty"
        ) from None


def read_given(text: str, style: Style) -> Length:
    """A length in its own unit: `3d`, `2.5 hrs`, `3 ed`, `50%`, or a number in the table's unit.

    Raises:
        CellError: it is no length of time, or can be read in two ways.
    """
    try:
        return read_length(text, style.minutes_per_day, bare=style.time_unit, decimal=style.decimal)
    except QueryError as error:
        raise _refused(error, error.hint) from error


def fields_along(spec: FieldSpec, text: str, style: Style) -> Mapping[str, object]:
    """What else a row holds after a cell that `read_cell` takes: the unit of a length."""
    if spec.kind != "minutes":
        return {}
    given = typed_unit_fields(spec.name, text, bare=style.time_unit)
    return {**unit_fields(spec.name, read_given(text, style).unit), **given}


def read_percent(text: str, style: Style) -> int:
    """A percentage from 0 to 100, written `60%`, `60` or as the share `0.6`, as its column does.

    Raises:
        CellError: it is none, or out of range.
    """
    typed = plain_marks(text).removesuffix("%").strip()
    sign, digits = signed(typed)
    shares = [sign * numeral.value for numeral in numerals(digits) if numeral.value <= 100]
    if not shares:
        raise CellError(f"{shown(text)} is not between 0 and 100 %", "write a share such as 60%")
    value = shares[-1]
    if "%" not in text and (
        style.shares == "share" or (not style.shares and value <= 1 and not typed.isdecimal())
    ):
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


def _money(spec: FieldSpec, text: str, style: Style) -> Money:
    money = read_money(text, style)
    try:
        if spec.never_negative:
            refuse_negative(money, text)
    except QueryError as error:
        raise _refused(error, error.hint) from None
    return money


def _refused(error: QueryError, todo: str) -> CellError:
    """An error of a cell; one that can be read in two ways is told with how a map decides it."""
    if not isinstance(error, AmbiguousError):
        return CellError(error.reason, todo)
    decides = "choose what decimals follow (decimal in a map)"
    return CellError(error.reason, f"{decides}, or {todo}", is_unclear=True)


def _whole(text: str, style: Style) -> int:
    value = read_number(text, style)
    if value != value.to_integral_value() or abs(value) > _LONGEST:
        raise CellError(f"{shown(text)} is not a whole number", "write digits only")
    return int(value)


def _length(spec: FieldSpec, text: str, style: Style) -> int:
    amount, unit = read_given(text, style)
    try:
        unit_fields(spec.name, unit)
    except QueryError as error:
        raise CellError(f"{shown(text)}: {error.reason}", error.hint) from error
    if amount < 0 and spec.name != "lag":
        raise CellError(f"{shown(text)} is less than nothing", "write a length such as 3d")
    return amount


def _step(text: str, style: Style) -> int:
    head = re.match(r"[0-5](?=\D|$)", text)
    value = int(head[0]) if head and "." not in text else _whole(text, style)
    if not 0 <= value <= 5:
        raise CellError(f"{shown(text)} is no step of a scale", "write 1 to 5")
    return value


def _choice(spec: FieldSpec, text: str) -> object:
    word = "_".join(text.casefold().split()).replace("-", "_")
    for choice in spec.choices:
        if choice.casefold() == word:
            return int(choice) if choice.isdecimal() else choice
    allowed = ", ".join(choice for choice in spec.choices if choice)
    raise CellError(f"{shown(text)} is no {spec.label}", f"write one of {allowed}")


def _words(text: str, _style: Style) -> tuple[str, ...]:
    text = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text
    parts = re.split(r"\s*[,;|\n]\s*|\s+(?=#)", text)
    words = ("-".join(part.split()).lstrip("#") for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


_READ: Final[Mapping[str, Callable[[str, Style], object]]] = MappingProxyType(
    {
        "date": read_date,
        "percent": read_percent,
        "decimal": lambda text, style: f"{read_number(text, style):f}",
        "int": _whole,
        "step": _step,
        "tags": _words,
        "bool": lambda text, _: read_yes(text),
    }
)
