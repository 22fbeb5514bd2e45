"""This file writes the cells of our own tables and reads them back to the same values."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.exchange.sheets.dates import CellError, shown
from pmtui.exchange.tables.values.cells import Style, read_cell, read_text
from pmtui.model.entities.entity import Entity, Money, as_number, exponent, money_of, title_of
from pmtui.model.entities.tasks import Assignment, LengthUnit, Link
from pmtui.model.ids import key_parts
from pmtui.model.workspace.schema import FieldSpec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.values.durations import (
    counting_unit,
    gaps_text,
    parse_clock,
    parse_gaps,
    stored_unit,
)
from pmtui.query.values.formatting import is_empty, typed_text
from pmtui.query.values.lengths import Length, length_text

OutCell = str | int | Decimal | date | None
"""What a cell holds; texts are guarded against being taken for formulas, the rest is not text."""

_PARTING: Final = re.compile(r"[\s,;|#\[\"']|^$")
_UNITS: Final = re.compile(r"(.+) \[(\d+)%\]", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN: Final = re.compile(r"(?:[^;\\]|\\.)+", re.DOTALL)
_DIGITS_EXACT: Final = 15
"""Digits of a number that every spreadsheet keeps."""
_PEOPLE: Final = "people"
_USUAL_DAY: Final = 480
_NEVER: Final = 1 << 53
"""Minutes of a day that no length has."""


def written(workspace: Workspace, row: Entity, spec: FieldSpec, *, bare: bool = False) -> OutCell:
    """The cell of a field; None where nothing is said.

    Args:
        workspace: where the names of what it refers to are looked up.
        row: what holds it.
        spec: the field.
        bare: whether its header names the currency.
    """
    value = getattr(row, spec.name)
    if is_empty(spec, value):
        return None
    if isinstance(value, Money):
        return value.decimal if bare else f"{value.decimal:f} {value.currency}"
    if isinstance(value, date):
        return value
    if isinstance(value, int) and spec.kind in {"int", "percent"}:
        return value if len(str(abs(value))) <= _DIGITS_EXACT else str(value)
    return _text(workspace, row, spec, value)


def _text(workspace: Workspace, row: object, spec: FieldSpec, value: object) -> str | None:
    """The cell of a value that is neither a number, an amount nor a day."""
    if spec.kind == "reference":
        return called(workspace, spec.refers, as_number(value))
    if spec.kind == "about":
        found = workspace.entity(as_number(value))
        return (found.key if found is not None else "") or str(value)
    if isinstance(value, tuple) and spec.kind in {"tags", "numbers"}:
        return _listed(value)
    if spec.kind == "minutes":
        length = Length(as_number(value), counting_unit(spec.name, row))
        return length_cell(length, workspace, stored_unit(spec.name, row))
    if isinstance(value, tuple) and spec.kind == "gaps":
        return gaps_text(value, _day(workspace))
    return typed_text(workspace, spec, value, row)


def length_cell(length: Length, workspace: Workspace, given: LengthUnit = "") -> str:
    """A length in its own unit; in hours and minutes where this store's day is of no usual length.

    So it says the same in a store whose day is another.
    """
    return length_text(length, _day(workspace), given)


def is_in_usual_unit(text: str, length: Length, style: Style) -> bool:
    """Whether a cell writes its length as it would be written if no unit were kept with it.

    Args:
        text: the cell.
        length: what it says.
        style: how the table is written.
    """
    day = style.minutes_per_day if style.minutes_per_day == _USUAL_DAY else _NEVER
    return length_text(length, day) == text.strip().removeprefix("+")


def _day(workspace: Workspace) -> int:
    day = workspace.policy.minutes_per_day
    return day if day == _USUAL_DAY else _NEVER


def called(workspace: Workspace, table: str, entity_id: int) -> str | None:
    """What a row is called in a cell: people and columns by name, the rest by key.

    Somebody whose name is another's as well, or reads as a key, is called by key; a row that
    nobody calls, and one that is gone, by its number.
    """
    row = workspace.get(table, entity_id)
    if row is None:
        return None
    if table == "columns":
        return title_of(row)
    if table != _PEOPLE:
        return row.key or str(entity_id)
    name = title_of(row)
    alike = [row_id for row_id in workspace.ids_by(_PEOPLE, "name", name) if row_id != entity_id]
    plain = not alike and key_parts(name) is None and name == name.strip() and name
    return name if plain or not row.key else row.key


def read_own(spec: FieldSpec, text: str, style: Style, currency: str = "") -> object:
    """The value of a field from a cell that `written` wrote, or a person changed.

    Raises:
        CellError: says what is wrong and what to write instead.
    """
    if spec.kind in {"text", "prose"}:
        return read_text(spec, text)
    if spec.kind == "money":
        return _money(text.strip(), currency or style.currency, style, spec)
    read = _READ.get(spec.kind)
    if read is None:
        return read_cell(spec, text, style)
    try:
        return read(spec, text, style)
    except QueryError as error:
        raise CellError(error.reason, error.hint or "see how `export` writes it") from error


def people_cell(workspace: Workspace, task_id: int) -> OutCell:
    """Those at work on a task, as `Ann Roe; Bob Day [50%]`; a `;` of a name behind a backslash."""
    rows = (
        workspace.get("assignments", assignment_id)
        for assignment_id in workspace.ids_by("assignments", "task", task_id)
    )
    return (
        "; ".join(_at_work(workspace, row) for row in rows if isinstance(row, Assignment)) or None
    )


def read_people(text: str) -> Iterator[tuple[str, int]]:
    """The names and units of a cell that `people_cell` wrote."""
    for part in _BETWEEN.findall(text):
        named = _ESCAPED.sub(r"\1", part.strip())
        if not named:
            continue
        found = _UNITS.fullmatch(named)
        yield (found[1], int(found[2])) if found else (named, 100)


def links_cell(workspace: Workspace, task_id: int) -> OutCell:
    """What a task waits for, as `T-1; T-2SS+2d; T-3FS-50%`."""
    rows = (workspace.links[link_id] for link_id in workspace.ids_by("links", "successor", task_id))
    return "; ".join(filter(None, (_waits(workspace, link) for link in rows))) or None


def _waits(workspace: Workspace, link: Link) -> str:
    predecessor = called(workspace, "tasks", link.predecessor)
    if not predecessor:
        return ""
    if not link.lag and link.lag_unit == "work":
        return predecessor if link.type == "FS" else f"{predecessor}{link.type}"
    lag = length_cell(Length(link.lag, link.lag_unit), workspace, link.lag_in)
    return f"{predecessor}{link.type}{'' if lag.startswith('-') else '+'}{lag}"


def _at_work(workspace: Workspace, row: Assignment) -> str:
    name = called(workspace, _PEOPLE, row.person) or str(row.person)
    units = f" [{row.units}%]" if row.units != 100 or _UNITS.fullmatch(name) else ""
    return name.replace("\\", "\\\\").replace(";", "\\;") + units


def _listed(values: tuple[object, ...]) -> str:
    """Words with commas between; as JSON where a word holds what parts words."""
    words = [str(value) for value in values]
    if any(_PARTING.search(word) for word in words):
        return json.dumps(words, ensure_ascii=False)
    return ", ".join(words)


def _words(text: str) -> tuple[str, ...]:
    if text.startswith("["):
        try:
            return msgspec.json.decode(text.encode(), type=tuple[str, ...])
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            what = f"{shown(text)} is no list of words"
            raise CellError(what, "write them with commas between") from error
    words = (word.strip().lstrip("#") for word in re.split(r"[,;|\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))


def _typed(spec: FieldSpec, words: tuple[str, ...]) -> object:
    try:
        return msgspec.convert(words, spec.type, strict=False)
    except msgspec.ValidationError as error:
        raise CellError(
            f"{shown(', '.join(words))} is not a list of numbers", "write 1, 2"
        ) from error


def _money(text: str, currency: str, style: Style, spec: FieldSpec) -> object:
    """An amount exactly as written: all digits count, none is a thousands mark."""
    if found := re.fullmatch(r"(-?\d+(?:\.\d+)?)(?: ([A-Za-z]{3}|.{1,9}))?", text):
        code = found[2] or currency
        number = Decimal(found[1])
        is_wrong = spec.never_negative and number < 0
        if number == round(number, exponent(code)) and not is_wrong:
            try:
                return money_of(number, code)
            except ValueError as error:
                raise CellError(str(error), "write a smaller amount") from error
    return read_cell(spec, text, msgspec.structs.replace(style, currency=currency))


def _decimal(spec: FieldSpec, text: str, style: Style) -> object:
    """A number exactly as written; words that an older store holds in its place stay."""
    is_own = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text.strip()) is not None
    if is_own or not re.search(r"[0-9]", text):
        return text.strip() if is_own else text
    return read_cell(spec, text.strip(), style)


def _choice(spec: FieldSpec, text: str, style: Style) -> object:
    exact = next((choice for choice in spec.choices if choice == text), None)
    if exact is None:
        return read_cell(spec, text, style)
    return int(exact) if exact.isdecimal() else exact


_READ: Final[Mapping[str, Callable[[FieldSpec, str, Style], object]]] = MappingProxyType(
    {
        "time": lambda _spec, text, _style: parse_clock(text),
        "gaps": lambda _spec, text, style: parse_gaps(text, style.minutes_per_day),
        "tags": lambda _spec, text, _style: _words(text),
        "numbers": lambda spec, text, _style: _typed(spec, _words(text)),
        "choice": _choice,
        "decimal": _decimal,
    }
)
