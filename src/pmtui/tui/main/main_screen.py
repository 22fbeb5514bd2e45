"""This file is the main screen: tree, view and detail side by side, one line above, one below."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from pmtui.actions.core.action import Target
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.schedule_access import PendingWork
from pmtui.model.entities.entity import title_of
from pmtui.session.events import SessionEvent
from pmtui.session.session import Session
from pmtui.tui.chrome.header import breadcrumb, save_state
from pmtui.tui.chrome.pane_widths import NARROW, WIDE
from pmtui.tui.main.background_figures import BackgroundFigures
from pmtui.tui.main.head_and_foot import HeadAndFoot
from pmtui.tui.main.key_receiver import KeyReceiver
from pmtui.tui.main.pane_layout import DETAIL, PaneLayout
from pmtui.tui.navigation.location import Location, NavigationHistory
from pmtui.tui.navigation.view_context import AsOf, ViewContext
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.panes.tree import TreePane
from pmtui.tui.terminal.garbage_collection import begin_collections
from pmtui.tui.terminal.library_caches import bound_caches
from pmtui.tui.terminal.repaint import LineCompositor
from pmtui.tui.unsaved.draft_store import DraftStore


class ScreenParts(NamedTuple):
    """What a main screen is made of that it does not know: each is made at its first use."""

    keys: Callable[["MainScreen"], KeyReceiver]
    """Makes what takes the keys of a screen."""
    pane: Callable[[str], Pane]
    """Makes the pane of a view, by the view's id."""
    load_panes: Callable[[], Iterator[None]]
    """Loads what panes are made of, a pane a step."""


