"""This file tests what a person sees of others: told in words, moving nothing of theirs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from pmtui.model.changes.ops import Commit, Ops, edit
from pmtui.model.merging.outcome import Committed
from pmtui.session.ports import Author
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import id_of
from tests.tui.sample import a_large_project, a_portfolio
from tests.tui.stage import DatedSession, Stage, Start, started


class Others:
    """Somebody else on the same store."""

    def __init__(self, session: DatedSession) -> None:
        self.session = session

    def set(self, table: str, key: str, **fields: Any) -> None:
        """Set fields of an entity, and wait until it is kept."""
        row = self.session.workspace.rows(table)[id_of(key)]
        self.write(edit(table, row, **fields))

    def write(self, ops: Ops) -> None:
        """Commit ops."""
        assert isinstance(self.session.submit(ops, "entity.set").wait(), Committed)


@asynccontextmanager
async def with_bob(start: Start | None = None, *, is_large: bool = False) -> AsyncIterator[Any]:
    """A stage, and bob who has the store open as well."""
    log: list[Commit] = []
    workspace = a_large_project(200) if is_large else a_portfolio()
    other = DatedSession(MemoryStore(workspace, log, uid=7), Author(7, "bob"))
    try:
        async with started(workspace, start, log) as stage:
            yield stage, Others(other)
    finally:
        other.close()


async def told(stage: Stage, words: str) -> None:
    """Wait until the foot says something."""
    await stage.until(lambda: words in stage.foot)


async def test_an_edit_of_somebody_is_told_in_words() -> None:
    async with with_bob() as (stage, bob):
        bob.set("tasks", "T-4", due=date(2026, 12, 4))
        await told(stage, "7 set due of T-4 to Fri 4 Dec")


async def test_a_burst_is_told_as_one() -> None:
    async with with_bob() as (stage, bob):
        for priority in (1, 2, 3):
            bob.set("tasks", "T-4", priority=priority)
        await told(stage, "7: 3 edits, the last set priority of T-4 to 3")


async def test_while_letters_are_shown_nothing_takes_their_place() -> None:
    async with with_bob() as (stage, bob):
        await stage.press("s")
        strip = stage.foot
        bob.set("tasks", "T-4", priority=1)
        await stage.until(lambda: stage.task("T-4").priority == 1)
        await stage.settle()
        assert stage.foot == strip


async def test_an_open_line_keeps_its_text_and_its_question() -> None:
    async with with_bob() as (stage, bob):
        await stage.follow("T-5")
        await stage.press("s", "d")
        await stage.press("ctrl+u")
        await stage.type("fri")
        bob.set("tasks", "T-5", priority=2)
        await stage.until(lambda: stage.task("T-5").priority == 2)
        assert "T-5 due: fri" in stage.line
        await stage.press("enter")
        await stage.settle()
        assert stage.task("T-5").due == date(2026, 11, 27)


async def test_nothing_is_sorted_anew_under_the_cursor_until_the_person_acts() -> None:
    async with with_bob(Start(view="risks", size=(120, 36))) as (stage, bob):
        await stage.follow("R-3")
        row = next(at for at, line in enumerate(stage.lines) if "R-3" in line)
        bob.set("risks", "R-3", probability=5, impact_cost=5)
        await stage.until(lambda: "25" in stage.lines[row])
        await asyncio.sleep(0.3)
        await stage.rest()
        assert "R-3" in stage.lines[row]
        assert stage.cursor == "R-3"
        await stage.press("4")
        assert "R-3" not in stage.lines[row]
        assert stage.cursor == "R-3"


async def test_the_scroll_stays_with_the_cursor_when_rows_come_above() -> None:
    async with with_bob(Start(view="risks", size=(80, 24)), is_large=True) as (stage, bob):
        await stage.press("G", "k", "k", "k")
        key = stage.cursor
        at = next(at for at, line in enumerate(stage.lines) if f"{key} " in line)
        bob.set("risks", "R-0", archived=True)
        bob.set("risks", "R-5", title="Other words")
        await stage.until(lambda: "Other words" in str(stage.workspace.risks[id_of("R-5")].title))
        await stage.rest()
        assert stage.cursor == key
        assert f"{key} " in stage.lines[at]


async def test_a_detail_keeps_its_line() -> None:
    async with with_bob(Start(size=(120, 36))) as (stage, bob):
        await stage.follow("T-5")
        await stage.press("enter", "j", "j", "j")
        field = stage.pane.field
        bob.set("tasks", "T-5", title="Check out")
        await stage.until(lambda: "Check out" in stage.text)
        assert stage.pane.field == field


async def test_read_only_is_said_and_returns_by_itself() -> None:
    store = MemoryStore(a_portfolio())
    async with started(a_portfolio(), store=store) as stage:
        store.read_only = "no write permission"
        await stage.until(lambda: "read-only: no write permission" in stage.head)
        assert "what you see stays" in stage.foot
        store.read_only = ""
        await stage.until(lambda: "saved r1" in stage.head)
        assert "can be written again" in stage.foot


async def test_what_the_store_has_to_say_stands_above() -> None:
    store = MemoryStore(a_portfolio())
    async with started(a_portfolio(), store=store) as stage:
        store.notice = "no lock: commits go on without a queue"
        await stage.until(lambda: "no lock" in stage.head)


async def test_who_else_is_here_stands_above() -> None:
    store = MemoryStore(a_portfolio())
    async with started(a_portfolio(), store=store) as stage:
        stage.session.attend(Guests())
        await stage.until(lambda: "here: bob, cid" in stage.head)


class Guest:
    """Another session."""

    def __init__(self, login: str) -> None:
        self.uid, self.login, self.is_verified = 7, login, True


class Guests:
    """Two who are here."""

    def beat(self, where: str = "") -> bool:  # noqa: ARG002
        """Nothing to write."""
        return False

    def others(self) -> tuple[Guest, ...]:
        """Who is here."""
        return (Guest("bob"), Guest("cid"))

    def leave(self) -> None:
        """Nothing to take away."""
