"""This file is a person at a real terminal: presses keys and reads the screen that was drawn.

It waits for what the program does, not for a time: a key has had its effect when nobody has
anything to read any more and the program's main thread sleeps.
"""

import contextlib
import fcntl
import os
import re
import struct
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pexpect
import pyte

from tests.torture.terminal import PATIENCE, screen

_LETTER: Final = re.compile(r"(?:^|\s{2,})(\S+) \S")
_OFFER: Final = re.compile(r"\S.*?[:?]\s{2}(?=\S+ \S)")
"""What letters are offered for, before the first of them."""
CODES: Final = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "down": "\x1b[B", "up": "\x1b[A",
    "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D", "shift+down": "\x1b[1;2B",
    "shift+up": "\x1b[1;2A", "ctrl+u": "\x15", "ctrl+q": "\x11", "backspace": "\x7f",
}  # fmt: skip
"""What a terminal sends for keys that are no character."""
OPEN_LINE: Final = "Esc leaves"
"""What the last line says while one types."""

_QUIET_LOOKS: Final = 3
"""Looks, a fiftieth of a second apart, at which a program that has done all is found asleep."""
_ESC_SECONDS: Final = 0.2
"""How long the program may wait for what comes behind an Esc, or sleep on when a key comes."""
_ENDING_SECONDS: Final = 20.0
"""How long a busy machine may take to end a program that was told to."""
_LEAVING_SECONDS: Final = 0.7
"""How long nothing may come of a key that leaves, before what is open is closed first."""


class Seat:
    """One session in a terminal of its own.

    Args:
        child: the running program.
        size: lines and columns.
    """

    def __init__(self, child: Any, size: tuple[int, int]) -> None:
        self.child = child
        self._screen = pyte.Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self._screen)
        self._drawn: list[str] | None = None

    def read(self, quiet: float = 0.02) -> bool:
        """Draw what came, until nothing comes for a while; whether anything did."""
        came = False
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._stream.feed(self.child.read_nonblocking(1 << 16, quiet))
                self._drawn, came = None, True
        return came

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        if self._drawn is None:
            self._drawn = [line.rstrip() for line in self._screen.display]
        return self._drawn

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Read until something holds of the screen; False where it does not in time."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                return False
            self.read()
        return True

    def settle(self, seconds: float = PATIENCE) -> None:
        """Read until the program has nothing left to read, to do or to draw."""
        end = time.monotonic() + seconds
        quiet, was = 0, -1
        while quiet < _QUIET_LOOKS and time.monotonic() < end:
            came, now = self.read(), self._worked
            quiet = 0 if came or now != was or self._unread else quiet + 1
            was = now

    def press(self, *keys: str) -> None:
        """Press keys, each in its turn; each has had its effect."""
        for key in keys:
            before = self._worked
            self.send(CODES.get(key, key))
            # A lone Esc begins many keys: the program waits whether it goes on.
            self.until(lambda: self._worked != before, _ESC_SECONDS)  # noqa: B023
            if key == "escape":
                self.read(_ESC_SECONDS)
            self.settle()

    def send(self, data: str) -> None:
        """Let characters come in one piece."""
        with contextlib.suppress(OSError):
            self.child.send(data)

    def press_and_see(self, *keys: str, seconds: float = 0.4) -> bool:
        """Press keys; whether that changed the screen."""
        before = self.lines
        self.press(*keys)
        changed = self.until(lambda: self.lines != before, seconds)
        self.settle()
        return changed

    @property
    def _worked(self) -> int:
        """How long the program's main thread has worked, in nanoseconds; 0 once it is gone."""
        with contextlib.suppress(OSError):
            return int(Path(f"/proc/{self.child.pid}/schedstat").read_text("ascii").split()[0])
        return 0

    @property
    def _unread(self) -> bool:
        """Whether keys wait that the program has not read."""
        try:
            tty = os.open(f"/proc/{self.child.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY)
        except OSError:
            return False
        try:
            waiting = fcntl.ioctl(tty, termios.FIONREAD, b"\0" * 4)
        finally:
            os.close(tty)
        return bool(struct.unpack("i", waiting)[0])

    @property
    def is_typing(self) -> bool:
        """Whether a line is open."""
        return OPEN_LINE in self.lines[-1] and "Enter done" in self.lines[-1]

    @property
    def prompt(self) -> str:
        """What the open line asks."""
        return self.lines[-2].partition(": ")[0].strip()

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that wait for a choice; none where nothing waits."""
        foot = [line.strip() for line in self.lines[-3:]]
        first = next((at for at, line in enumerate(foot) if _OFFER.match(line)), None)
        if first is None or self.is_typing:
            return ()
        offered = "  ".join([_OFFER.sub("", foot[first], count=1), *foot[first + 1 :]])
        return tuple(_LETTER.findall(offered))

    def is_over(self, seconds: float) -> bool:
        """Whether the program ends in time."""
        return self.until(lambda: not self.child.isalive(), seconds)

    def leave(self) -> int:
        """Close what is open and end the program; its exit code."""
        for _ in range(12):
            if not self.child.isalive():
                break
            if "leave pmtui?" in self.text:
                self.press("y")
            elif self.is_typing or self.letters:
                self.press("escape")
                continue
            else:
                self.press("ctrl+q")
            if self.is_over(_LEAVING_SECONDS):
                break
            self.press("escape")
        # One that is ending draws no more: what it was last asked still seems to be there.
        self.is_over(_ENDING_SECONDS)
        self.child.close(force=True)
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)


@contextmanager
def seated(
    home: Path, *words: str, size: tuple[int, int] = (36, 130), seen: str = "Site build"
) -> Iterator[Seat]:
    """Somebody at a terminal in which the program runs, once it shows something.

    Args:
        home: the person's home.
        words: the command line.
        size: lines and columns.
        seen: what is on the screen when it can be used.
    """
    with screen(home, *words, size=size) as child:
        seat = Seat(child, size)
        assert seat.until(lambda: seen in seat.text and "help" in seat.text), seat.text
        seat.settle()
        yield seat
