"""This file writes a whole file or none: a new one, or one that takes the place of another."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

_FRESH: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EACCES}
)
"""What file systems without hard links answer."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NewFileError(Exception):
    """Says in a sentence why a file could not be written; nothing of it is there."""

    def __init__(self, reason: str, *, is_full: bool = False) -> None:
        super().__init__(reason)
        self.is_full = is_full
        """Whether there was no room for it; else another name may do."""


def write_new(name: str, data: bytes) -> None:
    """Write a new file for its owner's eyes; an existing one is never overwritten.

    It is written beside under a hidden name, and gets its own when all of it is on the disk: who
    finds a file of that name finds all of it.

    Raises:
        NewFileError: it is there already, or cannot be written; then nothing is.
    """
    try:
        _refuse_taken(name)
        _write_beside(name, data, 0o600, _rename)
    except FileExistsError as error:
        raise NewFileError(f"{name} is there already; choose another name") from error
    except OSError as error:
        raise _reason(name, error) from error


def write_over(name: str, data: bytes) -> None:
    """Write a file that takes the place of one that is there, and keeps who may read it.

    Whoever opens it meanwhile finds all of the old one or all of the new one.

    Raises:
        NewFileError: it cannot be written; then the old one is as it was.
    """
    try:
        there = os.path.realpath(name)
        mode = Path(there).stat().st_mode & 0o777 if os.path.lexists(there) else 0o600
        _write_beside(there, data, mode, os.replace)
    except OSError as error:
        raise _reason(name, error) from error


def _write_beside(name: str, data: bytes, mode: int, rename: Callable[[str, str], None]) -> None:
    """Write a file under a hidden name, and give it its own when all of it is on the disk.

    Raises:
        OSError: it cannot be written, or cannot be given its name; nothing hidden is left.
    """
    beside = str(Path(name).parent / f".pmtui-{token_hex(8)}.part")
    try:
        with os.fdopen(os.open(beside, _FRESH, 0o600), "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        rename(beside, name)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108


def _reason(name: str, error: OSError) -> NewFileError:
    if error.errno in _FULL:
        why = "there is no room on the disk; nothing was written, make room or choose another"
        return NewFileError(f"{name}: {why}", is_full=True)
    return NewFileError(f"{name}: cannot be written ({error.strerror})")


def _refuse_taken(name: str) -> None:
    if os.path.lexists(name):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _rename(beside: str, name: str) -> None:
    """Give a file its name if nothing has it; where links are unknown, take the name first.

    Raises:
        OSError: something has the name, or it cannot be given.
    """
    try:
        os.link(beside, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return
    os.close(os.open(name, _FRESH, 0o600))
    try:
        os.replace(beside, name)  # noqa: PTH105
    except BaseException:
        os.unlink(name)  # noqa: PTH108
        raise
