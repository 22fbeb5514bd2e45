"""This file tests what only the store on disk does: files, reopening, other processes."""

import json
import os
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from pmtui.model.merging.outcome import InDoubt, Rejected
from pmtui.model.storing.care import ExistingStoreError, MissingStoreError, Share
from pmtui.store.disk import child_process
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.sharing_modes import MODES
from tests.store.writing import begin, committed, put, rename, retitled, titles


def _state(store: DiskStore) -> tuple[object, ...]:
    one = store.workspace
    tables = {name: dict(rows) for name, rows in one.tables.items() if rows}
    return tables, one.extras, one.foreign, one.counters, one.revision


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("snapshots", [True, False], ids=["snapshot", "log only"])
def test_a_store_opens_as_it_was_closed(path: Path, *, snapshots: bool) -> None:
    store = open_store(path)
    begin(store, tasks=3)
    rename(store, "Build")
    was = _state(store)
    if snapshots:
        store.close()
    again = open_store(path)
    assert _state(again) == was
    assert again.store_id == store.store_id
    again.close()


def test_opening_reading_and_closing_writes_nothing(path: Path) -> None:
    store = open_store(path)
    begin(store)
    before = _files(path.parent)
    reader = open_store(path)
    assert titles(reader) == ["Task 0"]
    assert len(list(reader.history())) == 1
    reader.refresh()
    reader.close()
    assert _files(path.parent) == before


def test_nothing_is_overwritten_by_a_new_store(path: Path) -> None:
    before = _files(path.parent)
    with pytest.raises(ExistingStoreError, match="is there already"):
        init_store(path)
    assert _files(path.parent) == before


def test_a_new_store_next_to_a_log_that_is_left_over_is_refused(path: Path) -> None:
    path.unlink()
    with pytest.raises(ExistingStoreError, match=r"plan\.json\.d is there already"):
        init_store(path)


def test_a_missing_store_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError, match=r"plan\.json: there is no store"):
        open_store(tmp_path / "plan.json")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022, 0o027, 0o077])
@pytest.mark.parametrize("share", MODES)
def test_modes_are_those_of_the_share_whatever_the_umask(
    tmp_path: Path, share: Share, umask: int
) -> None:
    old = os.umask(umask)
    try:
        store = init_store(tmp_path / "plan.json", share)
        begin(store)
        store.close()
    finally:
        os.umask(old)
    modes = MODES[share]
    inside = tmp_path / "plan.json.d"
    found = {
        path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o7777
        for path in (tmp_path / "plan.json", inside, *inside.rglob("*"))
    }
    backup = next(name for name in found if "/plan-" in name)
    assert found == {
        "plan.json": modes.snapshot,
        "plan.json.d": modes.folder,
        "plan.json.d/backups": modes.folder,
        "plan.json.d/log": modes.folder,
        "plan.json.d/presence": modes.folder,
        "plan.json.d/share": modes.commit,
        "plan.json.d/lock": modes.snapshot,
        "plan.json.d/log/000000001": modes.commit,
        backup: modes.commit,
    }


def test_plain_tinydb_reads_the_snapshot(path: Path) -> None:
    store = open_store(path)
    begin(store, tasks=2)
    store.close()
    with TinyDB(path, access_mode="r") as database:
        assert database.tables() == {"_meta", "components", "tasks"}
        rows = database.table("tasks").all()
    assert {row.doc_id: row["title"] for row in rows} == {200: "Task 0", 201: "Task 1"}


def test_the_snapshot_is_sorted_with_one_document_a_line(path: Path) -> None:
    store = open_store(path)
    begin(store, tasks=12)
    store.close()
    lines = path.read_text("utf-8").splitlines()
    tasks = [line for line in lines if '"title"' in line]
    assert len(tasks) == 12
    assert tasks == sorted(tasks)
    whole = json.loads(path.read_bytes())
    assert list(whole) == ["_meta", "components", "tasks"]
    assert whole["_meta"]["1"]["rev"] == 1


def test_a_snapshot_alone_opens_and_can_be_written_to(path: Path, tmp_path: Path) -> None:
    store = open_store(path)
    begin(store)
    store.close()
    copy = tmp_path / "copy.json"
    shutil.copy(path, copy)
    alone = open_store(copy)
    assert titles(alone) == ["Task 0"]
    assert list(alone.history()) == []
    rename(alone, "Build")
    assert [commit.rev for commit in alone.history()] == [2]
    alone.close()
    assert titles(open_store(copy)) == ["Build"]


