"""This file tests that no printable key is silent: something changes, or it is said why not.

Every printable character is pressed in every view, in the tree and in a detail, at 80x24.
"""

from typing import Final

import pytest

from pmtui.tui.keys.typed_keys import textual_name
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

PLACES: Final = {
    **{view: (Start(view=view, size=(80, 24)), ()) for view in (
        "overview", "board", "roadmap", "risks", "log",
    )},
    **{f"{view} of a program": (Start(view=view, scope="PG-1", size=(80, 24)), ()) for view in (
        "overview", "board", "roadmap", "risks", "log",
    )},
    "tree": (Start(size=(80, 24)), ("tab",)),
    "detail": (Start(size=(80, 24)), ("enter",)),
}  # fmt: skip
OUTSIDE: Final = frozenset({"E"})
"""Keys that hand the terminal to another program, which a test of the screen has none of."""
INERT: Final[frozenset[str]] = frozenset()
"""Keys that do nothing and say nothing on purpose: none."""


async def silent_keys(stage: Stage, keys: list[str]) -> list[str]:
    """Keys that were silent, taken from the list up to the first that leads elsewhere."""
    main = stage.main
    home, silent = (main.trail.now.view, main.active.context), list[str]()
    while keys:
        key = keys.pop(0)
        before = [list(strip) for strip in stage.strips]
        await stage.press(textual_name(key))
        if before == [list(strip) for strip in stage.strips] and not any(main.told):
            silent.append(key)
            continue
        for _ in range(3):
            if len(stage.app.screen_stack) > 1 or not main.keys.is_free:  # type: ignore[attr-defined]
                await stage.press("escape")
        now = (main.trail.now.view, main.active.context)
        is_free = main.keys.is_free  # type: ignore[attr-defined]
        if not is_free or now != home or main.as_of or main.trail.now.query:
            break
    return silent


@pytest.mark.parametrize(
    "place",
    [pytest.param(one, marks=[pytest.mark.slow] if "program" in one else []) for one in PLACES],
)
async def test_every_printable_key_changes_something_or_is_answered(place: str) -> None:
    start, lead = PLACES[place]
    keys = [mark for mark in map(chr, range(32, 127)) if mark not in OUTSIDE]
    silent: list[str] = []
    while keys:
        async with started(a_portfolio(), start) as stage:
            await stage.press(*lead)
            silent += await silent_keys(stage, keys)
    assert set(silent) == INERT
