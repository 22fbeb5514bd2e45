"""This file tests that a file changed by hand is shown, and taken in only when confirmed."""

import os
import sys
from pathlib import Path

import pexpect
import pytest
from tinydb import TinyDB

from tests.cli.running import Shell


@pytest.fixture
def edited(shell: Shell) -> Shell:
    """A store in whose file somebody changed a title and a date."""
    shell.ok("snapshot")
    _edit(shell.store, "Write copy", "Write better copy")
    _edit(shell.store, "2031-03-04", "2031-03-11")
    return shell


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_without_an_answer_it_shows_the_difference_and_writes_nothing(edited: Shell) -> None:
    before = edited.store.read_bytes()
    ran = edited("adopt")
    assert ran.code == 1
    assert ran.out == (
        "1 task slipped (most 7 days), 1 other change\n"
        "  T-1 title: Write copy -> Write better copy\n"
        "  T-1 due: Tue 4 Mar 2031 -> Tue 11 Mar 2031\n"
    )
    assert "'s file, last written 20" in ran.err
    assert "compared with revision 9 as pmtui wrote it:" in ran.err
    assert ran.err.endswith("pmtui: nothing was written; --yes does it\n")
    assert edited.store.read_bytes() == before


def test_confirmed_it_becomes_a_commit_that_undo_takes_back(edited: Shell) -> None:
    ran = edited("adopt", "--yes")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "pmtui: taken in as revision 10")
    assert edited.json("show", "T-1")["entity"]["title"] == "Write better copy"
    (row,) = edited.json("log", "--limit", "1")["rows"]
    assert (row["rev"], row["action"]) == (10, "store.adopt")
    edited.ok("undo")
    assert edited.json("show", "T-1")["entity"]["title"] == "Write copy"


def test_as_json_it_lists_the_ops_and_says_whether_they_were_taken_in(edited: Shell) -> None:
    ran = edited("adopt", "--json")
    assert ran.code == 1
    document = ran.document
    assert (document["kind"], document["adopted"], document["revision"]) == ("adopt", False, None)
    assert [(op["field"], op["new"]) for op in document["ops"]] == [
        ("title", "Write better copy"),
        ("due", "2031-03-11"),
    ]
    done = edited.json("adopt", "--yes")
    assert (done["adopted"], done["revision"]) == (True, 10)


def test_until_then_every_verb_says_that_the_file_was_changed(edited: Shell) -> None:
    ran = edited("list", "tasks")
    assert ran.code == 0
    assert "was changed outside pmtui; shown without that change until `pmtui adopt`" in ran.err
    refused = edited("set", "T-1", "priority=1")
    assert refused.code == 5
    assert "changed outside pmtui" in refused.err


def test_a_file_as_pmtui_wrote_it_has_nothing_to_take_in(shell: Shell) -> None:
    ran = shell("adopt", "--yes")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "pmtui: nothing was changed outside pmtui\n"
    assert shell.json("adopt")["ops"] == []


def test_a_file_only_laid_out_anew_is_said_to_be_so(shell: Shell) -> None:
    shell.ok("snapshot")
    with TinyDB(shell.store, indent=2) as database:
        database.table("tasks").update(lambda _row: None)
    ran = shell("adopt")
    assert ran.code == 1
    assert "only its layout differs" in ran.err
    assert shell("adopt", "--yes").code == 0
    assert shell("list", "tasks").err == ""


def test_a_row_added_by_hand_gets_a_key_and_is_named(shell: Shell) -> None:
    shell.ok("snapshot")
    (project,) = (row["id"] for row in shell.json("list", "projects", "--columns", "id")["rows"])
    with TinyDB(shell.store) as database:
        database.table("tasks").insert({"title": "From a script", "component": project})
    ran = shell("adopt", "--yes")
    assert ran.code == 0, ran.err
    assert "1 task added" in ran.out
    assert "  task From a script created" in ran.out
    assert shell.json("show", "T-4")["entity"]["title"] == "From a script"


def test_what_somebody_else_changed_meanwhile_conflicts_and_ends_with_4(shell: Shell) -> None:
    shell.ok("snapshot")
    old = shell.store.read_bytes()
    shell.ok("set", "T-1", "title=Theirs")
    shell.store.write_bytes(old.replace(b"Write copy", b"By hand"))
    ran = shell("adopt", "--yes")
    assert ran.code == 4
    assert (
        "conflict  T-1 title: was Write copy, in the file By hand, in the store Theirs" in ran.out
    )
    assert "1 conflict: `pmtui adopt --mine`" in ran.err
    assert shell.json("show", "T-1")["entity"]["title"] == "Theirs"
    assert shell("set", "T-1", "priority=1").code == 5
    assert shell("adopt", "--mine", "--yes").code == 0
    assert shell.json("show", "T-1")["entity"]["title"] == "By hand"
    shell.ok("set", "T-1", "priority=1")


def test_a_change_that_is_discarded_is_kept_among_the_backups(edited: Shell) -> None:
    ran = edited("adopt", "--discard", "--yes")
    assert ran.code == 0
    assert "is kept among the backups" in ran.err
    assert edited.json("show", "T-1")["entity"]["title"] == "Write copy"
    assert list(Path(f"{edited.store}.d/backups").glob("edited-*"))


def test_what_is_not_sound_is_named_and_ends_with_2_or_4(edited: Shell) -> None:
    _edit(edited.store, '"priority":2', '"priority":"high"')
    ran = edited("adopt", "--yes")
    assert ran.code == 2
    assert "priority" in ran.err
    _edit(edited.store, '"priority":"high"', '"priority":2,"owner":42')
    invalid = edited("adopt", "--yes")
    assert invalid.code in {2, 4}
    assert "42" in invalid.err or "twice" in invalid.err


def test_where_there_is_no_backup_it_says_that_nothing_can_be_compared(edited: Shell) -> None:
    for one in (Path(f"{edited.store}.d/backups")).iterdir():
        one.unlink()
    ran = edited("adopt")
    assert ran.code == 1
    assert "there is no backup to compare it with, so it would be taken as it is" in ran.err


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1), ("", 1)])
def test_on_a_terminal_it_asks(edited: Shell, answer: str, code: int) -> None:
    words = ["-m", "pmtui", "adopt", "--store", str(edited.store)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = pexpect.spawn(sys.executable, words, env=env, timeout=20, encoding="utf-8")
    child.expect_exact("Take this in? [y/N]")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    taken = edited.json("show", "T-1")["entity"]["title"] == "Write better copy"
    assert taken == (code == 0)
