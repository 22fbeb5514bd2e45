"""This file is the main screen: it takes the keys, and shows what is worked out beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType

from pmtui.figures.sheet.schedule_access import PendingWork
from pmtui.session.events import SessionEvent
from pmtui.session.session import Session
from pmtui.tui.chrome.pane_widths import WIDE
from pmtui.tui.main.background_figures import BackgroundFigures
from pmtui.tui.main.key_receiver import KeyReceiver
from pmtui.tui.main.place_screen import PlaceScreen
from pmtui.tui.navigation.location import Location
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.terminal.garbage_collection import begin_collections
from pmtui.tui.terminal.library_caches import bound_caches
from pmtui.tui.terminal.line_pace import LinePace
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
    pace: LinePace
    """Says when the terminal takes another frame in."""


class MainScreen(PlaceScreen, inherit_bindings=False):
    """The place shown, with its keys: the first frame first, what takes long beside it."""

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
        super().__init__(session, start, drafts, parts.pane)
        self._parts = parts
        self._pace = parts.pace
        self._compositor = LineCompositor(self._pace, self._await_answer)
        self.offers_tour = False
        """Whether to ask a new person if they want to be led around."""
        self.pressed_at = 0.0
        """When the last key was pressed."""
        self._notes = tuple(notes)
        self._action = action
        self._beside = BackgroundFigures(self, self._worked_out, self._not_worked_out)

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

    def _await_answer(self) -> None:
        """A frame is held back: draw with the next answer, or once that counts as lost."""
        self.set_timer(self._pace.seconds_left() + 0.01, self.draw_held)

    def draw_held(self) -> None:
        """Draw what was held back, if the terminal takes it in by now."""
        if self._pace.is_holding:
            self._compositor_refresh()
        if self._pace.is_holding:
            self._await_answer()

    @property
    def keys(self) -> KeyReceiver:
        """What takes the keys."""
        if self._keys is None:
            self._keys = self._parts.keys(self)
        return self._keys

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
        pane.part_shown = self.drawn

    def _widened(self) -> None:
        """What came into sight wants another width: it is given once this frame is drawn."""
        if self.size.width >= WIDE:
            self.call_later(self._fit)

    def drawn(self) -> None:
        """The view was drawn: have what it left out worked out."""
        if self._keys is not None:
            self._beside.begin(self.showing.figures)

    def take_in(self, change: SessionEvent) -> None:
        """The writer has news."""
        self.keys.take_in(change)
