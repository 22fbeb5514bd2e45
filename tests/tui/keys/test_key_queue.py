"""This file tests keys that come in one piece: each acts where the one before it has led."""

import asyncio

import pytest
from textual.events import Key, Paste

from pmtui.tui.commands.help_and_palette import HelpScreen, PaletteScreen
from pmtui.tui.screens.explanation import ExplainScreen
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

TURNS = pytest.mark.parametrize("turns", [0, 1, 3, 10])
_ENTER, _ESCAPE = "\r", "\x1b"
_NAMES = {" ": "space", _ENTER: "enter", _ESCAPE: "escape", "?": "question_mark", ":": "colon"}


async def arrive(stage: Stage, keys: str, turns: int = 0) -> None:
    """Let keys come as a terminal sends them: nobody waits for what they do."""
    for key in keys:
        character = key if key.isprintable() or key == _ENTER else None
        stage.app.post_message(Key(_NAMES.get(key, key), character))
        for _ in range(turns):
            await asyncio.sleep(0)
    await stage.settle()
    await stage.settle()


@TURNS
async def test_what_is_typed_for_the_palette_does_nothing_to_the_board(turns: int) -> None:
    async with started(a_portfolio()) as stage:
        await arrive(stage, ":move Do", turns)
        assert isinstance(stage.app.screen, PaletteScreen)
        assert "move Do" in stage.text
        assert stage.workspace.revision == 1
        await arrive(stage, f"ing{_ENTER}", turns)
        assert stage.column_of("T-1") == "Doing"


@TURNS
async def test_a_whole_command_runs_and_the_keys_behind_it_act_on_the_board(turns: int) -> None:
    async with started(a_portfolio()) as stage:
        await arrive(stage, f":move Doing{_ENTER}2L", turns)
        assert len(stage.app.screen_stack) == 1
        assert stage.column_of("T-1") == "Review"


@TURNS
async def test_a_key_held_down_closes_one_dialog_and_then_acts_below(turns: int) -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        first = stage.cursor
        await stage.press("equals_sign")
        assert isinstance(stage.app.screen, ExplainScreen)
        await arrive(stage, "jj", turns)
        assert len(stage.app.screen_stack) == 1
        assert stage.cursor != first
        await stage.press("k")
        assert stage.cursor == first


@TURNS
async def test_leaving_a_list_twice_leaves_it_once(turns: int) -> None:
    async with started(a_portfolio()) as stage:
        await arrive(stage, f"?{_ESCAPE}{_ESCAPE}?", turns)
        assert isinstance(stage.app.screen, HelpScreen)
        assert len(stage.app.screen_stack) == 2


@TURNS
async def test_what_comes_behind_the_enter_of_a_line_is_not_lost(turns: int) -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await arrive(stage, f"First{_ENTER}aSecond{_ENTER}aThird{_ESCAPE}?", turns)
        assert stage.titled("tasks", "First").key == "T-22"
        assert stage.titled("tasks", "Second").key == "T-23"
        assert len(stage.workspace.tasks) == len(a_portfolio().tasks) + 2
        assert isinstance(stage.app.screen, HelpScreen)


async def test_a_paste_goes_into_the_line_that_the_keys_before_it_open() -> None:
    async with started(a_portfolio()) as stage:
        stage.app.post_message(Key("a", "a"))
        stage.app.post_message(Paste("Pasted"))
        stage.app.post_message(Key("enter", _ENTER))
        await stage.settle()
        assert stage.titled("tasks", "Pasted").key == "T-22"


async def test_keys_that_no_text_wants_do_nothing_while_one_is_typed() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a", "f5", "ctrl+z", "f1")
        assert len(stage.app.screen_stack) == 1
        await stage.type("Calm\n")
        assert stage.titled("tasks", "Calm").key == "T-22"
