"""This file gathers what a pane needs to show its view: workspace, figures, scope, filter."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import Past
from pmtui.model.scenarios.scenarios import Scenario
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.scope import Lens
from pmtui.session.session import Session
from pmtui.tui.navigation.location import Location


class AsOf(NamedTuple):
    """A past moment that is shown instead of now."""

    past: Past
    figures: Figures
    day: date
    """The day it was then."""
    words: str
    """The moment as the line above tells it."""


class ViewContext:
    """One place of one workspace, with its figures; made anew at every change of either."""

    def __init__(self, session: Session, place: Location, as_of: AsOf | None = None) -> None:
        self.session = session
        self.place = place
        self.as_of = as_of
        """The past moment shown; None for now."""
        self.workspace: Workspace = as_of.past.workspace if as_of else session.workspace
        self.figures: Figures = as_of.figures if as_of else session.figures
        self.today: date = as_of.day if as_of else session.today
        self.me: int = session.actor

    @property
    def scenario(self) -> str:
        """The key and name of the scenario shown; empty for the plan as it is."""
        row = self.workspace.rows_of(Scenario).get(self.session.scenario)
        return f"{row.key} {row.name}" if row is not None else ""

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

    @property
    def order(self) -> str:
        """What rows are sorted or grouped by; empty while they stand in their own order."""
        place = self.place
        return self.sort or (f"{place.lanes} lanes" if place.lanes else "")

    @property
    def sort(self) -> str:
        """What a person wants rows sorted by: the column chosen, else the filter's `sort:`."""
        if self.place.sort or "sort:" not in self.place.query:
            return self.place.sort
        from pmtui.tui.navigation.filtering import typed_sort

        return typed_sort(self.place.query)

    def passing(self, table: str) -> Collection[int] | None:
        """The ids of the table in scope that pass the filter; None where there is no filter.

        Raises:
            ValueError: the filter cannot be read, or the table has no such field.
        """
        return self.passing_any((table,))

    def passing_any(self, tables: Sequence[str]) -> Collection[int] | None:
        """The ids of several tables that pass the filter; None where there is no filter.

        Raises:
            ValueError: the filter cannot be read, or no table has such a field.
        """
        if not self.place.query:
            return None
        from pmtui.tui.navigation.filtering import Filter, passing_any

        asked = Filter(self.figures, self.place.query, self.scope_id, self.me)
        return passing_any(asked, tables)

    def unfiltered(self) -> "ViewContext":
        """The same place with everything in it."""
        place = msgspec.structs.replace(self.place, query="")
        bare = ViewContext(self.session, place, self.as_of)
        bare.figures = self.figures
        return bare