class MainScreen(Screen[None], inherit_bindings=False):
    """Scope x view: the tree chooses the component, a pane shows one view of it."""

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""

    def __init__(
        self,
        session: Session,
        start: Location,
        notes: Sequence[str],
        drafts: DraftStore,
        *,
        parts: "ScreenParts",
        action: str = "",
    ) -> None:
        super().__init__()
        self._parts = parts
        self._compositor = LineCompositor()
        self.session = session
        self.drafts = drafts
        """What is not saved."""
        self.trail = NavigationHistory(start)
        self.in_tree = False
        """Whether the tree has the keys."""
        self.in_detail = False
        """Whether the detail has them."""
        self.offers_tour = False
        """Whether to ask a new person if they want to be led around."""
        self.is_copy = False
        """Whether the store is gone when the person leaves."""
        self.as_of: AsOf | None = None
        """The past moment that is shown; None for now."""
        self.pressed_at = 0.0
        """When the last key was pressed."""
        self.unread = ""
        """Why the filter of the view cannot be read any more; empty where it can."""
        self._keys: KeyReceiver | None = None
        self._notes = tuple(notes)
        self._action = action
        self._told = HeadAndFoot()
        self._panes: PaneLayout
        self._resting: Timer | None = None
        self._drawn: tuple[Figures, Location] | None = None
        """What the view was drawn from: figures of a revision, and the place."""
        self._beside = BackgroundFigures(self, self._worked_out, self._not_worked_out)
        self.showing: ViewContext

    def compose(self) -> ComposeResult:
        """Line above, tree and view, line below; the rest is mounted when it is needed."""
        self._panes = PaneLayout(self, self._hear, self.trail.now.view, self._parts.pane)
        yield self._told.head
        with Horizontal(id="body"):
            yield self.tree_pane
            yield self.pane
        yield self._told.foot

    def on_mount(self) -> None:
        """Show the place to start from."""
        self._stand_on_the_only_root()
        self.refresh_showing()
        if self.pane.opens_without_plans and not self.trail.now.query:
            self.showing.figures = self.showing.figures.without_plans()
        self._fit()
        if self.tree_pane.display:
            self._show_tree()
        self._entered()
        self.call_after_refresh(self._complete)

    def _show_tree(self) -> None:
        self.tree_pane.show(self.showing)
        self.tree_pane.follow(self.trail.now.scope)

    def _stand_on_the_only_root(self) -> None:
        """Where one portfolio holds everything, start on it: the tree has no row above it."""
        rows = self.session.workspace.components
        roots = [
            child_id
            for child_id in self.session.workspace.children(0)
            if not rows[child_id].archived
        ]
        if not self.trail.now.scope and len(roots) == 1:
            self.trail.change(scope=roots[0])

    def _complete(self) -> None:
        """The first frame is out: load what the first key will need."""
        self.keys  # noqa: B018  (made at its first use)
        self._show_planned()
        if self.size.width >= WIDE:
            self._fit()
            self._show_detail()
        self.drafts.load()
        self.show_lines()
        self.keys.greet(is_new=self.offers_tour)
        if self._notes:
            self.say("  ".join(self._notes))
        if self._action:
            self.perform(self._action)
        self.session.warm()
        self._beside.begin(self.showing.figures)
        rest = self._parts.load_panes()
        self.set_timer(0.2, lambda: self._load_rest(rest))

    def _show_planned(self) -> None:
        """Show what the first frame had no time for: schedules, and the tree where it is hidden."""
        self.refresh_showing()
        is_bare = self._drawn is None or self._drawn[0] is not self.showing.figures
        if is_bare or not self.tree_pane.display:
            self._show_tree()
        if is_bare:
            self.pane.hold(held=False)
            self._draw()

    def _load_rest(self, rest: Iterator[None]) -> None:
        """Load one more part at a time: a key pressed meanwhile waits for none but that."""
        for _ in rest:
            self.set_timer(0.02, lambda: self._load_rest(rest))
            return
        bound_caches()
        begin_collections()

    @property
    def keys(self) -> KeyReceiver:
        """What takes the keys."""
        if self._keys is None:
            self._keys = self._parts.keys(self)
        return self._keys

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
        if self._keys is not None:
            self._beside.begin(self.showing.figures)
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

    async def on_key(self, event: events.Key) -> None:
        """Every key that no text field takes is looked up in the keymap."""
        if self.focused is not None:
            if not event.is_printable and self.keys.is_leaving(event.key):
                event.stop()
                self.keys.leave()
            return
        event.stop()
        event.prevent_default()
        if self._told.forget():
            self.show_lines()
        self.pressed_at = event.time
        self.keys.press(event.key, event.character if event.is_printable else None)

    def on_paste(self, event: events.Paste) -> None:
        """A paste that no line takes is no key: it is asked what becomes of it."""
        if self.focused is None:
            event.stop()
            self.keys.take_paste(event.text)

    def perform(self, action_id: str, given: Mapping[str, object] | None = None) -> None:
        """Carry out an action with what is known already."""
        self.keys.perform(action_id, given)

    def _not_worked_out(self, words: str) -> None:
        self.say(words, bad=True)

    def _worked_out(self, rest: PendingWork) -> None:
        """Show the figures that are there now; edits made meanwhile may owe more."""
        self.showing.figures.take_over(rest)
        if self.session.figures is not self.showing.figures:
            self.session.figures.take_over(rest)
        for pane in self._panes:
            pane.look_again()
            pane.hold(held=True)
        self.refresh_showing()
        self.tree_pane.show(self.showing)
        self._draw()
        self._show_detail()
        self.show_lines()

    def pane_moved(self, pane: Pane) -> None:
        """The cursor moved: the scope follows the tree's; the lines say where it stands."""
        if pane is self.tree_pane:
            target = pane.target
            scope = target.id if target else 0
            if scope != self.trail.now.scope:
                self.trail.to_scope(scope)
                self.rest(0.02)
        elif pane is self.pane and self._panes.detail is not None and not self.in_detail:
            self.rest()
        self.show_lines()

    def pane_chosen(self, pane: Pane) -> None:
        """A double click opens."""
        self.focus_pane(in_tree=pane is self.tree_pane)
        self.perform("open")

    def _hear(self, pane: Pane) -> None:
        pane.moved = self.pane_moved
        pane.chosen = self.pane_chosen
        pane.widened = self._widened
        pane.failed = self._not_worked_out

    def _widened(self) -> None:
        """What came into sight wants another width: it is given once this frame is drawn."""
        if self.size.width >= WIDE:
            self.call_later(self._fit)

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
        self._beside.begin(self.showing.figures)
        self._show_detail()
        self.show_lines()

    def take_in(self, change: SessionEvent) -> None:
        """The writer has news."""
        self.keys.take_in(change)

    def title_of(self, target: Target) -> str:
        """How an entity is called in a sentence."""
        row = self.showing.workspace.get(target.table, target.id)
        return f"{row.key} {title_of(row)}".strip() if row is not None else ""
