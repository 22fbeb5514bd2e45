"""This file tests that past states are reached back from now, over archives, and from backups."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest

from pmtui import clock
from pmtui.model.changes.as_of import HorizonError, OutOfReachError, moment_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.maintenance.compact import compact
from pmtui.store.snapshots.backups import write_backup
from tests.store.conftest import Opener
from tests.store.writing import begin, rename, titles

DAY = date(2026, 11, 2)


def _title_at(store: DiskStore, when: int | date | datetime) -> str:
    past = store.past(moment_of(when, UTC))
    (task,) = past.workspace.tasks.values()
    return task.title


def _filled(path: Path, count: int) -> DiskStore:
    """A store whose task is called by the number of its revision."""
    store = open_store(path)
    begin(store)
    _rename_on(store, 2, count)
    return store


def _rename_on(store: DiskStore, first: int, last: int) -> None:
    """Rename the task by the number of each revision, each in a millisecond of its own."""
    for revision in range(first, last + 1):
        sleep(0.002)
        rename(store, f"r{revision}")


def _back_up(store: DiskStore) -> None:
    """Keep the state of now as a backup."""
    store.snapshot()
    data = store.place.path.read_bytes()
    write_backup(store.place, data, DAY, store.workspace.revision, 0o600)


def _lose_commits(path: Path, first: int, last: int) -> None:
    for revision in range(first, last + 1):
        Path(f"{path}.d/log/{revision:09d}").unlink()


def test_every_revision_can_be_seen_again(opened: Opener) -> None:
    store = opened()
    begin(store)
    for at in (2, 3, 4):
        rename(store, f"r{at}")
    for at in (4, 3, 2):
        past = store.past(moment_of(at, UTC))
        assert [row.title for row in past.workspace.tasks.values()] == [f"r{at}"]
    assert store.past(moment_of(0, UTC)).workspace.tasks == {}
    assert titles(store) == ["r4"]


def test_an_instant_shows_what_was_committed_by_then(path: Path) -> None:
    store = _filled(path, 4)
    stamps = [commit.ts for commit in store.history()]
    made = datetime.fromisoformat(stamps[0])
    assert _title_at(store, made) == "r4"
    assert store.past(moment_of(date(2020, 1, 1), UTC)).workspace.tasks == {}
    with pytest.raises(OutOfReachError, match="there is no revision 5"):
        store.past(moment_of(5, UTC))


def test_going_back_goes_on_in_the_archives(path: Path) -> None:
    store = _filled(path, 12)
    compact(store, keep_commits=3, keep_days=-1)
    assert [_title_at(store, at) for at in (11, 7, 2)] == ["r11", "r7", "r2"]
    store.close()
    assert _title_at(open_store(path), 5) == "r5"


def test_where_commits_are_lost_a_backup_behind_them_is_used(path: Path) -> None:
    store = _filled(path, 6)
    _back_up(store)
    for revision in range(7, 13):
        rename(store, f"r{revision}")
    store.close()
    _lose_commits(path, 9, 10)
    store = open_store(path)
    assert [_title_at(store, at) for at in (11, 10)] == ["r11", "r10"]
    assert [_title_at(store, at) for at in (8, 7, 6, 5, 2)] == ["r8", "r7", "r6", "r5", "r2"]
    with pytest.raises(HorizonError, match="back to revision 10"):
        store.past(moment_of(9, UTC))


def test_an_instant_is_shown_from_a_backup_only_where_that_is_certain(path: Path) -> None:
    store = _filled(path, 3)
    _back_up(store)
    _rename_on(store, 4, 7)
    stamps = {one.rev: datetime.fromisoformat(one.ts) for one in store.history()}
    store.close()
    _lose_commits(path, 5, 5)
    store = open_store(path)
    assert _title_at(store, stamps[3]) == "r3"
    assert _title_at(store, stamps[2]) == "r2"
    with pytest.raises(HorizonError):
        store.past(moment_of(stamps[4], UTC))


def test_a_damaged_backup_is_passed_over(path: Path) -> None:
    store = _filled(path, 4)
    _back_up(store)
    rename(store, "r5")
    store.close()
    _lose_commits(path, 5, 5)
    (backup,) = Path(f"{path}.d/backups").glob("plan-2026-11-02-*")
    backup.chmod(0o600)
    backup.write_bytes(backup.read_bytes()[:-9])
    _lose_commits(path, 1, 1)
    store = open_store(path)
    with pytest.raises(HorizonError, match="begins with revision 5"):
        store.past(moment_of(3, UTC))


def test_a_copy_of_the_file_alone_has_only_its_present(path: Path) -> None:
    store = _filled(path, 3)
    store.close()
    alone = path.with_name("alone.json")
    alone.write_bytes(path.read_bytes())
    copy = open_store(alone)
    assert _title_at(copy, 3) == "r3"
    with pytest.raises(HorizonError, match="begins with revision 3, as it is now"):
        copy.past(moment_of(2, UTC))


def test_a_commit_from_a_clock_a_year_ahead_hides_neither_the_past_nor_what_came_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _filled(path, 4)
    with monkeypatch.context() as patch:
        ahead = clock.now() + timedelta(days=365)
        patch.setattr(clock, "now", lambda: ahead)
        rename(store, "r5")
    _rename_on(store, 6, 8)
    stamps = {one.rev: datetime.fromisoformat(one.ts) for one in store.history()}
    assert stamps[5] == max(stamps.values())
    for revision in (2, 3, 4, 6, 7, 8):
        assert _title_at(store, stamps[revision]) == f"r{revision}"
    assert _title_at(store, clock.now()) == "r8"


def test_a_backup_leads_past_a_commit_from_a_clock_ahead(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _filled(path, 3)
    _back_up(store)
    with monkeypatch.context() as patch:
        ahead = clock.now() + timedelta(days=365)
        patch.setattr(clock, "now", lambda: ahead)
        rename(store, "r4")
    _rename_on(store, 5, 9)
    stamps = {one.rev: datetime.fromisoformat(one.ts) for one in store.history()}
    _lose_commits(path, 8, 8)
    assert _title_at(store, stamps[6]) == "r6"


def test_old_commits_are_archived_though_a_clock_was_ahead(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path)
    with monkeypatch.context() as patch:
        ahead = clock.now() + timedelta(days=365)
        patch.setattr(clock, "now", lambda: ahead)
        begin(store)
        for revision in range(2, 9):
            rename(store, f"r{revision}")
    for revision in range(1, 9):
        os.utime(f"{path}.d/log/{revision:09d}", (0, 0))
    assert compact(store, keep_commits=2, keep_days=30).archived == 6
