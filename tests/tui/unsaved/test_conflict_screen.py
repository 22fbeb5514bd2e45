"""This file tests the conflict card: somebody was faster, and the person decides by one key."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from pmtui.model.changes.ops import Commit, Ops, delete, edit
from pmtui.model.merging.outcome import Committed
from pmtui.session.ports import Author
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.unsaved.conflict_screen import ConflictScreen, side_lines
from pmtui.views.changes.conflict_card import Side
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import DatedSession, Stage, Start, started

T2 = id_of("T-2")


def of(stage: Stage, **fields: Any) -> Ops:
    """An edit of T-2 as it stands now."""
    return edit("tasks", stage.workspace.tasks[T2], **fields)


def by_bob(log: list[Commit], ops: Ops) -> None:
    """Bob writes something, wherever the other sessions are."""
    other = DatedSession(MemoryStore(a_portfolio(), log, uid=7), Author(7, "bob"))
    try:
        assert isinstance(other.submit(ops, "entity.set").wait(), Committed)
    finally:
        other.close()


@asynccontextmanager
async def disputed(
    mine: dict[str, Any], theirs: dict[str, Any], start: Start | None = None
) -> AsyncIterator[Stage]:
    """A stage on which bob was faster with fields of T-2."""
    log: list[Commit] = []
    async with started(a_portfolio(), start, log) as stage:
        await stage.follow("T-2")
        late, first = of(stage, **mine), of(stage, **theirs)
        by_bob(log, first)
        stage.session.submit(late, "entity.set")
        await asked(stage)
        yield stage


async def asked(stage: Stage) -> None:
    """Wait until the card is there and takes keys."""
    await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
    await stage.pilot.pause()


async def test_the_card_says_mine_theirs_before_who_and_when() -> None:
    async with disputed({"title": "Map of pages"}, {"title": "Page tree"}) as stage:
        text = stage.text
        assert "T-2 Page tree: title" in text
        for words in ("before", "Sitemap", "mine", "Map of pages", "theirs", "Page tree", "7, "):
            assert words in text


@pytest.mark.parametrize(("key", "title"), [("m", "Map of pages"), ("t", "Page tree")])
async def test_one_key_decides(key: str, title: str) -> None:
    async with disputed({"title": "Map of pages"}, {"title": "Page tree"}) as stage:
        await stage.press(key)
        await stage.settle()
        assert stage.task("T-2").title == title
        assert len(stage.app.drafts) == 0
        assert stage.main.is_current


async def test_a_third_value_can_be_typed_and_a_wrong_one_is_told() -> None:
    async with disputed({"priority": 1}, {"priority": 2}) as stage:
        await stage.press("e")
        await stage.answer("soon")
        assert "priority" in stage.text
        assert isinstance(stage.app.screen, ConflictScreen)
        await stage.answer("3")
        await stage.settle()
        assert stage.task("T-2").priority == 3


async def test_escape_leaves_the_line_before_the_card() -> None:
    async with disputed({"priority": 1}, {"priority": 2}) as stage:
        await stage.press("e", "escape")
        assert isinstance(stage.app.screen, ConflictScreen)
        await stage.press("escape")
        assert stage.main.is_current
        assert "kept as a draft" in stage.foot


async def test_both_long_texts_can_be_kept() -> None:
    async with disputed({"notes": "Mine."}, {"notes": "Theirs."}) as stage:
        await stage.press("b")
        await stage.settle()
        assert stage.task("T-2").notes == "Theirs.\n\nMine."


async def test_several_are_walked_one_by_one() -> None:
    mine, theirs = {"title": "A", "priority": 1}, {"title": "B", "priority": 2}
    async with disputed(mine, theirs) as stage:
        assert "(1 of 2)" in stage.text
        await stage.press("m")
        assert "(2 of 2)" in stage.text
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("t")
        await stage.settle()
        task = stage.task("T-2")
        assert sorted((task.title, str(task.priority))) in (["1", "B"], ["2", "A"])


@pytest.mark.parametrize(("key", "title"), [("M", "A"), ("T", "B")])
async def test_several_are_answered_by_one_capital(key: str, title: str) -> None:
    mine, theirs = {"title": "A", "priority": 1}, {"title": "B", "priority": 2}
    async with disputed(mine, theirs) as stage:
        await stage.press(key)
        await stage.settle()
        assert stage.task("T-2").title == title


async def test_a_key_typed_before_the_card_was_there_decides_nothing() -> None:
    log: list[Commit] = []
    async with started(a_portfolio(), log=log) as stage:
        late, first = of(stage, title="A"), of(stage, title="B")
        by_bob(log, first)
        stage.session.submit(late, "entity.set")
        await stage.until(lambda: isinstance(stage.app.screen, ConflictScreen))
        await stage.pilot.press("m")
        assert isinstance(stage.app.screen, ConflictScreen)


async def test_a_row_that_was_taken_away_comes_back_with_mine() -> None:
    log: list[Commit] = []
    async with started(a_portfolio(), log=log) as stage:
        row = stage.workspace.tasks[T2]
        by_bob(log, (delete("tasks", row),))
        stage.session.submit(edit("tasks", row, title="Map"), "entity.set")
        await asked(stage)
        assert "somebody took away what you edited" in stage.text
        await stage.press("m")
        await stage.until(lambda: T2 in stage.workspace.tasks)
        assert (stage.task("T-2").title, stage.task("T-2").key) == ("Map", "T-2")


async def test_an_undo_over_which_somebody_wrote_asks_and_then_goes_on() -> None:
    log: list[Commit] = []
    async with started(a_portfolio(), log=log) as stage:
        for title in ("First", "Second"):
            await stage.until(lambda: stage.session.is_saved)
            stage.session.submit(of(stage, title=title), "entity.set").wait()
        by_bob(log, of(stage, title="Theirs"))
        await stage.until(lambda: stage.task("T-2").title == "Theirs")
        await stage.press("u")
        await asked(stage)
        assert "undo" in stage.text
        await stage.press("t")
        assert stage.task("T-2").title == "Theirs"
        await stage.press("u")
        await asked(stage)
        assert "First" in stage.text
        await stage.press("m")
        await stage.until(lambda: stage.task("T-2").title == "Sitemap")


async def test_while_a_line_is_open_the_card_waits_and_the_text_stays() -> None:
    log: list[Commit] = []
    async with started(a_portfolio(), log=log) as stage:
        late, first = of(stage, title="A"), of(stage, title="B")
        await stage.press("a")
        await stage.type("Half a th")
        by_bob(log, first)
        stage.session.submit(late, "entity.set")
        await stage.until(lambda: len(stage.app.drafts) == 1)
        await stage.type("ought\n")
        assert stage.titled("tasks", "Half a thought").key == "T-22"
        assert "1 not saved: D" in stage.head
        await stage.press("D")
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("enter")
        await asked(stage)
        await stage.press("m")
        await stage.until(lambda: stage.task("T-2").title == "A")


async def test_what_data_says_is_not_obeyed() -> None:
    async with disputed({"title": "[b]A\x1b[2J"}, {"title": "[/B"}) as stage:
        assert "[b]A␛[2J" in stage.text
        assert "[/B" in stage.text


@pytest.mark.parametrize("width", [60, 92])
def test_no_side_is_wider_than_the_card(width: int) -> None:
    sides = (Side("mine", "word " * 80, "you"), Side("theirs", "x" * 200, "somebody, 14:02"))
    lines = list(side_lines(sides, width))
    assert max(map(len, lines)) <= width
    assert len(lines) <= 10
