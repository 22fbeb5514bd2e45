"""This file tests `:`: commands with typed arguments, their completions, what is wrong."""

from pathlib import Path

import pytest

from pmtui.tui.screens.picker import PickerScreen
from tests.conftest import id_of
from tests.tui.sample import a_portfolio, day
from tests.tui.stage import Stage, Start, found, started


async def typed(stage: Stage, text: str) -> None:
    """Open the palette and type."""
    await stage.press("colon")
    await stage.pilot.pause(0.25)
    await stage.type(text)


def unframed(stage: Stage) -> str:
    """What is written in the dialog, its lines joined."""
    words = " ".join(" ".join(line.split("│")[1:-1]) for line in stage.lines)
    return " ".join(words.split())


async def test_a_command_takes_what_is_typed_behind_it() -> None:
    async with started(a_portfolio()) as stage:
        await typed(stage, "set due fri")
        assert "T-1: due = Fri" in stage.text
        await stage.press("enter")
        assert stage.task("T-1").due == day(4)


async def test_a_key_names_another_target_and_a_task_moves_to_a_column() -> None:
    async with started(a_portfolio()) as stage:
        await typed(stage, "move T-3 Doing\n")
        assert stage.column_of("T-3") == "Doing"
        assert stage.column_of("T-1") == "Backlog"


async def test_marks_are_what_a_command_works_on() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("space", "space")
        await typed(stage, "set priority 2")
        assert "2 marked: priority = " in stage.text
        await stage.press("enter")
        assert [stage.task(key).priority for key in ("T-1", "T-2")] == [2, 2]


async def test_tab_completes_the_command_the_field_and_its_value() -> None:
    async with started(a_portfolio()) as stage:
        await typed(stage, "assig")
        await stage.press("tab")
        await stage.type("bo")
        await stage.press("tab", "enter")
        rows = stage.workspace.rows("assignments").values()
        assert [(one.task, one.person) for one in rows] == [(id_of("T-1"), id_of("H-2"))]  # type: ignore[attr-defined]


async def test_enter_on_a_line_that_cannot_run_says_the_whole_reason_and_keeps_the_line() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        await typed(stage, "set due someday")
        reason = "T-1: due: 'someday' is not a date; write fri, +3d, 1 dec, 2026-12-01, w48 or eom"
        assert reason not in unframed(stage)
        await stage.press("enter")
        assert reason in unframed(stage)
        await stage.press("backspace")
        assert reason not in unframed(stage)
        assert "set due someda" in stage.text


async def test_an_unknown_word_is_one_clear_line_and_changes_nothing() -> None:
    async with started(a_portfolio()) as stage:
        revision = stage.workspace.revision
        await typed(stage, "set colour red")
        assert "a task has no field 'colour'" in stage.text
        await stage.press("enter")
        assert isinstance(stage.app.screen, PickerScreen)
        await stage.press("ctrl+u")
        await stage.type("frobnicate now")
        assert "nothing of that name" in stage.text
        await stage.press("enter", "escape")
        assert stage.workspace.revision == revision


async def test_what_was_not_typed_is_asked_for() -> None:
    async with started(a_portfolio()) as stage:
        await typed(stage, "link\n")
        assert "waits for" in stage.line
        await stage.answer("T-5")
        assert stage.workspace.rows("links")


async def test_a_filter_can_be_typed_as_a_command() -> None:
    async with started(a_portfolio()) as stage:
        await typed(stage, "filter owner:bob\n")
        assert "/owner:bob" in stage.head
        assert "Sitemap" not in stage.text


async def test_help_by_words_still_finds_actions_whose_first_word_is_a_verb() -> None:
    async with started(a_portfolio()) as stage:
        await typed(stage, "move card")
        assert found(stage.lines, "Move card right") != ""


async def test_hostile_text_is_shown_and_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with started(a_portfolio()) as stage:
        await typed(stage, "set title [red]x[/red]")
        await stage.press("enter")
        assert stage.task("T-1").title == "[red]x[/red]"
