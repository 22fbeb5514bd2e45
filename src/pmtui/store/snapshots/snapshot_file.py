"""This file looks after a store's snapshot on disk: who changed it, and how it is replaced."""

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Final

import msgspec

from pmtui.model.changes.ops import Mark
from pmtui.model.storing.care import DamagedStoreError, NewerStoreError
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.files.access import (
    names_in,
    read_regular,
    remove,
    replace,
    temporary_name,
    write_new,
)
from pmtui.store.files.layout import StoreLocation
from pmtui.store.snapshots.loading import is_as_written, meta_of
from pmtui.store.snapshots.open_elsewhere import clear, keep_open_file
from pmtui.store.snapshots.snapshot_format import META, Meta, encoded

_FIRST_LINE: Final = 1 << 16
_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EXDEV})

Turn = Callable[[], AbstractContextManager[bool]]
"""The queue of writers."""
Belongs = Callable[[Meta], bool]
"""Whether a snapshot follows commits of this store's log, or of a clone that it has merged."""
FileState = tuple[int, int, int, int]
"""Device, inode, time and size: what tells one state of a file from another."""


def file_state(found: os.stat_result) -> FileState:
    """What tells this state of a file from another."""
    return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


def own_name() -> str:
    """The snapshot a person writes beside the log where they may not replace the store's file."""
    return f"snapshot-{os.getuid()}.json"


def side_names(place: StoreLocation) -> list[str]:
    """Snapshots that people wrote beside the log."""
    if not place.is_attached:
        return []
    names = names_in(place.root)
    return [name for name in names if name.startswith("snapshot-") and name.endswith(".json")]


