"""This file tests which tasks are late, and which are planned past what was agreed."""

import os
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.lateness.late_tasks import (
    NOTHING_MISSED,
    MissedDates,
    days_late,
    late_in,
    late_since,
    missed_dates_in,
    misses_of,
)
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, create, delete, edit
from pmtui.model.entities.entity import Entity
from tests.conftest import (
    TODAY,
    Parts,
    a_link,
    a_policy,
    a_project,
    a_task,
    figures_after,
    figures_of,
    id_of,
)
from tests.figures.lateness.baselined import a_baseline

DAY: Final = 480
TRIES: Final = int(os.environ.get("PMTUI_TRIES", "25"))
ONE, PROJECT = id_of("T-1"), id_of("P-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def held(kind: str, day: int) -> dict[str, Any]:
    return {"constraint": kind, "constraint_date": on(day)}


def missed(*parts: Entity | Parts, **project: Any) -> MissedDates:
    """What is missed in a project that starts today, once it is planned."""
    figures = figures_of(a_project(**{"start": TODAY, **project}), *parts)
    plan_of(figures, PROJECT)
    return misses_of(figures).of(PROJECT)


def is_late(*parts: Entity | Parts, **fields: Any) -> bool:
    return ONE in missed(a_task("T-1", **{"duration": DAY, **fields}), *parts).late


@pytest.mark.parametrize("day", [-1, 0, 1])
def test_a_task_is_late_from_the_day_after_each_date_that_says_so(day: int) -> None:
    late = day < 0
    assert is_late(due=on(day)) is late
    assert is_late(start=on(-9), finish=on(day), duration=None) is late
    assert is_late(**held("MFO", day)) is late
    assert is_late(a_baseline("T-1", on(day))) is late


def test_a_task_that_is_planned_in_the_past_is_late() -> None:
    begun = {"actual_start": on(-7), "percent": 10}
    assert is_late(**begun)
    assert not is_late(**begun, due=on(3))
    assert not is_late(**begun, active=False)
    assert not is_late(actual_start=on(0), percent=10)


def test_a_due_date_to_come_rules_whatever_else_is_past() -> None:
    assert not is_late(due=on(0), **held("MFO", -3))
    assert not is_late(a_baseline("T-1", on(-3)), due=on(1))


@pytest.mark.parametrize("fields", [{"percent": 100}, {"archived": True}])
def test_what_is_done_or_archived_is_not_late(fields: dict[str, Any]) -> None:
    assert not is_late(due=on(-3), **fields)


def test_a_summary_is_not_late_but_its_parts_are() -> None:
    part = a_task("T-2", under="T-1", duration=DAY, due=on(-3))
    found = missed(a_task("T-1", due=on(-3)), part)
    assert found.late == {id_of("T-2")}


@pytest.mark.parametrize("project", [{"state": "closed"}, {"state": "cancelled"}])
def test_nothing_is_missed_in_a_project_that_has_ended(project: dict[str, Any]) -> None:
    assert missed(a_task("T-1", due=on(-3)), **project) == NOTHING_MISSED
    assert misses_of(figures_of()).of(PROJECT) == NOTHING_MISSED


def test_minutes_past_a_date_are_those_of_the_worst_and_late_tasks_are_left_out() -> None:
    found = missed(
        a_task("T-1", duration=3 * DAY, due=on(1)),
        a_task("T-2", duration=3 * DAY, due=on(1), **held("FNLT", 0)),
        a_task("T-3", duration=3 * DAY, due=on(-1)),
        a_task("T-4", duration=3 * DAY, due=on(2)),
        a_task("T-5", duration=3 * DAY, due=on(1), percent=100),
    )
    assert dict(found.minutes) == {ONE: DAY, id_of("T-2"): 2 * DAY}
    assert found.late == {id_of("T-3")}


def test_tasks_held_to_a_date_are_known_and_those_that_only_start_no_earlier_are_not() -> None:
    kinds = ("MSO", "MFO", "SNLT", "FNLT", "SNET", "FNET")
    tasks = [a_task(f"T-{at}", duration=DAY, **held(kind, 3)) for at, kind in enumerate(kinds)]
    assert missed(*tasks).held == {id_of(f"T-{at}") for at in range(4)}


def test_the_latest_due_date_is_known_with_all_that_are_due_then() -> None:
    found = missed(
        a_task("T-1", due=on(5)),
        a_task("T-2", due=on(5)),
        a_task("T-3", due=on(4)),
        a_task("T-4"),
        a_task("T-5", due=on(9), percent=100),
        a_task("T-6", due=date(9026, 11, 23)),
    )
    assert (found.due, found.due_by) == (on(5), frozenset({ONE, id_of("T-2")}))
    none = missed(a_task("T-1"))
    assert (none.due, none.due_by) == (None, frozenset())


@pytest.mark.parametrize(
    ("fields", "since"),
    [
        ({"due": on(-2), "finish": on(-9)}, on(-2)),
        ({"due": on(0)}, None),
        ({"start": on(-5), "finish": on(-3), "duration": None}, on(-3)),
        ({"finish": on(4), **held("MFO", -2)}, on(-2)),
        ({"actual_start": on(-7), "percent": 10}, on(-7)),
        ({}, None),
    ],
)
def test_a_task_is_late_since_the_first_of_its_days_that_is_past(
    fields: dict[str, Any], since: date | None
) -> None:
    figures = figures_of(a_project(start=TODAY), a_task("T-1", **{"duration": DAY, **fields}))
    plan = plan_of(figures, PROJECT)
    assert late_since(figures, figures.workspace.tasks[ONE], plan) == since


def test_a_task_without_a_plan_is_late_by_what_is_stored() -> None:
    figures = figures_of(a_project(), a_task("T-1"), a_baseline("T-1", on(-4)))
    task = figures.workspace.tasks[ONE]
    assert late_since(figures, task, None) == on(-4)
    elsewhere = plan_of(figures_of(a_project(), a_task("T-2", duration=DAY)), PROJECT)
    assert late_since(figures, task, elsewhere) == on(-4)
    bare = figures_of(a_project(), a_task("T-1", due=on(-1)), a_task("T-2"))
    found = missed_dates_in(bare, PROJECT, None)
    assert found.late == {ONE}
    assert not found.minutes
    assert not found.held


def test_a_task_that_ended_at_midnight_of_yesterday_is_late_and_at_noon_of_today_is_not() -> None:
    begun = {"elapsed": True, "percent": 10, "actual_start_time": 0}
    assert is_late(actual_start=on(-1), duration=1440, **begun)
    assert not is_late(actual_start=on(-1), duration=1441, **begun)


def _crowd() -> list[Parts]:
    """Twelve tasks in a row that keep their dates, so that an edit of one concerns few."""
    return [a_task(f"T-{at}", duration=DAY, due=on(40)) for at in range(20, 32)]


def _afresh(figures: Figures) -> MissedDates:
    fresh = Figures(figures.workspace, TODAY)
    plan_of(fresh, PROJECT)
    return misses_of(fresh).of(PROJECT)


def test_after_each_edit_what_is_missed_is_what_a_fresh_look_finds() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_project("P-2", start=TODAY),
        *_crowd(),
        a_task("T-1", duration=DAY),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("T-3", duration=DAY, after="T-2", **held("FNLT", 2)),
        a_task("T-9", project="P-2", duration=DAY),
    )
    (new,) = a_task("T-4", duration=DAY, due=on(-3))

    def task(key: str) -> Any:
        return figures.workspace.tasks[id_of(key)]

    def edited(*ops: Op) -> None:
        nonlocal figures
        plan_of(figures, PROJECT)
        misses_of(figures).of(PROJECT)
        figures = figures_after(figures, *ops)
        plan_of(figures, PROJECT)
        assert misses_of(figures).of(PROJECT) == _afresh(figures)

    edited(*edit("tasks", task("T-1"), duration=2 * DAY))
    edited(*edit("tasks", task("T-1"), duration=9 * DAY))
    edited(*edit("tasks", task("T-1"), due=on(-1)))
    edited(*edit("tasks", task("T-1"), due=on(60)))
    edited(*edit("tasks", task("T-1"), due=on(50)))
    edited(*edit("tasks", task("T-1"), due=None))
    edited(*edit("tasks", task("T-3"), constraint="", constraint_date=None))
    edited(*edit("tasks", task("T-3"), due=on(1)))
    edited(*edit("tasks", task("T-3"), percent=100))
    edited(*edit("tasks", task("T-20"), component=id_of("P-2")))
    edited(*edit("tasks", task("T-9"), component=PROJECT, due=on(-2)))
    edited(create("tasks", new))
    edited(delete("tasks", task("T-4")))
    edited(*(op for at in range(21, 32) for op in edit("tasks", task(f"T-{at}"), due=on(30))))
    edited(*edit("components", figures.workspace.components[PROJECT], start=on(3)))
    baseline, row = a_baseline("T-2", on(-9))
    edited(create("baselines", baseline), create("baseline_rows", row))
    edited(delete("baselines", baseline))
    edited(create("policy", a_policy()))
    edited(*edit("components", figures.workspace.components[PROJECT], state="closed"))


