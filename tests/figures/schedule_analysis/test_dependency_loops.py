"""This file tests which links and outlines close a loop: by the schedule, and by the checks."""

import os
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.schedule_analysis.contracts import contracts
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, create, delete, edit, touched
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.checks import check, check_all, tasks_moved_by
from pmtui.model.rules.dependency_loops import has_loop
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_link, a_project, a_task, a_workspace, figures_of, id_of
from tests.figures.attention.needs import needs_in

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "300"))
COUNT: Final = 8
KEYS: Final = [f"T-{number}" for number in range(1, COUNT + 1)]
SEVERAL: Final = st.integers(0, 3).map(bool)


@st.composite
def outlines(draw: st.DrawFn) -> Workspace:
    """Tasks in a random outline, some archived or inactive, with links of every type."""
    rows = []
    for at, key in enumerate(KEYS):
        under = draw(st.sampled_from(["", "", *KEYS[:at]]))
        fields: dict[str, Any] = {
            "archived": not draw(SEVERAL),
            "active": draw(SEVERAL),
            "duration": 480,
        }
        rows.append(a_task(key, under=under, **fields))
    ends = st.sampled_from(KEYS)
    pairs = draw(st.lists(st.tuples(ends, ends).filter(lambda two: two[0] != two[1]), max_size=6))
    links = [a_random_link(draw, at, *pair) for at, pair in enumerate(pairs)]
    return a_workspace(a_project("P-1", start=TODAY), *rows, *links)


def a_random_link(draw: st.DrawFn, at: int, predecessor: str, successor: str) -> Link:
    """A link of any type and unit of lag."""
    return Link(
        id=900_000 + at,
        predecessor=id_of(predecessor),
        successor=id_of(successor),
        type=draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
        lag=draw(st.sampled_from([0, 0, 60, -60])),
        lag_unit=draw(st.sampled_from(["work", "elapsed", "percent"])),
    )


def loops(problems: Any) -> list[str]:
    """What problems say of loops."""
    return [one.text for one in problems if "closes a loop" in one.text]


@settings(deadline=None, max_examples=TRIES)
@given(outlines())
def test_the_checks_find_a_loop_just_where_the_schedule_does(workspace: Workspace) -> None:
    plan = plan_of(Figures(workspace, TODAY), id_of("P-1"))
    assert plan is not None
    assert bool(loops(check_all(workspace))) == bool(plan.loops.links)


@st.composite
def changes(draw: st.DrawFn, workspace: Workspace) -> Ops:
    """A few edits, of links and of where tasks stand."""
    ops: Ops = ()
    keys = st.sampled_from(KEYS)
    for at in range(draw(st.integers(1, 3))):
        after = apply(workspace, ops)
        kind = draw(st.sampled_from(["parent", "archived", "active", "link", "remove", "new"]))
        one = id_of(draw(keys))
        task = after.tasks.get(one)
        if kind == "link":
            predecessor, successor = draw(st.lists(keys, min_size=2, max_size=2, unique=True))
            if id_of(predecessor) in after.tasks and id_of(successor) in after.tasks:
                link = a_random_link(draw, 50 + at, predecessor, successor)
                ops += (create("links", link),)
        elif kind == "remove" and task is not None:
            left = {
                at for end in ("predecessor", "successor") for at in after.ids_by("links", end, one)
            }
            left_links = tuple(delete("links", after.links[link]) for link in left)
            if not after.ids_by("tasks", "parent", one):
                ops += (*left_links, delete("tasks", task))
        elif kind == "new" and task is not None:
            new = a_task(f"T-{20 + at}", under=task.key, active=draw(st.booleans()))[0]
            ops += (create("tasks", new),)
        elif kind in {"archived", "active"} and task is not None:
            ops += edit("tasks", task, **{kind: draw(st.booleans())})
        elif kind == "parent" and task is not None:
            above = draw(st.sampled_from([0, *(id_of(key) for key in KEYS)]))
            if above < one and (not above or above in after.tasks):
                ops += edit("tasks", task, parent=above)
    return ops


