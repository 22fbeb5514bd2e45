"""This file decides what waits: changes, gates, contracts and escalations, by the command line."""

import os

import pytest

from pmtui.machine import login_of
from tests.cli.running import Shell


@pytest.fixture
def waiting(empty: Shell) -> Shell:
    """Two projects of a program with one thing of each kind that waits for a decision."""
    empty.ok("add", "program", "Web")
    for name in ("Site", "Campaign"):
        empty.ok("add", "project", name, "--into", "PG-1")
    for name in ("Ann", "Bob"):
        empty.ok("add", "person", name)
    empty.ok("set", "H-2", f"logins={login_of(os.getuid())}")
    empty.ok("set", "PG-1", "owner=Bob")
    empty.ok("set", "P-1", "owner=Ann")
    empty.ok("add", "approval_rule", "Changes kind:change role:owner level:program", "--into", ".")
    empty.ok("add", "change", "More shops impact_time:12d raised_by:Ann", "--into", "P-1")
    empty.ok("add", "gate", "Build due:2020-01-15", "--into", "P-1")
    empty.ok("add", "budget_change", "Rack amount:9k at:2026-11-02", "--into", "P-1")
    empty.ok("add", "timesheet", "week:2026-11-16 person:Ann state:submitted")
    empty.ok("add", "task", "Logo dur:3d", "--into", "P-1")
    empty.ok("add", "task", "Poster dur:3d after:T-1", "--into", "P-2")
    return empty


def _inbox(shell: Shell, *words: str) -> list[tuple[str, str, str | None, str | None]]:
    rows = shell.json("inbox", *words)["rows"]
    return [(row["key"], row["kind"], row["decides"], row["decided_by"]) for row in rows]


def test_the_inbox_says_what_waits_and_who_may_decide_it(waiting: Shell) -> None:
    assert _inbox(waiting) == [
        ("G-1", "gate", "Ann", None),
        ("BC-1", "budget", "Ann", None),
        ("TS-1", "week", None, None),
        ("C-1", "change", "the owner of the program (Bob)", None),
    ]
    rows = waiting.json("inbox", "PG-1")["rows"]
    change = next(row for row in rows if row["key"] == "C-1")
    assert (change["asked_by"], change["at_stake"]) == ("Ann", "12d")
    assert _inbox(waiting, "P-2") == []
    assert "nothing waits for a decision here" in waiting("inbox", "P-2").err


def test_what_is_decided_leaves_the_inbox_and_is_named_below(waiting: Shell) -> None:
    for key in ("TS-1", "G-1", "BC-1", "C-1"):
        waiting.ok("decide", key, "accept")
    assert {row[3] for row in _inbox(waiting)} == {"Bob"}
    assert waiting.json("inbox")["waiting"] == 0
    assert waiting("decide", "C-1", "accept").code == 4
    waiting.ok("undo")
    assert waiting.json("inbox")["waiting"] == 1


def test_what_is_sent_back_needs_a_reason_which_is_kept(waiting: Shell) -> None:
    refused = waiting("decide", "C-1", "return")
    assert refused.code == 2
    assert "say why it is sent back" in refused.err
    waiting.ok("decide", "C-1", "return", "which shops?")
    assert waiting.json("show", "C-1")["entity"]["decision"] == "more_info"
    assert "sent back: which shops?" in waiting.ok("list", "remarks")


@pytest.mark.parametrize("key", ["C-1", "L-1"])
def test_a_change_and_a_contract_go_up_and_their_answer_comes_back(
    waiting: Shell, key: str
) -> None:
    waiting.ok("escalate", key, "--text", "too big for us")
    assert (key, "escalation", "Bob", None) in _inbox(waiting, "PG-1")
    assert _inbox(waiting, "P-2") == []
    assert "too big for us" in waiting.ok("attention")
    again = waiting("escalate", key)
    assert "is escalated already" in again.err
    waiting.ok("decide", key, "decide", "two of them")
    row = waiting.json("show", key)["entity"]
    assert row["escalation_answer"] == "decide: two of them"
    assert row["escalation_decision"] == "D-1"
    waiting.ok("undo")
    assert (key, "escalation", "Bob", None) in _inbox(waiting, "PG-1")


def test_a_change_that_is_taken_over_above_leaves_a_shadow_below(waiting: Shell) -> None:
    waiting.ok("escalate", "C-1", "--text", "too big")
    waiting.ok("answer", "C-1", "accept")
    row = waiting.json("show", "C-1")["entity"]
    assert (row["component"], row["escalated_from"]) == ("PG-1", "P-1")


def test_a_link_inside_a_project_is_no_contract(waiting: Shell) -> None:
    waiting.ok("add", "task", "Print after:T-1", "--into", "P-1")
    refused = waiting("escalate", "L-2")
    assert refused.code == 4
    assert "only a contract between two goes up" in refused.err


def test_the_detail_says_who_may_decide_and_whether_it_was_within_rights(waiting: Shell) -> None:
    assert "the owner of the program (Bob)" in waiting.ok("show", "C-1")
    waiting.ok("decide", "C-1", "accept")
    assert "within rights" in waiting.ok("show", "C-1")
    waiting.ok("set", "C-1", "authority=Ann")
    assert "outside rights" in waiting.ok("show", "C-1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "C-1", "maybe"), "accept or return or decide"),
        (("decide", "P-1", "accept"), "decide works on"),
        (("decide", "C-9", "accept"), "there is no change C-9"),
        (("inbox", "P-9"), "P-9"),
    ],
)
def test_a_decision_that_cannot_be_read_ends_in_one_line(
    waiting: Shell, words: tuple[str, ...], said: str
) -> None:
    ran = waiting(*words)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
