"""This file tests what estimated cost lines, responses and both at once come to."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.simulated.scope_answer import ScopeAnswer
from pmtui.model.costing.ledger import CostLine, LedgerEntry
from pmtui.model.entities.entity import Entity
from pmtui.model.odds.estimates import Correlation, RiskEffect
from tests.conftest import a_link, a_project, a_risk, a_task, eur, figures_of, id_of
from tests.figures.simulated.test_scope_odds import MONDAY, answer, estimate

_DAY = 480


def a_line(number: int = 1, amount: int = 1000, **fields: Any) -> CostLine:
    return CostLine(
        id=6_660_000 + number,
        key=f"CL-{number}",
        component=id_of("P-1"),
        title="Hall",
        amount=eur(amount),
        **fields,
    )


def simulated(*rows: Entity, runs: int = 4000, **fields: Any) -> ScopeAnswer:
    """Two tasks of five days, one after the other, and what else there is."""
    return answer(
        figures_of(
            a_project("P-1", start=MONDAY, **fields),
            a_task("T-1", duration=5 * _DAY),
            a_task("T-2", duration=5 * _DAY),
            a_link("T-1", "T-2"),
            *rows,
        ),
        runs,
    )


def test_a_cost_line_of_three_points_spreads_the_cost_as_triangles_do() -> None:
    line = a_line(least_amount=eur(800), likely_amount=eur(1000), most_amount=eur(1500))
    found = simulated(line)
    assert found.base_cost == 1000_00
    # WE-16 in hundreds: mean 11, P50 10.817, P80 12.354, P90 13.129.
    assert found.cost.mean == pytest.approx(1100_00, abs=5_00)
    assert found.cost.at(50) == pytest.approx(1081_70, abs=6_00)
    assert found.cost.at(80) == pytest.approx(1235_40, abs=8_00)
    assert found.cost.at(90) == pytest.approx(1312_90, abs=8_00)
    assert found.reserve == found.cost.at(80) - 1000_00


def test_lines_of_one_group_are_dear_together() -> None:
    group = Correlation(
        id=4_440_001, key="CG-1", component=id_of("P-1"), title="Steel", strength=90
    )
    points: dict[str, Any] = {"least_amount": eur(500), "most_amount": eur(2000)}
    apart = simulated(*(a_line(n, **points) for n in (1, 2)))
    together = simulated(group, *(a_line(n, correlation=group.id, **points) for n in (1, 2)))
    spread = [found.cost.at(90) - found.cost.at(10) for found in (apart, together)]
    assert spread[1] > 1.2 * spread[0]


def test_of_a_line_that_is_partly_paid_only_what_is_left_is_drawn() -> None:
    paid = LedgerEntry(
        id=6_670_000, key="LE-1", title="Down payment", component=id_of("P-1"), posted=MONDAY,
        amount=eur(750),
    )  # fmt: skip
    found = simulated(paid, a_line(likely_amount=eur(2000), most_amount=eur(2000)))
    # A quarter is left of it; twice as dear that is 250 more, not 1,000.
    assert found.base_cost == 1000_00
    assert {found.cost.at(share) for share in (0, 100)} == {1250_00}


def test_what_is_paid_by_time_grows_with_its_task() -> None:
    longer = estimate("T-2", 10, 10, 10)
    assert simulated(longer, a_line(task=id_of("T-2"), time_driven=True)).cost.at(50) == 2000_00
    assert simulated(longer, a_line(task=id_of("T-1"), time_driven=True)).cost.at(50) == 1000_00
    found = simulated(longer, a_line(task=id_of("T-2"), time_driven=True, most_amount=eur(1000)))
    assert found.cost.at(80) == 2000_00


def test_what_is_paid_by_time_on_no_task_grows_with_its_component() -> None:
    found = simulated(estimate("T-2", 10, 10, 10), a_line(time_driven=True))
    # From Monday 23 November to Friday 4 December, and to Friday 11 December: 11 and 18 days
    # of the clock and eight hours.
    planned, longer = 11 * 1440 + 540, 18 * 1440 + 540
    assert found.cost.at(50) == pytest.approx(1000_00 * longer / planned, abs=1)


def test_a_planned_amount_outside_an_estimate_without_a_likely_one_is_not_drawn_and_said() -> None:
    line = a_line(least_amount=eur(1200), most_amount=eur(1500))
    found = simulated(line, estimate("T-1", 4, 5, 9))
    assert found.cost.at(50) == 1000_00
    assert any(note.startswith("CL-1 is not drawn") for note in found.notes)


def _effect(number: int, **fields: Any) -> RiskEffect:
    return RiskEffect(
        id=5_550_000 + number, key=f"EF-{number}", component=id_of("P-1"),
        risk=id_of(f"R-{number}"), **fields,
    )  # fmt: skip


def test_each_response_says_what_it_buys_the_best_first() -> None:
    found = simulated(
        a_risk("R-1", 3, 3, response_cost=eur(30)),
        a_risk("R-2", 3, 3, response_cost=eur(10)),
        a_risk("R-3", 3, 3),
        _effect(1, chance=50, residual_chance=0, likely_cost=eur(100)),
        _effect(2, chance=50, residual_chance=0, task=id_of("T-2"), likely=5 * _DAY),
        _effect(3, chance=50, likely_cost=eur(7)),
        forecast=eur(1000),
    )
    best, next_best = found.responses
    assert (best.risk, best.days, best.saved, best.net) == (id_of("R-2"), 7, 0, -10_00)
    assert (next_best.risk, next_best.days, next_best.net) == (id_of("R-1"), 0, 70_00)
    assert next_best.mean_saved == pytest.approx(50_00, abs=3_00)
    assert found.responded is not None
    assert found.cost.at(80) - found.responded[1] == 100_00


def test_the_response_to_a_risk_of_which_only_the_money_is_known_counts() -> None:
    risk = a_risk("R-1", 4, 3, residual_probability=1, money_impact=eur(100))
    found = simulated(risk, forecast=eur(1000))
    assert [row.saved for row in found.responses] == [100_00]


def test_finish_and_cost_are_kept_together_less_often_than_each() -> None:
    rows = (estimate("T-1", 4, 5, 12), a_line(least_amount=eur(800), most_amount=eur(1500)))
    found = simulated(*rows, finish=date(2026, 12, 9), budget=eur(1200))
    joint = found.joint
    assert joint is not None
    # Independent of one another: about .8 x .8, and P89 of both for .8.
    assert joint.both == pytest.approx(0.64, abs=0.03)
    assert joint.level == pytest.approx(89, abs=2)
    assert joint.finish == found.whole.finish.at(joint.level)
    assert found.whole.within is not None
    assert joint.within_budget is not None
    assert joint.within_budget == pytest.approx(1 - 300**2 / (700 * 500), abs=0.02)
    assert joint.kept == pytest.approx(found.whole.within * joint.within_budget, abs=0.03)
