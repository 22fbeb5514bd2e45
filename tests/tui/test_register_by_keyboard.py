"""This file keeps every register of the log by the keyboard alone, from its birth to an import."""

import csv
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.actions.catalogue import set_menu_of
from pmtui.model.workspace.schema import TABLES
from pmtui.store.disk.making_and_opening import init_store
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.screens.importing.import_screen import ImportScreen
from pmtui.views.registers.view import VIEW
from tests.cli.running import Shell
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, on_disk

REGISTERS: Final = {
    part.tables[0]: part.name
    for part in reversed(VIEW.parts)
    if len(part.tables) == 1 and TABLES[part.tables[0]].prefix
}
"""The tables that have a part of the log to themselves, and rows that are named by a key."""
_TYPED: Final = {"memberships": "body:BD-1 person:Ann"}
"""What is typed for a new row, where a title says too little."""
_WORDS: Final = ("title", "name", "seat", "text")
"""Fields with words of one's own, the one that names a row first."""


async def said(stage: Stage, line: str) -> None:
    """Type a line after a colon."""
    await stage.press("colon")
    await stage.pilot.pause(TYPE_AHEAD_SECONDS)
    await stage.type(f"{line}\n")


async def added(stage: Stage, table: str) -> Any:
    """Add a row of a table in its part of the log, and find it under the cursor."""
    before = {*stage.workspace.rows(table)}
    while stage.pane.part != REGISTERS[table]:
        await stage.press("right_square_bracket")
    await stage.press("a")
    await stage.type(f"{_TYPED.get(table, 'Something new')}\n")
    (new,) = stage.workspace.rows(table).keys() - before
    row = stage.workspace.rows(table)[new]
    assert stage.pane.target is not None
    assert stage.pane.target.id == new
    assert row.key in stage.text
    return row


@pytest.mark.parametrize("table", REGISTERS)
async def test_a_row_is_added_changed_found_exported_imported_and_taken_back(
    table: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    shell = Shell(path)
    if table in _TYPED:
        shell.ok("add", "body", "Board", "--into", "PG-1")
    # A seat lies where its body does.
    scope = id_of("PG-1" if table in _TYPED else "P-1")
    async with on_disk(path, view="log", scope=scope) as stage:
        row = await added(stage, table)
        letter, field = next(
            (letter.letter, letter.field)
            for name in _WORDS
            for letter in set_menu_of(table)
            if letter.field == name
        )

        def now() -> str:
            return str(getattr(stage.workspace.rows(table)[row.id], field))

        await stage.press("s", letter)
        await stage.answer("Typed anew")
        assert now() == "Typed anew"
        await stage.press("u")
        assert now() == str(getattr(row, field))
        await stage.press("U")
        assert now() == "Typed anew"
        await stage.press("slash")
        await stage.type(f"key={row.key}\n")
        assert [one for one in stage.pane.walk()[0] if one] == [row.id]
        await stage.press("escape")
        sheet = tmp_path / "sheet.csv"
        shell.ok("export", table, str(sheet))
        _retype(sheet, row.key, field, "As in the sheet")
        await said(stage, f"import {sheet}")
        await stage.until(lambda: isinstance(stage.app.screen, ImportScreen))
        screen = stage.app.screen
        assert isinstance(screen, ImportScreen)
        await stage.until(lambda: screen.plan is not None)
        await stage.pilot.pause(TYPE_AHEAD_SECONDS * 2)
        await stage.press("i")
        await stage.until(lambda: now() == "As in the sheet")
        await stage.settle()
        if stage.app.screen is screen:
            await stage.press("q")
        assert len(stage.workspace.rows(table)) == len(a_portfolio().rows(table)) + 1
        await stage.press("u")
        assert now() == "Typed anew"
        while row.id in stage.workspace.rows(table):
            await stage.press("u")
        assert "nothing to undo" not in stage.text


def _retype(sheet: Path, key: str, field: str, words: str) -> None:
    """Change a cell of a table in a file, as a spreadsheet would."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    name = next(name for name in rows[0] if name.casefold().replace(" ", "_") == field)
    at, column = (
        rows[0].index(name),
        next(column for column, head in enumerate(rows[0]) if head.casefold() == "key"),
    )
    for cells in rows[1:]:
        if cells[column] == key:
            cells[at] = words
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
