"""This file tests update sheets on the screen: written into a folder, and merged by `:import`."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pmtui.exchange.update_sheets.writing import HEADER_LINE
from tests.conftest import id_of
from tests.exchange.update_sheets.sheets import filled
from tests.tui.sample import a_portfolio
from tests.tui.screens.importing.test_import_screen import (
    chosen,
    counted,
    imported,
    opened,
    written_bytes,
)
from tests.tui.stage import Stage, Start, started

SCOPE = Start(view="board", scope="PF-1", size=(120, 36))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory the program is started in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def _typed(stage: Stage, line: str) -> None:
    await stage.press("colon")
    await stage.pilot.pause(0.25)
    await stage.type(f"{line}\n")


async def test_sheets_are_written_beside_the_screen_and_none_is_overwritten() -> None:
    async with started(a_portfolio(), SCOPE) as stage:
        await _typed(stage, "update_sheets sheets")
        await stage.until(lambda: "update sheet" in stage.foot and "in sheets" in stage.foot)
        assert sorted(_files()) == ["ann", "bob"]
        await _typed(stage, "update_sheets sheets")
        await stage.until(lambda: "there already" in stage.foot)


async def test_import_shows_what_was_changed_and_asks_about_what_both_changed() -> None:
    async with started(a_portfolio(), SCOPE) as stage:
        await _typed(stage, "update T-1 20%")  # from here on the history of this store begins
        await _typed(stage, "update_sheets sheets")
        await stage.until(lambda: "in sheets" in stage.foot)
        data = _files()["ann"].read_bytes()
        first, second = _tasks_in(data)[:2]
        percents = {("Tasks", key, "percent complete"): 63 for key in (first, second)}
        written_bytes("ann.xlsx", filled(data, percents))
        await _typed(stage, f"update {first} 35%")
        screen = await opened(stage, "ann.xlsx")
        assert screen.plan is not None
        assert [clash.key for clash in screen.plan.clashes] == [first], screen.plan.notes
        assert "update sheet" in stage.text
        assert f"{first} percent complete" in stage.text
        assert "changed in the file and here" in stage.text
        assert "Enter correct" not in stage.text
        await stage.press("enter")
        assert "correct that in the sheet itself" in stage.head
        await stage.press("i")
        assert "decide first" in stage.head
        await stage.press("x")
        await chosen(stage, "keep what")
        await counted(stage, screen)
        await imported(stage)
        rows = {task.key: task.percent for task in stage.workspace.tasks.values()}
        assert (rows[first], rows[second]) == (35, 63)
        await stage.press("u")
        assert stage.workspace.tasks[id_of(second)].percent != 63


def _files() -> dict[str, Path]:
    """The workbooks that were written, by the forename of whom they are for."""
    return {path.name.partition("-")[0]: path for path in Path("sheets").glob("*.xlsx")}


def _tasks_in(data: bytes) -> list[str]:
    """The keys on the page of tasks."""
    sheet = openpyxl.load_workbook(BytesIO(data))["Tasks"]
    return [row[0] for row in sheet.iter_rows(min_row=HEADER_LINE + 1, values_only=True)]
