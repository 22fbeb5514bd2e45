"""This file tests backups made on demand, and going back to one."""

from datetime import date
from pathlib import Path

import pytest

from pmtui.model.changes.difference import diff
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle_back
from pmtui.model.storing.care import MissingStoreError, ReadOnlyStoreError, StoreError
from pmtui.store.disk.making_and_opening import create, open_store
from pmtui.store.maintenance.salvage import backup_workspace, make_backup, resolve_backup, restore
from pmtui.store.snapshots.backups import backups
from tests.store.writing import begin, committed, rename, titles


def test_a_backup_holds_everything_as_it_is_now(path: Path) -> None:
    store = open_store(path)
    begin(store, tasks=2)
    made = make_backup(store)
    assert made.revision == 1
    assert diff(backup_workspace(store, made), store.workspace) == ()
    assert make_backup(store) == made
    assert (Path(f"{path}.d/backups") / made.name).stat().st_mode & 0o777 == 0o400


def test_going_back_is_a_commit_after_a_backup_of_now(path: Path) -> None:
    store = open_store(path)
    begin(store, tasks=2)
    made = make_backup(store)
    rename(store, "Wrong")
    ops = diff(store.workspace, backup_workspace(store, made))
    done = committed(restore(store, ops, settle_back, "s"))
    assert (done.rev, done.commit.action) == (3, "store.restore")
    assert titles(store) == ["Task 0", "Task 1"]
    assert [one.revision for one in backups(store.place)][:2] == [2, 1]


def test_going_back_is_refused_where_somebody_changed_the_same_meanwhile(path: Path) -> None:
    store, other = open_store(path), open_store(path)
    begin(store)
    made = make_backup(store)
    rename(store, "Wrong")
    ops = diff(store.workspace, backup_workspace(store, made))
    other.refresh()
    rename(other, "Right")
    outcome = restore(store, ops, settle_back, "s")
    assert isinstance(outcome, Rejected)
    assert outcome.conflicts[0].theirs == "Right"


def test_a_backup_is_found_by_its_name_its_revision_or_its_day(path: Path) -> None:
    store = open_store(path)
    begin(store)
    made = make_backup(store)
    assert resolve_backup(store, made.name) == made
    assert resolve_backup(store, 1) == made
    assert resolve_backup(store, made.day) == made
    with pytest.raises(MissingStoreError, match=r"there is no backup 7; there is 20\d\d-.*\(r1\)"):
        resolve_backup(store, 7)
    with pytest.raises(MissingStoreError, match="there is no backup 2020-01-01"):
        resolve_backup(store, date(2020, 1, 1))


def test_no_backup_is_made_of_what_cannot_be_written_or_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "alone.json"
    create(path, "private", alone=True)
    with pytest.raises(StoreError, match="the first commit makes it"):
        make_backup(open_store(path))
    store = open_store(path)
    begin(store)
    path.unlink()
    with pytest.raises(ReadOnlyStoreError, match="is gone"):
        make_backup(store)


def test_a_backup_of_another_store_is_not_taken(path: Path, tmp_path: Path) -> None:
    store = open_store(path)
    begin(store)
    made = make_backup(store)
    other = tmp_path / "other.json"
    create(other, "private")
    stranger = open_store(other)
    Path(f"{other}.d/backups/{made.name}").write_bytes(
        Path(f"{path}.d/backups/{made.name}").read_bytes()
    )
    with pytest.raises(StoreError, match="is another store's"):
        backup_workspace(stranger, resolve_backup(stranger, made.name))
