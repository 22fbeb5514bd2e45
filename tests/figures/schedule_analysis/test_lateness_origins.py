"""This file tests which task in trouble lateness comes from."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.schedule_analysis.driving_links import LastTasks, Origins
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from tests.conftest import TODAY, Parts, a_link, a_project, a_task, figures_of, id_of
from tests.figures.lateness.baselined import a_baseline

DAY = 480
ONE, PROJECT = id_of("T-1"), id_of("P-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def planned(*parts: Entity | Parts) -> Figures:
    figures = figures_of(a_project(start=TODAY), *parts)
    plan_of(figures, PROJECT)
    return figures


def trouble(*parts: Entity | Parts, **fields: Any) -> bool:
    figures = planned(a_task("T-1", **{"duration": 3 * DAY, **fields}), *parts)
    return Origins(figures).is_trouble(ONE)


@pytest.mark.parametrize(
    ("fields", "is_trouble"),
    [
        ({}, False),
        ({"blocked": "ill"}, True),
        ({"due": on(-1)}, True),
        ({"due": on(1)}, True),
        ({"due": on(2)}, False),
        ({"due": on(-1), "percent": 100}, False),
        ({"due": on(-1), "archived": True}, False),
    ],
)
def test_an_open_task_is_in_trouble_where_it_is_late_held_up_or_past_what_was_agreed(
    fields: dict[str, Any], *, is_trouble: bool
) -> None:
    assert trouble(**fields) is is_trouble


@pytest.mark.parametrize(("agreed", "days"), [(1, 1), (2, 0), (3, -1)])
def test_a_task_is_in_trouble_from_a_day_behind_its_baseline_on(agreed: int, days: int) -> None:
    figures = planned(a_task("T-1", duration=3 * DAY), a_baseline("T-1", on(agreed)))
    origins = Origins(figures)
    assert origins.behind(figures.workspace.tasks[ONE]) == days
    assert origins.is_trouble(ONE) is (days > 0)


def test_a_summary_and_what_is_gone_are_in_no_trouble_themselves() -> None:
    assert not trouble(a_task("T-2", under="T-1", duration=DAY), due=on(-1))
    assert not Origins(planned()).is_trouble(ONE)


def test_days_behind_are_unknown_without_a_baseline_or_a_plan() -> None:
    figures = planned(a_task("T-1", duration=DAY))
    task = figures.workspace.tasks[ONE]
    assert Origins(figures).behind(task) is None
    assert Origins(figures).days_after(task, None) is None
    assert Origins(figures).days_after(task, on(-2)) == 2
    assert Origins(figures.without_plans()).days_after(task, on(-2)) is None


def a_chain(**first: Any) -> Figures:
    """Three tasks in a row, the first in trouble, and one beside them that holds nobody."""
    return planned(
        a_task("T-1", duration=DAY, **{"blocked": "ill", **first}),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("T-3", duration=DAY, after="T-2"),
        a_task("T-4", duration=DAY),
        a_link("T-4", "T-3"),
    )


def test_lateness_comes_from_the_farthest_task_in_trouble_on_the_chain_that_holds_a_task() -> None:
    origins = Origins(a_chain())
    assert [origins.of(id_of(f"T-{at}")) for at in range(1, 5)] == [ONE, ONE, ONE, 0]
    assert origins.of(id_of("T-3")) == ONE
    healthy = Origins(a_chain(blocked=""))
    assert [healthy.of(id_of(f"T-{at}")) for at in range(1, 5)] == [0, 0, 0, 0]
    done = Origins(a_chain(percent=100))
    assert done.of(id_of("T-3")) == 0


def test_of_two_in_trouble_on_one_chain_the_first_counts() -> None:
    figures = planned(
        a_task("T-1", duration=DAY, blocked="ill"),
        a_task("T-2", duration=DAY, after="T-1", blocked="ill too"),
        a_task("T-3", duration=DAY, after="T-2"),
    )
    assert Origins(figures).of(id_of("T-3")) == ONE
    assert Origins(figures).of(id_of("T-2")) == ONE


def test_a_summary_is_late_by_what_ends_last_in_it_and_a_part_by_what_holds_its_summary() -> None:
    figures = planned(
        a_task("T-1", duration=DAY, blocked="ill"),
        a_task("T-5", after="T-1"),
        a_task("T-6", under="T-5", duration=DAY),
        a_task("T-7", under="T-5", duration=3 * DAY, blocked="too"),
        a_task("T-8", after="T-5", duration=DAY),
    )
    origins = Origins(figures)
    assert origins.of(id_of("T-6")) == ONE
    assert origins.of(id_of("T-5")) == ONE
    own = planned(
        a_task("T-5"),
        a_task("T-6", under="T-5", duration=DAY, blocked="short"),
        a_task("T-7", under="T-5", duration=3 * DAY, blocked="long"),
        a_task("T-8", under="T-5", duration=9 * DAY, percent=100),
    )
    assert Origins(own).of(id_of("T-5")) == id_of("T-7")


def test_a_plan_ends_with_its_last_task_the_first_of_several_and_no_summary() -> None:
    figures = planned(
        a_task("T-1"),
        a_task("T-2", under="T-1", duration=DAY),
        a_task("T-3", under="T-1", duration=3 * DAY),
        a_task("T-4", duration=3 * DAY),
    )
    assert Origins(figures).last_of(PROJECT) == id_of("T-3")
    assert Origins(figures).last_of(id_of("P-9")) == 0
    assert Origins(planned()).last_of(PROJECT) == 0
    plan = plan_of(figures, PROJECT)
    assert plan is not None
    assert LastTasks({PROJECT: (plan.inputs, 7)}).of(PROJECT, plan) == 7
    other = plan_of(planned(a_task("T-9", duration=DAY)), PROJECT)
    assert other is not None
    assert LastTasks({PROJECT: (plan.inputs, 7)}).of(PROJECT, other) == id_of("T-9")


def test_a_loop_of_tasks_that_hold_each_other_ends_the_search() -> None:
    loop = a_task("T-1", after="T-2"), a_task("T-2", after="T-1"), a_task("T-3", blocked="ill")
    origins = Origins(planned(*loop))
    assert origins.of(ONE) in {0, ONE, id_of("T-2")}
    assert origins.of(id_of("T-3")) == id_of("T-3")
