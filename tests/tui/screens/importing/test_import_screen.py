"""This file tests the import dialog: correct, preview, import, keep the map, import again."""

import threading
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmtui.model.changes.ops import edit
from pmtui.model.entities.tasks import Task
from pmtui.tui.lines.grid import Grid
from pmtui.tui.screens.importing.import_screen import ImportScreen
from pmtui.tui.screens.picker import PickerScreen
from tests.conftest import id_of
from tests.exchange.msproject.documents import a_task
from tests.exchange.msproject.documents import tasks as plan_rows
from tests.exchange.xer.portfolio import Links, Portfolio, portfolio_file
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, found, started

TABLE = (
    "ID,Project,Task name,Owner,Due,Stage note\n"
    "A1,Apollo,Write copy,Ann Ames,31.12.2026,[red]loud[/red]\n"
    "A2,Apollo,Book hall,Cleo Cole,32.12.2026,\n"
    "A3,Gemini,Land,Ann Ames,15.01.2027,careful\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory the program is started in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(text: str, name: str = "plan.csv") -> str:
    """A table on disk."""
    Path(name).write_text(text, "utf-8")
    return name


def written_bytes(name: str, data: bytes) -> None:
    """A file on disk."""
    Path(name).write_bytes(data)


async def opened(stage: Stage, name: str) -> ImportScreen:
    """Open the dialog on a file as `:import` does, and wait for its preview."""
    await stage.press("colon")
    await stage.pilot.pause(0.25)
    await stage.type(f"import {name}\n")
    await stage.until(lambda: isinstance(stage.app.screen, ImportScreen))
    screen = stage.app.screen
    assert isinstance(screen, ImportScreen)
    await counted(stage, screen)
    await stage.pilot.pause(0.25)
    return screen


async def counted(stage: Stage, screen: ImportScreen) -> None:
    """Wait for the preview."""
    await stage.until(lambda: screen.plan is not None)
    await stage.settle()


async def chosen(stage: Stage, words: str) -> None:
    """Choose in the list that is open by typing."""
    assert isinstance(stage.app.screen, PickerScreen)
    await stage.pilot.pause(0.25)
    await stage.type(f"{words}\n")


async def imported(stage: Stage) -> None:
    """Import, and wait for the disk."""
    screen = stage.app.screen
    await stage.press("i")
    await stage.until(lambda: screen is not stage.app.screen or "imported as" in stage.head)
    await stage.settle()


def own_threads() -> list[str]:
    """Names of the threads that work beside the screen."""
    names = (one.name for one in threading.enumerate())
    return [name for name in names if name.startswith("pmtui-beside")]


def tasks(stage: Stage) -> dict[str, Task]:
    """The imported tasks by code."""
    return {one.code: one for one in stage.workspace.tasks.values() if one.code}


async def test_a_table_is_shown_corrected_imported_and_taken_back_in_one_step() -> None:
    async with started(a_portfolio(), Start(scope="")) as stage:
        before = stage.workspace
        screen = await opened(stage, written(TABLE))
        assert "2 projects, 3 tasks, 1 person to create" in stage.text
        assert "line 3, Due: there is no day '32.12.2026'" in stage.text
        assert "not recognised" in found(stage.lines, "Stage note")
        await stage.press("G", "enter")
        await chosen(stage, "remark")
        await counted(stage, screen)
        assert "2 remarks" in stage.text
        assert found(stage.lines, "Stage note").split()[-2:] == ["remark", "you"]
        assert stage.workspace is before
        await imported(stage)
        await stage.press("q")
        assert tasks(stage)["A1"].title == "Write copy"
        assert tasks(stage)["A2"].due is None
        assert "[red]loud[/red]" in {one.text for one in stage.workspace.rows("remarks").values()}  # type: ignore[attr-defined]
        await stage.press("u")
        await stage.settle()
        assert not tasks(stage)


async def test_the_corrected_file_again_updates_and_never_doubles() -> None:
    async with started(a_portfolio(), Start(scope="")) as stage:
        await opened(stage, written(TABLE))
        await imported(stage)
        await stage.press("b")
        assert "kept plan.csv.map.toml" in stage.foot
        count = len(stage.workspace.tasks)
        made = {code: one.id for code, one in tasks(stage).items()}
        written(TABLE.replace("32.12.2026", "30.12.2026").replace("Land,", "Land it,"))
        await opened(stage, "plan.csv")
        assert "2 tasks to update" in stage.text
        assert "1 task" in found(stage.lines, "as they are")
        assert "map" in found(stage.lines, "Task name")
        await imported(stage)
        assert len(stage.workspace.tasks) == count
        assert {code: one.id for code, one in tasks(stage).items()} == made
        assert tasks(stage)["A3"].title == "Land it"
        await opened(stage, "plan.csv")
        assert "as they are" in stage.text
        await stage.press("i")
        assert "everything is as the file says" in stage.head


async def test_where_it_goes_can_be_chosen() -> None:
    async with started(a_portfolio(), Start(scope="")) as stage:
        screen = await opened(stage, written("Task,Due\nOne,2026-12-01\nTwo,\n"))
        await stage.press("o")
        await chosen(stage, "site build")
        await counted(stage, screen)
        await imported(stage)
        titles = {
            one.title for one in stage.workspace.tasks.values() if one.component == id_of("P-1")
        }
        assert {"One", "Two"} <= titles


async def test_what_a_row_is_can_be_corrected() -> None:
    async with started(a_portfolio(), Start(scope="P-1")) as stage:
        screen = await opened(stage, written("Title,Owner\nServer down,Bob Bell\n"))
        await stage.press("j", "enter")
        await chosen(stage, "each row is a risk")
        await counted(stage, screen)
        assert "1 risk" in stage.text or "1 threat" in stage.text


async def test_a_workbook_is_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Task", "Due"), ("One", "2026-12-01"), ("Two", "")):
        sheet.append(row)
    book.save("plan.xlsx")
    async with started(a_portfolio()) as stage:
        await opened(stage, "plan.xlsx")
        assert "2 tasks to create" in stage.text
        await imported(stage)
        assert stage.titled("tasks", "Two").key


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("gone.csv", None, "is not there"),
        ("empty.csv", b"", "the table is empty"),
        ("nul.csv", b"a,b\nx\x00,y\n", "NUL"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "workbook"),
    ],
)
async def test_a_bad_file_is_one_clear_line(name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        written_bytes(name, data)
    async with started(a_portfolio()) as stage:
        await stage.press("colon")
        await stage.pilot.pause(0.25)
        await stage.type(f"import {name}\n")
        await stage.until(lambda: words in stage.foot)
        assert name in stage.foot
        assert not isinstance(stage.app.screen, ImportScreen)


async def test_headers_without_rows_import_nothing() -> None:
    async with started(a_portfolio()) as stage:
        await opened(stage, written("Task,Due\n"))
        assert "nothing to import" in stage.text
        await stage.press("i")
        assert isinstance(stage.app.screen, ImportScreen)


async def test_three_hundred_columns_scroll() -> None:
    headers = ",".join(["Task", *(f"Column {at}" for at in range(299))])
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        await opened(stage, written(f"{headers}\nOne{',x' * 299}\n"))
        await stage.press("G")
        assert "Column 298" in stage.text


async def test_hostile_cells_and_headers_are_shown_and_stay_text() -> None:
    table = "Task,[b]\x1b[2Jx\u202e\nOne \x1b]0;gone\x07,=1+1\n"
    async with started(a_portfolio()) as stage:
        await opened(stage, written(table))
        assert "\x1b" not in stage.text
        assert "\u202e" not in stage.text
        assert "[b]" in stage.text
        await imported(stage)
        assert any("\x1b]0;gone" in one.title for one in stage.workspace.tasks.values())


async def test_what_others_changed_meanwhile_is_looked_at_before_it_is_imported() -> None:
    async with started(a_portfolio()) as stage:
        screen = await opened(stage, written("Task\nOne\n"))
        stage.session.submit(edit("tasks", stage.task("T-1"), title="Other"), "test")
        await stage.settle()
        await stage.press("i")
        await counted(stage, screen)
        assert "others changed the plan meanwhile" in stage.head
        await imported(stage)
        assert stage.titled("tasks", "One").key


async def test_an_unknown_key_and_leaving_write_nothing() -> None:
    async with started(a_portfolio()) as stage:
        before = stage.workspace
        await opened(stage, written(TABLE))
        await stage.press("x", "7", "f5", "q")
        assert "nothing was imported" in stage.foot
        assert stage.workspace is before


async def test_reading_and_planning_run_on_a_thread_of_their_own_and_can_be_left() -> None:
    rows = "".join(f"Project {at // 500},Task {at},Person {at % 9}\n" for at in range(10_000))
    written("Project,Task,Owner\n" + rows)
    async with started(a_portfolio(), Start(scope="")) as stage:
        stage.main.perform("import", {"file": "plan.csv"})
        await stage.until(lambda: isinstance(stage.app.screen, ImportScreen))
        await stage.until(lambda: bool(own_threads()))
        await stage.pilot.pause(0.25)
        await stage.press("q")
        assert not isinstance(stage.app.screen, ImportScreen)


async def test_a_read_only_store_says_so_before_anything_is_read() -> None:
    async with started(a_portfolio(), Start(read_only="no write permission")) as stage:
        written(TABLE)
        stage.main.perform("import", {"file": "plan.csv"})
        await stage.settle()
        assert "read-only: no write permission" in stage.foot


async def test_a_plan_shows_which_tasks_come_out_at_other_dates_than_in_its_file() -> None:
    row = "<Duration>PT16H0M0S</Duration><Finish>2025-04-07T17:00:00</Finish>"
    written_bytes("plan.xml", plan_rows(a_task(1, row)))
    async with started(a_portfolio(), Start(scope="")) as stage:
        await opened(stage, "plan.xml")
        assert "1 of 1 task comes out at other dates than in the file, first T-" in stage.text


async def test_of_several_projects_of_a_file_those_are_taken_that_the_lines_say() -> None:
    two = Portfolio(((8, 16), (24,)), [Links(101, 102), Links(102, 201)])
    written_bytes("two.xer", portfolio_file(two))
    async with started(a_portfolio(), Start(scope="")) as stage:
        screen = await opened(stage, "two.xer")
        assert "Project 2, 1 activity" in stage.text
        assert "2 projects, 3 tasks, 2 links, 2 calendars to create" in stage.text
        await stage.press("j", "j", "enter")
        await chosen(stage, "leave it out")
        await counted(stage, screen)
        assert "1 project, 2 tasks, 1 link, 1 calendar to create" in stage.text
        await stage.press("enter")
        assert isinstance(stage.app.screen, PickerScreen)
        await chosen(stage, "take only this")
        await counted(stage, screen)
        assert "1 project, 1 task, 1 calendar to create" in stage.text
        assert "its predecessor 102 of P1 (P6 1) is not here" in " ".join(stage.text.split())
        await stage.press("k", "enter")
        await chosen(stage, "take it")
        await counted(stage, screen)
        await imported(stage)
        workspace = stage.session.workspace
        tasks = workspace.tasks
        assert {
            (tasks[one.predecessor].uid, tasks[one.successor].uid)
            for one in workspace.links.values()
        } >= {(101, 102), (102, 201)}
        before = len(workspace.tasks)
        await stage.press("u")
        await stage.settle()
        assert len(stage.session.workspace.tasks) == before - 3


async def test_what_was_changed_in_the_table_and_here_is_shown_and_asks_which_side_stands() -> None:
    async with started(a_portfolio()) as stage:
        rows = "ID,Project,Task name,Due\nA1,Apollo,Write copy,2026-12-30\n"
        await opened(stage, written(rows))
        await imported(stage)
        await stage.press("q")
        task = stage.titled("tasks", "Write copy")
        stage.session.submit(edit("tasks", task, due=date(2026, 12, 24), notes="mine"), "test")
        await stage.settle()
        screen = await opened(stage, written(rows.replace("12-30", "12-31")))
        assert "1 field changed in the file and here" in stage.text
        assert "30 Dec" in stage.text
        await stage.press("i")
        assert "decide first" in stage.head
        assert tasks(stage)["A1"].due == date(2026, 12, 24)
        await stage.press("x")
        await stage.until(lambda: isinstance(stage.app.screen, PickerScreen))
        await stage.pilot.pause(0.25)
        await stage.press("enter")
        await counted(stage, screen)
        await stage.press("i")
        await stage.until(lambda: tasks(stage)["A1"].due == date(2026, 12, 31))
        assert tasks(stage)["A1"].notes == "mine"


async def test_the_cursor_stays_on_its_column_when_a_correction_adds_lines_above() -> None:
    rows = "Task name,Stage,When,Last one\nWrite,x,2026-12-30,a\nRead,y,2026-12-31,b\n"
    async with started(a_portfolio(), Start(scope="")) as stage:
        screen = await opened(stage, written(rows))
        assert "dates begin with" not in stage.text
        await stage.press("G", "k")
        at = screen.query_one(Grid).cursor
        await stage.press("enter")
        await chosen(stage, "due")
        await counted(stage, screen)
        assert "dates begin with" in stage.text
        assert screen.query_one(Grid).cursor == at + 1
        await stage.press("enter")
        await chosen(stage, "left out")
        await counted(stage, screen)
        assert "left out" in found(stage.lines, "When")


async def test_both_ways_out_of_a_change_on_two_sides_are_listed_whole() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        rows = "ID,Project,Task name,Due\nA1,Apollo,Write copy,2026-12-30\n"
        await opened(stage, written(rows))
        await imported(stage)
        await stage.press("q")
        task = stage.titled("tasks", "Write copy")
        stage.session.submit(edit("tasks", task, due=date(2026, 12, 24)), "test")
        await stage.settle()
        await opened(stage, written(rows.replace("12-30", "12-31")))
        await stage.press("x")
        await stage.until(lambda: isinstance(stage.app.screen, PickerScreen))
        await stage.settle()
        assert "take the file's values" in stage.text
        assert "keep what stands here" in stage.text
        assert "overwritten" in stage.text
        assert "passed over" in stage.text
