"""This file moves old commits out of the log into an archive, so that the log stays small."""

import contextlib
import gzip
import os
import stat
from datetime import UTC, datetime, timedelta
from typing import Final

from pmtui import clock
from pmtui.model.storing.care import (
    KEEP_COMMITS,
    KEEP_DAYS,
    Compacted,
    ReadOnlyStoreError,
    StoreError,
)
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.access import (
    TEMPORARY,
    names_in,
    put_if_absent,
    read_put,
    remove,
    temporary_name,
    write_new,
)
from pmtui.store.files.layout import StoreLocation, commit_name, is_commit_name
from pmtui.store.log.archives import Archives, archive_name
from pmtui.store.log.commit_record import decoded
from pmtui.store.log.timestamps import SKEW

_UNFINISHED_SECONDS: Final = 3_600
_ATTEMPTS: Final = 5


def compact(
    store: DiskStore, keep_commits: int = KEEP_COMMITS, keep_days: int = KEEP_DAYS
) -> Compacted:
    """Archive old commits, raise `log_from`, and remove the files that are this person's.

    Raises:
        ReadOnlyStoreError: the store cannot be written.
        StoreError: a commit cannot be read, or the archive or snapshot cannot be written.
    """
    for _ in range(_ATTEMPTS):
        store.look()
        store.refresh()
        if store.read_only:
            raise ReadOnlyStoreError(f"read-only: {store.read_only}")
        try:
            return _compacted(store, keep_commits, keep_days)
        except FileNotFoundError:
            continue  # Somebody else has just archived the commits that were to be archived here.
        except OSError as error:
            raise StoreError(f"{store.place.path}.d: {error.strerror or error}") from error
    raise StoreError(f"{store.place.path}.d: somebody else is compacting it; try again later")


def _compacted(store: DiskStore, keep_commits: int, keep_days: int) -> Compacted:
    first = max(store.meta_now().log_from, 1)
    cut = _cut(store, first, keep_commits, keep_days)
    if cut > first:
        _archive(store.place, first, cut - 1)
        store.say_archived(cut)
    removed, left = _remove(store.place, max(cut, first))
    _sweep(store.place)
    return Compacted(max(cut - first, 0), removed, left)


def _cut(store: DiskStore, first: int, keep_commits: int, keep_days: int) -> int:
    cut = store.workspace.revision - keep_commits + 1
    oldest_kept = clock.now() - timedelta(days=keep_days)
    while cut > first:
        data, status = read_put(commit_name(cut - 1), store.place.log)
        made = datetime.fromisoformat(decoded(data, commit_name(cut - 1)).commit.ts)
        if made > clock.now() + SKEW:  # a clock was ahead: its file knows when it came
            made = datetime.fromtimestamp(status.st_mtime, UTC)
        if made < oldest_kept:
            break
        cut -= 1
    return cut


def _archive(place: StoreLocation, first: int, last: int) -> None:
    lines = []
    for revision in range(first, last + 1):
        data, _ = read_put(commit_name(revision), place.log)
        decoded(data, commit_name(revision))
        lines.append(data)
    name, temporary = archive_name(first, last), temporary_name()
    place.complete()
    packed = gzip.compress(b"".join(lines), mtime=0)
    write_new(temporary, packed, place.root, place.modes().commit, place.group())
    try:
        put_if_absent(temporary, name, place.root, place.backups)
    finally:
        remove(temporary, place.root)
    os.fsync(place.backups)


def _sweep(place: StoreLocation) -> None:
    """Take away what writers that were killed an hour ago left unfinished."""
    before = clock.milliseconds() / 1000 - _UNFINISHED_SECONDS
    for name in names_in(place.root):
        if name.startswith(TEMPORARY):
            with contextlib.suppress(OSError):
                found = os.stat(name, dir_fd=place.root, follow_symlinks=False)
                if found.st_mtime < before and stat.S_ISDIR(found.st_mode):
                    os.rmdir(name, dir_fd=place.root)
                elif found.st_mtime < before:
                    remove(name, place.root)


def _remove(place: StoreLocation, cut: int) -> tuple[int, int]:
    archives = Archives(place)
    removed = left = 0
    for name in names_in(place.log):
        if not is_commit_name(name) or int(name) >= cut or archives.read(int(name)) is None:
            continue
        if remove(name, place.log):
            removed += 1
        else:
            left += 1
    os.fsync(place.log)
    return removed, left
