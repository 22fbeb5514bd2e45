"""This file tests rows by whom or what they refer to: people, entities, components they lie in."""

from collections.abc import Callable, Mapping
from typing import Final

from pmtui.model.entities.entity import Entity, title_of
from pmtui.query.error import QueryError
from pmtui.query.fields.definition import Test
from pmtui.query.filter.comparison import Comparison, one_value
from pmtui.query.filter.glob import pattern
from pmtui.query.filter.terms import Range, Value
from pmtui.query.values.entity_names import named, normal_key, slug

_COMPONENTS: Final = "components"


def reference_test(asked: Comparison, operand: Value | Range) -> Test:
    """A test of rows that refer to an entity the operand names.

    Raises:
        QueryError: nothing is called so.
    """
    getter = asked.field.read(asked.figures)
    ids = _named(asked, one_value(asked, operand))
    return lambda row: getter(row) in ids


def people_test(asked: Comparison, operand: Value | Range) -> Test:
    """A test of rows that name a person in any role.

    Raises:
        QueryError: nobody is called so.
    """
    getter = asked.field.read(asked.figures)
    ids = _named(asked, one_value(asked, operand))
    return lambda row: not ids.isdisjoint(getter(row))


def component_test(asked: Comparison, operand: Value | Range) -> Test:
    """A test of rows that lie in a component the operand names, or below it.

    Raises:
        QueryError: no component of the field's kind is called so.
    """
    value = one_value(asked, operand)
    getter = asked.field.read(asked.figures)
    if value.keyword == "none":
        inside = _below(asked, _of_kind(asked))
        return lambda row: getter(row) not in inside
    if value.keyword == "any":
        inside = _below(asked, _of_kind(asked))
        return lambda row: getter(row) in inside
    ids = _below(asked, _named(asked, value))
    return lambda row: getter(row) in ids


def _named(asked: Comparison, value: Value) -> frozenset[int]:
    workspace = asked.figures.workspace
    field = asked.field
    table = field.refers or (_COMPONENTS if field.kind == "component" else "")
    try:
        if not table:
            return frozenset({_any_entity(asked, value)})
        if value.is_pattern:
            return _like(workspace.rows(table), value.text, field.within)
        return frozenset(named(workspace, table, value.text, me=asked.me, kind=field.within))
    except QueryError as error:
        raise error.at(value.column) from None


def _any_entity(asked: Comparison, value: Value) -> int:
    found = asked.figures.workspace.by_key(value.text) if normal_key(value.text) else None
    if found is None:
        hint = "name it by its key, such as T-12"
        raise QueryError(f"nothing has the key {value.text!r}", hint=hint)
    return found[1].id


def _like(rows: Mapping[int, Entity], text: str, kind: str) -> frozenset[int]:
    matches = pattern(text)
    return frozenset(
        row_id
        for row_id, row in rows.items()
        if (not kind or getattr(row, "kind", "") == kind) and _is_like(row, matches)
    )


def _is_like(row: Entity, matches: Callable[[str], bool]) -> bool:
    title = title_of(row)
    names = (title, slug(title), row.key, *getattr(row, "logins", ()))
    return any(matches(name.casefold()) for name in names if name)


def _of_kind(asked: Comparison) -> frozenset[int]:
    within = asked.field.within
    components = asked.figures.workspace.components
    return frozenset(
        component_id for component_id, row in components.items() if not within or row.kind == within
    )


def _below(asked: Comparison, ids: frozenset[int]) -> frozenset[int]:
    workspace = asked.figures.workspace
    return frozenset(below for row_id in ids for below in workspace.subtree(row_id))
