"""This file holds the panes of the main screen: which are there, which are seen, how wide."""

from collections.abc import Callable, Iterator
from typing import Final

from textual.screen import Screen

from pmtui.tui.chrome.pane_widths import NARROW, WIDE, pane_widths
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.panes.tree import TreePane

DETAIL: Final = "detail"
"""The pane of one entity, which stands beside a view or over it."""


class PaneLayout:
    """Tree, views and detail side by side; a pane is made at its first use.

    Args:
        screen: where they stand.
        heard: called with each pane that is made.
        view: the view that is seen first.
        new_pane: makes the pane of a view, or the detail.
    """

    def __init__(
        self,
        screen: Screen[None],
        heard: Callable[[Pane], None],
        view: str,
        new_pane: Callable[[str], Pane],
    ) -> None:
        self._screen = screen
        self._new_pane = new_pane
        self._heard = heard
        self._tree_wanted: bool | None = None
        self.tree = TreePane()
        heard(self.tree)
        self._panes: dict[str, Pane] = {}
        self._make(view)

    def __iter__(self) -> Iterator[Pane]:
        return iter(self._panes.values())

    def __getitem__(self, name: str) -> Pane:
        """The pane of a view that was shown before, or the detail."""
        return self._panes[name]

    @property
    def detail(self) -> Pane | None:
        """The detail, once it was needed."""
        return self._panes.get(DETAIL)

    def need(self, name: str) -> Pane:
        """The pane of a view; it is mounted at its first use, the detail last."""
        if name not in self._panes:
            before = self.detail
            body = self._screen.query_one("#body")
            body.mount(self._make(name), before=before)
        return self._panes[name]

    def _make(self, name: str) -> Pane:
        pane = self._panes[name] = self._new_pane(name)
        self._heard(pane)
        return pane

    def toggle_tree(self) -> bool:
        """Show or hide the tree from now on; whether it is to be seen."""
        self._tree_wanted = not self.tree.display
        return self._tree_wanted

    def activate(self, active: Pane) -> None:
        """Give the keys to one of them."""
        for pane in (self.tree, *self):
            pane.activate(active=pane is active)

    def fit(
        self, width: int, showing: ViewContext, *, in_tree: bool, in_detail: bool, beside: bool
    ) -> None:
        """Who is seen and how wide: by need, by who has the keys, and by what the person hid.

        Args:
            width: cells of the screen.
            showing: the place shown.
            in_tree: whether the tree has the keys.
            in_detail: whether the detail has them.
            beside: whether the detail may stand beside the view without them.
        """
        narrow = width < NARROW
        view = self._panes[showing.place.view]
        tree = not narrow if self._tree_wanted is None else self._tree_wanted and not narrow
        self.tree.display = tree or in_tree
        wanted = self.tree.width_for(showing) if self.tree.display else 0
        given = pane_widths(width, wanted, view.wanted_width)
        self.tree.styles.width = "1fr" if narrow else given.tree
        drawer = narrow and in_tree
        has_detail = not drawer and (in_detail or (bool(given.detail) and beside))
        if has_detail:
            self.need(DETAIL)
        over = has_detail and width < WIDE
        for name, pane in self._panes.items():
            if name == DETAIL:
                pane.display = has_detail
                pane.styles.width = "1fr" if over else given.detail or width // 4
            else:
                pane.display = pane is view and not drawer and not over
