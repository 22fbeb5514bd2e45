"""This file compares every pane with what it looked like before, as plain text.

`PMTUI_SNAPSHOTS=write pytest tests/tui/test_snapshots.py` writes them anew.
"""

import os
import platform
from pathlib import Path

import pytest

from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

FOLDER = Path(__file__).parent / "snapshots"
PINNED = "3.11"
"""The Python that writes snapshots, so that two machines do not overwrite each other."""
SIZES = ((80, 24), (120, 36), (160, 45))
PANES = {
    "overview": Start(view="overview"),
    "overview-program": Start(view="overview", scope="PG-1"),
    "board": Start(view="board"),
    "board-program": Start(view="board", scope="PG-1"),
    "risks": Start(view="risks"),
    "risks-map": Start(view="risks"),
    "log": Start(view="log"),
    "tree": Start(view="overview", scope="PG-1"),
    "detail-task": Start(view="board"),
    "detail-risk": Start(view="risks"),
    "help": Start(view="board"),
}
KEYS = {
    "risks-map": ("right_square_bracket", "j"),
    "tree": ("tab",),
    "detail-task": ("l", "l", "enter", "j"),
    "detail-risk": ("enter", "j"),
    "help": ("question_mark",),
}
"""The keys that lead to a pane."""


def writing() -> bool:
    """Whether snapshots are to be written rather than compared."""
    if os.environ.get("PMTUI_SNAPSHOTS") != "write":
        return False
    if not platform.python_version().startswith(f"{PINNED}."):
        pytest.fail(
            f"snapshots are written by Python {PINNED} only, this is {platform.python_version()}"
        )
    return True


def compare(stage: Stage, name: str) -> None:
    """The screen looks as it did, or is written down as it looks now."""
    path = FOLDER / f"{name}.txt"
    shown = stage.text + "\n"
    if writing():
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert path.exists(), f"{path.name} is not there: PMTUI_SNAPSHOTS=write writes it"
    assert shown.splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PANES)
async def test_a_pane_looks_as_it_did(name: str, size: tuple[int, int]) -> None:
    start = PANES[name]
    async with started(
        a_portfolio(), Start(view=start.view, scope=start.scope, size=size)
    ) as stage:
        await stage.press(*KEYS.get(name, ()))
        await stage.rest()
        compare(stage, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("name", PANES)
async def test_a_pane_in_ascii_looks_as_it_did_and_holds_nothing_else(name: str) -> None:
    start = PANES[name]
    plain = Start(view=start.view, scope=start.scope, size=(80, 24), draws_ascii=True)
    async with started(a_portfolio(), plain) as stage:
        await stage.press(*KEYS.get(name, ()))
        await stage.rest()
        assert stage.text.isascii()
        compare(stage, f"{name}-ascii")


def test_no_snapshot_is_left_behind() -> None:
    sizes = ["ascii", *(f"{width}x{height}" for width, height in SIZES)]
    assert {path.stem for path in FOLDER.glob("*.txt")} == {
        f"{name}-{size}" for name in PANES for size in sizes
    }
