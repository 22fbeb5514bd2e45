"""This file tests `list` as table, JSON and CSV."""

import csv
import importlib
import io
import re
from pathlib import Path

import pytest

from tests.cli.running import Shell


def test_a_table_shows_the_chosen_columns(shell: Shell) -> None:
    assert shell.ok("list", "tasks", "--columns", "key,title,owner,priority") == (
        "key\ttitle\towner\tpriority\n"
        "T-1\tWrite copy\tAnn Archer\t2\n"
        "T-2\tReview copy\tBob Best\t—\n"
        "T-3\tGo live\t—\t—\n"
    )


def test_a_filter_keeps_what_it_says(shell: Shell) -> None:
    out = shell.ok("list", "tasks", "owner:ann", "--columns", "key")
    assert out == "key\nT-1\n"


def test_a_value_may_begin_with_a_dash(shell: Shell) -> None:
    out = shell.ok("list", "tasks", "--sort", "-title", "--columns", "key", "--", "-owner:bb")
    assert out == "key\nT-1\nT-3\n"


def test_a_filter_may_be_several_words(shell: Shell) -> None:
    assert shell.ok("list", "tasks", "-owner:ann", "--columns", "key", "-is:late") == "key\nT-2\n"


def test_filters_given_apart_each_hold_as_a_whole(shell: Shell) -> None:
    for filters in (("owner:ann", "copy or live"), ("copy | live", "owner:ann")):
        assert shell.ok("list", "tasks", *filters, "--columns", "key") == "key\nT-1\n"
    assert shell.ok("list", "tasks", "write", "or", "live", "--columns", "key") == "key\nT-1\nT-3\n"


