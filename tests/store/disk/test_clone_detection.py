"""This file tests a store that came through git, which keeps no empty folders and adds files."""

import shutil
from pathlib import Path

import pytest

from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.check import check_store
from tests.store.writing import begin, rename, titles


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with a task and two commits, one of them after its snapshot."""
    store = open_store(path)
    begin(store)
    store.snapshot()
    rename(store, "Later")
    return path


@pytest.mark.parametrize("missing", [("backups",), ("presence",), ("backups", "presence")])
def test_missing_folders_read_as_empty_and_the_first_write_makes_them(
    filled: Path, missing: tuple[str, ...]
) -> None:
    root = Path(f"{filled}.d")
    for name in missing:
        shutil.rmtree(root / name)
    store = open_store(filled)
    assert (store.read_only, titles(store)) == ("", ["Later"])
    check_store(filled)
    assert not any((root / name).exists() for name in missing)
    assert rename(store, "Again").rev == 3
    assert all((root / name).is_dir() for name in missing)
    store.close()
    assert titles(open_store(filled)) == ["Again"]


def test_without_a_log_the_file_counts_and_the_next_commit_begins_one(path: Path) -> None:
    store = open_store(path)
    begin(store)
    store.close()
    for name in ("log", "backups", "presence"):
        shutil.rmtree(Path(f"{path}.d/{name}"))
    store, other = open_store(path), open_store(path)
    assert (store.read_only, titles(store)) == ("", ["Task 0"])
    assert rename(store, "Later").rev == 2
    for _ in range(17):
        other.refresh()
    assert titles(other) == ["Later"]
    store.close()
    assert titles(open_store(path)) == ["Later"]


STRAYS = (
    "README",
    ".gitkeep",
    "000000002.orig",
    "12",
    "0000000099",
    "000000099",
    "notes/",
    "000000098/",
)


@pytest.mark.parametrize("stray", STRAYS)
def test_a_stray_file_in_the_log_is_reported_and_stops_nobody(filled: Path, stray: str) -> None:
    file = Path(f"{filled}.d/log") / stray
    if stray.endswith("/"):
        file.mkdir()
    else:
        file.write_text("not a commit", "utf-8")
        file.chmod(0o400)
    store = open_store(filled)
    assert (store.read_only, titles(store)) == ("", ["Later"])
    assert rename(store, "Again").rev == 3
    store.close()
    found = [(one.grade, one.where) for one in check_store(filled)]
    assert found == [("odd", f"log/{stray.rstrip('/')}")]


@pytest.mark.parametrize("numbers", [(98, 99), (4, 98, 99), (4, 5), (98,)])
def test_several_stray_files_in_the_log_are_no_damage(
    filled: Path, numbers: tuple[int, ...]
) -> None:
    for number in numbers:
        file = Path(f"{filled}.d/log/{number:09d}")
        file.write_text("not a commit", "utf-8")
        file.chmod(0o400)
    found = [(one.grade, one.where) for one in check_store(filled)]
    assert found == [("odd", f"log/{number:09d}") for number in numbers]


def test_a_damaged_commit_before_stray_files_is_damage(filled: Path) -> None:
    for number in (2, 98, 99):
        file = Path(f"{filled}.d/log/{number:09d}")
        file.chmod(0o600) if file.exists() else None
        file.write_text("not a commit", "utf-8")
        file.chmod(0o400)
    found = [(one.grade, one.where) for one in check_store(filled)]
    assert ("bad", "000000002") in found
