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
from pathlib import Path

from benchmarks.kanban import MARKER, make_board
from benchmarks.stores import make_store
from benchmarks.terminal import FRAME_SECONDS, QUIET_SECONDS, Terminal

HERE = Path(__file__).parent
PORTFOLIO = HERE.parent / "sample_data" / "gmpp_2023.json"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="starts counted of each program")
    parser.add_argument("--keys", type=int, default=60, help="keys counted of each kind")
    parser.add_argument(
        "--kanban", default=shutil.which("ktui"), help="the command of kanban-tui, to compare with"
    )
    options = parser.parse_args()
    # Without bytecode every start would compile everything anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        stores = {size: Path(folder) / f"{size}.json" for size in (1_000, 10_000, 100_000)}
        for size, path in stores.items():
            make_store(path, size)
        first_frames(stores, options.runs)
        keys(stores[10_000], options.keys)
        money_and_benefits(Path(folder), options.runs, options.keys)
        listing(stores[1_000], options.runs)
        idle(stores[10_000])
        if options.kanban:
            compare(pmtui(stores[1_000]), options.kanban, Path(folder), options.runs)
        else:
            print("kanban-tui is not compared: no ktui on the path (pip install kanban-tui)")


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


def money_and_benefits(folder: Path, runs: int, count: int) -> None:
    """Each view of the published portfolio of 244 projects, shown first; then its keys.

    In turns with the risk view, each in a program of its own; keys beside the cursor of the board.
    """
    path = shutil.copy(PORTFOLIO, folder)
    command = [sys.executable, "-m", "pmtui", str(path)]
    views = {"risks": b"4", "money": b"5", "benefits": b"6"}
    shown: dict[str, list[float]] = {name: [] for name in views}
    times: dict[str, list[float]] = {name: [] for name in ("board", *views)}
    for _ in range(runs):
        for name, key in views.items():
            terminal = Terminal(command, 160, 45)
            terminal.seconds_to("Youth")
            terminal.settle(1.5)
            shown[name].append(terminal.press(key, 0.5)[0])
            terminal.close()
    for name, key in {"board": b"2", **views}.items():
        terminal = Terminal(command, 160, 45)
        terminal.seconds_to("Youth")
        terminal.settle(1.5)
        terminal.press(key, 0.5)
        for at in range(count):
            times[name].append(terminal.press((b"j", b"k")[at // 10 % 2])[0] * 1000)
        for _part in range(12):
            if name in {"money", "benefits"}:
                times[name].append(terminal.press(b"]")[0] * 1000)
                terminal.settle(0.5)
        terminal.close()
    for name in ("money", "benefits"):
        ratio = statistics.median(a / b for a, b in zip(shown[name], shown["risks"], strict=True))
        figure = f"{statistics.median(shown[name]) * 1000:.0f} ms = {ratio:.2f} of the risks"
        report(f"first show of {name}, 244 projects", figure, "1.5", kept=ratio <= 1.5)
        p95, worst = statistics.quantiles(times[name], n=20)[-1], max(times[name])
        base = statistics.quantiles(times["board"], n=20)[-1]
        figure = f"p95 {p95:.0f} ms, worst {worst:.0f} (cursor {base:.0f})"
        kept = p95 <= base + 15 and worst <= base + 50
        report(f"keys of {name}, 244 projects", figure, "+15, +50", kept=kept)


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


def compare(ours: Sequence[str], program: str, folder: Path, runs: int) -> None:
    """The same figures of kanban-tui and of pmtui at 1,000 tasks, in turn."""
    make_board(program, folder, 1_000)
    found: dict[str, list[Sequence[float]]] = {"pmtui": [], "kanban-tui": []}
    for _ in range(runs):
        found["pmtui"].append(_figures(ours))
        found["kanban-tui"].append(_figures([program]))
    for name, taken in found.items():
        frame, cursor, move, memory = (statistics.median(one) for one in zip(*taken, strict=True))
        print(
            f"{name:<12} 1,000 tasks, 160x45: first frame {frame * 1000:.0f} ms, "
            f"cursor down {cursor * 1000:.0f} ms, move card {move * 1000:.0f} ms, "
            f"memory {memory:.0f} MB"
        )


def _figures(command: Sequence[str]) -> Sequence[float]:
    """Seconds to the first frame, of a cursor down and of a card's move; MB after all."""
    terminal = Terminal(command, 160, 45)
    try:
        frame = terminal.seconds_to(MARKER)
        terminal.settle(1.0)
        times = []
        for key in (b"j", b"j", b"L", b"H", b"L"):
            times.append(terminal.press(key)[0])
            terminal.settle(0.5)
        return frame, times[1], statistics.median(times[2:]), terminal.memory_mb()
    finally:
        terminal.close()


if __name__ == "__main__":
    main()
