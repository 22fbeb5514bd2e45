"""This file tests reading update sheets whose rows, columns and pages were moved about."""

from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import openpyxl
import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.update_sheets.contents import update_sheets
from pmtui.exchange.update_sheets.reading import returned_sheet
from pmtui.exchange.update_sheets.writing import HEADER_LINE, workbook_of
from tests.actions.doing import at
from tests.exchange.tables.made import a_workbook
from tests.exchange.update_sheets.sheets import (
    STORE,
    a_store,
    after,
    filled,
    merged,
    returned,
    saved,
    texts,
    the_task,
    written,
)


def _book() -> Any:
    """Bob's workbook with a percentage filled in."""
    data = filled(written(a_store()), {("Tasks", "T-1", "percent complete"): 60})
    return openpyxl.load_workbook(BytesIO(data))


def _percent(book: Any) -> int:
    store = a_store()
    return the_task(after(store, merged(store, saved(book))), "T-1").percent


def _rearranged(book: Any, columns: list[int]) -> None:
    """The page of tasks with its columns in another order, and its rows turned round."""
    sheet = book["Tasks"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, body = rows[:HEADER_LINE], rows[HEADER_LINE:]
    sheet.delete_rows(1, len(rows))
    for row in (*head, *reversed(body)):
        sheet.append([row[at] if at >= 0 else "mine" for at in columns])


def test_columns_and_rows_may_stand_in_any_order() -> None:
    book = _book()
    _rearranged(book, [8, 4, 2, 0, 7, 6, 5, 1, 3])
    assert _percent(book) == 60


def test_hidden_columns_and_renamed_pages_are_read_and_pages_of_others_are_not() -> None:
    book = _book()
    book["Tasks"].column_dimensions["E"].hidden = True
    book["Tasks"].title = "Meine Aufgaben"
    book.create_sheet("Notes", 0).append(["call", "them"])
    assert _percent(book) == 60


def test_a_column_of_the_persons_own_is_left_out_with_a_word() -> None:
    book = _book()
    _rearranged(book, [0, -1, 1, 2, 3, 4, 5, 6, 7, 8])
    sheet = returned(saved(book))
    (finding,) = sheet.findings
    assert "a column that was not written" in finding.text
    assert _percent(book) == 60


def test_rows_of_the_persons_own_are_left_out_with_a_word() -> None:
    book = _book()
    book["Tasks"].append([None, "Shop", "One more task", None, 10])
    (finding,) = returned(saved(book)).findings
    assert "a row that the sheet was not written with: 'Shop'" in finding.text
    assert _percent(book) == 60


def test_rows_and_columns_that_are_gone_stay_as_they_are_with_a_word() -> None:
    book = _book()
    line = next(row[0].row for row in book["Tasks"].iter_rows() if row[0].value == "T-3")
    book["Tasks"].delete_rows(line)
    book["Tasks"].delete_cols(6)
    del book["Log"]
    told = [finding.text for finding in returned(saved(book)).findings]
    assert any("no longer in it: T-3" in text for text in told)
    assert any("remaining, the column is gone" in text.replace(":", ",") for text in told)
    assert any("the page log: no longer in it" in text for text in told)
    assert _percent(book) == 60


def test_a_row_that_stands_there_twice_counts_once_unless_it_says_two_things() -> None:
    book = _book()
    sheet = book["Tasks"]
    line = next(row for row in sheet.iter_rows() if row[0].value == "T-1")
    sheet.append([cell.value for cell in line])
    assert _percent(book) == 60
    sheet.cell(sheet.max_row, 5).value = 70
    store = a_store()
    plan = merged(store, saved(book))
    assert not plan.all_ops
    assert "T-1 stands in line" in plan.errors[0].text


def test_what_was_changed_in_a_grey_cell_is_told_and_stays() -> None:
    book = _book()
    line = next(row for row in book["Tasks"].iter_rows() if row[0].value == "T-1")
    line[2].value = "Build it all"
    store = a_store()
    plan = merged(store, saved(book))
    assert "T-1: 'Build it all' stands in a cell that is not filled in" in texts(plan)
    assert the_task(after(store, plan), "T-1").title == "Build"


def test_a_formula_without_a_value_and_a_fault_leave_their_cells_as_they_are() -> None:
    book = _book()
    rows = {row[0].value: row for row in book["Tasks"].iter_rows()}
    rows["T-2"][4].value = "=10+20"
    rows["T-3"][8].value = "#NAME?"
    store = a_store()
    plan = merged(store, saved(book))
    assert texts(plan).count("the spreadsheet could not compute the cell") == 2
    done = after(store, plan)
    assert (the_task(done, "T-1").percent, the_task(done, "T-2").percent) == (60, 0)


def test_a_hidden_page_that_was_changed_is_refused() -> None:
    book = _book()
    book["pmtui"]["A3"] = str(book["pmtui"]["A3"].value).replace("40", "41")
    with pytest.raises(UnreadableError, match="its hidden worksheet 'pmtui' was changed"):
        returned_sheet(saved(book))


@pytest.mark.parametrize(("table", "period"), [("nothing", None), ("tasks", date(2026, 11, 27))])
def test_a_hidden_page_that_was_made_up_is_refused(table: str, period: date | None) -> None:
    situation = at(a_store())
    (sheet,) = update_sheets(situation, STORE, 0).sheets
    page, *others = sheet.pages
    row = msgspec.structs.replace(page.rows[0].written, table=table, period=period)
    rows = (msgspec.structs.replace(page.rows[0], written=row),)
    pages = (msgspec.structs.replace(page, rows=rows), *others)
    with pytest.raises(UnreadableError, match=f"it asks about '{table}'"):
        returned_sheet(workbook_of(msgspec.structs.replace(sheet, pages=pages)))


def test_other_workbooks_and_other_files_are_none() -> None:
    book = _book()
    del book["pmtui"]
    assert returned_sheet(saved(book)) is None
    assert returned_sheet(a_workbook({"pmtui": [["key", "title"], ["T-1", "Build"]]})) is None
    assert returned_sheet(b"key,title\nT-1,Build\n") is None
