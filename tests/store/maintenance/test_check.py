"""This file tests that a check finds what is wrong and is quiet about what is right."""

import os
from pathlib import Path

import pytest

from pmtui.model.changes.ops import Op
from pmtui.model.merging.outcome import Draft
from pmtui.model.storing.care import MissingStoreError
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.check import check_store
from tests.store.writing import TASK, begin, rename


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with tasks and a few commits."""
    store = open_store(path)
    begin(store, tasks=3)
    rename(store, "Build")
    store.close()
    return path


def _found(path: Path) -> list[tuple[str, str]]:
    return [(one.grade, f"{one.where}: {one.text}") for one in check_store(path)]


def test_a_sound_store_gives_no_finding(filled: Path) -> None:
    assert _found(filled) == []


def test_a_missing_store_cannot_be_examined(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError):
        check_store(tmp_path / "plan.json")


def test_a_hand_edit_is_found(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes().replace(b"Task 2", b"Task Z"))
    assert any("changed outside pmtui" in text for _, text in _found(filled))


def test_a_damaged_commit_is_found_though_the_snapshot_holds_its_content(filled: Path) -> None:
    file = Path(f"{filled}.d/log/000000001")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes().replace(b"Task 2", b"Task Z"))
    assert any("000000001 is damaged" in text for grade, text in _found(filled) if grade == "bad")


def test_a_gap_is_found(filled: Path) -> None:
    store = open_store(filled)
    rename(store, "Launch")
    store.close()
    Path(f"{filled}.d/log/000000002").unlink()
    assert any("a gap" in text for _, text in _found(filled))


def test_a_damaged_backup_is_found(filled: Path) -> None:
    (backup,) = Path(f"{filled}.d/backups").iterdir()
    backup.chmod(0o600)
    backup.write_bytes(backup.read_bytes()[:-9])
    assert any("backup" in text for grade, text in _found(filled) if grade == "bad")


def test_a_reference_to_nothing_is_found(filled: Path) -> None:
    store = open_store(filled)
    ops = (Op("set", "tasks", TASK, "owner", old=0, new=12345),)
    store.commit(Draft("x", ops, "test", "s"), lambda _base, judged: judged)
    store.close()
    assert any("12345, which is not in people" in text for _, text in _found(filled))


def test_a_key_that_two_have_is_found(filled: Path) -> None:
    store = open_store(filled)
    ops = (Op("set", "tasks", TASK, "key", old="T-1", new="T-2"),)
    store.commit(Draft("x", ops, "test", "s"), lambda _base, judged: judged)
    store.close()
    assert any("has the key T-2" in text for _, text in _found(filled))


@pytest.mark.root
@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file away")
def test_a_commit_whose_file_belongs_to_somebody_else_is_found(filled: Path) -> None:
    os.chown(f"{filled}.d/log/000000002", 65534, -1)
    assert any("belongs to user 65534" in text for _, text in _found(filled))


def test_checking_changes_nothing(filled: Path) -> None:
    def state() -> dict[Path, tuple[bytes, int]]:
        files = (one for one in filled.parent.rglob("*") if one.is_file())
        return {one: (one.read_bytes(), one.stat().st_mtime_ns) for one in files}

    before = state()
    check_store(filled)
    assert state() == before
