"""This file makes filters of every shape for the laws of the query language."""

from hypothesis import strategies as st

from pmtui.query.filter.terms import (
    OPERATORS,
    Compare,
    Not,
    Operand,
    Query,
    Range,
    SortKey,
    Term,
    Text,
    Value,
    all_of,
    any_of,
)

_BARE = st.from_regex(r"[A-Za-z0-9_*%]([A-Za-z0-9_*%.+-]?[A-Za-z0-9_*%])*", fullmatch=True)
_WORDS = _BARE.filter(lambda text: text.casefold() not in {"or", "and"})
_QUOTED = st.builds(Value, st.text(max_size=12), st.just(True))
_VALUES = st.builds(Value, _BARE) | _QUOTED
_RANGES = st.builds(Range, st.none() | _VALUES, st.none() | _VALUES).filter(
    lambda one: one.low is not None or one.high is not None
)
_NAMES = st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True).filter(lambda name: name != "sort")


def _compares() -> st.SearchStrategy[Compare]:
    lists: st.SearchStrategy[tuple[Operand, ...]] = st.lists(
        _VALUES | _RANGES, min_size=1, max_size=3
    ).map(tuple)
    single: st.SearchStrategy[tuple[Operand, ...]] = _VALUES.map(lambda one: (one,))
    return st.builds(Compare, _NAMES, st.sampled_from(OPERATORS[:3]), lists) | st.builds(
        Compare, _NAMES, st.sampled_from(OPERATORS), single
    )


def _negated(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    flags = {"done", "blocked", "late", "overdue", "archived"}
    return terms.filter(
        lambda term: not (isinstance(term, Text) and term.value.keyword in flags)
    ).map(Not)


def _joined(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(terms, min_size=2, max_size=3)
    either = several.map(all_of) | several.map(any_of)
    return _negated(terms) | either.filter(lambda term: term is not None).map(
        lambda term: term or Text(Value("x"))
    )


_TEXTS = st.builds(Text, st.builds(Value, _WORDS) | _QUOTED)
_TERMS: st.SearchStrategy[Term] = st.recursive(_compares() | _TEXTS, _joined, max_leaves=8)
_SORTS = st.lists(st.builds(SortKey, _NAMES, st.booleans()), max_size=2).map(tuple)
QUERIES = st.builds(Query, st.none() | _TERMS, _SORTS)
"""Any filter, with or without an order."""
