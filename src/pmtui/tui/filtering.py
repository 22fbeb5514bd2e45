"""This file runs the filter as typed on the rows of a view."""

from collections.abc import Collection, Iterable

from pmtui.query.error import QueryError
from pmtui.query.match import matching
from pmtui.query.parser import parse
from pmtui.query.terms import Query
from pmtui.tui.showing import Showing


def query_of(text: str) -> Query | None:
    """A filter as typed; None for an empty one.

    Raises:
        QueryError: where and what could not be read.
    """
    return parse(text) if text.strip() else None


def passing(showing: Showing, table: str) -> Collection[int] | None:
    """The ids of a table in scope that pass the filter; None where there is none.

    Raises:
        QueryError: it cannot be read, or the table has no such field.
    """
    query = query_of(showing.place.query)
    if query is None:
        return None
    ids = _in_scope(showing, table)
    return frozenset(matching(showing.figures, table, ids, query, showing.me))


def _in_scope(showing: Showing, table: str) -> Iterable[int]:
    workspace = showing.workspace
    if not showing.scope_id:
        return workspace.rows(table)
    components = showing.figures.live_subtree(showing.scope_id)
    if table == "components":
        return components
    return (
        one for component in components for one in workspace.ids_by(table, "component", component)
    )


__all__ = ["QueryError", "passing", "query_of"]
