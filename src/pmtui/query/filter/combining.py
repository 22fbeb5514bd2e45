"""This file puts filters together that were typed apart: each holds as a whole."""

from collections.abc import Sequence

from pmtui.query.error import QueryError
from pmtui.query.filter.parser import parse
from pmtui.query.filter.terms import And, Or, Query, all_of


def combine_filters(texts: Sequence[str]) -> str:
    """Filters typed apart as one text that keeps what all of them keep.

    A filter that gives a choice stays one: `owner:me` and `#a or #b` are `owner:me (#a or #b)`.
    Words of one filter that a shell has taken apart, such as `(launch`, `or` and `brand)`, say
    nothing alone and stand as they came.
    """
    return " ".join(filter(None, map(_whole, texts)))


def with_or_without(text: str, term: str) -> str:
    """A filter with a term that must hold besides, or without it where it must already.

    Raises:
        QueryError: the filter cannot be read.
    """
    query, wanted = parse(text), parse(term).where
    terms = query.where.terms if isinstance(query.where, And) else (query.where,)
    rest = [part for part in terms if part is not None and part != wanted]
    if wanted not in terms:
        return combine_filters((text, term))
    return str(Query(all_of(rest), query.sort))


def _whole(text: str) -> str:
    typed = text.strip()
    try:
        query = parse(typed)
    except QueryError:
        return typed
    if not isinstance(query.where, Or):
        return typed
    sort = str(Query(sort=query.sort))
    return f"({query.where}) {sort}" if sort else f"({typed})"
