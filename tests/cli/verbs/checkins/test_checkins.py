"""This file tests check-ins, asks and directives on the command line."""

from datetime import date, timedelta

import pytest

from tests.cli.running import Shell


@pytest.fixture
def plan(empty: Shell) -> Shell:
    """A program with two projects under way."""
    empty.ok("add", "person", "Ann")
    empty.ok("add", "program", "Web @Ann")
    for name in ("Alpha", "Beta"):
        empty.ok("add", "project", f"{name} state:executing portfolio_status:active")
    empty.ok("move", "P-1", "PG-1")
    empty.ok("move", "P-2", "PG-1")
    return empty


def _values(plan: Shell, table: str, name: str) -> list[object]:
    return [row[name] for row in plan.json("list", table, "is:any", "--columns", name)["rows"]]


def test_a_check_in_rates_its_component_and_asks_for_what_is_needed(plan: Shell) -> None:
    plan.ok("checkin", "P-1", "amber: late", "--needs", "two testers; a room", "--next", "test")
    (checkin,) = plan.json("list", "checkins")["rows"]
    assert (checkin["rag"], checkin["text"], checkin["next_steps"]) == ("A", "late", "test")
    assert _values(plan, "projects", "reported_rag") == ["A", ""]
    assert _values(plan, "asks", "title") == ["two testers", "a room"]
    assert _values(plan, "asks", "owner") == ["Ann", "Ann"]
    assert _values(plan, "projects", "open_asks") == [2, 0]
    plan.ok("undo")
    assert _values(plan, "projects", "reported_rag") == ["", ""]
    assert not plan.json("list", "asks")["rows"]


@pytest.mark.parametrize("door", ["add", "apply"])
def test_a_rating_is_reported_by_every_door(plan: Shell, door: str) -> None:
    if door == "add":
        plan.ok("add", "checkin", "late rag:R", "--into", "P-1")
    else:
        document = '{"checkins": [{"component": "P-1", "text": "late", "rag": "R"}]}'
        plan.ok("apply", "-", stdin=document)
    assert _values(plan, "projects", "reported_rag") == ["R", ""]


def test_who_did_not_check_in_is_named_and_needs_somebody(plan: Shell) -> None:
    before = str(date.today() - timedelta(days=8))  # noqa: DTZ011
    assert _values(plan, "projects", "checkin") == [None, None]
    plan.ok("checkin", "P-1", "on track", "--period", before)
    assert _values(plan, "projects", "checkin")[1] == "missing"
    missing = plan.json("list", "projects", "checkin:missing", "--columns", "key")["rows"]
    assert {"key": "P-2"} in missing
    assert "Beta: check-in" in plan.ok("attention")


def test_an_ask_is_answered_by_the_verb_that_answers_escalations(plan: Shell) -> None:
    plan.ok("ask", "P-1", "two testers", "needed_by:2020-01-31")
    assert "AK-1 two testers: no answer, needed" in plan.ok("attention")
    plan.ok("acknowledge", "AK-1")
    plan.ok("answer", "AK-1", "yes", "from Monday")
    assert _values(plan, "asks", "state") == ["answered"]
    assert _values(plan, "asks", "answer") == ["yes from Monday"]
    assert _values(plan, "asks", "age") == [0]
    assert plan("answer", "AK-1", "no").code == 4
    assert "AK-1" not in plan.ok("attention")


def test_a_step_that_is_set_by_hand_gets_its_day(plan: Shell) -> None:
    plan.ok("direct", "P-1", "freeze the scope", "source:Board")
    plan.ok("set", "DV-1", "state=done")
    assert _values(plan, "directives", "done_at") != [None]
    plan.ok("ask", "P-1", "a room")
    plan.ok("set", "AK-1", "answer=yes")
    assert _values(plan, "asks", "state") == ["answered"]
    assert _values(plan, "asks", "answered_at") != [None]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("checkin", "P-1", ""), "how: say how P-1 goes"),
        (("checkin", "P-1", "x", "--rag", "blue"), "rag: 'blue' is no rating"),
        (("checkin", "P-1", "x", "--period", "2026-13-01"), "period: "),
        (("checkin", "P-9", "x"), "P-9"),
        (("checkin", "H-1", "x"), "name one, such as P-1"),
        (("ask", "P-1", "x", "@nobody"), "nobody is called 'nobody'"),
        (("ask", "P-1", "x", "needed_by:2026-13-01"), "needed by"),
        (("direct", "P-1", ""), "say what is wanted"),
        (("acknowledge", "P-1"), "works on asks or directives"),
        (("policy", "checkin_weeks=99"), "checkin weeks"),
        (("policy", "checkin_day=someday"), "checkin day"),
    ],
)
def test_wrong_input_ends_with_2_says_where_and_writes_nothing(
    plan: Shell, words: tuple[str, ...], reason: str
) -> None:
    before = plan.json("list", "projects")["revision"]
    ran = plan(*words)
    assert ran.code == 2, ran
    assert reason in ran.err
    assert plan.json("list", "projects")["revision"] == before