@settings(max_examples=TRIES, deadline=None)
@given(st.data())
def test_what_is_carried_over_any_edits_is_what_a_fresh_look_finds(data: st.DataObject) -> None:
    """Law: over edits of tasks and links what is missed is the same as found afresh."""
    days = st.one_of(st.none(), st.integers(-4, 12).map(on))
    kinds = st.sampled_from(["", "", "MSO", "FNLT", "SNET"])
    figures = figures_of(
        a_project(start=TODAY),
        *_crowd(),
        *(a_task(f"T-{at}", duration=data.draw(st.integers(0, 4)) * DAY) for at in range(1, 7)),
        *(a_link(f"T-{at}", f"T-{at + 1}") for at in range(1, 6)),
    )
    for _ in range(4):
        plan_of(figures, PROJECT)
        misses_of(figures).of(PROJECT)
        task = figures.workspace.tasks[id_of(f"T-{data.draw(st.integers(1, 6))}")]
        fields: dict[str, Any] = {
            "due": data.draw(days),
            "percent": data.draw(st.sampled_from([0, 100])),
        }
        kind = data.draw(kinds)
        fields |= {
            "constraint": kind,
            "constraint_date": on(data.draw(st.integers(-2, 6))) if kind else None,
        }
        fields["duration"] = data.draw(st.integers(0, 6)) * DAY
        name = data.draw(st.sampled_from(["due", "percent", "duration", "constraint"]))
        names = (name, "constraint_date") if name == "constraint" else (name,)
        figures = figures_after(
            figures, *edit("tasks", task, **{key: fields[key] for key in names})
        )
        plan_of(figures, PROJECT)
        assert misses_of(figures).of(PROJECT) == _afresh(figures)


