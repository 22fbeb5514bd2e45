"""This file holds what there is by id in pages, which a changed copy shares."""

from bisect import bisect_right
from collections.abc import (
    Callable,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    ValuesView,
)
from itertools import chain
from typing import Final, TypeVar

Value = TypeVar("Value")

PAGE: Final = 512
"""Rows in a page that was just made; one that grows to twice as many is split."""


def copied(rows: Mapping[int, Value]) -> "dict[int, Value] | Paged[Value]":
    """A copy to be changed, at the cost of the change: large tables share what stays."""
    if isinstance(rows, Paged):
        return rows.copy()
    return dict(rows) if len(rows) <= 2 * PAGE else paged(rows)


def paged(rows: Mapping[int, Value]) -> "Paged[Value]":
    """The same in pages."""
    return _of_parts(rows, lambda part: {row_id: rows[row_id] for row_id in part})


def paged_ids(ids: Iterable[int]) -> "Paged[None]":
    """Ids alone in pages."""
    return _of_parts(ids, dict.fromkeys)


def _of_parts(
    ids: Iterable[int], page_of: Callable[[list[int]], dict[int, Value]]
) -> "Paged[Value]":
    ordered = sorted(ids)
    parts = [ordered[at : at + PAGE] for at in range(0, len(ordered), PAGE)]
    return Paged(map(page_of, parts), (0, *(part[0] for part in parts[1:])), is_own=True)


class Paged(MutableMapping[int, Value]):
    """Rows by id and in the order of ids; a copy costs the pages that it changes.

    A dict of 100,000 rows takes milliseconds to copy and to let go, at every edit.

    Args:
        pages: rows by id, each page's ids above those of the page before it.
        starts: the lowest id that may lie in each page; the first is 0.
        is_own: whether no one else reads the pages.
    """

    __slots__ = ("_own", "_size", "_starts", "pages")

    def __init__(
        self, pages: Iterable[dict[int, Value]], starts: Iterable[int], *, is_own: bool
    ) -> None:
        self.pages = list(pages)
        self._starts = list(starts)
        self._own = [is_own] * len(self.pages)
        self._size = sum(map(len, self.pages))

    def copy(self) -> "Paged[Value]":
        """The same rows, to be changed on their own: every page is shared until then."""
        self._own = [False] * len(self.pages)
        return Paged(self.pages, self._starts, is_own=False)

    def __getitem__(self, key: int) -> Value:
        return self.pages[bisect_right(self._starts, key) - 1][key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and key in self.pages[bisect_right(self._starts, key) - 1]

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self.pages)

    def values(self) -> ValuesView[Value]:
        """The rows in the order of their ids."""
        return _Values(self)

    def items(self) -> ItemsView[int, Value]:
        """Ids and rows in the order of the ids."""
        return _Items(self)

    def __setitem__(self, key: int, row: Value) -> None:
        at, page = self._writable(key)
        if key in page:
            page[key] = row
            return
        self._size += 1
        is_last = not page or key > next(reversed(page))
        page[key] = row
        if not is_last:
            page = self.pages[at] = dict(sorted(page.items()))
        if len(page) >= 2 * PAGE:
            self._split(at)

    def __delitem__(self, key: int) -> None:
        del self._writable(key)[1][key]
        self._size -= 1

    def _writable(self, key: int) -> tuple[int, dict[int, Value]]:
        at = bisect_right(self._starts, key) - 1
        if not self._own[at]:
            self.pages[at] = dict(self.pages[at])
            self._own[at] = True
        return at, self.pages[at]

    def _split(self, at: int) -> None:
        ordered = list(self.pages[at].items())
        middle = len(ordered) // 2
        self.pages[at : at + 1] = [dict(ordered[:middle]), dict(ordered[middle:])]
        self._starts.insert(at + 1, ordered[middle][0])
        self._own.insert(at + 1, True)


class _Values(ValuesView[Value]):
    _mapping: Paged[Value]

    def __iter__(self) -> Iterator[Value]:
        return chain.from_iterable(map(dict.values, self._mapping.pages))


class _Items(ItemsView[int, Value]):
    _mapping: Paged[Value]

    def __iter__(self) -> Iterator[tuple[int, Value]]:
        return chain.from_iterable(map(dict.items, self._mapping.pages))
