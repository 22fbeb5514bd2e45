"""This file tests who could take on what is asked for, and how much of their time is free."""

from datetime import date, timedelta
from typing import Any, Final

from pmtui.figures.people.free_people import candidates, wanted
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import Leave, RoleRequest, Skill
from tests.conftest import a_person, a_project, a_task, figures_of, id_of

ANN, BOB, CHO = id_of("H-1"), id_of("H-2"), id_of("H-3")
MONDAY: Final = date(2027, 3, 1)
FRIDAY: Final = MONDAY + timedelta(days=4)


def asked(**fields: Any) -> RoleRequest:
    given: dict[str, Any] = {"first": MONDAY, "last": FRIDAY, "role": "Developer", **fields}
    return RoleRequest(**{"id": 60, "key": "RQ-1", "title": "Build", **given})


def a_store(*rows: Any) -> Figures:
    people = [a_person(f"H-{at}", name) for at, name in enumerate(("Ann", "Bob", "Cho"), 1)]
    return figures_of(*people, a_project(), *rows)


def free(figures: Figures, request: RoleRequest) -> list[tuple[int, float]]:
    return [(able.person, able.free / 60) for able in candidates(figures, request)]


def test_a_skill_is_asked_for_before_a_role_whatever_its_capitals() -> None:
    figures = a_store(
        Skill(id=1, person=ANN, name="python"), Skill(id=2, person=BOB, name="SQL"),
        a_person("H-4", "Dan", role="developer"),
    )  # fmt: skip
    assert free(figures, asked(skill="Python")) == [(ANN, 40.0)]
    assert free(figures, asked()) == [(id_of("H-4"), 40.0)]
    assert free(figures, asked(role="Pilot")) == []


def test_most_free_time_comes_first_and_of_equals_the_better_skilled() -> None:
    skills = [
        Skill(id=at, person=person, name="Go", level=level)
        for at, (person, level) in enumerate(((ANN, 5), (BOB, 2), (CHO, 4)), 1)
    ]
    busy = (
        a_task("T-1", start=MONDAY, duration=960),
        Assignment(id=9, task=id_of("T-1"), person=ANN),
    )
    figures = a_store(*skills, *busy)
    assert free(figures, asked(skill="go")) == [(CHO, 40.0), (BOB, 40.0), (ANN, 24.0)]


def test_leave_and_what_is_confirmed_elsewhere_are_not_free() -> None:
    promised = asked(id=61, key="RQ-2", person=ANN, state="confirmed", units=50)
    away = Leave(id=5, person=ANN, first=MONDAY, last=MONDAY)
    request = asked(id=60, person=ANN, state="proposed", skill="Go")
    figures = a_store(Skill(id=1, person=ANN, name="Go"), promised, away, request)
    assert free(figures, request) == [(ANN, 16.0)]
    assert free(figures, promised) == []


def test_what_is_asked_for_is_units_of_the_week_and_nothing_without_days() -> None:
    figures = a_store(Skill(id=1, person=ANN, name="Go"))
    assert wanted(figures, asked(units=50)) == 1200.0
    assert wanted(figures, asked(first=None)) is None
    assert candidates(figures, asked(first=None, skill="Go")) == ()
