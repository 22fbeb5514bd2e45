"""This file tests TinyDB scripts that hold the file open while the store replaces it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from pmtui.model.merging.settle import settle
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.check import check_store
from pmtui.store.snapshots.open_elsewhere import WROTE_TO_OLD
from tests.store.writing import TASK, begin, rename, titles


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with three tasks."""
    store = open_store(path)
    begin(store, tasks=3)
    store.close()
    return path


@pytest.fixture
def script(filled: Path) -> Iterator[TinyDB]:
    """A script that has the file open."""
    with TinyDB(filled) as database:
        yield database


def _replaced(path: Path, title: str) -> None:
    """Write a snapshot in the place of the file, as every session does at its end."""
    inode = path.stat().st_ino
    store = open_store(path)
    rename(store, title)
    store.close()
    assert path.stat().st_ino != inode


def _held(path: Path) -> list[str]:
    return [one.name for one in Path(f"{path}.d").iterdir() if one.name.startswith("held-")]


def _adopted(path: Path) -> bool:
    store = open_store(path)
    assert store.read_only == ""
    adoption = adoption_of(store)
    is_finished = not adoption.as_written and adopt(store, adoption, settle, "s").is_finished
    store.close()
    return is_finished


def test_what_a_script_writes_after_a_snapshot_is_found_and_taken_in(
    filled: Path, script: TinyDB
) -> None:
    _replaced(filled, "In the session")
    script.table("tasks").update({"title": "By the script"}, doc_ids=[TASK + 1])
    store = open_store(filled)
    assert store.notice == WROTE_TO_OLD
    assert titles(store) == ["In the session", "Task 1", "Task 2"]
    adoption = adoption_of(store)
    assert [(op.field, op.old, op.new) for op in adoption.ops] == [
        ("title", "Task 1", "By the script")
    ]
    store.close()
    assert _adopted(filled)
    after = open_store(filled)
    assert (after.notice, titles(after)) == ("", ["In the session", "By the script", "Task 2"])
    assert [one for one in check_store(filled) if one.grade == "bad"] == []


def test_what_it_writes_after_that_is_found_again(filled: Path, script: TinyDB) -> None:
    _replaced(filled, "In the session")
    script.table("tasks").update({"title": "First"}, doc_ids=[TASK + 1])
    assert _adopted(filled)
    _replaced(filled, "Once more")
    script.table("tasks").insert({"title": "New", "component": 100})
    assert _adopted(filled)
    script.close()
    assert titles(open_store(filled)) == ["Once more", "First", "Task 2", "New"]


def test_its_conflict_with_a_session_waits_for_a_choice(filled: Path, script: TinyDB) -> None:
    _replaced(filled, "In the session")
    script.table("tasks").update({"title": "By the script"}, doc_ids=[TASK])
    store = open_store(filled)
    adoption = adoption_of(store)
    assert [(one.mine, one.theirs) for one in adoption.disputes] == [
        ("By the script", "In the session")
    ]
    assert not adopt(store, adoption, settle, "s").is_finished
    assert adopt(store, adoption_of(store), settle, "s", "mine").is_finished
    assert titles(store)[0] == "By the script"


def test_a_file_that_nobody_writes_to_any_more_is_let_go(filled: Path, script: TinyDB) -> None:
    _replaced(filled, "First")
    assert len(_held(filled)) == 1
    _replaced(filled, "Second")
    assert len(_held(filled)) == 1
    script.close()
    _replaced(filled, "Third")
    assert _held(filled) == []


def test_without_a_script_nothing_is_kept(filled: Path) -> None:
    _replaced(filled, "First")
    assert _held(filled) == []


def test_a_file_left_with_two_names_by_a_killed_writer_opens(filled: Path) -> None:
    found = filled.stat()
    os.link(filled, Path(f"{filled}.d") / f"held-{found.st_mtime_ns}-{found.st_size}-0.json")
    store = open_store(filled)
    assert store.read_only == ""
    store.close()
    _replaced(filled, "Later")
    _replaced(filled, "Again")
    assert _held(filled) == []
