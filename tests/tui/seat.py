"""This file seats a newcomer at a real terminal, and judges every screen that they see."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pexpect
import pyte

PATIENCE: Final = 30.0
"""Seconds for what must come; a busy machine is slow."""
QUIET: Final = 0.08
"""Seconds without a byte after which a screen is looked at."""
ROOM: Final = 2
"""Blanks at the end of a row that are no room: a gap, and the cell of a bar."""
KEYS: Final = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b", "down": "\x1b[B",
    "ctrl+u": "\x15",
}  # fmt: skip
_PARTS: Final = re.compile("[^│▕▏┃┆╭╮╰╯]+")
_OF_PARTS: Final = re.compile(r"\[[a-z -]+\].* …$")
"""The line of parts, which ends where the next one has no room."""
_RULE: Final = "───"


class Seat:
    """A program in a terminal of a size: keys go in, cells come out.

    Args:
        child: the program.
        columns: width.
        rows: height.
    """

    def __init__(self, child: Any, columns: int, rows: int) -> None:
        self.child = child
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.cut: list[str] = []
        """Names that were cut while room was left, each once."""

    @property
    def lines(self) -> list[str]:
        """What is shown."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """What is shown, as one text."""
        return "\n".join(line.rstrip() for line in self.lines)

    def press(self, key: str, *words: str) -> None:
        """Press a key: the screen changes, and what is waited for comes.

        Raises:
            AssertionError: the key was silent, or the words did not come.
        """
        self.read()
        before = self._cells()
        self.child.send(KEYS.get(key, key))
        self._until(lambda: self._cells() != before, f"the key {key!r} was silent")
        self.see(*words)

    def end(self, key: str) -> None:
        """Press the key that ends the program, and wait until it is gone."""
        self.child.send(key)
        self.child.expect(pexpect.EOF)
        self.child.wait()

    def type(self, text: str, *words: str) -> None:
        """Type a text, a key at a time, and see it in the line."""
        for mark in text:
            self.child.send(mark)
        self.see(*words)

    def paste(self, text: str, *words: str) -> None:
        """Paste with brackets."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")
        self.see(*words)

    def see(self, *words: str) -> None:
        """Wait until words are shown; then the names on the screen are judged."""
        for one in words:
            self._until(lambda one=one: one in self.joined, f"{one!r} never came")
        self.read()
        self.cut += [one for one in cut_with_room(self.lines) if one not in self.cut]

    @property
    def joined(self) -> str:
        """What is shown, with a sentence that goes on in the next line in one piece."""
        return " ".join(self.text.split())

    def read(self, quiet: float = QUIET) -> None:
        """Read until nothing comes for a moment."""
        while True:
            try:
                self._stream.feed(self.child.read_nonblocking(1 << 16, quiet))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return

    def _until(self, holds: Any, wrong: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"{wrong}:\n{self.text}"
            self.read(0.05)

    def _cells(self) -> tuple[tuple[Any, ...], ...]:
        """Every cell with its colours: a cursor that moves changes no letter."""
        columns = range(self._screen.columns)
        rows = range(self._screen.lines)
        return tuple(tuple(self._screen.buffer[row][at] for at in columns) for row in rows)


def cut_with_room(lines: list[str]) -> list[str]:
    """Parts of rows that hold a cut name, where every row of the block leaves room at its end."""
    blocks: dict[tuple[int, int], list[str]] = {}
    found: list[str] = []
    for line in [*(one.rstrip("▐ ").ljust(len(one)) for one in lines[1:-1]), ""]:
        spans = [(part.start(), part.end()) for part in _PARTS.finditer(line)]
        for span in [one for one in blocks if one not in spans or _RULE in line]:
            found += _cut(blocks.pop(span))
        for start, end in spans if _RULE not in line else ():
            blocks.setdefault((start, end), []).append(line[start:end])
    return found


def _cut(rows: list[str]) -> list[str]:
    room = min((len(row) - len(row.rstrip()) for row in rows if row.strip()), default=0)
    cut = [row.strip() for row in rows if room > ROOM and re.search(r"\w ?…", row)]
    return [row for row in cut if not _OF_PARTS.search(row)]


@contextmanager
def seated(home: Path, columns: int, rows: int, *words: str) -> Iterator[Seat]:
    """The program with these words, in a terminal of a size, in a home of its own."""
    plain = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    environment = {
        **plain, "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "PYTHONUTF8": "1",
    }  # fmt: skip
    child = pexpect.spawn(
        sys.executable, ["-m", "pmtui", *words], cwd=home, env=environment,
        dimensions=(rows, columns), timeout=PATIENCE, use_poll=True,
    )  # fmt: skip
    child.delaybeforesend = None
    try:
        yield Seat(child, columns, rows)
    finally:
        if not child.closed:
            child.kill(signal.SIGKILL)
            child.close(force=True)
