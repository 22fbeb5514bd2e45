"""This file keeps the caches of the libraries that draw as small as one screen has a use for."""

import sys
from functools import lru_cache
from typing import Any, Final

ENTRIES: Final = 512
"""What a cache may hold: several times the regions and lines of a large screen."""
LARGE: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("rich.segment", "Segment", ("_split_cells",)),
    ("textual.geometry", "Region", ("__contains__", "grow", "shrink", "intersection", "union")),
    ("textual.css.scalar", "Scalar", ("resolve",)),
)
"""Methods whose caches hold 4,096 to 16,384 answers, by module and class.

A session of days beside busy writers fills them with the parts of every wide text it has ever
shown and every region it has ever had, some 20 MB, of which it asks for the newest again.
"""


def bound_caches() -> None:
    """Give each of these caches fewer entries; a library that has none there is left as it is."""
    _forget_pieces()
    for module, name, methods in LARGE:
        kind: Any = getattr(sys.modules.get(module), name, None)
        for method in methods if kind is not None else ():
            _bound(kind, method)


def _bound(kind: type, method: str) -> None:
    there: Any = vars(kind).get(method)
    is_of_class = isinstance(there, classmethod)
    cached: Any = there.__func__ if is_of_class else there
    if not hasattr(cached, "cache_parameters") or cached.cache_parameters()["maxsize"] <= ENTRIES:
        return
    small: Any = lru_cache(ENTRIES)(cached.__wrapped__)
    setattr(kind, method, classmethod(small) if is_of_class else small)


class Nothing:
    """A cache that holds nothing."""

    def get(self, _key: object) -> None:
        """There is never an answer."""

    def __setitem__(self, key: object, value: object) -> None:
        """Nothing is kept."""


def _forget_pieces() -> None:
    """Let a drawn line remember nothing of the pieces it was cut into.

    Each would bring seven caches of its own for up to 52 pieces, each of which again has seven;
    lines of panes that are not shown keep theirs too. That was 7,000 pieces and 17 MB after some
    minutes, and cutting a line anew costs what making the caches does.
    """
    strips: Any = sys.modules.get("textual.strip")
    if hasattr(strips, "FIFOCache"):
        strips.FIFOCache = lambda _maxsize: _NOTHING


_NOTHING: Final = Nothing()
