"""This file measures how long a slow line lags behind the keys: 60 switches of the view in 2 s.

Run it with `python -m benchmarks.slow_line`. A line carries so many bytes a second from the program
to the terminal and keeps what it cannot carry yet, as SSH does; the terminal answers a query when
it has come to it. What counts is the time from the last key to the last byte. A plain Textual
program that fills its screen anew for every key is measured in the same run.
"""

import contextlib
import os
import re
import select
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.control import say
from benchmarks.terminal import Terminal

HERE: Final = Path(__file__).parent
PORTFOLIO: Final = HERE.parent / "sample_data" / "gmpp_2023.json"
RATES: Final = (20_000, 100_000)
KEYS: Final = 60
PER_SECOND: Final = 30
VIEWS: Final = (b"1", b"2", b"4", b"3")
QUIET: Final = 0.7
"""Seconds without a byte after which a screen is right."""
_START: Final = 60.0
_TICK: Final = 0.005
_QUERY: Final = re.compile(rb"\x1b\[(?:(5|6)n|0?c|\?(\d+)\$p)")
_PARTIAL: Final = re.compile(rb"\x1b(?:\[[?\d$]*)?$")


class SlowTerminal(Terminal):
    """A program at the far end of a line, and the terminal at the near end."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, rate: int) -> None:
        super().__init__(command, columns, rows)
        self.rate = rate
        self.waiting = bytearray()
        """Bytes on the line."""
        self.last = time.perf_counter()
        """When the last byte came out of it."""
        self.carried = 0
        self._tail = b""
        self._at = self.last
        self._owed = 0.0

    def run(self, seconds: float) -> None:
        """Carry bytes for a while."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            ready, _, _ = select.select([self.fd], [], [], _TICK)
            if ready:
                with contextlib.suppress(OSError):
                    self.waiting += os.read(self.fd, 1 << 16)
            self._carry()

    def until_quiet(self, quiet: float, limit: float) -> None:
        """Carry bytes until none has come for a while."""
        until = time.perf_counter() + limit
        while time.perf_counter() < min(until, self.last + quiet) or self.waiting:
            self.run(_TICK)

    def send(self, key: bytes) -> None:
        """A key; this way the line is never full."""
        os.write(self.fd, key)

    def _carry(self) -> None:
        now = time.perf_counter()
        self._owed = min(self._owed + (now - self._at) * self.rate, self.rate * 0.05)
        self._at = now
        count = min(int(self._owed), len(self.waiting))
        if not count:
            return
        self._owed -= count
        came = bytes(self.waiting[:count])
        del self.waiting[:count]
        self.last, self.carried = now, self.carried + count
        self._answer(self._tail + came)

    def _answer(self, text: bytes) -> None:
        for query in _QUERY.finditer(text):
            kind, mode = query.groups()
            if kind == b"6":
                self.send(b"\x1b[1;1R")
            elif kind == b"5":
                self.send(b"\x1b[0n")
            elif mode:
                self.send(b"\x1b[?" + mode + b";0$y")
            else:
                self.send(b"\x1b[?6c")
        cut = _PARTIAL.search(text)
        self._tail = cut[0] if cut is not None else b""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        path = shutil.copy(PORTFOLIO, folder)
        programs = {
            "pmtui": [sys.executable, "-m", "pmtui", path],
            "plain Textual": [sys.executable, str(HERE / "plain_views.py")],
        }
        for rate in RATES:
            for name, command in programs.items():
                lag, carried = lag_of(command, rate)
                say(
                    f"{name:14} {rate // 1000:4} kB/s  right {lag:5.2f} s after the last of {KEYS}"
                    f" keys, {carried / 1000:6.0f} kB"
                )


def lag_of(command: Sequence[str], rate: int) -> tuple[float, int]:
    """Seconds from the last key until the screen is right, and bytes that came since the first."""
    terminal = SlowTerminal(command, 120, 36, 10_000_000)
    try:
        terminal.run(2.0)
        terminal.until_quiet(1.5, _START)
        for key in VIEWS:
            terminal.send(key)
            terminal.run(1.0)
        terminal.until_quiet(1.0, _START)
        terminal.rate, terminal.carried = rate, 0
        for at in range(KEYS):
            terminal.send(VIEWS[at % len(VIEWS)])
            terminal.run(1 / PER_SECOND)
        pressed = time.perf_counter()
        terminal.until_quiet(QUIET, _START)
        return max(0.0, terminal.last - pressed), terminal.carried
    finally:
        terminal.close()


if __name__ == "__main__":
    main()
