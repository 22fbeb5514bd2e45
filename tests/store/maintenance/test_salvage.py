"""This file tests that what can be read of a damaged store is saved and the rest is listed."""

from pathlib import Path

import pytest

from pmtui.model.storing.care import StoreError
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.salvage import salvage
from tests.store.writing import begin, rename, titles


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with three tasks and two commits after its snapshot."""
    store = open_store(path)
    begin(store, tasks=3)
    store.snapshot()
    rename(store, "Build")
    rename(store, "Launch")
    store._upkeep._own_commits = 0
    store.close()
    return path


def _break_commit(path: Path, revision: int) -> None:
    file = Path(f"{path}.d/log/{revision:09d}")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-4])


def test_a_sound_store_is_saved_whole(filled: Path, tmp_path: Path) -> None:
    done = salvage(filled, tmp_path / "out.json")
    assert (done.revision, done.lost, done.quarantine) == (3, (), "")
    assert titles(open_store(tmp_path / "out.json")) == ["Launch", "Task 1", "Task 2"]


def test_a_damaged_commit_stops_the_replay_and_is_kept_apart(filled: Path, tmp_path: Path) -> None:
    _break_commit(filled, 3)
    broken = Path(f"{filled}.d/log/000000003").read_bytes()
    done = salvage(filled, tmp_path / "out.json")
    assert done.revision == 2
    assert any("000000003" in line for line in done.lost)
    assert (Path(done.quarantine) / "000000003").read_bytes() == broken
    assert Path(f"{filled}.d/log/000000003").read_bytes() == broken
    assert titles(open_store(tmp_path / "out.json"))[0] == "Build"


def test_a_damaged_file_is_made_anew_from_backup_and_log(filled: Path, tmp_path: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:100])
    done = salvage(filled, tmp_path / "out.json")
    assert done.revision == 3
    assert titles(open_store(tmp_path / "out.json")) == ["Launch", "Task 1", "Task 2"]


def test_without_backup_the_documents_that_can_be_read_are_saved(
    filled: Path, tmp_path: Path
) -> None:
    for one in Path(f"{filled}.d/backups").iterdir():
        one.unlink()
    text = filled.read_text("utf-8").replace('"title":"Task 1"', '"title":"Ta')
    filled.write_text(text, "utf-8")
    done = salvage(filled, tmp_path / "out.json")
    assert titles(open_store(tmp_path / "out.json")) == ["Task 0", "Task 2"]
    assert any("Ta" in line or "201" in line for line in done.lost)
    assert any("commits 1 to 3" in line for line in done.lost)


def test_nothing_is_made_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(b"\x00" * 100)
    with pytest.raises(StoreError, match="nothing in it can be read"):
        salvage(tmp_path / "plan.json", tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_a_store_is_never_saved_over_another(filled: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        salvage(filled, filled)
    assert filled.read_bytes() == before
