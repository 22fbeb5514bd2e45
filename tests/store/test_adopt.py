"""This file tests that a file edited by hand is taken in like everybody's change."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from pmtui.model.outcome import Rejected
from pmtui.model.settle import settle
from pmtui.store.adopt import adopt, adoption_of
from pmtui.store.disk import open_store
from pmtui.store.errors import StoreError
from tests.store.writing import TASK, begin, committed, rename, titles


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with three tasks."""
    store = open_store(path)
    begin(store, tasks=3)
    store.close()
    return path


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_edit_by_hand_becomes_a_commit_after_it_was_shown(filled: Path) -> None:
    _edit(filled, "Task 1", "By hand")
    store = open_store(filled)
    assert titles(store) == ["Task 0", "Task 1", "Task 2"]
    adoption = adoption_of(store)
    assert [(op.op, op.field, op.old, op.new) for op in adoption.ops] == [
        ("set", "title", "Task 1", "By hand")
    ]
    done = committed(adopt(store, adoption, settle, "s"))
    assert done.commit.action == "store.adopt"
    assert store.read_only == ""
    assert titles(store) == ["Task 0", "By hand", "Task 2"]
    store.close()
    again = open_store(filled)
    assert again.read_only == ""
    assert titles(again) == ["Task 0", "By hand", "Task 2"]


def test_the_file_as_it_was_edited_is_kept(filled: Path) -> None:
    _edit(filled, "Task 1", "By hand")
    store = open_store(filled)
    committed(adopt(store, adoption_of(store), settle, "s"))
    kept = [one.name for one in Path(f"{filled}.d/backups").iterdir() if "edited" in one.name]
    assert len(kept) == 1


def test_an_edit_by_hand_merges_with_commits_made_since(filled: Path) -> None:
    other = open_store(filled)
    _edit(filled, "Task 1", "By hand")
    rename(other, "Later")
    other.close()
    store = open_store(filled)
    committed(adopt(store, adoption_of(store), settle, "s"))
    assert titles(store) == ["Later", "By hand", "Task 2"]


def test_an_edit_by_hand_of_what_somebody_changed_since_conflicts(filled: Path) -> None:
    other = open_store(filled)
    _edit(filled, "Task 0", "By hand")
    rename(other, "Later")
    other.close()
    before = filled.read_bytes()
    store = open_store(filled)
    outcome = adopt(store, adoption_of(store), settle, "s")
    assert isinstance(outcome, Rejected)
    assert outcome.conflicts[0].theirs == "Later"
    assert store.read_only
    store.close()
    assert filled.read_bytes() == before


def test_a_file_that_was_only_laid_out_anew_is_adopted_without_a_commit(filled: Path) -> None:
    filled.write_text(json.dumps(json.loads(filled.read_bytes()), indent=2), "utf-8")
    store = open_store(filled)
    adoption = adoption_of(store)
    assert adoption.ops == ()
    adopt(store, adoption, settle, "s")
    assert store.read_only == ""
    assert store.workspace.revision == 1
    assert open_store(filled).read_only == ""


def test_what_plain_tinydb_wrote_is_adopted(filled: Path) -> None:
    with TinyDB(filled) as database:
        database.table("tasks").update({"priority": 2}, doc_ids=[TASK])
    store = open_store(filled)
    assert "changed outside pmtui" in store.read_only
    committed(adopt(store, adoption_of(store), settle, "s"))
    assert store.workspace.tasks[TASK].priority == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"title":"Task 1"', '"title":7', "tasks 201"),
        ('"201":{"id":201', '"201":{"id":999', "its id is 999"),
        ('"201":', '"abc":', "not a TinyDB id"),
        ('"201":{"id":201,', '"201":{"title":"x","id":201,', "stands twice"),
        ('"id":201,', '"id":201,"odd":1e999999999999,', ""),
        ('"id":201,', '"id":201,"odd":99999999999999999999,', r"over 2\^53"),
    ],
)
def test_an_edit_that_is_not_sound_is_named_and_nothing_is_taken_in(
    filled: Path, old: str, new: str, says: str
) -> None:
    _edit(filled, old, new)
    store = open_store(filled)
    if says:
        with pytest.raises(StoreError, match=says):
            adoption_of(store)
    assert store.read_only


def test_an_edit_by_hand_without_any_backup_is_taken_as_it_is(filled: Path) -> None:
    alone = filled.with_name("alone.json")
    alone.write_text(filled.read_text("utf-8").replace("Task 1", "By hand"), "utf-8")
    store = open_store(alone)
    assert "taken" not in titles(store)
    assert "`pmtui adopt` takes it in as it is" in store.read_only
    adopt(store, adoption_of(store), settle, "s")
    assert store.read_only == ""
    store.close()
    assert titles(open_store(alone)) == ["Task 0", "By hand", "Task 2"]


def test_a_file_changed_once_more_after_it_was_shown_is_not_taken_in(filled: Path) -> None:
    _edit(filled, "Task 1", "By hand")
    store = open_store(filled)
    adoption = adoption_of(store)
    _edit(filled, "By hand", "By another hand")
    outcome = adopt(store, adoption, settle, "s")
    assert isinstance(outcome, Rejected)
    assert "was changed once more" in outcome.reason
    assert titles(store) == ["Task 0", "Task 1", "Task 2"]
    assert "By another hand" in filled.read_text("utf-8")


def test_an_adoption_says_what_it_was_compared_with_and_whose_file_it_is(filled: Path) -> None:
    untouched = adoption_of(open_store(filled))
    assert (untouched.as_written, untouched.ops) == (True, ())
    _edit(filled, "Task 1", "By hand")
    adoption = adoption_of(open_store(filled))
    assert (adoption.as_written, adoption.is_compared) == (False, True)
    assert adoption.owner == filled.stat().st_uid
    assert adoption.written.endswith("+00:00")


def test_tables_nobody_knows_are_taken_in_as_they_are(filled: Path) -> None:
    with TinyDB(filled) as database:
        database.table("risk_notes").insert({"text": "by a script"})
    store = open_store(filled)
    committed(adopt(store, adoption_of(store), settle, "s"))
    assert dict(store.workspace.foreign["risk_notes"]) == {"1": {"text": "by a script"}}
    store.close()
    assert open_store(filled).read_only == ""
