"""This file tests one component's plan: what it says where nothing is planned, and after edits."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from pmtui.figures.planning.pending_plans import TO_COME, pending_plan
from pmtui.figures.planning.plan_parts import PlanEdit
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, create, delete, edit, touched
from tests.conftest import TODAY, a_link, a_project, a_task, figures_after, figures_of, id_of
from tests.figures.planning.across import dates_apart

DAY = 480
FIRST, SECOND = id_of("T-1"), id_of("T-2")
NOTHING = PlanEdit(tasks=(), gone=(), added=(), removed=())


def store(*more: Any, **fields: Any) -> Figures:
    """A project of three tasks of which the second waits for the first."""
    return figures_of(
        a_project("P-1", start=TODAY, **fields),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("T-3", duration=5 * DAY),
        *more,
    )


def the_plan(figures: Figures) -> ProjectPlan:
    """The plan of the project."""
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    return plan


def no_calendar() -> ProjectPlan:
    """A plan whose calendar is not there."""
    return the_plan(store(calendar=99))


@pytest.mark.parametrize("plan", [pending_plan(), no_calendar()], ids=["to come", "no calendar"])
def test_a_plan_without_dates_says_nothing_of_any_task(plan: ProjectPlan) -> None:
    known = the_plan(store())
    assert plan.problem
    assert FIRST not in plan
    assert (plan.dates(FIRST), plan.span, plan.start, plan.finish) == (None, None, None, None)
    for ask in (plan.ends, plan.parts):
        with pytest.raises(KeyError):
            ask(FIRST)
    assert (plan.conflicts(), plan.unfinished_before(1 << 40)) == ((), ())
    assert plan.moved_from(known) == known.moved_from(plan) == plan.moved_from(plan) == set()
    assert (plan.is_active(FIRST), plan.is_summary(FIRST), plan.gives) == (False,) * 3
    plan.follow()
    plan.carry_late()
    plan.work_out()
    plan.join_to({}, carries=True)
    assert plan.settle(0)
    assert not plan.is_owing
    assert plan.bound_to(lambda: True) is plan


def test_a_plan_without_dates_says_why() -> None:
    assert pending_plan().problem == TO_COME
    figures = store(calendar=99)
    assert problem_text(figures, the_plan(figures)) == the_plan(figures).problem
    assert no_calendar().duration(FIRST) == 2 * DAY
    assert problem_text(store(), the_plan(store())) == ""


def test_a_loop_is_a_problem_that_is_spelled_by_keys() -> None:
    figures = store(a_link("T-2", "T-1"))
    plan = the_plan(figures)
    assert not plan.problem
    assert problem_text(figures, plan).startswith("tasks wait for each other: ")
    assert "T-1" in problem_text(figures, plan)


def test_a_plan_with_dates_says_what_is_in_it() -> None:
    plan = the_plan(store())
    assert FIRST in plan
    assert id_of("T-9") not in plan
    assert plan.dates(id_of("T-9")) is None
    assert plan.span == (plan.start, plan.finish)
    assert (plan.is_active(FIRST), plan.is_summary(FIRST)) == (True, False)
    assert plan.slack_days(DAY) == 1
    assert plan.duration(FIRST) == 2 * DAY
    assert plan.bound_to(lambda: True) is plan


EDITS: dict[str, Ops] = {
    "longer": edit("tasks", store().workspace.tasks[FIRST], duration=9 * DAY),
    "gone": edit("tasks", store().workspace.tasks[id_of("T-3")], archived=True),
    "link": (create("links", a_link("T-3", "T-1")),),
    "no link": (delete("links", next(iter(store().workspace.links.values()))),),
    "title": edit("tasks", store().workspace.tasks[FIRST], title="Other"),
}


@pytest.mark.parametrize("ops", EDITS.values(), ids=EDITS)
def test_a_plan_carried_over_an_edit_is_the_one_made_afresh(ops: Ops) -> None:
    figures = store()
    before = the_plan(figures)
    before.work_out()
    after = figures_after(figures, *ops)
    plan, anew = the_plan(after), the_plan(Figures(after.workspace, TODAY))
    assert dates_apart(after) == dates_apart(Figures(after.workspace, TODAY))
    assert (plan.start, plan.finish) == (anew.start, anew.finish)
    moved = {one for one in (FIRST, SECOND, id_of("T-3"))
             if one in plan and one in before and plan.ends(one) != before.ends(one)}  # fmt: skip
    assert plan.moved_from(before) == moved


def test_a_loop_that_an_edit_takes_out_is_gone() -> None:
    looped = store(a_link("T-2", "T-1"))
    assert the_plan(looped).loops.links
    back = looped.workspace.links[a_link("T-2", "T-1").id]
    after = figures_after(looped, delete("links", back))
    assert not the_plan(after).loops.links
    assert not the_plan(after).problem
    assert dates_apart(after) == dates_apart(store())
    longer = edit("tasks", looped.workspace.tasks[FIRST], duration=9 * DAY)
    still = figures_after(looped, *longer)
    assert the_plan(still).loops.links == the_plan(looped).loops.links
    assert dates_apart(still) == dates_apart(Figures(still.workspace, TODAY))


def test_a_loop_that_an_edit_closes_is_found() -> None:
    figures = store()
    dates_apart(figures)
    after = figures_after(figures, create("links", a_link("T-2", "T-1")))
    assert the_plan(after).loops == the_plan(Figures(after.workspace, TODAY)).loops
    assert dates_apart(after) == dates_apart(Figures(after.workspace, TODAY))


def test_a_plan_is_made_anew_where_its_rules_change() -> None:
    before = the_plan(store())
    later = structs.replace(before.inputs.options, start=before.earliest + 7 * 1440)
    moved = ProjectPlan(structs.replace(before.inputs, options=later), before, NOTHING)
    assert before.start is not None
    assert moved.start == before.start + 7 * 1440
    assert moved.moved_from(before) == {FIRST, SECOND, id_of("T-3")}
    same = ProjectPlan(before.inputs, before, NOTHING)
    assert same.moved_from(before) == set()
    assert same.finish == before.finish
    gone = ProjectPlan(structs.replace(before.inputs, calendars={}), before, NOTHING)
    assert not gone.problem


def test_what_was_planned_yesterday_goes_on_today() -> None:
    figures = store(unfinished_work="from_status_date")
    assert dates_apart(figures)
    row = figures.workspace.tasks[FIRST]
    ops = edit("tasks", row, title="Other")
    tomorrow = TODAY + timedelta(14)
    after = figures.next(apply(figures.workspace, ops), touched(ops), tomorrow)
    assert dates_apart(after) == dates_apart(Figures(after.workspace, tomorrow))
    assert dates_apart(after)[FIRST].start > dates_apart(figures)[FIRST].start


def test_a_plan_gives_until_it_is_joined_to_those_that_take_from_it() -> None:
    figures = store(a_project("P-2", start=TODAY), a_task("T-4", project="P-2", after="T-2"))
    plan = the_plan(figures)
    assert plan.gives
    assert plan.dates(SECOND) is not None
    assert not the_plan(figures).gives
    other = plan_of(figures, id_of("P-2"))
    assert other is not None
    assert not other.gives
