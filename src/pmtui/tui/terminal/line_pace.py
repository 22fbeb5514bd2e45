"""This file paces frames by the terminal: over a slow line the newest one comes, not all of them.

Bytes that a line cannot carry yet wait in it, and with them everything drawn later: who holds a key
down looks at the past. So the end of every frame asks the terminal where its cursor is, an ordinary
query (DSR 6, ECMA-48), and no frame is drawn while too many bytes are on their way. What changed
meanwhile is drawn once, as it is then.
"""

import os
import re
import select
import sys
import termios
from collections import deque
from collections.abc import Callable
from typing import Final

from pmtui.clock import monotonic

QUERY: Final = "\x1b[6n"
ANSWER: Final = re.compile(r"\x1b\[\d+;\d+R")
"""What a terminal answers to that."""
_LEAST: Final = 1024
_FIRST: Final = 8 * 1024
_MOST: Final = 256 * 1024
"""Bytes that may be on their way: at the least, to begin with, at the most."""
_SHORT: Final = 0.04
_LONG: Final = 0.12
"""Seconds an answer waits behind others' bytes, from which more may be on their way, or fewer."""
LOST_SECONDS: Final = 4.0
"""After which an answer counts as lost; a terminal that has never given one is not asked again."""


class LinePace:
    """How many bytes may be on their way to the terminal, by how fast it answers.

    The time an answer takes beyond the fastest there was is time in a queue: a long line alone
    slows nothing. As TCP Vegas does, more bytes are let go while there is no queue, and fewer once
    there is.

    Args:
        clock: seconds that only rise.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._sent: deque[tuple[float, int]] = deque()
        """When the frames on their way left, and their sizes."""
        self._window = _FIRST
        self._fastest = float("inf")
        self._is_known = False
        """Whether the terminal has ever answered."""
        self._is_silent = False
        self.is_holding = False
        """Whether a frame was held back, so that one is to be drawn with the next answer."""

    def may_draw(self) -> bool:
        """Whether a frame may go out now; one that may not is remembered."""
        self._give_up_lost()
        is_free = not self._is_known or sum(size for _, size in self._sent) <= self._window
        self.is_holding = bool(self._sent) and not is_free
        return not self.is_holding

    def seconds_left(self) -> float:
        """After how many seconds a frame that is held back may be drawn without an answer."""
        return max(0.0, LOST_SECONDS - (self._clock() - self._sent[0][0])) if self._sent else 0.0

    def query_after(self, size: int) -> str:
        """What is written behind a frame of so many bytes; empty for a terminal that is silent."""
        if self._is_silent:
            return ""
        self._sent.append((self._clock(), size))
        return QUERY

    def answered(self) -> None:
        """The terminal has come to the end of a frame."""
        self._is_known, self._is_silent = True, False
        if not self._sent:
            return
        left, _ = self._sent.popleft()
        taken = self._clock() - left
        self._fastest = min(self._fastest, taken)
        queued = taken - self._fastest
        if queued > _LONG:
            self._window = max(_LEAST, self._window // 2)
        elif queued < _SHORT and self.is_holding:  # more than nobody asks for would mean nothing
            self._window = min(_MOST, self._window * 2)

    def _give_up_lost(self) -> None:
        while self._sent and self._clock() - self._sent[0][0] >= LOST_SECONDS:
            self._sent.popleft()
            self._is_silent = not self._is_known

    def swallow(self, seconds: float = 1.0) -> None:
        """Read the answers still to come, so that whoever reads the terminal next gets none.

        Args:
            seconds: how long to wait for them.
        """
        terminal = sys.__stdin__
        if not self._sent or not self._is_known or terminal is None or not terminal.isatty():
            return
        before = termios.tcgetattr(terminal)
        flags = before[3] & ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, [*before[:3], flags, *before[4:]])
        try:
            until, came = self._clock() + seconds, ""
            while len(ANSWER.findall(came)) < len(self._sent):
                left = until - self._clock()
                if left <= 0 or not select.select([terminal], [], [], left)[0]:
                    break
                came += os.read(terminal.fileno(), 1024).decode("ascii", "replace")
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
        self._sent.clear()
