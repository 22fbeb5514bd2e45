"""This file holds an interruption back until it is known whether what was begun is done."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from pmtui.cli.console.output import Output

UNKNOWN: Final = "nobody knows whether it was done; `pmtui log` and `pmtui check` tell"
"""Said by whoever is interrupted again while the first interruption waits."""


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
