"""This file tests help and commands: lists that narrow as one types, and run."""

from datetime import date

import pytest
from textual.events import Key

from pmtui.model.changes.ops import apply, create
from pmtui.tui.commands.help_and_palette import HelpScreen
from pmtui.tui.screens.picker import PickerScreen
from pmtui.views.catalogue import SIGNS
from tests.model.recurring.made import a_recurrence
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, found, started


async def opened(stage: Stage, key: str) -> None:
    """Open a list and wait until it takes an answer."""
    await stage.press(key)
    assert isinstance(stage.app.screen, PickerScreen)
    await stage.pilot.pause(0.25)


async def test_help_lists_the_keys_of_the_place_and_runs_one() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "question_mark")
        assert found(stage.lines, "Keys and signs in the board") != ""
        await stage.type("card right")
        line = found(stage.lines, "Move card right")
        assert "L shift+right" in line
        await stage.press("enter")
        assert not isinstance(stage.app.screen, PickerScreen)
        assert stage.column_of("T-1") == "Ready"


async def test_help_finds_an_action_by_its_key() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "question_mark")
        await stage.type("zoo")
        assert "nothing of that name" in stage.text
        await stage.press("ctrl+u")
        await stage.type("L")
        rows = stage.lines[stage.lines.index(found(stage.lines, "what")) + 1 :]
        assert "Move card right" in rows[0]


async def test_help_lists_only_keys_that_hold_here() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await opened(stage, "question_mark")
        await stage.type("escalate")
        assert found(stage.lines, "Hands a risk") != ""
        await stage.press("ctrl+u")
        await stage.type("card right")
        assert "nothing of that name" in stage.text


async def test_what_is_not_possible_now_is_told_with_the_reason() -> None:
    async with started(a_portfolio(), Start(scope="O-1")) as stage:
        await opened(stage, "question_mark")
        await stage.type("move card right")
        assert found(stage.lines, "no card under the cursor") != ""


@pytest.mark.parametrize("view", ["overview", "board", "roadmap", "risks"])
async def test_help_says_what_the_signs_of_the_place_mean_and_runs_none(view: str) -> None:
    async with started(a_portfolio(), Start(view=view, size=(160, 60))) as stage:
        await opened(stage, "question_mark")
        sign, meaning = SIGNS[view][0]
        await stage.type(meaning[:-1])
        assert sign in found(stage.lines, meaning)
        revision = stage.workspace.revision
        await stage.press("enter")
        assert isinstance(stage.app.screen, HelpScreen)
        assert stage.workspace.revision == revision


async def test_escape_closes_and_runs_nothing() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "question_mark")
        await stage.press("escape")
        assert not isinstance(stage.app.screen, PickerScreen)
        assert stage.workspace.revision == 1
        await stage.press("j")
        assert stage.cursor == "T-2"


async def test_commands_are_found_by_name_with_or_without_a_key() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "colon")
        await stage.type("complete")
        await stage.press("enter")
        assert stage.column_of("T-1") == "Done"


async def test_a_command_without_a_key_is_shown_once_while_its_words_are_typed() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "colon")
        await stage.type("copy T-2 fri")
        assert sum("Copy with all below" in line for line in stage.lines) == 1


async def test_a_template_is_kept_and_used_by_typed_lines_and_its_names_are_completed() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "colon")
        await stage.type("template T-2 A card")
        await stage.press("enter")
        await stage.until(lambda: "is a template of T-2: 1 task" in "".join(stage.lines[-2:]))
        await opened(stage, "colon")
        await stage.type("new from tp")
        await stage.press("tab")
        await stage.type(" start 2027-03-01 into P-2")
        await stage.press("enter")
        await stage.until(lambda: "A card is made from TP-1" in "".join(stage.lines[-2:]))


async def test_a_command_that_needs_more_asks_for_it() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "ctrl+p")
        await stage.type("move to column")
        await stage.press("enter")
        await stage.until(lambda: "column" in stage.line)
        await stage.type("review\n")
        assert stage.column_of("T-1") == "Review"


async def test_keys_typed_before_a_list_opened_choose_nothing_in_it() -> None:
    async with started(a_portfolio()) as stage:
        stage.app.post_message(Key("question_mark", "?"))
        stage.app.post_message(Key("enter", "\r"))
        await stage.settle()
        assert isinstance(stage.app.screen, PickerScreen)
        assert stage.workspace.revision == 1


async def test_the_list_is_walked_by_arrows() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, "question_mark")
        await stage.type("cursor.")
        await stage.press("down", "down", "up", "enter")
        assert stage.cursor == "T-1"


async def test_an_occurrence_nobody_wrote_to_is_written_to_by_its_key() -> None:
    workspace = apply(a_portfolio(), (create("recurrences", a_recurrence()),))
    async with started(workspace) as stage:
        await opened(stage, "colon")
        await stage.type("set XR-120261207 due 2026-12-08")
        assert "nothing under the cursor" not in stage.text
        await stage.press("enter")
        row = stage.workspace.by_key("XR-120261207")
        assert row is not None
        assert getattr(row[1], "due", None) == date(2026, 12, 8)
