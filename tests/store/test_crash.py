"""This file kills writers in the middle of their work and counts what they were told is kept."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from pmtui.store.disk import open_store
from tests.store.writing import begin

KILLS: Final = 20
WRITERS: Final = 2
_ROOT: Final = Path(__file__).parents[2]
_WRITER: Final = """
import sys
from pathlib import Path
from pmtui.store.disk import open_store
from tests.store.writing import add_task

store = open_store(Path(sys.argv[1]))
first = int(sys.argv[2])
for at in range(first, first + 100_000):
    done = add_task(store, at, f"Task {at}")
    sys.stdout.write(f"{done.rev} {at}\\n")
    sys.stdout.flush()
"""


def _writer(path: Path, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str((number + 1) * 1_000_000)],
        cwd=_ROOT,
        env=os.environ | {"PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )


def _acknowledged(first: str, writer: subprocess.Popen[str]) -> dict[int, int]:
    """Revision and task id of every commit the writer was told is kept."""
    said = first + writer.communicate()[0]
    whole = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return {int(rev): int(task) for rev, task in whole}


def test_no_acknowledged_commit_is_lost_when_writers_are_killed(path: Path) -> None:
    store = open_store(path)
    begin(store)
    store.close()
    dice = random.Random(7)
    told: dict[int, int] = {}
    for kill in range(0, KILLS, WRITERS):
        writers = [_writer(path, kill + at) for at in range(WRITERS)]
        first = [writer.stdout.readline() for writer in writers if writer.stdout is not None]
        time.sleep(dice.uniform(0, 0.03))
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for line, writer in zip(first, writers, strict=True):
            told |= _acknowledged(line, writer)
    assert len(told) >= KILLS
    again = open_store(path)
    revisions = [commit.rev for commit in again.history()]
    assert revisions == list(range(len(revisions), 0, -1))
    assert set(told.values()) <= set(again.workspace.tasks)
    assert again.read_only == ""
    again.close()
