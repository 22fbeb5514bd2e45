"""This file tests the week of a person at the command line."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def crew(empty: Shell) -> Shell:
    """Ann booked time on two tasks in one week, which is approved."""
    empty.ok("add", "project", "Yard")
    empty.ok("add", "person", "Ann rate:60")
    for title in ("Dig", "Pour"):
        empty.ok("add", "task", title, "--into", "P-1")
    empty.ok("time", "T-1", "3h30", "2026-11-17", "@Ann")
    empty.ok("time", "T-2", "45m", "2026-11-22", "@Ann")
    empty.ok("approve_week", "2026-11-16", "@Ann")
    return empty


def test_a_week_is_shown_by_task_and_day_with_sums(crew: Shell) -> None:
    ran = crew("week", "Ann", "2026-11-19")
    assert ran.code == 0
    assert "week of 2026-11-16 of Ann: approved" in ran.err
    head, dig, pour, foot = (line.split("\t") for line in ran.out.splitlines())
    assert head[:2] + head[-2:] == ["task", "Mon 16", "Sun 22", "sum"]
    assert (dig[0], dig[2], dig[-1]) == ("T-1 Dig", "3h30", "3h30")
    assert (pour[0], pour[7]) == ("T-2 Pour", "45m")
    assert foot[-1] == "4h15"


def test_the_document_has_minutes_from_monday_to_sunday(crew: Shell) -> None:
    week = crew.json("week", "@Ann", "2026-11-17")
    assert week["kind"] == "week"
    assert (week["person"], week["week"], week["state"]) == ("H-1", "2026-11-16", "approved")
    assert week["days"][6] == "2026-11-22"
    assert week["tasks"][0] == {
        "key": "T-1", "title": "Dig", "minutes": [0, 210, 0, 0, 0, 0, 0], "total": 210,
    }  # fmt: skip
    assert (week["minutes"][6], week["total"]) == (45, 255)


def test_an_empty_week_says_what_to_do_and_wrong_words_are_refused(crew: Shell) -> None:
    ran = crew("week", "Ann", "2026-10-01")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing is booked in it" in ran.err
    assert crew.json("week", "Ann", "2026-10-01")["tasks"] == []
    for words, why in ((("Zoe",), "Zoe"), (("Ann", "someday"), "day:"), ((), "login")):
        ran = crew("week", *words)
        assert (ran.code, why in ran.err) == (2, True), ran
