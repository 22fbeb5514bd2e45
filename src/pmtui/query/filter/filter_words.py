"""This file says what a filter is called in a count: one of one's own only, or another."""

from functools import lru_cache
from typing import Final

from pmtui.query.error import QueryError
from pmtui.query.filter.parser import parse
from pmtui.query.filter.terms import And

MINE: Final = "owner:me"
"""The filter that keeps only what is one's own."""


@lru_cache(maxsize=64)
def filter_words(text: str) -> str:
    """What a filter is called in a count: `*` for one's own only, `the filter`, or both."""
    try:
        where, mine = parse(text).where, parse(MINE).where
    except QueryError:
        return "the filter"
    if where == mine:
        return "*"
    has_mine = isinstance(where, And) and mine in where.terms
    return "* and the filter" if has_mine else "the filter"
