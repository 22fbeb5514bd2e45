"""This file tests which tasks a round of updates asks about, and in which order."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.checkins.due_tasks import AHEAD, due_tasks
from pmtui.model.entities.tasks import Assignment
from tests.conftest import TODAY, a_person, a_project, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")


def asked(*rows: Any, person: int = 0, scope: str = "") -> list[str]:
    people = a_person("H-1", "Ann"), a_person("H-2", "Bob")
    figures = figures_of(*people, a_project(start=day(60)), a_project("P-2"), *rows)
    return [task.key for task in due_tasks(figures, id_of(scope), person)]


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("fields", "is_asked"),
    [
        ({"start": day(60)}, False),
        ({"start": TODAY, "duration": 60 * 480}, True),
        ({"start": day(1), "duration": 60 * 480}, False),
        ({"start": day(60), "percent": 5}, True),
        ({"start": day(60), "actual_start": day(-1)}, True),
        ({"start": day(60), "due": day(AHEAD)}, True),
        ({"start": day(60), "due": day(AHEAD + 1)}, False),
        ({"start": TODAY, "percent": 100}, False),
        ({"start": TODAY, "archived": True}, False),
    ],
)
def test_it_asks_about_what_is_under_way_should_be_or_ends_within_a_week(
    fields: dict[str, Any], *, is_asked: bool
) -> None:
    assert asked(a_task("T-1", **{"duration": 480, **fields})) == (["T-1"] if is_asked else [])


def test_it_asks_those_who_own_a_task_or_are_assigned_to_it() -> None:
    rows = (
        a_task("T-1", start=TODAY, owner=ANN),
        a_task("T-2", start=TODAY),
        a_task("T-3", project="P-2", start=TODAY, owner=BOB),
        Assignment(id=1, task=id_of("T-2"), person=BOB),
    )
    assert asked(*rows, person=ANN) == ["T-1"]
    assert asked(*rows, person=BOB) == ["T-2", "T-3"]
    assert asked(*rows) == ["T-1", "T-2", "T-3"]
    assert asked(*rows, scope="P-2") == ["T-3"]


def test_what_ends_first_is_asked_about_first_and_a_summary_is_not() -> None:
    rows = (
        a_task("T-1", start=TODAY, duration=3 * 480),
        a_task("T-2", start=TODAY, duration=480),
        a_task("T-3", start=TODAY),
        a_task("T-4", under="T-3", start=TODAY, duration=2 * 480),
    )
    assert asked(*rows) == ["T-2", "T-4", "T-1"]
