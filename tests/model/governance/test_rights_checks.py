"""This file tests what seats, rules, tolerances and responsibilities keep, in words."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.model.entities.entity import Money
from pmtui.model.entities.templates import GatePlan, Template
from pmtui.model.governance.bodies import (
    TOLERANCE_LIMITS,
    ApprovalRule,
    Body,
    Membership,
    Responsibility,
    Tolerance,
    ToleranceKind,
)
from pmtui.model.meetings.meetings import Meeting
from tests.conftest import a_person, a_task, id_of
from tests.model.checked import problems_of

BOARD: Final = Body(id=50, key="BD-1", name="Steering board")
ANN: Final = a_person("H-1", "Ann")
BOB: Final = a_person("H-2", "Bob")
DAY: Final = date(2026, 11, 23)
BEFORE: Final = DAY - timedelta(days=1)


def a_seat(number: int = 1, key: str = "", **fields: Any) -> Membership:
    return Membership(id=number, key=key, **{"body": 50, "person": ANN.id, **fields})


def of_seat(seat: Membership, *others: Membership) -> list[str]:
    return problems_of(seat, BOARD, ANN, BOB, *others)


@pytest.mark.parametrize(
    ("since", "until"), [(None, None), (DAY, None), (None, DAY), (DAY, DAY), (BEFORE, DAY)]
)
def test_a_seat_ends_on_its_first_day_or_later(since: date | None, until: date | None) -> None:
    assert of_seat(a_seat(since=since, until=until)) == []


def test_a_seat_that_ends_before_it_begins_is_refused() -> None:
    (problem,) = of_seat(a_seat(key="MB-1", since=DAY, until=BEFORE))
    assert problem == "MB-1: until 2026-11-22 is before 2026-11-23, when it begins"


def test_a_seat_is_of_a_body_and_of_a_person() -> None:
    assert any("say which with body:KEY" in text for text in of_seat(a_seat(body=0)))
    assert any("say who with person:NAME" in text for text in of_seat(a_seat(person=0)))


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ((None, None), (None, None), True),
        ((None, DAY), (DAY, None), True),
        ((None, BEFORE), (DAY, None), False),
        ((None, BEFORE), (None, None), True),
        ((None, None), (DAY, None), True),
        ((DAY, DAY), (BEFORE, BEFORE), False),
        ((BEFORE, DAY), (DAY, DAY), True),
    ],
)
def test_a_person_has_one_seat_in_a_body_on_any_day(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None], *, meet: bool
) -> None:
    one = a_seat(1, "MB-1", since=first[0], until=first[1])
    other = a_seat(2, "MB-2", since=second[0], until=second[1])
    wanted = ["MB-1: MB-2 is that seat already: change it instead"] if meet else []
    assert of_seat(one, other) == wanted
    assert bool(of_seat(other, one)) is meet


def test_two_people_and_two_bodies_share_days() -> None:
    assert of_seat(a_seat(1), a_seat(2, person=BOB.id)) == []
    other = Body(id=51, key="BD-2", name="Audit")
    assert problems_of(a_seat(1), BOARD, other, ANN, a_seat(2, body=51)) == []


def test_a_seat_without_a_key_names_the_fields_to_change() -> None:
    assert of_seat(a_seat(1), a_seat(2, "MB-2"))[0].startswith("body, person: MB-2")
    assert "another row is that seat" in of_seat(a_seat(1), a_seat(2))[0]


@pytest.mark.parametrize(
    ("fields", "is_said"),
    [({"role": "owner"}, True), ({"body": 50}, True), ({"role": " "}, False), ({}, False)],
)
def test_a_rule_says_who_may_approve_by_a_role_or_a_body(
    fields: dict[str, Any], *, is_said: bool
) -> None:
    rule = ApprovalRule(id=1, key="AR-1", title="Changes", **fields)
    problems = problems_of(rule, BOARD)
    assert (not problems) is is_said
    assert is_said or "AR-1: role, body: it says nobody who may approve" in problems[0]


_LIMITS: Final = {"days": 3, "percent": 5, "amount": Money(100, "EUR"), "count": 2}


@pytest.mark.parametrize("field", _LIMITS)
@pytest.mark.parametrize("kind", TOLERANCE_LIMITS)
def test_a_tolerance_is_given_in_what_its_kind_is_measured_in(
    kind: ToleranceKind, field: str
) -> None:
    limits: dict[str, Any] = {field: _LIMITS[field]}
    problems = problems_of(Tolerance(id=1, key="TL-1", title="Slip", kind=kind, **limits))
    allowed = TOLERANCE_LIMITS[kind]
    way = " or ".join(allowed)
    wanted = f"TL-1: a tolerance of {kind} is given in {way}, not in {field}"
    assert problems == ([] if field in allowed else [wanted])


def a_duty(number: int, person: int, role: Any, about: str = "T-1") -> Responsibility:
    return Responsibility(
        id=number, about=id_of(about), about_table="tasks", person=person, role=role
    )


@pytest.mark.parametrize(
    ("own", "other", "is_refused"),
    [("A", "A", True), ("A", "R", False), ("R", "A", False), ("R", "R", False)],
)
def test_exactly_one_is_accountable_for_a_thing(own: str, other: str, *, is_refused: bool) -> None:
    there = a_task("T-1"), ANN, BOB, a_duty(2, BOB.id, other)
    problems = problems_of(a_duty(1, ANN.id, own), *there)
    wanted = "role: Bob is accountable already, and exactly one is: `raci` moves it"
    assert (wanted in problems) is is_refused


def test_somebody_is_accountable_for_each_of_two_things() -> None:
    tasks = a_task("T-1"), a_task("T-2")
    problems = problems_of(a_duty(1, ANN.id, "A"), *tasks, ANN, a_duty(2, ANN.id, "A", "T-2"))
    assert not any("accountable" in text for text in problems)


@pytest.mark.parametrize(("kind", "is_kept"), [("gates", True), ("project", False)])
def test_a_gate_plan_is_made_from_a_template_of_gates(kind: Any, *, is_kept: bool) -> None:
    template = Template(id=7, key="TP-1", name="Stages", kind=kind)
    problems = problems_of(GatePlan(id=1, name="Gates", template=7), template)
    assert any("template: TP-1 Stages is a project, not gates" in text for text in problems) is (
        not is_kept
    )


@pytest.mark.parametrize(
    ("begin", "end", "is_kept"), [(600, 600, True), (600, 599, False), (600, None, True)]
)
def test_a_meeting_may_end_in_the_minute_it_begins(
    begin: int, end: int | None, *, is_kept: bool
) -> None:
    meeting = Meeting(id=60, title="Board", start_time=begin, finish_time=end)
    assert (not problems_of(meeting)) is is_kept
