"""This file tests the first screen: four choices, one key each, and what an import begins with."""

from pathlib import Path

import pytest

from pmtui.resources import themes_directory
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.settings import Settings
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.app.first_screen import FirstApp
from pmtui.tui.terminal.themes import choose_theme
from tests.exchange.tables.made import empty
from tests.tui.stage import Stage, until

THEMES = choose_theme([themes_directory()], "pmtui-dark", {})


@pytest.mark.parametrize(
    ("key", "choice"),
    [("d", "demo"), ("i", "import"), ("e", "empty"), ("q", "leave"), ("escape", "leave")],
)
async def test_one_key_chooses(key: str, choice: str) -> None:
    app = FirstApp(Path("/home/ann/portfolio.json"), THEMES)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "enter")
        assert app.is_running
        await pilot.press(key)
    assert app.choice == choice


async def test_a_key_that_chooses_nothing_is_told_so() -> None:
    app = FirstApp(Path("/home/ann/portfolio.json"), THEMES)
    async with app.run_test(size=(80, 24)) as pilot:
        for key, name in (("x", "x"), ("enter", "enter"), ("question_mark", "?")):
            await pilot.press(key)
            words = f"{name} chooses nothing: press d, i, e or q."
            await until(lambda words=words: words in screen_of(app))  # type: ignore[misc]


def screen_of(app: FirstApp) -> str:
    """What is on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45), (30, 8)])
async def test_the_choices_are_seen_at_every_size(size: tuple[int, int]) -> None:
    app = FirstApp(Path("/home/\x1b[2J/portfolio.json"), THEMES)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_of(app)
        assert "no store yet" in shown
        assert "Demo portfolio" in shown
        assert "\x1b" not in shown


async def test_an_import_begins_with_asking_for_the_file() -> None:
    session = Session(MemoryStore(empty()), Author(0, "ann"))
    app = PmtuiApp(session, Settings(), THEMES, action="import")
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await Stage(app, pilot, session).until_shown("file to import")
    finally:
        session.close()
