"""This file writes update sheets of a small store, fills them in, and takes them in again."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any, Final

import msgspec
import openpyxl

from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.tables.export.edition import Edition, mark_of
from pmtui.exchange.update_sheets.contents import update_sheets
from pmtui.exchange.update_sheets.merging import merged_update
from pmtui.exchange.update_sheets.reading import returned_sheet
from pmtui.exchange.update_sheets.shape import ReturnedSheet
from pmtui.exchange.update_sheets.writing import HEADER_LINE, workbook_of
from pmtui.model.changes.ops import apply, edit, settle_keys
from pmtui.model.entities.registers import ActionItem, Issue
from pmtui.model.entities.tasks import Task
from pmtui.model.governance.checkins import Ask
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import at
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)

STORE: Final = "5be1c0de" * 4
BOB: Final = "H-1"
Cells = Mapping[tuple[str, str, str], Any]
"""What is typed into a workbook: values by page, key and header."""


def a_store(*more: Any, **of_first_task: Any) -> Workspace:
    """A program whose project Bob manages, with work under way and something in each register."""
    return a_workspace(
        a_person(BOB, "Bob Day", logins=("bob",)),
        a_person("H-2", "Ann Roe", logins=("ann",)),
        a_component("PG-1", owner=id_of("H-2")),
        a_project("P-1", "PG-1", owner=id_of(BOB), name="Shop"),
        a_task("T-1", column="Doing", **{"title": "Build", "percent": 40, **of_first_task}),
        a_task("T-2", "Test", column="Ready", due=date(2026, 11, 25)),
        a_task("T-3", "Train", column="Backlog", percent=10, remaining=480),
        a_task("T-9", "Far off", days=1, constraint="SNET", constraint_date=date(2030, 1, 1)),
        a_risk("R-1", 3, 4, owner=id_of(BOB), title="Late supplier", state="assessed"),
        Issue(id=id_of("I-1"), key="I-1", title="Leak", component=id_of("P-1"), owner=id_of(BOB)),
        ActionItem(
            id=id_of("X-1"), key="X-1", title="Call", component=id_of("P-1"), owner=id_of(BOB)
        ),
        Ask(id=id_of("AK-1"), key="AK-1", title="A room", component=id_of("PG-1"),
            owner=id_of(BOB), state="open"),
        *more,
    )  # fmt: skip


def written(workspace: Workspace, scope: str = "", today: date = TODAY) -> bytes:
    """Bob's update sheet of a store as it is."""
    situation = msgspec.structs.replace(at(workspace, scope=scope), today=today)
    sheets = update_sheets(situation, STORE, id_of(scope)).sheets
    (sheet,) = (sheet for sheet in sheets if sheet.origin.person == id_of(BOB))
    return workbook_of(sheet)


def filled(data: bytes, cells: Cells) -> bytes:
    """The workbook after some cells were filled in."""
    book = openpyxl.load_workbook(BytesIO(data))
    for (page, key, header), value in cells.items():
        sheet = book[page]
        headers = {cell.value: cell.column for cell in sheet[HEADER_LINE]}
        line = next(row[0].row for row in sheet.iter_rows() if row[0].value == key)
        sheet.cell(line, headers[header]).value = value
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook as a file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def returned(data: bytes) -> ReturnedSheet:
    """What an update sheet says."""
    sheet = returned_sheet(data)
    assert sheet is not None
    return sheet


def merged(
    workspace: Workspace,
    data: bytes,
    take: Take = "",
    by: str = "H-2",
    *,
    known: bool = True,
    today: date = TODAY,
) -> ImportPlan:
    """What taking a sheet in would do; `known` says whether the history reaches back to it."""
    sheet = returned(data)
    mark = mark_of(STORE, sheet.origin.revision)
    edition = Edition(mark, workspace) if known else None
    situation = msgspec.structs.replace(at(workspace, actor=by), today=today)
    return merged_update(sheet, situation, edition, take)


def after(workspace: Workspace, plan: ImportPlan) -> Workspace:
    """The store after a plan was committed, one revision on."""
    following = apply(workspace, settle_keys(workspace, plan.all_ops))
    return at_revision(following, workspace.revision + 1)


def at_revision(workspace: Workspace, revision: int) -> Workspace:
    """The same store at another revision."""
    return Workspace(
        {table: dict(workspace.rows(table)) for table in workspace.tables},
        revision=revision,
        foreign=workspace.foreign,
    )


def with_task(workspace: Workspace, key: str, **fields: Any) -> Workspace:
    """The store after somebody edited a task on the screen."""
    task = the_task(workspace, key)
    return at_revision(apply(workspace, edit("tasks", task, **fields)), workspace.revision + 1)


def the_task(workspace: Workspace, key: str) -> Task:
    """A task by its key."""
    return workspace.tasks[id_of(key)]


def texts(plan: ImportPlan) -> str:
    """All that a plan says, for a test to look into."""
    clashes = (f"{c.key} {c.field} {c.before} {c.sheet} {c.here}" for c in plan.clashes)
    return "\n".join((*plan.notes, *(finding.text for finding in plan.findings), *clashes))
