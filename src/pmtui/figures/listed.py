"""This file reads the lines in which figures are listed: a table, its family, ids and names."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from pmtui.figures.sheet.declaration import Figure

Family = Callable[[], tuple[Figure, ...]]
"""Loads what declares some figures."""


class Listed(msgspec.Struct, frozen=True):
    """A figure as it is listed, before what declares it is loaded."""

    table: str
    id: str
    names: tuple[str, ...]
    """What filters, `--columns` and JSON call it."""
    family: Family
    is_unasked: bool = False
    """Whether it is in the JSON of a list where nobody chose columns."""


def listed(lines: Iterable[tuple[str, Family, str]]) -> Iterator[Listed]:
    """The figures of some lines: table, family, and ids with their names behind `=`."""
    for table, family, text in lines:
        for word in text.split():
            figure_id, _, names = word.rstrip("*").partition("=")
            known_as = tuple((names or figure_id).split(","))
            yield Listed(table, figure_id, known_as, family, word.endswith("*"))
