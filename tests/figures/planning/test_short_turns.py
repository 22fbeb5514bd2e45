"""This file tests what is left out at a screen where five tasks are already a long plan."""

import pytest

from pmtui.figures.planning.pending_plans import TO_COME
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import edit
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_link, a_project, a_task, a_workspace, id_of
from tests.figures.planning.test_in_turns import after, at_a_screen, exact, longer, paid, the_plan

DAY = 480
LONG = 4
FIRST, SECOND, THIRD = (id_of(key) for key in ("P-1", "P-2", "P-3"))


@pytest.fixture(autouse=True)
def _few_tasks_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four tasks can be planned while a key waits."""
    for module in ("kept_plans", "plans", "project_plan"):
        monkeypatch.setattr(f"pmtui.figures.planning.{module}.LONG", LONG)


def chains(*lengths: int) -> Workspace:
    """A chain of so many tasks in each project: T-11, T-12 ... in the first."""
    projects = range(1, len(lengths) + 1)
    rows = [a_project(f"P-{number}", start=TODAY) for number in projects]
    for number, length in zip(projects, lengths, strict=True):
        keys = [f"T-{number}{at}" for at in range(1, length + 1)]
        for before, key in zip(["", *keys], keys, strict=False):
            row = a_task(key, project=f"P-{number}", duration=DAY, after=before)
            rows.append(row)
    return a_workspace(*rows)


@pytest.mark.parametrize(("count", "is_there"), [(3, True), (4, True), (5, False)])
def test_a_plan_of_as_many_tasks_as_can_be_planned_at_once_is_there(
    count: int, *, is_there: bool
) -> None:
    figures = at_a_screen(chains(count))
    plans, plan = plans_of(figures), the_plan(figures)
    assert plan.problem == ("" if is_there else TO_COME)
    assert plans.is_behind(FIRST) is not is_there
    assert (plans.owed() is None) is is_there
    assert (plans.known(FIRST) is not None) is is_there


def test_plans_asked_for_one_after_another_are_there_as_long_as_they_are_short_together() -> None:
    figures = at_a_screen(chains(3, 1, 1))
    assert [the_plan(figures, key).problem for key in ("P-1", "P-2", "P-3")] == ["", "", TO_COME]
    owed = plans_of(figures).owed()
    assert owed is not None
    assert owed.tasks == 1
    paid(plans_of(figures))
    assert not the_plan(figures, "P-3").problem


def test_a_project_without_tasks_has_no_plan_and_owes_none() -> None:
    figures = at_a_screen(chains(5, 0))
    plans = plans_of(figures)
    assert plans.of(SECOND) is None
    assert plans.at_hand(SECOND) is None
    assert plans.of(id_of("P-9")) is None
    assert plans.owed() is None


def test_while_a_screen_opens_no_plan_of_a_large_store_is_made() -> None:
    small, large = (plans_of(at_a_screen(chains(*counts))) for counts in ((2, 2), (3, 2)))
    plan = small.at_hand(SECOND)
    assert plan is not None
    assert not plan.problem
    plan = large.at_hand(SECOND)
    assert plan is not None
    assert plan.problem == TO_COME
    assert large.is_behind(SECOND)
    paid(large)
    plan = large.at_hand(SECOND)
    assert plan is not None
    assert not plan.problem
    assert not large.is_behind(SECOND)
    beside = plans_of(Figures(chains(3, 2), TODAY)).at_hand(SECOND)
    assert beside is not None
    assert not beside.problem


def test_a_plan_that_was_asked_for_is_at_hand_in_a_large_store_too() -> None:
    figures = at_a_screen(chains(3, 2))
    made = the_plan(figures, "P-2")
    assert plans_of(figures).at_hand(SECOND) is made
    figures = after(figures, longer(figures, "T-21"))
    plan = plans_of(figures).at_hand(SECOND)
    assert plan is not None
    assert plan.ends(id_of("T-22")) == exact_of(figures, "P-2").ends(id_of("T-22"))


def exact_of(figures: Figures, key: str) -> ProjectPlan:
    """The plan of a project made from nothing."""
    return the_plan(Figures(figures.workspace, TODAY), key)


@pytest.mark.parametrize(("place", "is_settled"), [(9, True), (6, True), (5, False), (1, False)])
def test_an_edit_that_moves_no_more_than_can_be_followed_at_once_is_followed(
    place: int, *, is_settled: bool
) -> None:
    figures = at_a_screen(chains(9))
    the_plan(figures)
    paid(plans_of(figures))
    figures = after(figures, longer(figures, f"T-1{place}"))
    plan, true = the_plan(figures), exact(figures)
    assert plan.is_settled is is_settled
    assert plans_of(figures).is_behind(FIRST) is not is_settled
    assert (plan.finish == true.finish) is is_settled
    assert (plan.unfinished_before(true.finish or 0) != ()) is is_settled
    for number in range(1, 10):
        assert plan.ends(id_of(f"T-1{number}")) == true.ends(id_of(f"T-1{number}"))
    if not is_settled:
        paid(plans_of(figures))
    assert plan.finish == true.finish
    assert plan.is_settled


def test_slack_far_from_the_finish_is_as_it_was_until_it_has_been_worked_out() -> None:
    rows = chains(6)
    beside = a_task("T-19", duration=9 * DAY)
    parts = [*rows.components.values(), *rows.tasks.values(), *rows.links.values()]
    figures = at_a_screen(a_workspace(*parts, beside))
    the_plan(figures)
    paid(plans_of(figures))
    figures = after(figures, longer(figures, "T-19", 12))
    plan, true = the_plan(figures), exact(figures)
    assert plan.is_settled
    assert not plan.is_owing
    assert plan.dates(id_of("T-19")) == true.dates(id_of("T-19"))
    assert not plan.is_owing
    was, now = plan.dates(id_of("T-11")), true.dates(id_of("T-11"))
    assert was is not None
    assert now is not None
    assert (was.start, was.finish) == (now.start, now.finish)
    assert was.late_finish < now.late_finish
    assert plan.is_owing
    paid(plans_of(figures))
    assert plan.dates(id_of("T-11")) == now
    assert plans_of(figures).owed() is None


@pytest.mark.parametrize(("links", "is_long"), [(9, False), (40, False), (41, True)])
def test_links_between_projects_are_looked_up_at_once_where_there_are_few(
    links: int, *, is_long: bool
) -> None:
    rows = [a_project("P-1", start=TODAY), a_project("P-2", start=TODAY)]
    rows.append(a_task("T-1", duration=DAY))
    rows += [a_task(f"T-{at}", project="P-2", duration=DAY) for at in range(2, 2 + links)]
    linked = [a_link("T-1", f"T-{at}") for at in range(2, 2 + links)]
    workspace = a_workspace(*rows, *linked)
    plans = plans_of(at_a_screen(workspace))
    expected = frozenset(link.id for link in linked)
    assert plans.contracts(SECOND) == (frozenset() if is_long else expected)
    assert plans.is_behind(SECOND) is is_long
    assert (the_plan(at_a_screen(workspace)).problem == TO_COME) is is_long
    if is_long:
        paid(plans)
        assert plans.contracts(SECOND) == expected
    assert plans_of(Figures(workspace, TODAY)).contracts(SECOND) == expected


def test_slack_waits_for_a_long_plan_that_takes_from_a_short_one() -> None:
    workspace = chains(2, 5)
    rows = [*workspace.components.values(), *workspace.tasks.values(), *workspace.links.values()]
    figures = at_a_screen(a_workspace(*rows, a_link("T-12", "T-21")))
    plan, true = the_plan(figures), exact(figures)
    assert not plan.problem
    assert plan.ends(id_of("T-12")) == true.ends(id_of("T-12"))
    dates = plan.dates(id_of("T-12"))
    assert dates is not None
    assert plan.is_owing
    assert not plans_of(figures).join(FIRST)
    paid(plans_of(figures))
    assert the_plan(figures).dates(id_of("T-12")) == true.dates(id_of("T-12"))
    assert plans_of(figures).owed() is None


def test_what_is_worked_out_for_other_rows_of_components_is_not_taken_over() -> None:
    figures = at_a_screen(chains(5))
    the_plan(figures)
    owed = plans_of(figures).owed()
    assert owed is not None
    project = figures.workspace.components[FIRST]
    later = after(figures, edit("components", project, start=TODAY.replace(year=2028)))
    the_plan(later)
    owed.work_out()
    plans_of(later).take_over(owed)
    assert the_plan(later).problem == TO_COME
    plans_of(figures).take_over(owed)
    assert not the_plan(figures).problem


def test_a_plan_made_meanwhile_is_not_replaced_by_an_older_one() -> None:
    figures = at_a_screen(chains(5))
    the_plan(figures)
    first, second = plans_of(figures).owed(), plans_of(figures).owed()
    assert first is not None
    assert second is not None
    figures = after(figures, longer(figures, "T-11"))
    the_plan(figures)
    first.work_out()
    second.work_out()
    plans_of(figures).take_over(first)
    taken = plans_of(figures).before()[FIRST]
    plans_of(figures).take_over(second)
    assert plans_of(figures).before()[FIRST] is taken
    assert the_plan(figures).ends(id_of("T-15")) == exact(figures).ends(id_of("T-15"))
