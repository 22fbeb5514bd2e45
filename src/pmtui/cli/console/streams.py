"""This file stands in for standard streams that are closed, so that no file takes their place."""

import errno
import io
import os
import sys
from typing import Final, TextIO

_STANDARD: Final = (0, 1, 2)


class ClosedStream(io.StringIO):
    """A standard stream that is closed: it reads as empty, and writing to it fails."""

    def write(self, _text: str) -> int:
        """Refuse what cannot be written.

        Raises:
            OSError: always.
        """
        raise OSError(errno.EBADF, "it is closed")


def hold_descriptors() -> None:
    """Keep the numbers of closed standard streams from being given to the next file opened.

    A store whose file had the number of stdout would be written to by whoever prints.
    """
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def stdin() -> TextIO:
    """Standard input; empty where it is closed."""
    return sys.stdin or ClosedStream()


def stdout() -> TextIO:
    """Standard output; writing fails where it is closed."""
    return sys.stdout or ClosedStream()


def stderr() -> TextIO:
    """Standard error; writing fails where it is closed."""
    return sys.stderr or ClosedStream()
