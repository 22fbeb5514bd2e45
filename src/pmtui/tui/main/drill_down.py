"""This file leads from what needs somebody to the rows themselves, in the view that shows them."""

from collections.abc import Mapping, Sequence
from typing import Final

from pmtui.actions.core.action import Target
from pmtui.query.error import QueryError
from pmtui.tui.main.place_screen import PlaceScreen
from pmtui.tui.main.workbench import Workbench
from pmtui.views.catalogue import view_of_table, views_of
from pmtui.views.wording.formatting import count_with_noun

_WORDS: Final = ("is:overdue", "is:blocked", "is:open")
"""Filters that read better than a list of keys, where they keep the same rows."""


class PaneHost:
    """What a pane may ask of the screen it stands on, when Enter is pressed in it.

    Args:
        desk: where it stands.
    """

    def __init__(self, desk: Workbench) -> None:
        self._desk = desk

    def open_detail(self, target: Target) -> None:
        """Show the detail of an entity."""
        self._desk.screen.open_detail(target)

    def lead_to(self, scope: int, view: str, table: str, ids: Sequence[int]) -> None:
        """Go to the rows that need somebody, and show no others."""
        show_rows(self._desk.screen, scope, view, table, ids)

    def perform(self, action_id: str, given: Mapping[str, object] | None = None) -> None:
        """Carry out an action with what is known already."""
        self._desk.perform(action_id, given)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line."""
        self._desk.say(text, bad=bad)


def show_rows(screen: PlaceScreen, scope: int, view: str, table: str, ids: Sequence[int]) -> None:
    """Show a view of a component with the rows that need somebody, and no others.

    Args:
        screen: the main screen.
        scope: the component.
        view: the view that deals with them.
        table: the table of the rows.
        ids: the rows; none shows all that the view has.
    """
    if ids and view not in views_of(table):
        view = view_of_table(table)
    screen.trail.go(scope, view, _filter(screen, scope, table, ids))
    screen.refresh_showing()
    screen.show_view()
    screen.tree_pane.follow(scope)
    if ids:
        rows = count_with_noun(len(ids), "row" if table != "tasks" else "task")
        screen.say(f"{rows}: Esc shows all, - goes back")


def _filter(screen: PlaceScreen, scope: int, table: str, ids: Sequence[int]) -> str:
    """A filter that keeps just these rows of a component: a word for them, else their keys."""
    if not ids:
        return ""
    before = screen.trail.now
    try:
        for words in _WORDS if table == "tasks" else ():
            screen.trail.change(scope=scope, query=words)
            screen.refresh_showing()
            if _keeps(screen, table) == frozenset(ids):
                return words
    finally:
        screen.trail.now = before
        screen.refresh_showing()
    rows = screen.session.workspace.rows(table)
    return f"key={','.join(rows[row_id].key for row_id in ids)}"


def _keeps(screen: PlaceScreen, table: str) -> frozenset[int]:
    try:
        return frozenset(screen.showing.passing(table) or ())
    except (QueryError, ValueError):
        return frozenset()
