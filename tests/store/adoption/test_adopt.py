"""This file tests that a file edited by hand is taken in like everybody's change."""

import errno
import json
import re
from pathlib import Path

import pytest
from tinydb import TinyDB

from pmtui.model.changes.ops import invert
from pmtui.model.merging.outcome import Draft, Outcome, Rejected, Settle
from pmtui.model.merging.settle import settle
from pmtui.model.storing.adoption import AdoptionChoice
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from tests.store.writing import TASK, add_task, begin, committed, rename, titles


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
    done = committed(adopt(store, adoption, settle, "s").outcome)
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
    committed(adopt(store, adoption_of(store), settle, "s").outcome)
    kept = [one.name for one in Path(f"{filled}.d/backups").iterdir() if "edited" in one.name]
    assert len(kept) == 1


def test_an_edit_by_hand_merges_with_commits_made_since(filled: Path) -> None:
    other = open_store(filled)
    _edit(filled, "Task 1", "By hand")
    rename(other, "Later")
    other.close()
    store = open_store(filled)
    committed(adopt(store, adoption_of(store), settle, "s").outcome)
    assert titles(store) == ["Later", "By hand", "Task 2"]


def _in_conflict(filled: Path) -> Path:
    """A file in which two titles were changed, one of which the store has changed since."""
    other = open_store(filled)
    _edit(filled, "Task 0", "By hand")
    _edit(filled, "Task 1", "Harmless")
    rename(other, "Later")
    other.close()
    return filled


def test_of_what_somebody_changed_since_the_harmless_part_is_taken_in(filled: Path) -> None:
    before = _in_conflict(filled).read_bytes()
    store = open_store(filled)
    done = adopt(store, adoption_of(store), settle, "s")
    committed(done.outcome)
    assert [(one.mine, one.theirs) for one in done.left] == [("By hand", "Later")]
    assert not done.is_finished
    assert titles(store) == ["Later", "Harmless", "Task 2"]
    assert "pmtui adopt" in store.read_only
    store.close()
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    ("choice", "title"), [("mine", "By hand"), ("theirs", "Later"), ("discard", "Later")]
)
@pytest.mark.parametrize("is_second_time", [False, True])
def test_a_choice_ends_every_conflict(
    filled: Path, choice: AdoptionChoice, title: str, *, is_second_time: bool
) -> None:
    store = open_store(_in_conflict(filled))
    if is_second_time:
        adopt(store, adoption_of(store), settle, "s")
    assert adopt(store, adoption_of(store), settle, "s", choice).is_finished
    store.close()
    again = open_store(filled)
    harmless = "Task 1" if choice == "discard" and not is_second_time else "Harmless"
    assert (again.read_only, titles(again)) == ("", [title, harmless, "Task 2"])
    assert "edited-" in " ".join(_kept(filled))


def _kept(path: Path) -> list[str]:
    return sorted(one.name for one in Path(f"{path}.d/backups").iterdir())


def _with_a_row(path: Path, title: str = "From a script") -> int:
    with TinyDB(path) as database:
        return int(database.table("tasks").insert({"title": title, "component": 100}))


def test_an_adoption_that_was_stopped_before_the_snapshot_goes_on(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(filled, "Task 1", "By hand")
    _with_a_row(filled)
    store = open_store(filled)
    with monkeypatch.context() as patched:
        patched.setattr(DiskStore, "write_over", _full)
        done = adopt(store, adoption_of(store), settle, "s")
    committed(done.outcome)
    assert "No space" in done.unfinished
    store.close()
    again = open_store(filled)
    adoption = adoption_of(again)
    assert (adoption.ops, again.read_only != "") == ((), True)
    assert adopt(again, adoption, settle, "s").is_finished
    again.close()
    last = open_store(filled)
    assert (last.read_only, last.workspace.revision) == ("", 2)
    assert titles(last) == ["Task 0", "By hand", "Task 2", "From a script"]
    assert len([name for name in _kept(filled) if name.startswith("edited-")]) == 1


def _full(_store: DiskStore, _digest: str) -> bool:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_row_under_a_number_that_somebody_else_took_becomes_a_row_of_its_own(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_store(filled)
    number = _with_a_row(filled)
    add_task(other, number, "A colleague's")
    other.close()
    store = open_store(filled)
    with monkeypatch.context() as patched:
        patched.setattr(DiskStore, "write_over", _full)
        adopt(store, adoption_of(store), settle, "s")
    assert adopt(store, adoption_of(store), settle, "s").is_finished
    assert sorted(titles(store)) == [
        "A colleague's", "From a script", "Task 0", "Task 1", "Task 2",
    ]  # fmt: skip


def test_the_same_change_made_by_a_session_meanwhile_ends_the_reading_only(filled: Path) -> None:
    other = open_store(filled)
    _edit(filled, "Task 0", "Both")
    rename(other, "Both")
    other.close()
    store = open_store(filled)
    assert adopt(store, adoption_of(store), settle, "s").is_finished
    assert (store.read_only, store.workspace.revision) == ("", 2)


def test_a_second_edit_while_the_first_is_taken_in_is_taken_in_next(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(filled, "Task 1", "By hand")
    store = open_store(filled)
    adoption = adoption_of(store)
    commit = DiskStore.commit_beside

    def slow(one: DiskStore, draft: Draft, settles: Settle) -> Outcome:
        _edit(filled, "Task 2", "Once more")
        return commit(one, draft, settles)

    with monkeypatch.context() as patched:
        patched.setattr(DiskStore, "commit_beside", slow)
        done = adopt(store, adoption, settle, "s")
    assert "changed once more" in done.unfinished
    assert "Once more" in filled.read_text("utf-8")
    second = adoption_of(store)
    assert [op.new for op in second.ops] == ["Once more"]
    assert adopt(store, second, settle, "s").is_finished
    assert titles(store) == ["Task 0", "By hand", "Once more"]


def test_a_file_that_cannot_be_read_is_discarded_and_written_anew(filled: Path) -> None:
    filled.write_bytes(b"<<<<<<< HEAD\n" + filled.read_bytes())
    store = open_store(filled)
    assert "`pmtui adopt --discard`" in store.read_only
    assert adopt(store, adoption_of(store), settle, "s", "discard").is_finished
    store.close()
    again = open_store(filled)
    assert (again.read_only, titles(again)) == ("", ["Task 0", "Task 1", "Task 2"])
    assert "edited-" in " ".join(_kept(filled))


def test_what_was_taken_back_may_be_taken_in_again(filled: Path) -> None:
    _edit(filled, "Task 1", "By hand")
    edited = filled.read_bytes()
    store = open_store(filled)
    done = committed(adopt(store, adoption_of(store), settle, "s").outcome)
    back = Draft("back", invert(done.commit.ops), "undo", "s", done.commit.commit_id)
    committed(store.commit(back, settle))
    store.close()
    filled.write_bytes(edited)
    again = open_store(filled)
    assert adopt(again, adoption_of(again), settle, "s").is_finished
    assert titles(again) == ["Task 0", "By hand", "Task 2"]


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
    committed(adopt(store, adoption_of(store), settle, "s").outcome)
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
        adoption = adoption_of(store)
        assert re.search(says, adoption.unreadable)
        assert adoption.ops == ()
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
    outcome = adopt(store, adoption, settle, "s").outcome
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
    committed(adopt(store, adoption_of(store), settle, "s").outcome)
    assert dict(store.workspace.foreign["risk_notes"]) == {"1": {"text": "by a script"}}
    store.close()
    assert open_store(filled).read_only == ""
