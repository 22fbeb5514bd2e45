"""This file gathers what a pane needs to show its view: workspace, figures, scope, filter."""

from collections.abc import Collection, Iterable
from datetime import date

from pmtui.figures.sheet import Figures
from pmtui.model.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.match import matching
from pmtui.query.parser import parse
from pmtui.query.terms import Query
from pmtui.session import Session
from pmtui.tui.place import Lens, Place


class Showing:
    """One place of one workspace, with its figures; made anew at every change of either."""

    def __init__(self, session: Session, place: Place, query: Query | None) -> None:
        self.session = session
        self.place = place
        self.workspace: Workspace = session.workspace
        self.figures: Figures = session.figures
        self.today: date = session.today
        self.me: int = session.actor
        self.query = query

    @property
    def scope_id(self) -> int:
        """The component shown; 0 for the whole store."""
        return self.place.scope if self.place.scope in self.workspace.components else 0

    @property
    def lens(self) -> Lens:
        """The lens in force: the place's own, else the one of the scope's kind."""
        if self.place.lens:
            return self.place.lens
        row = self.workspace.components.get(self.scope_id)
        return "project" if row is not None and row.kind in {"project", "operation"} else "program"

    def passing(self, table: str) -> Collection[int] | None:
        """The ids of the table in scope that pass the filter; None where there is no filter.

        Raises:
            QueryError: the table has no such field, or a value is not of its type.
        """
        if self.query is None:
            return None
        return frozenset(matching(self.figures, table, self._in_scope(table), self.query, self.me))

    def ordered(self, table: str, ids: Iterable[int]) -> list[int]:
        """The ids that pass the filter, in the order it asks for.

        Raises:
            QueryError: the table has no such field, or a value is not of its type.
        """
        if self.query is None:
            return list(ids)
        return matching(self.figures, table, ids, self.query, self.me)

    def _in_scope(self, table: str) -> Iterable[int]:
        if table == "components":
            return self.figures.live_subtree(self.scope_id)
        if not self.scope_id:
            return self.workspace.rows(table)
        return (
            one
            for component in self.figures.live_subtree(self.scope_id)
            for one in self.workspace.ids_by(table, "component", component)
        )


def query_of(text: str) -> Query | None:
    """A filter as typed; None for an empty one.

    Raises:
        QueryError: where and what could not be read.
    """
    return parse(text) if text.strip() else None


__all__ = ["QueryError", "Showing", "query_of"]
