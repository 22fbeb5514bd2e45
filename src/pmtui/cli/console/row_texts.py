"""This file writes rows as JSON a column at a time: what all of them say is written once."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat
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
    parts: list[Iterable[str]] = []
    alike = "{"
    for name, column in zip(names, columns, strict=True):
        alike += f"{encode(name).decode()}:"
        if _is_the_same(column):
            alike += f"{encode(column[0]).decode()},"
            continue
        texts, quote = _texts(column, encode)
        parts += (repeat(alike + quote), texts)
        alike = f"{quote},"
    count = len(columns[0])
    ends = chain(repeat(f"{alike[:-1]}}},", count - 1), (f"{alike[:-1]}}}",))
    return "".join(chain.from_iterable(zip(*parts, ends, strict=False)))


def _is_the_same(column: Sequence[object]) -> bool:
    """Whether a column says the same in every row, down to its spelling: 1 is not true."""
    first = column[0]
    kind = type(first)
    if kind is list:
        return not any(column) and {*map(type, column)} == {list}
    if kind not in _ALIKE or column.count(first) < len(column):
        return False
    return first is None or kind is str or {*map(type, column)} == {kind}


def _texts(column: Sequence[object], encode: Encode) -> tuple[Iterable[str], str]:
    """The values of a column as JSON, and the quotes that are still to be put around them."""
    types = {*map(type, column)}
    if types == {int}:
        return map(str, column), ""
    if types == {str}:
        words = [*map(str, column)]
        if _is_plain("".join(words)):
            return words, '"'
    if len(types - {_NOTHING}) == 1 and types <= _ALIKE:
        known = {value: encode(value).decode() for value in {*column}}
        return map(known.__getitem__, column), ""
    return [encode(value).decode() for value in column], ""


def _is_plain(text: str) -> bool:
    """Whether JSON writes a text as it is."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text
