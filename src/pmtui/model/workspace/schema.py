"""This file lists the tables of a store and the fields of their entities, read off the structs."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from pmtui.model.calendar.stored_calendars import (
    CALENDAR_EXCEPTIONS,
    CALENDAR_WEEKS,
    CALENDARS,
)
from pmtui.model.entities.baselines import BASELINE_ROWS, BASELINES
from pmtui.model.entities.components import COMPONENTS
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.money import Money
from pmtui.model.entities.people import PEOPLE
from pmtui.model.entities.policy import POLICY, RATES
from pmtui.model.entities.registers import (
    ACTION_ITEMS,
    ASSUMPTIONS,
    BENEFITS,
    CHANGES,
    DECISIONS,
    GATES,
    ISSUES,
    OBJECTIVES,
    REFERENCES,
    REMARKS,
    REPORTS,
    SAVED_VIEWS,
)
from pmtui.model.entities.risks import RISKS
from pmtui.model.entities.tasks import ASSIGNMENTS, CHECKS, COLUMNS, LINKS, TASKS

FieldKind = Literal[
    "text", "prose", "int", "date", "bool", "choice", "money", "minutes", "percent", "step",
    "tags", "numbers", "rank", "reference", "about", "time", "gaps",
]  # fmt: skip


class FieldSpec(msgspec.Struct, frozen=True):
    """What one field of a table holds."""

    name: str
    kind: FieldKind
    type: Any
    """The annotated type, for conversion from plain JSON values."""
    choices: tuple[str, ...] = ()
    refers: str = ""
    """Table a reference points into."""
    required: bool = False

    @property
    def label(self) -> str:
        """The field's name as people read it."""
        return self.name.replace("_", " ")

    @property
    def is_set(self) -> bool:
        """Whether it changes by add and remove ops."""
        return self.kind == "tags"


_SPECS: Final = (
    COMPONENTS, TASKS, RISKS, ISSUES, CHANGES, DECISIONS, ASSUMPTIONS, ACTION_ITEMS, GATES,
    BENEFITS, OBJECTIVES, REPORTS, PEOPLE, LINKS, COLUMNS, CHECKS, ASSIGNMENTS, REMARKS,
    REFERENCES, SAVED_VIEWS, CALENDARS, CALENDAR_WEEKS, CALENDAR_EXCEPTIONS, BASELINES,
    BASELINE_ROWS, RATES, POLICY,
)  # fmt: skip
"""The catalogue of tables, in the order in which they are listed."""

TABLES: Final = MappingProxyType({spec.name: spec for spec in _SPECS})
"""Every table this version knows, by name."""

LOG_TABLES: Final = tuple(spec.name for spec in _SPECS if spec.in_log)
"""The registers of the log."""

TABLE_OF: Final[Mapping[type[Entity], str]] = MappingProxyType(
    {spec.type: spec.name for spec in _SPECS}
)
"""The table that holds the entities of a type."""

TABLE_OF_PREFIX: Final = MappingProxyType(
    {spec.prefix: spec.name for spec in _SPECS if spec.prefix}
    | {prefix: spec.name for spec in _SPECS for _, prefix in spec.kinds}
)
"""The table a key's prefix points into."""


def prefix_for(table: str, kind: str) -> str:
    """The prefix of a new entity's key; empty where its table has none."""
    spec = TABLES[table]
    return dict(spec.kinds).get(kind, spec.prefix)


def field_specs(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table's entities, in the order they are declared."""
    return tuple(_fields(table).values())


def field_spec(table: str, name: str) -> FieldSpec | None:
    """One field of a table, or None."""
    return _fields(table).get(name)


@cache
def defaults_of(table: str) -> Mapping[str, Any]:
    """What the fields of a table's entities hold until somebody says otherwise."""
    fields = msgspec.structs.fields(TABLES[table].type)
    return MappingProxyType({field.name: field.default for field in fields})


@cache
def references(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table that point at another entity."""
    return tuple(spec for spec in field_specs(table) if spec.kind == "reference")


@cache
def _fields(table: str) -> dict[str, FieldSpec]:
    struct = TABLES[table].type
    hints = get_type_hints(struct, include_extras=True)
    return {
        field.name: _spec(field.name, hints[field.name], required=field.required)
        for field in msgspec.structs.fields(struct)
    }


def _spec(name: str, hint: Any, *, required: bool) -> FieldSpec:
    extra: dict[str, str] = {}
    bare = hint
    if get_origin(hint) is Annotated:
        bare, *metas = get_args(hint)
        for meta in metas:
            extra |= getattr(meta, "extra", None) or {}
    options = get_args(bare)
    if "refers" in extra:
        return FieldSpec(name, "reference", hint, refers=extra["refers"], required=required)
    if "kind" in extra:
        return FieldSpec(name, _kind(extra["kind"]), hint, required=required)
    if get_origin(bare) is Literal:
        choices = tuple(str(option) for option in options)
        return FieldSpec(name, "choice", hint, choices=choices, required=required)
    for option in options:
        if get_origin(option) is Annotated or option is Money:
            inner = _spec(name, option, required=required)
            return FieldSpec(name, inner.kind, hint, required=required)
    return FieldSpec(name, _plain_kind(bare, options), hint, required=required)


def _plain_kind(bare: Any, options: tuple[Any, ...]) -> FieldKind:
    for candidate in (bare, *options):
        known = {str: "text", int: "int", bool: "bool", Money: "money"}.get(candidate)
        if known:
            return _kind(known) if get_origin(bare) is not tuple else "numbers"
    return "date"


def _kind(text: str) -> FieldKind:
    kind: FieldKind = msgspec.convert(text, FieldKind)
    return kind
