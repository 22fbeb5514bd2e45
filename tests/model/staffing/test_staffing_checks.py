"""This file tests what teams, skills, leave and requests for roles keep, in words."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.staffing.teams import Leave, RoleRequest, Skill, Team, TeamMember
from tests.conftest import a_person, a_project, id_of
from tests.model.checked import problems_of

DAY: Final = date(2026, 11, 23)
BEFORE: Final = DAY - timedelta(days=1)
CREW: Final = Team(id=50, key="TM-1", name="Crew")
ANN: Final = a_person("H-1", "Ann")
PEOPLE: Final = (
    ANN,
    a_person("H-2", "Steel", kind="material"),
    a_person("H-3", "Travel", kind="cost"),
)


def a_member(number: int = 1, **fields: Any) -> TeamMember:
    return TeamMember(id=number, key=f"TB-{number}", **{"team": 50, "person": ANN.id, **fields})


def a_request(**fields: Any) -> RoleRequest:
    given = {"role": "Tester", "component": id_of("P-1"), **fields}
    return RoleRequest(id=1, key="RQ-1", title="Tester", **given)


def problems(row: Entity, *others: Entity) -> list[str]:
    return problems_of(row, a_project("P-1"), CREW, PEOPLE, *others)


@pytest.mark.parametrize(
    ("first", "last", "is_kept"),
    [
        (None, None, True),
        (DAY, None, True),
        (None, DAY, True),
        (DAY, DAY, True),
        (DAY, BEFORE, False),
    ],
)
def test_membership_and_request_end_on_their_first_day_or_later(
    first: date | None, last: date | None, *, is_kept: bool
) -> None:
    assert (not problems(a_member(since=first, until=last))) is is_kept
    assert (not problems(a_request(first=first, last=last))) is is_kept


@pytest.mark.parametrize(
    ("last", "words"),
    [(DAY, []), (BEFORE, ["LV-1: last: 2026-11-22 is before 2026-11-23, when it begins (first)"])],
)
def test_leave_is_of_a_day_or_more(last: date, words: list[str]) -> None:
    assert problems(Leave(id=1, key="LV-1", person=ANN.id, first=DAY, last=last)) == words


def test_a_membership_is_of_a_person_and_of_a_team() -> None:
    assert any("say which with team:KEY" in text for text in problems(a_member(team=0)))
    assert any("say who with person:NAME" in text for text in problems(a_member(person=0)))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((None, None), (None, None), True),
        ((None, DAY), (DAY, None), True),
        ((None, BEFORE), (DAY, None), False),
        ((None, BEFORE), (None, None), True),
        ((None, None), (DAY, None), True),
        ((DAY, DAY), (BEFORE, BEFORE), False),
    ],
)
def test_somebody_is_in_a_team_once_on_any_day(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None], *, meet: bool
) -> None:
    own = a_member(1, since=one[0], until=one[1])
    beside = a_member(2, since=other[0], until=other[1])
    assert bool(problems(own, beside)) is meet
    assert bool(problems(beside, own)) is meet


def test_a_team_has_several_people() -> None:
    assert problems(a_member(1), a_person("H-4", "Bob"), a_member(2, person=id_of("H-4"))) == []


@pytest.mark.parametrize(
    ("person", "name", "is_refused"),
    [("H-1", " excel ", True), ("H-1", "Word", False), ("H-4", "Excel", False)],
)
def test_a_skill_of_somebody_is_said_once_however_it_is_written(
    person: str, name: str, *, is_refused: bool
) -> None:
    own = Skill(id=1, key="SK-1", person=ANN.id, name="Excel")
    other = Skill(id=2, key="SK-2", person=id_of(person), name=name)
    wanted = ["SK-1: name: SK-2 says that already: change its level"]
    assert problems(own, a_person("H-4", "Bob"), other) == (wanted if is_refused else [])


def test_a_skill_and_leave_are_of_a_person() -> None:
    assert any("whose" in text for text in problems(Skill(id=1, person=0, name="Excel")))
    assert any("whose" in text for text in problems(Leave(id=1, person=0, first=DAY, last=DAY)))


@pytest.mark.parametrize(("person", "has_hours"), [("H-1", True), ("H-2", False), ("H-3", False)])
def test_only_people_are_away_or_asked_for(person: str, *, has_hours: bool) -> None:
    leave = Leave(id=1, key="LV-1", person=id_of(person), first=DAY, last=DAY)
    request = a_request(person=id_of(person), state="proposed")
    for row in (leave, request):
        assert (not problems(row)) is has_hours
        assert has_hours or "and has no hours" in problems(row)[0]


@pytest.mark.parametrize(
    ("state", "person", "is_kept"),
    [
        ("requested", "", True),
        ("declined", "", True),
        ("proposed", "", False),
        ("confirmed", "", False),
        ("confirmed", "H-1", True),
    ],
)
def test_who_is_proposed_or_confirmed_is_named(state: Any, person: str, *, is_kept: bool) -> None:
    assert (not problems(a_request(state=state, person=id_of(person)))) is is_kept


@pytest.mark.parametrize(("role", "is_kept"), [("Tester", True), (" ", False), ("", False)])
def test_a_request_is_for_a_role(role: str, *, is_kept: bool) -> None:
    assert (not problems(a_request(role=role))) is is_kept
