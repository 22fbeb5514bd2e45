"""This file reads a typed filter: terms side by side must all hold, `|` or `or` gives a choice."""

from collections.abc import Sequence
from typing import Final, cast

from pmtui.query.error import QueryError
from pmtui.query.filter.lexer import Token, tokens
from pmtui.query.filter.terms import (
    And,
    Compare,
    Not,
    Operator,
    Or,
    Query,
    Range,
    SortKey,
    Term,
    Text,
    Value,
    all_of,
    any_of,
)


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


DEEPEST: Final = 32
"""Most parentheses and minus signs inside each other."""

FLAG_WORDS: Final = ("done", "blocked", "late", "overdue", "archived")
"""Words that, alone after a minus, are states: `-done` hides what is done."""

_SORT: Final = "sort"
_ENDS: Final = frozenset({"close", "or", "end"})


def parse(text: str) -> Query:
    """A typed filter as a query; `str()` of it parses to an equal one.

    Raises:
        QueryError: says the column, what is wrong and what was expected.
    """
    found = tokens(text)
    sort, rest = _without_sort(found)
    reader = _TokenReader(rest)
    where = reader.choice(0) if rest[0].kind != "end" else None
    last = reader.next
    if last.kind == "close":
        raise QueryError("this ) closes nothing", last.column)
    return Query(where, sort)


def _without_sort(found: tuple[Token, ...]) -> tuple[tuple[SortKey, ...], tuple[Token, ...]]:
    keys: list[SortKey] = []
    rest: list[Token] = []
    depth = 0
    for at, token in enumerate(found):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.kind != "compare" or token.field != _SORT:
            rest.append(token)
            continue
        if depth > 0 or (at and found[at - 1].kind == "not"):
            hint = "it orders the whole list: write it once, outside"
            raise QueryError("sort: cannot stand in parentheses or after -", token.column, hint)
        keys += _sort_keys(token)
    return tuple(keys), tuple(rest)


def _sort_keys(token: Token) -> list[SortKey]:
    keys: list[SortKey] = []
    for operand in token.operands:
        if isinstance(operand, Range) or token.operator not in {":", "="}:
            raise QueryError("sort: takes fields", token.column, "write sort:due or sort:score-")
        keys.append(sort_key(operand.text, operand.column))
    return keys


def sort_key(text: str, column: int = 0) -> SortKey:
    """One field to sort by as typed: `due`, or `score-` (`-score`) for the highest first.

    Raises:
        QueryError: there is no name in it.
    """
    name = text.strip().strip("+-").casefold().replace("-", "_")
    if not name.isidentifier():
        raise QueryError(f"{text!r} is no field to sort by", column, "write due or score-")
    return SortKey(name, "-" in {text.strip()[:1], text.strip()[-1:]}, column)


class _TokenReader:
    """Walks over tokens once, one token ahead."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self._found = found
        self._at = 0

    @property
    def next(self) -> Token:
        return self._found[self._at]

    def choice(self, depth: int) -> Term:
        terms = [self._together(depth)]
        while self.next.kind == "or":
            self._at += 1
            terms.append(self._together(depth))
        return cast("Term", any_of(terms))

    def _together(self, depth: int) -> Term:
        if self.next.kind in _ENDS:
            raise QueryError(
                "a term is missing here", self.next.column, "write a word or field:value"
            )
        terms: list[Term] = []
        while self.next.kind not in _ENDS:
            terms.append(self._term(depth))
        return cast("Term", all_of(terms))

    def _term(self, depth: int) -> Term:
        token = self.next
        if depth > DEEPEST:
            raise QueryError(f"more than {DEEPEST} levels of - and ( )", token.column)
        self._at += 1
        if token.kind == "not":
            return self._negated(token, depth)
        if token.kind == "open":
            return self._group(token, depth)
        if token.value is not None:
            return Text(token.value)
        operator = cast("Operator", token.operator)
        return Compare(token.field, operator, token.operands, token.column)

    def _negated(self, token: Token, depth: int) -> Term:
        if self.next.kind in _ENDS:
            raise QueryError("a term is missing after -", token.column)
        term = self._term(depth + 1)
        if isinstance(term, Text) and term.value.keyword in FLAG_WORDS:
            flag = Value(term.value.keyword, column=term.value.column)
            term = Compare("is", ":", (flag,), term.value.column)
        return Not(term)

    def _group(self, token: Token, depth: int) -> Term:
        inner = self.choice(depth + 1)
        if self.next.kind != "close":
            raise QueryError("this ( is not closed", token.column, "end it with )")
        self._at += 1
        return inner
