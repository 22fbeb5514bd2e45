"""This file measures the screen through a pseudo terminal: first frame, keys, memory, idle.

Run it with `make bench`; figures are printed beside the budget and, where the budget is a ratio,
beside the control of the same run (an empty Textual app, `python -c pass`).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.stores import make_store
from benchmarks.terminal import FRAME_SECONDS, QUIET_SECONDS, Terminal

HERE = Path(__file__).parent
MARKER = "number"
"""A word of every task's title in the stores made here."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="starts counted of each program")
    parser.add_argument("--keys", type=int, default=60, help="keys counted of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        stores = {size: Path(folder) / f"{size}.json" for size in (1_000, 10_000, 100_000)}
        for size, path in stores.items():
            make_store(path, size)
        first_frames(stores, options.runs)
        keys(stores[10_000], options.keys)
        listing(stores[1_000], options.runs)
        idle(stores[10_000])
        kanban(options.runs)


def report(name: str, figure: str, budget: str, *, kept: bool) -> None:
    """One line of the result."""
    print(f"{name:<46} {figure:>28}   budget {budget:<12} {'ok' if kept else 'OVER'}")


def pmtui(path: Path, view: str = "board") -> list[str]:
    """The command that opens a store on its first project's board."""
    return [sys.executable, "-m", "pmtui", str(path), "--scope", "P-1", "--view", view]


def first_frames(stores: dict[int, Path], runs: int) -> None:
    """Exec to the text of a task on the wire, in turn with the control."""
    control = [sys.executable, str(HERE / "empty_app.py")]
    budgets = {1_000: 1.4, 10_000: 2.0, 100_000: 4.0}
    for size, path in stores.items():
        ours: list[float] = []
        empty: list[float] = []
        memory = 0.0
        for run in range(runs + 1):
            terminal = Terminal(pmtui(path), 80, 24)
            seconds = terminal.seconds_to(MARKER)
            terminal.settle()
            memory = max(memory, terminal.memory_mb())
            terminal.close()
            other = Terminal(control, 80, 24)
            base = other.seconds_to("control line")
            other.close()
            if run:
                ours.append(seconds)
                empty.append(base)
        ratio = statistics.median(a / b for a, b in zip(ours, empty, strict=True))
        figure = f"{statistics.median(ours) * 1000:.0f} ms = {ratio:.2f} E"
        budget = budgets[size]
        report(f"first frame, {size:,} tasks, 80x24", figure, f"{budget} E", kept=ratio <= budget)
        most = {10_000: 90.0, 100_000: 450.0}.get(size)
        if most:
            report(
                f"memory, {size:,} tasks", f"{memory:.0f} MB", f"{most:.0f} MB", kept=memory <= most
            )


def keys(path: Path, count: int) -> None:
    """Key to the last byte it causes."""
    plans: Sequence[tuple[str, Sequence[bytes], float, float]] = (
        ("cursor down", (b"j", b"k"), 20, QUIET_SECONDS),
        ("move card (painted, pending)", (b"L", b"H"), 40, FRAME_SECONDS),
        ("view switch", (b"1", b"4", b"2"), 60, QUIET_SECONDS),
    )
    for name, pressed, budget, quiet in plans:
        terminal = Terminal(pmtui(path), 160, 45)
        terminal.seconds_to(MARKER)
        terminal.settle(1.0)
        for key in (b"1", b"4", b"8", b"2", b"j", b"k"):
            terminal.press(key)
            terminal.settle(0.5)
        times: list[float] = []
        sizes: list[int] = []
        for at in range(count):
            seconds, size = terminal.press(pressed[at % len(pressed)], quiet)
            times.append(seconds * 1000)
            sizes.append(size)
            terminal.settle(0.3)
        terminal.close()
        p95 = statistics.quantiles(times, n=20)[-1]
        figure = f"p95 {p95:.0f} ms (median {statistics.median(times):.0f})"
        report(f"{name}, 10,000 tasks, 160x45", figure, f"{budget:.0f} ms", kept=p95 <= budget)
        if name == "cursor down":
            most = statistics.quantiles(sizes, n=20)[-1]
            report("bytes of a cursor down, 160x45", f"p95 {most:.0f}", "2,000", kept=most <= 2000)


def listing(path: Path, runs: int) -> None:
    """A headless verb against the bare interpreter."""
    command = [sys.executable, "-m", "pmtui", "--store", str(path), "list", "tasks", "--json"]
    bare = [sys.executable, "-c", "pass"]
    pairs = [(_seconds(command), _seconds(bare)) for _ in range(runs * 2 + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    figure = f"{statistics.median(a for a, _ in pairs) * 1000:.0f} ms = {ratio:.1f} I"
    report("pmtui list tasks --json, 1,000 tasks", figure, "8 I", kept=ratio <= 8)


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def idle(path: Path) -> None:
    """What an open, idle screen costs."""
    terminal = Terminal(pmtui(path), 160, 45)
    terminal.seconds_to(MARKER)
    terminal.settle(2.0)
    before = terminal.cpu_seconds()
    terminal.settle(0.1)
    time.sleep(10)
    share = (terminal.cpu_seconds() - before) / 10.1 * 100
    terminal.close()
    report("processor while idle for 10 s", f"{share:.1f} % of a core", "1 %", kept=share <= 1)


def kanban(runs: int) -> None:
    """The same first frame of kanban-tui, where it is installed."""
    if find_spec("kanban_tui") is None:
        print("kanban-tui is not installed (pip install kanban-tui): not compared")
        return
    program = shutil.which("ktui")
    if program is None:
        return
    seconds = statistics.median(_kanban_seconds(program) for _ in range(runs))
    print(f"kanban-tui, first frame: {seconds:.2f} s")


def _kanban_seconds(program: str) -> float:
    terminal = Terminal([program, "demo"], 80, 24)
    try:
        return terminal.seconds_to("Ready", limit=30)
    finally:
        terminal.close()


if __name__ == "__main__":
    main()
