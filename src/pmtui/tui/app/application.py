"""This file composes the application: one session, one main screen, themes and signals."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.events import Event
from textual.filter import Monochrome, NoColor
from textual.message import Message

from pmtui.resources import state_directory, themes_directory, user_themes_directory
from pmtui.session.events import SessionEvent
from pmtui.session.session import Session
from pmtui.settings import Settings
from pmtui.tui.app.input_sorting import InputSorter
from pmtui.tui.app.shutdown import Shutdown
from pmtui.tui.keys.key_bursts import listen_for_bursts
from pmtui.tui.keys.key_queue import KeyOrder
from pmtui.tui.main.key_receiver import KeyReceiver
from pmtui.tui.main.main_screen import MainScreen, ScreenParts
from pmtui.tui.navigation.location import Location
from pmtui.tui.panes.registry import load_each, new_pane
from pmtui.tui.terminal.input_modes import read_kitty_keys, takes_mouse
from pmtui.tui.terminal.line_pace import LinePace
from pmtui.tui.terminal.safe_output import AsciiFilter, VisibleFilter
from pmtui.tui.terminal.themes import ThemeChoice, choose_theme
from pmtui.tui.unsaved.draft_store import DraftStore, TypedDraft, drafts_of


class PmtuiApp(App[int], inherit_bindings=False):
    """The terminal face of one session."""

    BINDINGS: ClassVar[list[BindingType]] = []
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "pmtui"

    class StoreChanged(Message):
        """The writer has news: an outcome, or commits of others."""

        def __init__(self, change: SessionEvent) -> None:
            super().__init__()
            self.change = change

    class OthersCommitted(Message):
        """Others committed, or the store may be written (or not) again."""

    class Leave(Message):
        """The program was told to end."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        themes: ThemeChoice,
        notes: Sequence[str] = (),
        start: Location | None = None,
        *,
        drafts: DraftStore | None = None,
        action: str = "",
    ) -> None:
        self._themes = themes
        super().__init__()
        self._keys_in_turn = KeyOrder(self, super().on_event, InputSorter(self).sort)
        self.session = session
        session.in_turns = True
        self.settings = settings
        self._notes = (*notes, *themes.problems)
        self._start = start or Location()
        self.drafts = DraftStore() if drafts is None else drafts
        """What is not saved."""
        self._action = action
        self._unheard: deque[SessionEvent] = deque()
        """What others did that the screen has not heard yet: one piece of news, or none."""
        self._styled_with: dict[str, str] = {}
        self.offers_tour = False
        """Whether the person is new here and may want to be led around."""
        self.is_copy = False
        """Whether the store is gone when the person leaves."""
        self.pace = LinePace()
        """How fast frames follow one another: as the terminal takes them in."""
        self.draws_ascii = False
        """Whether drawings are made of ASCII."""

    async def on_event(self, event: Event) -> None:
        """Keys are handed on in their turn, everything else at once."""
        if KeyOrder.is_typed(event):
            await self._keys_in_turn.take(event)
        else:
            await super().on_event(event)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours a theme may leave out."""
        return dict(self._themes.variable_defaults)

    def get_default_screen(self) -> MainScreen:
        """The main screen is the first one."""
        screen = MainScreen(
            self.session,
            self._start,
            self._notes,
            self.drafts,
            action=self._action,
            parts=ScreenParts(_new_keys, new_pane, load_each, self.pace),
        )
        screen.offers_tour = self.offers_tour
        screen.is_copy = self.is_copy
        return screen

    def on_load(self) -> None:
        """Register the themes before anything is styled, and hear what comes in one read."""
        listen_for_bursts()
        for theme in self._themes.themes:
            self.register_theme(theme)
        self.theme = self._themes.chosen
        self._styled_with = self.get_css_variables()
        self.stylesheet.set_variables(self._styled_with)
        # Textual's own filter for NO_COLOR turns the terminal's colours into black on black.
        self._filters = [
            NoColor() if isinstance(line_filter, Monochrome) else line_filter
            for line_filter in self._filters
        ]
        self._filters.append(VisibleFilter())
        if self.draws_ascii:
            self._filters.append(AsciiFilter())

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  (Textual's own)
        """Style everything anew; not for the theme it was styled with in the first place."""
        variables = self.get_css_variables()
        if variables != self._styled_with:
            self._styled_with = variables
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Listen to the writer."""
        self.session.listener = self._tell

    def _tell(self, change: SessionEvent) -> None:
        """Called on the writer thread: keep what failed, and post what Textual may hear."""
        self.drafts.follow(change)
        if change.outcome is None:
            # Beside a busy writer a screen that is held for long has one piece of news to hear.
            earlier = self._take_unheard()
            self._unheard.append(change if earlier is None else earlier.joined(change))
            self.post_message(self.OthersCommitted())
        else:
            self.post_message(self.StoreChanged(change))

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program, which hears nothing that was meant for this."""
        with super().suspend():
            self.pace.swallow()
            yield

    def on_cursor_position(self) -> None:
        """The terminal has come to the end of a frame."""
        self.pace.answered()
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.draw_held()

    def on_pmtui_app_others_committed(self) -> None:
        """Hand on what others did until now; an earlier message may have brought it already."""
        change = self._take_unheard()
        if change is not None:
            self.on_pmtui_app_store_changed(self.StoreChanged(change))

    def _take_unheard(self) -> SessionEvent | None:
        """What the screen has not heard yet; either thread may have been faster."""
        try:
            return self._unheard.pop()
        except IndexError:
            return None

    def on_pmtui_app_store_changed(self, event: StoreChanged) -> None:
        """Hand the news to the main screen, whatever dialog is open over it."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.take_in(event.change)

    def typing(self) -> TypedDraft | None:
        """What is being typed in the line at the foot; None where nothing is."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                return screen.keys.typing()
        return None

    def leave(self) -> None:
        """End, from any thread."""
        self.post_message(self.Leave())

    def on_pmtui_app_leave(self) -> None:
        """The program was told to end."""
        self.exit(return_code=0)


def _new_keys(screen: MainScreen) -> KeyReceiver:
    """What takes the keys of a screen; it loads once the first frame is out."""
    from pmtui.tui.app.controller import Controller

    return Controller(screen)


def run_app(
    session: Session,
    settings: Settings,
    notes: Sequence[str] = (),
    *,
    scope: int = 0,
    view: str = "",
    draws_ascii: bool = False,
    is_thrown_away: bool = False,
    action: str = "",
) -> int:
    """Run the application on a session until the person leaves; returns the exit code.

    Args:
        session: the person's session.
        settings: theme, keys and other choices of theirs.
        notes: what to say once it is open.
        scope: the component to stand on; 0 for the whole store.
        view: the view to show; the overview where empty.
        draws_ascii: whether drawings are made of ASCII.
        is_thrown_away: whether the store is gone afterwards, and unsaved edits with it.
        action: id of an action to carry out first; empty for none.
    """
    folders = [themes_directory(), user_themes_directory()]
    themes = choose_theme(folders, settings.theme, os.environ, settings.colours)
    drafts = DraftStore() if is_thrown_away else drafts_of(state_directory(), session.store_id)
    app = PmtuiApp(
        session,
        settings,
        themes,
        notes,
        Location(scope, view or "overview"),
        drafts=drafts,
        action=action,
    )
    app.draws_ascii = draws_ascii
    app.is_copy = is_thrown_away
    app.offers_tour = is_thrown_away and not settings.toured
    leaving = Shutdown(session, drafts, app.typing, app.leave)
    leaving.listen()
    read_kitty_keys(wanted=settings.kitty_keys)
    app.run(mouse=takes_mouse(settings.mouse, os.environ))
    app.pace.swallow()
    leaving.finish()
    return leaving.code or app.return_code or 0
