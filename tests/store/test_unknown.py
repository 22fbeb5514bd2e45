"""This file tests that what a later version wrote survives this one: fields, tables, schema."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.model.changes.ops import create, delete, invert
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import create as create_store
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.migration import Schema
from pmtui.store.snapshots.loading import Tables
from tests.store.writing import TASK, a_task, begin, committed, put, rename

GOLDEN: Final = Path(__file__).parent / "golden" / "schema_1.json"


def _raised(tables: Tables) -> Tables:
    """Schema 2 calls nothing differently, but says urgent things louder."""
    tasks = {
        key: row | {"title": str(row["title"]).upper()} for key, row in tables["tasks"].items()
    }
    return tables | {"tasks": tasks}


NEXT: Final = Schema(2, min_reader=2, min_writer=2, migrations={1: _raised})


def _golden(tmp_path: Path) -> Path:
    copy = tmp_path / "golden.json"
    copy.write_bytes(GOLDEN.read_bytes())
    copy.chmod(0o600)
    return copy


def _documents(path: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(path.read_bytes())
    del whole["_meta"]
    return whole


def test_the_golden_store_of_schema_1_opens_writable(tmp_path: Path) -> None:
    store = open_store(_golden(tmp_path))
    assert store.read_only == ""
    assert store.workspace.tasks[201].title == "Lay the cable"
    assert store.workspace.extras["tasks", 201] == {"mood": "calm", "votes": [1, 2]}
    assert store.workspace.foreign["kites"] == {"3": {"tail": {"long": True}}}


def test_unknown_fields_and_tables_survive_an_edit_and_a_snapshot(tmp_path: Path) -> None:
    path = _golden(tmp_path)
    before = _documents(path)
    store = open_store(path)
    rename(store, "Lay it", 201)
    store.close()
    after = _documents(path)
    assert after["tasks"]["201"].pop("title") == "Lay it"
    assert before["tasks"]["201"].pop("title") == "Lay the cable"
    assert after == before


def test_an_undone_delete_brings_unknown_fields_back(tmp_path: Path) -> None:
    store = open_store(_golden(tmp_path))
    before = store.workspace.extras["tasks", 202]
    done = committed(put(store, (delete("tasks", store.workspace.tasks[202]),)))
    assert ("tasks", 202) not in store.workspace.extras
    back = committed(put(store, invert(done.commit.ops)))
    assert store.workspace.extras["tasks", 202] == before
    committed(put(store, invert(back.commit.ops)))
    assert 202 not in store.workspace.tasks


def test_a_migration_is_shown_at_once_and_committed_before_the_first_edit(path: Path) -> None:
    store = open_store(path)
    begin(store)
    store.close()
    raised = open_store(path, schema=NEXT)
    assert raised.workspace.tasks[TASK].title == "TASK 0"
    assert raised.workspace.revision == 1
    committed(put(raised, (create("tasks", a_task(300, "New")),)))
    first, second, _ = raised.history()
    assert [op.op for op in first.ops] == ["create"]
    assert second.action == "store.migrate"
    raised.close()
    again = open_store(path, schema=NEXT)
    assert again.workspace.tasks[TASK].title == "TASK 0"
    assert again.workspace.tasks[300].title == "New"
    assert again.meta.schema == 2


def test_a_migration_in_the_log_is_replayed_over_an_older_snapshot(path: Path) -> None:
    store = open_store(path)
    begin(store)
    raised = open_store(path, schema=NEXT)
    committed(put(raised, (create("tasks", a_task(300, "New")),)))
    again = open_store(path, schema=NEXT)
    titles = [row.title for row in again.workspace.tasks.values()]
    assert titles == ["TASK 0", "New"]
    assert again.read_only == ""


def test_a_session_of_the_old_schema_stops_writing_when_the_store_is_raised(path: Path) -> None:
    old = open_store(path)
    begin(old)
    raised = open_store(path, schema=NEXT)
    committed(put(raised, (create("tasks", a_task(300, "New")),)))
    old.refresh()
    with pytest.raises(AssertionError, match="later pmtui"):
        rename(old, "Build")


def test_a_workspace_with_content_becomes_a_store(tmp_path: Path) -> None:
    first = init_store(tmp_path / "a.json")
    begin(first)
    content: Workspace = first.workspace
    create_store(tmp_path / "b.json", "team", content)
    second = open_store(tmp_path / "b.json")
    assert second.workspace.tasks == content.tasks
    assert second.store_id != first.store_id
    rename(second, "Build")
    assert [commit.rev for commit in second.history()] == [content.revision + 1]
