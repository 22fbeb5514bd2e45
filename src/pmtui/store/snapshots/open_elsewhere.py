"""This file keeps a snapshot that another program holds open, and finds what it wrote there."""

import contextlib
import fcntl
import os
import signal
import stat
from collections.abc import Iterator
from typing import Final

from pmtui import clock
from pmtui.store.files.access import names_in, open_regular
from pmtui.store.files.layout import StoreLocation

WROTE_TO_OLD: Final = (
    "a program wrote to a file that was replaced while it held it open: `pmtui adopt` shows what"
)
"""Said of a store whose replaced file somebody wrote to."""
_PREFIX: Final = "held-"
_END: Final = ".json"
_SET_SIGNAL: Final = 10
"""`F_SETSIG`, which Python does not name on every system."""


def is_open_elsewhere(name: str, folder: int) -> bool:
    """Whether somebody has a file open for writing, as a TinyDB script has all the while.

    Where nobody may ask (the file is another person's, the file system knows no leases) it is no:
    then a script that writes later writes where nobody looks, as it would without this.
    """
    try:
        descriptor, _ = open_regular(name, folder)
    except OSError:
        return False
    try:
        # A writer who comes in this moment breaks the lease; that must not be told by a signal
        # which ends the process.
        fcntl.fcntl(descriptor, _SET_SIGNAL, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except (OSError, AttributeError):
        return False
    finally:
        os.close(descriptor)
    return False


def keep_open_file(place: StoreLocation, looks: tuple[int, int, int, int] | None) -> None:
    """Give the store's file a second name before it is replaced, where somebody holds it open.

    What is written to it later is found under that name; without it nobody would ever see it.

    Args:
        place: where the store lies.
        looks: device, inode, time and size of the file when it was last seen to be sound.
    """
    if not place.is_attached or not is_open_elsewhere(place.name, place.parent):
        return
    with contextlib.suppress(OSError):
        found = os.stat(place.name, dir_fd=place.parent, follow_symlinks=False)
        if any(_inode(place, name) == found.st_ino for name in _names(place)):
            return
        is_seen = looks is not None and looks[1] == found.st_ino
        time, size = looks[2:] if is_seen and looks else (found.st_mtime_ns, found.st_size)
        name = f"{_PREFIX}{time}-{size}-{clock.chance(32):08x}{_END}"
        os.link(
            place.name, name, src_dir_fd=place.parent, dst_dir_fd=place.root, follow_symlinks=False
        )


def is_kept_name(place: StoreLocation, found: os.stat_result) -> bool:
    """Whether a file's second name is one that a writer gave it and had no time to replace."""
    if found.st_nlink != 2 or not place.is_attached:
        return False
    return any(_inode(place, name) == found.st_ino for name in _names(place))


def written_since(place: StoreLocation) -> Iterator[str]:
    """Names of snapshots that somebody wrote to after they were replaced; oldest first."""
    for name in _names(place):
        try:
            found = os.stat(name, dir_fd=place.root, follow_symlinks=False)
        except OSError:
            continue
        is_replaced = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
        if is_replaced and _looks(name) != (str(found.st_mtime_ns), str(found.st_size)):
            yield name


def clear(place: StoreLocation) -> None:
    """Take the second names away to which nobody has written and nobody can any more."""
    for name in _names(place):
        with contextlib.suppress(OSError):
            found = os.stat(name, dir_fd=place.root, follow_symlinks=False)
            is_same = _looks(name) == (str(found.st_mtime_ns), str(found.st_size))
            if found.st_nlink == 1 and is_same and not is_open_elsewhere(name, place.root):
                os.unlink(name, dir_fd=place.root)


def mark_taken_in(place: StoreLocation, name: str) -> None:
    """Say that what was written there is in the store: what is written after it is found again."""
    with contextlib.suppress(OSError):
        found = os.stat(name, dir_fd=place.root, follow_symlinks=False)
        if not is_open_elsewhere(name, place.root):
            os.unlink(name, dir_fd=place.root)
            return
        fresh = f"{_PREFIX}{found.st_mtime_ns}-{found.st_size}-{clock.chance(32):08x}{_END}"
        os.rename(name, fresh, src_dir_fd=place.root, dst_dir_fd=place.root)


def _names(place: StoreLocation) -> list[str]:
    if not place.is_attached:
        return []
    return [
        name for name in names_in(place.root) if name.startswith(_PREFIX) and name.endswith(_END)
    ]


def _looks(name: str) -> tuple[str, ...]:
    return tuple(name.removeprefix(_PREFIX).split("-")[:2])


def _inode(place: StoreLocation, name: str) -> int:
    try:
        return os.stat(name, dir_fd=place.root, follow_symlinks=False).st_ino
    except OSError:
        return 0
