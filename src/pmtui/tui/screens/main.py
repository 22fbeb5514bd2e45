"""This file is the main screen: tree, view and detail side by side, one line above, one below."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.create import new_entity
from pmtui.actions.spec import Situation, Target
from pmtui.model.entity import title_of
from pmtui.query.error import QueryError
from pmtui.resources import settings_path
from pmtui.session import Change, Committed, InDoubt, Rejected, Session, Ticket
from pmtui.settings import SettingsError, write_setting
from pmtui.tui.head import breadcrumb, foot_segments, save_state
from pmtui.tui.keys import Keymap
from pmtui.tui.lines.statusline import Segment, StatusLine
from pmtui.tui.panes.detail import DetailPane
from pmtui.tui.panes.pane import Pane
from pmtui.tui.panes.registry import PANES
from pmtui.tui.panes.tree import TreePane
from pmtui.tui.perform import Performer
from pmtui.tui.place import Place, Trail
from pmtui.tui.quickline import Question, QuickLine
from pmtui.tui.showing import Showing, query_of

NARROW = 100
"""Columns below which the tree is a drawer."""
WIDE = 160
"""Columns from which the detail stands beside the view."""


class MainScreen(Screen[None], inherit_bindings=False):
    """Scope x view: the tree chooses the component, a pane shows one view of it."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        session: Session,
        keys: Keymap,
        acts: "Mapping[str, Act]",
        start: Place,
        notes: Sequence[str],
    ) -> None:
        super().__init__()
        self.session = session
        self._acts = acts
        self.keys = keys
        self.trail = Trail(start)
        self.performer = Performer(self)
        self._notes = tuple(notes)
        self._panes: dict[str, Pane] = {}
        self.in_tree = False
        """Whether the tree has the keys."""
        self._in_detail = False
        self._tree_wanted: bool | None = None
        self._letters: tuple[Mapping[str, str], Callable[[str], None]] | None = None
        self._words: tuple[str, bool] = ("", False)
        self._resting: Timer | None = None
        self.showing: Showing

    def compose(self) -> ComposeResult:
        """Line above, tree and view, quick line, line below."""
        yield StatusLine(id="head")
        with Horizontal(id="body"):
            yield TreePane()
            yield DetailPane()
        yield QuickLine()
        yield StatusLine(id="foot")

    def on_mount(self) -> None:
        """Show the place to start from."""
        self._fit()
        self.refresh_showing()
        tree = self.tree_pane
        tree.show(self.showing)
        tree.follow(self.trail.now.scope)
        self.show_view()
        if self._notes:
            self.say(self._notes[0], bad=True)

    @property
    def tree_pane(self) -> TreePane:
        """The portfolio tree."""
        return self.query_one(TreePane)

    @property
    def pane(self) -> Pane:
        """The pane of the view shown."""
        return self._panes[self.trail.now.view]

    @property
    def detail(self) -> DetailPane:
        """The detail beside the view, or over it where there is no room."""
        return self.query_one(DetailPane)

    @property
    def active(self) -> Pane:
        """The pane that has the keys."""
        if self.in_tree:
            return self.tree_pane
        return self.detail if self._in_detail else self.pane

    def refresh_showing(self) -> None:
        """Read workspace and figures again for the place shown."""
        try:
            query = query_of(self.trail.now.query)
        except QueryError as error:
            self.say(str(error), bad=True)
            query = None
        self.showing = Showing(self.session, self.trail.now, query)

    def show_view(self) -> None:
        """Show the view of the place now; its pane is made at its first use."""
        view = self.trail.now.view
        if view not in self._panes:
            pane = PANES[view]()
            self._panes[view] = pane
            self.query_one("#body", Horizontal).mount(pane, before=self.detail)
        else:
            self._entered()

    def on_pane_ready(self, event: Pane.Ready) -> None:
        """A pane made just now can show its view."""
        if event.pane is self._panes.get(self.trail.now.view):
            self._entered()

    def _entered(self) -> None:
        self._fit()
        self._draw()
        self.focus_pane()

    def redraw(self) -> None:
        """Show the same place again after the workspace or the place changed."""
        self.refresh_showing()
        self._draw()
        self.show_lines()

    def _draw(self) -> None:
        try:
            self.pane.show(self.showing)
        except QueryError as error:
            self.say(str(error), bad=True)
            self.showing.query = None
            self.pane.show(self.showing)
        self._show_detail()

    def _show_detail(self) -> None:
        if self._in_detail:
            self.detail.show(self.showing)
        elif self.detail.display and (target := self.pane.target) is not None:
            self.detail.open(target, self.showing)

    def open_detail(self, target: Target) -> None:
        """Show an entity's detail and give it the keys."""
        self._in_detail = True
        self._fit()
        self.detail.open(target, self.showing)
        self.focus_pane(in_tree=False)

    def close_detail(self) -> bool:
        """Go back from the detail to the view; False where no detail has the keys."""
        was, self._in_detail = self._in_detail, False
        if was:
            self.focus_pane()
            self._draw()
        return was

    def filter_by(self, text: str) -> None:
        """Filter the view; an empty text shows everything."""
        self.trail.change(query=text.strip())
        self.redraw()

    def focus_pane(self, *, in_tree: bool | None = None) -> None:
        """Give the keys to the view or to the tree."""
        if in_tree is not None:
            self.in_tree = in_tree
        self._fit()
        self.active.focus()
        self.show_lines()

    def show_lines(self) -> None:
        """Draw the line above and the line below."""
        head = self.query_one("#head", StatusLine)
        head.show(breadcrumb(self.showing), save_state(self.session, self.showing))
        foot = self.query_one("#foot", StatusLine)
        text, bad = self._words
        if text:
            foot.show((Segment(text, "bad" if bad else "accent", 0),), ())
        else:
            foot.show(foot_segments(self.keys, self.active), (Segment(self.active.summary(), "dim", 1),))

    def toggle_tree(self) -> None:
        """Show or hide the tree."""
        shown = self.tree_pane.display
        self._tree_wanted = not shown
        self.focus_pane(in_tree=not shown)

    def _fit(self) -> None:
        """Who is seen: by width, by who has the keys, and by what the person hid."""
        width = self.size.width
        narrow, wide = width < NARROW, width >= WIDE
        tree = not narrow if self._tree_wanted is None else self._tree_wanted and not narrow
        self.set_class(narrow, "narrow")
        self.tree_pane.display = tree or self.in_tree
        self.detail.display = not (narrow and self.in_tree) and (wide or self._in_detail)
        over = narrow or (self._in_detail and width < WIDE)
        for pane in self._panes.values():
            hidden = (narrow and self.in_tree) or (over and self.detail.display)
            pane.display = pane is self.pane and not hidden
        self.detail.set_class(over, "alone")

    def on_resize(self) -> None:
        """The terminal changed its size."""
        if self._panes:
            self._fit()

    async def on_key(self, event: events.Key) -> None:
        """Find what the key means here and do it; the quick line keeps its own keys."""
        if self.query_one(QuickLine).is_asking:
            return
        event.stop()
        event.prevent_default()
        if self._words[0]:
            self._words = ("", False)
            self.show_lines()
        if self._letters is not None:
            self._letter(event)
            return
        action_id = self.keys.action(event.key, self.active.context)
        if action_id:
            self.performer.perform(action_id)
        elif event.is_printable:
            self.say(f"{event.character} means nothing here; ? lists the keys", bad=True)

    def _letter(self, event: events.Key) -> None:
        letters, chosen = self._letters or ({}, lambda _letter: None)
        self._letters = None
        self.say("")
        if event.character and event.character in letters:
            chosen(event.character)

    def situation(self) -> Situation:
        """Where the person is, and what is under the cursor or marked."""
        active = self.active
        targets = active.marked or ((active.target,) if active.target else ())
        return self.session.situation(
            targets, scope=self.showing.scope_id, view=self.trail.now.view
        )

    def ask(self, question: Question) -> None:
        """Open the quick line."""
        self.query_one(QuickLine).ask(question)

    def choose(self, title: str, letters: Mapping[str, str], chosen: Callable[[str], None]) -> None:
        """Show letters with their meaning and wait for one key."""
        if not letters:
            self.say(f"nothing to {title} here", bad=True)
            return
        self._letters = (letters, chosen)
        words = "  ".join(f"{letter} {word}" for letter, word in letters.items())
        self.say(f"{title}:  {words}")

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line, until the next key."""
        self._words = (text, bad)
        self.show_lines()

    def done(self, ticket: Ticket | None, focus: int, said: str) -> None:
        """An edit is painted: follow it with the cursor, forget the marks."""
        if ticket is None:
            self.say(said or "nothing to change")
            return
        self.active.clear_marks()
        self.redraw()
        self._rest()
        if focus:
            self.active.follow(focus)
        if said:
            self.say(said)

    def new_kinds(self) -> Mapping[str, str]:
        """Words of what can be added here, by letter."""
        return self.active.kinds()

    def new_defaults(self) -> Mapping[str, Any]:
        """What a new entity here starts with."""
        return self.active.defaults()

    def act(self, action_id: str) -> None:
        """Carry out an act of the screen that touches no data."""
        self._acts[action_id](self)

    def on_quick_line_closed(self) -> None:
        """The quick line is closed: the pane has the keys again."""
        self.active.focus()
        self.show_lines()

    def on_pane_moved(self, event: Pane.Moved) -> None:
        """The cursor moved: the scope follows the tree's; the lines say where it stands."""
        if isinstance(event.pane, TreePane):
            target = event.pane.target
            self.trail.to_scope(target.id if target else 0)
            self._rest(0.02)
        elif event.pane is self.pane and self.detail.display and not self._in_detail:
            self._rest()
        self.show_lines()

    def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """A double click opens."""
        self.focus_pane(in_tree=isinstance(event.pane, TreePane))
        self.act("open")

    def _rest(self, seconds: float = 0.15) -> None:
        """Show what is heavy once the keys have rested."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(seconds, self._rested)

    def _rested(self) -> None:
        self._resting = None
        self.refresh_showing()
        self.tree_pane.show(self.showing)
        self._draw()
        self.show_lines()

    def run_chosen(self, action_id: str | None) -> None:
        """Run what was chosen in the help or the palette."""
        if action_id:
            self.performer.perform(action_id)

    def keep_view(self) -> None:
        """Keep the filter of this view under a name."""
        place = self.trail.now

        def named(name: str) -> None:
            fields = {"name": name, "view": place.view, "query": place.query, "sort": place.sort}
            ops = new_entity(self.situation(), "saved_views", "", fields)
            self.done(self.session.submit(ops, "views.saved"), 0, f"kept as {name}")

        self.ask(Question("keep this view as", named))

    def choose_theme(self, name: str) -> None:
        """Change the theme and remember it."""
        self.app.theme = name
        try:
            write_setting(settings_path(), "theme", name)
        except SettingsError as error:
            self.say(str(error), bad=True)

    def take_in(self, change: Change) -> None:
        """The writer has news: say what failed, show what others did."""
        outcome = change.outcome
        if isinstance(outcome, Rejected) and outcome.reason:
            self.say(f"not saved: {outcome.reason}", bad=True)
        elif isinstance(outcome, InDoubt):
            self.say(f"the disk does not answer: {outcome.reason}", bad=True)
        elif change.others:
            self.say(_others(change))
        if isinstance(outcome, Committed) and len(change.touched) == 0:
            self.show_lines()
            return
        self.redraw()
        self._rest()

    def title_of(self, target: Target) -> str:
        """How an entity is called in a sentence."""
        row = self.session.workspace.get(target.table, target.id)
        return f"{row.key} {title_of(row)}".strip() if row is not None else ""


Act = Callable[[MainScreen], None]
"""What an act of the screen does."""


def _others(change: Change) -> str:
    last = change.others[-1]
    action = CATALOGUE.get(last.action)
    who = last.login or str(last.uid)
    return f"{who}: {action.title if action else last.action}" + (
        f" and {len(change.others) - 1} more" if len(change.others) > 1 else ""
    )
