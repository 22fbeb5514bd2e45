"""This file says where a store's files lie, with which modes, and holds its directories open."""

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import Final

import msgspec

from pmtui.model.storing.care import MissingStoreError, StoreError, UnsafeStoreError
from pmtui.store.files.access import (
    each_name,
    make_directory,
    open_directory,
    put_if_absent,
    read_regular,
    remove,
    temporary_name,
    write_new,
)
from pmtui.store.files.sharing_modes import MODES, RECORD, Modes, Sharing, share_of, sharing_of

INNER: Final = ("log", "backups", "presence")
"""The directories beside a snapshot, in `plan.json.d`."""
LOCK: Final = "lock"
"""The file writers queue on."""


def commit_name(revision: int) -> str:
    """The name of a commit's file."""
    return f"{revision:09d}"


def is_commit_name(name: str) -> bool:
    """Whether a file of that name in the log can be a commit; others are nobody's."""
    return name.isascii() and name.isdecimal() and int(name) > 0 and commit_name(int(name)) == name


class StoreLocation:
    """Where a store lies: its file, and the directory beside it held open by descriptor.

    Raises:
        MissingStoreError: the directory of the file is not there.
        UnsafeStoreError: a directory is a link or everybody may write in it.
    """

    def __init__(self, path: Path) -> None:
        self.path: Final = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link)
        self.name: Final = self.path.name
        try:
            self.parent: Final = open_directory(self.path.parent)
        except OSError as error:
            raise MissingStoreError(f"{self.path.parent}: {error.strerror}") from error
        self._inner: dict[str, int] = {}
        self._missing: set[str] = set()
        self._sharing: Sharing | None = None
        self._has_record = False
        self._is_closed = False
        self._refuse_open_to_all(self.parent, str(self.path.parent))
        self.attach()

    def modes(self) -> Modes:
        """The modes of the store's files, as its record says; where it has none, as they look."""
        return MODES[self.sharing().share]

    def group(self) -> int:
        """The group of the store's files; -1 where that does not matter or nobody knows."""
        if not self.is_attached or self.sharing().share == "private":
            return -1
        known = self.sharing().known_group()
        return known if known >= 0 else os.fstat(self.root).st_gid

    def sharing(self) -> Sharing:
        """Who may use the store."""
        if self._sharing is None:
            record = self._record()
            self._has_record = record is not None
            found = record or self._derived()
            if not self.is_attached:
                return found
            self._sharing = found
        return self._sharing

    def _record(self) -> Sharing | None:
        if not self.is_attached:
            return None
        try:
            data, _ = read_regular(RECORD, self.root, 4096)
            return msgspec.json.decode(data, type=Sharing)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _derived(self) -> Sharing:
        try:
            file = os.stat(self.name, dir_fd=self.parent, follow_symlinks=False)
        except OSError:
            return Sharing("private")
        folder = os.fstat(self.root) if self.is_attached else None
        commit = self._a_commit() if folder is not None else 0
        share = share_of(file.st_mode, folder.st_mode if folder is not None else 0, commit)
        return sharing_of(share, (folder or file).st_gid)

    def _a_commit(self) -> int:
        name = max(filter(is_commit_name, each_name(self.log)), default="")
        if not name:
            return 0
        mode = os.stat(name, dir_fd=self.log, follow_symlinks=False).st_mode
        return mode if stat.S_ISREG(mode) else 0

    def keep_record(self) -> None:
        """Write down who may use a store that an older pmtui made, as it looks now; once."""
        sharing = self.sharing()
        if self._has_record or not self.is_attached:
            return
        self._has_record = True
        temporary = temporary_name()
        with contextlib.suppress(OSError):
            data = msgspec.json.encode(sharing)
            write_new(temporary, data, self.root, MODES[sharing.share].commit, self.group())
            try:
                put_if_absent(temporary, RECORD, self.root, self.root)
            finally:
                remove(temporary, self.root)

    @property
    def folder(self) -> str:
        """The name of the directory beside the file."""
        return f"{self.name}.d"

    @property
    def is_attached(self) -> bool:
        """Whether the directory beside the file was found."""
        return bool(self._inner)

    @property
    def root(self) -> int:
        """The directory beside the file."""
        return self._inner[""]

    @property
    def log(self) -> int:
        """One file a commit."""
        return self._inner["log"]

    @property
    def backups(self) -> int:
        """Old snapshots and archives of the log."""
        return self._inner["backups"]

    @property
    def presence(self) -> int:
        """One heartbeat a session."""
        return self._inner["presence"]

    def attach(self) -> bool:
        """Open the directory beside the file; whether it is there."""
        self._let_go()
        try:
            self._inner[""] = open_directory(self.folder, self.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise UnsafeStoreError(f"{self.path}.d: {_why(error)}") from error
        self._refuse_open_to_all(self.root, f"{self.path}.d")
        for name in INNER:
            try:
                self._inner[name] = open_directory(name, self.root)
            except FileNotFoundError:
                # git keeps no empty directory; nothing that belongs in one lies in the outer one,
                # so that reads as empty until the first write makes it.
                self._inner[name] = os.dup(self.root)
                self._missing.add(name)
            except OSError as error:
                self._let_go()
                raise StoreError(f"{self.path}.d/{name}: {_why(error)}") from error
        return True

    def make(self, modes: Modes, group: int) -> None:
        """Make the directory beside the file, with those in it, unless somebody just did.

        Raises:
            OSError: it cannot be made.
        """
        temporary = temporary_name()
        root = make_directory(temporary, self.parent, modes.folder, group)
        try:
            for name in INNER:
                os.close(make_directory(name, root, modes.folder, group))
            share = next(share for share, known in MODES.items() if known == modes)
            record = msgspec.json.encode(sharing_of(share, os.fstat(root).st_gid))
            write_new(RECORD, record, root, modes.commit, group)
            os.fsync(root)
            self._give_name(temporary, root)
        finally:
            os.close(root)
        self.attach()

    def _give_name(self, temporary: str, root: int) -> None:
        try:
            os.rename(temporary, self.folder, src_dir_fd=self.parent, dst_dir_fd=self.parent)
        except OSError as error:
            self._unmake(temporary, root)
            if error.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
                raise
        else:
            try:
                os.fsync(self.parent)
            except OSError:
                self._unmake(self.folder, root)
                raise

    def _unmake(self, name: str, root: int) -> None:
        for inner in INNER:
            os.rmdir(inner, dir_fd=root)
        remove(RECORD, root)
        os.rmdir(name, dir_fd=self.parent)

    def complete(self) -> None:
        """Make the directories that are missing beside the log, before something is written.

        Raises:
            OSError: they cannot be made.
        """
        for name in sorted(self._missing):
            mode = self.modes().folder
            self._take(name, make_directory(name, self.root, mode, self.group()))

    def _take(self, name: str, descriptor: int) -> None:
        os.close(self._inner[name])
        self._inner[name] = descriptor
        self._missing.discard(name)

    def _find_missing(self) -> None:
        """Open what somebody else has made since."""
        for name in tuple(self._missing):
            with contextlib.suppress(OSError):
                self._take(name, open_directory(name, self.root))

    def has_moved(self) -> bool:
        """Whether the directory is not the one that was opened any more."""
        self._find_missing()
        inner = "" if "log" in self._missing else "/log"
        try:
            there = os.stat(f"{self.folder}{inner}", dir_fd=self.parent, follow_symlinks=False)
        except OSError:
            return True
        return not os.path.samestat(there, os.fstat(self.log))

    def close(self) -> None:
        """Let go of every descriptor; the place cannot be used afterwards."""
        self._let_go()
        if not self._is_closed:
            os.close(self.parent)
        self._is_closed = True

    def __del__(self) -> None:
        # Code that forgets to close a store must not run a program out of descriptors.
        with contextlib.suppress(AttributeError, OSError):
            self.close()

    def _let_go(self) -> None:
        for descriptor in self._inner.values():
            os.close(descriptor)
        self._inner = {}
        self._missing = set()
        self._sharing = None

    def _refuse_open_to_all(self, descriptor: int, name: str) -> None:
        mode = os.fstat(descriptor).st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            self.close()
            raise UnsafeStoreError(
                f"{name}: everybody may write in this directory; take that away with `chmod o-w`"
            )


def _why(error: OSError) -> str:
    return error.strerror or str(error)
