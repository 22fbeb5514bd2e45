"""This file tests what becomes of edits that were not saved: told, kept, tried again, let go."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from pmtui.model.changes.ops import Ops, edit
from pmtui.model.merging.outcome import Draft, InDoubt, Outcome, Rejected, Settle
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.unsaved.draft_list import DraftsScreen
from pmtui.tui.unsaved.draft_store import DraftStore, TypedDraft, drafts_of
from pmtui.tui.unsaved.unsaved_edits import reason_text
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, started

NO_SPACE = Rejected("nothing was written: No space left on device")


class FailingStore(MemoryStore):
    """A store whose disk takes nothing while it fails."""

    failure: Outcome | None = NO_SPACE

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """What the disk says."""
        if self.failure is not None:
            return self.failure
        return super().commit(draft, settle)


def a_full_disk(failure: Outcome = NO_SPACE) -> FailingStore:
    """A store on a disk that takes nothing."""
    store = FailingStore(a_portfolio())
    store.failure = failure
    return store


def of(stage: Stage, key: str, **fields: Any) -> Ops:
    """An edit of a task as it stands now."""
    return edit("tasks", stage.task(key), **fields)


def files(folder: Path) -> list[Path]:
    """The files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def listed(stage: Stage) -> None:
    """Open the list of drafts and wait until it takes keys."""
    await stage.press("D")
    assert isinstance(stage.app.screen, DraftsScreen)
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)


async def test_a_full_disk_is_told_and_the_edit_is_kept() -> None:
    async with started(a_portfolio(), store=a_full_disk()) as stage:
        await stage.press("L")
        assert "not saved: no space on the disk; kept as a draft, D tries again" in stage.foot
        assert stage.column_of("T-1") == "Backlog"
        await stage.press("j")
        assert "1 not saved: D" in stage.head


async def test_all_of_it_is_saved_once_there_is_space() -> None:
    store = a_full_disk()
    async with started(a_portfolio(), store=store) as stage:
        await stage.press("a")
        await stage.type("Banner\n")
        await stage.follow("T-1")
        await stage.press("L")
        assert "2 not saved: D" in stage.head
        await listed(stage)
        assert "added task Banner" in stage.text
        assert "no space on the disk" in stage.text
        store.failure = None
        await stage.press("A")
        await stage.until(lambda: not len(stage.app.drafts))
        assert stage.titled("tasks", "Banner").key == "T-22"
        assert stage.column_of("T-1") == "Ready"
        await stage.settle()
        assert "not saved" not in stage.head


async def test_one_that_is_applied_while_the_disk_is_full_stays() -> None:
    async with started(a_portfolio(), store=a_full_disk()) as stage:
        await stage.press("L")
        await listed(stage)
        await stage.press("enter")
        await stage.settle()
        assert len(stage.app.drafts) == 1
        assert "not saved: no space" in stage.foot


async def test_throwing_away_is_asked_twice() -> None:
    async with started(a_portfolio(), store=a_full_disk()) as stage:
        await stage.press("L")
        await listed(stage)
        await stage.press("x")
        assert "x again throws it away" in stage.text
        await stage.press("j", "x")
        assert len(stage.app.drafts) == 1
        await stage.press("x")
        assert len(stage.app.drafts) == 0
        assert stage.column_of("T-1") == "Backlog"


async def test_where_everything_is_saved_there_is_nothing_to_look_at() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("D")
        assert "everything is saved" in stage.foot


async def test_a_disk_that_does_not_say_is_told_as_a_doubt() -> None:
    async with started(a_portfolio(), store=a_full_disk(InDoubt("x", "no answer"))) as stage:
        await stage.press("L")
        assert "perhaps not saved: no answer" in stage.foot
        assert len(stage.app.drafts) == 1


async def test_what_earlier_sessions_left_is_offered_and_applied(tmp_path: Path) -> None:
    task = a_portfolio().tasks[id_of("T-2")]
    left = Draft("old-1", edit("tasks", task, title="Map"), "entity.set", "old")
    drafts_of(tmp_path, "memory").keep_edit(left, "no space")
    async with started(a_portfolio(), drafts=drafts_of(tmp_path, "memory")) as stage:
        assert "1 draft from before: D looks at it" in stage.foot
        await listed(stage)
        assert "set title of T-2 to Map" in stage.text
        await stage.press("enter")
        await stage.until(lambda: stage.task("T-2").title == "Map")
        await stage.settle()
        assert files(tmp_path) == []
        await stage.press("u")
        await stage.until(lambda: stage.task("T-2").title == "Sitemap")


async def test_a_draft_of_what_is_so_already_goes_without_a_word_of_loss(tmp_path: Path) -> None:
    task = a_portfolio().tasks[id_of("T-2")]
    drafts = drafts_of(tmp_path, "memory")
    drafts.keep_edit(Draft("o-1", edit("tasks", task, title="Map"), "entity.set", "o"), "")
    async with started(a_portfolio(), drafts=drafts) as stage:
        stage.session.submit(of(stage, "T-2", title="Map"), "entity.set").wait()
        await listed(stage)
        await stage.press("enter")
        await stage.until(lambda: not len(stage.app.drafts))
        await stage.settle()
        assert "it is so already" in stage.foot


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        (
            TypedDraft("new task", "Write !2", "entity.add", {"kind": "task"}, scope=id_of("P-2")),
            "new task: Write !2",
        ),
        (
            TypedDraft("T-5 due", "+3d", "entity.set", {"field": "due"}, ("tasks", id_of("T-5")),
                  id_of("P-1"), "risks"),
            "T-5 due: +3d",
        ),
    ],
)  # fmt: skip
async def test_a_text_is_taken_up_where_it_was_typed(typed: TypedDraft, asks: str) -> None:
    drafts = DraftStore()
    drafts.keep_typed("line-1", typed, "the terminal closed")
    async with started(a_portfolio(), drafts=drafts) as stage:
        await listed(stage)
        assert typed.text in stage.text
        await stage.press("enter")
        assert asks in stage.line
        await stage.press("enter")
        await stage.settle()
        assert len(drafts) == 0
        assert stage.main.trail.now.scope == typed.scope
        if typed.target:
            assert str(stage.task("T-5").due) == "2026-11-23"  # three days after the day it had
        else:
            assert stage.titled("tasks", "Write").component == id_of("P-2")


async def test_an_action_of_another_version_gives_the_text_back() -> None:
    drafts = DraftStore()
    drafts.keep_typed("line-1", TypedDraft("?", "my words", "entity.unknown"), "")
    async with started(a_portfolio(), drafts=drafts) as stage:
        await listed(stage)
        await stage.press("enter")
        assert "my words" in stage.foot


def test_reasons_are_told_in_words_of_people() -> None:
    assert reason_text("nothing was written: Disk quota exceeded") == "your disk quota is used up"
    assert reason_text("nothing was written: the wind") == "the wind"
    assert reason_text("P-1 would lie in itself") == "P-1 would lie in itself"
