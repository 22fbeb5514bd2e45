"""This file writes a field's value as text: as it is shown, and as it can be typed again."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from pmtui.model.calendar.stored_calendars import clock_text
from pmtui.model.entities.entity import Gaps, Money, as_number, exponent, title_of
from pmtui.model.entities.tasks import CONSTRAINT_WORDS
from pmtui.model.recurring.rule_words import in_words
from pmtui.model.workspace.schema import FieldKind, FieldSpec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.durations import counting_unit, gaps_text, stored_unit
from pmtui.query.values.lengths import Length, length_text

DASH: Final = "—"
"""Stands where there is no value."""


def value_text(
    workspace: Workspace, spec: FieldSpec, value: object, today: date, row: object = None
) -> str:
    """A field's value as a person reads it; a dash where there is none.

    Args:
        workspace: where the entities that are referred to are looked up.
        spec: the field.
        value: of the field's type, as the entity holds it.
        today: a date of another year shows its year.
        row: what holds the value; says the unit of a lag or a duration.
    """
    if is_empty(spec, value):
        return DASH
    if spec.kind == "minutes":
        return _minutes(workspace, spec, as_number(value), row)
    if isinstance(value, date):
        return date_text(value, today)
    if spec.name in _IN_WORDS:
        return _IN_WORDS[spec.name](str(value))
    if spec.name in {"state", "portfolio_status", "phase"}:
        return _words(workspace, spec, value)
    return _SHOWN.get(spec.kind, typed_text)(workspace, spec, value)


_IN_WORDS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"constraint": lambda code: f"{CONSTRAINT_WORDS[code]} ({code})", "rule": in_words}
)
"""What writes the codes of fields in words."""


def typed_text(workspace: Workspace, spec: FieldSpec, value: object, row: object = None) -> str:
    """A field's value as it is typed into an editor; `parse_value` reads it back."""
    if is_empty(spec, value):
        return ""
    if spec.kind == "minutes":
        return _minutes(workspace, spec, as_number(value), row)
    return _TYPED.get(spec.kind, _plain)(workspace, spec, value)


def is_empty(spec: FieldSpec, value: object) -> bool:
    """Whether a value means that nobody has said; 0 is a number in numbers, nothing elsewhere."""
    if value is None or value in ("", ()):
        return True
    return value == 0 and spec.kind in {"reference", "about", "step", "choice"}


def money_text(money: Money) -> str:
    """An amount to the minor unit with its currency: `4,200,000 EUR`, `12.50 GBP`."""
    number = money.decimal
    whole = number == number.to_integral_value()
    return f"{number:,.0f} {money.currency}" if whole else f"{number:,f} {money.currency}"


def _plain(_workspace: Workspace, _spec: FieldSpec, value: object) -> str:
    return str(value)


def _words(_workspace: Workspace, _spec: FieldSpec, value: object) -> str:
    return str(value).replace("_", " ")


def _money(_workspace: Workspace, _spec: FieldSpec, value: Money) -> str:
    return money_text(value)


def _bare_money(_workspace: Workspace, _spec: FieldSpec, value: Money) -> str:
    more = "0" if exponent(value.currency) == 3 else ""  # 1.234 could be read as 1234
    return f"{value.decimal:f}{more} {value.currency}"


def _minutes(workspace: Workspace, spec: FieldSpec, value: int, row: object) -> str:
    length = Length(value, counting_unit(spec.name, row))
    given = stored_unit(spec.name, row)
    return length_text(length, workspace.policy.minutes_per_day, given)


def _gaps(workspace: Workspace, _spec: FieldSpec, value: Gaps) -> str:
    return gaps_text(value, workspace.policy.minutes_per_day)


def _time(_workspace: Workspace, _spec: FieldSpec, value: int) -> str:
    return clock_text(value)


def _bool(_workspace: Workspace, _spec: FieldSpec, value: object) -> str:
    return "yes" if value else "no"


def _percent(_workspace: Workspace, _spec: FieldSpec, value: object) -> str:
    return f"{value} %"


def _joined(_workspace: Workspace, _spec: FieldSpec, value: Iterable[object]) -> str:
    return ", ".join(str(entry) for entry in value)


def _tags(workspace: Workspace, spec: FieldSpec, value: Iterable[object]) -> str:
    if spec.name != "tags":
        return _joined(workspace, spec, value)
    return " ".join(f"#{entry}" for entry in value)


def _iso(_workspace: Workspace, _spec: FieldSpec, value: date) -> str:
    return value.isoformat()


def _key(workspace: Workspace, spec: FieldSpec, value: int) -> str:
    row = workspace.get(spec.refers, value) if spec.refers else workspace.entity(value)
    return (row.key if row is not None else "") or str(value)


def _referred(workspace: Workspace, spec: FieldSpec, value: int) -> str:
    table = spec.refers or workspace.table_of(value) or ""
    row = workspace.get(table, value)
    if row is None:
        return f"gone ({value})"
    return title_of(row) if table in {"people", "columns"} else label(workspace, table, value)


_Write = Callable[[Workspace, FieldSpec, Any], str]
"""Writes a value of the type that its kind of field holds."""
_TYPED: Final[Mapping[FieldKind, _Write]] = MappingProxyType(
    {
        "date": _iso,
        "money": _bare_money,
        "gaps": _gaps,
        "time": _time,
        "bool": _bool,
        "tags": _joined,
        "numbers": _joined,
        "reference": _key,
        "about": _key,
    }
)
_SHOWN: Final[Mapping[FieldKind, _Write]] = MappingProxyType(
    {
        "money": _money,
        "percent": _percent,
        "choice": _words,
        "tags": _tags,
        "reference": _referred,
        "about": _referred,
    }
)


def label(workspace: Workspace, table: str, entity_id: int) -> str:
    """An entity as a list of candidates names it: its key and its title."""
    row = workspace.get(table, entity_id)
    if row is None:
        return str(entity_id)
    return " ".join(part for part in (row.key, title_of(row)) if part) or str(entity_id)
