"""This file tests which backups are made and which are kept."""

import gzip
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from pmtui.model.changes.difference import diff
from pmtui.model.storing.care import Backup
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.log.commit_record import largest_store
from pmtui.store.maintenance.salvage import backup_workspace
from pmtui.store.snapshots.backups import backups, newest_good, superfluous
from tests.store.writing import begin, committed, put, rename, titles

START = date(2026, 1, 1)


def _daily(days: int, size: int = 1) -> list[Backup]:
    return [Backup(START + timedelta(at), at, f"b{at}", size) for at in range(days)]


def _kept(found: list[Backup], largest: int = 1 << 40) -> list[Backup]:
    gone = set(superfluous(found, largest))
    return [one for one in found if one not in gone]


def test_a_year_of_daily_backups_is_thinned_to_days_weeks_and_months() -> None:
    kept = [one.day for one in _kept(_daily(365))]
    assert kept[-7:] == [START + timedelta(at) for at in range(358, 365)]
    assert {day.isocalendar()[1] for day in kept} >= {50, 51, 52, 53}
    assert {day.month for day in kept} == set(range(1, 13))
    assert len(kept) == 7 + 2 + 11


def test_a_few_backups_are_all_kept() -> None:
    assert superfluous(_daily(7)) == ()


@given(some.integers(0, 500))
def test_thinning_twice_is_thinning_once(days: int) -> None:
    kept = _kept(_daily(days))
    assert superfluous(kept) == ()


def test_the_oldest_go_where_there_is_no_room_and_the_newest_stays() -> None:
    kept = _kept(_daily(30, size=10), largest=35)
    assert [one.revision for one in kept] == [27, 28, 29]
    assert len(_kept(_daily(3, size=100), largest=1)) == 1


def test_the_first_write_of_a_day_keeps_the_file_as_it_was(path: Path) -> None:
    for one in Path(f"{path}.d/backups").iterdir():
        one.unlink()
    was = path.read_bytes()
    store = open_store(path)
    begin(store)
    rename(store, "Build")
    (backup,) = backups(store.place)
    assert backup.revision == 0
    file = Path(f"{path}.d/backups/{backup.name}")
    assert gzip.decompress(file.read_bytes()) == was
    assert file.stat().st_mode & 0o777 == 0o400


def test_a_backup_is_restored_by_a_commit_like_any_other(path: Path) -> None:
    store = open_store(path)
    begin(store, tasks=2)
    store.snapshot()
    for one in Path(f"{path}.d/backups").iterdir():
        one.unlink()
    store._upkeep._backed_up = None
    rename(store, "Wrong")
    (backup,) = backups(store.place)
    ops = diff(store.workspace, backup_workspace(store, backup))
    assert committed(put(store, ops)).rev == 3
    assert titles(store) == ["Task 0", "Task 1"]
    found = newest_good(store.place, largest_store())
    assert found is not None
    assert diff(store.workspace, found.workspace) == ()
