"""This file reads a typed value of each kind of field: dates, choices, money, lengths, names."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast, get_args

import msgspec

from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import Rate
from pmtui.model.entities.risks import responses_to
from pmtui.model.entities.tasks import CONSTRAINT_WORDS
from pmtui.model.rules.date_range import in_span, outside_text
from pmtui.model.rules.life_cycles import component_words, lifecycle_of
from pmtui.model.workspace.schema import FieldKind, FieldSpec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import parse_date
from pmtui.query.error import AmbiguousError, QueryError
from pmtui.query.values.durations import parse_clock, parse_gaps, unit_fields
from pmtui.query.values.entity_names import find, normal_key
from pmtui.query.values.lengths import read_length
from pmtui.query.values.money import refuse_negative, typed_amount, typed_money
from pmtui.query.values.numerals import typed_whole
from pmtui.query.values.scalars import (
    decimal_text,
    number_words,
    one_of,
    tag_words,
    whole_percent,
    yes_or_no,
)


class ValueContext(msgspec.Struct, frozen=True):
    """What a typed value is read against."""

    workspace: Workspace
    today: date
    me: int = 0
    """The person at the keyboard; 0 where nobody carries the login."""
    component: int = 0
    """The component the value is for; narrows a column to its board."""
    table: str = ""
    """The table of the field, so that a state is one of its life cycle."""
    kind: str = ""
    """The kind of the entity, which may have a life cycle of its own."""
    row: object = None
    """What holds the field already: `+1w` counts from the day that stands there."""


def choices_for(spec: FieldSpec, table: str, kind: str) -> tuple[str, ...]:
    """The words a choice may have for a kind of row: a threat has other responses than a chance."""
    if (table, spec.name) == ("risks", "response") and kind:
        return ("", *responses_to(kind))
    return spec.choices


def choices_of(spec: FieldSpec) -> Mapping[str, object]:
    """The values a choice may have, by the text they are typed as."""
    return MappingProxyType({str(value): value for value in get_args(spec.type)})


def lifecycle_words(spec: FieldSpec, reading: ValueContext) -> tuple[str, ...]:
    """The states a field may have where it is one of a life cycle; none for other fields."""
    if not reading.table:
        return ()
    if reading.table == "components" and spec.name in {"portfolio_status", "phase"}:
        return component_words(spec.name, reading.kind)
    return tuple(lifecycle_of(reading.table, reading.kind) or ()) if spec.name == "state" else ()


def _state(spec: FieldSpec, typed: str, reading: ValueContext) -> str:
    return one_of(typed, lifecycle_words(spec, reading))


def _date(spec: FieldSpec, typed: str, reading: ValueContext) -> date:
    day = parse_date(typed, reading.today, getattr(reading.row, spec.name, None))
    if not in_span(day):
        raise QueryError(outside_text(day))
    return day


def _bool(_spec: FieldSpec, typed: str, _reading: ValueContext) -> bool:
    return yes_or_no(typed)


def _choice(spec: FieldSpec, typed: str, reading: ValueContext) -> object:
    choices = choices_of(spec)
    if spec.name == "constraint":
        typed = _constraint_code(typed)
    allowed = choices_for(spec, reading.table, reading.kind)
    return choices[one_of(typed, allowed or tuple(choices))]


def _constraint_code(typed: str) -> str:
    """The code of a constraint as it is shown or written: `starts no earlier than (SNET)`."""
    words, _, code = typed.strip().rstrip(")").partition("(")
    plain = " ".join(words.split()).casefold()
    known = {said: code for code, said in CONSTRAINT_WORDS.items()}
    return code.strip() or known.get(plain, typed)


def _money(spec: FieldSpec, typed: str, reading: ValueContext) -> Money:
    base = reading.workspace.policy.base_currency
    now = getattr(reading.row, spec.name, None)
    if isinstance(now, Money) and now.currency != base and not typed_amount(typed, base).currency:
        reason = f"{typed.strip()!r} can be {now.currency}, as it is now, or {base}"
        raise AmbiguousError(reason, hint="write the code")
    money = typed_money(typed, base, known_currencies(reading.workspace))
    if spec.never_negative:
        refuse_negative(money, typed)
    return money


def known_currencies(workspace: Workspace) -> frozenset[str]:
    """The currencies an amount may be typed in: the store's own and those it has rates for."""
    rates = workspace.rows("rates").values()
    return frozenset(cast("Rate", row).currency for row in rates) | {workspace.policy.base_currency}


