"""This file lists what a filter may ask of each table: stored and derived fields, and figures."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from pmtui.figures.catalogue import figure, figure_names
from pmtui.model.workspace.schema import TABLES, FieldKind, FieldSpec, field_specs
from pmtui.query.fields.aliases import no_field, resolve_name
from pmtui.query.fields.definition import (
    AskKind,
    Field,
    Stored,
    stored_decimal,
    stored_gaps,
    stored_rating,
)
from pmtui.query.fields.derived import derived_fields
from pmtui.query.fields.status import flags_of

_KINDS: Final[Mapping[FieldKind, AskKind]] = MappingProxyType(
    {
        "text": "text",
        "prose": "text",
        "numbers": "tags",
        "decimal": "number",
        "int": "number",
        "step": "number",
        "percent": "number",
        "date": "date",
        "bool": "yes",
        "choice": "choice",
        "money": "money",
        "minutes": "minutes",
        "time": "number",
        "gaps": "text",
        "tags": "tags",
        "reference": "reference",
        "about": "reference",
    }
)

_READS: Final = MappingProxyType(
    {"step": stored_rating, "gaps": stored_gaps, "decimal": stored_decimal}
)


class TableFields(Mapping[str, Field]):
    """Everything a filter may ask of a table, by name; a figure loads when it is looked up.

    A derived field hides a stored one of its name, and a figure hides both.

    Args:
        table: the table.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        derived = {field.name: field for field in derived_fields(table)}
        stored_ones = {
            spec.name: _stored_field(table, spec)
            for spec in field_specs(table)
            if spec.kind in _KINDS
        }
        self._figures = figure_names(table)
        self._fields: dict[str, Field] = {**stored_ones, **derived}
        self._names = tuple(dict.fromkeys((*self._fields, *self._figures)))

    def __getitem__(self, name: str) -> Field:
        if name not in self._figures:
            return self._fields[name]
        return _figure_field(self._table, name, self._figures[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._fields or name in self._figures


@cache
def fields_of(table: str) -> Mapping[str, Field]:
    """Everything a filter may ask of a table, by name."""
    return TableFields(table)


@cache
def _figure_field(table: str, name: str, figure_id: str) -> Field:
    """A figure as filters and columns ask for it."""
    declared = figure(figure_id, table)
    if declared is None:
        raise LookupError(figure_id)
    return Field(
        name=name,
        kind=declared.kind,
        read=declared.read,
        help=declared.help,
        choices=declared.choices,
    )


def resolve_field(table: str, name: str, column: int = 0) -> Field:
    """The field that a typed name means in a table: its own name or a friendly one.

    Raises:
        QueryError: the table has none; says what comes close.
    """
    known = fields_of(table)
    field = known.get(resolve_name(table, name, known))
    if field is None:
        raise no_field(table, name, tuple(known), column)
    return field


def states_of(table: str) -> tuple[str, ...]:
    """Every state an entity of a table may have, in the order of its life cycles."""
    cycles = TABLES[table].cycles.values()
    return tuple(dict.fromkeys(state for cycle in cycles for state in cycle))


def _stored_field(table: str, spec: FieldSpec) -> Field:
    kind = _KINDS[spec.kind]
    choices = tuple(choice for choice in spec.choices if choice)
    if spec.name == "key":
        return Field(name="key", kind="key", read=Stored("key"), help="its key, such as T-12")
    if spec.name == "state":
        return _state_field(table, choices or states_of(table))
    if choices and all(choice.isdigit() for choice in choices):
        return Field(name=spec.name, kind="number", read=stored_rating(spec.name), help=spec.label)
    read = _READS.get(spec.kind, Stored)(spec.name)
    return Field(
        name=spec.name,
        kind=kind,
        read=read,
        help=spec.label,
        choices=choices,
        refers=spec.refers,
    )


def _state_field(table: str, choices: tuple[str, ...]) -> Field:
    return Field(
        name="state",
        kind="choice",
        read=Stored("state"),
        help="the state of its life cycle",
        choices=choices,
        flags=MappingProxyType(
            {word: read for word, read in flags_of(table).items() if word not in choices}
        ),
    )
