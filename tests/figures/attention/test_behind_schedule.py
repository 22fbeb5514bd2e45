"""This file tests what is said to be behind: components past their dates, and late tasks."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.attention.behind_schedule import (
    behind,
    is_own_schedule,
    late_task,
    late_tasks,
    missing_task,
    missing_tasks,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_policy,
    a_project,
    a_task,
    figures_of,
    id_of,
)

DAY = 480
PROJECT, PROGRAM = id_of("P-1"), id_of("PG-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def of_component(figures: Figures, component: int = PROJECT) -> list[tuple[str, str, int]]:
    row = figures.workspace.components[component]
    needs = behind(figures, row, figures.health(component))
    return [(need.mark, need.text, need.weight) for need in needs]


def a_plan(*parts: Entity | Parts, **fields: Any) -> Figures:
    """A project of one task of three days, so that it ends on the Wednesday."""
    policy = a_policy(late_amber_days=1, late_red_days=3)
    project = a_project("P-1", "PG-1", name="Site", start=TODAY, **fields)
    return figures_of(policy, a_component("PG-1"), project, a_task("T-1", duration=3 * DAY), *parts)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"baseline_finish": on(2)}, []),
        ({"baseline_finish": on(1)}, [("A", "Site: planned 1 d past baseline", 1)]),
        ({"baseline_finish": on(-1)}, [("R", "Site: planned 3 d past baseline", 3)]),
        ({"finish": on(1)}, [("A", "Site: planned 1 d past its promised finish", 1)]),
        ({"finish": on(-4)}, [("R", "Site: planned 6 d past its promised finish", 6)]),
    ],
)
def test_a_component_is_behind_what_was_agreed_or_promised(
    fields: dict[str, Any], found: list[tuple[str, str, int]]
) -> None:
    assert of_component(a_plan(**fields)) == found


def test_the_days_past_a_promise_count_where_they_are_more_than_those_planned() -> None:
    done = a_task("T-1", duration=3 * DAY, percent=100, actual_start=on(-9), actual_finish=on(-7))
    rest = a_task("T-2", duration=DAY, constraint="MFO", constraint_date=on(-2))
    figures = figures_of(a_project(name="Site", start=on(-9), finish=on(-4)), done, rest)
    (need,) = of_component(figures)
    assert need[2] == 4


def test_what_is_late_only_below_is_said_there() -> None:
    figures = a_plan(baseline_finish=on(-1))
    program = figures.workspace.components[PROGRAM]
    assert not is_own_schedule(figures, program)
    assert of_component(figures, PROGRAM) == []
    assert is_own_schedule(figures, figures.workspace.components[PROJECT])


@pytest.mark.parametrize(
    ("fields", "parts", "is_own"),
    [
        ({}, (), False),
        ({"baseline_finish": on(9)}, (), True),
        ({"finish": on(9)}, (), True),
        ({}, a_task("T-2", duration=5 * DAY, due=on(9)), True),
        (
            {},
            a_task("T-2", duration=DAY, constraint="FNLT", constraint_date=on(0), after="T-1"),
            True,
        ),
    ],
)
def test_a_schedule_is_its_own_by_a_baseline_a_promise_or_a_date_that_is_missed(
    fields: dict[str, Any], parts: Parts, *, is_own: bool
) -> None:
    figures = a_plan(parts, **fields)
    assert is_own_schedule(figures, figures.workspace.components[PROJECT]) is is_own


def test_a_late_task_of_the_first_priority_is_red() -> None:
    late = [
        a_task("T-2", "Copy", due=on(-2)),
        a_task("T-3", "Legal", due=on(-1), priority=1),
        a_task("T-4", "Mail", due=on(-1), priority=2),
        a_task("T-5", "Done", due=on(-9), percent=100),
    ]
    needs = late_tasks(a_plan(*late), PROJECT)
    assert [(need.mark, need.text, need.weight) for need in needs] == [
        ("A", "T-2 Copy: 2 d late", 2),
        ("R", "T-3 Legal: 1 d late", 1),
        ("A", "T-4 Mail: 1 d late", 1),
    ]


def test_a_date_that_nobody_can_have_meant_is_named_instead_of_the_days() -> None:
    figures = a_plan(a_task("T-2", "Copy", due=date(26, 11, 20)))
    need = late_task(figures, figures.workspace.tasks[id_of("T-2")])
    assert (need.mark, need.weight) == ("A", 0)
    assert "d late" not in need.text
    assert "due" in need.why


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"due": on(0)}, ": planned 2 working d past its due date"),
        ({"due": on(0), "constraint": "ASAP"}, ": planned 2 working d past its due date"),
        (
            {"due": on(9), "constraint": "FNLT", "constraint_date": on(1)},
            ": planned 1 working d past what was agreed",
        ),
        (
            {"constraint": "FNLT", "constraint_date": on(1)},
            ": planned 1 working d past its constraint FNLT",
        ),
    ],
)
def test_a_task_is_planned_past_its_due_date_or_what_was_agreed(
    fields: dict[str, Any], why: str
) -> None:
    figures = a_plan(a_task("T-2", "Copy", duration=3 * DAY, **fields))
    (need,) = missing_tasks(figures, PROJECT)
    assert (need.mark, need.name, need.why) == ("A", "T-2 Copy", why)


def test_a_task_that_is_late_already_or_keeps_its_dates_misses_none() -> None:
    figures = a_plan(
        a_task("T-2", duration=3 * DAY, due=on(-1)), a_task("T-3", duration=3 * DAY, due=on(2))
    )
    assert list(missing_tasks(figures, PROJECT)) == []
    assert missing_task(figures, figures.workspace.tasks[id_of("T-3")]) is None
    bare = figures_of(a_project(start=TODAY), a_task("T-2", due=on(-1), percent=100))
    assert missing_task(bare, bare.workspace.tasks[id_of("T-2")]) is None


def test_a_task_that_is_late_is_not_said_to_be_planned_late_too() -> None:
    figures = a_plan(
        a_task("T-2", duration=3 * DAY, due=on(-1)), a_task("T-3", duration=3 * DAY, due=on(1))
    )
    assert [need.id for need in late_tasks(figures, PROJECT)] == [id_of("T-2")]
    assert [need.id for need in missing_tasks(figures, PROJECT)] == [id_of("T-3")]
