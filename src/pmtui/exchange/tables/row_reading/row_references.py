"""This file finds rows of a table by what a cell calls them: key, number, code or title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.text_folding import folded

_LINKED: Final = re.compile(r"(.+?) *\(https?://[^()\s]+\)")
_TICKET: Final = re.compile(r"(?:^|\s)#(\d+)\b")
WAYS: Final = ("key", "number", "code", "also", "wbs", "title")
"""The ways in which a cell can call a row, the surest first."""


class References:
    """Finds rows by what a cell calls them: key, number, code, outline number or title.

    Args:
        rows: every row.
        groups: the project of each row; a reference looks in its own project first.
        own: whether rows are called by our keys alone.
    """

    def __init__(
        self, rows: Sequence[RowRead], groups: Sequence[int], *, own: bool = False
    ) -> None:
        self._named: dict[str, dict[tuple[int, str], list[int]]] = {}
        self._any: dict[str, dict[str, int]] = {}
        self._by_position = not own and not any(
            {"number", "wbs", "also"} & row.words.keys() or row.fields.get("code") for row in rows
        )
        self._count = len(rows)
        for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
            for way, text in _names(row, own=own):
                here = self._named.setdefault(way, {})
                here.setdefault((group, text), []).append(at)
                anywhere = self._any.setdefault(way, {})
                anywhere[text] = at if text not in anywhere else -1

    def ways(self, texts: Iterable[tuple[str, int]], first: str = "") -> tuple[str, ...]:
        """In which order to look for what a column calls rows: what answers most cells first.

        Args:
            texts: the different cells and the project of each.
            first: what the header speaks of, where it does.
        """
        counts = dict.fromkeys(WAYS, 0)
        for text, group in texts:
            for way in self._named:
                counts[way] += any(self._at(way, spelling, group) for spelling in _spellings(text))
        return tuple(sorted(WAYS, key=lambda way: (-counts[way], way != first, WAYS.index(way))))

    def find(self, text: str, group: int, ways: Sequence[str] = WAYS, near: int = -1) -> int | None:
        """The row that a text names, in a project or else in any; None where there is none.

        Args:
            text: what a cell says.
            group: the project of its row.
            ways: the order in which to look.
            near: the row that asks; of several with the title, the nearest above it is meant.
        """
        for name in _spellings(text):
            for way in ways:
                found = self._at(way, name, group)
                if found:
                    above = [row_id for row_id in found if row_id < near] if len(found) > 1 else []
                    return above[-1] if above else found[0]
        wanted = folded(text)
        if self._by_position and wanted.isdecimal() and 0 < int(wanted) <= self._count:
            return int(wanted) - 1
        return None

    def same(self, text: str, group: int, ways: Sequence[str]) -> list[int]:
        """Every row that a text names alike."""
        for name in _spellings(text):
            for way in ways:
                if found := self._at(way, name, group):
                    return list(found)
        return []

    def _at(self, way: str, name: str, group: int) -> Sequence[int]:
        found = self._named.get(way, {}).get((group, name))
        if found:
            return found
        other = self._any.get(way, {}).get(name, -1)
        return (other,) if other >= 0 else ()


def _names(row: RowRead, *, own: bool) -> Iterator[tuple[str, str]]:
    """Each way in which a row can be called, and what it is called so."""
    if own:
        if key := folded(str(row.fields.get("key", ""))):
            yield "key", key
        return
    texts = {
        "key": str(row.fields.get("key", "")),
        "number": row.words.get("number", ""),
        "code": str(row.fields.get("code", "")),
        "also": row.words.get("also", ""),
        "wbs": row.words.get("wbs", "").strip().rstrip("."),
    }
    for way, text in texts.items():
        for word in text.split("\n"):
            if name := folded(word):
                yield way, name
                if name.startswith("#"):
                    yield way, name[1:]
    if row.title:
        yield "title", folded(row.title)


def _spellings(text: str) -> Iterator[str]:
    """What a cell may call a row by: `#12`, `Feature #12: Login`, `Login (https://...)`."""
    wanted = folded(text)
    yield wanted
    if wanted.startswith("#"):
        yield wanted[1:]
    if found := _LINKED.fullmatch(wanted):
        yield found[1]
    if found := _TICKET.search(wanted):
        yield found[1]
