"""This file owns how a command ends: exit codes, the exception with one, an interruption."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from pmtui.cli.console.output import Output

DONE: Final = 0
"""What was asked for is done."""
FOUND: Final = 1
"""A check found something."""
USAGE: Final = 2
"""Wrong usage, or input that cannot be read."""
NO_STORE: Final = 3
"""The store cannot be opened."""
REJECTED: Final = 4
"""Nothing was written: a conflict, a loop, an action refused, no space."""
READ_ONLY: Final = 5
"""Nothing was written: the store cannot be written by this person now."""
IN_DOUBT: Final = 6
"""The disk did not say whether it was written; `pmtui log` tells."""

UNWRITTEN: Final = 7
"""The answer could not be written; one line on stderr says whether an edit was made."""

INTERRUPTED: Final = 130
"""Ctrl+C, as every shell counts it; nothing of ours ends with it."""

UNKNOWN: Final = "nobody knows whether it was done; `pmtui log` and `pmtui check` tell"
"""Said by whoever is interrupted again while the first interruption waits."""


class Stop(Exception):  # noqa: N818  (an end with its code and words, not always an error)
    """Ends the program with a code and the words for the person who asked."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


@contextmanager
def deferred_interrupt(out: Output, unsure: str = UNKNOWN) -> Iterator[None]:
    """Let an interruption wait for the end of what is on its way to the disk.

    It cannot be called back, so whoever interrupts is told what became of it: by `out.done`, which
    is set inside. A second interruption does not wait, as where a disk does not answer.

    Args:
        out: tells the person.
        unsure: what is told where a second one came before it was known.

    Raises:
        KeyboardInterrupt: at the end, where one came meanwhile and nothing else was raised.
    """
    came: list[int] = []

    def wait(number: int, _frame: FrameType | None) -> None:
        if came:
            if out.done == begun:
                out.done = unsure
            raise KeyboardInterrupt
        came.append(number)

    begun = out.done
    try:
        before = signal.signal(signal.SIGINT, wait)
    except ValueError:  # only the main thread hears signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
