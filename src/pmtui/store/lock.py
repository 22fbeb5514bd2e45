"""This file is a queue for writers: a lock that helps fairness and never decides correctness."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pmtui import clock

DEADLINE: Final = 2.0
"""Seconds a writer waits for its turn before it goes on without."""
_STEP: Final = 0.01


@contextlib.contextmanager
def turn(path: Path, mode: int) -> Iterator[bool]:
    """Wait for a turn; gives whether the lock was had. The link decides who commits either way."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    except OSError:
        yield False
        return
    try:
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, mode)
        yield _had(descriptor)
    finally:
        os.close(descriptor)


def _had(descriptor: int) -> bool:
    until = clock.monotonic() + DEADLINE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if clock.monotonic() >= until:
                return False
            time.sleep(_STEP)
        except OSError:
            return False
        else:
            return True
