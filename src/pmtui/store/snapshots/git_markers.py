"""This file reads a snapshot in which git has left both sides of a merge it could not make."""

import re
from typing import Final

import msgspec

from pmtui.model.storing.care import StoreError
from pmtui.store.snapshots.loading import Loaded, Tables, meta_of, typed
from pmtui.store.snapshots.snapshot_format import META

MARKERS: Final = b"<<<<<<<"
"""Begins the first side of what git could not merge."""
_BASE, _MIDDLE, _ENDS = b"|||||||", b"=======", b">>>>>>>"
_TABLE: Final = re.compile(rb'"([^"\\]+)":\{')
_DOCUMENT: Final = re.compile(rb'"(\d+)":(\{.*\}),?')


def both_sides(data: bytes, where: str) -> tuple[Loaded, Loaded] | None:
    """The two sides of a file with the marks of a merge; None where it is no such file.

    Outside of the marks both sides are the same: what git has merged itself.
    """
    if MARKERS not in data:
        return None
    first, second = _sides(data.splitlines())
    try:
        return _loaded(first, where), _loaded(second, where)
    except (StoreError, msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return None


def _sides(lines: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    sides: tuple[list[bytes], list[bytes]] = ([], [])
    at: tuple[int, ...] = (0, 1)
    for line in lines:
        if line.startswith(MARKERS):
            at = (0,)
        elif len(at) < 2 and line.startswith(_BASE):
            at = ()
        elif len(at) < 2 and line == _MIDDLE:
            at = (1,)
        elif len(at) < 2 and line.startswith(_ENDS):
            at = (0, 1)
        else:
            for side in at:
                sides[side].append(line)
    return sides


def _loaded(lines: list[bytes], where: str) -> Loaded:
    """What the lines of one side say; the commas between them do not count."""
    meta = meta_of(lines[0] + b"\n" if lines else b"", where)
    tables: Tables = {}
    table = ""
    for line in lines[1:]:
        opening, document = _TABLE.fullmatch(line.strip()), _DOCUMENT.fullmatch(line.strip())
        if document is not None and table:
            row = msgspec.json.decode(document[2], type=dict[str, object])
            tables[table][document[1].decode()] = row
        elif opening is not None:
            table = opening[1].decode()
            tables.setdefault(table, {})
        elif line.strip() not in {b"}", b"},", b""}:
            raise ValueError(f"{where}: {line[:40]!r} is no line of a store")
    tables.pop(META, None)
    return Loaded(typed(tables, meta, where), meta, as_written=False)
