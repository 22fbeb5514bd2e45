"""This file splits ops that are too many for one commit; the parts stay one step of undo."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from pmtui.model.changes.ops import Commit, Ops

LARGEST_COMMIT: Final = 8 << 20
"""Bytes the ops of one commit may have."""
_ENCODER: Final = msgspec.json.Encoder()


def commit_size(ops: Ops) -> int:
    """Bytes of ops as a commit keeps them."""
    return len(_ENCODER.encode(ops))


def parts_of(ops: Ops, largest: int = LARGEST_COMMIT) -> list[Ops]:
    """Ops in runs of at most that many bytes each; most often there is one."""
    if commit_size(ops) <= largest:
        return [ops]
    parts: list[Ops] = []
    start = size = 0
    for at, op in enumerate(ops):
        length = len(_ENCODER.encode(op)) + 1
        if size + length > largest and at > start:
            parts.append(ops[start:at])
            start, size = at, 0
        size += length
    return [*parts, ops[start:]]


def joined(parts: Sequence[Commit]) -> Commit:
    """The parts of a commit as one: the last of them with the ops of all."""
    if len(parts) == 1:
        return parts[0]
    ops = tuple(op for part in parts for op in part.ops)
    return msgspec.structs.replace(parts[-1], ops=ops)


def unfinished(newest_first: Iterable[Commit]) -> Iterator[Commit]:
    """The last part there is of each split commit whose other parts never came.

    Its writer was killed between two of them; nobody has taken the first ones back since.
    """
    seen: set[str] = set()
    for commit in newest_first:
        if commit.rest and commit.group not in seen:
            yield commit
        seen |= {commit.group, commit.undo_of}


def unfinished_words(commit: Commit) -> str:
    """What to tell about a commit whose other parts never came."""
    part = commit.commit_id.rpartition(".")[2]
    by = commit.login or commit.uid
    return (
        f"only the first {part} of {int(part) + commit.rest} parts of a large change "
        f"({commit.action}) were written before its writer was stopped; "
        f"`pmtui undo` by {by} takes them back"
    )


def without_parts(ops: Ops, parts: Sequence[Commit]) -> Ops:
    """Ops but for those that parts of their commit hold already."""
    if not parts:
        return ops
    done = {(op.op, op.table, op.id, op.field) for part in parts for op in part.ops}
    return tuple(op for op in ops if (op.op, op.table, op.id, op.field) not in done)
