"""This file opens, writes and links files the safe way: relative to a directory, never through links."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def directory(path: Path) -> Iterator[int]:
    """A descriptor of a directory, closed afterwards."""
    descriptor = os.open(path, _DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def read_bytes(name: str, folder: int) -> bytes:
    """The whole of a regular file; links, pipes and devices are refused.

    Raises:
        OSError: it is not there or cannot be read.
    """
    descriptor = os.open(name, _READ, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            message = f"{name} is not a regular file"
            raise OSError(message)
        return file.read()


def write_new(name: str, data: bytes, folder: int, mode: int) -> None:
    """Write a file that must not be there yet, durable when this returns.

    Raises:
        OSError: it could not be written whole; nothing is left behind then.
    """
    descriptor = os.open(name, _NEW, mode, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            os.fchmod(descriptor, mode)
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(descriptor)
    except OSError:
        remove(name, folder)
        raise


def remove(name: str, folder: int) -> None:
    """Take a file away; one that is gone already is no problem."""
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        return


def replace(name: str, data: bytes, folder: int, mode: int) -> None:
    """Put a whole new file in the place of an old one, durable when this returns.

    The new file keeps the group of the old one.
    """
    temporary = f".{name}.{os.getpid()}.tmp"
    remove(temporary, folder)
    write_new(temporary, data, folder, mode)
    try:
        _keep_group(name, temporary, folder)
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        remove(temporary, folder)
        raise
    os.fsync(folder)


def _keep_group(name: str, temporary: str, folder: int) -> None:
    try:
        group = os.stat(name, dir_fd=folder, follow_symlinks=False).st_gid
        if os.stat(temporary, dir_fd=folder).st_gid != group:
            os.chown(temporary, -1, group, dir_fd=folder)
    except (FileNotFoundError, PermissionError):
        return
