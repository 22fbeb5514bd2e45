"""This file tests rates that hold from a day on: whose counts, and on which days of the work."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.labour.rates_by_date import PayRates, rate_on
from pmtui.figures.schedule_analysis.frozen_costs import frozen_costs
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import task_cost
from pmtui.model.changes.ops import apply, create, edit, touched
from pmtui.model.costing.labour_rates import PersonRate, RoleRate
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Money
from pmtui.model.entities.people import Person
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_person, a_project, a_task, eur, figures_of, id_of
from tests.figures.tasks.test_task_costs import HOUR, at_work

MONDAY = date(2026, 11, 23)
assert MONDAY.weekday() == 0


def day(number: int) -> date:
    """A day of the week of Monday the 23rd, and after it."""
    return MONDAY + timedelta(days=number)


def of_role(number: int, rate: int, since: date, role: str = "Developer") -> RoleRate:
    return RoleRate(id=70_000 + number, role=role, rate=eur(rate), since=since)


def of_ann(number: int, rate: int, since: date) -> PersonRate:
    return PersonRate(id=71_000 + number, person=id_of("PE-1"), rate=eur(rate), since=since)


def rate_of(person: Person, at: date, *rows: Any) -> Money | None:
    figures = figures_of(a_project("P-1"), person, *rows)
    return rate_on(PayRates(figures.workspace).of(person), at)


def a_week(**fields: Any) -> tuple[Any, ...]:
    """A task of five days from Monday, with forty hours of Ann, who is a developer."""
    ann = a_person("PE-1", "Ann", role="developer")
    task = a_task("T-1", days=5, constraint="SNET", constraint_date=MONDAY, **fields)
    return a_project("P-1", start=MONDAY), task, ann, at_work("A-1", work=40 * HOUR)


def cost_of(*rows: Any) -> tuple[Money | None, Money | None]:
    cost = task_cost(figures_of(*rows), id_of("T-1"))
    return cost.planned.value, cost.actual.value


@pytest.mark.parametrize(
    ("at", "rate"),
    [(day(-1), None), (day(0), 80), (day(2), 80), (day(3), 90), (day(300), 90)],
)
def test_a_rate_of_a_role_holds_from_its_day_to_the_next_one(at: date, rate: int | None) -> None:
    ann = a_person("PE-1", "Ann", role=" DEVELOPER ")
    rows = of_role(2, 90, day(3)), of_role(1, 80, day(0)), of_role(3, 1, day(0), "Tester")
    assert rate_of(ann, at, *rows) == (None if rate is None else eur(rate))


def test_a_rate_of_their_own_counts_before_that_of_their_role() -> None:
    ann = a_person("PE-1", "Ann", role="Developer")
    rows = of_role(1, 80, day(0)), of_ann(1, 100, day(2))
    assert rate_of(ann, day(1), *rows) == eur(80)
    assert rate_of(ann, day(2), *rows) == eur(100)


def test_the_one_rate_of_a_person_stays_what_it_is_until_a_dated_one_of_their_own() -> None:
    ann = a_person("PE-1", "Ann", role="Developer", rate=eur(50))
    assert rate_of(ann, day(0), of_role(1, 80, day(-9))) == eur(50)
    assert rate_of(ann, day(1), of_role(1, 80, day(-9)), of_ann(1, 60, day(2))) == eur(50)
    assert rate_of(ann, day(2), of_role(1, 80, day(-9)), of_ann(1, 60, day(2))) == eur(60)


def test_of_two_rates_of_one_day_the_later_one_counts() -> None:
    ann = a_person("PE-1", "Ann", role="Developer")
    assert rate_of(ann, day(0), of_role(1, 80, day(0)), of_role(2, 85, day(0))) == eur(85)


def test_planned_work_costs_the_rate_of_each_day_it_is_planned_on() -> None:
    rates = of_role(1, 80, day(-30)), of_role(2, 100, day(3))
    # Monday to Wednesday 24 hours at 80, Thursday and Friday 16 hours at 100
    assert cost_of(*a_week(), *rates)[0] == eur(24 * 80 + 16 * 100)


def test_days_before_the_first_rate_cost_nothing() -> None:
    assert cost_of(*a_week(), of_role(1, 100, day(4)))[0] == eur(8 * 100)


def test_done_work_costs_the_rate_of_the_days_it_was_done_on() -> None:
    rates = of_role(1, 80, day(-30)), of_role(2, 100, day(-4))
    begun = {"actual_start": day(-7), "percent": 80}
    # of the forty hours 32 are done: 24 from Monday to Wednesday, 8 on Thursday
    assert cost_of(*a_week(**begun), *rates)[1] == eur(24 * 80 + 8 * 100)


def test_a_task_that_is_done_has_cost_the_rates_of_its_days() -> None:
    rates = of_role(1, 80, day(-30)), of_role(2, 100, day(-4))
    done = {"actual_start": day(-7), "actual_finish": day(-3), "percent": 100}
    assert cost_of(*a_week(**done), *rates)[1] == eur(24 * 80 + 16 * 100)


def test_a_task_that_moves_to_later_days_costs_their_rate() -> None:
    rates = of_role(1, 80, day(-30)), of_role(2, 100, day(7))
    figures = figures_of(*a_week(), *rates)
    assert task_cost(figures, id_of("T-1")).planned.value == eur(40 * 80)
    task = figures.workspace.tasks[id_of("T-1")]
    ops = edit("tasks", task, constraint_date=day(7))
    after = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
    assert task_cost(after, id_of("T-1")).planned.value == eur(40 * 100)


def _measured(workspace: Workspace) -> tuple[object, ...]:
    """What has been spent and what was frozen, of a store as it stands today."""
    figures = Figures(workspace, TODAY)
    measured = performance(figures, id_of("P-1")).now
    return task_cost(figures, id_of("T-1")).actual, measured.pv, measured.bac, measured.ac


@given(
    rate=some.integers(0, 100_000),
    away=some.integers(1, 400),
    percent=some.sampled_from([0, 30, 80, 100]),
    table=some.sampled_from(["role_rates", "person_rates"]),
)
def test_a_rate_of_a_later_day_changes_no_actual_and_no_frozen_baseline(
    rate: int, away: int, percent: int, table: str
) -> None:
    begun: dict[str, Any] = {"actual_start": day(-7), "percent": percent} if percent else {}
    rows = a_week(**begun), of_role(1, 80, day(-30)), of_role(2, 100, day(-4))
    figures = figures_of(*rows[0], *rows[1:])
    costs = frozen_costs(figures, id_of("P-1"), [id_of("T-1")])
    baseline = Baseline(
        id=72_000, component=id_of("P-1"), label="agreed", number=1, taken_at=TODAY,
        currency="EUR", plan_rate="1", plan_base="EUR",
    )  # fmt: skip
    row = BaselineRow(
        id=72_001, component=id_of("P-1"), baseline=72_000, task=id_of("T-1"), title="T-1",
        start=MONDAY, finish=day(4), own_cost=costs.tasks[id_of("T-1")].own_cost,
    )  # fmt: skip
    agreed = apply(figures.workspace, (create("baselines", baseline), create("baseline_rows", row)))
    later = TODAY + timedelta(days=away)
    row_of = of_ann if table == "person_rates" else of_role
    dated = create(table, row_of(3, rate, later))
    assert _measured(apply(agreed, (dated,))) == _measured(agreed)


@given(
    cuts=some.lists(some.integers(0, 4), max_size=4, unique=True),
    rate=some.integers(1, 100_000),
)
def test_rates_that_are_all_alike_cost_what_one_rate_costs(cuts: list[int], rate: int) -> None:
    rows = [of_role(place, rate, day(cut)) for place, cut in enumerate(cuts, 1)]
    assert cost_of(*a_week(), of_role(9, rate, day(-99)), *rows)[0] == eur(40 * rate)


def test_a_role_on_the_roster_has_the_rate_of_its_name_and_a_person_that_of_their_role() -> None:
    rates = of_role(1, 80, MONDAY), of_role(2, 95, MONDAY, role="Ann")
    developer = a_person("PE-1", "Developer", kind="role")
    assert rate_of(developer, MONDAY, *rates) == eur(80)
    assert rate_of(a_person("PE-1", "Ann"), MONDAY, *rates) is None
    assert rate_of(a_person("PE-1", "Bo", role="ann"), MONDAY, *rates) == eur(95)
