"""This file keeps a meeting by the command line: its agenda before, its minutes after."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def board(empty: Shell) -> Shell:
    """A body of a program with a change that waits, and a meeting of it."""
    empty.ok("add", "program", "Web")
    empty.ok("add", "project", "Site", "--into", "PG-1")
    for name in ("Ann", "Bob"):
        empty.ok("add", "person", name)
    empty.ok("add", "body", "Board quorum:2 chair:Ann", "--into", "PG-1")
    empty.ok("add", "membership", "body:BD-1 person:Ann")
    empty.ok("add", "membership", "body:BD-1 person:Bob")
    empty.ok("add", "change", "More shops raised_by:Bob", "--into", "P-1")
    empty.ok("add", "meeting", "Monthly body:BD-1 day:+2d start_time:10:00 place:Room-4")
    return empty


def test_an_agenda_has_what_waits_and_says_who_comes(board: Shell) -> None:
    rows = board.json("agenda", "MT-1")["rows"]
    assert [(row["key"], row["part"], row["asked_by"]) for row in rows] == [
        ("C-1", "decision", "Bob")
    ]
    text = board("agenda", "mt-1").out
    assert "chair    Ann" in text
    assert "invited  Ann, Bob" in text
    assert "change to be accepted or sent back" in text


def test_a_meeting_lies_where_its_body_is(board: Shell) -> None:
    (row,) = board.json("list", "meetings")["rows"]
    assert (row["component"], row["start_time"], row["state"]) == ("PG-1", 600, "planned")


def test_minutes_are_what_was_taken_down_with_the_meeting_as_its_source(board: Shell) -> None:
    board.ok("add", "action", "Call the vendor @Bob due:+7d meeting:MT-1", "--into", "P-1")
    board.ok("add", "decision", "Two shops less meeting:MT-1", "--into", "P-1")
    minutes = board.json("minutes", "MT-1")
    assert [row["what"] for row in minutes["actions"]] == ["Call the vendor"]
    assert [row["what"] for row in minutes["decisions"]] == ["Two shops less"]
    assert (minutes["absent"], minutes["quorate"]) == (["Ann", "Bob"], False)


def test_hostile_text_stays_text_in_minutes(board: Shell) -> None:
    board.ok("set", "MT-1", "title=<b>x</b>\x1b[31m | [a](b)", "notes=# no heading\n- no list")
    markdown = board("minutes", "MT-1", "--markdown").out
    assert "\x1b" not in markdown
    assert "\\<b\\>x\\</b\\>" in markdown
    assert "\\# no heading" in markdown
    assert "\n- no list" not in markdown
    assert "\x1b" not in board("minutes", "MT-1").out


def test_what_is_no_meeting_is_refused_by_its_name(board: Shell) -> None:
    answer = board("agenda", "C-1")
    assert answer.code == 2
    assert "meeting" in answer.err
    assert board("minutes", "nowhere").code == 2


def test_members_are_reminded_of_a_meeting_and_their_calendars_have_it(board: Shell) -> None:
    said = board("remind", "--for", "Bob", "--all").out
    assert "MT-1 Monthly" in said
    assert "10:00, PG-1 Web)" in said
    feed = board("calendar", "--for", "Ann").out
    assert "SUMMARY:MT-1 Monthly" in feed
    assert "LOCATION:Room-4" in feed
    assert "T100000Z" in feed
    board.ok("set", "MT-1", "state=cancelled")
    assert "MT-1" not in board("calendar").out


def test_a_meeting_is_held_by_the_command_line_and_stays_as_it_was(board: Shell) -> None:
    board.ok("present", "MT-1", "Ann")
    answer = board("settle", "MT-1", "C-1", "accept", "two only")
    assert answer.code == 0
    board.ok("minute", "MT-1", "note", "a long talk", "--about", "C-1")
    board.ok("minute", "MT-1", "action", "Call the vendor @Bob due:+7d", "--about", "C-1")
    board.ok("set", "MT-1", "state=held")
    minutes = board.json("minutes", "MT-1")
    assert (minutes["present"], minutes["absent"]) == (["Ann"], ["Bob"])
    assert [(row["key"], row["outcome"], row["notes"]) for row in minutes["agenda"]] == [
        ("C-1", "accepted", "a long talk")
    ]
    assert [row["what"] for row in minutes["decisions"]] == ["C-1 accepted: two only"]
    for words in (
        ("present", "MT-1", "Bob"),
        ("minute", "MT-1", "note", "late"),
        ("set", "AI-1", "notes=x"),
    ):
        refused = board(*words)
        assert refused.code == 4
        assert "MT-1" in refused.err


def test_a_body_decides_without_quorum_with_a_warning_that_is_listed(board: Shell) -> None:
    board.ok("add", "approval_rule", "All kind:change body:BD-1", "--into", ".")
    board.ok("present", "MT-1", "Ann")
    answer = board("settle", "MT-1", "C-1", "accept")
    assert answer.code == 0
    assert "warning: C-1: BD-1 Board had 1 of the 2 members it needs in MT-1" in answer.err
    assert "had 1 of the 2 members" in board("minutes", "MT-1").out
    assert "had 1 of the 2 members" in board("check").out + board("check").err


def test_a_quorum_is_none_or_a_number_of_members(board: Shell) -> None:
    for words in (("add", "body", "Odd quorum:-1", "--into", "."), ("set", "BD-1", "quorum=-1")):
        refused = board(*words)
        assert refused.code == 2
        assert "quorum" in refused.err
    board.ok("set", "BD-1", "quorum=0")


def test_a_gate_gets_any_verdict_by_the_same_verb(board: Shell) -> None:
    board.ok("add", "gate", "Build due:+5d", "--into", "P-1")
    board.ok("decide", "G-1", "hold", "not yet")
    (gate,) = board.json("list", "gates")["rows"]
    assert gate["decision"] == "hold"
    wrong = board("decide", "G-1", "reject")
    assert (wrong.code, "conditional" in wrong.err) == (4, True)
