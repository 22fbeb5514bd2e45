"""This file tests that who may use a store is its own record's, not that of a copy's modes."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from pmtui.model.storing.care import Share
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.files.layout import StoreLocation
from pmtui.store.files.permission_drift import deviations, repaired_modes
from pmtui.store.files.sharing_modes import MODES, share_of
from pmtui.store.maintenance.check import check_store
from tests.store.writing import begin, rename, titles

UMASKS = (0o002, 0o022, 0o077)


def _store(folder: Path, share: Share) -> Path:
    path = folder / "plan.json"
    store = init_store(path, share)
    begin(store)
    store.close()
    return path


def _checked_out(path: Path, umask: int) -> None:
    """Give everything the modes that git or a plain copy gives, without setgid and sticky."""
    for one in (path, Path(f"{path}.d"), *Path(f"{path}.d").rglob("*")):
        one.chmod((0o777 if one.is_dir() else 0o666) & ~umask)


def _modes(path: Path, name: str) -> int:
    return stat.S_IMODE((path.parent / name).stat().st_mode)


@pytest.mark.parametrize("umask", UMASKS, ids="{:03o}".format)
@pytest.mark.parametrize("share", MODES)
def test_a_copy_goes_on_with_the_modes_of_the_store_and_is_mended(
    tmp_path: Path, share: Share, umask: int
) -> None:
    path = _store(tmp_path, share)
    _checked_out(path, umask)
    store = open_store(path)
    rename(store, "Later")
    store.close()
    modes = MODES[share]
    assert _modes(path, "plan.json.d/log/000000002") == modes.commit
    assert _modes(path, "plan.json") == modes.snapshot
    assert any("doctor --fix" in one.text for one in check_store(path))
    place = StoreLocation(path)
    assert repaired_modes(place, deviations(place)) == ()
    assert deviations(place) == ()
    place.close()
    assert check_store(path) == ()
    for one in Path(f"{path}.d").rglob("*"):
        wanted = modes.folder if one.is_dir() else modes.commit
        assert stat.S_IMODE(one.stat().st_mode) in {wanted, modes.snapshot}
    assert titles(open_store(path)) == ["Later"]


@pytest.mark.parametrize("share", MODES)
def test_a_store_of_an_older_build_is_read_by_its_modes_once(tmp_path: Path, share: Share) -> None:
    path = _store(tmp_path, share)
    record = Path(f"{path}.d/share")
    record.unlink()
    store = open_store(path)
    assert not record.exists()
    rename(store, "Later")
    store.close()
    assert record.exists()
    _checked_out(path, 0o022)
    assert StoreLocation(path).sharing().share == share


@pytest.mark.parametrize(
    ("file", "folder", "commit", "share"),
    [
        (0o644, 0o755, 0o644, "private"),
        (0o644, 0, 0, "private"),
        (0o640, 0o750, 0o440, "team"),
        (0o600, 0o700, 0o440, "team"),
        (0o664, 0o3775, 0o444, "readable"),
        (0o644, 0o755, 0o444, "readable"),
        (0o664, 0, 0, "readable"),
        (0o660, 0, 0, "team"),
    ],
)
def test_what_a_copy_left_tells_who_may_use_it_and_nothing_opens_it_to_all(
    file: int, folder: int, commit: int, share: Share
) -> None:
    assert share_of(file, folder, commit) == share


@pytest.mark.root
@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
@pytest.mark.parametrize("has_setgid", [False, True])
def test_the_group_is_the_records_though_a_copy_changed_it(
    tmp_path: Path, *, has_setgid: bool
) -> None:
    path = _store(tmp_path, "team")
    team = 60100
    for one in (path, Path(f"{path}.d"), *Path(f"{path}.d").rglob("*")):
        os.chown(one, -1, team, follow_symlinks=False)
    record = Path(f"{path}.d/share")
    record.chmod(0o600)
    record.write_text('{"share":"team","group":60100,"name":"60100"}', "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    shutil.copytree(f"{path}.d", other / "plan.json.d")
    shutil.copy(path, other / "plan.json")
    if has_setgid:
        (other / "plan.json.d").chmod(0o2770)
    store = open_store(other / "plan.json")
    rename(store, "Later")
    store.close()
    commit = other / "plan.json.d/log/000000002"
    assert (commit.stat().st_gid, stat.S_IMODE(commit.stat().st_mode)) == (team, 0o440)
    assert (other / "plan.json").stat().st_gid == team
