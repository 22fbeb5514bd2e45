"""This file tests going back in time: every view as it was, no edit, what changed since."""

import asyncio
from typing import Any

import pytest

from pmtui.model.changes.ops import edit
from pmtui.tui.screens.adopt_changes import ChangesScreen
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started


def write(stage: Stage, key: str, **fields: Any) -> None:
    """Commit fields of a task."""
    stage.session.submit(edit("tasks", stage.task(key), **fields), "entity.set").wait()


async def back_to(stage: Stage, moment: str) -> None:
    """Show the store as of a moment."""
    await stage.press("at")
    await stage.type(f"{moment}\n")
    await stage.until(lambda: stage.main.as_of is not None)
    await stage.settle()


async def test_every_view_shows_what_was_and_says_so() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        write(stage, "T-2", title="Pages")
        await back_to(stage, "r1")
        assert "as of " in stage.head
        assert "r1" in stage.head
        for key in ("2", "1", "4", "8", "2"):
            await stage.press(key)
            assert "as of " in stage.head
            assert "Pages" not in stage.text
        await stage.until(lambda: "Sitemap" in stage.text)


@pytest.mark.parametrize("key", ["at", "escape", "q"])
async def test_one_key_comes_back_to_now(key: str) -> None:
    async with started(a_portfolio()) as stage:
        write(stage, "T-2", title="Pages")
        await back_to(stage, "r1")
        await stage.press(key)
        assert stage.main.as_of is None
        assert "as of" not in stage.head
        assert "Pages" in stage.text


@pytest.mark.parametrize("keys", [("L",), ("s", "p"), ("a",), ("u",), ("U",), ("c",), ("D",)])
async def test_nothing_is_edited_there_and_the_reason_is_told(keys: tuple[str, ...]) -> None:
    async with started(a_portfolio()) as stage:
        write(stage, "T-2", title="Pages")
        await back_to(stage, "r1")
        await stage.press(*keys[:1])
        assert "nothing is edited as of" in stage.foot
        assert "@ comes back to now" in stage.foot
        assert stage.workspace.revision == 2


async def test_a_field_of_the_detail_is_read_there_and_not_edited() -> None:
    async with started(a_portfolio()) as stage:
        write(stage, "T-1", title="Cookie notice")
        await back_to(stage, "r1")
        await stage.press("enter", "j")
        assert "Cookie banner" in stage.text
        await stage.press("enter")
        assert "nothing is edited" in stage.foot


async def test_news_of_now_does_not_move_the_past() -> None:
    async with started(a_portfolio()) as stage:
        write(stage, "T-2", title="One")
        await back_to(stage, "r1")
        write(stage, "T-2", title="Two")
        await stage.rest()
        assert "Sitemap" in stage.text
        assert "saved r3" in stage.head


@pytest.mark.parametrize(("text", "said"), [("r99", "no revision 99"), ("blurb", "'blurb'")])
async def test_a_moment_that_is_not_there_is_told(text: str, said: str) -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("at")
        await stage.type(f"{text}\n")
        await stage.until(lambda: said in stage.text)
        assert stage.main.as_of is None


async def test_what_changed_since_is_listed_and_leads_to_it() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        write(stage, "T-2", title="Pages")
        await back_to(stage, "r1")
        await stage.press("C")
        await stage.until(lambda: isinstance(stage.app.screen, ChangesScreen))
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        assert "changed since" in stage.text
        assert "Pages" in stage.text
        await stage.press("enter")
        assert stage.pane.context == "detail"


async def test_from_now_it_asks_since_when() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        write(stage, "T-2", title="Pages")
        await stage.press("C")
        assert "changes since" in stage.line
        await stage.type("r1\n")
        await stage.until(lambda: isinstance(stage.app.screen, ChangesScreen))
        await stage.until(lambda: "Pages" in stage.text)
        await stage.press("q")
        assert stage.main.is_current


async def test_what_changed_names_who_changed_it_and_what_followed_from_it() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        write(stage, "T-2", title="Pages")
        await stage.press("C")
        await stage.type("r1\n")
        await stage.until(lambda: isinstance(stage.app.screen, ChangesScreen))
        await stage.until(lambda: "Pages · r2 " in stage.text)


async def test_my_day_lists_what_is_due_and_leads_to_it() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        await stage.type(":day\n")
        await stage.until(lambda: isinstance(stage.app.screen, ChangesScreen))
        await stage.until(lambda: "my day" in stage.text)
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        assert "Content model" in stage.text
        await stage.press("enter")
        assert stage.pane.context == "detail"
