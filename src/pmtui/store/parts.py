"""This file splits ops that are too many for one commit; the parts stay one step of undo."""

from typing import Final

import msgspec

from pmtui.model.ops import Ops

LARGEST_COMMIT: Final = 8 << 20
"""Bytes the ops of one commit may have."""
_ENCODER: Final = msgspec.json.Encoder()


def parts_of(ops: Ops, largest: int = LARGEST_COMMIT) -> list[Ops]:
    """Ops in runs of at most that many bytes each; most often there is one."""
    if len(_ENCODER.encode(ops)) <= largest:
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
