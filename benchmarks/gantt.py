"""This file measures the roadmap of one project of 10,000 linked tasks: a key to its last byte.

Run it with `python -m benchmarks.gantt`. The control is the cursor of the board on the same store
in the same run; processor time stands beside the clock, for machines that others use as well.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.stores import make_store
from benchmarks.terminal import FRAME_SECONDS, QUIET_SECONDS, Terminal
from pmtui import clock
from pmtui.model.changes.ops import apply, create, settle_keys
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.ids import IdSource
from pmtui.model.ranks import even_ranks
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.disk.making_and_opening import init_store

MARKER = "number"
"""A word of every task's title."""
BUDGET = 50.0
"""Milliseconds within which a key is painted, in 95 of 100 cases."""
_PER_SUMMARY = 20
_KEYS: Sequence[tuple[str, Sequence[bytes]]] = (
    ("cursor down", (b"j", b"k")),
    ("half a page", (b"\x04", b"\x15")),
    ("scroll in time", (b"l", b"h")),
    ("zoom", (b"_", b"+")),
    ("last row, first row", (b"G", b"g")),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=60, help="keys counted of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        path = Path(folder) / "plan.json"
        make_plan(path, options.tasks)
        control = _control(Path(folder) / "board.json", options.tasks, options.keys)
        terminal = _opened(path, "roadmap")
        for name, keys in _KEYS:
            _report(name, *_timed(terminal, keys, options.keys), control)
        terminal.press(b"j")
        count = options.keys // 4 * 2
        told = _timed(terminal, (b"L", b"x"), count, FRAME_SECONDS)
        _report("bar later: told", *told, control)
        kept = _timed(terminal, (b")", b"\r"), count, FRAME_SECONDS)
        _report("bar longer: kept", *kept, control)
        terminal.close()


def make_plan(path: Path, tasks: int) -> None:
    """Write a store with one project of summaries, each with a chain of linked tasks below it."""
    empty = Workspace(known_tables())
    ids = IdSource(clock.milliseconds, 1)
    today = clock.today("UTC")
    project = Component(
        id=ids.draw(), kind="project", name="Large", state="executing",
        start=today - timedelta(days=30),
    )  # fmt: skip
    ops = [create("components", project)]
    summary = before = 0
    for at, rank in enumerate(even_ranks(tasks)):
        is_summary = at % _PER_SUMMARY == 0
        task = Task(
            id=ids.draw(),
            component=project.id,
            title=f"Task number {at:06}",
            parent=0 if is_summary else summary,
            outline_rank=rank,
            duration=None if is_summary else 480 * (1 + at % 5),
            percent=at * 7 % 100,
        )
        ops.append(create("tasks", task))
        if is_summary:
            summary, before = task.id, 0
            continue
        if before:
            link = Link(id=ids.draw(), predecessor=before, successor=task.id, component=project.id)
            ops.append(create("links", link))
        before = task.id
    settled = settle_keys(empty, tuple(ops))
    init_store(path, workspace=apply(empty, settled))


def _opened(path: Path, view: str) -> Terminal:
    command = [sys.executable, "-m", "pmtui", str(path), "--scope", "P-1", "--view", view]
    terminal = Terminal(command, 160, 45)
    terminal.seconds_to(MARKER)
    terminal.settle(1.0)
    return terminal


def _control(path: Path, tasks: int, count: int) -> float:
    """The 95th percentile of a cursor key on the board, in milliseconds."""
    make_store(path, tasks)
    terminal = _opened(path, "board")
    times, _, _ = _timed(terminal, (b"j", b"k"), count)
    terminal.close()
    return statistics.quantiles(times, n=20)[-1]


def _timed(
    terminal: Terminal, keys: Sequence[bytes], count: int, quiet: float = QUIET_SECONDS
) -> tuple[list[float], list[int], float]:
    """Milliseconds and bytes of each key, and the processor's milliseconds a key."""
    for key in keys:
        terminal.press(key)
        terminal.settle(0.3)
    times: list[float] = []
    sizes: list[int] = []
    before = terminal.cpu_seconds()
    for at in range(count):
        seconds, size = terminal.press(keys[at % len(keys)], quiet)
        times.append(seconds * 1000)
        sizes.append(size)
        terminal.settle(0.2)
    return times, sizes, (terminal.cpu_seconds() - before) * 1000 / count


def _report(
    name: str, times: list[float], sizes: list[int], processor: float, control: float
) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    most = statistics.quantiles(sizes, n=20)[-1]
    kept = "ok" if p95 <= BUDGET else "OVER"
    print(
        f"{name:<22} p95 {p95:5.0f} ms = {p95 / control:4.1f} C   median "
        f"{statistics.median(times):4.0f} ms   processor {processor:5.1f} ms a key   "
        f"{most:6.0f} bytes   budget {BUDGET:.0f} ms {kept}"
    )


if __name__ == "__main__":
    main()
