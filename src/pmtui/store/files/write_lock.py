"""This file is a queue for writers: a lock that helps fairness and never decides correctness."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from typing import Final

from pmtui import clock
from pmtui.store.files.layout import LOCK

DEADLINE: Final = 2.0
"""Seconds a writer waits for its turn before it goes on without."""
_FIRST_STEP: Final = 0.0005
_LONGEST_STEP: Final = 0.01
_FLAGS: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


@contextlib.contextmanager
def turn(folder: int, mode: int, deadline: float = DEADLINE) -> Iterator[bool]:
    """Wait for a turn; gives whether the lock was had. The link decides who commits either way.

    Args:
        folder: the directory the lock file lies in.
        mode: of the lock file, where it must be made.
        deadline: seconds after which to go on without.
    """
    try:
        descriptor = _opened(folder, mode)
    except OSError:
        yield False
        return
    try:
        yield _had(descriptor, deadline)
    finally:
        # What was done in the turn is done, whatever closing the file of the queue comes to.
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _opened(folder: int, mode: int) -> int:
    # Opening with O_CREAT what somebody else made in a sticky directory is refused by the kernel.
    with contextlib.suppress(FileNotFoundError):
        return os.open(LOCK, _FLAGS, dir_fd=folder)
    try:
        descriptor = os.open(LOCK, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)
    except FileExistsError:
        return os.open(LOCK, _FLAGS, dir_fd=folder)
    os.fchmod(descriptor, mode)
    return descriptor


def _had(descriptor: int, deadline: float) -> bool:
    until = clock.monotonic() + deadline
    step = _FIRST_STEP
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if clock.monotonic() >= until:
                return False
            time.sleep(step)
            step = min(step * 2, _LONGEST_STEP)
        except OSError:
            return False
        else:
            return True
