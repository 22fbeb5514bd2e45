"""This file tests what is given up: nothing more is spent on it, nothing waits for its dates."""

from datetime import date

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.costs.by_period import by_period
from pmtui.figures.costs.position import cost_position
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import cost_to_go
from pmtui.model.changes.ops import apply, edit
from pmtui.model.costing.ledger import CostLine, LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_component, a_project, a_risk, a_task, a_workspace, id_of

_ENDS = ("rejected", "cancelled", "merged")


def euros(amount: int) -> Money:
    """An amount in whole euros."""
    return Money(amount * 100, "EUR")


def two_projects() -> Workspace:
    """A program of two projects with tasks, lines and entries."""
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=date(2026, 11, 2)),
        a_project("P-2", "PG-1", start=date(2026, 11, 2)),
        a_task("T-1", days=5, fixed_cost=euros(900), percent=0),
        a_task("T-2", project="P-2", days=90, fixed_cost=euros(500)),
        CostLine(id=71, component=id_of("P-2"), title="Rent", amount=euros(3000)),
        LedgerEntry(
            id=72,
            component=id_of("P-2"),
            title="Rent",
            amount=euros(800),
            posted=date(2026, 11, 20),
        ),
        a_risk("R-1", 3, 3, project="P-2", money_impact=euros(1000)),
    )


def ended(workspace: Workspace, state: str, **fields: object) -> Workspace:
    """The second project in another state."""
    row = workspace.components[id_of("P-2")]
    return apply(workspace, edit("components", row, state=state, **fields))


@pytest.mark.parametrize("state", _ENDS)
def test_its_forecast_is_what_it_has_cost(state: str) -> None:
    before, after = Figures(two_projects(), TODAY), Figures(ended(two_projects(), state), TODAY)
    planned, left = (cost_position(sheet, id_of("P-2")) for sheet in (before, after))
    assert planned.forecast.value == euros(3500)
    assert (left.to_go.value, left.forecast.value) == (euros(0), euros(800))
    assert (left.actual, left.planned) == (planned.actual, planned.planned)
    assert cost_to_go(after, id_of("T-2")).value == euros(0)
    program = cost_position(after, id_of("PG-1"))
    assert program.forecast.value == euros(900 + 800)


def test_what_was_typed_as_its_forecast_is_not_going_to_be_spent() -> None:
    typed = ended(two_projects(), "executing", forecast=euros(9000), year_forecast=euros(4000))
    assert cost_position(Figures(typed, TODAY), id_of("P-2")).forecast.value == euros(9000)
    sheet = Figures(ended(typed, "cancelled"), TODAY)
    assert cost_position(sheet, id_of("P-2")).forecast.value == euros(800)
    row = by_period(sheet, id_of("PG-1"), "quarter").rows[id_of("P-2")]["forecast"]
    assert sum(row.amounts) == 80_000


def test_nothing_above_waits_for_its_dates_or_counts_its_risks() -> None:
    plan = two_projects()
    before, after = Figures(plan, TODAY), Figures(ended(plan, "cancelled"), TODAY)
    program = id_of("PG-1")
    late, early = (sheet.rollup(program).dates.planned for sheet in (before, after))
    assert late is not None
    assert early is not None
    assert early < late
    assert early == after.rollup(id_of("P-1")).dates.planned
    assert after.rollup(id_of("P-2")).dates.planned is None
    declared = figure("exposure")
    assert declared is not None
    row = plan.components[program]
    assert declared.read(before)(row) is not None
    assert declared.read(after)(row) is None


@pytest.mark.parametrize("state", _ENDS)
def test_figures_carried_on_over_it_are_those_worked_out_afresh(state: str) -> None:
    plan = two_projects()
    before = Figures(plan, TODAY)
    cost_position(before, 0)
    before.rollup(0)
    after = ended(plan, state)
    carried = Figures.next(before, after, frozenset({("components", id_of("P-2"))}), TODAY)
    fresh = Figures(after, TODAY)
    for component in (0, *after.components):
        assert cost_position(carried, component) == cost_position(fresh, component)
        assert carried.rollup(component) == fresh.rollup(component)


@pytest.mark.parametrize("state", ["closed", "executing"])
def test_a_project_that_was_delivered_or_goes_on_is_not_given_up(state: str) -> None:
    row = ended(two_projects(), state).components[id_of("P-2")]
    assert not row.is_given_up
