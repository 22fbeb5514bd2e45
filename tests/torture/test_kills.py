"""This file kills writers in the middle of their work and counts what they were told is kept."""

import random
import time
from collections.abc import Iterable
from pathlib import Path

from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.check import check_store
from tests.torture.conftest import Tell
from tests.torture.deeds import add_for_ever
from tests.torture.harness import Child, amount

WRITERS = 4
_OWN = 1_000_000


def sound_after(path: Path, told: Iterable[tuple[int, int]]) -> int:
    """The newest revision of a store that must hold every acknowledged (revision, task)."""
    acknowledged = list(told)
    assert len({rev for rev, _ in acknowledged}) == len(acknowledged), "a revision was given twice"
    store = open_store(path)
    commits = {commit.rev: commit for commit in store.history()}
    newest = store.workspace.revision
    assert sorted(commits) == list(range(1, newest + 1))
    lost = [
        (rev, task)
        for rev, task in acknowledged
        if rev not in commits or commits[rev].commit_id != f"add-{task}"
        or task not in store.workspace.tasks
    ]  # fmt: skip
    assert not lost
    assert store.read_only == ""
    store.close()
    assert not [one for one in check_store(path) if one.grade == "bad"]
    return newest


def test_no_acknowledged_commit_is_lost_when_writers_are_killed(filled: Path, tell: Tell) -> None:
    dice = random.Random(7)
    kills = amount(60, 500)
    told: list[tuple[int, int]] = []
    writers = [_begun(filled, at) for at in range(WRITERS)]
    for kill in range(WRITERS, WRITERS + kills):
        time.sleep(dice.uniform(0, 0.02))
        at = dice.randrange(WRITERS)
        told += _killed(writers[at])
        writers[at] = _begun(filled, kill)
    for writer in writers:
        told += _killed(writer)
    newest = sound_after(filled, told)
    assert len(told) >= kills
    tell(1, f"{kills + WRITERS} kills of {WRITERS} writers, {len(told)} commits acknowledged, "
            f"0 lost, revisions 1 to {newest} without a gap")  # fmt: skip


def _begun(path: Path, number: int) -> Child:
    return Child(add_for_ever, path, (number + 1) * _OWN)


def _killed(writer: Child) -> list[tuple[int, int]]:
    first = writer.hear()
    assert first, "a writer ended before its first commit"
    assert not first.startswith("failed"), first
    writer.kill()
    said = [line.split() for line in (first, *writer.heard_whole())]
    assert all(one[0] != "failed" for one in said), said[-1]
    writer.wait()
    writer.close()
    return [(int(rev), int(task)) for rev, task in said]
