"""This file says how large a store may be: to be read at all, and to be written to."""

import os
from collections.abc import Iterable
from typing import Final

import msgspec

from pmtui.model.ops import Op

VARIABLE: Final = "PMTUI_MAX_STORE"
"""The environment variable by which a person raises the limit for themselves, in MiB."""
_MIB: Final = 1 << 20
_USUAL: Final = 256 * _MIB
_WRITTEN_PERCENT: Final = 90
_FRAME: Final = 24
"""Bytes that a snapshot spends on a document beside what it holds."""
_ENCODER: Final = msgspec.json.Encoder()

LARGEST_RECORD: Final = 64 * _MIB
"""Bytes the file of one commit may have; a commit of more than 8 MiB is split where it can be."""


def largest_store() -> int:
    """Bytes a store's file may have to be read: 256 MiB, or what this person asks for.

    The limit is the reader's own: a store that raised it itself would be no limit.
    """
    asked = os.environ.get(VARIABLE, "").strip()
    if not (asked.isascii() and asked.isdecimal() and 0 < int(asked) < 1 << 20):
        return _USUAL
    return int(asked) * _MIB


def too_large_text(size: int, largest: int) -> str:
    """Why a file is not read, and what to do."""
    wanted = size // _MIB + 1
    return (
        f"has {size >> 20:,} MiB, more than the {largest >> 20:,} MiB that are read; "
        f"{VARIABLE}={wanted + wanted // 5} raises that for you, if you trust the file"
    )


def full_text(size: int, largest: int) -> str:
    """Why nothing that makes a store larger is written, and what to do."""
    return (
        f"the store is full: {size >> 20:,} of the {largest >> 20:,} MiB that everybody can read; "
        f"take away what is not needed, or let all who use it set {VARIABLE}"
    )


def writable(largest: int) -> int:
    """Bytes up to which a store is written, so that it can still be read."""
    return largest * _WRITTEN_PERCENT // 100


def growth_of(ops: Iterable[Op]) -> int:
    """Bytes by which a snapshot grows by ops, and below zero those by which it shrinks."""
    grown = 0
    for op in ops:
        whole = op.op in {"create", "delete", "put"}
        grown += (op.new is not None) * (len(_ENCODER.encode(op.new)) + _FRAME * whole)
        grown -= (op.old is not None) * (len(_ENCODER.encode(op.old)) + _FRAME * whole)
    return grown
