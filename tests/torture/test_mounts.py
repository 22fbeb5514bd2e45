"""This file writes one store through two mounts that do not see each other's locks."""

from pathlib import Path

import pytest

from pmtui.store.disk.making_and_opening import open_store
from tests.store.writing import TASK
from tests.torture.conftest import Tell
from tests.torture.deeds import add_for_ever, add_unlocked, holds_the_lock, retitle_for_ever
from tests.torture.harness import Child, Work, amount, needs
from tests.torture.mounts import mirrored
from tests.torture.test_kills import sound_after

WRITERS = 4


def _told(paths: list[Path], work: Work) -> list[tuple[int, int]]:
    """What writers were told, each on its path, until each was told so often."""
    wanted = amount(100, 2_000)
    children = [Child(work, path, (at + 1) * 1_000_000, False) for at, path in enumerate(paths)]
    told: list[list[str]] = []
    for child in children:
        told += [child.hear().split() for _ in range(wanted)]
    for child in children:
        child.kill()
        told += [line.split() for line in child.heard_whole()]
        child.wait()
        child.close()
    assert all(one[0].isdecimal() for one in told), told
    return [(int(rev), int(task)) for rev, task in told]


@pytest.mark.root
@needs("bindfs", root=True)
def test_two_mounts_whose_locks_are_their_own_lose_nothing(
    filled: Path, tmp_path: Path, tell: Tell
) -> None:
    with (
        mirrored(filled.parent, tmp_path.with_name("left")) as left,
        mirrored(filled.parent, tmp_path.with_name("right")) as right,
    ):
        paths = [left / filled.name, right / filled.name]
        with Child(holds_the_lock, paths[0]) as holder, Child(holds_the_lock, paths[1]) as other:
            assert (holder.hear(), other.hear()) == ("True", "True"), "the mounts share their locks"
        told = _told(paths * 2, add_for_ever)
        newest = sound_after(filled, told)
    tell(4, f"two mounts with locks of their own, {WRITERS} writers: {len(told)} commits "
            f"acknowledged, 0 lost, no revision twice in {newest}")  # fmt: skip


def test_writers_without_any_lock_lose_nothing(filled: Path, tell: Tell) -> None:
    told = _told([filled] * WRITERS, add_unlocked)
    newest = sound_after(filled, told)
    tell(4, f"no locks at all, {WRITERS} writers: {len(told)} commits acknowledged, 0 lost, "
            f"no revision twice in {newest}")  # fmt: skip


def test_writers_of_one_field_never_overwrite_each_other_unseen(filled: Path, tell: Tell) -> None:
    each = amount(150, 1_000)
    children = [Child(retitle_for_ever, filled, f"w{at}", each) for at in range(WRITERS)]
    told = [line.split(maxsplit=1) for child in children for line in child.heard_whole()]
    kept = {int(rev): title for rev, title in told if rev != "0"}
    store = open_store(filled)
    titles = {commit.rev: commit.ops[0].new for commit in store.history() if commit.rev > 1}
    assert titles == kept
    olds = {commit.rev: commit.ops[0].old for commit in store.history() if commit.rev > 2}
    assert all(olds[rev] == titles[rev - 1] for rev in olds), "an edit hid another one"
    assert store.workspace.tasks[TASK].title == kept[max(kept)]
    tell(4, f"{WRITERS} writers of one field: {len(kept)} edits kept, {len(told) - len(kept)} "
            "refused as conflicts, 0 hidden")  # fmt: skip
