"""This file tests how far work is: one weight for every task, and the laws a percent keeps."""

import os
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import percents, summary_progress
from pmtui.figures.work.progress import Progress, weight_of
from pmtui.model.changes.ops import apply, create, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    BOARD,
    TODAY,
    Parts,
    a_policy,
    a_project,
    a_task,
    a_workspace,
    column_id,
    figures_of,
    id_of,
)

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))
PROJECT: Final = id_of("P-1")
DAY: Final = 480
OPEN: Final = ("", *(name for name, role, _ in BOARD if role != "done"))
LENGTHS: Final = st.one_of(st.none(), st.integers(0, 30 * DAY), st.sampled_from([DAY, 5 * DAY]))


def percent(workspace: Workspace) -> int | None:
    return Figures(workspace, TODAY).rollup(PROJECT).percent


@st.composite
def fields(draw: st.DrawFn, *, unstarted: bool = False) -> dict[str, Any]:
    """The fields of a task that bear on how far a project is."""
    columns = OPEN if unstarted else (*OPEN, "Done")
    return {
        "column": draw(st.sampled_from(columns)),
        "estimate": draw(LENGTHS),
        "duration": draw(LENGTHS),
        "elapsed": draw(st.booleans()),
        "kind": draw(st.sampled_from(["task", "task", "task", "milestone", "deliverable"])),
        "percent": 0 if unstarted else draw(st.sampled_from([0, 0, 1, 33, 50, 99, 100])),
        "active": draw(st.sampled_from([True, True, True, False])),
    }


def task(number: int, values: dict[str, Any], under: int = 0, **more: Any) -> Task:
    column = values["column"]
    given_fields = {**values, "column": column_id("P-1", column) if column else 0, **more}
    return Task(
        id=id_of(f"T-{number}"),
        key=f"T-{number}",
        title=f"Task {number}",
        component=PROJECT,
        parent=id_of(f"T-{under}") if under else 0,
        **given_fields,
    )


@st.composite
def stores(draw: st.DrawFn) -> Workspace:
    """A project of tasks, milestones and summaries, some archived."""
    parts: list[Entity | Parts] = [a_project(minutes_per_day=draw(st.sampled_from([0, 450, 600])))]
    for number in range(1, draw(st.integers(1, 9)) + 1):
        under = draw(st.integers(0, number - 1))
        archived = draw(st.sampled_from([False, False, False, True]))
        parts.append((task(number, draw(fields()), under, archived=archived),))
    return a_workspace(*parts)


def leaves(workspace: Workspace) -> list[Task]:
    live = [one for one in workspace.tasks.values() if not one.archived]
    parents = {one.parent for one in live}
    return [one for one in live if one.id not in parents]


@settings(max_examples=TRIES, deadline=None)
@given(stores(), fields(unstarted=True), st.data())
def test_work_not_begun_never_raises_a_percent(
    workspace: Workspace, values: dict[str, Any], data: st.DataObject
) -> None:
    live = [one for one in workspace.tasks.values() if not one.archived]
    above = [0, *sorted({one.id for one in live} - {one.id for one in leaves(workspace)})]
    new = replace(task(500, values), parent=data.draw(st.sampled_from(above)))
    before, after = percent(workspace), percent(apply(workspace, (create("tasks", new),)))
    assert before is None or (after is not None and after <= before)


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.data())
def test_getting_on_or_finishing_never_lowers_a_percent(
    workspace: Workspace, data: st.DataObject
) -> None:
    for _ in range(3):
        found = leaves(workspace)
        if not found:
            return
        one = data.draw(st.sampled_from(found))
        before = percent(workspace)
        if data.draw(st.booleans()):
            ops = edit("tasks", one, column=column_id("P-1", "Done"), percent=100)
        else:
            ops = edit("tasks", one, percent=data.draw(st.integers(one.percent, 100)))
        workspace = apply(workspace, ops)
        after = percent(workspace)
        assert before is None or (after is not None and after >= before)


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.data())
def test_a_task_split_into_sub_tasks_of_the_same_total_changes_no_percent(
    workspace: Workspace, data: st.DataObject
) -> None:
    day = workspace.components[PROJECT].minutes_per_day or workspace.policy.minutes_per_day
    found = [one for one in leaves(workspace) if weight_of(one, day)]
    if not found:
        return
    one = data.draw(st.sampled_from(found))
    name = "duration" if one.duration is not None else "estimate"
    total = getattr(one, name)
    total = day if total is None else total
    cut = data.draw(st.integers(0, total))
    sizes = [size for size in (cut, total - cut) if size]
    kinds = {"kind": "task", "key": "", "parent": one.id}
    new = [
        replace(one, id=id_of(f"T-{600 + at}"), **{**kinds, name: size})
        for at, size in enumerate(sizes)
    ]
    after = apply(workspace, tuple(create("tasks", each) for each in new))
    assert percent(after) == percent(workspace)
    if one.active:
        figures = Figures(workspace, TODAY)
        shown = figures.percent(one.id)
        most = 100 if figures.is_done(one.id) else 99
        assert Figures(after, TODAY).percent(one.id) == min(shown, most)


