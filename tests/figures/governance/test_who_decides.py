"""This file tests which bodies and people may decide, and what is said of what they decided."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.governance.decision_rights import (
    approval_of,
    breaches,
    deciders,
    members_of,
    rights_lines,
)
from pmtui.figures.governance.rights_breaches import breaches_of
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Change, Issue
from pmtui.model.meetings.meetings import AgendaItem, Attendance, Meeting
from tests.conftest import TODAY, a_person, figures_of, id_of
from tests.figures.governance.rights import (
    ANN,
    BOB,
    EVE,
    MORROW,
    PROGRAM,
    PROJECT,
    a_board,
    a_change,
    a_plan,
    a_rule,
    a_seat,
    wrong,
)


@pytest.mark.parametrize(
    ("quorum", "told"), [(2, ()), (3, ("BD-1 Board has 2 of the 3 members it needs",))]
)
def test_a_body_decides_with_as_many_members_as_its_quorum(
    quorum: int, told: tuple[str, ...]
) -> None:
    parts = a_rule(role="", body=50), a_board(quorum=quorum), a_seat(1, ANN), a_seat(2, BOB)
    assert wrong(a_change(), *parts) == told


def test_who_may_by_a_role_needs_no_quorum_of_the_body_beside_it() -> None:
    parts = a_rule(body=50), a_board(quorum=2), a_seat(1, ANN)
    assert wrong(a_change(), *parts) == ()
    assert wrong(a_change(), *parts, owner=BOB) == ("BD-1 Board has 1 of the 2 members it needs",)


def test_the_last_meeting_in_which_it_was_decided_counts() -> None:
    def decided(number: int, day: date | None, *present: int) -> tuple[Entity, ...]:
        item = AgendaItem(
            id=number + 1, meeting=number, title="C-1", about=70, about_table="changes",
            outcome="accepted",
        )  # fmt: skip
        there = [
            Attendance(id=number + 2 + at, meeting=number, person=person, present=True)
            for at, person in enumerate(present)
        ]
        meeting = Meeting(id=number, key=f"MT-{number}", title="Board", body=50, day=day)
        return (meeting, item, *there)

    parts = a_rule(role="", body=50), a_board(quorum=2), a_seat(1, ANN), a_seat(2, BOB)
    full, thin = decided(100, EVE, ANN, BOB), decided(200, TODAY, ANN)
    said = ("BD-1 Board had 1 of the 2 members it needs in MT-200",)
    assert wrong(a_change(), *parts, *full) == ()
    assert wrong(a_change(), *parts, *full, *thin) == said
    undated = decided(200, None, ANN)
    assert wrong(a_change(), *parts, *full, *undated) == ()
    gone = thin[1:]
    assert wrong(a_change(), *parts, *full, *gone) == ()


@pytest.mark.parametrize(
    ("since", "until", "sits"),
    [
        (None, None, True),
        (TODAY, None, True),
        (MORROW, None, False),
        (None, TODAY, True),
        (None, EVE, False),
        (TODAY, TODAY, True),
        (EVE, EVE, False),
    ],
)
def test_a_member_sits_from_the_first_to_the_last_day(
    since: date | None, until: date | None, *, sits: bool
) -> None:
    plan = a_plan(a_board(), a_seat(1, ANN, since=since, until=until))
    assert members_of(plan, 50, TODAY) == (frozenset({ANN}) if sits else frozenset())


def test_who_was_archived_or_is_gone_sits_nowhere() -> None:
    retired = a_person("H-4", "Dan", archived=True)
    seats = a_seat(1, retired.id), a_seat(2, id_of("H-9")), a_seat(3, BOB)
    assert members_of(a_plan(a_board(), retired, *seats), 50, TODAY) == {BOB}
    assert members_of(a_plan(*seats), 0, TODAY) == frozenset()


def who(*rules: Entity, change: Change | None = None, **project: Any) -> str:
    row = change or a_change(decision="", state="raised")
    approval = approval_of("changes", "change")
    assert approval is not None
    return deciders(a_plan(row, *rules, **project), approval, row, TODAY)


def test_who_may_decide_is_named_with_the_role_its_level_and_the_people() -> None:
    assert who() == ""
    assert who(a_rule()) == "the owner (Ann)"
    assert who(a_rule(level="program")) == "the owner of the program (Bob)"
    assert who(a_rule(role="controller", level="program")) == "the controller (Cho)"
    assert who(a_rule(), owner=0) == "the owner"
    assert who(a_rule(body=50), a_board()) == "the owner or Board"
    assert who(a_rule(1), a_rule(2, role="sponsor"), sponsor=BOB) == (
        "the owner (Ann) or the sponsor (Bob)"
    )


def test_what_waits_above_is_answered_by_who_may_there() -> None:
    issue = Issue(id=72, key="I-1", component=PROJECT, title="Late", escalated_to=PROGRAM)
    rule = a_rule(kind="escalation")
    ((label, text, tone),) = rights_lines(a_plan(issue, rule), "issues", issue, TODAY)
    assert (label, text, tone) == ("who may decide", "the owner (Bob)", "plain")
    asked = a_change(decision="", escalated_to=PROGRAM)
    assert who(a_rule(), change=asked) == "the owner (Ann)"


def test_nothing_is_said_of_an_escalation_that_nobody_made() -> None:
    issue = Issue(id=72, component=PROJECT, title="Late")
    assert [*rights_lines(a_plan(issue, a_rule(kind="escalation")), "issues", issue, TODAY)] == []


def test_an_answered_escalation_is_judged_by_its_decision() -> None:
    answer = Decision(id=73, component=PROGRAM, title="Yes", owner=BOB, decided_at=TODAY)
    issue = Issue(
        id=72, component=PROJECT, title="Late", escalation_answer="accept", escalation_decision=73
    )
    rule = a_rule(kind="escalation")
    lines = [*rights_lines(a_plan(issue, answer, rule), "issues", issue, TODAY)]
    assert [line[:2] for line in lines] == [
        ("who may decide", "the owner (Bob)"),
        ("approved", "within rights"),
    ]
    lost = breaches(a_plan(issue, rule), "issues", issue, TODAY)
    assert lost == ("nobody is named who decided it: that may the owner",)


def test_what_stands_is_said_to_be_within_or_outside_rights() -> None:
    def said(change: Change) -> list[tuple[str, str]]:
        return [
            (line[0], line[2])
            for line in rights_lines(a_plan(change, a_rule()), "changes", change, TODAY)
        ]

    assert said(a_change()) == [("who may decide", "plain"), ("approved", "good")]
    assert said(a_change(authority=BOB)) == [("who may decide", "plain"), ("outside rights", "bad")]
    assert said(a_change(decision="")) == [("who may decide", "plain")]


@pytest.mark.parametrize(
    ("body", "rule", "is_told"),
    [
        ({"archived": True}, {}, True),
        ({}, {}, False),
        ({"archived": True}, {"archived": True}, False),
        ({"archived": True}, {"body": 0}, False),
    ],
)
def test_a_rule_is_told_whose_body_was_archived(
    body: dict[str, Any], rule: dict[str, Any], *, is_told: bool
) -> None:
    held = a_rule(role="", **{"body": 50, **rule})
    assert bool(breaches_of(figures_of(a_board(**body), held), 0)) is is_told
