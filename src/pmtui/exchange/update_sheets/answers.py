"""This file reads what was filled in on an update sheet, and says it as people type it."""

from collections.abc import Callable
from datetime import date
from typing import Final

from pmtui.actions.checkins.typed_words import needed
from pmtui.exchange.sheets.dates import CellError, shown
from pmtui.exchange.tables.values.cells import Style, read_cell
from pmtui.exchange.update_sheets.shape import RATINGS, WORDS, ReturnedRow
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec

_ANSWER: Final = "answer"
"""The field that words go into, where a table has it; elsewhere they become a remark."""
_LISTED: Final = frozenset({"needs", "next_steps"})
"""Texts with a line each."""
_LETTERS: Final = {word: letter for letter, word in RATINGS.items()}


def answers_of(
    row: ReturnedRow, today: date, minutes_per_day: int, tell: Callable[[str, str, str], None]
) -> tuple[dict[str, object], dict[str, object]]:
    """What a row says of the fields of the store, and what they held when it was written.

    Args:
        row: the row that came back; of its words those that become a remark are none of a field.
        today: the day it is.
        minutes_per_day: what a day of work is.
        tell: given the cell that cannot be read, what is wrong, and what to do; its field is left
            out then.
    """
    style = Style(today=today, minutes_per_day=minutes_per_day)
    fields: dict[str, object] = {}
    was: dict[str, object] = {}
    for name in row.cells:
        spec = field_spec(row.written.table, stored_name(row.written.table, name))
        if spec is None or name not in row.written.was:
            continue
        try:
            fields[spec.name] = _read(row, name, spec, style)
        except CellError as error:
            tell(name, error.what, error.todo)
            continue
        was[spec.name] = row.written.was[name]
    return fields, was


def stored_name(table: str, name: str) -> str:
    """The field of a table that a field of a page feeds; one that is none for a remark."""
    spec = TABLES[table]
    if name == WORDS and _ANSWER in spec.type.__struct_fields__:
        return _ANSWER
    return spec.due if name == "due" else name


def typed(table: str, field: str, value: object) -> str:
    """A value as somebody types it for a field."""
    spec = field_spec(table, field)
    if value is None:
        return "none"
    if isinstance(value, date):
        return value.isoformat()
    if spec is not None and spec.kind == "minutes":
        return f"{value}m"
    return str(value)


def text_of(row: ReturnedRow, name: str) -> str:
    """A cell that was filled in, without blanks at its edges."""
    return "\n".join(line.rstrip() for line in row.cells.get(name, "").splitlines()).strip()


def _read(row: ReturnedRow, name: str, spec: FieldSpec, style: Style) -> object:
    """What a cell says: what its field held when it was written, unless it was changed.

    Raises:
        CellError: it says what the field cannot hold, or nothing where something must stand.
    """
    if name not in row.changed:
        return row.written.was[name]
    text = text_of(row, name)
    if not text:
        return _emptied(spec)
    if name == "rag":
        return _rating(text)
    if name == "state":
        return "_".join(text.casefold().replace("-", " ").split())
    if name in _LISTED:
        return "\n".join(needed(text))
    return read_cell(spec, text, style)


def _emptied(spec: FieldSpec) -> object:
    """The empty value of a field.

    Raises:
        CellError: an empty cell is none that it could hold.
    """
    todo = "it stays as it is; write what it should be"
    if spec.required or spec.kind == "percent" or spec.name == "state":
        raise CellError("the cell was emptied", todo)
    return "" if spec.kind in {"text", "prose", "choice"} else None


def _rating(text: str) -> str:
    word = text.casefold()
    letter = _LETTERS.get(word, word.upper())
    if letter not in RATINGS:
        raise CellError(f"{shown(text)} is no rating", f"write {', '.join(_LETTERS)}")
    return letter
