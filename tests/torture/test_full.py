"""This file takes space, inodes and permission away from a store, and gives them back."""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pmtui.model.merging.outcome import Committed, Rejected
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from tests.store.writing import begin, titles
from tests.torture.conftest import Tell
from tests.torture.deeds import ANN, TEAM, added, within_a_file_size
from tests.torture.deeds import owned as owned_by
from tests.torture.harness import Child, amount, needs, tree
from tests.torture.mounts import Disk, mounted, remounted

NOTES = "n" * 30_000
"""Large enough that writing it can fail half-way."""
_ROOT = [pytest.mark.root, needs("mount", root=True)]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A store on a file system of 2 MiB in memory with 200 inodes."""
    words = ("-t", "tmpfs", "-o", "size=2m,nr_inodes=200", "tmpfs")
    with mounted(tmp_path / "small", *words) as at:
        yield _begun(at / "plan.json")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A store on an ext4 of 8 MiB."""
    made = Disk(tmp_path, 8)
    made.mount()
    try:
        yield _begun(made.at / "plan.json")
    finally:
        made.unmount()


def _begun(path: Path) -> Path:
    store = init_store(path)
    begin(store, tasks=3)
    store.close()
    return path


def _seen(path: Path) -> list[str]:
    """The titles that a fresh reader sees, who may write too unless it says so."""
    store = open_store(path)
    found = [*titles(store), *filter(None, [store.read_only])]
    store.close()
    return found


def _ballast(path: Path, room: int) -> Callable[[], None]:
    """Fill a file system but for some bytes; what is given back makes room again."""
    file = path.with_name("ballast")
    with file.open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        left = os.statvfs(path.parent)
        ballast.write(b"x" * max(left.f_bavail * left.f_frsize - room, 0))
        if room == 0:
            while True:
                ballast.write(b"x" * 512)
    return file.unlink


def _many_files(path: Path, room: int) -> Callable[[], None]:
    folder = path.with_name("many")
    folder.mkdir()
    left = os.statvfs(path.parent).f_favail - room
    for at in range(left):
        (folder / str(at)).touch()
    return lambda: shutil.rmtree(folder)


def _tried(path: Path, store: DiskStore, task: int, clear: Callable[[], None]) -> bool:
    """Whether a commit was refused while something is in the way; it is kept once it is gone."""
    before = tree(path)
    outcome = added(store, task, NOTES)
    refused = isinstance(outcome, Rejected)
    if refused:
        assert tree(path) == before
        assert _seen(path) == titles(store)
        store.snapshot()
        assert _seen(path) == titles(store)
    clear()
    if refused:
        assert isinstance(added(store, task, NOTES), Committed)
    assert f"Task {task}" in _seen(path)
    return refused


def _swept(path: Path, obstruct: Callable[[Path, int], Callable[[], None]], rooms: range) -> int:
    with closing(open_store(path)) as store:
        return sum(
            _tried(path, store, 900 + at, obstruct(path, room)) for at, room in enumerate(rooms)
        )


@pytest.mark.root
@needs("mount", root=True)
def test_a_full_memory_disk_refuses_and_goes_on_with_space(small: Path, tell: Tell) -> None:
    rooms = range(0, 60_000, amount(12_000, 4_096))
    refused = _swept(small, _ballast, rooms)
    assert refused > 1
    tell(6, f"tmpfs full: {refused} of {len(rooms)} commits refused, the store byte for byte as "
            "it was, all kept once there was space")  # fmt: skip


@pytest.mark.root
@needs("mount", root=True)
def test_a_disk_without_inodes_refuses_and_goes_on_with_some(small: Path, tell: Tell) -> None:
    refused = _swept(small, _many_files, range(4))
    assert refused
    tell(6, f"no inodes: {refused} of 4 commits refused, likewise")


@pytest.mark.root
@needs("mount", "mkfs.ext4", root=True)
def test_a_full_ext4_refuses_and_goes_on_with_space(disk: Path, tell: Tell) -> None:
    rooms = range(0, 80_000, amount(16_000, 4_096))
    refused = _swept(disk, _ballast, rooms)
    assert refused
    tell(6, f"ext4 full: {refused} of {len(rooms)} commits refused, likewise")


def test_a_limit_on_file_sizes_refuses_and_goes_on_without_it(filled: Path, tell: Tell) -> None:
    limits = range(0, 30_000, amount(6_000, 1_024))
    for task, limit in enumerate(limits, 900):
        before = tree(filled)
        with Child(within_a_file_size, filled, task, limit, NOTES) as child:
            assert child.hear() == "Rejected File too large"
            assert tree(filled) == before
            child.say("go on")
            assert child.hear() == "Committed"
    tell(6, f"ulimit -f: {len(limits)} of {len(limits)} commits refused, likewise")


@pytest.mark.root
@needs("mount", root=True)
def test_a_disk_remounted_read_only_says_so_and_comes_back(small: Path, tell: Tell) -> None:
    with closing(open_store(small)) as store:
        before = tree(small)
        remounted(small.parent, "ro")
        outcome = added(store, 900)
        assert isinstance(outcome, Rejected)
        assert outcome.read_only
        assert tree(small) == before
        assert _seen(small)[:3] == titles(store)
        remounted(small.parent, "rw")
        for _ in range(8):
            store.refresh()
        assert store.read_only == ""
        assert isinstance(added(store, 900), Committed)
    tell(6, "remounted read-only: refused with the reason, readable, writable again by itself")


@pytest.mark.root
@needs(root=True)
@pytest.mark.parametrize("folder", ["plan.json.d/log", "plan.json.d"])
def test_permission_taken_away_says_so_and_comes_back(folder: str, tell: Tell) -> None:
    place = Path(tempfile.mkdtemp())
    os.chown(place, ANN, TEAM)
    path = place / "plan.json"
    try:
        with Child(owned_by, path, ANN) as child:
            assert child.hear() == "begun"
            before = tree(path)
            mode = stat.S_IMODE((place / folder).stat().st_mode)
            (place / folder).chmod(0o500)
            child.say("900")
            assert child.hear().startswith("Rejected")
            assert tree(path) == before
            (place / folder).chmod(mode)
            child.say("900")
            assert child.hear() == "Committed "
    finally:
        shutil.rmtree(place)
    tell(6, f"write permission of {folder} taken away: refused, writable again by itself")
