"""This file tests `import` and `export`: tables of others in, tables for others out."""

import csv
import io
from pathlib import Path

from tests.cli.running import Shell
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.xer.documents import an_activity, document, plan_tables
from tests.exchange.xer.portfolio import Links, Portfolio, portfolio_file

_SHEET = (
    "Project,Task,Owner,Due,Priority\n"
    "Apollo,Build,Ann Archer,2031-02-01,1\n"
    "Apollo,Fly,Cleo Cole,2031-03-01,2\n"
    "Gemini,Land,Ann Archer,2031-04-01,\n"
)


def _sheet(shell: Shell, text: str = _SHEET) -> str:
    path = shell.store.with_name("plan.csv")
    path.write_text(text, "utf-8")
    return str(path)


def test_a_table_is_taken_in_with_projects_tasks_and_people(empty: Shell) -> None:
    ran = empty("import", _sheet(empty))
    assert ran.code == 0, ran.err
    assert ran.out.startswith("2 projects, 3 tasks, 2 people to create")
    titles = [row["title"] for row in empty.json("list", "tasks")["rows"]]
    assert sorted(titles) == ["Build", "Fly", "Land"]


def test_the_same_table_again_changes_nothing(empty: Shell) -> None:
    empty("import", _sheet(empty))
    before = empty.json("list", "tasks")
    ran = empty("import", _sheet(empty))
    assert (ran.code, "to create" in ran.out) == (0, False)
    assert empty.json("list", "tasks") == before


def test_a_dry_run_counts_and_writes_nothing(empty: Shell) -> None:
    ran = empty("import", _sheet(empty), "--dry-run")
    assert ran.out.startswith("2 projects, 3 tasks")
    assert "nothing was written" in ran.err
    assert empty.json("list", "tasks")["total"] == 0


def test_a_wrong_cell_is_named_by_line_and_column(empty: Shell) -> None:
    ran = empty("import", _sheet(empty, _SHEET.replace("2031-03-01", "someday")))
    assert "line 3, Due" in ran.err


