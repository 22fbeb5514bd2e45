"""This file tests pmtui.exchange.tables.export.csv_xlsx."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.tables.export.csv_xlsx import (
    for_workbook,
    lossy_cells,
    sheet_of_rows,
    sheet_of_table,
    to_csv,
    to_xlsx,
)
from pmtui.exchange.tables.export.entity_columns import sheet_of_entities
from pmtui.exchange.tables.export.own_cells import OutCell
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from pmtui.text import safe_for_sheet, sheet_line, visible
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow
from tests.conftest import a_component, a_person, a_project, a_risk, a_task, a_workspace, eur, id_of
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import planned

_MARKS = st.text(st.sampled_from("a é;,|\"'=+-@*[\t\n\r\x1b\u202e\u2028<&>%\U0001f600"), max_size=5)
_CELLS = st.one_of(
    st.none(),
    _MARKS,
    st.text(max_size=5),
    st.integers(-(10**15), 10**15),
    st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents).scaleb(-2)),
    st.dates(date(1900, 3, 1)),
)
_ROWS = st.lists(st.tuples(_CELLS, _MARKS, _CELLS, st.none()), max_size=6)
_NASTY = ("=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")', "-12.5", "plain")


def _a_workspace() -> Workspace:
    return a_workspace(
        a_project(name="plan"),
        a_person("H-1", "Ann Lee"),
        a_task("T-1", "Build", days=3, owner=id_of("H-1"), due=date(2026, 12, 1), tags=("web",)),
        a_task("T-2", "=Test", under="T-1", column="Doing", percent=40, priority=1),
    )


def test_entities_have_a_column_for_each_field_that_any_has() -> None:
    sheet = sheet_of_entities(_a_workspace(), "tasks", [id_of("T-1"), id_of("T-2"), 99])
    assert sheet.headers == (
        *("key", "title", "component", "project", "kind", "parent", "column", "priority"),
        *("tags", "owner", "due", "estimate", "percent"),
    )
    assert sheet.rows == (
        (
            *("T-1", "Build", "P-1", "plan", "task", None, None, None, "web", "Ann Lee"),
            *(date(2026, 12, 1), "3d", 0),
        ),
        (
            *("T-2", "=Test", "P-1", "plan", "task", "T-1", "Doing", "1"),
            *(None, None, None, None, 40),
        ),
    )


def test_only_the_fields_asked_for_are_written_in_their_order() -> None:
    sheet = sheet_of_entities(_a_workspace(), "tasks", [id_of("T-1")], ("due", "title", "moon"))
    assert (sheet.headers, sheet.rows) == (("due", "title"), ((date(2026, 12, 1), "Build"),))


def test_money_of_one_currency_is_a_number_and_of_several_says_which() -> None:
    one = a_workspace(a_component("PG-1", budget=eur("1200.50")))
    two = a_workspace(
        a_component("PG-1", budget=eur(5)), a_component("PG-2", budget=Money(700, "GBP"))
    )
    fields = ("budget",)
    sheet = sheet_of_entities(one, "components", [id_of("PG-1")], fields)
    assert (sheet.headers, sheet.rows) == (("budget (EUR)",), ((Decimal("1200.50"),),))
    assert sheet_of_entities(two, "components", [id_of("PG-1"), id_of("PG-2")], fields).rows == (
        ("5.00 EUR",),
        ("7.00 GBP",),
    )


def test_a_views_table_is_written_as_it_is_shown_with_its_outline() -> None:
    columns = (
        TableColumn(key="title", title="title", width=9),
        TableColumn(key="p", title="", width=1),
    )
    rows = {
        1: TableRow(1, (Cell("A"), Cell("4"))),
        2: TableRow(2, (Cell("B"), Cell("", "dim")), depth=1),
    }
    sheet = sheet_of_table(Table(columns, (1, 2), rows.__getitem__), "Risks")
    assert sheet == sheet_of_rows("Risks", ("title", "p"), (("A", "4"), ("  B", "")))


def test_a_text_that_starts_a_formula_is_guarded_and_a_number_is_not() -> None:
    written = to_csv(sheet_of_rows("t", ("=head",), tuple((text,) for text in _NASTY))).decode()
    cells = [row[0] for row in csv.reader(io.StringIO(written, newline=""))]
    assert cells[:5] == ["'=head", "'=1+1", "'+cmd", "'-cmd", "'@SUM(A1)"]
    assert cells[-2:] == ["-12.5", "plain"]
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)


def test_a_guarded_text_comes_back_as_it_was() -> None:
    texts = ("=1+1", "+cmd", "@x", "plain", "'quoted'", "a,b", "two\nlines")
    written = to_csv(sheet_of_rows("t", ("a", "b"), tuple((text, "x") for text in texts)))
    assert tuple(row.cells[0] for row in sheet_of(written, "t").rows) == texts


def test_control_characters_are_visible_in_what_is_written() -> None:
    sheet = sheet_of_rows("t", ("a",), (("\x1b[31m \u202e",),))
    assert "␛[31m \u2039U+202E\u203a" in to_csv(sheet).decode()
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheet)))
    assert book.active["A2"].value == "␛[31m \u2039U+202E\u203a"


def test_csv_for_excel_has_its_mark_and_line_ends() -> None:
    sheet = sheet_of_rows("t", ("a", "b"), (("ü", None),))
    assert to_csv(sheet) == "a,b\nü,\n".encode()
    assert to_csv(sheet, ";", for_excel=True) == b"\xef\xbb\xbfa;b\r\n\xc3\xbc;\r\n"


def test_a_workbook_has_real_dates_and_numbers_and_no_formula() -> None:
    cells = ("=1+1", date(2026, 12, 1), Decimal("12.5"), 4, None)
    data = to_xlsx(
        sheet_of_rows("Risks: [all] of a very long program name", tuple("abcde"), (cells,))
    )
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page.title == "Risks   all  of a very long pro"
    assert [cell.data_type for cell in page[2]] == ["s", "d", "n", "n", "n"]
    assert page["A2"].value == "'=1+1"
    assert page["B2"].value.date() == date(2026, 12, 1)
    assert page.freeze_panes == "A2"
    assert sheet_of(data, "t").rows[0].cells == ("=1+1", "2026-12-01", "12.5", "4", "")


def test_what_is_written_and_read_back_changes_nothing() -> None:
    workspace = _a_workspace()
    sheet = sheet_of_entities(workspace, "tasks", [id_of("T-1"), id_of("T-2")])
    for data in (to_csv(sheet), to_xlsx(sheet)):
        read = sheet_of(data, "plan")
        text = to_csv(sheet_of_rows("plan", read.headers, tuple(row.cells for row in read.rows)))
        again = planned(text.decode(), None, workspace, start=5)
        assert not again.errors
        assert not again.ops
        assert again.preview == "1 project, 2 tasks as they are"


def test_a_register_is_written_with_its_owners_by_name() -> None:
    workspace = a_workspace(
        a_project(), a_person("H-1", "Ann"), a_risk("R-1", 4, 5, owner=id_of("H-1"))
    )
    sheet = sheet_of_entities(workspace, "risks", [id_of("R-1")])
    told = dict(zip(sheet.headers, sheet.rows[0], strict=True))
    assert (told["owner"], told["probability"], told["impact cost"]) == ("Ann", "4", "5")


def test_a_workbook_keeps_readable_what_it_cannot_hold_and_says_so() -> None:
    long = "n" * 40_000
    sheet = sheet_of_rows("t", ("a", "notes"), (("\ufffe odd", long), ("b", "short")))
    page = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheet))).active
    assert page["A2"].value == "\u2039U+FFFE\u203a odd"
    assert len(page["B2"].value) == 32_767
    assert page["B2"].value.endswith("…")
    assert lossy_cells(sheet) == ("row 2, notes: 40,000 characters, cut to 32,767",)


def _cell_text(cell: OutCell) -> str:
    if cell is None or not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return safe_for_sheet(visible(cell, multiline=True))


@given(_ROWS)
def test_columns_are_written_to_csv_as_their_rows_would_be_one_by_one(
    rows: list[tuple[OutCell, ...]],
) -> None:
    lines = ["a,b,c,d", *(sheet_line(map(_cell_text, row)) for row in rows)]
    expected = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    assert to_csv(sheet_of_rows("t", tuple("abcd"), rows)) == expected


@given(_ROWS)
@settings(max_examples=40)
def test_rows_of_a_workbook_are_those_that_a_library_writes_cell_by_cell(
    rows: list[tuple[OutCell, ...]],
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(list("abcd"))
    for row in rows:
        page.append([for_workbook(cell) if isinstance(cell, str) else cell for cell in row])
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    ours = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheet_of_rows("t", tuple("abcd"), rows))))
    theirs = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    for one, other in zip(ours.active.iter_rows(), theirs.active.iter_rows(), strict=True):
        assert [(cell.value, cell.data_type, cell.number_format) for cell in one] == [
            (cell.value, cell.data_type, cell.number_format) for cell in other
        ]
