"""This file keeps backups: compressed snapshots, one a day, thinned out as they grow old."""

import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pmtui.model.storing.care import Backup, DamagedStoreError
from pmtui.store.files.access import (
    names_in,
    put_if_absent,
    read_regular,
    remove,
    temporary_name,
    write_new,
)
from pmtui.store.files.layout import StoreLocation
from pmtui.store.snapshots.loading import Loaded, loaded

DAILY: Final = 7
"""Newest days that keep their backup."""
WEEKLY: Final = 4
"""Newest weeks that keep their last backup."""
MONTHLY: Final = 12
"""Newest months that keep their last backup."""
LARGEST_SUM: Final = 512 << 20
"""Bytes all backups may have together before the oldest go."""
_NAME: Final = re.compile(r"plan-(\d{4}-\d{2}-\d{2})-(\d{9})\.json\.gz")
_LEVEL: Final = 6


def backups(place: StoreLocation) -> list[Backup]:
    """The backups of a store, newest first."""
    if not place.is_attached:
        return []
    return sorted(_found(place), reverse=True)


def _found(place: StoreLocation) -> Iterator[Backup]:
    for name in names_in(place.backups):
        parts = _NAME.fullmatch(name)
        if parts:
            size = os.stat(name, dir_fd=place.backups, follow_symlinks=False).st_size
            yield Backup(date.fromisoformat(parts[1]), int(parts[2]), name, size)


def write_backup(place: StoreLocation, data: bytes, day: date, revision: int, mode: int) -> None:
    """Keep a snapshot; one of that day and revision is not written again.

    Raises:
        OSError: it could not be written.
    """
    name = f"plan-{day.isoformat()}-{revision:09d}.json.gz"
    put_backup(place, name, gzip.compress(data, _LEVEL, mtime=0), mode)


def put_backup(place: StoreLocation, name: str, packed: bytes, mode: int) -> None:
    """Put a file among the backups unless there is one of that name; whole or not at all.

    Raises:
        OSError: it could not be written.
    """
    place.complete()
    temporary = temporary_name()
    write_new(temporary, packed, place.root, mode, place.group())
    try:
        put_if_absent(temporary, name, place.root, place.backups)
    finally:
        remove(temporary, place.root)
    os.fsync(place.backups)


def thin_out(place: StoreLocation) -> None:
    """Remove the backups that are not kept; those of other people stay."""
    for other_backup in superfluous(backups(place)):
        remove(other_backup.name, place.backups)


def superfluous(found: Iterable[Backup], largest_sum: int = LARGEST_SUM) -> tuple[Backup, ...]:
    """The backups that need not be kept: a few days, weeks and months are, while there is room."""
    newest_first = sorted(found, reverse=True)
    kept: set[Backup] = set()
    for count, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        last_of: dict[object, Backup] = {}
        for other_backup in newest_first:
            last_of.setdefault(period(other_backup), other_backup)
        kept |= set(list(last_of.values())[:count])
    room = largest_sum
    for other_backup in newest_first:
        room -= other_backup.size if other_backup in kept else 0
        if room < 0 and other_backup != newest_first[0]:
            kept.discard(other_backup)
    return tuple(backup for backup in newest_first if backup not in kept)


def _day(one: Backup) -> object:
    return one.day


def _week(one: Backup) -> object:
    return one.day.isocalendar()[:2]


def _month(one: Backup) -> object:
    return (one.day.year, one.day.month)


def backup_bytes(place: StoreLocation, backup: Backup, largest: int) -> bytes:
    """The snapshot a backup holds.

    Raises:
        DamagedStoreError: it cannot be read.
    """
    try:
        packed, _ = read_regular(backup.name, place.backups, largest)
        unpacker = zlib.decompressobj(wbits=31)
        data = unpacker.decompress(packed, largest)
    except (OSError, zlib.error) as error:
        raise DamagedStoreError(f"backup {backup.name} cannot be read: {error}") from error
    if not unpacker.eof:
        raise DamagedStoreError(f"backup {backup.name} is cut off or too large")
    return data


def newest_good(place: StoreLocation, largest: int, highest: int | None = None) -> Loaded | None:
    """The newest backup that is as it was written, up to a revision; None where there is none."""
    for other_backup in backups(place):
        if highest is not None and other_backup.revision > highest:
            continue
        try:
            found = loaded(backup_bytes(place, other_backup, largest), other_backup.name)
        except DamagedStoreError:
            continue
        if found.as_written:
            return found
    return None
