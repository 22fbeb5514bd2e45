"""This file writes rows as JSON a column at a time: what all of them say is written once."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

Encode = Callable[[object], bytes]
_ALIKE: Final = frozenset({str, int, bool, type(None)})
"""Types of which equal values are written alike, as long as they are not mixed."""
_NOTHING: Final = type(None)


def row_texts(names: Sequence[str], columns: Sequence[Sequence[object]], encode: Encode) -> str:
    """Rows as JSON objects with commas between, as an encoder would write them one by one.

    Args:
        names: of the columns.
        columns: the values of each, at least one.
        encode: writes one value.
    """
    pieces: list[str] = []
    varying: list[Sequence[object]] = []
    for name, column in zip(names, columns, strict=True):
        label = _literal(encode(name))
        if _is_the_same(column):
            pieces.append(f"{label}:{_literal(encode(column[0]))}")
            continue
        piece, texts = _texts(column, encode)
        pieces.append(f"{label}:{piece}")
        varying.append(texts)
    row = f"{{{','.join(pieces)}}}"
    count = len(columns[0])
    return ",".join([row] * count) % tuple(chain.from_iterable(zip(*varying, strict=True)))


def _literal(encoded: bytes) -> str:
    """A text that stands in a pattern for itself."""
    return encoded.decode().replace("%", "%%")


def _is_the_same(column: Sequence[object]) -> bool:
    """Whether a column says the same in every row, down to its spelling: 1 is not true."""
    first = column[0]
    kind = type(first)
    if kind is list:
        return not any(column)
    if kind not in _ALIKE or column.count(first) < len(column):
        return False
    return first is None or kind is str or {*map(type, column)} == {kind}


def _texts(column: Sequence[object], encode: Encode) -> tuple[str, Sequence[object]]:
    """How the values of a column stand in a pattern, and what stands there."""
    types = {*map(type, column)}
    if types == {int}:
        return "%d", column
    if types == {str} and _is_plain("".join(map(str, column))):
        return '"%s"', column
    if len(types - {_NOTHING}) == 1 and types <= _ALIKE:
        known = {value: encode(value).decode() for value in {*column}}
        return "%s", [*map(known.__getitem__, column)]
    return "%s", [encode(value).decode() for value in column]


def _is_plain(text: str) -> bool:
    """Whether JSON writes a text as it is."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text
