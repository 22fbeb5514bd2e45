"""This file is one commit as the log holds it: a line of JSON, its checksum, its longest size."""

import os
import zlib
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final, get_args

import msgspec

from pmtui.model.changes.ops import Commit, Op, OpKind, Ops
from pmtui.model.changes.stored_ops import present_ops, stored_ops
from pmtui.model.storing.care import DamagedStoreError
from pmtui.store.log.split_commits import commit_size

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


class Room:
    """How much an open store may still grow.

    Args:
        largest: bytes its file may have to be read.
        size: bytes it has.
        revision: of what it shows.
    """

    def __init__(self, largest: int, size: int, revision: int) -> None:
        self._largest = largest
        self._sized = (size, revision)

    def lack(
        self, ops: Ops, revision: int, size_of: Callable[[int], int], exactly: Callable[[], int]
    ) -> str:
        """Why ops would make the file too large; empty where they do not.

        The size is a bound from above, the file and the commits since; it is found out exactly
        only where the bound comes near the limit.

        Args:
            ops: what is to be written.
            revision: the newest there is.
            size_of: gives the bytes of a commit's file.
            exactly: gives the bytes a snapshot written now would have.
        """
        limit = writable(self._largest)
        size, since = self._sized
        size += sum(map(size_of, range(since + 1, revision + 1)))
        self._sized = (size, revision)
        if size + commit_size(ops) <= limit or (growth := growth_of(ops)) <= 0:
            return ""
        size = exactly()
        self._sized = (size, revision)
        return full_text(size, self._largest) if size + growth > limit else ""


_DECODER: Final = msgspec.json.Decoder(Commit)
_CRC: Final = b',"crc":"'
_END: Final = b'"}\n'
_TAIL: Final = len(_CRC) + 8 + len(_END)
_KINDS: Final = frozenset(get_args(OpKind))


class Record(msgspec.Struct, frozen=True):
    """A commit of the log, and the name the next one gives it as its parent."""

    commit: Commit
    sha: str


def encoded(commit: Commit) -> bytes:
    """A commit as its file holds it."""
    body = _ENCODER.encode(_translated(commit, stored_ops)).removesuffix(b"}")
    return body + _CRC + f"{zlib.crc32(body):08x}".encode() + _END


def decoded(data: bytes, name: str) -> Record:
    """The record of a line.

    Raises:
        DamagedStoreError: it is not what was written.
    """
    body, tail = data[:-_TAIL], data[-_TAIL:]
    if tail != _CRC + f"{zlib.crc32(body):08x}".encode() + _END:
        raise DamagedStoreError(f"commit {name} is damaged: its checksum does not match")
    try:
        commit = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedStoreError(f"commit {name} is damaged: {error}") from error
    return Record(_translated(commit, present_ops), sha_of(data))


def _translated(commit: Commit, names: Callable[[Ops], Ops]) -> Commit:
    ops, merged = names(commit.ops), commit.merged
    declined = names(merged.declined) if merged is not None else ()
    if merged is not None and declined is not merged.declined:
        merged = msgspec.structs.replace(merged, declined=declined)
    if ops is commit.ops and merged is commit.merged:
        return commit
    return msgspec.structs.replace(commit, ops=ops, merged=merged)


def sha_of(data: bytes) -> str:
    """What the next commit calls its parent."""
    return sha256(data).hexdigest()


def first_parent(store_id: str) -> str:
    """What the first commit of a store calls its parent."""
    return sha_of(store_id.encode())


def needs_newer(commit: Commit) -> str:
    """The kind of op in a commit that this version does not know; empty where it knows all."""
    return next((op.op for op in commit.ops if op.op not in _KINDS), "")
