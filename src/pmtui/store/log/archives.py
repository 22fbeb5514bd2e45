"""This file reads old commits out of the archives that compaction made of them."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from pmtui.model.storing.care import DamagedStoreError
from pmtui.store.files.access import names_in, read_regular
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.commit_record import Record, decoded

_NAME: Final = re.compile(r"log-(\d{9})-(\d{9})\.jsonl\.gz")


def archive_name(first: int, last: int) -> str:
    """The name of the archive of some revisions."""
    return f"log-{first:09d}-{last:09d}.jsonl.gz"


class Archives:
    """The archived commits of a store; the last archive that was read stays in memory."""

    def __init__(self, place: StoreLocation) -> None:
        self._place = place
        # One pair, since a reader in another thread must not see half of what was loaded.
        self._held: tuple[range, tuple[bytes, ...]] = (range(0), ())

    def spans(self) -> Iterator[tuple[range, str]]:
        """The revisions each archive holds, and its name; newest first."""
        for name in reversed(names_in(self._place.backups)):
            found = _NAME.fullmatch(name)
            if found:
                yield range(int(found[1]), int(found[2]) + 1), name

    def read(self, revision: int) -> Record | None:
        """The commit of a revision, or None.

        Raises:
            DamagedStoreError: its archive cannot be read.
        """
        held = self._held
        if revision not in held[0]:
            found = self._load(revision)
            if found is None:
                return None
            self._held = held = found
        span, lines = held
        return decoded(lines[revision - span.start], f"{revision:09d} of its archive")

    def _load(self, revision: int) -> tuple[range, tuple[bytes, ...]] | None:
        for span, name in self.spans():
            if revision in span:
                return span, _lines(name, self._place.backups, len(span))
        return None


def _lines(name: str, folder: int, wanted: int) -> tuple[bytes, ...]:
    import gzip

    try:
        data, _ = read_regular(name, folder)
        lines = tuple(gzip.decompress(data).splitlines(keepends=True))
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedStoreError(f"archive {name} cannot be read: {error}") from error
    if len(lines) != wanted:
        raise DamagedStoreError(f"archive {name} holds {len(lines)} commits instead of {wanted}")
    return lines
