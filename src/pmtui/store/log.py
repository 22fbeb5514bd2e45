"""This file keeps the log: one file a commit, made by a hard link that only one writer can win."""

import errno
import os
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec

from pmtui.model.ops import Commit
from pmtui.store.errors import DamagedStoreError
from pmtui.store.files import directory, read_bytes, remove, write_new
from pmtui.store.layout import Modes, commit_name

_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Commit)
_NO_LINKS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def encoded(commit: Commit) -> bytes:
    """A commit as its file holds it: one JSON line, then its checksum."""
    line = _ENCODER.encode(commit)
    return line + b"\n" + f"{zlib.crc32(line):08x}\n".encode()


def sha_of(data: bytes) -> str:
    """What the next commit calls its parent."""
    return sha256(data).hexdigest()[:32]


def decoded(data: bytes, name: str) -> Commit:
    """A commit from its file.

    Raises:
        DamagedStoreError: it is not what was written.
    """
    line, _, rest = data.partition(b"\n")
    if rest.strip() != f"{zlib.crc32(line):08x}".encode():
        raise DamagedStoreError(f"commit {name} is damaged (its checksum does not match)")
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError as error:
        raise DamagedStoreError(f"commit {name} is damaged: {error}") from error


class Log:
    """The commits of a store on disk.

    Args:
        path: the log's directory.
        modes: of the files it makes.
    """

    def __init__(self, path: Path, modes: Modes) -> None:
        self._path = path
        self._modes = modes

    def has(self, revision: int) -> bool:
        """Whether a commit is there; one look at the disk."""
        try:
            os.stat(self._path / commit_name(revision), follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def read(self, revision: int) -> tuple[Commit, bytes] | None:
        """A commit with its bytes, or None where it is not there.

        Raises:
            DamagedStoreError: it is there and not what was written.
        """
        name = commit_name(revision)
        try:
            with directory(self._path) as folder:
                data = read_bytes(name, folder)
        except FileNotFoundError:
            return None
        commit = decoded(data, name)
        if commit.rev != revision:
            raise DamagedStoreError(f"commit {name} says it is revision {commit.rev}")
        return commit, data

    def read_from(self, revision: int) -> Iterator[tuple[Commit, bytes]]:
        """Commits from a revision on, until there is none."""
        while (found := self.read(revision)) is not None:
            yield found
            revision += 1

    def append(self, revision: int, data: bytes) -> Literal["done", "exists"]:
        """Make a commit durable, unless another one has its revision.

        Raises:
            OSError: it could not be made; nothing is there then, unless the disk itself lies.
        """
        name = commit_name(revision)
        temporary = f".{name}.{os.getpid()}.{os.urandom(4).hex()}"
        with directory(self._path) as folder:
            write_new(temporary, data, folder, self._modes.commit)
            try:
                self._link(temporary, name, data, folder)
            except FileExistsError:
                return "exists"
            finally:
                remove(temporary, folder)
            os.fsync(folder)
        return "done"

    def _link(self, temporary: str, name: str, data: bytes, folder: int) -> None:
        try:
            os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
        except FileExistsError:
            if os.stat(temporary, dir_fd=folder).st_nlink != 2:  # noqa: PLR2004  (the link came through)
                raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            write_new(name, data, folder, self._modes.commit)
