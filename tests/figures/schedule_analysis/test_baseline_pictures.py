"""This file tests pictures of what is planned of a component, and what a baseline keeps of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.schedule_analysis.baseline_pictures import (
    Picture,
    PicturedTask,
    frozen_fields,
    moved_tasks,
    picture_now,
    picture_of,
    row_ends,
)
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Assignment
from tests.conftest import (
    TODAY,
    Parts,
    a_link,
    a_project,
    a_task,
    a_workspace,
    eur,
    figures_of,
    id_of,
)

DAY, NIGHT = 480, 1440
ONE, TWO, PROJECT = id_of("T-1"), id_of("T-2"), id_of("P-1")
BASELINE = Baseline(
    id=900,
    component=PROJECT,
    label="Approved",
    number=1,
    taken_at=TODAY,
    finish=TODAY,
    budget=eur(7),
)


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def now(*parts: Entity | Parts, **project: Any) -> Picture:
    picture = picture_now(figures_of(a_project(**{"start": TODAY, **project}), *parts), PROJECT)
    assert picture is not None
    return picture


def test_a_picture_has_dates_budget_and_tasks_of_a_component() -> None:
    picture = now(a_task("T-1", "Dig", duration=2 * DAY, percent=30), budget=eur(9))
    assert (picture.start, picture.finish, picture.budget) == (on(0), on(1), eur(9))
    task = picture.tasks[ONE]
    assert (task.title, task.duration, task.percent, task.is_summary) == ("Dig", 2 * DAY, 30, False)
    assert (task.start % NIGHT, task.finish % NIGHT) == (480, 1020)


def test_a_component_without_tasks_has_an_empty_picture_and_one_that_is_gone_has_none() -> None:
    empty = now()
    assert (empty.start, empty.tasks) == (empty.start, {})
    assert picture_now(figures_of(), PROJECT) is None


def test_what_cannot_be_scheduled_has_no_picture_and_says_why() -> None:
    with pytest.raises(ValueError, match="wait for each other"):
        now(a_task("T-1"), a_task("T-2", after="T-1"), a_link("T-2", "T-1"))
    with pytest.raises(ValueError, match=r"."):
        now(WorkingCalendar(id=7, name="Never"), a_task("T-1", duration=DAY), calendar=7)


@pytest.mark.parametrize(
    ("days", "given", "work"),
    [
        (3, (DAY,), 3 * DAY),
        (None, (DAY, 2 * DAY, None), 3 * DAY),
        (None, (None,), None),
        (None, (), None),
    ],
)
def test_the_effort_of_a_task_is_its_estimate_else_what_those_on_it_were_given(
    days: int | None, given: tuple[int | None, ...], work: int | None
) -> None:
    rows = [
        Assignment(id=at, task=ONE, person=at, work=minutes) for at, minutes in enumerate(given, 1)
    ]
    assert now(a_task("T-1", days=days, duration=DAY), *rows).tasks[ONE].work == work


def a_row(task: int = ONE, **fields: Any) -> BaselineRow:
    given: dict[str, Any] = {
        "id": 901,
        "baseline": 900,
        "title": "",
        "component": PROJECT,
        **fields,
    }
    return BaselineRow(task=task, **given)


def test_a_frozen_task_has_the_moments_of_its_days_and_times() -> None:
    midnight = TODAY.toordinal() * NIGHT
    row = a_row(start=on(0), start_time=480, finish=on(1), finish_time=1020)
    assert row_ends(row) == (midnight + 480, midnight + NIGHT + 1020)
    assert row_ends(a_row(start=on(0), finish=on(1))) == (midnight, midnight + NIGHT)
    assert row_ends(a_row(start=on(0))) is None
    assert row_ends(a_row(finish=on(0))) is None


def test_a_baseline_is_a_picture_of_its_rows_that_have_both_ends() -> None:
    whole = a_row(start=on(0), finish=on(1), duration=DAY)
    half = a_row(TWO, id=902, start=on(0))
    picture = picture_of(a_workspace(a_project(), BASELINE, whole, half), BASELINE)
    assert (picture.finish, picture.budget, set(picture.tasks)) == (TODAY, eur(7), {ONE})


@pytest.mark.parametrize(
    ("finish", "day", "time"), [(1020, 0, 1020), (NIGHT, 0, NIGHT), (NIGHT + 1, 1, 1)]
)
def test_what_ends_at_midnight_is_kept_as_the_end_of_the_day_before(
    finish: int, day: int, time: int
) -> None:
    midnight = TODAY.toordinal() * NIGHT
    task = PicturedTask(
        task=ONE, title="", start=midnight + 480, finish=midnight + finish, duration=DAY
    )
    kept = frozen_fields(task)
    assert (kept["finish"], kept["finish_time"]) == (on(day), time)
    assert (kept["start"], kept["start_time"]) == (on(0), 480)
    fields: dict[str, Any] = {
        name: kept[name] for name in ("start", "start_time", "finish", "finish_time")
    }
    assert row_ends(a_row(**fields)) == (task.start, task.finish)


def pictured(*tasks: int) -> Picture:
    made = {one: PicturedTask(task=one, title="", start=0, finish=1, duration=1) for one in tasks}
    return Picture(component=PROJECT, start=None, finish=None, budget=None, tasks=made)


def test_a_task_that_fell_out_moved_where_it_lives_in_another_component_now() -> None:
    def moved(**fields: Any) -> dict[int, int]:
        rows = a_project("P-1"), a_project("P-2"), a_task("T-1", **fields), a_task("T-2")
        return moved_tasks(a_workspace(*rows), pictured(ONE, TWO), pictured(TWO))

    assert moved(project="P-2") == {ONE: id_of("P-2")}
    assert moved(project="P-2", archived=True) == {}
    assert moved() == {}
    assert moved_tasks(a_workspace(a_project()), pictured(ONE), pictured()) == {}


def test_a_task_that_came_in_moved_where_a_baseline_of_another_component_has_it() -> None:
    def came(home: str) -> dict[int, int]:
        rows = a_project("P-1"), a_project("P-2"), a_task("T-1"), a_row(component=id_of(home))
        return moved_tasks(a_workspace(*rows), pictured(), pictured(ONE))

    assert came("P-2") == {ONE: id_of("P-2")}
    assert came("P-1") == {}
