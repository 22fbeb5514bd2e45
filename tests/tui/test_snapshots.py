"""This file compares every pane with what it looked like before, as plain text.

`PMTUI_SNAPSHOTS=write pytest tests/tui/test_snapshots.py` writes them anew.
"""

import os
import platform
from collections.abc import Callable, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from textual.screen import ModalScreen

from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import ConflictQuestion
from pmtui.tui.screens.importing.import_screen import ImportScreen
from pmtui.tui.unsaved.conflict_screen import ConflictScreen
from pmtui.tui.unsaved.draft_list import DraftRow, DraftsScreen
from pmtui.views.changes.conflict_card import conflict_card
from tests.conftest import TODAY, id_of
from tests.tui.sample import ANN, BOB, a_portfolio
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
    "roadmap": Start(view="roadmap"),
    "roadmap-program": Start(view="roadmap", scope="PG-1"),
    "roadmap-split": Start(view="roadmap"),
    "risks": Start(view="risks"),
    "risks-map": Start(view="risks"),
    "money": Start(view="money", scope="PG-1"),
    "money-comparison": Start(view="money", scope="PG-1"),
    "money-periods": Start(view="money", scope="PG-1"),
    "log": Start(view="log"),
    "tree": Start(view="overview", scope="PG-1"),
    "detail-task": Start(view="board"),
    "detail-risk": Start(view="risks"),
    "help": Start(view="board"),
}
KEYS = {
    "roadmap": ("j", "j", "j", "j", "j"),
    "roadmap-split": ("j", "j", "j", "X", "4", "h", "enter", "2", "w", "enter", "enter"),
    "money": ("l",),
    "money-comparison": ("left_square_bracket",),
    "money-periods": ("right_square_bracket", "right_square_bracket", "z"),
    "risks-map": ("right_square_bracket", "j"),
    "tree": ("tab",),
    "detail-task": ("l", "l", "enter", "j"),
    "detail-risk": ("enter", "j"),
    "help": ("question_mark",),
}
"""The keys that lead to a pane."""


STAMP = "2026-11-23T13:02:00.000+00:00"
DISPUTED = tuple(
    ConflictQuestion("tasks", id_of("T-5"), "field", name, before, mine, theirs, by)
    for by in (
        Commit(rev=3, commit_id="c", parent_sha="", ts=STAMP, uid=7, host="", session="s",
               action="entity.set", ops=(), login="bob"),
    )
    for name, before, mine, theirs in (
        ("due", "2026-11-20", "2026-12-04", "2026-11-30"),
        ("owner", BOB, 0, ANN),
    )
)  # fmt: skip
DIALOGS: Mapping[str, Callable[[], ModalScreen[Any]]] = {
    "conflict": lambda: ConflictScreen(
        DISPUTED, lambda one: conflict_card(a_portfolio(), one, TODAY, UTC), lambda _one, text: text
    ),
    "drafts": lambda: DraftsScreen(
        (
            DraftRow("1", "moved T-1 to Ready", "no space on the disk", "13:02"),
            DraftRow("2", "new task: Write launch copy !2", "the terminal closed", "13:05"),
        )
    ),
}
"""What stands over the screen, by name."""


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


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog_looks_as_it_did(name: str, size: tuple[int, int]) -> None:
    async with started(a_portfolio(), Start(view="board", size=size)) as stage:
        await stage.app.push_screen(DIALOGS[name]())
        await stage.rest()
        compare(stage, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog_in_ascii_looks_as_it_did(name: str) -> None:
    plain = Start(view="board", size=(80, 24), draws_ascii=True)
    async with started(a_portfolio(), plain) as stage:
        await stage.app.push_screen(DIALOGS[name]())
        await stage.rest()
        assert stage.text.isascii()
        compare(stage, f"{name}-ascii")


TABLE = (
    "Project,Task name,Owner,Due,Effort (days),Status,Risk note\n"
    'Apollo,Write launch copy,Ann Ames,31.12.2026,3,Open,"[red]loud[/red] text"\n'
    "Apollo,Book the hall,Cleo Cole,32.12.2026,1,In progress,\n"
    "Gemini,Land the module,Ann Ames,someday,x,Done,check the legs\n"
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table to import, in the directory the program is started in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.csv").write_text(TABLE, "utf-8")


async def opened_import(stage: Stage) -> None:
    """Open the dialog of an import of `plan.csv`, and wait for its preview."""
    stage.main.perform("import", {"file": "plan.csv"})
    await stage.until(lambda: isinstance(stage.app.screen, ImportScreen))
    screen = stage.app.screen
    assert isinstance(screen, ImportScreen)
    await stage.until(lambda: screen.plan is not None)
    await stage.settle()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_import_looks_as_it_did(size: tuple[int, int], table: None) -> None:  # noqa: ARG001
    async with started(a_portfolio(), Start(scope="PG-1", size=size)) as stage:
        await opened_import(stage)
        compare(stage, f"import-{size[0]}x{size[1]}")


async def test_the_import_in_ascii_looks_as_it_did(table: None) -> None:  # noqa: ARG001
    start = Start(scope="PG-1", size=(80, 24), draws_ascii=True)
    async with started(a_portfolio(), start) as stage:
        await opened_import(stage)
        assert stage.text.isascii()
        compare(stage, "import-ascii")


def test_no_snapshot_is_left_behind() -> None:
    sizes = ["ascii", *(f"{width}x{height}" for width, height in SIZES)]
    assert {path.stem for path in FOLDER.glob("*.txt")} == {
        f"{name}-{size}" for name in (*PANES, *DIALOGS, "import") for size in sizes
    }
