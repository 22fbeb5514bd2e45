"""This file tests which links and outlines close a loop: by the schedule, and by the checks."""

import os
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet import Figures
from pmtui.model.checks import check, check_all
from pmtui.model.ops import Ops, apply, create, delete, edit, touched
from pmtui.model.places import placed_by
from pmtui.model.tasks import Link
from pmtui.model.workspace import Workspace
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

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


def a_random_link(draw: st.DrawFn, at: int, giver: str, taker: str) -> Link:
    """A link of any type and unit of lag."""
    return Link(
        id=900_000 + at,
        giver=id_of(giver),
        taker=id_of(taker),
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
    assert bool(loops(check_all(workspace))) == bool(plan.loop)


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
            giver, taker = draw(st.lists(keys, min_size=2, max_size=2, unique=True))
            if id_of(giver) in after.tasks and id_of(taker) in after.tasks:
                link = a_random_link(draw, 50 + at, giver, taker)
                ops += (create("links", link),)
        elif kind == "remove" and task is not None:
            left = {at for end in ("giver", "taker") for at in after.ids_by("links", end, one)}
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
    local = loops(check(after, touched(ops), placed_by(ops)))
    assert bool(local) == bool(loops(check_all(after)))
