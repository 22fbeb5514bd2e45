"""This file tests that a paste is never keys: on no pane, in no line, with brackets or without."""

import asyncio
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from pmtui.tui.bursts import Burst, BurstParser, pasted_lines, reads_like_text
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.screens.help import PaletteScreen
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

THREE = "Call mason\rOrder sand\rBook crane\r"
ENDS = pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
PLACES = pytest.mark.parametrize("view", ["board", "roadmap", "risks", "log", "overview"])


async def read(stage: Stage, data: str) -> None:
    """Let characters come in one read, as the terminal's driver hands them on."""
    for event in BurstParser().feed(data):
        stage.app.post_message(event)
    await stage.settle()
    await stage.settle()


async def pasted(stage: Stage, text: str) -> None:
    """Paste with brackets onto what has no focus."""
    stage.app.post_message(Paste(text))
    await stage.settle()
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)


@PLACES
@ENDS
async def test_a_paste_on_a_pane_asks_and_does_nothing(view: str, end: str) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        await pasted(stage, THREE.replace("\r", end))
        assert "3 lines pasted" in stage.offered
        assert "add 3 tasks" in stage.offered
        await stage.press("escape")
        assert stage.workspace.revision == 1


@PLACES
async def test_a_text_without_brackets_on_a_pane_asks_and_does_nothing(view: str) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        await read(stage, THREE)
        assert "3 lines pasted" in stage.offered
        await read(stage, "nd\r")
        assert stage.workspace.revision == 1


@ENDS
async def test_lines_become_tasks_through_the_line_in_one_step(end: str) -> None:
    async with started(a_portfolio()) as stage:
        await pasted(stage, THREE.replace("\r", end))
        await stage.press("t")
        assert "Call mason⏎Order sand⏎Book crane" in stage.line
        assert "3 lines" in stage.echo
        assert stage.workspace.revision == 1
        await stage.press("enter")
        for title in ("Call mason", "Order sand", "Book crane"):
            assert stage.titled("tasks", title).component == id_of("P-1")
        assert stage.workspace.revision == 2
        await stage.press("u")
        assert len(stage.workspace.tasks) == len(a_portfolio().tasks)


async def test_lines_become_lines_of_the_notes() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-2")
        await pasted(stage, THREE)
        await stage.press("n")
        assert stage.task("T-2").notes == "Call mason\nOrder sand\nBook crane"


async def test_what_was_typed_after_all_can_be_taken_as_keys() -> None:
    async with started(a_portfolio()) as stage:
        await read(stage, "atBanner\r")
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("k")
        await stage.until(lambda: len(stage.workspace.tasks) > len(a_portfolio().tasks))
        assert stage.titled("tasks", "Banner").key == "T-22"


async def test_a_command_that_comes_in_one_read_is_obeyed() -> None:
    async with started(a_portfolio()) as stage:
        await read(stage, ":move Do")
        assert isinstance(stage.app.screen, PaletteScreen)
        await read(stage, "ing\r")
        assert stage.column_of("T-1") == "Doing"


async def test_a_text_is_no_choice_of_letters() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await read(stage, THREE)
        assert stage.workspace.revision == 1
        assert "a paste is none of these" in stage.offered
        await stage.press("t")
        assert "new task" in stage.line


async def test_a_title_keeps_to_one_line() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("e", "ctrl+u")
        await stage.paste("Call\rmason\r\n")
        assert "Call⏎mason" in stage.line
        assert stage.task("T-1").title == "Cookie banner"
        await stage.press("enter")
        assert stage.task("T-1").title == "Call mason"


@given(st.lists(st.text(string.ascii_letters + " ", min_size=3), min_size=1), st.sampled_from(
    ["\n", "\r", "\r\n"]))  # fmt: skip
def test_whatever_ends_lines_they_are_the_same(lines: list[str], end: str) -> None:
    assert pasted_lines(end.join(lines)) == [line.strip() for line in lines if line.strip()]


@given(st.text(string.ascii_letters + string.digits + " .,-", min_size=3), st.sampled_from("\r\n"))
def test_a_text_with_a_break_in_one_read_is_one_burst(text: str, end: str) -> None:
    (event,) = BurstParser().feed(text + end)
    assert isinstance(event, Burst)
    assert event.text == f"{text}\r"


@pytest.mark.parametrize("keys", ["j", "jj", "jjjjjjj", "gg\r", ":move Doing\r2L", "/owner:me\r"])
def test_keys_typed_ahead_stay_keys(keys: str) -> None:
    assert not reads_like_text(keys)
    assert all(isinstance(event, Key) for event in BurstParser().feed(keys))