class Snapshots:
    """The snapshot of one open store.

    Args:
        place: where the store lies.
        group: the group of its files.
        meta: what the snapshot that was opened says about itself.
        looks: of that snapshot where it is as it was written, else None.
        belongs: tells a snapshot of this store from one of another clone.
    """

    def __init__(
        self,
        place: StoreLocation,
        group: int,
        meta: Meta,
        looks: FileState | None,
        belongs: Belongs,
    ) -> None:
        self._place = place
        self._belongs = belongs
        self._group = group
        self._store_id = meta.store_id
        self._looked = looks
        self._good = looks
        self.revision = meta.rev
        """Revision of the newest snapshot seen."""
        self.log_from = meta.log_from
        """The first revision that no snapshot seen says is archived."""

    def closed(self, knows: int) -> str:
        """Why the store's file forbids writing now; one look where nobody replaced it."""
        try:
            found = os.stat(self._place.name, dir_fd=self._place.parent, follow_symlinks=False)
        except OSError:
            return (
                f"{self._place.path} is gone: put it back, or `pmtui check --salvage OUT` "
                "makes it anew"
            )
        if file_state(found) == self._looked:
            return ""
        try:
            meta = self._meta_on_disk(knows)
        except NewerStoreError as error:
            return str(error)
        if meta is not None:
            if reason := self._strange(meta, knows):
                return reason
            self._heard(meta)
        self._looked = file_state(found)
        return ""

    def _strange(self, meta: Meta, knows: int) -> str:
        """Why what a replaced file says about itself forbids writing."""
        if meta.store_id != self._store_id:
            return f"{self._place.path} is another store now; open it anew"
        if meta.min_writer > knows:
            return f"writing needs a later pmtui (schema {meta.min_writer}): update pmtui"
        if not self._belongs(meta):
            return (
                f"{self._place.path} was replaced by another clone's; `pmtui adopt` merges what "
                "was done there"
            )
        return ""

    def _meta_on_disk(self, knows: int) -> Meta | None:
        try:
            data, _ = read_regular(self._place.name, self._place.parent, _FIRST_LINE)
            if b"\n" not in data or META.encode() not in data:
                return None
            return meta_of(data.partition(b"\n")[0] + b"\n", self._place.name, knows)
        except (OSError, DamagedStoreError):
            return None

    def write(self, workspace: Workspace, meta: Meta, turn: Turn, *, anew: bool = False) -> str:
        """Write the snapshot unless there is one as new; why not, or empty.

        What somebody changed by hand is never overwritten.

        Args:
            workspace: what to write.
            meta: what the snapshot says about itself.
            turn: the queue of writers, entered only to put the file in its place.
            anew: whether to write it though there is one as new.
        """
        try:
            if reason := self._needless(workspace, anew=anew):
                return reason.strip()
            meta = self._raised(meta)
            temporary = self._prepared(workspace, meta)
            with turn():
                if reason := self._needless(workspace, anew=anew):
                    remove(temporary, self._place.root)
                    return reason.strip()
                if self.log_from > meta.log_from:
                    remove(temporary, self._place.root)
                    meta = self._raised(meta)
                    temporary = self._prepared(workspace, meta)
                if self._put(temporary):
                    self.log_from = meta.log_from
        except OSError as error:
            return f"no snapshot was written: {error.strerror or error}"
        self.revision = workspace.revision
        return ""

    def overwrite(self, workspace: Workspace, meta: Meta, digest: str, turn: Turn) -> bool:
        """Write the snapshot over a file that was changed by hand; whether it still was that one.

        Raises:
            OSError: it could not be written.
        """
        temporary = self._prepared(workspace, meta)
        with turn():
            data, _ = read_regular(self._place.name, self._place.parent)
            if sha256(data).hexdigest() != digest:
                remove(temporary, self._place.root)
                return False
            if not self._put(temporary):
                found = os.stat(self._place.name, dir_fd=self._place.parent, follow_symlinks=False)
                self._good = self._looked = file_state(found)
        self.revision = workspace.revision
        return True

    def _raised(self, meta: Meta) -> Meta:
        """The same, never saying that fewer commits are archived than some snapshot said."""
        return msgspec.structs.replace(meta, log_from=max(meta.log_from, self.log_from))

    def _needless(self, workspace: Workspace, *, anew: bool) -> str:
        if self.was_changed_by_hand():
            return f"{self._place.name} was changed by hand and is left so; see `pmtui adopt`"
        is_newer = self.revision > workspace.revision
        return " " if is_newer or (self.revision == workspace.revision and not anew) else ""

    def _prepared(self, workspace: Workspace, meta: Meta) -> str:
        temporary = temporary_name()
        data = encoded(workspace, meta)
        group = self._place.group()
        group = self._group if group < 0 else group
        write_new(temporary, data, self._place.root, self._place.modes().snapshot, group)
        return temporary

    def was_changed_by_hand(self) -> bool:
        """Whether the file on disk is not as pmtui wrote it, or another store's or clone's."""
        try:
            found = os.stat(self._place.name, dir_fd=self._place.parent, follow_symlinks=False)
            if file_state(found) == self._good:
                return False
            data, found = read_regular(self._place.name, self._place.parent)
            meta = meta_of(data, self._place.name)
        except FileNotFoundError:
            return True
        except (OSError, DamagedStoreError, NewerStoreError):
            return True
        if not is_as_written(data, meta) or meta.store_id != self._store_id:
            return True
        if not self._belongs(meta):
            return True
        self._good = self._looked = file_state(found)
        self._heard(meta)
        return False

    def _heard(self, meta: Meta) -> None:
        self.revision = max(self.revision, meta.rev)
        self.log_from = max(self.log_from, meta.log_from)

    def _put(self, temporary: str) -> bool:
        """Whether the store's own file was replaced, not the snapshot beside the log."""
        root, parent = self._place.root, self._place.parent
        keep_open_file(self._place, self._good)
        try:
            os.rename(temporary, self._place.name, src_dir_fd=root, dst_dir_fd=parent)
        except OSError as error:
            if error.errno not in _DENIED:
                remove(temporary, root)
                raise
            replace(temporary, own_name(), root, root)
            return False
        os.fsync(parent)
        found = os.stat(self._place.name, dir_fd=parent, follow_symlinks=False)
        self._good = self._looked = file_state(found)
        clear(self._place)
        return True


def with_state(
    meta: Meta, head: tuple[str, str], log_from: int, trail: Sequence[Mark] = ()
) -> Meta:
    """What a new snapshot says about itself: the old, with where the log stands."""
    parent, stamp = head
    return msgspec.structs.replace(
        meta, head=parent, ts=stamp, log_from=log_from, trail=tuple(trail)
    )
