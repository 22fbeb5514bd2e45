"""This file tests what the main screen hands on to whoever takes its keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from textual.events import Paste

from pmtui.resources import themes_directory
from pmtui.session.events import SessionEvent
from pmtui.session.ports import Author
from pmtui.settings import Settings
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.lines.status_line import Segment
from pmtui.tui.main.main_screen import MainScreen, ScreenParts
from pmtui.tui.navigation.location import Location
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.panes.registry import load_each, new_pane
from pmtui.tui.terminal.line_pace import LinePace
from pmtui.tui.terminal.themes import choose_theme
from pmtui.tui.unsaved.draft_store import DraftStore, TypedDraft
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import DatedSession, until


class FakeKeys:
    """Keeps what it is handed."""

    moving = frozenset("jk")
    paste_asked_at = 0.0

    def __init__(self) -> None:
        self.pressed: list[tuple[str, str | None]] = []
        self.pasted: list[str] = []
        self.performed: list[str] = []
        self.news: list[SessionEvent] = []
        self.greeted: list[bool] = []

    def press(self, key: str, character: str | None) -> None:
        """Keep the key."""
        self.pressed.append((key, character))

    def is_leaving(self, key: str) -> bool:
        """No key is."""
        return not key

    def leave(self) -> None:
        """Nobody leaves."""

    def hints(self, pane: Pane) -> Sequence[Segment]:
        """The name of the pane."""
        return [Segment(f"keys of the {pane.context}", "plain")]

    def perform(self, action_id: str, given: Mapping[str, Any] | None = None) -> None:
        """Keep the action."""
        assert not given
        self.performed.append(action_id)

    def take_in(self, change: SessionEvent) -> None:
        """Keep the news."""
        self.news.append(change)

    def take_paste(self, text: str, obey: Callable[[], None] | None = None) -> None:
        """Keep the text."""
        assert obey is None
        self.pasted.append(text)

    def typing(self) -> TypedDraft | None:
        """Nothing is typed."""
        return None

    def greet(self, *, is_new: bool) -> None:
        """Keep who came."""
        self.greeted.append(is_new)


async def test_keys_pastes_and_news_are_handed_on_once_the_first_frame_is_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = FakeKeys()
    session = DatedSession(MemoryStore(a_portfolio()), Author(0, "ann"))
    start = Location(scope=id_of("P-1"), view="board")
    screen = MainScreen(
        session,
        start,
        (),
        DraftStore(),
        action="help",
        parts=ScreenParts(lambda _screen: keys, new_pane, load_each, LinePace()),
    )
    themes = choose_theme([themes_directory()], "pmtui-dark", {})

    app = PmtuiApp(session, Settings(), themes)
    monkeypatch.setattr(app, "get_default_screen", lambda: screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: bool(keys.performed))
        await pilot.press("j", "down", "A")
        screen.post_message(Paste("a\nb"))
        await until(lambda: bool(keys.pasted))
        screen.take_in(SessionEvent(frozenset()))
    session.close()
    assert keys.pressed == [("j", "j"), ("down", None), ("A", "A")]
    assert keys.pasted == ["a\nb"]
    assert keys.performed == ["help"]
    assert keys.greeted == [False]
    assert len(keys.news) == 1
