"""This file tests what a baseline freezes of costs: their currency, parts and working times."""

from typing import Any, Final

from pmtui.figures.schedule_analysis.frozen_costs import FrozenCosts, frozen_costs
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.costing.ledger import CostAccrual, CostLine
from pmtui.model.entities.entity import Entity, Money
from tests.conftest import TODAY, Parts, a_policy, a_project, a_rate, a_workspace, eur, id_of
from tests.figures.earned_value.planned import a_costed_task

HALF: Final = a_policy(base_currency="EUR"), a_rate("USD", "0.5")


def frozen(*parts: Entity | Parts, **fields: Any) -> FrozenCosts:
    """What the tasks of a project cost by when."""
    workspace = a_workspace(a_project(start=TODAY, **fields), *HALF, *parts)
    return frozen_costs(Figures(workspace, TODAY), id_of("P-1"), workspace.tasks)


def in_dollars(key: str, cents: int) -> Parts:
    return a_costed_task(key, 1, 0, fixed_cost=Money(cents, "USD"))


def own(costs: FrozenCosts, key: str) -> Money:
    return costs.tasks[id_of(key)].own_cost


def test_costs_of_one_currency_are_frozen_in_it() -> None:
    costs = frozen(in_dollars("T-1", 100), in_dollars("T-2", 50))
    assert (costs.currency, costs.plan_rate, costs.plan_base) == ("USD", "0.5", "EUR")
    assert own(costs, "T-1") == Money(100, "USD")


def test_costs_of_several_currencies_are_frozen_in_the_base_currency() -> None:
    costs = frozen(in_dollars("T-1", 101), a_costed_task("T-2", 1, 7))
    assert costs.currency == "EUR"
    assert (own(costs, "T-1"), own(costs, "T-2")) == (Money(51, "EUR"), eur(7))


def test_what_has_no_cost_has_the_currency_of_the_budget_or_of_the_base() -> None:
    assert frozen(budget=Money(100, "USD")).currency == "USD"
    nothing = frozen(a_costed_task("T-1", 1, 0))
    assert (nothing.currency, dict(nothing.tasks), nothing.calendars) == ("EUR", {}, ())


def test_what_has_no_rate_keeps_its_currency() -> None:
    costs = frozen(
        a_costed_task("T-1", 1, 7), a_costed_task("T-2", 1, 0, fixed_cost=Money(5, "CHF"))
    )
    assert own(costs, "T-2") == Money(5, "CHF")


def test_an_inactive_task_costs_nothing() -> None:
    costs = frozen(a_costed_task("T-1", 1, 7), a_costed_task("T-2", 1, 5, active=False))
    assert list(costs.tasks) == [id_of("T-1")]


def test_parts_of_a_cost_are_kept_where_they_accrue() -> None:
    costs = frozen(
        a_costed_task("T-1", 1, 7, accrual="start"), a_costed_task("T-2", 1, 7, accrual="end"),
        a_costed_task("T-3", 1, 7),
    )  # fmt: skip
    first, last, even = (costs.tasks[id_of(key)] for key in ("T-1", "T-2", "T-3"))
    assert (first.cost_at_start, first.cost_at_end, first.calendar) == (eur(7), None, 0)
    assert (last.cost_at_start, last.cost_at_end, last.calendar) == (None, eur(7), 0)
    assert (even.cost_at_start, even.cost_at_end, even.calendar) == (None, None, 1)


def test_each_working_time_is_numbered_from_one_and_kept_once() -> None:
    short = WorkingCalendar(id=7, name="Short", monday="08:00-10:00", tuesday="08:00-10:00")
    costs = frozen(
        short, a_costed_task("T-1", 1, 7), a_costed_task("T-2", 1, 7, calendar=7),
        a_costed_task("T-3", 1, 7), a_costed_task("T-4", 1, 7, elapsed=True),
    )  # fmt: skip
    numbers = [costs.tasks[id_of(f"T-{number}")].calendar for number in range(1, 5)]
    assert numbers == [1, 2, 1, 3]
    assert [row["number"] for row in costs.calendars] == [1, 2, 3]
    assert costs.calendars[1]["label"] == "Short"
    assert costs.calendars[1]["monday"] == "08:00-10:00"
    assert costs.calendars[2]["monday"] == "00:00-24:00"


def test_all_parts_of_a_cost_make_what_a_task_costs() -> None:
    accruals: tuple[tuple[int, CostAccrual], ...] = ((100, "start"), (20, "prorated"), (3, "end"))
    lines = [
        CostLine(
            id=8000 + at, component=id_of("P-1"), title="Crane", task=id_of("T-1"), amount=eur(at),
            accrual=accrual,
        )
        for at, accrual in accruals
    ]  # fmt: skip
    row = frozen(a_costed_task("T-1", 1, 7), *lines).tasks[id_of("T-1")]
    assert (row.own_cost, row.cost_at_start, row.cost_at_end) == (eur(130), eur(100), eur(3))
