"""This file tests the program at the far end of a slow line, in a real terminal."""

import contextlib
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from pmtui.store.disk.making_and_opening import init_store
from tests.torture.terminal import environment, screen
from tests.tui.sample import a_portfolio

QUERY = re.compile(rb"\x1b\[6n")
SIZE = (30, 100)


class FarTerminal:
    """A terminal behind a line of so many bytes a second, which keeps what it cannot carry yet."""

    def __init__(self, child: Any, rate: float) -> None:
        self.child, self.rate = child, rate
        self.screen = pyte.Screen(SIZE[1], SIZE[0])
        self._stream = pyte.ByteStream(self.screen)
        self._line = bytearray()
        self.carried = 0

    def run(self, seconds: float) -> None:
        """Carry what the line can in this time, and answer what was asked."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
                self._line += self.child.read_nonblocking(1 << 16, min(left, 0.01))
            count = min(len(self._line), max(1, int(self.rate * 0.01)))
            came = bytes(self._line[:count])
            del self._line[:count]
            self.carried += count
            self._stream.feed(came)
            for _ in QUERY.findall(came):
                self.child.send("\x1b[1;1R")

    def settle(self) -> list[str]:
        """The screen once nothing comes any more."""
        before = -1
        while self._line or before != self.carried:
            before = self.carried
            self.run(0.5)
        return [line.rstrip() for line in self.screen.display]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A store on disk."""
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    return path


@contextmanager
def far(home: Path, plan: Path, rate: float) -> Iterator[FarTerminal]:
    """The program at the end of a line that gets slow once its screen is there."""
    with screen(home, str(plan), size=SIZE) as child:
        terminal = FarTerminal(child, 10_000_000)
        terminal.run(2.0)
        terminal.settle()
        terminal.rate = rate
        yield terminal


def test_the_newest_state_wins_and_the_screen_is_right_in_the_end(
    tmp_path: Path, plan: Path
) -> None:
    keys = "12432142j4k"
    with far(tmp_path, plan, 10_000_000) as near:
        for key in keys * 2:
            near.child.send(key)
            near.run(0.12)
        right = near.settle()
    with far(tmp_path, plan, 10_000) as slow:
        before = slow.carried
        for key in keys * 2:
            slow.child.send(key)
            slow.run(1 / 30)
        assert slow.settle() == right
        assert slow.carried - before < near.carried / 2


def test_answers_that_come_late_reach_no_program_that_comes_next(
    tmp_path: Path, plan: Path
) -> None:
    script = tmp_path / "after.py"
    script.write_text(
        "import os, select, subprocess, sys, termios, tty\n"
        f"subprocess.run([sys.executable, '-m', 'pmtui', {str(plan)!r}])\n"
        "tty.setcbreak(0)\n"
        "came = os.read(0, 99) if select.select([0], [], [], 1.5)[0] else b''\n"
        "print('left over:', came)\n",
        "utf-8",
    )
    child = pexpect.spawn(
        sys.executable, [str(script)], cwd=tmp_path, env=environment(tmp_path), dimensions=SIZE
    )
    try:
        terminal = FarTerminal(child, 10_000_000)
        terminal.run(2.0)
        terminal.settle()
        child.send("4")
        terminal.run(0.5)
        child.send("2")
        child.send("\x11")
        child.expect_exact("\x1b[?1049l", timeout=30)
        child.send("\x1b[1;1R")
        child.expect_exact("left over: b''", timeout=30)
    finally:
        child.close(force=True)
