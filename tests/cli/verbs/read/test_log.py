"""This file tests that the log answers who set a field, when and from what."""

import os
from pathlib import Path

import pytest

from tests.cli.running import Shell


def test_a_field_says_who_set_it_when_and_from_what(shell: Shell) -> None:
    shell.ok("set", "T-1", "due=2031-03-14", "priority=1")
    shell.ok("set", "T-1", "due=2031-04-01")
    lines = shell.ok("log", "T-1", "due").splitlines()
    assert [line for line in lines if line.startswith(" ")] == [
        "    T-1 due: Fri 14 Mar 2031 -> Tue 1 Apr 2031",
        "    T-1 due: Tue 4 Mar 2031 -> Fri 14 Mar 2031",
        "    T-1 due: nothing -> Tue 4 Mar 2031",
    ]
    rows = shell.json("log", "T-1", "due")["rows"]
    assert [(row["rev"], row["ops"][0]["old"], row["ops"][0]["new"]) for row in rows] == [
        (11, "2031-03-14", "2031-04-01"),
        (10, "2031-03-04", "2031-03-14"),
        (5, None, "2031-03-04"),
    ]
    assert all(row["login"] and row["verified"] for row in rows)
    assert rows[0]["ops"][0]["key"] == "T-1"


def test_it_still_does_after_compaction_but_then_nobody_vouches_for_the_author(
    shell: Shell,
) -> None:
    shell.ok("set", "T-1", "due=2031-03-14")
    before = shell.json("log", "T-1")["rows"]
    shell.ok("compact", "--keep", "1", "--days", "0")
    after = shell.json("log", "T-1")["rows"]
    assert [row["ops"] for row in after] == [row["ops"] for row in before]
    assert [row["verified"] for row in after] == [True, False]
    assert after[1]["doubt"] == "unverified: archived"
    heads = [line for line in shell.ok("log", "T-1", "due").splitlines() if line[0] == "r"]
    assert "(unverified: archived)" in heads[1]
    assert "unverified" not in heads[0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_commit_in_a_file_of_somebody_else_is_marked(shell: Shell) -> None:
    shell.ok("set", "T-1", "priority=1")
    os.chown(Path(f"{shell.store}.d/log/000000010"), 12345, -1)
    head = shell.ok("log", "--limit", "1").splitlines()[0]
    assert "(unverified: the file is 12345's)" in head
    (row,) = shell.json("log", "--limit", "1")["rows"]
    assert (row["verified"], row["doubt"]) == (False, "unverified: the file is 12345's")


def test_what_is_gone_is_found_by_the_key_it_had(shell: Shell) -> None:
    shell.ok("add", "task", "Short-lived")
    shell.ok("undo")
    lines = shell.ok("log", "T-4").splitlines()
    assert [line.strip() for line in lines if line.startswith(" ")] == [
        "task T-4 removed: Short-lived",
        "task T-4 created: Short-lived",
    ]
    assert shell("log", "T-99").code == 2


def test_values_are_told_in_words(shell: Shell) -> None:
    shell.ok("set", "P-1", "budget=14500", "description=One\ntwo")
    shell.ok("set", "T-2", "owner=", "tags=web")
    text = shell.ok("log", "--limit", "2")
    assert "    P-1 budget: 12,000 EUR -> 14,500 EUR" in text
    assert "    P-1 description: nothing -> One two" in text
    assert "    T-2 owner: Bob Best -> nothing" in text
    assert "    T-2 tags: +web" in text


def test_where_the_log_begins_later_it_says_so(shell: Shell) -> None:
    shell.ok("snapshot")
    for revision in (1, 2, 3):
        Path(f"{shell.store}.d/log/{revision:09d}").unlink()
    ran = shell("log", "T-1")
    assert ran.err == "pmtui: the log begins with revision 4\n"
    assert shell.json("log", "T-1")["begins"] == 4
    assert shell.json("log", "--limit", "1")["begins"] is None


def test_where_a_commit_is_damaged_the_history_says_so(shell: Shell) -> None:
    shell.ok("snapshot")
    damaged = Path(f"{shell.store}.d/log/000000003")
    damaged.chmod(0o600)
    damaged.write_bytes(damaged.read_bytes()[:-9])
    reason = "commit 000000003 is damaged: its checksum does not match"
    assert shell("log", "T-1").err == f"pmtui: the log begins with revision 4: {reason}\n"
    for backup in Path(f"{shell.store}.d/backups").iterdir():
        backup.unlink()
    past = shell("list", "tasks", "--at", "r1")
    assert past.code == 2
    assert past.err.endswith(f"and no further: {reason}\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [(("T-1", "colour"), "tasks have no field 'colour'"), (("--limit", "0"), "1 or more")],
)
def test_what_cannot_be_asked_ends_with_2(shell: Shell, words: tuple[str, ...], says: str) -> None:
    ran = shell("log", *words)
    assert ran.code == 2
    assert says in ran.err
