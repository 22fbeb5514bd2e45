"""This file tests `import` of a table again, and of what `export` wrote: only changes count."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import Shell

_SHEET = (
    "Task,Owner,Due,Predecessors,Notes\n"
    "Dig,Ann,2031-02-03,,one\n"
    "Fill,Bob,2031-02-04,1,two\n"
    'Pave,Ann,2031-02-05,"1;2",three\n'
)


def _file(shell: Shell, text: str, name: str = "plan.csv") -> str:
    path = shell.store.with_name(name)
    path.write_text(text, "utf-8")
    return str(path)


@pytest.fixture
def yard(empty: Shell) -> Shell:
    """A store with a project into which a table was imported."""
    empty.ok("add", "project", "Yard")
    empty.ok("import", _file(empty, _SHEET), "--into", "P-1")
    return empty


def _tasks(shell: Shell, *columns: str) -> list[list[str]]:
    text = shell.ok("list", "tasks", "--csv", "--columns", ",".join(columns))
    return list(csv.reader(io.StringIO(text)))[1:]


def test_an_unchanged_table_leaves_what_was_edited_since(yard: Shell) -> None:
    yard.ok("set", "T-1", "due=2031-03-03", "title=Dig deep")
    yard.ok("set", "T-2", "owner=Ann", "percent=40")
    yard.ok("archive", "T-3")
    before = yard.json("list", "tasks", "archived:yes or archived:no")
    ran = yard("import", _file(yard, _SHEET), "--into", "P-1")
    assert ran.code == 0, ran.err
    assert ran.out.strip() == "3 tasks, 3 links as they are"
    assert "edited here since, and kept: T-1 due, T-1 title, T-2 owner" in ran.err
    assert yard.json("list", "tasks", "archived:yes or archived:no") == before


def test_only_the_cells_that_changed_are_taken(yard: Shell) -> None:
    yard.ok("set", "T-1", "due=2031-03-03")
    changed = _SHEET.replace("Dig,Ann,2031-02-03,,one", "Dig,Cho,2031-02-03,,one and a half")
    yard.ok("import", _file(yard, changed), "--into", "P-1")
    assert _tasks(yard, "key", "owner", "due", "notes")[0] == [
        *("T-1", "Cho", "2031-03-03", "one and a half")
    ]
    yard.ok("undo")
    assert _tasks(yard, "owner", "due", "notes")[0] == ["Ann", "2031-03-03", "one"]


def test_a_table_under_another_name_is_the_same_one_by_its_headers_and_titles(yard: Shell) -> None:
    yard.ok("set", "T-1", "due=2031-03-03")
    newer = _file(yard, _SHEET.replace("2031-02-04", "2031-02-14"), "plan of june.csv")
    ran = yard("import", newer, "--into", "P-1")
    assert ran.out.strip() == "1 task to update; 2 tasks, 3 links as they are"
    assert [row[0] for row in _tasks(yard, "due")] == ["2031-03-03", "2031-02-14", "2031-02-05"]


def test_a_field_changed_in_both_is_listed_and_refused(yard: Shell) -> None:
    yard.ok("set", "T-1", "due=2031-03-03")
    file = _file(yard, _SHEET.replace("2031-02-03", "2031-02-13").replace("two", "zwei"))
    for more in ((), ("--dry-run",)):
        ran = yard("import", file, "--into", "P-1", *more)
        assert ran.code == 4
        assert (
            "T-1 Dig, due: Mon 3 Feb 2031 before, Thu 13 Feb 2031 in the file, "
            "Mon 3 Mar 2031 here" in ran.err
        )
        assert "--theirs" in ran.err
        assert "--mine" in ran.err
    assert [row[0] for row in _tasks(yard, "notes")] == ["one", "two", "three"]
    document = yard("import", file, "--into", "P-1", "--json").document
    assert [(one["key"], one["field"], one["here"]) for one in document["clashes"]] == [
        ("T-1", "due", "2031-03-03")
    ]


@pytest.mark.parametrize(("side", "due"), [("--mine", "2031-03-03"), ("--theirs", "2031-02-13")])
def test_one_side_can_be_said_and_is_not_asked_again(yard: Shell, side: str, due: str) -> None:
    yard.ok("set", "T-1", "due=2031-03-03")
    file = _file(yard, _SHEET.replace("2031-02-03", "2031-02-13").replace("two", "zwei"))
    yard.ok("import", file, "--into", "P-1", side)
    assert _tasks(yard, "due", "notes")[0] == [due, "one"]
    assert _tasks(yard, "notes")[1] == ["zwei"]
    again = yard("import", file, "--into", "P-1")
    assert (again.code, again.out.strip()) == (0, "3 tasks, 3 links as they are")


def test_a_row_that_is_gone_from_the_table_is_told_and_stays(yard: Shell) -> None:
    ran = yard("import", _file(yard, _SHEET.rpartition("Pave")[0]), "--into", "P-1")
    assert "no longer in the table: T-3 'Pave'" in ran.err
    assert len(_tasks(yard, "key")) == 3


def test_a_predecessor_gone_from_its_cell_is_taken_away_and_one_deleted_here_stays_so(
    yard: Shell,
) -> None:
    yard.ok("remove", "L-1")
    ran = yard("import", _file(yard, _SHEET.replace('"1;2"', "2")), "--into", "P-1")
    assert "1 link to remove" in ran.out
    links = yard.json("list", "links")["rows"]
    assert [(one["predecessor"], one["successor"]) for one in links] == [("T-2", "T-3")]


def test_rows_of_one_title_go_to_the_tasks_that_they_fit_best_in_all(empty: Shell) -> None:
    empty.ok("add", "project", "Yard")
    first = "Task,Owner,Due\nTest,Ann,2031-02-03\nTest,Bob,2031-03-03\nTest,Cho,2031-04-03\n"
    empty.ok("import", _file(empty, first), "--into", "P-1")
    turned = (
        "Task,Owner,Due\nTest,Cho,2031-04-03\nTest,Dov,2031-05-05\n"
        "Test,Ann,2031-02-03\nTest,Bob,2031-03-13\n"
    )
    ran = empty("import", _file(empty, turned), "--into", "P-1")
    assert (
        "several rows are called 'Test': line 2 is T-3, line 3 is new, line 4 is T-1, "
        "line 5 is T-2, as most of their cells agree" in ran.err
    )
    assert _tasks(empty, "key", "owner", "due") == [
        ["T-1", "Ann", "2031-02-03"],
        ["T-2", "Bob", "2031-03-13"],
        ["T-3", "Cho", "2031-04-03"],
        ["T-4", "Dov", "2031-05-05"],
    ]


@pytest.fixture
def two_projects(empty: Shell) -> Shell:
    """Two projects with tasks of one title, people, a link across, money and notes."""
    for words in (
        ("add", "program", "Site"),
        ("add", "project", "Yard", "--into", "PG-1"),
        ("add", "project", "Gate", "--into", "PG-1"),
        ("add", "task", "Dig", "--into", "P-1"),
        ("add", "task", "=Hinge", "--into", "P-2"),
        ("add", "task", "Dig", "--into", "P-2"),
        ("add", "person", "Ann Roe"),
        ("add", "person", "Day, Bob"),
        ("link", "T-2", "T-1"),
        ("assign", "T-2", "Ann Roe"),
        ("assign", "T-2", "Day, Bob"),
        ("set", "T-2", "fixed_cost=1234.50", "code=007", "percent=40", "due=2031-02-03"),
        ("set", "T-2", "notes=a;=b", "duration=3ed"),
        ("set", "L-1", "lag=-50%", "type=SS"),
    ):
        empty.ok(*words)
    return empty


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_an_export_of_two_projects_goes_back_and_into_an_empty_store(
    two_projects: Shell, shape: str
) -> None:
    columns = (
        *("key", "title", "component", "owner", "assignee", "due", "percent", "notes"),
        *("duration", "fixed_cost", "code"),
    )
    file = str(two_projects.store.with_name(f"out.{shape}"))
    two_projects.ok("export", "tasks", file)
    for into in ((), ("--into", "P-1"), ("--into", "PG-1")):
        ran = two_projects("import", file, "--dry-run", *into)
        assert ran.out.strip() == "2 projects, 3 tasks, 1 link, 2 assignments as they are", ran.err
    told = _tasks(two_projects, *columns)
    other = Shell(two_projects.store.with_name("other.json"))
    other.ok("init", str(other.store))
    other.ok("import", file)
    assert _tasks(other, *columns) == told
    links = other.ok("list", "links", "--csv", "--columns", "predecessor,successor,type,lag")
    assert links == two_projects.ok(
        "list", "links", "--csv", "--columns", "predecessor,successor,type,lag"
    )
    names = {one["name"] for one in other.json("list", "projects")["rows"]}
    assert names == {"Yard", "Gate"}


def test_an_export_has_exactly_the_columns_that_are_asked_for(two_projects: Shell) -> None:
    text = two_projects.ok("export", "tasks", "-", "--columns", "component,assignee,predecessors")
    assert list(csv.reader(io.StringIO(text)))[:3] == [
        ["component", "assignee", "predecessors"],
        ["P-1", "", ""],
        ["P-2", "Ann Roe; Day, Bob", "T-1SS-50%"],
    ]
    figures = two_projects.ok("export", "tasks", "-", "--columns", "key,status")
    assert figures.splitlines()[0] == "key,status"
    assert two_projects("export", "tasks", "-", "--columns", "key,moon").code == 2


def test_an_export_with_some_columns_goes_back(two_projects: Shell) -> None:
    file = str(two_projects.store.with_name("out.csv"))
    two_projects.ok("export", "tasks", file, "--columns", "key,due")
    text = two_projects.store.with_name("out.csv").read_text("utf-8")
    assert text == "key,due\nT-1,\nT-2,2031-02-03\nT-3,\n"
    _file(two_projects, text.replace("T-3,", "T-3,2031-06-06"), "out.csv")
    two_projects.ok("import", file)
    assert [row[0] for row in _tasks(two_projects, "due")] == ["", "2031-02-03", "2031-06-06"]


def test_a_cell_that_does_not_come_back_whole_is_told(two_projects: Shell) -> None:
    two_projects.ok("set", "T-1", f"notes={'n' * 40_000}")
    ran = two_projects("export", "tasks", str(two_projects.store.with_name("long.xlsx")))
    assert "row 2, notes: 40,000 characters, cut to 32,767" in ran.err
    back = two_projects("import", str(two_projects.store.with_name("long.xlsx")), "--dry-run")
    assert "to update" not in back.out


def _exported(shell: Shell, shape: str = "csv") -> str:
    file = str(shell.store.with_name(f"out.{shape}"))
    shell.ok("export", "tasks", file)
    return file


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_an_unchanged_export_leaves_what_was_edited_moved_and_linked_since(
    two_projects: Shell, shape: str
) -> None:
    file = _exported(two_projects, shape)
    for words in (
        ("set", "T-2", "due=2031-09-09", "title=Hinges", "fixed_cost=99", "owner=Ann Roe"),
        ("set", "T-2", "percent=", "notes=mine"),
        ("set", "L-1", "lag=2d"),
        ("move", "T-3", "P-1"),
        ("assign", "T-3", "Day, Bob"),
        ("link", "T-1", "T-3"),
        ("add", "task", "Later", "--into", "P-1"),
    ):
        two_projects.ok(*words)
    before = [two_projects.json("list", kind)["rows"] for kind in ("tasks", "links")]
    ran = two_projects("import", file)
    assert ran.code == 0, ran.err
    assert "exported at revision" in ran.err
    assert "to update" not in ran.out
    assert "to remove" not in ran.out
    assert "to create" not in ran.out
    assert [two_projects.json("list", kind)["rows"] for kind in ("tasks", "links")] == before


def test_what_was_taken_out_of_a_cell_of_an_export_is_taken_away(two_projects: Shell) -> None:
    two_projects.ok("link", "T-2", "T-3")
    text = _read(_exported(two_projects))
    assert "T-1SS-50%; T-3" in text
    assert "Ann Roe; Day, Bob" in text
    changed = text.replace("T-1SS-50%; T-3", "T-3").replace("Ann Roe; Day, Bob", "Ann Roe")
    ran = two_projects("import", _file(two_projects, changed, "out.csv"))
    assert "1 link, 1 assignment to remove" in ran.out, ran.out
    links = two_projects.ok("list", "links", "--csv", "--columns", "predecessor,successor")
    assert links.splitlines()[1:] == ["T-3,T-2"]


def test_a_cell_of_an_export_that_was_changed_here_too_is_asked_about(two_projects: Shell) -> None:
    text = _read(_exported(two_projects))
    two_projects.ok("set", "T-2", "due=2031-09-09")
    changed = _file(two_projects, text.replace("2031-02-03", "2031-05-05"), "out.csv")
    ran = two_projects("import", changed)
    assert ran.code == 4
    assert "T-2 =Hinge, due: Mon 3 Feb 2031 before, Mon 5 May 2031 in the file" in ran.err


def test_a_link_that_is_gone_since_an_export_does_not_come_back(two_projects: Shell) -> None:
    file = _exported(two_projects)
    two_projects.ok("remove", "L-1")
    ran = two_projects("import", file)
    assert "to create" not in ran.out, ran.out


_PLAN = """<Project xmlns="http://schemas.microsoft.com/project">
<Name>yard</Name><Title>Yard</Title><StartDate>2031-02-03T08:00:00</StartDate>
<Tasks><Task><UID>1</UID><ID>1</ID><Name>Dig</Name><OutlineLevel>1</OutlineLevel>
<Duration>PT16H0M0S</Duration><Deadline>2031-02-10T17:00:00</Deadline></Task></Tasks></Project>
"""


def test_a_plan_imported_again_leaves_what_was_edited_and_asks_about_both(empty: Shell) -> None:
    empty.ok("import", _file(empty, _PLAN, "yard.xml"))
    empty.ok("set", "T-1", "due=2031-03-03", "title=Dig deep")
    ran = empty("import", _file(empty, _PLAN, "yard.xml"))
    assert "edited here since, and kept: T-1 title, T-1 due" in ran.err
    assert _tasks(empty, "title", "due") == [["Dig deep", "2031-03-03"]]
    newer = _file(empty, _PLAN.replace("02-10T17", "02-11T17"), "yard.xml")
    ran = empty("import", newer)
    assert ran.code == 4
    assert "T-1 Dig deep, due: Mon 10 Feb 2031 before, Tue 11 Feb 2031 in the file" in ran.err
    empty.ok("import", newer, "--theirs")
    assert _tasks(empty, "title", "due") == [["Dig deep", "2031-02-11"]]
    assert "to update" not in empty.ok("import", newer)


def _read(file: str) -> str:
    return Path(file).read_text("utf-8")
