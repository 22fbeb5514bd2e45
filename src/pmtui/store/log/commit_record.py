"""This file is one commit as the log holds it: a line of JSON that ends in its own checksum."""

import zlib
from collections.abc import Callable
from hashlib import sha256
from typing import Final, get_args

import msgspec

from pmtui.model.changes.ops import Commit, OpKind, Ops
from pmtui.model.changes.stored_ops import present_ops, stored_ops
from pmtui.model.storing.care import DamagedStoreError

_ENCODER: Final = msgspec.json.Encoder()
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
