"""This file tests `pmtui report`: how a scope stands, and what changed since a former moment."""

from datetime import timedelta
from pathlib import Path

import pytest

from pmtui import clock
from tests.cli.running import Shell

NOW = clock.today("")


def test_a_report_says_what_changed_since_a_revision_and_who_changed_it(shell: Shell) -> None:
    revision = shell.json("log")["revision"]
    shell.ok("set", "R-1", "probability=1")
    shell.ok("set", "T-1", "duration=90d")
    document = shell.json("report", "--since", f"r{revision}")
    assert (document["kind"], document["scope"]) == ("report", None)
    assert document["since"] == {"revision": revision, "day": NOW.isoformat()}
    by_topic = {change["topic"]: change for change in document["differences"]}
    assert by_topic["risk"]["key"] == "R-1"
    assert [commit["revision"] for commit in by_topic["risk"]["commits"]] == [revision + 1]
    assert by_topic["finish"]["days"] > 60
    out = shell.ok("report", "PG-1", "--since", f"r{revision}")
    assert out.startswith("Status report  PG-1 Website relaunch\n")
    assert "R-1 Supplier late: risk" in out
    assert f"r{revision + 1}" in out


def test_a_report_compares_with_a_week_ago_where_nobody_says(shell: Shell) -> None:
    week = (NOW - timedelta(days=7)).isoformat()
    assert shell.json("report")["since"] == {"revision": 0, "day": week}
    assert "R-1 Supplier late: risk" in shell.ok("report")


def test_a_report_of_a_shorter_history_compares_with_its_beginning(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "plan.json")
    shell.ok("init", str(shell.store), "--from", "sample")
    ran = shell("report")
    assert ran.code == 0
    assert "the history begins with revision 1" in ran.err
    assert "Rating: computed" in ran.out


def test_a_report_of_an_empty_store_is_one(empty: Shell) -> None:
    ran = empty("report")
    assert ran.code == 0
    assert "nothing changed" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "soon"), "soon"),
        (("--since", "r999"), "there is no revision 999"),
        (("--since", (NOW + timedelta(days=3)).isoformat()), "yet to come"),
        (("P-99",), "P-99"),
    ],
)
def test_what_is_no_moment_or_no_scope_ends_in_one_line(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    ran = shell("report", *words)
    assert ran.code == 2
    assert not ran.out
    assert said in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err


def test_a_report_writes_nothing(shell: Shell) -> None:
    before = shell.json("log")["revision"]
    shell.ok("report")
    assert shell.json("log")["revision"] == before