def test_the_map_is_kept_and_read_again_but_never_overwritten(empty: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "map.toml"
    sheet = _sheet(empty)
    assert empty("import", sheet, "--dry-run", "--save-map", str(kept)).code == 0
    assert empty("import", sheet, "--map", str(kept)).code == 0
    assert empty("import", sheet, "--save-map", str(kept)).code == 2


def test_a_file_that_is_not_there_ends_with_2(empty: Shell) -> None:
    ran = empty("import", "/nowhere/plan.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("/nowhere/plan.csv") == 1


def test_csv_is_written_to_stdout_and_to_a_new_file_only(shell: Shell, tmp_path: Path) -> None:
    out = shell.ok("export", "tasks", "-", "--columns", "title,priority")
    rows = list(csv.reader(io.StringIO(out)))
    assert [row[0] for row in rows[1:]] == ["Write copy", "Review copy", "Go live"]
    target = tmp_path / "tasks.csv"
    assert shell("export", "tasks", str(target)).err == f"pmtui: 3 tasks in {target}\n"
    assert target.stat().st_mode & 0o777 == 0o600
    assert shell("export", "tasks", str(target)).code == 2


def test_what_is_exported_as_a_table_is_imported_again(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "tasks.xlsx"
    shell.ok("export", "tasks", str(target))
    ran = shell("import", str(target), "--dry-run", "--into", "P-1")
    assert ran.code == 0, ran.err
    assert "to create" not in ran.out


def _plan(shell: Shell, data: bytes, name: str = "plan.xml") -> str:
    path = shell.store.with_name(name)
    path.write_bytes(data)
    return str(path)


def test_a_plan_is_told_by_its_content_and_taken_in(empty: Shell) -> None:
    ran = empty("import", _plan(empty, tasks(a_task(1), a_task(2))))
    assert ran.code == 0, ran.err
    assert ran.out == "1 project, 2 tasks, 1 calendar to create\n"
    again = empty("import", _plan(empty, tasks(a_task(1), a_task(2))))
    assert again.out == "1 project, 2 tasks, 1 calendar as they are\n"
    dates = empty.json("schedule")["tasks"]
    assert [(row["uid"], row["start"]) for row in dates] == [
        (1, "2025-04-07T08:00:00"),
        (2, "2025-04-07T08:00:00"),
    ]


def test_a_primavera_export_is_taken_in_and_what_is_left_out_is_told(empty: Shell) -> None:
    tables = plan_tables(TASK=[an_activity(1)], UDFVALUE=[{"udf_text": "x"}])
    ran = empty("import", _plan(empty, document(tables), "plan.xer"), "--dry-run")
    assert ran.out == "1 project, 1 task, 1 calendar to create\n"
    assert "left out: UDFVALUE: 1" in ran.err
    assert empty.json("list", "tasks")["total"] == 0


def test_the_encoding_of_a_plan_or_table_can_be_named_and_a_guess_is_told(empty: Shell) -> None:
    text = document(plan_tables(TASK=[an_activity(1, task_name="@@")])).decode("cp1252")
    path = _plan(empty, text.replace("@@", "Фундамент").encode("cp1251"), "plan.xer")
    guessed = empty("import", path, "--dry-run")
    assert "is not UTF-8; a guess, --encoding names another" in guessed.err
    assert any("a guess" in note for note in empty.json("import", path, "--dry-run")["notes"])
    for name, problem in (
        ("utf-8", "line 13 is not utf-8"),
        ("klingon", "'klingon' is no encoding that is known"),
    ):
        ran = empty("import", path, "--encoding", name)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert problem in ran.err
    assert empty("import", path, "--encoding", "windows-1251").code == 0
    assert [row["title"] for row in empty.json("list", "tasks")["rows"]] == ["Фундамент"]
    table = _plan(empty, "Task\nŽižka\n".encode("cp1250"), "table.csv")
    assert empty("import", table, "--into", "P-1", "--encoding", "cp1250").code == 0
    titles = [row["title"] for row in empty.json("list", "tasks")["rows"]]
    assert sorted(titles) == ["Žižka", "Фундамент"]
    ran = empty("import", _plan(empty, tasks(a_task(1))), "--encoding", "cp1251")
    assert (ran.code, "leave out --encoding" in ran.err) == (2, True)


def test_tasks_at_other_dates_than_in_the_file_are_told_in_a_line_and_listed_by_a_dry_run(
    empty: Shell,
) -> None:
    row = "<Duration>PT16H0M0S</Duration><Finish>2025-04-07T17:00:00</Finish>"
    path = _plan(empty, tasks(a_task(1, row), a_task(2, "<Start>2025-04-07T08:00:00</Start>")))
    line = "1 of 2 tasks comes out at other dates than in the file, first T-1 'T1' "
    ran = empty("import", path, "--dry-run")
    assert ran.out.splitlines()[1].startswith(line)
    assert ran.out.splitlines()[2].startswith("  T-1 'T1': finish 8 Apr")
    told = empty.json("import", path, "--dry-run")
    assert told["dates"].startswith(line)
    assert told["dated"] == 2
    assert told["moved"] == [
        {
            "key": "T-1",
            "title": "T1",
            "start": "2025-04-07T08:00:00",
            "finish": "2025-04-08T17:00:00",
            "file_start": None,
            "file_finish": "2025-04-07T17:00:00",
        }
    ]
    done = empty("import", path)
    assert done.out.splitlines()[1:] == [ran.out.splitlines()[1]]


def test_a_broken_plan_ends_with_2_and_says_where(empty: Shell) -> None:
    ran = empty("import", _plan(empty, b"<Project><Tasks>"))
    assert (ran.code, "plan.xml: the file is not XML" in ran.err) == (2, True)
    ran = empty("import", _plan(empty, tasks(a_task(1))), "--map", "x.toml")
    assert (ran.code, "--map is for tables" in ran.err) == (2, True)


def test_a_project_goes_out_for_ms_project_and_comes_back_unchanged(empty: Shell) -> None:
    empty("import", _plan(empty, tasks(a_task(1, "<Duration>PT16H0M0S</Duration>"), a_task(2))))
    written = empty.store.with_name("out.xml")
    ran = empty("export", "P-1", str(written), "--format", "msproject")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "pmtui: left out: the project's state",
        "pmtui: left out: 5 board columns",
        f"pmtui: 2 tasks in {written}",
    ]
    assert "<Finish>2025-04-08T17:00:00</Finish>" in written.read_text("utf-8")
    again = empty("import", str(written), "--into", "P-1")
    assert again.out.splitlines() == [
        "1 project, 2 tasks, 1 calendar as they are",
        "2 tasks come out at the dates of the file",
    ]
    assert empty("export", "P-1", str(written)).code == 2
    assert empty("export", ".", str(written.with_name("all.xml"))).code == 2


def test_all_projects_of_a_primavera_export_are_taken_in_or_those_that_are_named(
    empty: Shell,
) -> None:
    two = Portfolio(((8, 16), (24,)), [Links(101, 102), Links(102, 201)])
    path = _plan(empty, portfolio_file(two), "two.xer")
    ran = empty("import", path, "--dry-run")
    assert ran.out == "2 projects, 3 tasks, 2 links, 2 calendars to create\n"
    assert "all 2 projects in the file are taken: P1 'Project 1' (2), P2 'Project 2' (1)" in ran.err
    both = empty("import", path, "--dry-run", "--project", "P1", "--project", "p2")
    assert both.out == ran.out
    ran = empty("import", path, "--project", "P2")
    assert "A201 'Activity 201': its predecessor 102 of P1 (P6 1) is not here; they are linked" in (
        ran.err
    )
    assert empty("import", path).code == 0
    links = empty.json("list", "links")["rows"]
    assert len(links) == 2
    again = empty("import", path)
    assert again.out == "2 projects, 3 tasks, 2 links, 2 calendars as they are\n"
    empty.ok("undo")
    assert len(empty.json("list", "links")["rows"]) == 0
    assert len(empty.json("list", "projects")["rows"]) == 1


def test_several_projects_are_not_put_into_one_and_a_missing_one_is_refused(empty: Shell) -> None:
    two = Portfolio(((8, 16), (24,)), [])
    path = _plan(empty, portfolio_file(two), "two.xer")
    empty.ok("import", path, "--project", "P2")
    ran = empty("import", path, "--into", "P-1")
    assert ran.code == 2
    assert "the file holds 2 projects and P-1 is one: import one of them into it, or all" in ran.err
    ran = empty("import", path, "--project", "P3")
    assert ran.code == 2
    assert "the file holds no project 'P3'; it holds the projects P1, P2" in ran.err


def test_a_name_that_two_people_have_is_told_with_their_keys(empty: Shell) -> None:
    for words in (("project", "Yard"), ("person", "Ann Roe"), ("person", "Ann Bee")):
        empty.ok("add", *words)
    sheet = empty.store.with_name("plan.csv")
    sheet.write_text("Task,Owner,Assignees\nDig,Ann,Ann; Cho\nFill,H-2,Ann Roe\n", "utf-8")
    ran = empty("import", str(sheet), "--into", "P-1")
    assert ran.code == 0, ran.err
    both = "'Ann' can be H-1 (Ann Roe) or H-2 (Ann Bee); write the key"
    assert f"line 2, Owner: {both}" in ran.err
    assert f"line 2, Assignees: {both}" in ran.err
    people = [row["name"] for row in empty.json("list", "people")["rows"]]
    assert people == ["Ann Roe", "Ann Bee", "Cho"]
    told = empty.ok("list", "tasks", "--csv", "--columns", "title,owner,assignee")
    assert told.splitlines()[1:] == ["Dig,,Cho", "Fill,Ann Bee,Ann Roe"]
