"""This file says a quick-add line back as it was understood, before it is saved."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType, SimpleNamespace
from typing import Final

from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.entry.quick_add import QuickAdd, title_field
from pmtui.query.values.formatting import is_empty, value_text

_BARE: Final = frozenset({"owner", "tags"})
"""Fields that are known by their value alone."""


def preview_text(workspace: Workspace, quick: QuickAdd, today: date) -> str:
    """What a quick-add line means: `Task 'Write copy', priority 2, Ann Archer, due Fri 27 Nov`."""
    word = (quick.kind or TABLES[quick.table].word).replace("_", " ")
    head = f"{word[:1].upper()}{word[1:]}"
    parts = [f"{head} {quick.title!r}" if quick.title else head]
    hidden = {"kind", title_field(quick.table)}
    for name, value in quick.fields.items():
        spec = field_spec(quick.table, name)
        if spec is not None and name not in hidden:
            parts.append(_said(workspace, spec, value, today, quick))
    if quick.assignees:
        parts.append(f"with {_names(workspace, 'people', quick.assignees, title_of)}")
    if quick.after:
        parts.append(f"after {_names(workspace, 'tasks', quick.after, _key)}")
    parts += [f"nobody is called {name!r} yet" for name in quick.unknown_people]
    return ", ".join(parts)


def _said(
    workspace: Workspace, spec: FieldSpec, value: object, today: date, quick: QuickAdd
) -> str:
    row = SimpleNamespace(**quick.fields)
    text = value_text(workspace, spec, value, today, row)
    if is_empty(spec, value):
        return f"no {spec.label}"
    if spec.kind == "bool":
        return spec.label if value else f"not {spec.label}"
    if spec.name in _BARE:
        return text
    return f"{_LABELS.get(spec.name, spec.label)} {text}"


def _key(row: Entity) -> str:
    return row.key


def _names(
    workspace: Workspace, table: str, ids: tuple[int, ...], name: Callable[[Entity], str]
) -> str:
    rows = (workspace.get(table, row_id) for row_id in ids)
    return ", ".join(name(row) for row in rows if row is not None)


_LABELS: Final[Mapping[str, str]] = MappingProxyType({"component": "in", "parent": "under"})
