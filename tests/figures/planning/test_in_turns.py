"""This file tests long plans at a screen: what takes long is left out, worked out, taken over."""

from functools import cache

from pmtui.figures.planning.pending_plans import TO_COME
from pmtui.figures.planning.plans import Plans, plans_of
from pmtui.figures.planning.project_plan import LONG, ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, edit, touched
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_link, a_project, a_task, a_workspace, id_of

DAY = 480
COUNT = LONG + 500
LAST = f"T-{COUNT}"


@cache
def long_plan() -> Workspace:
    """A summary over a chain of tasks in one project; another project with one task."""
    rows: list[Entity | tuple[Entity, ...]] = [
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY),
        a_task("T-9000", outline_rank="a"),
        a_task("T-9001", project="P-2", duration=DAY),
    ]
    for at in range(1, COUNT + 1):
        rows.append(a_task(f"T-{at}", under="T-9000", duration=DAY))
        if at > 1:
            rows.append(a_link(f"T-{at - 1}", f"T-{at}"))
    return a_workspace(*rows)


def at_a_screen(workspace: Workspace) -> Figures:
    """Figures whose long plans are worked out beside the screen."""
    return Figures(workspace, TODAY, in_turns=True)


def paid(plans: Plans) -> None:
    """Work out what plans owe, as the thread for it does."""
    owed = plans.owed()
    assert owed is not None
    owed.work_out()
    plans.take_over(owed)


def the_plan(figures: Figures, key: str = "P-1") -> ProjectPlan:
    """The plan of a project."""
    plan = plans_of(figures).of(id_of(key))
    assert plan is not None
    return plan


def after(figures: Figures, ops: Ops) -> Figures:
    """The figures after an edit."""
    return Figures.next(figures, apply(figures.workspace, ops), touched(ops), TODAY)


def longer(figures: Figures, key: str, days: int = 2) -> Ops:
    """An edit that makes a task last some days."""
    return edit("tasks", figures.workspace.tasks[id_of(key)], duration=days * DAY)


def exact(figures: Figures) -> ProjectPlan:
    """The plan made from nothing, with all that there is to it."""
    return the_plan(Figures(figures.workspace, TODAY))


def test_a_long_plan_is_owed_and_a_short_one_is_there_at_once() -> None:
    figures = at_a_screen(long_plan())
    assert the_plan(figures).problem == TO_COME
    owed = plans_of(figures).owed()
    assert owed is not None
    assert owed.tasks == COUNT + 1
    paid(plans_of(figures))
    assert the_plan(figures).finish == exact(figures).finish
    assert plans_of(figures).owed() is None
    short = the_plan(at_a_screen(long_plan()), "P-2")
    assert not short.problem


def test_an_edit_that_moves_little_in_a_long_plan_owes_nothing() -> None:
    figures = at_a_screen(long_plan())
    the_plan(figures)
    paid(plans_of(figures))
    figures = after(figures, longer(figures, f"T-{COUNT - 3}"))
    plan = the_plan(figures)
    assert plan.ends(id_of(LAST)) == exact(figures).ends(id_of(LAST))
    assert plan.finish == exact(figures).finish


def test_an_edit_that_moves_much_shows_its_surroundings_and_owes_the_rest() -> None:
    figures = at_a_screen(long_plan())
    the_plan(figures)
    paid(plans_of(figures))
    before = the_plan(figures)
    figures = after(figures, longer(figures, "T-1"))
    plan, true = the_plan(figures), exact(figures)
    assert not plan.is_settled
    assert plan.ends(id_of("T-9")) == true.ends(id_of("T-9"))
    assert plan.finish == before.finish != true.finish
    assert plan.ends(id_of("T-9000")) == before.ends(id_of("T-9000"))
    paid(plans_of(figures))
    assert plan.finish == true.finish
    assert plan.ends(id_of("T-9000")) == true.ends(id_of("T-9000"))
    assert plan.dates(id_of("T-9")) == true.dates(id_of("T-9"))


def test_what_is_worked_out_while_edits_go_on_is_carried_on() -> None:
    figures = at_a_screen(long_plan())
    the_plan(figures)
    owed = plans_of(figures).owed()
    assert owed is not None
    figures = after(figures, longer(figures, LAST))
    assert the_plan(figures).problem == TO_COME
    owed.work_out()
    plans_of(figures).take_over(owed)
    assert the_plan(figures).ends(id_of(LAST)) == exact(figures).ends(id_of(LAST))
    assert the_plan(figures).finish == exact(figures).finish
    paid(plans_of(figures))
    assert the_plan(figures).dates(id_of(LAST)) == exact(figures).dates(id_of(LAST))


def test_an_edit_of_a_plan_that_is_not_worked_out_waits_for_it() -> None:
    figures = at_a_screen(long_plan())
    the_plan(figures)
    paid(plans_of(figures))
    figures = after(figures, longer(figures, "T-1"))
    first = the_plan(figures)
    figures = after(figures, longer(figures, "T-2"))
    assert the_plan(figures) is first
    paid(plans_of(figures))
    assert the_plan(figures).finish == exact(figures).finish


def test_plans_of_another_calendar_are_not_taken_over() -> None:
    figures = at_a_screen(long_plan())
    the_plan(figures)
    owed = plans_of(figures).owed()
    assert owed is not None
    row = figures.workspace.components[id_of("P-1")]
    figures = after(figures, edit("components", row, start=TODAY.replace(year=2030)))
    the_plan(figures)
    owed.work_out()
    plans_of(figures).take_over(owed)
    assert the_plan(figures).problem == TO_COME
    paid(plans_of(figures))
    assert the_plan(figures).start == exact(figures).start
