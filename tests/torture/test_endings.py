"""This file ends the screen in every way a terminal can, and looks at what it costs when idle."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pexpect
import pytest

from pmtui.store.disk.making_and_opening import init_store
from tests.torture.conftest import Tell
from tests.torture.harness import amount
from tests.torture.terminal import PATIENCE, cpu_seconds, environment, read_out, screen
from tests.tui.sample import a_portfolio

pytestmark = pytest.mark.pty
LIMIT: Final = 1.0
"""Seconds in which it must be gone."""
NOTICED: Final = 0.5
"""More seconds that a busy machine may take to notice."""


@contextmanager
def _open(folder: Path) -> Iterator[Any]:
    path = folder / "plan.json"
    if not path.exists():
        init_store(path, workspace=a_portfolio()).close()
    with screen(folder, str(path), "--scope", "P-1", "--view", "board") as child:
        child.expect("Cookie")
        read_out(child)
        yield child


def _hang_up(child: Any) -> None:
    child.ptyproc.fileobj.close()
    child.closed = True


ENDINGS: Final[dict[str, Callable[[Any], None]]] = {
    "SIGHUP": lambda child: os.kill(child.pid, signal.SIGHUP),
    "SIGTERM": lambda child: os.kill(child.pid, signal.SIGTERM),
    "terminal closed": _hang_up,
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_is_gone_within_a_second(ending: str, tmp_path: Path, tell: Tell) -> None:
    taken: list[float] = []
    spent: list[float] = []
    for busy in range(amount(2, 10)):
        with _open(tmp_path) as child:
            if busy % 2:
                child.send("a")
                child.expect("new task")
                child.send("half a thought")
                read_out(child)
            seconds, cpu = _gone(child, ENDINGS[ending])
            taken.append(seconds)
            spent.append(cpu)
    assert max(taken) < LIMIT + NOTICED
    tell(15, f"{ending}: gone {len(taken)} of {len(taken)} times, at most {max(taken):.2f} s and "
             f"{max(spent):.2f} s of processor")  # fmt: skip


def _gone(child: Any, end: Callable[[Any], None]) -> tuple[float, float]:
    """Seconds until a program is gone, and the processor seconds it used on the way."""
    before = after = cpu_seconds(child.pid)
    started = time.monotonic()
    end(child)
    while time.monotonic() - started < 20:
        after = max(after, cpu_seconds(child.pid))
        if os.waitpid(child.pid, os.WNOHANG)[0]:
            child.closed = True
            break
        time.sleep(0.005)
    return time.monotonic() - started, after - before


def test_an_idle_screen_costs_nothing(tmp_path: Path, tell: Tell) -> None:
    # What one waking costs is the machine's affair (ten times more where it sleeps deeply or is
    # one of many): how often it wakes is ours, and what it does then beside an empty screen.
    seconds = amount(15, 30)
    with _open(tmp_path) as child, _an_empty_screen(tmp_path) as empty:
        pids = child.pid, empty.pid
        woken, before = _wakings(child.pid), [cpu_seconds(pid) for pid in pids]
        time.sleep(seconds)
        woken = _wakings(child.pid) - woken
        used, control = (cpu_seconds(pid) - was for pid, was in zip(pids, before, strict=True))
    assert woken / seconds <= WAKINGS + 6
    assert used <= max(seconds / 100, 4 * (control + 2 / _ticks()))
    tell(14, f"{woken / seconds:.0f} wakings a second, {used / seconds:.1%} of a processor over "
             f"{seconds} s (an empty screen: {control / seconds:.1%})")  # fmt: skip


WAKINGS: Final = 14
"""Wakings in a second of an idle screen: ten looks for keys (the library's), four at the store."""


@contextmanager
def _an_empty_screen(folder: Path) -> Iterator[Any]:
    words = "from textual.app import App; App().run()"
    child = pexpect.spawn(sys.executable, ["-c", words], env=environment(folder), timeout=PATIENCE)
    try:
        child.expect(r"\x1b\[\?1049h")
        read_out(child, 1.0)
        yield child
    finally:
        child.close(force=True)


def _wakings(pid: int) -> int:
    """How often the threads of a process gave up the processor to wait."""
    return sum(
        int(line.split()[1])
        for status in Path(f"/proc/{pid}/task").glob("*/status")
        for line in status.read_text("ascii").splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )


def _ticks() -> int:
    return os.sysconf("SC_CLK_TCK")
