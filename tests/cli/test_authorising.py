"""This file authorises projects with money released, by the command line."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def selected(empty: Shell) -> Shell:
    """A portfolio that is given 10, with two projects selected and one proposed."""
    empty.ok("add", "portfolio", "Acme")
    for at, cost in enumerate((6, 3, 5), 1):
        empty.ok("add", "project", f"Shop {at}", "--into", "PF-1")
        empty.ok("set", f"P-{at}", f"budget={cost}")
    empty.ok("set", "P-1", "portfolio_status=selected")
    empty.ok("set", "P-2", "portfolio_status=selected")
    empty.ok("add", "funding", "Capital budget amount:10", "--into", "PF-1")
    return empty


def _states(shell: Shell) -> list[tuple[str, str]]:
    rows = shell.json("list", "projects", "--columns", "key,portfolio_status,phase")["rows"]
    return [(row["portfolio_status"], row["phase"]) for row in rows]


def test_money_is_released_in_the_commit_that_authorises(selected: Shell) -> None:
    answer = selected.json("authorise", "P-1", "P-2")
    assert "P-1 authorised, 6 EUR released from F-1" in answer["message"]
    assert _states(selected)[:2] == [("authorised", "initiating")] * 2
    rows = selected.json("list", "funding", "--columns", "key,amount,released_from")["rows"]
    assert [row["released_from"] for row in rows] == [None, "F-1", "F-1"]
    selected.ok("undo")
    assert _states(selected)[:2] == [("selected", "draft")] * 2
    assert len(selected.json("list", "funding")["rows"]) == 1


def test_what_is_released_counts_once_above_and_whole_below(selected: Shell) -> None:
    selected.ok("authorise", "P-1")
    rows = selected.json("list", "components", "--columns", "key,funded")["rows"]
    funded = {row["key"]: (row["funded"] or {}).get("amount") for row in rows}
    assert (funded["PF-1"], funded["P-1"]) == ("10.00", "6.00")


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("authorise", "P-3"), 4, "P-3 Shop 3 is proposed, not selected: a body selects it first"),
        (("authorise", "P-1", "--amount", "11"), 4, "more than the 10 EUR that are left of F-1"),
        (("authorise", "P-1", "--amount", "1 USD"), 2, "F-1 is in EUR"),
        (("authorise", "P-1", "--source", "F-9"), 2, "nothing above it is given 'F-9'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_done(
    selected: Shell, words: tuple[str, ...], code: int, reason: str
) -> None:
    answer = selected(*words)
    assert answer.code == code
    assert reason in answer.err
    assert _states(selected)[0] == ("selected", "draft")


def test_two_at_once_take_no_more_than_there_is(selected: Shell) -> None:
    selected.ok("set", "P-2", "budget=5")
    answer = selected("authorise", "P-1", "P-2")
    assert answer.code == 4
    assert "5 EUR is more than the 4 EUR that are left" in answer.err
    assert _states(selected)[0] == ("selected", "draft")


def test_a_second_time_is_refused(selected: Shell) -> None:
    selected.ok("authorise", "P-1")
    assert "is authorised already" in selected("authorise", "P-1").err


def test_of_several_sources_one_is_named(selected: Shell) -> None:
    selected.ok("add", "funding", "Grant amount:4", "--into", "PF-1")
    answer = selected("authorise", "P-2")
    assert answer.code == 2
    assert "F-1 Capital budget, F-2 Grant" in answer.err
    selected.ok("authorise", "P-2", "--source", "f-2")


def test_what_a_project_is_expected_to_get_is_agreed_to(selected: Shell) -> None:
    selected.ok("add", "funding", "Own amount:3 state:expected", "--into", "P-2")
    selected.ok("authorise", "P-2")
    states = {row["key"]: row["state"] for row in selected.json("list", "funding")["rows"]}
    assert states == {"F-1": "agreed", "F-2": "agreed"}


def test_no_door_releases_more_than_there_is(selected: Shell) -> None:
    selected.ok("authorise", "P-1")
    answer = selected("set", "F-2", "amount=11")
    assert answer.code == 2
    assert "1 EUR more is released of F-1 than it is" in answer.err.replace("1.00", "1")
    line = "Again amount:1 released_from:F-2"
    assert (
        "F-2 is of no component above it" in selected("add", "funding", line, "--into", "P-3").err
    )


def test_who_may_release_is_data_and_only_warns(selected: Shell) -> None:
    for name in ("Ann", "Bob"):
        selected.ok("add", "person", name)
    selected.ok("add", "body", "Board chair:Ann", "--into", "PF-1")
    selected.ok("add", "membership", "body:BD-1 person:Ann")
    selected.ok("add", "approval_rule", "Money kind:release body:BD-1", "--into", "PF-1")
    selected.ok("authorise", "P-1")
    selected.ok("set", "F-2", "approver=Bob")
    assert "Bob may not: that may Board" in selected("check").out
    selected.ok("set", "F-2", "approver=Ann")
    assert "may not" not in selected("check").out
