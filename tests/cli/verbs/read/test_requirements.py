"""This file tests requirements, acceptance criteria and acceptances on the command line."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def portal(empty: Shell) -> Shell:
    """A project with a deliverable, and two requirements of which it brings one."""
    empty.ok("add", "project", "Alpha")
    empty.ok("add", "person", "Ann Roe")
    empty.ok("add", "deliverable", "Portal", "--into", "P-1")
    empty.ok("add", "requirement", "Works on a phone source:customers delivered_by:V-1")
    empty.ok("add", "requirement", "Reads aloud source:law")
    return empty


def test_requirements_are_listed_with_what_delivers_them(portal: Shell) -> None:
    rows = portal.json("list", "requirements", "--columns", "key,source,delivered_by")["rows"]
    assert rows == [
        {"key": "Q-1", "source": "customers", "delivered_by": "V-1"},
        {"key": "Q-2", "source": "law", "delivered_by": None},
    ]
    bare = portal.json("list", "requirements", "delivered_by:none", "--columns", "key")["rows"]
    assert bare == [{"key": "Q-2"}]


def _deliveries(portal: Shell) -> list[object]:
    return [row["delivery"] for row in portal.json("list", "requirements")["rows"]]


def _set_of_criterion(portal: Shell, field: str) -> None:
    (criterion,) = portal.json("list", "criteria", "--columns", "id")["rows"]
    portal.ok("set", str(criterion["id"]), field)


def test_a_list_of_requirements_says_what_delivers_each_and_what_nothing_delivers(
    portal: Shell,
) -> None:
    lines = [line.split("\t") for line in portal.ok("list", "requirements").splitlines()]
    at = lines[0].index("delivery")
    assert [line[at] for line in lines[1:]] == ["awaited", "nothing"]
    bare = portal.json("list", "requirements", "delivery:nothing", "--columns", "key")["rows"]
    assert bare == [{"key": "Q-2"}]


def test_a_deliverable_is_accepted_once_its_criteria_are_met_or_waived_by_name(
    portal: Shell,
) -> None:
    portal.ok("add", "criterion", "Two editors have read it task:V-1")
    before = portal.json("benefits")["revision"]
    ran = portal("add", "acceptance", "task:V-1 verdict:accepted")
    assert ran.code == 2, ran
    assert (
        "verdict: V-1 Portal cannot be accepted yet: 'Two editors have read it': set met=yes"
        in ran.err
    )
    assert portal.json("benefits")["revision"] == before
    _set_of_criterion(portal, "waived_by=Ann")
    portal.ok("add", "acceptance", "task:V-1 verdict:accepted")
    portal.ok("undo")
    _set_of_criterion(portal, "waived_by=none")
    assert portal("add", "acceptance", "task:V-1 verdict:accepted").code == 2
    portal.ok("add", "acceptance", "task:V-1 verdict:rejected reason:late")


def test_a_rejection_is_not_turned_into_an_acceptance_past_its_criteria(portal: Shell) -> None:
    portal.ok("add", "criterion", "Two editors have read it task:V-1")
    portal.ok("add", "acceptance", "task:V-1 verdict:rejected reason:late")
    (row,) = portal.json("list", "acceptances", "--columns", "id")["rows"]
    ran = portal("set", str(row["id"]), "verdict=accepted")
    assert ran.code == 2, ran
    assert "cannot be accepted yet" in ran.err


def test_a_deliverable_is_rejected_with_a_reason_and_accepted_later(portal: Shell) -> None:
    portal.ok("add", "criterion", "Two editors have read it task:V-1")
    line = 'task:V-1 verdict:rejected reason:"two pages are missing" by:Ann'
    portal.ok("add", "acceptance", line)
    assert _deliveries(portal) == ["rejected", "nothing"]
    _set_of_criterion(portal, "met=yes")
    portal.ok("add", "acceptance", "task:V-1 verdict:accepted by:Ann")
    assert _deliveries(portal) == ["accepted", "nothing"]
    rows = portal.json("list", "acceptances")["rows"]
    assert [(row["task"], row["verdict"], row["by"]) for row in rows] == [
        ("V-1", "rejected", "Ann Roe"),
        ("V-1", "accepted", "Ann Roe"),
    ]
    assert rows[0]["reason"] == "two pages are missing"
    assert rows[0]["at"] is not None
    assert portal.json("list", "criteria")["rows"][0]["text"] == "Two editors have read it"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "acceptance", "task:V-1 verdict:rejected"), "reason: a rejection needs one"),
        (("add", "acceptance", "task:V-1 verdict:perhaps"), "verdict:"),
        (("set", "Q-1", "state=rejected"), "reason: a rejection needs one"),
    ],
)
def test_a_rejection_without_a_reason_is_refused_and_nothing_is_written(
    portal: Shell, words: tuple[str, ...], reason: str
) -> None:
    before = portal.json("benefits")["revision"]
    ran = portal(*words)
    assert ran.code == 2, ran
    assert reason in ran.err
    assert portal.json("benefits")["revision"] == before


def test_a_requirement_goes_its_way_and_is_rejected_with_its_reason_in_one_step(
    portal: Shell,
) -> None:
    portal.ok("set", "Q-1", "state=agreed")
    portal.ok("set", "Q-1", "state=delivered")
    portal.ok("set", "Q-1", "state=accepted")
    portal.ok("set", "Q-2", "state=rejected", "reason=too dear")
    closed = portal.json("list", "requirements", "is:closed", "--columns", "key")["rows"]
    assert closed == [{"key": "Q-1"}, {"key": "Q-2"}]
