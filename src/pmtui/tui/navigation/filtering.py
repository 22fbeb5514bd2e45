"""This file runs the filter as typed on the rows of a view."""

from collections.abc import Collection, Iterable, Sequence

from pmtui.model.entities.entity import is_archived
from pmtui.model.rules.escalation import ESCALATED_TABLES
from pmtui.query.error import QueryError
from pmtui.query.filter.mine_and_archived import asks_archived
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.query.filter.terms import Query
from pmtui.tui.navigation.view_context import ViewContext

_HANDED = ("escalated_to", "escalated_from")
"""Fields by which a risk or an issue of elsewhere is shown in a scope."""


def query_of(text: str) -> Query | None:
    """A filter as typed; None for an empty one.

    Raises:
        QueryError: where and what could not be read.
    """
    return parse(text) if text.strip() else None


def passing(showing: ViewContext, table: str) -> Collection[int] | None:
    """The ids of a table in scope that pass the filter; None where there is none.

    What was archived passes only a filter that asks for it, such as `is:archived` or `is:any`.

    Raises:
        QueryError: it cannot be read, or the table has no such field.
    """
    query = query_of(showing.place.query)
    if query is None:
        return None
    found = matching(showing.figures, table, _in_scope(showing, table), query, showing.me)
    if query.where is not None and asks_archived(query.where):
        return frozenset(found)
    rows = showing.workspace.rows(table)
    return frozenset(one for one in found if not is_archived(rows[one]))


def passing_any(showing: ViewContext, tables: Sequence[str]) -> Collection[int] | None:
    """The same of several tables; one without a field that the filter asks for has no hits.

    Raises:
        QueryError: the filter cannot be read, or none of the tables has its fields.
    """
    if query_of(showing.place.query) is None:
        return None
    found: set[int] = set()
    problems: list[QueryError] = []
    for table in tables:
        try:
            found.update(passing(showing, table) or ())
        except QueryError as error:
            problems.append(error)
    if len(problems) == len(tables):
        raise problems[0]
    return frozenset(found)


def _in_scope(showing: ViewContext, table: str) -> Iterable[int]:
    workspace = showing.workspace
    if not showing.scope_id:
        return workspace.rows(table)
    components = showing.figures.live_subtree(showing.scope_id)
    if table == "components":
        return components
    fields = ("component", *(_HANDED if table in ESCALATED_TABLES else ()))
    return (
        one
        for component in components
        for field in fields
        for one in workspace.ids_by(table, field, component)
    )


__all__ = ["QueryError", "passing", "passing_any", "query_of"]
