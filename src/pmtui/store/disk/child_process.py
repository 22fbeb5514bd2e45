"""This file starts chores of a big store in a process of their own, so that nobody waits."""

import os
import sys
from pathlib import Path
from typing import Final

MODULE: Final = "pmtui.store.disk.chores"
"""What the process runs."""
_PACKAGES: Final = str(Path(__file__).parents[3])


def spawn(*words: str, source: int | None = None) -> int:
    """Start a chore in a process of its own; gives its number.

    Args:
        words: the chore and what it needs to know.
        source: a descriptor that becomes its standard input.
    """
    actions: list[tuple[object, ...]] = [
        (os.POSIX_SPAWN_OPEN, at, os.devnull, os.O_RDWR, 0) for at in (0, 1, 2)
    ]
    if source is not None:
        actions[0] = (os.POSIX_SPAWN_DUP2, source, 0)
    paths = os.pathsep.join(filter(None, (_PACKAGES, os.environ.get("PYTHONPATH", ""))))
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-P", "-m", MODULE, *words],
        {**os.environ, "PYTHONPATH": paths},
        file_actions=actions,
        setsid=True,
    )


def child_has_ended(number: int) -> bool:
    """Whether a child has ended; it is not asked for again then."""
    try:
        return os.waitpid(number, os.WNOHANG)[0] == number
    except ChildProcessError:
        return True
