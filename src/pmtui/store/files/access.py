"""This file opens, writes and links files by descriptor of their directory, through no link."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pmtui import clock

TEMPORARY: Final = ".new-"
"""How the name of an unfinished file starts."""
_DIRECTORY: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS})
_INSIDE: Final = "commit"
_READ_AT_ONCE: Final = 1 << 16


def temporary_name() -> str:
    """A name for an unfinished file that nobody else uses."""
    return f"{TEMPORARY}{os.getpid()}-{clock.chance(48):012x}"


class NotRegularError(OSError):
    """Says that a name is a link, a pipe, a device or a directory where a file should be."""


def open_directory(name: str | Path, within: int | None = None) -> int:
    """A descriptor of a directory; below another one no link is followed."""
    flags = _DIRECTORY if within is None else _DIRECTORY | os.O_NOFOLLOW
    return os.open(name, flags, dir_fd=within)


def open_regular(name: str, folder: int) -> tuple[int, os.stat_result]:
    """A descriptor for reading a regular file, and what it is.

    Raises:
        NotRegularError: it is something else.
        OSError: it is not there or cannot be read.
    """
    try:
        descriptor = os.open(name, _READ, dir_fd=folder)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotRegularError(errno.ELOOP, "is a symbolic link", name) from error
        raise
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise NotRegularError(errno.EINVAL, "is not a regular file", name)
    return descriptor, found


def read_regular(
    name: str, folder: int, largest: int | None = None
) -> tuple[bytes, os.stat_result]:
    """The bytes of a regular file (at most `largest` of them), and what it was when opened."""
    descriptor, found = open_regular(name, folder)
    try:
        wanted = found.st_size if largest is None else min(found.st_size, largest)
        return _bytes(descriptor, wanted), found
    finally:
        os.close(descriptor)


def _bytes(descriptor: int, wanted: int) -> bytes:
    parts: list[bytes] = []
    while wanted > 0 and (part := os.read(descriptor, max(wanted, _READ_AT_ONCE))):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def names_in(folder: int) -> list[str]:
    """The names in a directory, sorted."""
    return sorted(os.listdir(folder))


def each_name(folder: int) -> Iterator[str]:
    """The names in a directory in no order, one at a time: a log has 100,000 of them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name


def write_new(
    name: str, data: bytes, folder: int, mode: int, group: int = -1, *, durable: bool = True
) -> None:
    """Write a file that must not be there yet.

    Args:
        name: of the file.
        data: what it holds.
        folder: the directory, by descriptor.
        mode: its mode.
        group: its group; -1 for that of the directory.
        durable: whether it is on the disk when this returns.

    Raises:
        OSError: it could not be written whole; nothing is left behind then.
    """
    descriptor = os.open(name, _NEW, 0o600, dir_fd=folder)
    try:
        try:
            _write_all(descriptor, data)
            _dress(descriptor, mode, group)
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        remove(name, folder)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _dress(descriptor: int, mode: int, group: int) -> None:
    if group >= 0 and os.fstat(descriptor).st_gid != group:
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, -1, group)
    os.fchmod(descriptor, mode)


def make_directory(name: str, folder: int, mode: int, group: int = -1) -> int:
    """A descriptor of a directory that is made where it is not there yet, with its mode.

    It is made under another name and renamed: nobody finds one that only its maker may enter.
    """
    with contextlib.suppress(FileNotFoundError):
        return open_directory(name, folder)
    beside = temporary_name()
    os.mkdir(beside, 0o700, dir_fd=folder)
    descriptor = open_directory(beside, folder)
    try:
        _dress(descriptor, mode, group)
        os.fsync(descriptor)
        os.rename(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError as error:
        os.close(descriptor)
        with contextlib.suppress(OSError):
            os.rmdir(beside, dir_fd=folder)
        with contextlib.suppress(OSError):
            return open_directory(name, folder)  # somebody else was faster
        raise error from None
    return descriptor


def remove(name: str, folder: int) -> bool:
    """Take a file away; whether it is gone now."""
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def put_if_absent(temporary: str, name: str, source: int, target: int) -> bool:
    """Give a finished file its name unless the name is taken; whether it has it now.

    Where the file system has no hard links the file goes into a directory of that name: a rename
    never replaces a directory that holds something, on any POSIX file system.

    Raises:
        OSError: neither way worked.
    """
    try:
        os.link(temporary, name, src_dir_fd=source, dst_dir_fd=target, follow_symlinks=False)
    except FileExistsError:
        return _is_same(temporary, name, source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _put_directory(temporary, name, source, target)
    return True


def _is_same(temporary: str, name: str, source: int, target: int) -> bool:
    """Whether a name has the file already, as after a request that a server answered twice.

    The bytes tell, since file systems over a network and in user space make inode numbers up.
    """
    try:
        there, _ = read_put(name, target)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return there == read_regular(temporary, source)[0]


def _put_directory(temporary: str, name: str, source: int, target: int) -> bool:
    box = f"{temporary}.box"
    inside = make_directory(box, source, stat.S_IMODE(os.fstat(target).st_mode) & ~stat.S_ISVTX)
    try:
        os.rename(temporary, _INSIDE, src_dir_fd=source, dst_dir_fd=inside)
        os.fsync(inside)
        os.rename(box, name, src_dir_fd=source, dst_dir_fd=target)
    except OSError as error:
        remove(_INSIDE, inside)
        with contextlib.suppress(OSError):
            os.rmdir(box, dir_fd=source)
        if error.errno in {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}:
            return False
        raise
    finally:
        os.close(inside)
    return True


def read_put(name: str, folder: int) -> tuple[bytes, os.stat_result]:
    """What `put_if_absent` put under a name, either way."""
    try:
        return read_regular(name, folder)
    except NotRegularError as error:
        if error.errno != errno.EINVAL:
            raise
    inside = open_directory(name, folder)
    try:
        return read_regular(_INSIDE, inside)
    finally:
        os.close(inside)


def replace(temporary: str, name: str, source: int, target: int) -> None:
    """Put a finished file in the place of another one, durable when this returns."""
    try:
        os.rename(temporary, name, src_dir_fd=source, dst_dir_fd=target)
    except OSError:
        remove(temporary, source)
        raise
    os.fsync(target)
