"""This file tests that what was changed outside pmtui is taken in on the screen, by cards."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from pmtui.bootstrap.wiring import open_session
from pmtui.resources import themes_directory
from pmtui.settings import Settings
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.navigation.location import Location
from pmtui.tui.screens.adopt_changes import AdoptScreen
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.terminal.themes import choose_theme
from pmtui.tui.unsaved.conflict_screen import ConflictScreen
from pmtui.tui.unsaved.draft_store import DraftStore
from tests.conftest import id_of
from tests.store.writing import rename
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage

TASK = id_of("T-1")
OTHER = id_of("T-2")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store on disk."""
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    return path


def _title(path: Path, task: int) -> str:
    store = open_store(path)
    try:
        return store.workspace.tasks[task].title
    finally:
        store.close()


def _by_hand(path: Path, task: int, new: str) -> None:
    text = path.read_text("utf-8")
    old = f'"title":"{_title(path, task)}"'
    assert old in text
    path.write_text(text.replace(old, f'"title":"{new}"'), "utf-8")


def _in_session(path: Path, task: int, new: str) -> None:
    store = open_store(path)
    rename(store, new, task)
    store.close()


@asynccontextmanager
async def _on(path: Path) -> AsyncIterator[Stage]:
    session = open_session(path)
    themes = choose_theme([themes_directory()], "", {})
    app = PmtuiApp(
        session, Settings(), themes, (), Location(scope=id_of("P-1")), drafts=DraftStore()
    )
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            stage = Stage(app, pilot, session)
            await stage.rest()
            yield stage
    finally:
        session.close()


async def _adopt(stage: Stage) -> None:
    await stage.press(":")
    await stage.type("Adopt\n")
    await stage.until(lambda: isinstance(stage.app.screen, AdoptScreen))
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)


async def _cards(stage: Stage) -> None:
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)


def _spoil(path: Path) -> None:
    path.write_bytes(b"not json")


def _in_conflict(path: Path) -> None:
    data = path.with_name("base")
    shutil.copy(path, data)
    _by_hand(data, TASK, "By hand")
    _by_hand(data, OTHER, "Harmless")
    _in_session(path, TASK, "In a session")
    path.write_bytes(data.read_bytes())


async def test_a_change_by_hand_is_shown_and_taken_in(filled: Path) -> None:
    _by_hand(filled, TASK, "By hand")
    async with _on(filled) as stage:
        assert "read-only (: Adopt ends it)" in stage.head
        await _adopt(stage)
        assert "By hand" in stage.text
        await stage.press("enter")
        await stage.until(lambda: stage.session.read_only == "")
        assert stage.session.workspace.tasks[TASK].title == "By hand"
    assert _title(filled, TASK) == "By hand"


@pytest.mark.parametrize(("key", "title"), [("m", "By hand"), ("t", "In a session")])
async def test_of_several_fields_the_harmless_is_taken_and_a_card_asks_for_the_rest(
    filled: Path, key: str, title: str
) -> None:
    _in_conflict(filled)
    async with _on(filled) as stage:
        await _adopt(stage)
        await _cards(stage)
        assert "in the file" in stage.text
        assert "take the file's" in stage.text
        assert "keep the store's" in stage.text
        assert "In a session" in stage.text
        await stage.press(key)
        await stage.until(lambda: stage.session.read_only == "")
    assert (_title(filled, TASK), _title(filled, OTHER)) == (title, "Harmless")


async def test_a_third_value_can_be_typed(filled: Path) -> None:
    _in_conflict(filled)
    async with _on(filled) as stage:
        await _adopt(stage)
        await _cards(stage)
        await stage.press("e", "ctrl+u")
        await stage.type("Third\n")
        await stage.until(lambda: stage.session.read_only == "")
    assert _title(filled, TASK) == "Third"


async def test_what_is_left_for_later_waits_and_is_asked_again(filled: Path) -> None:
    _in_conflict(filled)
    async with _on(filled) as stage:
        await _adopt(stage)
        await _cards(stage)
        await stage.press("q")
        await stage.until(lambda: "1 to decide" in stage.foot)
        assert stage.session.workspace.tasks[OTHER].title == "Harmless"
        assert "`pmtui adopt`" in stage.session.read_only
        await _adopt(stage)
        await _cards(stage)
        await stage.press("T")
        await stage.until(lambda: stage.session.read_only == "")
    assert (_title(filled, TASK), _title(filled, OTHER)) == ("In a session", "Harmless")


async def test_a_file_that_cannot_be_read_can_only_be_discarded(filled: Path) -> None:
    before = _title(filled, TASK)
    _spoil(filled)
    async with _on(filled) as stage:
        await _adopt(stage)
        await stage.press("enter")
        assert isinstance(stage.app.screen, AdoptScreen)
        await stage.press("d", "d")
        await stage.until(lambda: stage.session.read_only == "")
    assert _title(filled, TASK) == before


async def test_where_nothing_was_changed_it_says_so(filled: Path) -> None:
    async with _on(filled) as stage:
        await stage.press(":")
        await stage.type("Adopt\n")
        await stage.until(lambda: "nothing was changed outside" in stage.foot)