@settings(max_examples=TRIES, deadline=None)
@given(stores())
def test_a_hundred_is_all_done_nought_is_nothing_begun_and_a_summary_agrees_with_its_project(
    workspace: Workspace,
) -> None:
    figures = Figures(workspace, TODAY)
    active = [one for one in leaves(workspace) if one.active]
    shown = percent(workspace)
    if not active:
        assert shown is None
        return
    assert (shown == 100) == all(figures.is_done(one.id) for one in active)
    assert (shown == 0) == (not any(figures.percent(one.id) for one in active))
    top = task(700, {"column": ""})
    under = [
        edit("tasks", one, parent=top.id) for one in workspace.tasks.values() if not one.parent
    ]
    whole = apply(workspace, (create("tasks", top), *(op for ops in under for op in ops)))
    if any(not one.archived and not one.parent for one in workspace.tasks.values()):
        below = summary_progress(Figures(whole, TODAY), top.id)
        assert Figures(whole, TODAY).percent(top.id) == (below.percent or 0)


def test_a_card_without_an_estimate_does_not_make_a_project_look_further() -> None:
    parts = (a_project(), a_task("T-1", days=20), a_task("T-2", days=1, column="Done"))
    assert figures_of(*parts).rollup(PROJECT).percent == 5
    assert figures_of(*parts, a_task("T-3")).rollup(PROJECT).percent == 5


def test_typed_durations_weigh_as_estimates_do() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", duration=20 * DAY),
        a_task("T-2", duration=DAY, column="Done"),
    )
    assert figures.rollup(PROJECT).percent == 5


def test_a_duration_typed_beside_an_estimate_is_what_counts() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", duration=9 * DAY, days=1),
        a_task("T-2", duration=DAY, days=9, column="Done"),
    )
    assert figures.rollup(PROJECT).percent == 10


def test_a_day_of_the_clock_counts_as_a_working_day() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", duration=3 * 1440, elapsed=True),
        a_task("T-2", duration=DAY, column="Done"),
    )
    assert figures.rollup(PROJECT).percent == 25


def test_milestones_alone_are_counted_and_beside_work_have_no_weight() -> None:
    points = (a_project(), a_task("M-1", percent=100), a_task("M-2"))
    assert figures_of(*points).rollup(PROJECT).percent == 50
    assert figures_of(*points, a_task("T-1", days=5)).rollup(PROJECT).percent == 1
    done = figures_of(a_project(), a_task("T-1", column="Done"), a_task("M-1"))
    assert done.rollup(PROJECT).percent == 99


def test_an_inactive_task_counts_for_nothing() -> None:
    figures = figures_of(
        a_project(), a_task("T-1", column="Done"), a_task("T-2", active=False), a_task("T-3")
    )
    assert figures.rollup(PROJECT).percent == 50


@pytest.mark.parametrize("column", ["Backlog", "Doing", "Done"])
def test_a_summary_is_done_when_its_sub_tasks_are_wherever_its_card_stands(column: str) -> None:
    parts = (a_project(), a_task("T-1", column=column, percent=10))
    done = figures_of(*parts, a_task("T-2", under="T-1", column="Done"))
    assert done.is_done(id_of("T-1"))
    assert done.percent(id_of("T-1")) == 100
    half = figures_of(
        *parts,
        a_task("T-2", under="T-1", column="Done"),
        a_task("T-3", under="T-1", column="Doing", days=3),
    )
    assert not half.is_done(id_of("T-1"))
    assert half.percent(id_of("T-1")) == 25


def test_the_percents_of_a_whole_table_are_those_of_each_task() -> None:
    parts: list[Any] = [a_project()]
    for number in range(1, 400):
        under = f"T-{number // 4}" if number >= 4 else ""
        column = ("", "Doing", "Done")[number % 3]
        archived = number % 11 == 0
        parts.append(
            a_task(
                f"T-{number}", under=under, column=column, percent=number % 101, archived=archived
            )
        )
    figures = figures_of(*parts)
    percent = percents(figures)
    rows = list(figures.workspace.tasks.values())
    fresh = figures_of(*parts)
    assert [percent(one) for one in rows] == [fresh.percent(one.id) for one in rows]


def test_progress_adds_up_count_by_count_and_can_be_taken_away_again() -> None:
    first, second = Progress(9, 4, 6, 900, 40_000, 5, 120), Progress(3, 1, 2, 300, 10_000, 2, 50)
    assert first + second == Progress(12, 5, 8, 1_200, 50_000, 7, 170)
    assert first + second - second == first


def test_minutes_done_are_the_share_of_the_planned_minutes_rounded_down() -> None:
    progress = Progress(2, 0, 1, 480 * 1440, 480 * 1440 * 50)
    assert (progress.minutes, progress.minutes_done) == (480, 240)
    assert Progress(earned=100 * 1440 - 1).minutes_done == 0
    assert Progress(earned=100 * 1440).minutes_done == 1


def test_a_day_is_as_long_as_the_component_says_else_the_policy() -> None:
    workspace = a_workspace(a_policy(minutes_per_day=420), a_project(minutes_per_day=450))
    component = workspace.components[PROJECT]
    assert workspace.day_minutes(component) == 450
    assert workspace.day_minutes(None) == 420
    assert workspace.day_minutes(replace(component, minutes_per_day=0)) == 420
