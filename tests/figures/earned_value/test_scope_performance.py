"""This file tests how scopes stand: what tasks earn by their methods, what is spent, and sums."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.catalogue import figure
from pmtui.figures.earned_value.planned_value import NO_BASELINE
from pmtui.figures.earned_value.scope_performance import (
    ScopePerformance,
    cost_to_go_of,
    performance,
)
from pmtui.figures.earned_value.scope_schedule import scope_schedule
from pmtui.figures.earned_value.series import series
from pmtui.figures.earned_value.standings import NO_PROGRESS
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import BOOKED, BY_RATES, POSTED, TYPED
from pmtui.model.changes.ops import apply, create, edit, touched
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Check
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import (
    a_component,
    a_policy,
    a_project,
    a_rate,
    a_workspace,
    eur,
    figures_after,
    id_of,
)
from tests.figures.earned_value.planned import MONDAY, a_costed_task, agreed, end_of

FRIDAY = MONDAY + timedelta(days=4)


def _with(workspace: Workspace, key: str, **fields: Any) -> Workspace:
    return apply(workspace, edit("tasks", workspace.tasks[id_of(key)], **fields))


def _now(workspace: Workspace, scope: str = "P-1", today: date = FRIDAY) -> ScopePerformance:
    return performance(Figures(workspace, today), id_of(scope) if scope else 0)


def _euros(measured: ScopePerformance) -> tuple[Any, ...]:
    now = measured.now
    parts = (now.bac, now.pv, now.ev, now.ac)
    return tuple(None if part.minor is None else part.minor / 100 for part in parts)


PLAN = agreed(a_costed_task("T-1", 10, 1000), a_costed_task("T-2", 5, 200))


@pytest.mark.parametrize(
    ("fields", "earned"),
    [
        ({"percent": 30}, 300),
        ({"percent": 100}, 1000),
        ({"ev_method": "0/100", "percent": 99}, 0),
        ({"ev_method": "0/100", "percent": 100}, 1000),
        ({"ev_method": "50/50", "percent": 1}, 500),
        ({"ev_method": "50/50", "actual_start": MONDAY}, 500),
        ({"ev_method": "20/80", "percent": 70}, 200),
        ({"ev_method": "20/80", "percent": 0}, 0),
        ({"ev_method": "units", "units_done": 3, "units_total": 8}, 375),
        ({"ev_method": "loe"}, 500),
    ],
)
def test_a_task_earns_by_its_method(fields: dict[str, Any], earned: int) -> None:
    assert _now(_with(PLAN, "T-1", **fields)).now.ev.minor == earned * 100


def test_met_milestones_earn_their_weight() -> None:
    weights = ((50, True), (90, True), (60, False))
    checks = [
        Check(id=at, component=id_of("P-1"), task=id_of("T-2"), text="M", weight=weight, done=done)
        for at, (weight, done) in enumerate(weights, 1)
    ]
    workspace = _with(PLAN, "T-2", ev_method="milestones")
    workspace = apply(workspace, [create("checks", check) for check in checks])
    assert _now(workspace).now.ev.minor == 140_00


def test_apportioned_effort_earns_in_proportion_to_another_task() -> None:
    workspace = _with(PLAN, "T-1", percent=30)
    workspace = _with(workspace, "T-2", ev_method="apportioned", apportioned_to=id_of("T-1"))
    assert _now(workspace).now.ev.minor == (300 + 60) * 100
    ring = _with(workspace, "T-1", ev_method="apportioned", apportioned_to=id_of("T-2"))
    assert _now(ring).now.ev.minor == 0


def test_what_accrues_at_the_ends_is_earned_at_the_ends() -> None:
    workspace = agreed(
        a_costed_task("T-1", 4, 100, accrual="start"), a_costed_task("T-2", 4, 100, accrual="end")
    )
    workspace = _with(_with(workspace, "T-1", percent=10), "T-2", percent=90)
    assert _now(workspace).now.ev.minor == 100_00


def test_actual_cost_is_what_was_booked_else_what_is_done_at_the_rates() -> None:
    workspace = _with(_with(PLAN, "T-1", percent=30, actual_cost=eur(444)), "T-2", percent=50)
    measured = _now(workspace)
    assert measured.now.ac.minor == (444 + 100) * 100
    assert dict(measured.sources) == {BOOKED: 1, BY_RATES: 1}


def test_actual_cost_is_what_is_posted_by_the_data_date_before_what_was_booked() -> None:
    project = id_of("P-1")
    posted = [
        LedgerEntry(
            id=9001, component=project, task=id_of("T-1"), title="Paid", posted=MONDAY,
            amount=eur(300),
        ),
        LedgerEntry(
            id=9002, component=project, title="Later", posted=FRIDAY + timedelta(days=1),
            amount=eur(50),
        ),
    ]  # fmt: skip
    workspace = _with(_with(PLAN, "T-1", percent=30, actual_cost=eur(444)), "T-2", percent=50)
    workspace = apply(workspace, tuple(create("ledger", entry) for entry in posted))
    measured = _now(workspace)
    assert measured.now.ac.minor == (300 + 100) * 100
    assert dict(measured.sources) == {POSTED: 2, BY_RATES: 1}
    assert _now(workspace, today=FRIDAY + timedelta(days=1)).now.ac.minor == (350 + 100) * 100


def test_a_figure_typed_on_a_component_counts_only_while_no_task_says_more() -> None:
    project = PLAN.components[id_of("P-1")]
    typed = apply(PLAN, edit("components", project, spent=eur(70)))
    assert _now(typed).now.ac.minor == 70_00
    assert _now(typed).sources == ((TYPED, 1),)
    booked = _with(typed, "T-1", actual_cost=eur(30), percent=1)
    assert _now(booked).now.ac.minor == 30_00


def test_a_new_task_is_not_earned_before_it_is_in_the_baseline() -> None:
    (task,) = a_costed_task("T-9", 5, 500, percent=100)
    workspace = apply(PLAN, [create("tasks", task)])
    assert _euros(_now(workspace))[:3] == (1200, 700, 0)


def test_without_a_baseline_everything_is_undefined_with_the_reason() -> None:
    measured = _now(a_workspace(*a_project("P-1")))
    assert _euros(measured) == (None,) * 4
    assert measured.now.cpi.reason == NO_BASELINE


def test_a_package_without_progress_has_a_plan_and_no_earned_value() -> None:
    workspace = after(
        "baseline.take",
        at(a_workspace(a_component("P-1", start=MONDAY, finish=FRIDAY, budget=eur(500))), "P-1"),
        label="Agreed",
    )
    measured = _now(workspace)
    assert _euros(measured)[:3] == (500, 500, None)
    assert measured.now.ev.reason == NO_PROGRESS


def _program(**second: Any) -> Workspace:
    """A program of two projects, each with a task of a thousand and a baseline."""
    workspace = a_workspace(
        a_policy(base_currency="EUR"),
        a_rate("GBP", "1.5"),
        a_component("PG-1", spent=eur(9999)),
        *a_project("P-1", "PG-1", board=False, start=MONDAY),
        *a_project("P-2", "PG-1", board=False, start=MONDAY),
        a_costed_task("T-1", 10, 1000, project="P-1"),
        a_costed_task("T-2", 5, 0, project="P-2", **{"fixed_cost": eur(1000), **second}),
    )
    return after("baseline.take", at(workspace, "PG-1"), label="Agreed")


def test_a_program_is_the_sum_of_its_projects() -> None:
    workspace = _with(_with(_program(), "T-1", percent=60), "T-2", percent=20)
    parts = [_euros(_now(workspace, key)) for key in ("P-1", "P-2")]
    assert parts == [(1000, 500, 600, 600), (1000, 1000, 200, 200)]
    for scope in ("PG-1", ""):
        assert _euros(_now(workspace, scope)) == (2000, 1500, 800, 800)
    assert str(_now(workspace, "PG-1").now.spi.decimal(3)) == "0.533"


def test_amounts_of_several_currencies_meet_at_the_rate_frozen_with_the_baseline() -> None:
    workspace = _program(fixed_cost=Money(100_000, "GBP"))
    before = _now(workspace, "PG-1")
    assert (before.currency, before.now.bac.minor) == ("EUR", 250_000)
    later = apply(workspace, [create("rates", a_rate("GBP", "9", MONDAY))])
    assert _now(later, "PG-1").now.bac == before.now.bac
    assert _now(later, "PG-1").now.pv == before.now.pv
    assert _now(later, "P-2").currency == "GBP"


def test_a_data_date_in_the_past_shows_what_is_known_of_it_now() -> None:
    workspace = _with(
        PLAN, "T-1", percent=100, actual_start=MONDAY, actual_finish=MONDAY + timedelta(days=3),
        actual_cost=eur(800),
    )  # fmt: skip
    figures = Figures(workspace, FRIDAY)
    early = performance(figures, id_of("P-1"), end_of(MONDAY + timedelta(days=1)))
    assert _euros(early) == (1200, 280, 500, 400)
    assert _euros(performance(figures, id_of("P-1"))) == (1200, 700, 1000, 800)
    assert _euros(performance(figures, id_of("P-1"), end_of(MONDAY + timedelta(days=70)))) == (
        1200, 1200, 1000, 800,
    )  # fmt: skip


def test_the_status_date_of_a_project_is_its_data_date() -> None:
    workspace = apply(PLAN, edit("components", PLAN.components[id_of("P-1")], status_date=MONDAY))
    measured = _now(workspace)
    assert measured.data_dates == (MONDAY,)
    assert measured.now.pv.minor == 140_00


def test_the_series_ends_each_month_and_at_the_data_date_and_knows_no_future() -> None:
    workspace = agreed(a_costed_task("T-1", 40, 4000))
    workspace = _with(workspace, "T-1", percent=10, actual_start=MONDAY, actual_cost=eur(500))
    figures = Figures(workspace, FRIDAY)
    points = series(figures, performance(figures, id_of("P-1")))
    assert [point.at.isoformat() for point in points] == [
        "2026-11-06", "2026-11-30", "2026-12-31",
    ]  # fmt: skip
    assert [point.pv for point in points] == [eur(500), eur(2100), eur(4000)]
    assert [point.ev for point in points] == [eur(400), None, None]
    assert [point.ac for point in points] == [eur(500), None, None]
    weeks = series(figures, performance(figures, id_of("P-1")), "week")
    assert len(weeks) == 9
    assert [point.pv for point in weeks[:3]] == [eur(500), eur(500), eur(1000)]


def test_earned_schedule_counts_in_working_days_of_the_calendar() -> None:
    workspace = _with(agreed(a_costed_task("T-1", 20, 2000)), "T-1", percent=30)
    figures = Figures(workspace, MONDAY + timedelta(days=11))
    measured = scope_schedule(figures, performance(figures, id_of("P-1")))
    times = measured.times
    assert [times.pd.minor, times.at.minor, times.es.minor] == [20, 10, 6]
    assert str(times.spi_t.decimal(2)) == "0.60"
    assert measured.moment(times.eac_spi_t) is not None


def test_figures_of_components_and_tasks_are_read_and_explained() -> None:
    workspace = _with(_program(), "T-1", percent=60)
    figures = Figures(workspace, FRIDAY)
    row, task = workspace.components[id_of("P-1")], workspace.tasks[id_of("T-1")]
    wanted = {"pv": eur(500), "ev": eur(600), "ac": eur(600), "sv": eur(100), "eac": eur(1000)}
    for name, value in wanted.items():
        declared = figure(name)
        assert declared is not None
        assert declared.read(figures)(row) == value
        told = {part.label: part.value for part in declared.inputs(figures, row.id)}
        assert told["BAC"] == eur(1000)
        assert told["data date"] == FRIDAY
    for name in ("pv", "ev", "ac", "sv"):
        declared = figure(name, "tasks")
        assert declared is not None
        assert declared.read(figures)(task) == wanted[name]


def test_an_edit_is_followed_without_working_out_other_projects_again() -> None:
    workspace = _program()
    figures = Figures(workspace, FRIDAY)
    before = performance(figures, id_of("PG-1"))
    later = figures_after(figures, *edit("tasks", workspace.tasks[id_of("T-1")], percent=50))
    measured = performance(later, id_of("PG-1"))
    assert measured.now.ev.minor == 500_00
    kept = {standing.component: standing for standing in before.standings}
    assert [
        standing is kept[standing.component]
        for standing in measured.standings
        if standing.component != id_of("P-1")
    ] == [True]
    assert all(standing.plan is kept[standing.component].plan for standing in measured.standings)


@given(st.lists(st.tuples(st.sampled_from(["T-1", "T-2"]), st.integers(0, 100)), max_size=5))
def test_figures_carried_over_edits_are_those_worked_out_afresh(
    edits: list[tuple[str, int]],
) -> None:
    figures = Figures(_program(), FRIDAY)
    performance(figures, 0)
    for key, percent in edits:
        ops = edit("tasks", figures.workspace.tasks[id_of(key)], percent=percent)
        figures = figures.next(apply(figures.workspace, ops), touched(ops), FRIDAY)
        afresh = performance(Figures(figures.workspace, FRIDAY), 0)
        assert performance(figures, 0).now == afresh.now


@pytest.mark.parametrize(
    ("fields", "earned"),
    [
        ({"percent": 0}, 0),
        ({"percent": 0, "actual_start": MONDAY}, 1000),
        ({"percent": 1}, 1000),
        ({"percent": 0, "ev_method": "units", "units_total": 8}, 0),
        (
            {"percent": 0, "ev_method": "units", "units_total": 8, "actual_start": MONDAY},
            1000,
        ),
    ],
)
def test_a_cost_at_the_start_is_earned_once_a_task_has_begun(
    fields: dict[str, Any], earned: int
) -> None:
    plan = agreed(a_costed_task("T-1", 10, 1000, accrual="start"))
    assert _now(_with(plan, "T-1", **fields)).now.ev.minor == earned * 100


def test_a_task_in_proportion_to_one_without_a_cost_earns_by_how_far_that_is() -> None:
    plan = agreed(
        a_costed_task("T-1", 5, 200, ev_method="apportioned", apportioned_to=id_of("T-2")),
        a_costed_task("T-2", 5, 0),
    )
    assert _now(_with(plan, "T-2", percent=40)).now.ev.minor == 80_00
    assert _now(_with(plan, "T-2", percent=100)).now.ev.minor == 200_00


def test_money_and_ratios_say_what_they_are_counted_in() -> None:
    units = {"pv": "money", "ev": "money", "cv": "money", "cpi": "ratio", "spi": "ratio"}
    for name, unit in units.items():
        declared = figure(name)
        assert declared is not None
        assert declared.unit == unit, name


def test_what_a_task_has_cost_too_much_is_not_saved_by_the_next() -> None:
    workspace = agreed(
        a_costed_task("T-1", 5, 10_000, percent=100, actual_cost=eur(25_000)),
        a_costed_task("T-2", 5, 20_000),
        a_costed_task("T-3", 5, 5_000, percent=50, actual_cost=eur(7_000)),
        a_costed_task("T-4", 5, 9_000, percent=100, actual_cost=eur(4_000)),
    )
    figures = Figures(workspace, FRIDAY)
    assert cost_to_go_of(figures, performance(figures, 0)).value == 20_000_00
