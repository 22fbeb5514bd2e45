"""This file cuts the power of a disk under a writer, and of one that does not sync, to compare."""

import random
import time
from pathlib import Path

import pytest

from pmtui.store.disk.making_and_opening import init_store
from tests.store.writing import begin
from tests.torture.conftest import Tell
from tests.torture.deeds import add_for_ever, add_without_sync
from tests.torture.harness import Child, Work, amount, needs
from tests.torture.mounts import Disk
from tests.torture.test_kills import sound_after

pytestmark = [pytest.mark.root, needs("mkfs.ext4", "mount", root=True)]


def _cut_under(disk: Disk, work: Work, seconds: float, round_: int) -> list[tuple[int, int]]:
    """The (revision, task) that a writer was told before the power went."""
    path = disk.at / "plan.json"
    with Child(work, path, round_ * 1_000_000) as writer:
        first = writer.hear()
        assert first, "the writer ended before its first commit"
        assert not first.startswith("failed"), first
        time.sleep(seconds)
        disk.cut()
        writer.kill()
        said = [line.split() for line in (first, *writer.heard_whole())]
    disk.unmount()
    disk.mount()
    return [(int(one[0]), int(one[1])) for one in said if one[0].isdecimal()]


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A new disk with a store on it."""
    made = Disk(tmp_path)
    made.mount()
    store = init_store(made.at / "plan.json")
    begin(store)
    store.close()
    return made


def test_no_acknowledged_commit_is_lost_when_the_power_goes(disk: Disk, tell: Tell) -> None:
    dice = random.Random(3)
    cuts = amount(6, 40)
    told: list[tuple[int, int]] = []
    try:
        for cut in range(1, cuts + 1):
            told += _cut_under(disk, add_for_ever, dice.uniform(0, 0.2), cut)
            sound_after(disk.at / "plan.json", told)
    finally:
        disk.unmount()
    tell(3, f"{cuts} power cuts on ext4, {len(told)} commits acknowledged, 0 lost")


def test_a_writer_that_does_not_sync_loses_when_the_power_goes(disk: Disk, tell: Tell) -> None:
    lost = 0
    cuts = amount(2, 8)
    try:
        for cut in range(1, cuts + 1):
            told = _cut_under(disk, add_without_sync, 0.1, cut)
            log = disk.at / "plan.json.d" / "log"
            lost += sum(not _is_whole(log / f"{rev:09d}") for rev, _ in told)
    finally:
        disk.unmount()
    assert lost > 0
    tell(3, f"the same writer without fsync: {cuts} power cuts, {lost} acknowledged commits lost")


def _is_whole(commit: Path) -> bool:
    return commit.exists() and commit.stat().st_size > 0
