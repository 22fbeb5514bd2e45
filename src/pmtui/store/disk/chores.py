"""This file is the process that writes the snapshot or the backup of a big store."""

import contextlib
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pmtui.model.storing.care import StoreError
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.files.layout import StoreLocation
from pmtui.store.snapshots.backups import thin_out, write_backup

_LARGEST: Final = 1 << 40


def snapshot(path: str) -> None:
    """Bring the snapshot of a store up to its log."""
    store = open_store(Path(path), largest=_LARGEST)
    store.snapshot()
    store.close()


def backup(path: str, day: str, revision: str) -> None:
    """Keep the snapshot that comes in on standard input."""
    place = StoreLocation(Path(path))
    try:
        data = sys.stdin.buffer.read()
        modes = place.modes()
        write_backup(place, data, date.fromisoformat(day), int(revision), modes.commit)
        thin_out(place)
    finally:
        place.close()


CHORES: Final[Mapping[str, Callable[..., None]]] = MappingProxyType(
    {"snapshot": snapshot, "backup": backup}
)
"""What the process can be told to do, by name."""


if __name__ == "__main__":
    # Nobody waits for a chore and nothing depends on it: what fails now is tried again later.
    with contextlib.suppress(OSError, StoreError):
        CHORES[sys.argv[1]](*sys.argv[2:])
