"""This file tests that the command line ends and archives nothing that is open without a word."""

from pathlib import Path

from tests.cli.running import Shell

_CLOSING = ("initiating", "planning", "executing", "closing")


def _closing(shell: Shell) -> None:
    for state in _CLOSING:
        shell.ok("set", "P-1", f"state={state}")


def test_a_project_with_open_work_is_closed_only_anyway_and_stays_in_sight(shell: Shell) -> None:
    _closing(shell)
    ran = shell("set", "P-1", "state=closed")
    assert ran.code == 4
    assert ran.err == (
        "pmtui: P-1 Site build still has 3 open tasks (T-1, T-2, T-3; 1 overdue), 1 high threat"
        " (R-1), 1 open opportunity (R-2): finish, close or move what is open first, or do it"
        " with --anyway\n"
    )
    assert "closing" in shell.ok("show", "P-1")
    ran = shell("set", "P-1", "state=closed", "--anyway")
    assert ran.code == 0
    assert "P-1 Site build still has 3 open tasks" in ran.err
    needs = shell.ok("attention")
    assert "Site build is closed with 3 open tasks (1 overdue), 1 high threat" in needs
    assert "T-3" in shell.ok("list", "tasks", "is:open")


def test_a_closed_project_takes_nothing_in_through_any_verb(shell: Shell, tmp_path: Path) -> None:
    _closing(shell)
    shell.ok("set", "P-1", "state=closed", "--anyway")
    shell.ok("add", "project", "Other", "--into", "PG-1")
    shell.ok("add", "task", "Elsewhere", "--into", "P-2")
    rows = tmp_path / "rows.json"
    rows.write_text('{"tasks": [{"title": "Late", "component": "P-1"}]}', "utf-8")
    table = tmp_path / "tasks.csv"
    table.write_text("Title\nLate\n", "utf-8")
    for words in (
        ("add", "task", "Late", "--into", "P-1"),
        ("apply", str(rows)),
        ("import", str(table), "--into", "P-1"),
        ("move", "T-4", "P-1"),
        ("convert", "R-1"),
    ):
        ran = shell(*words)
        assert ran.code == 4, words
        assert "P-1 Site build is closed and takes nothing in: reopen it first" in ran.err, words


def test_apply_and_archive_are_refused_alike(shell: Shell, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text('{"components": [{"key": "P-1", "archived": true}]}', "utf-8")
    first, second = shell("apply", str(rows)), shell("archive", "P-1")
    assert (first.code, first.err) == (second.code, second.err) == (4, second.err)
    assert "still has 3 open tasks" in first.err
    shell.ok("archive", "P-1", "--anyway")
    assert "P-1 Site build is archived and takes nothing in: restore P-1 first" in (
        shell("add", "task", "More", "--into", "P-1").err
    )


def test_a_person_leaves_once_somebody_takes_over(shell: Shell) -> None:
    ran = shell("archive", "H-1")
    assert ran.code == 4
    assert "Ann Archer still answers for 1 open task (T-1), 1 high threat (R-1)" in ran.err
    assert shell("archive", "H-1", "--anyway").code == 4
    shell.ok("archive", "H-1", "--to", "H-2")
    assert "Bob Best" in shell.ok("show", "T-1")
    ran = shell("add", "task", "New one @aa", "--into", "P-1")
    assert ran.code == 4
    assert "Ann Archer (H-1) is archived and takes no new work: restore H-1 first" in ran.err
    assert "who is archived: restore H-1" in shell("add", "person", "Ann Archer").err


def test_a_link_to_an_archived_task_is_not_shown_as_if_it_held(shell: Shell) -> None:
    assert "T-2 no longer waits for T-1" in shell("archive", "T-1").err
    shell.ok("archive", "T-1", "--anyway")
    assert shell.json("list", "links")["rows"] == []
    assert len(shell.json("list", "links", "--archived")["rows"]) == 1
    assert "archived: does not hold" in shell.ok("show", "T-2")
    shell.ok("restore", "T-1")
    assert len(shell.json("list", "links")["rows"]) == 1