def test_an_ambiguous_name_is_answered_with_keys(shell: Shell) -> None:
    for name in ("Yard", "Yard"):
        shell.ok("add", "project", name)
    shell.ok("add", "person", "Ann Day")
    for words in (("add", "task", "x", "--into", "yard"), ("show", "yard"), ("tree", "yard")):
        ran = shell(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "'yard' can be 2 components; write P-2 (yard) or P-3 (yard)" in ran.err
    assert (
        "write H-1 (Ann Archer) or H-3 (Ann Day)"
        in shell("add", "task", "y @Ann", "--into", "P-1").err
    )


def test_rows_are_sorted_by_a_field(shell: Shell) -> None:
    out = shell.ok("list", "tasks", "--sort", "title-", "--columns", "title")
    assert out.splitlines()[1:] == ["Write copy", "Review copy", "Go live"]


def test_json_has_the_envelope_and_a_row_for_each(shell: Shell) -> None:
    document = shell.json("list", "tasks")
    assert {name: document[name] for name in ("schema", "kind", "total", "revision")} == {
        "schema": "pmtui/1",
        "kind": "tasks",
        "total": 3,
        "revision": 9,
    }
    first = document["rows"][0]
    wanted = {
        "key": "T-1", "title": "Write copy", "priority": 2, "owner": "Ann Archer",
        "due": "2031-03-04", "estimate": 1440, "tags": ["web"], "component": "P-1",
        "column": "Backlog", "status": "todo", "archived": False,
    }  # fmt: skip
    assert {name: first[name] for name in wanted} == wanted
    assert isinstance(first["id"], int)


def test_json_of_components_has_their_rolled_up_figures(shell: Shell) -> None:
    program = shell.json("list", "components")["rows"][0]
    wanted = {
        "key": "PG-1", "name": "Website relaunch", "kind": "program", "state": "idea",
        "percent": 0, "budget": "12000.00", "currency": "EUR", "open_risks": 2, "overdue_tasks": 1,
    }  # fmt: skip
    assert {name: program[name] for name in wanted} == wanted
    assert {"rag", "start", "finish", "baseline_finish", "actual", "forecast"} <= set(program)


def test_json_with_chosen_columns_has_only_those(shell: Shell) -> None:
    rows = shell.json("list", "risks", "--columns", "key,score")["rows"]
    assert rows == [{"key": "R-1", "score": "20"}, {"key": "R-2", "score": "6"}]


def test_csv_has_no_formula_in_it(shell: Shell) -> None:
    shell.ok("add", "task", '=HYPERLINK("http://x","y")')
    rows = list(csv.reader(io.StringIO(shell.ok("list", "tasks", "--csv", "--columns", "title"))))
    assert rows[-1] == ['\'=HYPERLINK("http://x","y")']


def test_a_kind_of_a_table_is_a_list_of_its_own(shell: Shell) -> None:
    shell.ok("add", "milestone", "Launch")
    assert shell.ok("list", "milestones", "--columns", "key,title") == ("key\ttitle\nM-1\tLaunch\n")
    assert shell.ok("list", "programs", "--columns", "key") == "key\nPG-1\n"


def test_what_is_archived_is_left_out_unless_asked_for(shell: Shell) -> None:
    shell.ok("archive", "T-3")
    keys = ["list", "tasks", "--columns", "key"]
    assert shell.ok(*keys).splitlines() == ["key", "T-1", "T-2"]
    assert shell.ok(*keys, "--archived").splitlines() == ["key", "T-1", "T-2", "T-3"]
    assert shell.ok(*keys, "is:archived").splitlines() == ["key", "T-3"]


def test_control_characters_of_a_title_are_made_visible(shell: Shell) -> None:
    shell.ok("add", "task", "\x1b]0;owned\x07 \u202etxt")
    last = shell.ok("list", "tasks", "--columns", "title").splitlines()[-1]
    assert last == "␛]0;owned␇ \u2039U+202E\u203atxt"


def test_json_escapes_what_a_terminal_would_obey_and_keeps_the_text(shell: Shell) -> None:
    title = "\x1b[31m \x9b bidi \u202e end \U000e0041"
    shell.ok("add", "task", title)
    out = shell.ok("list", "tasks", "--json")
    assert not {"\x1b", "\x9b", "\u202e", "\U000e0041"} & set(out)
    assert shell.json("list", "tasks")["rows"][-1]["title"] == title


def test_nothing_found_is_said_on_stderr_and_is_no_error(shell: Shell) -> None:
    ran = shell("list", "tasks", "owner:bob", "is:done")
    assert (ran.code, ran.out, ran.err) == (0, "", "pmtui: none of 3 tasks match\n")
    assert shell("list", "gates").err == "pmtui: no gates yet\n"


def test_an_unknown_kind_names_what_comes_close(shell: Shell) -> None:
    ran = shell("list", "taks")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "pmtui: there is no kind 'taks'; did you mean tasks or asks or teams?\n"


def test_a_wrong_filter_says_the_column(shell: Shell) -> None:
    ran = shell("list", "tasks", "owner:ann due<<3")
    assert ran.code == 2
    assert ran.err.startswith("pmtui: column ")


def test_an_unknown_column_is_refused(shell: Shell) -> None:
    ran = shell("list", "tasks", "--columns", "tittle")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean title" in ran.err


def test_json_and_csv_do_not_go_together(shell: Shell) -> None:
    assert shell("list", "tasks", "--csv", "--json").code == 2


def test_a_column_and_a_format_that_are_none_are_refused(shell: Shell, tmp_path: Path) -> None:
    ran = shell("risks", "--sort", "colour")
    assert (ran.code, ran.out) == (2, "")
    assert "no column 'colour' to sort by; there is key" in ran.err
    ran = shell("export", "tasks", str(tmp_path / "tasks.cvs"))
    assert ran.code == 2
    assert "--format csv" in ran.err
    assert not (tmp_path / "tasks.cvs").exists()


def test_what_goes_into_a_pipe_is_parted_by_tabs_with_iso_dates(shell: Shell) -> None:
    shell.ok("set", "T-1", "title=a\tb")
    shell.ok("set", "R-1", "review=2031-03-04")
    for words in (["list", "tasks"], ["schedule", "P-1"], ["tree"], ["risks"], ["list", "risks"]):
        out = shell.ok(*words)
        rows = [line.split("\t") for line in out.splitlines() if "\t" in line]
        assert len({len(row) for row in rows}) == 1, words
        assert len(rows) > 1
        assert not re.search(r"\d (Jan|Mar) |\b(Mon|Tue|Wed|Thu|Fri) \d", out), words
    assert "a␉b\t" in shell.ok("list", "tasks", "--columns", "title,due")
    assert "\t2031-03-04\n" in shell.ok("list", "tasks", "--columns", "title,due")
    assert "\t2031-03-04\t" in shell.ok("risks")
    assert re.search(r"^T-1\t.*\t\d{4}-\d\d-\d\d\t", shell.ok("schedule", "P-1"), re.MULTILINE)


def test_a_terminal_gets_aligned_columns_and_dates_as_people_read_them(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = importlib.import_module("pmtui.cli.main")  # the package names its function alike
    monkeypatch.setattr(main, "_width", lambda _stream: 80)
    out = shell.ok("list", "tasks", "--columns", "key,title,due")
    assert out.splitlines()[:2] == [
        "key  title        due",
        "T-1  Write copy   Tue 4 Mar 2031",
    ]
