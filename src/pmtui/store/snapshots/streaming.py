"""This file reads a large snapshot piece by piece, so that its bytes are never held beside it."""

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

import msgspec

from pmtui.model.entities.entity import Entity
from pmtui.model.storing.care import DamagedStoreError
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import known_tables
from pmtui.store.files.access import open_regular
from pmtui.store.files.layout import StoreLocation
from pmtui.store.snapshots.loading import (
    Loaded,
    first_line_meta,
    no_garbage_collection,
    one_table,
    rows_of,
    workspace_of,
)
from pmtui.store.snapshots.snapshot_format import META, Meta

LARGE: Final = 4 << 20
"""Bytes from which a file is read in pieces; a smaller one is read faster at once."""
_PIECE: Final = 1 << 16
_OPENS: Final = re.compile(rb'"([^"\\]+)":\{')
_EMPTY: Final = re.compile(rb'"([^"\\]+)":\{\},?')
_LAST: Final = b"}\n}"
"""The end of the last document of a table, and that of the table."""
_UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, DamagedStoreError)


def in_pieces(
    place: StoreLocation, largest: int, knows: int
) -> tuple[Loaded, os.stat_result] | None:
    """A large snapshot as pmtui wrote it; None where it is small, or must be looked at as a whole.

    Args:
        place: where it lies.
        largest: bytes it may have.
        knows: the schema that can be read.
    """
    try:
        descriptor, status = open_regular(place.name, place.parent)
    except OSError:
        return None
    try:
        if not LARGE < status.st_size <= largest or status.st_nlink > 1:
            return None
        with no_garbage_collection():
            found = _TableReader(str(place.path), knows).read(descriptor, largest)
    except (OSError, *_UNREADABLE):
        return None
    finally:
        os.close(descriptor)
    return (found, status) if found is not None else None


class _TableReader:
    """Reads lines as pmtui lays them out, and decodes those of one table together."""

    def __init__(self, where: str, knows: int) -> None:
        self._where = where
        self._knows = knows
        self._tables: dict[str, dict[int, Entity]] = {}
        self._extras: dict[tuple[str, int], Mapping[str, object]] = {}
        self._foreign: dict[str, dict[str, object]] = {}
        self._table = ""
        self._is_over = False

    def read(self, descriptor: int, largest: int) -> Loaded | None:
        """What a file holds; None where it is not laid out so, or its checksum differs."""
        blocks = _blocks(descriptor, largest)
        first, _, rest = next(blocks, b"").partition(b"\n")
        meta = first_line_meta(first)
        if meta is None or not meta.schema == self._knows >= meta.min_reader:
            return None
        digest = sha256(rest)
        if not self._take(rest):
            return None
        for block in blocks:
            digest.update(block)
            if not self._take(block):
                return None
        if not self._is_over or digest.hexdigest() != meta.sha256:
            return None
        return self._loaded(meta)

    def _loaded(self, meta: Meta) -> Loaded:
        tables: dict[str, Mapping[int, Entity]] = {**known_tables(), **self._tables}
        return Loaded(
            workspace_of(tables, self._extras, self._foreign, meta), meta, as_written=True
        )

    def _take(self, block: bytes) -> bool:
        """Read whole lines; whether they are laid out as pmtui lays them out."""
        at = 0
        while at < len(block):
            if self._table:
                at = self._documents(block, at)
                continue
            end = block.find(b"\n", at)
            line = block[at:end]
            at = end + 1
            if opening := _OPENS.fullmatch(line):
                self._table = opening[1].decode()
            elif empty := _EMPTY.fullmatch(line):
                self._add(empty[1].decode(), b"{}")
            elif line != b"}" or self._is_over:
                return False
            else:
                self._is_over = True
        return True

    def _documents(self, block: bytes, at: int) -> int:
        """Decode the documents of a table from a place on; gives the place after them."""
        if not at and self._are_all_of_one(block):
            return len(block)
        end = at
        if not block.startswith(b"}", at):
            end = block.find(_LAST, at) + 1
            lines = block[at : end or len(block)].rstrip(b",\n")
            self._add(self._table, b"{%b}" % lines)
            if not end:
                return len(block)
        self._table = ""
        return block.index(b"\n", end + 1) + 1

    def _are_all_of_one(self, block: bytes) -> bool:
        """Read a block in which a table neither begins nor ends, as most of a large one are.

        The decoder tells that by itself: looking through every byte for an end costs more.
        """
        if self._table not in TABLES:
            return False
        try:
            fresh = one_table(self._table).decode(b"{%b}" % block.rstrip(b",\n"))
        except msgspec.DecodeError:
            return False
        self._tables.setdefault(self._table, {}).update(fresh)
        return True

    def _add(self, name: str, text: bytes) -> None:
        if name == META:
            raise DamagedStoreError(f"{self._where} has {META} twice")
        if name not in TABLES:
            self._foreign.setdefault(name, {}).update(msgspec.json.decode(text))
            return
        rows = self._tables.setdefault(name, {})
        try:
            fresh = one_table(name).decode(text)
        except msgspec.ValidationError:
            fresh = rows_of(name, msgspec.json.decode(text), self._extras, self._where)
        rows.update(fresh)


def _blocks(descriptor: int, largest: int) -> Iterator[bytes]:
    """Whole lines, about a piece at a time; nothing of what comes after the largest size."""
    carried = b""
    while piece := os.read(descriptor, _PIECE):
        largest -= len(piece)
        end = piece.rfind(b"\n") + 1
        if largest < 0:
            raise DamagedStoreError("it grew while it was read")
        if end:
            yield carried + piece[:end]
            carried = piece[end:]
        else:
            carried += piece
    if carried:
        raise DamagedStoreError("its last line has no end")
