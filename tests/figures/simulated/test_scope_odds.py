"""This file tests what a simulation reads of a store, and what it says of it."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.basis import SimulationRefusedError, basis_of
from pmtui.figures.simulated.kept_simulations import (
    CURRENT,
    STALE,
    freshness_word,
    kept_simulations,
)
from pmtui.figures.simulated.scope_answer import ScopeAnswer
from pmtui.figures.simulated.scope_odds import scope_odds
from pmtui.figures.simulated.simulated_scope import simulated_scope
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import edit
from pmtui.model.costing.labour_rates import RoleRate
from pmtui.model.costing.time_entries import TimeEntry
from pmtui.model.entities.entity import Entity
from pmtui.model.odds.estimates import Correlation, Estimate, RiskEffect, Simulation
from tests.conftest import (
    a_link,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    eur,
    figures_after,
    figures_of,
    id_of,
)

_DAY = 480
MONDAY = date(2026, 11, 23)


def estimate(key: str, low: float, likely: float, high: float, **fields: Any) -> Estimate:
    return Estimate(
        id=id_of(key) + 7_000_000,
        key=key.replace("T", "ES"),
        component=id_of("P-1"),
        task=id_of(key),
        optimistic=round(low * _DAY),
        likely=round(likely * _DAY),
        pessimistic=round(high * _DAY),
        **fields,
    )


def two_in_a_row(*more: Entity | tuple[Entity, ...]) -> Figures:
    """Two tasks of five days, one after the other, from Monday to Friday of the next week."""
    return figures_of(
        a_project("P-1", start=MONDAY, forecast=eur(1000)),
        a_task("T-1", duration=5 * _DAY),
        a_task("T-2", duration=5 * _DAY),
        a_link("T-1", "T-2"),
        *more,
    )


def answer(figures: Figures, runs: int = 2000) -> ScopeAnswer:
    return simulated_scope(figures, id_of("P-1"), runs=runs, seed=1)


def days(found: int) -> date:
    return moment_of(found).date()


def test_without_anything_uncertain_it_says_what_to_do() -> None:
    with pytest.raises(SimulationRefusedError, match="give a task a three-point estimate"):
        scope_odds(two_in_a_row(), id_of("P-1"))


def test_where_nothing_is_planned_there_is_nothing_to_simulate() -> None:
    with pytest.raises(SimulationRefusedError, match="nothing to simulate"):
        scope_odds(figures_of(a_project("P-1")), id_of("P-1"))


def test_a_task_as_late_as_possible_moves_with_the_finish_of_each_run() -> None:
    late = a_task("T-3", duration=_DAY, constraint="ALAP")
    found = answer(two_in_a_row(late, estimate("T-1", 6, 6, 6), estimate("T-3", 2, 2, 2)))
    assert days(found.whole.finish.at(50)) == date(2026, 12, 7)
    # Two days long, it ends with the plan and settles nothing.
    assert found.whole.finish.at(0) == found.whole.finish.at(100)
    critical = {task.task: found.share(task) for task in found.tasks if task.critical}
    assert critical == {id_of("T-1"): 1.0, id_of("T-2"): 1.0}


def test_how_late_a_task_is_that_two_projects_settle_is_refused_by_its_key() -> None:
    figures = two_in_a_row(
        a_project("P-2", start=MONDAY),
        a_task("T-3", duration=_DAY, constraint="ALAP"),
        a_task("T-4", duration=_DAY, project="P-2"),
        a_link("T-3", "T-4"),
        a_task("T-5", duration=_DAY, project="P-2"),
        a_link("T-4", "T-5"),
        a_link("T-5", "T-2"),
        estimate("T-1", 4, 5, 9),
    )
    with pytest.raises(SimulationRefusedError, match="T-3 is to be as late as possible, and its"):
        scope_odds(figures, id_of("P-1"))


def test_the_finish_is_told_in_days_of_the_calendar() -> None:
    found = answer(two_in_a_row(estimate("T-1", 5, 5, 5), estimate("T-2", 7, 7, 7)))
    assert days(found.whole.planned) == date(2026, 12, 4)
    assert {days(found.whole.finish.at(share)) for share in (0, 10, 50, 80, 100)} == {
        date(2026, 12, 8)
    }
    assert found.days == 4
    assert [round(found.share(task), 2) for task in found.tasks] == [1.0, 1.0]


def test_of_begun_work_only_what_is_left_is_drawn() -> None:
    begun = a_task(
        "T-1", duration=5 * _DAY, remaining_duration=_DAY, percent=80, actual_start=MONDAY
    )
    figures = figures_of(
        a_project("P-1", start=MONDAY, unfinished_work="as_planned"),
        begun,
        estimate("T-1", 10, 10, 10),
    )
    # A fifth is left; twice as long in all it takes two days more, not ten.
    assert days(answer(figures).whole.finish.at(50)) == date(2026, 11, 30)


def test_what_is_done_or_dated_by_hand_is_not_drawn_and_said() -> None:
    done = a_task("T-3", duration=_DAY, actual_start=MONDAY, actual_finish=MONDAY)
    by_hand = a_task("T-4", manual=True, start=MONDAY, finish=date(2026, 11, 27))
    rows = (estimate("T-1", 4, 5, 9), estimate("T-3", 1, 2, 3), estimate("T-4", 1, 2, 3))
    odds = scope_odds(two_in_a_row(done, by_hand, rows), id_of("P-1"))
    assert {task for _, task in odds.uncertainty.tasks} == {id_of("T-1")}
    assert "T-3 is not drawn: it is done" in odds.notes
    assert "T-4 is not drawn: a person has dated both its ends" in odds.notes


def _effect(**fields: Any) -> RiskEffect:
    return RiskEffect(id=5_550_001, key="EF-1", component=id_of("P-1"), risk=id_of("R-1"), **fields)


def test_a_threat_delays_and_costs_as_often_as_it_is_likely() -> None:
    effect = _effect(task=id_of("T-2"), chance=30, likely=5 * _DAY, likely_cost=eur(100))
    found = answer(two_in_a_row(a_risk("R-1", 3, 3), effect))
    assert days(found.whole.finish.at(50)) == date(2026, 12, 4)
    assert days(found.whole.finish.at(80)) == date(2026, 12, 11)
    assert found.base_cost == 1000_00
    assert found.cost.mean == pytest.approx(1030_00, abs=5_00)
    assert found.reserve == 100_00


def test_an_opportunity_saves_both() -> None:
    effect = _effect(task=id_of("T-2"), chance=100, likely=2 * _DAY, likely_cost=eur(100))
    found = answer(two_in_a_row(a_risk("R-1", 3, 3, kind="opportunity"), effect))
    assert days(found.whole.finish.at(50)) == date(2026, 12, 2)
    assert found.cost.at(50) == 900_00


def test_a_response_is_judged_on_the_same_draws() -> None:
    effect = _effect(task=id_of("T-2"), chance=30, residual_chance=0, likely=5 * _DAY)
    found = answer(two_in_a_row(a_risk("R-1", 3, 3), effect))
    assert found.responded is not None
    assert days(found.responded[0]) == date(2026, 12, 4)
    assert (
        answer(two_in_a_row(a_risk("R-1", 3, 3), _effect(chance=30, likely_cost=eur(1)))).responded
        is None
    )


def test_a_group_that_correlates_spreads_the_finish() -> None:
    group = Correlation(id=4_440_001, key="CG-1", component=id_of("P-1"), title="Team", strength=90)
    rows = [estimate(key, 2, 5, 12, correlation=group.id) for key in ("T-1", "T-2")]
    apart = answer(two_in_a_row(estimate("T-1", 2, 5, 12), estimate("T-2", 2, 5, 12)))
    together = answer(two_in_a_row(group, *rows))
    spread = [one.whole.finish.at(90) - one.whole.finish.at(10) for one in (apart, together)]
    assert spread[1] > 1.2 * spread[0]


def test_a_project_has_the_same_odds_alone_and_with_others() -> None:
    other = (a_project("P-2", start=MONDAY), a_task("T-5", project="P-2", duration=_DAY))
    rows = (estimate("T-1", 4, 5, 9), estimate("T-2", 4, 5, 9))
    figures = two_in_a_row(*rows, *other)
    alone = answer(figures)
    within = simulated_scope(figures, 0, runs=2000, seed=1)
    assert within.components[0].finish == alone.components[0].finish


def test_a_kept_simulation_says_p80_until_what_it_read_changes() -> None:
    figures = two_in_a_row(estimate("T-1", 4, 5, 9))
    import msgspec

    kept = Simulation(
        id=3_330_001,
        key="SI-1",
        component=id_of("P-1"),
        title="Odds",
        basis=basis_of(figures, id_of("P-1")),
        numbers=msgspec.json.encode(answer(figures)).decode(),
    )
    plain = two_in_a_row(estimate("T-1", 4, 5, 9), kept)
    fresh = kept_simulations(plain)
    row = fresh.component(id_of("P-1"))
    assert row is not None
    assert days(row.finish.at(80)) > date(2026, 12, 4)
    assert fresh.criticality(id_of("T-1")) == 100
    assert freshness_word(plain, kept) == CURRENT
    assert freshness_word(two_in_a_row(estimate("T-1", 4, 6, 9), kept), kept) == STALE
    assert a_workspace(kept).get("simulations", kept.id) == kept


def test_at_a_screen_a_large_store_is_looked_at_by_a_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pmtui.figures.simulated.basis.LONG", 1)
    plain = two_in_a_row(estimate("T-1", 4, 5, 9))
    basis = basis_of(plain, id_of("P-1"))
    kept = Simulation(
        id=3_330_001, key="SI-1", component=id_of("P-1"), title="Odds", basis=basis
    )  # fmt: skip
    workspace = two_in_a_row(estimate("T-1", 4, 5, 9), kept).workspace
    figures = Figures(workspace, plain.today, in_turns=True)
    assert freshness_word(figures, kept) is None
    rest = figures.rest()
    assert rest is not None
    rest.work_out()
    rest.take_over(figures)
    assert freshness_word(figures, kept) == CURRENT
    assert figures.rest() is None
    task = workspace.tasks[id_of("T-1")]
    after = figures_after(figures, *edit("tasks", task, duration=7 * _DAY))
    assert freshness_word(after, kept) == CURRENT, "as it was, until a thread has looked"
    rest = after.rest()
    assert rest is not None
    rest.work_out()
    rest.take_over(after)
    assert freshness_word(after, kept) == STALE


def test_a_rate_of_a_role_and_booked_time_make_a_kept_simulation_stale() -> None:
    def basis(*more: Entity) -> str:
        return basis_of(two_in_a_row(*more), id_of("P-1"))

    booked = TimeEntry(
        id=9_000_001, key="TE-1", component=id_of("P-1"), task=id_of("T-1"), person=1,
        day=MONDAY, minutes=60,
    )  # fmt: skip
    rated = RoleRate(id=9_000_002, key="RR-1", role="engineer", rate=eur(90), since=MONDAY)
    assert len({basis(), basis(booked), basis(rated)}) == 3
