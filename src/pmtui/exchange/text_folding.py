"""This file makes texts of files alike for comparison, whatever their case and spacing."""

from functools import lru_cache
from typing import Final

_SHORT: Final = 64


def folded(text: str) -> str:
    """A text as it is compared: lower case, single spaces."""
    return _folded(text) if len(text) <= _SHORT else " ".join(text.casefold().split())


@lru_cache(4096)
def _folded(text: str) -> str:
    """A short text, which a table repeats in row after row, as it is compared."""
    return " ".join(text.casefold().split())
