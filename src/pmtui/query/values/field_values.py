"""This file reads a typed value into the type of its field, or empties it."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, get_args

from pmtui.model.workspace.schema import FieldKind, FieldSpec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError, listed
from pmtui.query.values.durations import typed_unit_fields, unit_fields
from pmtui.query.values.field_readers import READ, ValueContext, choices_of, lifecycle_words
from pmtui.query.values.lengths import read_length
from pmtui.query.values.scalars import (
    TEXTS,
)

_NOTHING: Final = frozenset({"", "none", "-", "—"})
"""What people type to empty a field."""


def parse_value(
    workspace: Workspace,
    spec: FieldSpec,
    text: str,
    today: date,
    *,
    me: int = 0,
    component: int = 0,
    table: str = "",
    kind: str = "",
) -> object:
    """The value a person typed for a field: a date, an id, money, minutes ... or its empty value.

    Args:
        workspace: where names and scales are looked up.
        spec: the field.
        text: as typed; empty, `none` or `-` empties any field but a text.
        today: what relative dates count from.
        me: the person at the keyboard; 0 where nobody carries the login.
        component: the component the value is for; narrows a column to its board.
        table: the field's table, so that a state must be one of its life cycle.
        kind: the entity's kind, where life cycles differ by it.

    Raises:
        QueryError: says what is wrong and what is allowed.
    """
    return read_value(spec, text, ValueContext(workspace, today, me, component, table, kind))


def read_value(spec: FieldSpec, text: str, reading: ValueContext) -> object:
    """As `parse_value`, against a reading that is used for several fields.

    Raises:
        QueryError: says what is wrong and what is allowed.
    """
    if spec.kind in {"text", "prose"} and not lifecycle_words(spec, reading):
        if spec.name in TEXTS and text.strip():
            return _labelled(spec, TEXTS[spec.name], text.strip())
        if spec.required and not text.strip():
            raise QueryError(f"{spec.label} cannot be empty")
        return text
    return _typed_value(spec, text.strip(), reading)


def _typed_value(spec: FieldSpec, typed: str, reading: ValueContext) -> object:
    if typed.casefold() in _NOTHING:
        return empty_value(spec)
    try:
        return READ[spec.kind](spec, typed, reading)
    except QueryError as error:
        error.reason = f"{spec.label}: {error.reason}"
        raise


def _labelled(spec: FieldSpec, read: Callable[[str], str], typed: str) -> str:
    try:
        return read(typed)
    except QueryError as error:
        error.reason = f"{spec.label}: {error.reason}"
        raise


def companion_fields(spec: FieldSpec, text: str, reading: ValueContext) -> Mapping[str, object]:
    """What else a row holds after a value that `read_value` takes: the unit of a lag or duration.

    Raises:
        QueryError: the value cannot be read.
    """
    if spec.kind != "minutes" or text.strip().casefold() in _NOTHING:
        return {}
    unit = read_length(text, reading.workspace.policy.minutes_per_day).unit
    return {**unit_fields(spec.name, unit), **typed_unit_fields(spec.name, text)}


def is_nothing(text: str) -> bool:
    """Whether a typed text empties its field."""
    return text.strip().casefold() in _NOTHING


def empty_value(spec: FieldSpec) -> object:
    """What a field holds when it is emptied.

    Raises:
        QueryError: the field must have a value.
    """
    if spec.required:
        raise QueryError(f"{spec.label} cannot be empty", hint=_allowed(spec))
    if type(None) in get_args(spec.type):
        return None
    if spec.kind == "choice":
        empty = next((value for value in choices_of(spec).values() if not value), None)
        if empty is None:
            raise QueryError(f"{spec.label} cannot be empty", hint=_allowed(spec))
        return empty
    return _EMPTY[spec.kind]


def _allowed(spec: FieldSpec) -> str:
    names = [choice for choice in spec.choices if choice]
    return f"it is one of {listed(names)}" if names else ""


_EMPTY: Final[Mapping[FieldKind, object]] = MappingProxyType(
    {
        "text": "", "prose": "", "int": 0, "bool": False, "minutes": 0, "percent": 0, "step": 0,
        "tags": (), "numbers": (), "decimal": "", "rank": "", "reference": 0, "about": 0,
        "date": None, "money": None, "choice": "", "time": 0, "gaps": (),
    }
)  # fmt: skip
