"""This file makes 53-bit ids and the short keys people read."""

from collections.abc import Callable
from typing import Final

EPOCH_2020_MS: Final = 1_577_836_800_000
"""Milliseconds between 1970 and 2020, where the ids' clock starts."""

_COUNTER_BITS: Final = 12
_LAST_MOMENT: Final = (1 << 41) - (1 << 30)
"""Where the ids' clock stops, in 2089: twelve days before 53 bits are full."""
_COUNTER_MASK: Final = (1 << _COUNTER_BITS) - 1

MAX_ID: Final = (1 << 53) - 1
"""The largest integer every JSON reader keeps exact."""

DERIVED_IDS: Final = range(_LAST_MOMENT << _COUNTER_BITS, MAX_ID - (1 << 20))
"""Ids that no clock gives: those of rows that two people may make apart, and that are one row."""

PENDING_MARK: Final = "~"
"""Ends a key that no commit has settled yet."""


class IdSource:
    """Draws ids: 41 bits of milliseconds since 2020 and a 12-bit counter that starts anywhere.

    Args:
        milliseconds: the clock, in milliseconds since 1970.
        start: first value of the counter; a random one keeps two processes apart.
    """

    def __init__(self, milliseconds: Callable[[], int], start: int) -> None:
        self._milliseconds = milliseconds
        self._counter = start & _COUNTER_MASK
        self._last = 0

    def draw(self) -> int:
        """A new id, larger than every one this source drew before."""
        now = min(self._milliseconds() - EPOCH_2020_MS, _LAST_MOMENT)
        moment = max(now, self._last >> _COUNTER_BITS)
        self._counter = (self._counter + 1) & _COUNTER_MASK
        fresh = (moment << _COUNTER_BITS) | self._counter
        if fresh <= self._last:
            fresh = self._last + 1
        self._last = fresh
        return fresh


def key_parts(key: str) -> tuple[str, int] | None:
    """The prefix and number of a key such as `T-40` (`t40` is read too), or None."""
    text = key.strip().rstrip(PENDING_MARK).upper()
    prefix = text.rstrip("0123456789")
    digits = text[len(prefix) :]
    prefix = prefix.removesuffix("-")
    if not prefix.isalpha() or not digits or not digits.isascii():
        return None
    return prefix, int(digits)


def key_text(prefix: str, number: int, *, pending: bool = False) -> str:
    """The key people read: `T-40`, or `T-40~` while no commit has settled it."""
    return f"{prefix}-{number}{PENDING_MARK if pending else ''}"
