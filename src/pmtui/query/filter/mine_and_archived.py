"""This file tells how far a filter reaches: to rows that were put away, or to one's own only."""

from functools import lru_cache
from typing import Final

from pmtui.query.error import QueryError
from pmtui.query.filter.parser import parse
from pmtui.query.filter.terms import And, Compare, Not, Term, Text, Value

MINE: Final = "owner:me"
"""The filter that keeps only what is one's own."""
_BEYOND: Final = frozenset({"archived", "any"})
"""Words after `is:` for which archived rows are looked at as well."""


def asks_archived(where: Term) -> bool:
    """Whether a filter says something of archived rows, so that they may not be left out."""
    if isinstance(where, Compare):
        words = {
            operand.text.casefold() for operand in where.operands if isinstance(operand, Value)
        }
        return where.name == "archived" or (where.name == "is" and not words.isdisjoint(_BEYOND))
    if isinstance(where, Not):
        return asks_archived(where.term)
    if isinstance(where, Text):
        return False
    return any(map(asks_archived, where.terms))


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
