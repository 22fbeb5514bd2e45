"""This file tests the workbooks of update sheets: what may be filled in, and what comes through."""

import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pmtui.exchange.update_sheets.writing import HEADER_LINE
from tests.exchange.update_sheets.sheets import a_store, after, filled, merged, the_task, written


def _cells(data: bytes, page: str, key: str) -> dict[str, Any]:
    """The cells of a row by their headers."""
    sheet = openpyxl.load_workbook(BytesIO(data))[page]
    headers = [cell.value for cell in sheet[HEADER_LINE]]
    row = next(row for row in sheet.iter_rows() if row[0].value == key)
    return dict(zip(headers, row, strict=True))


def test_what_is_filled_in_is_open_and_the_rest_is_locked() -> None:
    data = written(a_store())
    book = openpyxl.load_workbook(BytesIO(data))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Tasks", "visible"),
        ("Check-in", "visible"),
        ("Log", "visible"),
        ("pmtui", "veryHidden"),
    ]
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    cells = _cells(data, "Tasks", "T-1")
    is_open = {header for header, cell in cells.items() if not cell.protection.locked}
    assert is_open == {
        "percent complete", "remaining work", "actual start", "actual finish", "new remark"
    }  # fmt: skip
    shades = {cell.fill.fgColor.rgb for header, cell in cells.items() if header in is_open}
    assert len(shades) == 1
    assert shades.isdisjoint(
        {cell.fill.fgColor.rgb for header, cell in cells.items() if header not in is_open}
    )


def test_there_is_room_for_headers_and_for_what_is_written_in_a_check_in() -> None:
    book = openpyxl.load_workbook(BytesIO(written(a_store(title="long words " * 30))))
    heights = {sheet.title: sheet.row_dimensions for sheet in book}
    assert heights["Tasks"][HEADER_LINE].height == 30
    assert heights["Check-in"][HEADER_LINE + 1].height == 60
    lines = [heights["Tasks"][HEADER_LINE + at].height for at in (1, 2, 3)]
    assert sorted(lines) == [15, 15, 90]
    cell = _cells(written(a_store()), "Check-in", "P-1")["how it goes"]
    assert cell.border.left.style == "thin"
    assert cell.alignment.wrap_text


def test_cells_take_only_what_their_field_can_hold() -> None:
    book = openpyxl.load_workbook(BytesIO(written(a_store(actual_start=date(2026, 11, 2)))))
    rules = {
        (sheet.title, rule.type, rule.formula1, rule.formula2)
        for sheet in book
        for rule in sheet.data_validations.dataValidation
    }
    assert ("Tasks", "decimal", "0", "100") in rules
    assert ("Check-in", "list", '"green,amber,red"', None) in rules
    assert any(page == "Tasks" and kind == "date" for page, kind, _, _ in rules)
    states = {formula for page, kind, formula, _ in rules if (page, kind) == ("Log", "list")}
    assert '"open,done,dropped"' in states
    assert any(formula.startswith('"assessed,response planned,') for formula in states)
    start = _cells(written(a_store(actual_start=date(2026, 11, 2))), "Tasks", "T-1")["actual start"]
    assert (start.value, start.number_format) == (datetime(2026, 11, 2), "yyyy-mm-dd")  # noqa: DTZ001


def test_no_cell_is_a_formula_whatever_texts_say() -> None:
    hostile = "=HYPERLINK(1)"
    data = written(a_store(title=hostile))
    book = openpyxl.load_workbook(BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert _cells(data, "Tasks", "T-1")["task"].value == f"'{hostile}"


@pytest.mark.skipif(not shutil.which("libreoffice"), reason="LibreOffice is not installed")
def test_it_comes_back_whole_through_libreoffice(tmp_path: Path) -> None:
    title = "_x000D_ ab\nc =1"
    store = a_store(title=title, actual_start=date(2026, 11, 2), remaining=750)
    path = tmp_path / "bob.xlsx"
    for answers in ({}, {("Tasks", "T-1", "percent complete"): 60}):
        path.write_bytes(filled(written(store), answers))
        out = tmp_path / f"out{len(answers)}"
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = ["libreoffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
        plan = merged(store, (out / "bob.xlsx").read_bytes())
        assert not plan.findings
        assert bool(plan.ops) is bool(answers)
        assert the_task(after(store, plan), "T-1").percent == (60 if answers else 40)
