"""This file tests the verbs that look back: `--at` on what reads, and `diff`."""

import json
import os
from pathlib import Path

import pytest

from pmtui.machine import login_of
from tests.cli.running import Shell


@pytest.fixture
def moved(shell: Shell) -> Shell:
    """The program of nine commits, then a date that slips, a risk re-scored and a task done."""
    shell.ok("set", "T-1", "due=2031-03-14")
    shell.ok("set", "R-1", "probability=2")
    shell.ok("set", "T-3", "column=done")
    return shell


def test_every_reading_verb_shows_the_store_as_it_was(moved: Shell) -> None:
    assert moved.json("show", "T-1", "--at", "r9")["entity"]["due"] == "2031-03-04"
    assert moved.json("show", "T-1")["entity"]["due"] == "2031-03-14"
    assert moved.json("list", "tasks", "--at", "6")["total"] == 2
    assert moved.json("tree", "--at", "1")["rows"][0]["open_risks"] == 0
    risks = {row["key"]: row["score"] for row in moved.json("risks", "--at", "9")["rows"]}
    assert risks == {"R-1": "20", "R-2": "6"}
    assert moved.json("health", "--at", "9")["revision"] == 9
    assert "T-3 " in moved.ok("attention", "--at", "9")
    assert "T-3 " not in moved.ok("attention")
    rows = json.loads(moved.ok("export", "tasks", "-", "--format", "json", "--at", "9"))["tasks"]
    assert rows[0]["due"] == "2031-03-04"


def test_what_is_shown_says_which_revision_it_is(moved: Shell) -> None:
    ran = moved("list", "tasks", "--at", "r5")
    assert ran.err.startswith("pmtui: as of revision 5 of 20")
    begin = moved("list", "tasks", "--at", "r0")
    assert "as of revision 0, with which the history begins" in begin.err
    assert moved("list", "tasks", "--at", "now").err == ""


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("99", "there is no revision 99; the newest is 12"),
        ("tomorrow", "'tomorrow' is yet to come"),
        ("whenever", "'whenever' is not a date; write a revision such as r1242"),
    ],
)
def test_a_moment_that_cannot_be_shown_ends_with_2(moved: Shell, moment: str, says: str) -> None:
    ran = moved("list", "tasks", "--at", moment)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_beyond_the_history_it_says_how_far_back_one_can_see(moved: Shell) -> None:
    moved.ok("snapshot")
    for revision in range(1, 8):
        (Path(f"{moved.store}.d/log") / f"{revision:09d}").unlink()
    for backup in Path(f"{moved.store}.d/backups").iterdir():
        backup.unlink()
    ran = moved("show", "T-1", "--at", "r3")
    assert ran.code == 2
    assert "the history reaches back to revision 7, as it was until 20" in ran.err
    assert moved("show", "T-1", "--at", "r7").code == 0


def test_diff_tells_what_changed_in_project_words(moved: Shell) -> None:
    ran = moved("diff", "r9", "now")
    assert ran.code == 0
    assert ran.err.startswith("pmtui: from revision 9 of ")
    assert ran.err.endswith(" to now (revision 12)\n")
    who = login_of(os.geteuid())
    assert ran.out == (
        "1 task finished, 1 task slipped (most 10 days), 1 risk re-scored, 2 other changes\n"
        "\n"
        "PG-1 Website relaunch  (1 change)\n"
        f"  computed rating R -> G · r12 {who}, r11 {who} and 1 more\n"
        "\n"
        "P-1 Site build  (4 changes)\n"
        f"  computed rating R -> G · r12 {who}, r11 {who} and 1 more\n"
        f"  T-1  Write copy  due 4 Mar 31 -> 14 Mar 31, 10 days later · r10 {who}\n"
        f"  T-3  Go live  finished · r12 {who}\n"
        f"  R-1  Supplier late  score 20 H -> 10 M · r11 {who}\n"
    )


def test_diff_goes_backwards_as_well(moved: Shell) -> None:
    out = moved.ok("diff", "now", "r9")
    assert "1 task earlier" in out
    assert "T-3  Go live  open again" in out


def test_diff_as_json_has_a_row_for_each_change(moved: Shell) -> None:
    document = moved.json("diff", "r9", "r10", "P-1")
    assert (document["kind"], document["scope"]) == ("diff", "P-1")
    assert document["before"]["revision"] == 9
    assert document["after"]["at"].startswith("20")
    (row,) = document["rows"]
    assert (row["key"], row["what"], row["days"]) == ("T-1", "slipped", 10)
    assert (row["before"], row["after"]) == ("2031-03-04", "2031-03-14")


def test_diff_of_what_is_gone_now_finds_it_by_its_key(moved: Shell) -> None:
    moved.ok("add", "project", "Short-lived", "--into", "PG-1")
    moved.ok("undo")
    assert "P-2 Short-lived" in moved.ok("diff", "r13", "now", "P-2")


def test_diff_without_a_change_says_so(moved: Shell) -> None:
    ran = moved("diff", "now", "r12")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("pmtui: nothing changed\n")
