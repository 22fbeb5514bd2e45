"""This file builds sheets and plans for tests of importing, in a few words each."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl

from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import ColumnMap, TableMap
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.model.changes.ops import apply
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.ids import IdSource
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace, known_tables
from tests.conftest import TODAY
from tests.exchange.reading import sheet_of


def ids(start: int = 0) -> Callable[[], int]:
    """A source of ids that always draws the same ones."""
    return IdSource(lambda: 1_735_689_600_000 + start, 0).draw


def a_sheet(text: str, name: str = "plan") -> Sheet:
    """The sheet of a CSV text."""
    return sheet_of(text.encode(), name)


def a_workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """The bytes of a workbook of some sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if cell == "" else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def a_map(*columns: tuple[str, str], **fields: Any) -> TableMap:
    """A map of headers to fields."""
    mapped = tuple(ColumnMap(headers=(header,), field=field) for header, field in columns)
    return TableMap(column=mapped, **fields)


def empty() -> Workspace:
    """A workspace with nothing in it."""
    return Workspace(known_tables())


def planned(
    text: str,
    mapping: TableMap | None = None,
    workspace: Workspace | None = None,
    *,
    into: int = 0,
    start: int = 0,
    within: str = "",
) -> ImportPlan:
    """The plan of importing a CSV text, by a guessed map where none is given."""
    sheet = a_sheet(text)
    base = workspace or empty()
    return plan(base, sheet, mapping or guess(sheet, within=within), ids(start), TODAY, into=into)


def done(import_plan: ImportPlan, workspace: Workspace | None = None) -> Workspace:
    """The workspace after a plan was committed."""
    base = workspace or empty()
    settled = settle(base, import_plan.ops)
    assert not isinstance(settled, Rejected), settled.reason
    return apply(base, settled)


def imported(text: str, mapping: TableMap | None = None, *, into: int = 0) -> Workspace:
    """An empty workspace after importing a CSV text."""
    return done(planned(text, mapping, into=into))


def the_task(workspace: Workspace, title: str) -> Task:
    """The one task with a title."""
    (found,) = (one for one in workspace.tasks.values() if one.title == title)
    return found


def column_of(workspace: Workspace, title: str) -> str:
    """The name of the column a task stands in; empty for none."""
    column = workspace.columns.get(the_task(workspace, title).column)
    return column.name if column is not None else ""


def assignments(workspace: Workspace) -> list[Assignment]:
    """Who is at work on what."""
    rows = workspace.rows("assignments").values()
    return [row for row in rows if isinstance(row, Assignment)]
