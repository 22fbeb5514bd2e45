"""This file tests that a paste is never keys: on no pane, in no line, with brackets or without.

What arrives goes the way of the terminal's driver, with the stamps that the test gives it.
PMTUI_TRIES says how many texts are pasted and how many key scripts are played.
"""

import ast
import asyncio
import os
import random
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.events import Key
from textual.message import Message

from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.commands.help_and_palette import PaletteScreen
from pmtui.tui.keys.key_bursts import (
    QUIET_SECONDS,
    Burst,
    BurstParser,
    overflows,
    pasted_lines,
    reads_like_text,
)
from pmtui.tui.keys.keymap import keymap
from pmtui.tui.keys.typed_keys import textual_name
from pmtui.tui.screens.explanation import ExplainScreen
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

THREE = "Call mason\rOrder sand\rBook crane\r"
ENDS = pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
VIEWS: Final = ("board", "roadmap", "risks", "log", "overview")
PLACES = pytest.mark.parametrize("view", VIEWS)
TRIES: Final = int(os.environ.get("PMTUI_TRIES", "0")) or 12
MOVING: Final = keymap().moving
LATER: Final = 3600.0
"""Seconds after which no key can be the rest of a paste."""
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is slow."""
_CODES: Final = {
    "space": " ", "enter": "\r", "tab": "\t", "down": "\x1b[B", "up": "\x1b[A", "end": "\x1b[F",
    "backspace": "\x7f", "shift+tab": "\x1b[Z",
}  # fmt: skip
"""What a terminal sends for keys that are no character."""


async def read(stage: Stage, data: str, after: float = 0.0) -> None:
    """Let characters come in one read, on the way on which a terminal's driver hands them on.

    Args:
        stage: whose terminal it is.
        data: the characters.
        after: seconds after the stage was ready at which they arrive, as their stamps say.
    """
    await arrive(stage, list(BurstParser().feed(data)), after)


async def arrive(stage: Stage, events: list[Message], after: float) -> None:
    """Let what was read arrive."""
    driver = stage.app._driver
    assert driver is not None
    for event in events:
        event.time = stage.began + after
        await asyncio.to_thread(driver.process_message, event)
    await stage.settle()
    await stage.settle()


async def leave(stage: Stage, after: float = LATER) -> None:
    """Press Esc, long after."""
    await arrive(stage, [Key("escape", None)], after)


async def pasted(stage: Stage, text: str) -> None:
    """Paste with brackets."""
    await read(stage, f"\x1b[200~{text}\x1b[201~")


@PLACES
@ENDS
async def test_a_paste_on_a_pane_asks_and_does_nothing(view: str, end: str) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        await pasted(stage, THREE.replace("\r", end))
        assert "3 lines pasted" in stage.offered
        assert "add 3 tasks" in stage.offered
        await leave(stage)
        assert "nothing was done" in stage.foot
        assert stage.workspace.revision == 1


@PLACES
@pytest.mark.parametrize("after", [0.0, QUIET_SECONDS * 0.9, LATER])
async def test_a_text_without_brackets_on_a_pane_asks_and_does_nothing(
    view: str, after: float
) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        await read(stage, THREE)
        assert "3 lines pasted" in stage.offered
        await read(stage, "nd\r", after)
        assert "4 lines pasted" in stage.offered
        assert stage.workspace.revision == 1
        await leave(stage, after + LATER)
        assert "nothing was done" in stage.foot


async def test_the_rest_of_a_burst_is_no_answer_key_by_key() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-2")
        await read(stage, THREE)
        for at, key in enumerate("nd\rtk\r", 1):
            await read(stage, key, at * QUIET_SECONDS * 0.9)
        assert "5 lines pasted" in stage.offered
        assert stage.workspace.revision == 1
        await read(stage, "n", LATER)
        assert stage.task("T-2").notes == "Call mason\nOrder sand\nBook crane\nnd\ntk"


async def test_a_text_that_comes_in_pieces_is_one_paste() -> None:
    async with started(a_portfolio()) as stage:
        for at, piece in enumerate(("Call mason\rOrd", "er s", "a", "nd\r", "Book crane")):
            await read(stage, piece, at * 0.1)
        assert "3 lines pasted" in stage.offered
        await read(stage, "t", LATER)
        assert "3 lines: 3 tasks" in stage.text
        for title in ("Call mason", "Order sand", "Book crane"):
            assert f"Task '{title}'" in stage.text


@ENDS
async def test_lines_become_tasks_through_the_preview_in_one_step(end: str) -> None:
    async with started(a_portfolio()) as stage:
        await pasted(stage, THREE.replace("\r", end))
        await read(stage, "t", LATER)
        assert "3 lines: 3 tasks" in stage.text
        assert stage.workspace.revision == 1
        await read(stage, "\r", LATER * 2)
        for title in ("Call mason", "Order sand", "Book crane"):
            assert stage.titled("tasks", title).component == id_of("P-1")
        assert stage.workspace.revision == 2
        await stage.press("u")
        assert len(stage.workspace.tasks) == len(a_portfolio().tasks)


async def test_lines_become_lines_of_the_notes() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-2")
        await pasted(stage, THREE)
        await read(stage, "n", LATER)
        assert stage.task("T-2").notes == "Call mason\nOrder sand\nBook crane"


async def test_what_was_typed_after_all_can_be_taken_as_keys() -> None:
    async with started(a_portfolio()) as stage:
        await read(stage, "abanner\r")
        await read(stage, "k", LATER)
        await stage.until(lambda: len(stage.workspace.tasks) > len(a_portfolio().tasks))
        assert stage.titled("tasks", "banner").key == "T-22"


async def test_a_command_that_comes_in_one_read_is_obeyed() -> None:
    async with started(a_portfolio()) as stage:
        await read(stage, ":move Do")
        assert isinstance(stage.app.screen, PaletteScreen)
        await read(stage, "ing\r")
        assert stage.column_of("T-1") == "Doing"


async def test_a_text_is_no_choice_of_letters() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("s")
        await read(stage, THREE)
        for piece in ("d", "p1\r"):
            await read(stage, piece, QUIET_SECONDS * 0.9)
        assert stage.workspace.revision == 1
        assert "a paste is none of these" in stage.offered
        await read(stage, "d", LATER)
        assert "due" in stage.line


async def test_a_text_of_lines_stands_in_the_line_that_is_open_and_waits_for_enter() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await read(stage, THREE)
        await read(stage, "nd\r", QUIET_SECONDS * 0.9)
        assert "Call mason⏎Order sand⏎Book crane⏎nd" in stage.line
        assert stage.workspace.revision == 1
        await read(stage, "\r", LATER)
        assert "4 lines: 4 tasks" in stage.text
        assert stage.workspace.revision == 1
        await read(stage, "\r", LATER * 2)
        assert stage.workspace.revision == 2
        assert len(stage.workspace.tasks) == len(a_portfolio().tasks) + 4


async def test_a_text_of_lines_runs_nothing_in_a_list() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("colon")
        await read(stage, "archive\rc\rarchive\r")
        assert isinstance(stage.app.screen, PaletteScreen)
        assert stage.workspace.revision == 1


async def test_a_text_is_no_key_of_a_dialog() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await stage.press("equals_sign")
        await read(stage, THREE)
        await read(stage, "d", QUIET_SECONDS * 0.9)
        assert isinstance(stage.app.screen, ExplainScreen)
        assert stage.workspace.revision == 1


async def test_a_title_keeps_to_one_line() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("e", "ctrl+u")
        await stage.paste("Call\rmason\r\n")
        assert "Call⏎mason" in stage.line
        assert stage.task("T-1").title == "Cookie banner"
        await stage.press("enter")
        assert stage.task("T-1").title == "Call mason"


@UNHURRIED
@given(st.lists(st.text(string.ascii_letters + " ", min_size=3), min_size=1), st.sampled_from(
    ["\n", "\r", "\r\n"]))  # fmt: skip
def test_whatever_ends_lines_they_are_the_same(lines: list[str], end: str) -> None:
    assert pasted_lines(end.join(lines)) == [line.strip() for line in lines if line.strip()]


@UNHURRIED
@given(st.text(string.ascii_letters + string.digits + " .,-", min_size=3), st.sampled_from("\r\n"))
def test_a_text_with_a_break_in_one_read_is_one_burst(text: str, end: str) -> None:
    (event,) = BurstParser().feed(text + end)
    assert isinstance(event, Burst)
    assert event.text == f"{text}\r"


@pytest.mark.parametrize("keys", [
    "jj", "jjjjjjj", "LLLLLL", "gg\r", "dd", "2L", "sp1", "jjsp1", "2jj\r", ":move Doing\r2L",
    "/owner:me\r", "/pay\rjj", "?link\r",
])  # fmt: skip
def test_keys_typed_ahead_stay_keys(keys: str) -> None:
    assert not reads_like_text(keys, MOVING)


@pytest.mark.parametrize("text", [
    "Dig\r", "Call mason", "a\rb\rc\r", "12\r34\r", "8\r1\r4\r", "/etc/passwd\rfoo\r",
    ":move Doing\rc\rd\r", "Fundament", "für", "https://example.org/a", "kill\r", "jj mason\r",
])  # fmt: skip
def test_texts_are_no_keys(text: str) -> None:
    assert reads_like_text(text, MOVING)


@pytest.mark.parametrize(("keys", "goes_on"), [
    ("Doing\r", False), ("Doing\r2L", False), ("Doing\rjj\r", False), ("Call mason", False),
    ("a\rb\r", True), ("Call mason\rOrder sand", True),
])  # fmt: skip
def test_keys_behind_the_enter_of_a_line_are_few(keys: str, goes_on: bool) -> None:  # noqa: FBT001
    assert overflows(keys, MOVING) is goes_on


def test_a_click_or_a_focus_with_a_text_does_not_hide_it() -> None:
    *_, last = BurstParser().feed(f"\x1b[I{THREE}\x1b[<0;3;3M")
    assert isinstance(last, Burst)
    assert last.text == THREE


def a_text(chance: random.Random) -> str:
    """Lines of words, as somebody copies them from elsewhere."""
    letters = string.ascii_letters + string.digits + ".,-()#!@äé"
    lines = [
        " ".join("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(words))
        for words in chance.choices((1, 2, 3, 6), k=chance.randint(1, 6))
    ]
    return chance.choice("\r\n").join(lines) + chance.choice(("", "\r", "\n"))


def in_pieces(text: str, chance: random.Random) -> Iterator[str]:
    """The reads in which a text comes; the first is long enough to be told from keys."""
    firsts = [at for at in range(1, len(text)) if reads_like_text(text[:at], MOVING)]
    at = chance.choice([*firsts, len(text)])
    yield text[:at]
    while at < len(text):
        size = chance.randint(1, 20)
        yield text[at : at + size]
        at += size


@PLACES
async def test_no_text_of_lines_without_brackets_edits_anything(view: str) -> None:
    chance = random.Random(f"{view} {TRIES}")
    after = 0.0
    async with started(a_portfolio(), Start(view=view)) as stage:
        for _ in range(TRIES):
            text = a_text(chance)
            if not reads_like_text(text, MOVING):
                assert len(text) < 9, f"{text!r} is taken for keys"
                continue
            after += LATER
            for piece in in_pieces(text, chance):
                after += chance.uniform(0, QUIET_SECONDS * 0.9)
                await read(stage, piece, after)
            assert stage.workspace.revision == 1, text
            assert f"{len(pasted_lines(text))} line" in stage.offered, text
            after += LATER
            await leave(stage, after)
            assert "nothing was done" in stage.foot


@cache
def key_scripts() -> tuple[tuple[str, ...], ...]:
    """The keys that the tests of the screen press one after the other, each script once."""
    found = set()
    for path in sorted(Path(__file__).parents[1].rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            keys = tuple(one.value for one in node.args if isinstance(one, ast.Constant))
            if node.func.attr == "press" and len(keys) == len(node.args) and len(keys) > 1:
                found.add(tuple(map(str, keys)))
    return tuple(sorted(found))


def sent(script: tuple[str, ...]) -> str:
    """What a terminal sends for a script; empty where a key of it is not in the table here."""
    codes = [_CODES.get(key, _character(key)) for key in script]
    return "".join(codes) if all(codes) else ""


def _character(key: str) -> str:
    named = {textual_name(mark): mark for mark in string.printable if mark.isprintable()}
    return key if len(key) == 1 else named.get(key, "")


def test_the_key_scripts_of_the_tests_are_keys_in_one_read() -> None:
    scripts = [data for script in key_scripts() if (data := sent(script))]
    assert len(scripts) > 40
    typed_on = {data for data in scripts if is_text(data)}
    titles_and_values = {"awdc\r", "3h30\r", "roops\r"}
    assert typed_on == titles_and_values, "only what types words and Enter in one go is a text"


def is_text(data: str) -> bool:
    """Whether what comes in one read is a text."""
    events = list(BurstParser().feed(data))
    return isinstance(events[-1], Burst) and reads_like_text(events[-1].text, MOVING)


def _without_ids(workspace: Workspace) -> dict[str, list[Entity]]:
    """The rows of each table; a new one has its id from the clock."""
    return {
        table: [msgspec.structs.replace(row, id=0) for row in rows.values()]
        for table, rows in workspace.tables.items()
    }


async def test_keys_in_one_read_do_what_they_do_one_by_one() -> None:
    chance = random.Random(TRIES)
    scripts = [one for one in key_scripts() if sent(one) and not is_text(sent(one))]
    chosen = [chance.choice(scripts) for _ in range(TRIES * 2)]
    ends = []
    for is_whole in (True, False):
        async with started(a_portfolio()) as stage:
            for at, script in enumerate(chosen, 1):
                for data in (sent(script),) if is_whole else map(sent, ((key,) for key in script)):
                    await read(stage, data, at * LATER)
                while len(stage.app.screen_stack) > 1 or not stage.main.keys.is_free:  # type: ignore[attr-defined]
                    await leave(stage, (at + 0.5) * LATER)
            ends.append((_without_ids(stage.workspace), stage.cursor, stage.lines[1:-1]))
    assert ends[0] == ends[1]