def test_a_session_notices_when_another_makes_the_log_beside_a_lone_file(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.json"
    shutil.copy(path, copy)
    mine, theirs = open_store(copy), open_store(copy)
    begin(mine)
    assert [commit.rev for commit in theirs.refresh()] == [1]
    assert rename(theirs, "Build").rev == 2
    assert [commit.rev for commit in mine.refresh()] == [2]


def test_a_store_that_is_taken_away_is_never_made_again(path: Path) -> None:
    store = open_store(path)
    begin(store)
    shutil.move(f"{path}.d", f"{path}.away")
    outcome = put(store, retitled(store, "Build"))
    assert isinstance(outcome, Rejected)
    assert outcome.read_only
    assert "is gone or was replaced" in outcome.reason
    assert not Path(f"{path}.d").exists()
    assert titles(store) == ["Task 0"]
    shutil.move(f"{path}.away", f"{path}.d")
    rename(store, "Build")


def test_a_file_that_is_taken_away_is_noticed(path: Path) -> None:
    store = open_store(path)
    begin(store)
    path.unlink()
    outcome = put(store, retitled(store, "Build"))
    assert isinstance(outcome, Rejected)
    assert outcome.read_only
    store.close()
    assert not path.exists()


def test_another_store_in_the_place_of_this_one_is_noticed(path: Path, tmp_path: Path) -> None:
    store = open_store(path)
    begin(store)
    init_store(tmp_path / "other.json").close()
    (tmp_path / "other.json").rename(path)
    outcome = put(store, retitled(store, "Build"))
    assert isinstance(outcome, Rejected)
    assert "another store" in outcome.reason
    for _ in range(8):
        store.refresh()
    assert "another store" in store.read_only


def test_a_log_set_back_to_an_older_copy_is_noticed(path: Path) -> None:
    store = open_store(path)
    begin(store)
    rename(store, "Build")
    Path(f"{path}.d/log/000000002").unlink()
    outcome = put(store, retitled(store, "Launch"))
    assert isinstance(outcome, Rejected)
    assert "older state" in outcome.reason
    assert not Path(f"{path}.d/log/000000003").exists()


def test_read_only_comes_and_goes_with_the_reason(path: Path) -> None:
    store = open_store(path)
    begin(store)
    away = path.with_name("away.json")
    path.rename(away)
    for _ in range(8):
        store.refresh()
    assert "is gone" in store.read_only
    away.rename(path)
    for _ in range(8):
        store.refresh()
    assert store.read_only == ""


def test_a_commit_in_doubt_is_found_by_its_id(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(path)
    begin(store)
    real = os.fsync

    def failing(descriptor: int) -> None:
        real(descriptor)
        if os.path.sameopenfile(descriptor, store.place.log):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    ops = retitled(store, "Build")
    outcome = put(store, ops, "mine")
    assert isinstance(outcome, InDoubt)
    assert outcome.commit_id == "mine"
    monkeypatch.setattr(os, "fsync", real)
    assert committed(put(store, ops, "mine")).rev == 2
    assert titles(store) == ["Build"]
    assert next(store.history()).commit_id == "mine"


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
@pytest.mark.parametrize("number", [28, 122, 27, 30])
def test_a_write_that_fails_leaves_the_store_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    store = open_store(path)
    begin(store)
    before = _files(path.parent)

    def failing(*_args: object, **_options: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, failing)
    outcome = put(store, retitled(store, "Build"))
    monkeypatch.undo()
    assert isinstance(outcome, Rejected)
    assert os.strerror(number) in outcome.reason
    assert outcome.read_only == (number == 30)
    assert _files(path.parent) == before
    assert titles(store) == ["Task 0"]
    rename(store, "Build")


def test_a_hung_holder_of_the_lock_stops_nobody(path: Path) -> None:
    mine, theirs = open_store(path), open_store(path)
    theirs._files.deadline = 0.05
    with mine._log.turn() as had:
        assert had
        begin(theirs)
    assert "no lock" in theirs.notice
    assert titles(theirs) == ["Task 0"]


def test_the_owner_of_a_commit_file_vouches_for_its_author(path: Path) -> None:
    store = open_store(path)
    begin(store)
    done = rename(store, "Build").commit
    assert done.uid == os.getuid()
    assert store.is_verified(done)
    if os.getuid() == 0:
        os.chown(f"{path}.d/log/000000002", 65534, -1)
        assert not store.is_verified(done)


def test_a_damaged_old_commit_ends_the_history_and_says_so(path: Path) -> None:
    store = open_store(path)
    begin(store)
    for at in range(3):
        rename(store, f"v{at}")
    file = Path(f"{path}.d/log/000000002")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes().replace(b"v0", b"v9"))
    assert [commit.rev for commit in store.history()] == [4, 3]
    assert "000000002 is damaged" in store.notice


def test_a_big_store_is_snapshotted_by_another_process(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmtui.store.disk.upkeep.MANY", 1)
    monkeypatch.setattr("pmtui.store.disk.upkeep.SNAPSHOT_SECONDS", 0)
    started: list[tuple[str, ...]] = []
    spawn = child_process.spawn

    def spawned(*words: str, source: int | None = None) -> int:
        started.append(words)
        number = spawn(*words, source=source)
        os.waitpid(number, 0)
        return number

    monkeypatch.setattr("pmtui.store.disk.child_process.spawn", spawned)
    store = open_store(path)
    begin(store, tasks=3)
    store.close()
    assert [words[0] for words in started] == ["snapshot"]
    assert json.loads(path.read_bytes())["_meta"]["1"]["rev"] == 1


def test_descriptors_are_given_back(path: Path) -> None:
    for _ in range(3):
        store = open_store(path)
        if store.workspace.revision:
            rename(store, f"v{store.workspace.revision}")
        else:
            begin(store)
        store.close()
    held = [
        link
        for fd in Path("/proc/self/fd").iterdir()
        if (link := _link(fd)).startswith(str(path.parent))
    ]
    assert held == []


def _link(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""  # The one that listed them.
