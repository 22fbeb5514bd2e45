"""This file tests templates on the command line: made, listed, used, taken elsewhere, refused."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def kept(shell: Shell) -> Shell:
    """A store whose project is kept as a template, and a second project."""
    shell.ok("add", "project", "Campaign", "--into", "PG-1")
    shell.ok("template", "P-1", "--name", "Web")
    return shell


def _titles(shell: Shell, project: str) -> list[str]:
    rows = shell.json("list", "tasks", f"in:{project}")["rows"]
    return sorted(str(row["title"]) for row in rows)


def test_a_template_is_used_by_its_name_by_one_edit_and_counts_nowhere(kept: Shell) -> None:
    before = kept.json("list", "tasks")["total"]
    made = kept.json("new_from", "web", "--start", "2027-03-01", "--into", "PG-1", "--name", "Two")
    assert made["changed"][0] == "P-3"
    assert made["message"].startswith("P-3 Two is made from TP-1; ")
    assert _titles(kept, "P-3") == _titles(kept, "P-1")
    assert kept.json("list", "tasks")["total"] == 2 * before
    kept.ok("undo")
    assert kept.json("list", "tasks")["total"] == before
    assert kept.json("list", "templates")["rows"][0]["key"] == "TP-1"


def test_a_template_goes_to_another_store_as_every_table_does(kept: Shell, tmp_path: Path) -> None:
    there = Shell(tmp_path / "there.json")
    there.ok("init", str(there.store))
    for table in ("templates", "template_rows"):
        kept.ok("export", table, str(tmp_path / f"{table}.json"))
        there.ok("apply", str(tmp_path / f"{table}.json"))
    there.ok("new_from", "Web")
    assert _titles(there, "P-1") == _titles(kept, "P-1")
    again = there("apply", str(tmp_path / "template_rows.json"))
    assert "0 created, 0 updated" in again.err


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("Nothing",), 2, "no template is called 'Nothing'"),
        (("Web", "--start", "soonish"), 2, "start: 'soonish' is not a date"),
        (("Web", "--into", "P-2"), 2, "into: a project cannot lie in a project, P-2 is a project"),
        (("Web", "--into", "P-9"), 2, "P-9"),
        (("P-1",), 2, "P-1 is a project, not a template"),
        (("Twin",), 2, "'Twin' can be 2 templates; write TP-2 (Twin) or TP-3 (Twin)"),
        (("Old",), 4, "TP-4 Old is archived: restore TP-4 first"),
    ],
)
def test_what_cannot_be_used_so_is_one_line(
    kept: Shell, words: tuple[str, ...], code: int, reason: str
) -> None:
    for name in ("Twin", "Twin", "Old"):
        kept.ok("template", "T-1", "--name", name)
    kept.ok("archive", "TP-4")
    revision = kept.json("list", "tasks")["revision"]
    ran = kept("new_from", *words)
    assert (ran.code, ran.out) == (code, "")
    assert reason in ran.err.splitlines()[-1]
    assert kept.json("list", "tasks")["revision"] == revision


def test_only_a_component_or_a_task_is_kept_and_only_what_it_has(kept: Shell) -> None:
    for words, code, reason in (
        (("H-1",), 2, "keep as a template works on components or tasks"),
        (("P-2", "--only", "gates"), 4, "P-2 Campaign has no gates to keep as a template"),
        (("P-2", "--only", "all"), 2, "only is board or register or gates, not 'all'"),
    ):
        ran = kept("template", *words)
        assert (ran.code, reason in ran.err) == (code, True), ran.err


def test_nothing_is_kept_or_used_where_the_store_may_not_be_written(kept: Shell) -> None:
    text = kept.store.read_text("utf-8").replace("Website relaunch", "Website rewrite")
    kept.store.write_text(text, "utf-8")
    for words in (("template", "P-1"), ("new_from", "Web")):
        ran = kept(*words)
        assert (ran.code, ran.err.startswith("pmtui: read-only: ")) == (5, True)


def test_no_text_of_a_template_reaches_the_terminal_raw(kept: Shell) -> None:
    kept.ok("set", "T-1", "title=Red \x1b[31m text")
    kept.ok("template", "P-1", "--name", "Red \x1b[31m name")
    for words in (("list", "templates"), ("list", "template_rows"), ("show", "TP-2")):
        assert "\x1b" not in kept.ok(*words)
    ran = kept("new_from", "TP-2")
    assert (ran.code, "\x1b" in ran.err) == (0, False)
