"""This file starts the app on a workspace in memory, presses keys and reads the screen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Final, TypeVar, cast

import msgspec
from textual.events import Paste
from textual.pilot import Pilot
from textual.strip import Strip

from pmtui import clock
from pmtui.bootstrap.wiring import open_session
from pmtui.model.changes.ops import Commit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.resources import themes_directory
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.settings import Settings
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.main.main_screen import MainScreen
from pmtui.tui.navigation.location import Location
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.terminal.themes import ThemeChoice, choose_theme
from pmtui.tui.unsaved.draft_store import DraftStore
from tests.conftest import TODAY, id_of

Of = TypeVar("Of")
MOST_SECONDS: Final = 60.0
"""How long a test waits for what must happen; a busy machine is slow."""
_NAMES: Final = {" ": "space", "\n": "enter"}


class DatedSession(Session):
    """A session on the Monday of all tests, whatever day it is outside."""

    @property
    def today(self) -> date:
        """The Monday."""
        return TODAY


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """How the app is started."""

    size: tuple[int, int] = (120, 36)
    view: str = "board"
    scope: str = "P-1"
    """Key of the component to stand on; empty for the whole store."""
    login: str = "ann"
    theme: str = "pmtui-dark"
    themes: ThemeChoice | None = None
    """The themes there are; the shipped ones unless told otherwise."""
    read_only: str = ""
    draws_ascii: bool = False
    is_copy: bool = False
    notes: tuple[str, ...] = ()


class Stage:
    """A running app: keys go in, what it shows and what the session holds come out."""

    def __init__(self, app: PmtuiApp, pilot: Pilot[int], session: Session) -> None:
        self.app = app
        self.pilot = pilot
        self.session = session
        self.began = clock.monotonic()
        """When it was ready, for the stamps of what arrives."""

    @property
    def workspace(self) -> Workspace:
        """What the session holds now."""
        return self.session.workspace

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever lies over it."""
        return cast("MainScreen", self.app.screen_stack[0])

    @property
    def pane(self) -> Pane:
        """The pane that has the keys."""
        return self.main.active

    @property
    def cursor(self) -> str:
        """Key of the entity under the cursor; empty where there is none."""
        target = self.pane.target
        row = self.workspace.get(target.table, target.id) if target else None
        return row.key if row is not None else ""

    @property
    def lines(self) -> list[str]:
        """The screen on top, as plain text."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def strips(self) -> list[Strip]:
        """The screen on top, as it goes to the terminal."""
        return self.app.screen._compositor.render_strips()

    @property
    def text(self) -> str:
        """The screen on top, as one text."""
        return "\n".join(self.lines)

    @property
    def head(self) -> str:
        """The line above."""
        return self.lines[0]

    @property
    def foot(self) -> str:
        """The line below."""
        return self.lines[-1]

    @property
    def offered(self) -> str:
        """What can be chosen: the last lines, as many as there may be."""
        return "\n".join(self.lines[-3:])

    @property
    def echo(self) -> str:
        """What the text typed in the quick line means, as it is told above it."""
        return self.lines[-3]

    @property
    def line(self) -> str:
        """The quick line: what it asks, and the text typed so far."""
        return self.lines[-2]

    def task(self, key: str) -> Task:
        """A task by its key."""
        return self.workspace.tasks[id_of(key)]

    def column_of(self, key: str) -> str:
        """Name of the column a task is in."""
        return self.workspace.columns[self.task(key).column].name

    def titled(self, table: str, title: str) -> Entity:
        """The one entity of a table with a title."""
        found = [one for one in self.workspace.rows(table).values() if _title(one) == title]
        assert len(found) == 1, f"{len(found)} of {table} are called {title}"
        return found[0]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other; the screen has followed each."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, a key a character."""
        await self.pilot.press(*(_NAMES.get(mark, mark) for mark in text))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text into what has the focus."""
        assert self.app.focused is not None
        self.app.focused.post_message(Paste(text))
        await self.settle()

    async def answer(self, text: str) -> None:
        """Type a text in the place of what stands in the line, and press Enter."""
        await self.press("ctrl+u")
        await self.type(f"{text}\n")

    async def follow(self, key: str) -> None:
        """Put the cursor of the pane on an entity, as an action does when it is done."""
        assert self.pane.follow(id_of(key))
        await self.settle()

    async def settle(self) -> None:
        """Wait until every message is handled and every edit has its outcome."""
        await self.pilot.pause()
        await self.until(self.session.flushed().done)
        await self.until(lambda: self.session.is_saved)
        await self.until(lambda: not self.main.pane.is_waiting)
        await self.pilot.pause()

    async def rest(self) -> None:
        """Wait until what waits for the keys to rest has been shown."""
        await self.settle()
        await self.until(lambda: self.main._keys is not None)
        await self.until(lambda: self.main._resting is None)
        await self.settle()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        await until(holds)

    async def until_shown(self, words: str) -> None:
        """Wait until words are on the screen."""
        await self.until(lambda: words in self.text)


@asynccontextmanager
async def started(
    workspace: Workspace,
    start: Start | None = None,
    log: list[Commit] | None = None,
    *,
    store: MemoryStore | None = None,
    drafts: DraftStore | None = None,
) -> AsyncIterator[Stage]:
    """Run the app on a workspace.

    Args:
        workspace: what the store holds at first.
        start: size, place and manner.
        log: commits shared with other stores of the same workspace.
        store: what to run on instead, such as one whose disk fails.
        drafts: where unsaved edits are kept; in memory unless told otherwise.
    """
    how = start or Start()
    store = store or MemoryStore(workspace, log)
    store.read_only = how.read_only
    session = DatedSession(store, Author(0, how.login))
    app = PmtuiApp(
        session,
        Settings(),
        how.themes or choose_theme([themes_directory()], how.theme, {}),
        how.notes,
        Location(scope=id_of(how.scope), view=how.view),
        drafts=drafts,
    )
    app.draws_ascii = how.draws_ascii
    app.is_copy = how.is_copy
    try:
        async with app.run_test(size=how.size) as pilot:
            stage = Stage(app, pilot, session)
            await stage.rest()
            yield stage
    finally:
        session.close()


@asynccontextmanager
async def on_disk(path: Path, *, view: str = "", scope: int = 0) -> AsyncIterator[Stage]:
    """Run the app on a store on disk."""
    session = open_session(str(path))
    themes = choose_theme([themes_directory()], "pmtui-dark", {})
    place = Location(scope=scope, view=view)
    app = PmtuiApp(session, Settings(), themes, (), place, drafts=DraftStore())
    try:
        async with app.run_test(size=(220, 30)) as pilot:
            stage = Stage(app, pilot, session)
            await stage.rest()
            yield stage
    finally:
        session.close()


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(MOST_SECONDS):
        while not holds():  # noqa: ASYNC110  (nobody announces it)
            await asyncio.sleep(0.01)


def found(lines: Sequence[str], words: str) -> str:
    """The first line with the words in it; empty where there is none."""
    return next((line for line in lines if words in line), "")


def _title(entity: Entity) -> str:
    names = ("title", "name", "text")
    return next((text for name in names if (text := str(getattr(entity, name, "")))), "")