def _minutes(spec: FieldSpec, typed: str, reading: ValueContext) -> int:
    minutes, unit = read_length(typed, reading.workspace.policy.minutes_per_day)
    try:
        unit_fields(spec.name, unit)
    except QueryError as error:
        error.reason = f"{typed!r}: {error.reason}"
        raise
    return _within(spec, minutes, f"{typed} is negative")


def _time(_spec: FieldSpec, typed: str, _reading: ValueContext) -> int:
    return parse_clock(typed)


def _gaps(_spec: FieldSpec, typed: str, reading: ValueContext) -> tuple[tuple[int, int], ...]:
    return parse_gaps(typed, reading.workspace.policy.minutes_per_day)


def _int(spec: FieldSpec, typed: str, _reading: ValueContext) -> int:
    return _within(spec, typed_whole(typed), f"{typed} is out of its range")


def _percent(spec: FieldSpec, typed: str, _reading: ValueContext) -> int:
    return _within(spec, whole_percent(typed), f"{typed} is not 0 to 100")


def _step(spec: FieldSpec, typed: str, _reading: ValueContext) -> int:
    return _within(spec, typed_whole(typed), f"{typed} is not 1 to 5")


def _within(spec: FieldSpec, number: int, otherwise: str) -> int:
    try:
        msgspec.convert(number, spec.type)
    except msgspec.ValidationError:
        raise QueryError(otherwise) from None
    return number


def _tags(_spec: FieldSpec, typed: str, _reading: ValueContext) -> tuple[str, ...]:
    return tag_words(typed)


def _numbers(spec: FieldSpec, typed: str, _reading: ValueContext) -> tuple[object, ...]:
    parts = number_words(typed)
    if int in get_args(spec.type):
        return tuple(typed_whole(part) for part in parts)
    return tuple(decimal_text(part) for part in parts)


def _decimal(_spec: FieldSpec, typed: str, _reading: ValueContext) -> str:
    return decimal_text(typed)


def _rank(spec: FieldSpec, _typed: str, _reading: ValueContext) -> str:
    raise QueryError(f"{spec.label} is not typed", hint="move the row instead")


def _reference(spec: FieldSpec, typed: str, reading: ValueContext) -> int:
    within = reading.component if spec.refers == "columns" else 0
    return find(reading.workspace, spec.refers, typed, me=reading.me, component=within)


def _about(_spec: FieldSpec, typed: str, reading: ValueContext) -> int:
    found = reading.workspace.by_key(typed) if normal_key(typed) else None
    if found is None:
        raise QueryError(f"nothing has the key {typed!r}", hint="name it by its key, such as T-12")
    return found[1].id


READ: Final[Mapping[FieldKind, Callable[[FieldSpec, str, ValueContext], object]]] = (
    MappingProxyType(
        {
            "text": _state,
            "prose": _state,
            "int": _int,
            "date": _date,
            "bool": _bool,
            "choice": _choice,
            "money": _money,
            "minutes": _minutes,
            "percent": _percent,
            "step": _step,
            "tags": _tags,
            "numbers": _numbers,
            "decimal": _decimal,
            "rank": _rank,
            "reference": _reference,
            "about": _about,
            "time": _time,
            "gaps": _gaps,
        }
    )
)
"""What reads a typed value, by the kind of its field."""
