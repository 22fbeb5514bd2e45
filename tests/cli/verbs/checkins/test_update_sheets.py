"""This file tests update sheets on the command line: written, filled in, and merged."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.running import Shell
from tests.exchange.update_sheets.sheets import Cells, filled


@pytest.fixture
def plan(empty: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A program of two projects under way, with a manager each and a task that is late."""
    monkeypatch.chdir(tmp_path)
    for line in ("Ann Roe", "Bob Day", "Cleo Fox"):
        empty.ok("add", "person", line)
    empty.ok("add", "program", "Shop owner:H-1")
    for name, owner in (("Alpha", "H-2"), ("Beta", "H-3")):
        line = f"{name} state:executing portfolio_status:active start:2026-01-05 owner:{owner}"
        empty.ok("add", "project", line, "--into", "PG-1")
    for project in ("P-1", "P-2"):
        for line in ("Late due:2026-01-02 percent:20", "Also late due:2026-01-03 percent:30"):
            empty.ok("add", "task", line, "--into", project)
        empty.ok("add", "risk", "Supplier p:3 i:3 @H-2", "--into", project)
    return empty


def _written(plan: Shell, folder: str = "out", *words: str) -> dict[str, Path]:
    plan.ok("update_sheets", folder, *words)
    return {path.name.split("-")[0]: path for path in Path(folder).iterdir()}


def _filled(path: Path, name: str, cells: Cells) -> str:
    Path(name).write_bytes(filled(path.read_bytes(), cells))
    return name


def _percents(plan: Shell) -> Mapping[str, int]:
    rows = plan.json("list", "tasks", "is:any", "--columns", "key,percent")["rows"]
    return {row["key"]: row["percent"] for row in rows}


def _revision(plan: Shell) -> Any:
    return plan.json("list", "tasks")["revision"]


def _percent(key: str) -> tuple[str, str, str]:
    return ("Tasks", key, "percent complete")


def test_each_project_manager_gets_a_workbook_and_none_is_overwritten(plan: Shell) -> None:
    sheets = _written(plan, "out", "--into", "PG-1")
    assert sorted(sheets) == ["bob", "cleo"]
    again = plan("update_sheets", "out", "--into", "PG-1")
    assert again.code == 2
    assert "there already" in again.err
    document = plan.json("update_sheets", "other", "--into", "P-1")
    assert [one["person"] for one in document["files"]] == ["Bob Day"]


def test_what_came_back_is_a_commit_for_each_person(plan: Shell) -> None:
    sheets = _written(plan)
    files = (
        _filled(sheets["bob"], "bob.xlsx", {_percent("T-1"): 60}),
        _filled(sheets["cleo"], "cleo.xlsx", {_percent("T-3"): 70}),
    )
    before = _revision(plan)
    assert "2 tasks to update" not in plan.ok("update_sheets", "--apply", *files, "--dry-run")
    assert _revision(plan) == before
    plan.ok("update_sheets", "--apply", *files)
    assert _revision(plan) == before + 2
    assert _percents(plan) == {"T-1": 60, "T-2": 30, "T-3": 70, "T-4": 30}
    plan.ok("undo")
    plan.ok("undo")
    assert _percents(plan) == {"T-1": 20, "T-2": 30, "T-3": 20, "T-4": 30}


def test_two_with_conflicts_a_stale_one_and_one_with_moved_columns_lose_nothing(
    plan: Shell,
) -> None:
    late = {_percent("T-2"): 55, ("Tasks", "T-1", "new remark"): "old words"}
    old = _filled(_written(plan, "old")["bob"], "old.xlsx", late)
    plan.ok("set", "T-4", "percent=35")
    sheets = _written(plan, "new")
    bob = _filled(sheets["bob"], "bob.xlsx", {_percent("T-1"): 60, _percent("T-2"): 50})
    cleo = _filled(sheets["cleo"], "cleo.xlsx", {_percent("T-3"): 70, _percent("T-4"): 80})
    book = openpyxl.load_workbook(cleo)
    book["Tasks"].move_range("B1:D99", cols=20)
    book.save(cleo)
    plan.ok("set", "T-1", "percent=45")
    plan.ok("set", "T-4", "percent=40")
    before = _revision(plan)
    ran = plan("update_sheets", "--apply", old, bob, cleo)
    assert ran.code == 4
    assert _revision(plan) == before
    for words in (
        "T-1 Late, percent: 20 % before, 60 % in the file, 45 % here",
        "T-4 Also late, percent: 35 % before, 80 % in the file, 40 % here",
        "stale: one of revision",
        "changed in both: T-2 Also late, percent: 30 % before, 55 % in the file, 50 % here",
        "changed in a stale sheet: T-1 Late, remark: nothing before, old words in the file",
        "nothing was written of any of them",
    ):
        assert words in ran.err, words
    taken = plan.json("update_sheets", "--apply", old, bob, cleo, "--mine")
    assert [one["clashes"] for one in taken["sheets"]] == [[], [], []]
    assert _percents(plan) == {"T-1": 45, "T-2": 50, "T-3": 70, "T-4": 40}
    assert plan("update_sheets", "--apply", old).code == 4
    plan.ok("update_sheets", "--apply", old, "--theirs")
    assert _percents(plan)["T-2"] == 55
    before = _revision(plan)
    plan.ok("update_sheets", "--apply", bob, cleo)
    assert _revision(plan) == before


def test_import_takes_an_update_sheet_in_as_well(plan: Shell) -> None:
    back = _filled(_written(plan)["bob"], "bob.xlsx", {_percent("T-1"): 60})
    assert "update sheet of Bob Day" in plan("import", back).err
    assert _percents(plan)["T-1"] == 60


def test_both_are_named_where_somebody_enters_it_for_the_manager(plan: Shell) -> None:
    import getpass

    plan.ok("set", "H-1", f"logins={getpass.getuser()}")
    cells = {("Tasks", "T-1", "new remark"): "waits", ("Check-in", "P-1", "how it goes"): "late"}
    ran = plan("update_sheets", "--apply", _filled(_written(plan)["bob"], "bob.xlsx", cells))
    assert "by Bob Day, entered by Ann Roe" in ran.err
    (remark,) = plan.json("list", "remarks")["rows"]
    (checkin,) = plan.json("list", "checkins")["rows"]
    assert remark["by"] == checkin["by"]
    assert "Bob Day" in plan.ok("list", "remarks")


def test_what_is_no_update_sheet_of_this_store_is_refused(plan: Shell, tmp_path: Path) -> None:
    Path("table.csv").write_text("key,title\nT-1,Build\n", "utf-8")
    ran = plan("update_sheets", "--apply", "table.csv")
    assert ran.code == 2
    assert "no update sheet" in ran.err
    assert plan("update_sheets", "--apply", "missing.xlsx").code == 2
    assert plan("update_sheets", "one", "two").code == 2
    back = _written(plan)["bob"]
    other = Shell(tmp_path / "other.json")
    other.ok("init", "other.json")
    ran = other("update_sheets", "--apply", str(back))
    assert ran.code == 4
    assert "an update sheet of another store" in ran.err