@settings(deadline=None, max_examples=TRIES)
@given(outlines(), st.data())
def test_an_edit_is_checked_as_well_as_the_whole(workspace: Workspace, data: st.DataObject) -> None:
    if loops(check_all(workspace)):
        return
    ops = data.draw(changes(workspace))
    after = apply(workspace, ops)
    local = loops(check(after, touched(ops), tasks_moved_by(ops)))
    assert bool(local) == bool(loops(check_all(after)))


def yard(*links: Link) -> Figures:
    """Phase T-4 with T-5 in phase T-1 beside T-2; T-6 of another project waits for T-5."""
    return figures_of(
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY),
        a_task("T-1", duration=480),
        a_task("T-2", duration=480, under="T-1"),
        a_task("T-4", duration=480, under="T-1"),
        a_task("T-5", duration=480, under="T-4"),
        a_task("T-6", duration=480, project="P-2", after="T-5"),
        *links,
    )


def start_of(figures: Figures, key: str, project: str) -> int:
    """When a task starts."""
    plan = plan_of(figures, id_of(project))
    assert plan is not None
    assert not plan.problem
    return plan.ends(id_of(key))[0]


def test_a_loop_leaves_other_projects_where_they_stand_and_they_hear_of_it() -> None:
    sound, looped = yard(), yard(a_link("T-1", "T-4"))
    for key, project in (("T-2", "P-1"), ("T-5", "P-1"), ("T-6", "P-2")):
        assert start_of(looped, key, project) == start_of(sound, key, project)
    assert not any("wait" in one.text for one in needs_in(sound))
    texts = [one.text for one in needs_in(looped)]
    loop = "T-1 > T-4 (in T-1); T-4 lies in T-1, so it would wait for itself"
    assert any(text.endswith(f"tasks wait for each other: {loop}") for text in texts)
    assert any(text.endswith(f"waits for T-5, which has no sure date: {loop}") for text in texts)
    (contract,) = contracts(looped, 0)
    assert contract.loop == ((id_of("T-1"), id_of("T-4")),)
    assert contract.forecast is None


def test_a_loop_over_projects_drags_neither_along() -> None:
    figures = yard(a_link("T-6", "T-5"))
    for key, project in (("T-5", "P-1"), ("T-6", "P-2")):
        assert start_of(figures, key, project) == start_of(yard(), "T-2", "P-1")
        plan = plan_of(figures, id_of(project))
        assert plan is not None
        assert id_of(key) in plan.loops.tasks
    assert sum("tasks wait for each other" in one.text for one in needs_in(figures)) == 2


@settings(deadline=None, max_examples=TRIES)
@given(outlines())
def test_the_quick_look_for_a_loop_says_what_the_checks_say(workspace: Workspace) -> None:
    assert has_loop(workspace) == bool(loops(check_all(workspace)))


@settings(deadline=None, max_examples=TRIES)
@given(outlines())
def test_a_plan_with_a_loop_has_a_date_for_every_task(workspace: Workspace) -> None:
    plan = plan_of(Figures(workspace, TODAY), id_of("P-1"))
    assert plan is not None
    assert not plan.problem
    live = [one.id for one in workspace.tasks.values() if not one.archived]
    assert all(plan.dates(one) is not None for one in live)
    assert not plan.loops.tasks & plan.behind_loops


@settings(deadline=None, max_examples=TRIES)
@given(outlines(), st.data())
def test_plans_with_loops_carried_over_edits_are_those_made_anew(
    workspace: Workspace, data: st.DataObject
) -> None:
    figures = Figures(workspace, TODAY)
    plan_of(figures, id_of("P-1"))
    ops = data.draw(changes(workspace))
    carried = figures.next(apply(workspace, ops), touched(ops), TODAY)
    now = plan_of(carried, id_of("P-1"))
    anew = plan_of(Figures(carried.workspace, TODAY), id_of("P-1"))
    if now is None or anew is None:
        assert now is anew
        return
    assert (now.problem, now.loops) == (anew.problem, anew.loops)
    assert all(now.dates(one) == anew.dates(one) for one in anew.inputs.tasks)
