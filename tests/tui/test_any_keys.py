"""This file presses keys at random, many at once, while another edits: the program stays.

PMTUI_TRIES says how many such evenings there are, ten tries each; the keys of each are chosen by
its number. What ends the program is raised where the stage ends.
"""

import asyncio
import os
import random
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import cache
from typing import Any, Final

import pytest
from textual.events import Key

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Refused
from pmtui.model.changes.ops import Commit, Ops, delete, edit
from pmtui.model.rules.checks import check_all
from pmtui.model.workspace.workspace import Workspace
from pmtui.resources import sample_store
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.log.memory_store import MemoryStore
from pmtui.store.snapshots.loading import loaded
from pmtui.tui.app.application import PmtuiApp
from pmtui.tui.keys.typed_keys import textual_name
from tests.conftest import TODAY
from tests.tui.stage import DatedSession, Stage, Start, started

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "0")) // 10 or 8
BURSTS: Final = 25
_LEAVE: Final = frozenset({"ctrl+q", "ctrl+z"})
"""Keys that end the program or stop it at once."""
_OFTEN: Final = (*"aty1l5]xru=:?{}", "enter", "escape", "tab", "backspace", "enter")
_SIZES: Final = ((80, 24), (120, 36), (160, 45), (40, 10))
_PLACES: Final = (
    ("", "overview"), ("", "roadmap"), ("PG-1", "roadmap"), ("P-1", "roadmap"), ("PG-1", "board"),
    ("P-1", "board"), ("P-1", "risks"), ("PG-1", "risks"), ("PG-1", "log"), ("P-2", "overview"),
)  # fmt: skip


@cache
def the_demo() -> Workspace:
    """The portfolio that `pmtui demo` opens."""
    return loaded(sample_store("portfolio").read_bytes(), "portfolio").workspace


def keys_there_are() -> list[str]:
    """Every key that means something somewhere, those that lead on more often than others."""
    bound = {textual_name(key) for action in CATALOGUE.values() for key in action.keys}
    return [*sorted(bound - _LEAVE), *(_as_textual(key) for key in _OFTEN)]


def _as_textual(key: str) -> str:
    return textual_name(key) if len(key) == 1 else key


def event(key: str) -> Key:
    """A key as the terminal's driver tells of it."""
    return Key(key, {"enter": "\r", "space": " "}.get(key, key if len(key) == 1 else None))


def meddle(bob: Session, chance: random.Random) -> None:
    """Let somebody else change or take away whatever it is; what is not possible is refused."""
    table = chance.choice(("tasks", "tasks", "risks", "links", "components", "columns", "people"))
    rows = bob.workspace.rows(table)
    if not rows:
        return
    row = chance.choice(list(rows.values()))
    ops: Ops = (delete(table, row),)
    if chance.random() < 0.7:
        fields = chance.choice(_CHANGES[table])
        ops = edit(table, row, **{name: chance.choice(values) for name, values in fields.items()})
    with suppress(Refused):
        bob.submit(ops, "entity.set").wait()


_CHANGES: Final[Mapping[str, Sequence[Mapping[str, Sequence[Any]]]]] = {
    "tasks": (
        {"archived": (False, True)}, {"duration": (0, 480, 4800)}, {"due": (TODAY, None)},
        {"parent": (0,)}, {"actual_finish": (TODAY, None)}, {"priority": (0, 1, 4)},
        {"title": ("[red]", "x" * 300, "\u202e")},
    ),
    "risks": ({"probability": (0, 1, 5)}, {"archived": (False, True)}, {"state": ("closed",)}),
    "links": ({"type": ("FS", "SS", "FF", "SF")}, {"lag": (-4800, 0, 960)}),
    "components": ({"archived": (False, True)}, {"name": ("", "new")}, {"component": (0,)}),
    "columns": ({"name": ("Else",)}, {"limit": (0, 1)}),
    "people": ({"name": ("Someone",)}, {"logins": ((), ("ann",))}),
}  # fmt: skip


async def play(stage: Stage, chance: random.Random, bob: Session) -> None:
    """Press keys, now one and now several in one piece, until the program is left."""
    keys = keys_there_are()
    for _ in range(BURSTS):
        if chance.random() < 0.3:
            meddle(bob, chance)
        for _ in range(chance.randint(1, 6)):
            stage.app.post_message(event(chance.choice(keys)))
            for _ in range(chance.choice((0, 0, 1, 5))):
                await asyncio.sleep(0)
        await stage.pilot.pause()
        if not stage.app.is_running:
            return


@pytest.mark.parametrize("number", range(TRIES))
async def test_whatever_keys_come_the_program_stays_and_the_plan_is_sound(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(number)
    scope, view = _PLACES[number % len(_PLACES)]
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(PmtuiApp, "suspend", lambda _app: nullcontext())
    log: list[Commit] = []
    bob = DatedSession(MemoryStore(the_demo(), log, uid=7), Author(7, "bob"))
    try:
        start = Start(view=view, scope=scope, size=chance.choice(_SIZES))
        async with started(the_demo(), start, log) as stage:
            await play(stage, chance, bob)
            await stage.until(lambda: stage.session.is_saved)
            assert check_all(stage.workspace) == ()
    finally:
        bob.close()
