"""This file keeps a new row the same, whether it is typed, applied from a document or imported."""

from typing import Any, Final

import pytest

from pmtui.actions.adding.quick_add import line_ops
from pmtui.exchange.documents.upsert import upsert
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import ColumnMap, TableMap
from pmtui.model.changes.ops import Ops, apply
from pmtui.model.workspace.schema import field_specs
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.entry.kind_prefix import KINDS
from pmtui.query.entry.quick_add import title_field
from tests.actions.doing import at
from tests.conftest import TODAY, a_component, a_person, a_project, a_workspace, id_of
from tests.exchange.tables.made import a_sheet, ids

_MADE: Final = frozenset({"id", "key"})
_ALONE: Final = frozenset({"column", "check"})
"""Kinds that no table of somebody else's holds."""
_KINDS = pytest.mark.parametrize("word", [word for word in KINDS if word not in _ALONE])


def _store() -> Workspace:
    return a_workspace(a_component("PF-1"), a_project("P-1", "PF-1"), a_person("H-1", "Ann Roe"))


def _home(word: str) -> str:
    return "PF-1" if KINDS[word][0] == "components" else "P-1"


def _row(table: str, ops: Ops) -> dict[str, Any]:
    """What the new row of a table says, but for what tells it from every other and its place."""
    following = apply(_store(), ops)
    new = following.rows(table).keys() - _store().rows(table).keys()
    (row,) = (following.rows(table)[one] for one in new)
    names = [spec.name for spec in field_specs(table) if spec.kind != "rank"]
    return {name: getattr(row, name) for name in names if name not in _MADE}


def _typed(word: str) -> dict[str, Any]:
    situation = at(_store(), scope=_home(word), actor="H-1")
    ops, _ = line_ops(situation, KINDS[word], "Something new", {})
    return _row(KINDS[word][0], ops)


def _applied(word: str) -> dict[str, Any]:
    table, kind = KINDS[word]
    document = {title_field(table): "Something new", **({"kind": kind} if kind else {})}
    if table == "components":
        document["component"] = _home(word)
    situation = at(_store(), scope=_home(word), actor="H-1")
    found = upsert(situation, {table: [document]})
    assert not found.problems
    return _row(table, found.ops)


def _imported(word: str) -> dict[str, Any]:
    table, _ = KINDS[word]
    column = ColumnMap(headers=("what",), field=title_field(table))
    mapping = TableMap(rows=word, column=(column,))
    sheet = a_sheet("what\nSomething new\n")
    found = plan(_store(), sheet, mapping, ids(), TODAY, into=id_of(_home(word)))
    assert not found.findings
    return _row(table, found.ops)


@_KINDS
def test_a_new_row_starts_the_same_whether_typed_or_applied(word: str) -> None:
    assert _applied(word) == _typed(word)


@_KINDS
def test_a_new_row_starts_the_same_whether_typed_or_imported(word: str) -> None:
    assert _imported(word) == _typed(word)
