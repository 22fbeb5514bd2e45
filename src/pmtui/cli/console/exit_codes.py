"""This file owns the exit codes of the command line and the exception that carries one."""

from typing import Final

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


class Stop(Exception):  # noqa: N818  (an end with its code and words, not always an error)
    """Ends the program with a code and the words for the person who asked."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
