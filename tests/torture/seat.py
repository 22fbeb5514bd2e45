"""This file is a person at a real terminal: presses keys and reads the screen that was drawn."""

import contextlib
import re
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

    def read(self, quiet: float = 0.05) -> None:
        """Draw what came, until nothing comes for a while."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._stream.feed(self.child.read_nonblocking(1 << 16, quiet))

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return [line.rstrip() for line in self._screen.display]

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

    def press(self, *keys: str) -> None:
        """Press keys, each in its turn."""
        for key in keys:
            self.send(CODES.get(key, key))
            self.read(0.1)

    def send(self, data: str) -> None:
        """Let characters come in one piece."""
        with contextlib.suppress(OSError):
            self.child.send(data)

    def press_and_see(self, *keys: str, seconds: float = 2.0) -> bool:
        """Press keys; whether that changed the screen."""
        before = self.lines
        self.press(*keys)
        changed = self.until(lambda: self.lines != before, seconds)
        self.read(0.1)
        return changed

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
            if "leave pmtui?" in self.text:
                self.press("y")
            elif self.is_typing or self.letters:
                self.press("escape")
                continue
            else:
                self.press("ctrl+q")
            if self.is_over(1.5):
                break
            self.press("escape")
        self.child.close()
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
        seat.read(0.5)
        yield seat