def test_of_a_large_component_the_sheet_of_a_screen_leaves_the_look_to_a_thread() -> None:
    tasks = [a_task(f"T-{at}", due=on(-1)) for at in range(1, 3_002)]
    workspace = figures_of(a_project(start=TODAY), *tasks).workspace
    slow = Figures(workspace, TODAY, in_turns=True)
    assert misses_of(slow).of(PROJECT) == NOTHING_MISSED
    assert misses_of(slow).waiting == {PROJECT}
    found = missed_dates_in(slow, PROJECT, None)
    misses_of(slow).take_over({PROJECT: (found, None)})
    assert misses_of(slow).waiting == set()
    assert len(found.late) == 3_001


def test_late_tasks_are_those_that_are_missed_by_any_date() -> None:
    figures = figures_of(a_project(start=TODAY), a_task("T-1", due=on(-1)), a_task("T-2"))
    plan_of(figures, PROJECT)
    assert late_in(figures, PROJECT) == {ONE}


@pytest.mark.parametrize(("due", "days"), [(-4, 4), (0, 0), (3, 0), (None, 0)])
def test_days_late_count_from_the_day_it_is_late_by(due: int | None, days: int) -> None:
    figures = figures_of(a_project(), a_task("T-1", due=None if due is None else on(due)))
    assert days_late(figures, figures.workspace.tasks[ONE], None) == days
