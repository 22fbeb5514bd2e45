"""This file measures the store: a commit and an opening at two sizes, against a raw append.

Run it with `python -m benchmarks.store [SIZE ...]`.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from benchmarks.stores import make_store
from pmtui import clock
from pmtui.model.changes.ops import Ops, create, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.outcome import Committed, Draft
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore

SIZES: Final = (10_000, 100_000)
COMMITS: Final = 300
OPENINGS: Final = 5
POLLS: Final = 2_000
_RECORD: Final = b"x" * 340


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each size and the ratio of the last to the first."""
    sizes = [int(one) for one in arguments] or SIZES
    tails = [_measured(size) for size in sizes]
    if len(tails) > 1:
        _say(f"commit p95 at {sizes[-1]:,} / at {sizes[0]:,}: {tails[-1] / tails[0]:.1f}")


def _measured(size: int) -> float:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "plan.json"
        make_store(path, size)
        control = _times(_appender(Path(folder) / "raw"), COMMITS)
        parsing = median(_times(lambda: json.loads(path.read_bytes()), 3))
        opening = median(_times(lambda: open_store(path).close(), OPENINGS))
        peak, length = _peak(path), path.stat().st_size
        store = open_store(path)
        gc.collect()
        commits = _times(_committer(store), COMMITS)
        poll = median(_times(store.refresh, POLLS))
        store.close()
    raw, ours = _p95(control), _p95(commits)
    _say(f"{size:,} tasks")
    _say(f"  raw append + fsync   p50 {_ms(median(control))}  p95 {_ms(raw)}   (control)")
    _say(f"  commit               p50 {_ms(median(commits))}  p95 {_ms(ours)}   {ours / raw:.1f} x")
    _say(f"  json.loads           {_ms(parsing)}   (control)")
    _say(f"  open                 {_ms(opening)}   {opening / parsing:.2f} x")
    _say(f"  memory of opening    {peak >> 20:,} MiB   (the file: {length >> 20:,} MiB)")
    _say(f"  refresh when idle    {poll * 1e6:.1f} us")
    return ours


def _peak(path: Path) -> int:
    """Bytes of memory that a process takes at most which does nothing but open a store."""
    words = (
        "import resource, sys; from pathlib import Path; "
        "from pmtui.store.disk.making_and_opening import open_store; "
        "open_store(Path(sys.argv[1])); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
    )
    command = [sys.executable, "-c", words, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def _times(work: Callable[[], object], count: int) -> list[float]:
    taken = []
    for _ in range(count):
        start = clock.monotonic()
        work()
        taken.append(clock.monotonic() - start)
    return taken


def _appender(path: Path) -> Callable[[], None]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> None:
        os.write(descriptor, _RECORD)
        os.fsync(descriptor)

    return append


def _committer(store: DiskStore) -> Callable[[], None]:
    ids = list(store.workspace.tasks)
    numbers = iter(range(1, COMMITS + 1))

    def commit() -> None:
        number = next(numbers)
        row = store.workspace.tasks[ids[number * 7 % len(ids)]]
        ops = _a_change(store.workspace, row, number)
        outcome = store.commit(Draft(f"bench-{number}", ops, "bench", "bench"), settle)
        if not isinstance(outcome, Committed):
            raise TypeError(str(outcome))

    return commit


def _a_change(workspace: Workspace, row: Task, number: int) -> Ops:
    """A new title, a card moved to another column or a new task, in turn."""
    kind = number % 3
    if kind == 0:
        return edit("tasks", row, title=f"Title {number}")
    if kind == 1:
        others = (one.id for one in workspace.board_of(row.component) if one.id != row.column)
        return edit("tasks", row, column=next(others))
    fresh = Task(
        id=clock.milliseconds() << 12 | number, title=f"New {number}", component=row.component
    )
    return (create("tasks", fresh),)


def _p95(taken: Sequence[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:7.2f} ms"


if __name__ == "__main__":
    main(sys.argv[1:])
