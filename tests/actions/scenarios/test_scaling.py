"""This file tests making what is to come of a component larger, smaller, or later."""

from datetime import date
from typing import Any

import pytest

from pmtui.actions.core.action import Refused
from pmtui.model.costing.ledger import CostLine
from pmtui.model.entities.entity import Money
from pmtui.model.odds.estimates import Estimate
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import a_component, a_link, a_project, a_task, a_workspace, id_of


def euros(amount: int) -> Money:
    """An amount in whole euros."""
    return Money(amount * 100, "EUR")


def a_plan(**fields: Any) -> Workspace:
    """A program with a project of one task under way and two to come."""
    return a_workspace(
        a_component("PG-1"),
        a_project(
            "P-1", "PG-1", start=date(2026, 11, 2), budget=euros(1000),
            spent=euros(200), forecast=euros(1200), **fields,
        ),
        a_task("T-1", days=2, percent=50, actual_start=date(2026, 11, 2)),
        a_task("T-2", days=4, fixed_cost=euros(50)),
        a_task("T-3", days=4),
        a_link("T-2", "T-3"),
        CostLine(
            id=71, component=id_of("P-1"), title="Rent", amount=euros(300),
            start=date(2027, 1, 4), finish=date(2027, 3, 31),
        ),
    )  # fmt: skip


def test_budget_lines_and_what_has_not_begun_are_scaled_and_the_rest_stays() -> None:
    later = after("component.scale", at(a_plan(), "PG-1"), to="50 %")
    project = later.components[id_of("P-1")]
    assert (project.budget, project.spent) == (euros(500), euros(200))
    assert project.forecast == euros(200 + 500)
    assert later.tasks[id_of("T-1")].estimate == 2 * 480
    assert later.tasks[id_of("T-2")].estimate == 2 * 480
    assert later.tasks[id_of("T-2")].fixed_cost == euros(25)
    (line,) = later.rows_of(CostLine).values()
    assert line.amount == euros(150)


def test_what_a_task_and_a_cost_line_may_come_to_is_scaled_with_them() -> None:
    estimate = Estimate(
        id=81, component=id_of("P-1"), task=id_of("T-2"), optimistic=480, pessimistic=4800
    )
    line = CostLine(
        id=71, component=id_of("P-1"), title="Rent", amount=euros(300), least_amount=euros(100),
        most_amount=euros(500),
    )  # fmt: skip
    plan = a_workspace(a_project("P-1"), a_task("T-2", days=4), line, estimate)
    later = after("component.scale", at(plan, "P-1"), to="50 %")
    (row,) = later.rows_of(Estimate).values()
    assert (row.optimistic, row.likely, row.pessimistic) == (240, None, 2400)
    (line,) = later.rows_of(CostLine).values()
    points = (line.amount, line.least_amount, line.likely_amount, line.most_amount)
    assert points == (euros(150), euros(50), None, euros(250))


@pytest.mark.parametrize("share", ["0 %", "-5 %", "half", "1001 %", "", "8.5 %"])
def test_what_is_no_share_is_refused(share: str) -> None:
    with pytest.raises(Refused, match="80 %"):
        after("component.scale", at(a_plan(), "P-1"), to=share)


def test_all_to_come_of_a_component_moves_and_what_has_begun_and_was_promised_stays() -> None:
    plan = a_plan(finish=date(2026, 12, 31))
    later = after("task.shift", at(plan, "PG-1"), by="+4w")
    project = later.components[id_of("P-1")]
    assert (project.start, project.finish) == (date(2026, 11, 2), date(2026, 12, 31))
    assert later.tasks[id_of("T-1")] == plan.tasks[id_of("T-1")]
    assert later.tasks[id_of("T-2")].constraint == "SNET"
    assert later.tasks[id_of("T-3")] == plan.tasks[id_of("T-3")]
    (line,) = later.rows_of(CostLine).values()
    assert (line.start, line.finish) == (date(2027, 2, 1), date(2027, 4, 28))


def test_a_project_that_has_not_begun_moves_by_its_start() -> None:
    plan = a_workspace(
        a_project("P-1", start=date(2027, 1, 4)), a_task("T-1", days=2), a_task("T-2", days=2)
    )
    later = after("task.shift", at(plan, "P-1"), by="+1mo")
    assert later.components[id_of("P-1")].start == date(2027, 2, 4)
    assert later.tasks == plan.tasks


def test_what_is_over_does_not_move() -> None:
    plan = a_workspace(a_project("P-1", start=date(2026, 1, 5)), a_task("T-1", percent=100))
    with pytest.raises(Refused, match="nothing of it is to come"):
        after("task.shift", at(plan, "P-1"), by="+1mo")
