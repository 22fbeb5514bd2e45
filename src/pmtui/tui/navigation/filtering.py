"""This file runs the filter as typed on the rows of a view."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import is_archived
from pmtui.model.rules.life_cycles import ESCALATED_TABLES
from pmtui.query.error import QueryError
from pmtui.query.filter.kept_filters import kept_filters, kept_rows
from pmtui.query.filter.parser import parse
from pmtui.query.filter.sorting import field_order
from pmtui.query.filter.terms import Query, Term, asks_archived
from pmtui.query.scope import STORE_WIDE

_HANDED = ("escalated_to", "escalated_from")
"""Fields by which a risk or an issue of elsewhere is shown in a scope."""


def query_of(text: str) -> Query | None:
    """A filter as typed; None for an empty one.

    Raises:
        QueryError: where and what could not be read.
    """
    return parse(text) if text.strip() else None


class Filter(NamedTuple):
    """A filter as typed, and where and for whom it holds."""

    figures: Figures
    text: str
    scope: int
    """The component whose rows are looked through; 0 for all."""
    me: int
    """The person that `me` means; 0 where nobody is known."""


def passing(asked: Filter, table: str) -> Collection[int] | None:
    """The ids of a table in scope that pass the filter; None where nothing is left out by one.

    What was archived passes only a filter that asks for it, such as `is:archived` or `is:any`.

    Raises:
        QueryError: it cannot be read, or the table has no such field.
    """
    query = query_of(asked.text)
    if query is None:
        return None
    _check_order(asked, (table,), query)
    # An order alone leaves out nothing, and shows nothing that is over.
    return _kept(asked, table, query.where) if query.where is not None else None


def _kept(asked: Filter, table: str, where: Term) -> Collection[int]:
    """The ids of a table that a filter keeps, in no order."""
    figures = asked.figures
    place = table, asked.scope, asks_archived(where)
    ids = kept_filters(figures).rows(place, lambda: _in_place(asked, *place))
    return frozenset(kept_rows(figures, table, ids, where, asked.me, place=place))


def _in_place(asked: Filter, table: str, _scope: int, is_any: bool) -> Iterable[int]:  # noqa: FBT001
    """The ids of a table in scope, of archived rows only where a filter asks for them."""
    rows = asked.figures.workspace.rows(table)
    ids = [row for row in _in_scope(asked, table) if row in rows]
    return ids if is_any else [row for row in ids if not is_archived(rows[row])]


def passing_any(asked: Filter, tables: Sequence[str]) -> Collection[int] | None:
    """The same of several tables; one without a field that the filter asks for has no hits.

    Raises:
        QueryError: the filter cannot be read, or none of the tables has its fields.
    """
    if len(tables) == 1:
        return passing(asked, tables[0])
    query = query_of(asked.text)
    if query is None:
        return None
    _check_order(asked, tables, query)
    if query.where is None:
        return None
    ids: set[int] = set()
    problems: list[QueryError] = []
    for table in tables:
        try:
            ids.update(_kept(asked, table, query.where))
        except QueryError as error:
            problems.append(error)
    if len(problems) == len(tables):
        raise problems[0]
    return frozenset(ids)


def _check_order(asked: Filter, tables: Sequence[str], query: Query) -> None:
    """Sort keys that no table has are refused; rows of one without a field go last.

    Raises:
        QueryError: no table has such a field, or it has no order.
    """
    for key in query.sort:
        problems: list[QueryError] = []
        for table in tables:
            try:
                field_order(asked.figures, table, key.name, key.column)
            except QueryError as error:
                problems.append(error)
        if len(problems) == len(tables):
            raise problems[0]


def typed_sort(text: str) -> str:
    """The order that a filter asks for by `sort:`, as views name it; empty for none."""
    query = query_of(text)
    keys = query.sort if query is not None else ()
    return ",".join(f"{key.name}{'-' if key.descending else ''}" for key in keys)


def _in_scope(asked: Filter, table: str) -> Iterable[int]:
    workspace = asked.figures.workspace
    if not asked.scope or table in STORE_WIDE:
        return workspace.rows(table)
    components = asked.figures.live_subtree(asked.scope)
    if table == "components":
        return components
    fields = ("component", *(_HANDED if table in ESCALATED_TABLES else ()))
    return (
        row
        for component in components
        for field in fields
        for row in workspace.ids_by(table, field, component)
    )


__all__ = ["Filter", "QueryError", "passing", "passing_any", "query_of"]
