"""This file shows a place: tree, view and detail side by side, one line above, one below."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from pmtui.actions.core.action import Target
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of
from pmtui.session.session import Session
from pmtui.tui.chrome.header import breadcrumb, save_state
from pmtui.tui.chrome.pane_widths import NARROW
from pmtui.tui.main.head_and_foot import HeadAndFoot
from pmtui.tui.main.key_receiver import KeyReceiver
from pmtui.tui.main.pane_layout import DETAIL, PaneLayout
from pmtui.tui.navigation.location import Location, NavigationHistory
from pmtui.tui.navigation.view_context import AsOf, ViewContext
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.panes.tree import TreePane
from pmtui.tui.unsaved.draft_store import DraftStore


class PlaceScreen(Screen[None], inherit_bindings=False):
    """Scope x view: the tree chooses the component, a pane shows one view of it.

    It draws and is told what to draw; who takes the keys builds on it.

    Args:
        session: the session worked on.
        start: the place shown first.
        drafts: what is not saved.
        make_pane: makes the pane of a view, by the view's id.
    """

    def __init__(
        self,
        session: Session,
        start: Location,
        drafts: DraftStore,
        make_pane: Callable[[str], Pane],
    ) -> None:
        super().__init__()
        self.session = session
        self.drafts = drafts
        """What is not saved."""
        self.trail = NavigationHistory(start)
        self.in_tree = False
        """Whether the tree has the keys."""
        self.in_detail = False
        """Whether the detail has them."""
        self.is_copy = False
        """Whether the store is gone when the person leaves."""
        self.as_of: AsOf | None = None
        """The past moment that is shown; None for now."""
        self.unread = ""
        """Why the filter of the view cannot be read any more; empty where it can."""
        self._make_pane = make_pane
        self._keys: KeyReceiver | None = None
        """What takes the keys; None until the first frame is out."""
        self._told = HeadAndFoot()
        self._panes: PaneLayout
        self._drawn: tuple[Figures, Location] | None = None
        """What the view was drawn from: figures of a revision, and the place."""
        self._resting: Timer | None = None
        self.showing: ViewContext

    @abstractmethod
    def drawn(self) -> None:
        """The view was drawn: what it left out may be worked out."""

    @abstractmethod
    def _hear(self, pane: Pane) -> None:
        """A pane was made: listen to it."""

    def compose(self) -> ComposeResult:
        """Line above, tree and view, line below; the rest is mounted when it is needed."""
        self._panes = PaneLayout(self, self._hear, self.trail.now.view, self._make_pane)
        yield self._told.head
        with Horizontal(id="body"):
            yield self.tree_pane
            yield self.pane
        yield self._told.foot

    @property
    def tree_pane(self) -> TreePane:
        """The portfolio tree."""
        return self._panes.tree

    @property
    def pane(self) -> Pane:
        """The pane of the view shown."""
        return self._panes[self.trail.now.view]

    @property
    def active(self) -> Pane:
        """The pane that has the keys."""
        if self.in_tree:
            return self.tree_pane
        return self._panes[DETAIL] if self.in_detail else self.pane

    def refresh_showing(self) -> None:
        """Read workspace and figures again for the place shown."""
        self.showing = ViewContext(self.session, self.trail.now, self.as_of)

    def go_to(self, as_of: AsOf | None) -> None:
        """Show a past moment everywhere, or now."""
        self.as_of = as_of
        self.refresh_showing()
        self.tree_pane.show(self.showing)
        self.show_view()

    def show_view(self) -> None:
        """Show the view of the place now; its pane is made at its first use."""
        self._panes.need(self.trail.now.view).hold(held=False)
        self._fit()
        self._entered()

    def _entered(self) -> None:
        problem = self._draw()
        if problem:
            self.say(problem, bad=True)
        self._show_detail()
        self._panes.activate(self.active)
        self.show_lines()

    def redraw(self, *, held: bool = False) -> None:
        """Show the same place again after the workspace or the place changed.

        Args:
            held: whether rows stay where they are though they would be sorted elsewhere now.
        """
        for pane in self._panes:
            pane.hold(held=held)
        self.refresh_showing()
        problem = self._draw()
        if problem:
            self.say(problem, bad=True)
        self.show_lines()

    def show_confirmed(self) -> None:
        """What is painted is on disk as it is: only the lines say something else."""
        self.refresh_showing()
        if self._drawn is not None:
            self._drawn = (self.showing.figures, self._drawn[1])
        self.show_lines()

    def _draw(self) -> str:
        """Draw the view; what is wrong with its filter comes back, everything is shown then."""
        self.unread = problem = ""
        self._drawn = (self.showing.figures, self.showing.place)
        try:
            self.pane.show(self.showing)
        except ValueError as error:
            self.unread = problem = str(error)
            self.pane.show(self.showing.unfiltered())
        if self.size.width >= NARROW:
            self._fit()
        if self.in_detail:
            self._show_detail()
        self.drawn()
        return problem

    def _show_detail(self) -> None:
        detail = self._panes.detail
        if detail is None or not detail.display:
            return
        if not self.in_detail and self.pane.target is not None:
            detail.open(self.pane.target)
        detail.show(self.showing)

    def open_detail(self, target: Target) -> None:
        """Show an entity's detail and give it the keys."""
        self.in_detail, self.in_tree = True, False
        detail = self._panes.need(DETAIL)
        if detail.target != target:
            detail.to_part(detail.parts[0])
        detail.open(target)
        self.focus_pane()
        self._show_detail()

    def close_detail(self) -> bool:
        """Go back from the detail to the view; False where no detail has the keys."""
        was, self.in_detail = self.in_detail, False
        if was:
            self.focus_pane()
            self._draw()
        return was

    def filter_by(self, text: str) -> str:
        """Filter the view; an empty text shows everything.

        What is wrong with it comes back: the filter before it stays in force then.
        """
        before = self.trail.now.query
        problem = self._filtered(text.strip())
        if problem:
            self._filtered(before)
        self.show_lines()
        return problem

    def _filtered(self, text: str) -> str:
        self.trail.change(query=text)
        self.pane.hold(held=False)
        self.refresh_showing()
        return self._draw()

    def focus_pane(self, *, in_tree: bool | None = None) -> None:
        """Give the keys to the view or to the tree."""
        if in_tree is not None:
            self.in_tree = in_tree
        self._fit()
        self._panes.activate(self.active)
        self.show_lines()

    def toggle_tree(self) -> None:
        """Show or hide the tree."""
        self.focus_pane(in_tree=self._panes.toggle_tree())

    def _fit(self) -> None:
        self._panes.fit(
            self.size.width,
            self.showing,
            in_tree=self.in_tree,
            in_detail=self.in_detail,
            beside=self._keys is not None,
        )

    def on_resize(self) -> None:
        """The terminal changed its size."""
        self._fit()
        self._show_detail()
        self.call_after_refresh(self.show_lines)

    def show_lines(self) -> None:
        """Draw the line above and the line below."""
        is_told = self._told.show(
            breadcrumb(self.showing, self.unread),
            save_state(self.session, len(self.drafts), is_copy=self.is_copy),
        )
        if not is_told and self._keys is not None:
            active = self.active
            self._told.show_keys(self._keys.hints(active), active)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line, until the next key."""
        self._told.say(text, bad=bad)
        self.show_lines()

    @property
    def told(self) -> tuple[object, ...]:
        """What is told or offered until the next key."""
        return self._told.told

    def offer(self, pieces: Sequence[str]) -> None:
        """Tell what can be chosen, on as many lines as that takes, until the next key."""
        self._told.offer(pieces)
        self.show_lines()

    def rest(self, seconds: float = 0.15) -> None:
        """Show what is heavy once the keys have rested."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(seconds, self._rested)

    def _rested(self) -> None:
        self._resting = None
        self.refresh_showing()
        self.tree_pane.show(self.showing)
        if self._drawn != (self.showing.figures, self.showing.place):
            self._draw()
        self.drawn()
        self._show_detail()
        self.show_lines()

    def title_of(self, target: Target) -> str:
        """How an entity is called in a sentence."""
        row = self.showing.workspace.get(target.table, target.id)
        return f"{row.key} {title_of(row)}".strip() if row is not None else ""
