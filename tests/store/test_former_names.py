"""This file tests that a store keeps the former names of fields, so that older builds go on."""

import json
import shutil
from pathlib import Path
from typing import Any, Final

from tinydb import TinyDB

from pmtui.model.changes.ops import Op, create, edit, invert
from pmtui.model.entities.components import Component
from pmtui.model.merging.outcome import Draft
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.log.protocol import LogStore
from pmtui.store.tinydb_storage import LogStorage
from tests.store.writing import committed, put

GOLDEN: Final = Path(__file__).parent / "golden" / "reported.json"
"""Of the build before fields were renamed, with `said_rag` on disk; its log goes on further."""
NEW: Final = frozenset({"reported_rag", "reported_rating", "reported_at"})


def golden(tmp_path: Path) -> Path:
    copy = tmp_path / GOLDEN.name
    shutil.copyfile(GOLDEN, copy)
    copy.chmod(0o600)
    shutil.copytree(f"{GOLDEN}.d", f"{copy}.d")
    return copy


def project(store: LogStore, key: str) -> Component:
    found = store.workspace.by_key(key)
    assert found is not None
    assert isinstance(found[1], Component)
    return found[1]


def names_on_disk(path: Path) -> set[str]:
    """The names of fields in the snapshot and in every commit of a store."""
    whole: dict[str, Any] = json.loads(path.read_bytes())
    names = {name for row in whole["components"].values() for name in row}
    for line in Path(f"{path}.d", "log").iterdir():
        for op in json.loads(line.read_bytes())["ops"]:
            names.add(op.get("field", ""))
            for document in (op.get("old"), op.get("new")):
                if isinstance(document, dict):
                    names |= document.keys()
    return names


def test_a_store_of_the_build_before_says_what_was_reported(tmp_path: Path) -> None:
    store = open_store(golden(tmp_path))
    quay, crane = project(store, "P-1"), project(store, "P-2")
    assert store.read_only == ""
    assert (quay.reported_rag, quay.reported_rating) == ("G", "Greenish")
    assert (crane.reported_rag, crane.reported_rating) == ("R", "Red")
    assert not store.workspace.extras


def test_its_links_join_a_predecessor_and_a_successor(tmp_path: Path) -> None:
    path = golden(tmp_path)
    store = open_store(path)
    keys = {row.id: row.key for row in store.workspace.tasks.values()}
    links = store.workspace.links
    ends = {(keys[link.predecessor], keys[link.successor]) for link in links.values()}
    assert ends == {("T-1", "T-2"), ("T-2", "T-3")}
    (first, *_) = links.values()
    committed(put(store, edit("links", first, lag=480)))
    store.close()
    assert {"giver", "taker"} <= {
        name for row in json.loads(path.read_bytes())["links"].values() for name in row
    }


def test_its_history_has_the_names_of_today(tmp_path: Path) -> None:
    store = open_store(golden(tmp_path))
    ops = [op for commit in store.history() for op in commit.ops if op.table == "components"]
    fields = {op.field for op in ops if op.op == "set"}
    assert fields >= NEW
    assert not [name for name in fields if name.startswith("said_")]


def test_what_is_written_now_has_the_names_that_the_build_before_reads(tmp_path: Path) -> None:
    path = golden(tmp_path)
    store = open_store(path)
    quay = project(store, "P-1")
    committed(put(store, edit("components", quay, reported_rag="A", reported_rating="Amber")))
    fresh = Component(id=77, kind="project", name="Dock", state="draft", reported_rag="R")
    made = committed(put(store, (create("components", fresh),)))
    committed(put(store, invert(made.commit.ops)))
    store.close()
    names = names_on_disk(path)
    assert "said_rag" in names
    assert not names & NEW
    again = open_store(path)
    assert again.workspace.components == store.workspace.components
    assert (again.meta.schema, again.meta.min_writer) == (1, 1)


def test_an_undone_edit_of_the_build_before_is_as_it_was(tmp_path: Path) -> None:
    store = open_store(golden(tmp_path))
    (last,) = (commit for commit in store.history() if commit.rev == 16)
    before = project(store, "P-2")
    committed(put(store, invert(last.ops)))
    assert (project(store, "P-2").reported_rag, project(store, "P-2").reported_rating) == ("A", "")
    committed(put(store, last.ops))
    assert project(store, "P-2") == before


def test_an_edit_under_each_name_is_one_of_the_same_field(tmp_path: Path) -> None:
    path = golden(tmp_path)
    mine, theirs = open_store(path), open_store(path)
    row = project(mine, "P-1")
    committed(put(theirs, edit("components", row, reported_rag="A")))
    late = put(mine, edit("components", row, reported_rag="R"))
    assert [conflict.field for conflict in getattr(late, "conflicts", ())] == ["reported_rag"]


def test_a_snapshot_with_the_names_of_today_is_read_too(tmp_path: Path) -> None:
    path = golden(tmp_path)
    text = path.read_text("utf-8").replace('"said_rag":"G"', '"reported_rag":"A"')
    path.write_text(text, "utf-8")
    shutil.rmtree(f"{path}.d")
    store = open_store(path)
    assert not store.workspace.extras


def test_tinydb_programs_see_the_names_on_disk_and_may_write_either(tmp_path: Path) -> None:
    path = golden(tmp_path)
    database = TinyDB(path, storage=LogStorage)
    table = database.table("components")
    assert {row.get("said_rag", "") for row in table.all()} == {"", "G", "R"}
    ids = {row["key"]: row.doc_id for row in table.all()}
    table.update({"said_rag": "A"}, doc_ids=[ids["P-1"]])
    table.update({"reported_rag": "G"}, doc_ids=[ids["P-2"]])
    database.close()
    store = open_store(path)
    assert [project(store, key).reported_rag for key in ("P-1", "P-2")] == ["A", "G"]
    assert not store.workspace.extras


def test_ops_of_other_tables_and_of_no_field_are_left_alone(tmp_path: Path) -> None:
    store = open_store(golden(tmp_path))
    op = Op("put", "kites", 3, new={"said_rag": 1})
    draft = Draft("c-kites", (op,), "test.write", "s")
    committed(store.commit(draft, lambda _base, ops: ops))
    assert store.workspace.foreign["kites"] == {"3": {"said_rag": 1}}
