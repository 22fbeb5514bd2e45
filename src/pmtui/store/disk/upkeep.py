"""This file decides when an open store writes its snapshot and its backup, and who does it."""

import contextlib
import os
from datetime import date
from typing import Final

from pmtui import clock
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.files.access import open_regular, read_regular
from pmtui.store.files.layout import StoreLocation
from pmtui.store.snapshots.loading import MANY
from pmtui.store.snapshots.snapshot_file import Snapshots, Turn
from pmtui.store.snapshots.snapshot_format import Meta, document_count

SNAPSHOT_COMMITS: Final = 200
"""Commits after which the snapshot is written anew."""
SNAPSHOT_SECONDS: Final = 30
"""Seconds between two snapshots that nobody asked for."""


class Upkeep:
    """The snapshot and backups of one open store; a big store's are made by another process."""

    def __init__(self, place: StoreLocation, snapshots: Snapshots, turn: Turn) -> None:
        self._place = place
        self._snapshots = snapshots
        self._turn = turn
        self._children: list[int] = []
        self._backed_up: date | None = None
        self._snapshot_at = clock.monotonic()
        self._own_commits = 0

    def committed(self, workspace: Workspace, meta: Meta) -> str:
        """Write a snapshot if one is due after a commit of ours; what went wrong, or empty."""
        self._own_commits += 1
        new = workspace.revision - self._snapshots.revision
        rested = clock.monotonic() - self._snapshot_at >= SNAPSHOT_SECONDS
        if new < SNAPSHOT_COMMITS or not rested:
            return ""
        if document_count(workspace) <= MANY:
            return self.snapshot(workspace, meta)
        self._snapshot_at = clock.monotonic()
        self._start("snapshot", str(self._place.path))
        return ""

    def snapshot(self, workspace: Workspace, meta: Meta) -> str:
        """Write the snapshot now; what went wrong, or empty."""
        reason = self._snapshots.write(workspace, meta, self._turn)
        self._snapshot_at = clock.monotonic()
        self._own_commits = 0
        return reason

    def finish(self, workspace: Workspace, meta: Meta) -> None:
        """Write a snapshot at exit where this process has committed something since the last."""
        if self._own_commits and document_count(workspace) <= MANY:
            self.snapshot(workspace, meta)
        elif self._own_commits and self._is_worth_a_child(workspace):
            self._start("snapshot", str(self._place.path))
        self._children = _running(self._children)

    def back_up(self, workspace: Workspace) -> str:
        """Back up the snapshot before the first write of a day; what went wrong, or empty."""
        day = clock.now().date()
        if self._backed_up == day:
            return ""
        self._backed_up = day
        from pmtui.store.snapshots.backups import backups

        try:
            if not any(backup.day == day for backup in backups(self._place)):
                self._back_up(workspace, day)
        except OSError as error:
            return f"no backup was made: {error.strerror or error}"
        return ""

    def skip_backup(self) -> None:
        """Make none today: what the file holds is not what pmtui wrote."""
        self._backed_up = clock.now().date()

    def _back_up(self, workspace: Workspace, day: date) -> None:
        from pmtui.store.snapshots.backups import thin_out, write_backup

        revision = self._snapshots.revision
        if document_count(workspace) <= MANY:
            data, _ = read_regular(self._place.name, self._place.parent)
            write_backup(self._place, data, day, revision, self._place.modes().commit)
            thin_out(self._place)
            return
        source, _ = open_regular(self._place.name, self._place.parent)
        try:
            words = ("backup", str(self._place.path), day.isoformat(), str(revision))
            self._start(*words, source=source)
        finally:
            os.close(source)

    def _is_worth_a_child(self, workspace: Workspace) -> bool:
        found = os.stat(self._place.name, dir_fd=self._place.parent, follow_symlinks=False)
        age = abs(clock.milliseconds() / 1000 - found.st_mtime)
        behind = workspace.revision - self._snapshots.revision
        return age >= SNAPSHOT_SECONDS or behind >= SNAPSHOT_COMMITS

    def _start(self, *words: str, source: int | None = None) -> None:
        from pmtui.store.disk.child_process import spawn

        self._children = _running(self._children)
        with contextlib.suppress(OSError):
            self._children.append(spawn(*words, source=source))


def _running(children: list[int]) -> list[int]:
    """The processes that have not ended."""
    if not children:
        return []
    from pmtui.store.disk.child_process import child_has_ended

    return [child for child in children if not child_has_ended(child)]
