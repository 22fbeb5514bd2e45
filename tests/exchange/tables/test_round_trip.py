"""This file tests that what `export` writes comes back equal: every table, every format."""

import os
from typing import Any, Final

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from pmtui.actions.core.action import Situation
from pmtui.exchange.documents.entity_documents import document_of
from pmtui.exchange.documents.referenced_rows import missing_references, referenced_documents
from pmtui.exchange.documents.upsert import Upsert, upsert
from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.exchange.tables.export.csv_xlsx import to_csv, to_xlsx
from pmtui.exchange.tables.export.entity_columns import sheet_of_entities
from pmtui.model.changes.ops import apply
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import done, empty, ids
from tests.exchange.tables.stores import stores

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "30"))
_SETTINGS: Final = settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_IN_ORDER: Final = (
    *("policy", "calendars", "people", "components", "columns", "tasks"),
    *(
        table
        for table in TABLES
        if table not in {"policy", "calendars", "people", "components", "columns", "tasks"}
    ),
)
_BY_CONTENT: Final = frozenset({"links", "columns", "assignments", "policy"})


def _written(workspace: Workspace, table: str, shape: str) -> bytes:
    sheet = sheet_of_entities(workspace, table, list(workspace.rows(table)))
    return to_xlsx(sheet) if shape == "xlsx" else to_csv(sheet)


def _read(data: bytes, workspace: Workspace, start: int = 0) -> ImportPlan:
    sheet = sheet_of(data, "any")
    return plan(workspace, sheet, guess(sheet), ids(start), TODAY)


def _told(workspace: Workspace, table: str, one: int) -> dict[str, Any]:
    """A row with what it refers to by key, name or number: as any store would have it."""
    row = workspace.rows(table)[one]
    found: dict[str, Any] = {}
    for spec in field_specs(table):
        value = getattr(row, spec.name)
        is_call = spec.name in {"id", "key"}
        if spec.kind == "rank" or (
            is_call and (table in _BY_CONTENT or (spec.name == "id" and row.key))
        ):
            continue
        if spec.kind in {"reference", "about"} and value:
            target = workspace.get(spec.refers, value) if spec.refers else workspace.entity(value)
            name = getattr(target, "name", "") if spec.refers == "columns" else ""
            value = name or (target.key if target is not None else "") or value
        found[spec.name] = set(value) if spec.kind == "tags" else value
    return found


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@_SETTINGS
@given(store=stores())
def test_every_table_goes_back_into_its_store_and_changes_nothing(
    shape: str, store: Workspace
) -> None:
    for table in TABLES:
        if store.rows(table):
            back = _read(_written(store, table, shape), store)
            assert not back.findings, (table, back.findings)
            assert not back.ops, (table, back.ops)


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@_SETTINGS
@given(store=stores())
def test_every_table_goes_into_an_empty_store_and_is_equal(shape: str, store: Workspace) -> None:
    after = empty()
    for at, table in enumerate(_IN_ORDER):
        if store.rows(table):
            back = _read(_written(store, table, shape), after, at * 1_000_000)
            assert not back.findings, (table, back.findings)
            after = done(back, after) if back.ops else after
    for table in TABLES:
        told = [_told(after, table, one) for one in after.rows(table)]
        for one in store.rows(table):
            assert _told(store, table, one) in told, (table, told)
        if table != "columns":
            assert len(told) == len(store.rows(table))


def _applied(store: Workspace, table: str, into: Workspace) -> Upsert:
    rows = store.rows(table)
    documents = [document_of(store, table, row) for row in rows.values()]
    encoded = msgspec.json.encode((documents, referenced_documents(store, table, list(rows))))
    decoded, beside = msgspec.json.decode(encoded)
    tables: dict[str, list[Any]] = {table: decoded}
    for name, missing in missing_references(into, beside, tables).items():
        tables.setdefault(name, []).extend(missing)
    return upsert(Situation(into, TODAY, ids()), tables)


@_SETTINGS
@given(store=stores())
def test_every_table_as_json_goes_back_and_alone_into_an_empty_store(store: Workspace) -> None:
    for table in filter(store.rows, TABLES):
        back = _applied(store, table, store)
        assert (back.problems, back.ops) == ((), ()), table
        fresh = _applied(store, table, empty())
        assert fresh.problems == (), table
        settled = settle(empty(), fresh.ops)
        assert not isinstance(settled, Rejected), settled.reason
        after = apply(empty(), settled)
        told = [_told(after, table, one) for one in after.rows(table)]
        for one in store.rows(table):
            assert _told(store, table, one) in told, table
