"""This file approves things outside the rules by every door of the screen: done, with a warning."""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

from pmtui.machine import login_of
from pmtui.model.entities.registers import Change
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.screens.importing.import_screen import ImportScreen
from tests.cli.running import Shell
from tests.cli.test_decision_rights import RULES, with_rules
from tests.tui.stage import Stage, on_disk

Door = Callable[[Stage, Path], Awaitable[None]]


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Stage]:
    """The screen on a store on disk, with the cursor on the change in the log."""
    async with on_disk(path, view="log") as stage:
        stage.pane.to_part("changes")
        stage.pane.follow(change(stage).id)
        await stage.settle()
        yield stage


def change(stage: Stage) -> Change:
    (row,) = stage.workspace.rows_of(Change).values()
    return row


async def _menu(stage: Stage, _tmp: Path) -> None:
    await stage.press("s", "e", "1")


async def _decides(stage: Stage, _tmp: Path) -> None:
    await stage.press("Y", "a")


async def _line(stage: Stage, _tmp: Path) -> None:
    await stage.press("colon")
    await stage.type("set decision accept\n")


async def _repeat(stage: Stage, _tmp: Path) -> None:
    await stage.press("s", "e", "1")
    await stage.press("u", "full_stop")


async def _undo(stage: Stage, _tmp: Path) -> None:
    await stage.press("s", "e", "1")
    await stage.press("s", "e", "2")
    await stage.press("u")


async def _redo(stage: Stage, _tmp: Path) -> None:
    await stage.press("s", "e", "1")
    await stage.press("u", "U")


async def _restore(stage: Stage, _tmp: Path) -> None:
    await stage.press("s", "e", "1", "d")
    await stage.press("slash")
    await stage.type("is:any\n")
    stage.pane.follow(change(stage).id)
    await stage.press("colon")
    await stage.type("restore\n")


async def _import(stage: Stage, tmp: Path) -> None:
    (tmp / "in.csv").write_text("key,decision\nC-1,accept\n")
    await stage.press("colon")
    await stage.type(f"import {tmp / 'in.csv'}\n")
    screen = stage.app.screen
    assert isinstance(screen, ImportScreen)
    await stage.until(lambda: screen.plan is not None)
    await stage.pilot.pause(TYPE_AHEAD_SECONDS * 2)
    await stage.press("i")
    await stage.until(lambda: screen is not stage.app.screen or "imported as" in stage.head)
    if screen is stage.app.screen:
        await stage.press("q")


async def _adopt(stage: Stage, tmp: Path) -> None:
    path = tmp / "plan.json"
    whole = json.loads(path.read_bytes())
    whole["changes"][str(change(stage).id)]["decision"] = "accept"
    path.write_text(json.dumps(whole))
    await stage.press("colon")
    await stage.type("adopt\n")
    await stage.until(lambda: len(stage.app.screen_stack) > 1)
    await stage.pilot.pause(TYPE_AHEAD_SECONDS * 2)
    await stage.press("enter")


DOORS: Final[dict[str, Door]] = {
    "set menu": _menu, "the key that decides": _decides, "line": _line, "repeat": _repeat,
    "undo": _undo, "redo": _redo, "restore": _restore, "import": _import, "adopt": _adopt,
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Shell:
    """A project whose owner approves small changes; the board of its program approves all."""
    shell = Shell(tmp_path / "plan.json")
    shell.ok("init", str(shell.store))
    return with_rules(shell)


@pytest.mark.parametrize("door", DOORS)
async def test_what_is_approved_outside_the_rules_is_done_with_a_warning(
    store: Shell, tmp_path: Path, door: str
) -> None:
    fields, words = RULES["not in a role or body"]
    store.ok("set", "C-1", *fields.split())
    async with opened(store.store) as stage:
        await DOORS[door](stage, tmp_path)
        await stage.until(lambda: change(stage).decision == "accept")
        await stage.until_shown(f"warning: C-1: {words}")


@pytest.mark.parametrize("rule", RULES)
async def test_every_rule_warns_at_a_key_as_in_a_shell(store: Shell, rule: str) -> None:
    fields, words = RULES[rule]
    store.ok("set", "C-1", *fields.split())
    async with opened(store.store) as stage:
        await stage.press("Y", "a")
        assert change(stage).decision == "accept"
        assert "warning: C-1: " in stage.text
        assert words in stage.text


@pytest.mark.parametrize("door", DOORS)
async def test_what_the_rules_allow_is_approved_without_a_word(
    store: Shell, tmp_path: Path, door: str
) -> None:
    store.ok("set", "H-1", f"logins={login_of(os.getuid())}")
    store.ok("set", "H-2", "logins=none")
    store.ok("set", "C-1", "authority=Ann", "impact_time=5d", "raised_by=Dan")
    async with opened(store.store) as stage:
        await DOORS[door](stage, tmp_path)
        await stage.until(lambda: change(stage).decision == "accept")
        await stage.settle()
        assert "warning" not in stage.text
