"""This file tests what a scope has cost from edit to edit."""

from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import create, edit
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_component, a_project, a_rate, a_workspace, eur, figures_after, id_of
from tests.figures.earned_value.planned import MONDAY, a_costed_task, agreed

PLAN = agreed(a_costed_task("T-1", 5, 1000, percent=50))


def _spent(figures: Figures, scope: int = 0) -> int | None:
    return performance(figures, scope).now.ac.minor


def test_what_is_booked_on_a_task_is_in_the_sum_after_the_edit_and_what_was_before_stays() -> None:
    before = Figures(PLAN, MONDAY)
    assert _spent(before) == 500_00
    task = PLAN.tasks[id_of("T-1")]
    after = figures_after(before, *edit("tasks", task, actual_cost=eur(720)))
    assert _spent(after) == 720_00
    assert _spent(before) == 500_00


def test_a_typed_figure_of_a_component_without_any_other_follows_its_edit() -> None:
    plan = agreed(a_costed_task("T-1", 5, 1000))
    before = Figures(plan, MONDAY)
    assert not _spent(before)
    project = plan.components[id_of("P-1")]
    after = figures_after(before, *edit("components", project, spent=eur(80)))
    assert _spent(after) == 80_00


def test_another_rate_counts_for_what_was_typed_in_another_currency() -> None:
    plan = agreed(a_costed_task("T-1", 5, 1000))
    project = plan.components[id_of("P-1")]
    pounds = figures_after(
        Figures(plan, MONDAY), *edit("components", project, spent=type(eur(1))(100_00, "GBP"))
    )
    assert _spent(pounds) is None
    rate = a_rate("GBP", "1.2")
    with_rate = figures_after(pounds, create("rates", rate))
    assert _spent(with_rate) == 120_00
    dearer = figures_after(with_rate, *edit("rates", rate, rate="1.5"))
    assert _spent(dearer) == 150_00


def test_components_stand_in_another_order_after_one_moved_and_in_the_same_before() -> None:
    rows = [a_component("PG-1"), *a_project("P-1", "PG-1", rank="b"), *a_project("P-2", rank="c")]
    before: Workspace = a_workspace(*rows)
    assert before.children(id_of("PG-1")) == (id_of("P-1"),)
    sheet = figures_after(
        Figures(before, MONDAY),
        *edit("components", before.components[id_of("P-2")], component=id_of("PG-1"), rank="a"),
    )
    assert sheet.workspace.children(id_of("PG-1")) == (id_of("P-2"), id_of("P-1"))
    assert before.children(id_of("PG-1")) == (id_of("P-1"),)
