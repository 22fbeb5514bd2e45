"""This file tests that old commits move to an archive and stay readable from there."""

import os
from pathlib import Path

import pytest

from pmtui.model.storing.care import ReadOnlyStoreError
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.maintenance.check import check_store
from pmtui.store.maintenance.compact import compact
from tests.store.writing import add_task, begin, rename, titles


def _with_commits(path: Path, count: int) -> DiskStore:
    store = open_store(path)
    begin(store)
    for at in range(count - 1):
        rename(store, f"v{at}")
    return store


def _names(path: Path, folder: str) -> list[str]:
    return sorted(one.name for one in Path(f"{path}.d/{folder}").iterdir())


def test_old_commits_move_to_an_archive_and_stay_in_the_history(path: Path) -> None:
    store = _with_commits(path, 12)
    before = list(store.history())
    done = compact(store, keep_commits=5, keep_days=-1)
    assert (done.archived, done.removed, done.left) == (7, 7, 0)
    assert _names(path, "log") == [f"{at:09d}" for at in range(8, 13)]
    assert "log-000000001-000000007.jsonl.gz" in _names(path, "backups")
    assert list(store.history()) == before
    again = open_store(path)
    assert list(again.history()) == before
    assert not [one for one in check_store(path) if one.grade == "bad"]


def test_young_commits_stay_however_many_they_are(path: Path) -> None:
    store = _with_commits(path, 12)
    assert compact(store, keep_commits=5, keep_days=30).archived == 0
    assert len(_names(path, "log")) == 12


def test_compacting_twice_makes_two_archives(path: Path) -> None:
    store = _with_commits(path, 10)
    compact(store, keep_commits=5, keep_days=-1)
    for at in range(4):
        rename(store, f"w{at}")
    assert compact(store, keep_commits=5, keep_days=-1).archived == 4
    assert [commit.rev for commit in open_store(path).history()] == list(range(14, 0, -1))


def test_a_session_behind_the_archives_catches_up_from_them(path: Path) -> None:
    behind = open_store(path)
    store = _with_commits(path, 12)
    compact(store, keep_commits=3, keep_days=-1)
    fresh = [commit.rev for _ in range(8) for commit in behind.refresh()]
    assert fresh == list(range(1, 13))
    assert titles(behind) == titles(store)


def test_a_session_behind_the_archives_never_writes_an_old_revision(path: Path) -> None:
    behind = open_store(path)
    store = _with_commits(path, 12)
    compact(store, keep_commits=3, keep_days=-1)
    store.close()
    assert behind.workspace.revision == 0
    assert add_task(behind, 300).rev == 13


def test_a_snapshot_older_than_the_log_goes_on_from_the_archives(path: Path) -> None:
    old = path.read_bytes()
    store = _with_commits(path, 12)
    compact(store, keep_commits=3, keep_days=-1)
    store.close()
    path.write_bytes(old)
    again = open_store(path)
    assert titles(again) == titles(store)
    assert again.workspace.revision == 12


def test_a_store_that_is_read_only_is_not_compacted(path: Path) -> None:
    store = _with_commits(path, 3)
    path.unlink()
    with pytest.raises(ReadOnlyStoreError, match="is gone"):
        compact(store)


def test_what_killed_writers_left_unfinished_goes_after_an_hour(path: Path) -> None:
    store = _with_commits(path, 2)
    old, young = (Path(f"{path}.d/.new-{name}") for name in ("old", "young"))
    for one in (old, young):
        one.write_bytes(b"half")
    os.utime(old, (0, 0))
    compact(store)
    assert not old.exists()
    assert young.exists()


def test_files_that_only_others_may_take_out_are_no_finding(path: Path) -> None:
    store = _with_commits(path, 12)
    kept = {at: Path(f"{path}.d/log/{at:09d}").read_bytes() for at in (1, 3, 4, 6)}
    compact(store, keep_commits=4, keep_days=-1)
    store.close()
    for at, data in kept.items():
        file = Path(f"{path}.d/log/{at:09d}")
        file.write_bytes(data)
        file.chmod(0o400)
    assert check_store(path) == ()
