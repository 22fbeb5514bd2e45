"""This file tests what is left of reserves, and what open risks ask for beside it."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.costs.position import current_budget
from pmtui.figures.funding.reserves import (
    contingency_gap,
    contingency_needed,
    left,
    reserve_left,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.ledger import Reserve, ReserveDraw
from pmtui.model.entities.entity import Money
from tests.conftest import a_component, a_policy, a_project, a_risk, eur, figures_of, id_of


def a_reserve(key: str, amount: Money, *, into: str = "PG-1", **fields: Any) -> Reserve:
    """Contingency of a component unless told otherwise."""
    return Reserve(
        id=id_of(key), key=key, component=id_of(into), title=f"reserve {key}", amount=amount,
        **fields,
    )  # fmt: skip


def a_draw(
    key: str, reserve: str, amount: Money, *, into: str = "P-1", **fields: Any
) -> ReserveDraw:
    """A draw on a reserve for a component."""
    return ReserveDraw(
        id=id_of(key), key=key, component=id_of(into), title=f"draw {key}", amount=amount,
        reserve=id_of(reserve), at=date(2026, 11, 2), **fields,
    )  # fmt: skip


def a_program(*parts: Any) -> Figures:
    """A program with a budget of 500, of which its project has 300."""
    return figures_of(
        a_component("PG-1", budget=eur(500)), a_project("P-1", "PG-1", budget=eur(300)), *parts
    )


def test_a_draw_on_contingency_moves_it_to_where_it_is_needed_and_adds_nothing_above() -> None:
    figures = a_program(a_reserve("RV-1", eur(80)), a_draw("DR-1", "RV-1", eur(30)))
    assert current_budget(figures, id_of("P-1")).value == eur(330)
    assert current_budget(figures, id_of("PG-1")).value == eur(500)
    own = a_program(a_reserve("RV-1", eur(80)), a_draw("DR-1", "RV-1", eur(30), into="PG-1"))
    assert current_budget(own, id_of("PG-1")).value == eur(500)


def test_a_draw_on_management_reserve_adds_to_every_budget_it_reaches() -> None:
    figures = a_program(
        a_reserve("RV-1", eur(80), kind="management"), a_draw("DR-1", "RV-1", eur(30))
    )
    assert current_budget(figures, id_of("P-1")).value == eur(330)
    assert current_budget(figures, id_of("PG-1")).value == eur(530)


def test_what_is_left_is_what_was_not_drawn() -> None:
    reserve = a_reserve("RV-1", eur(80))
    figures = a_program(
        reserve,
        a_draw("DR-1", "RV-1", eur(30)),
        a_draw("DR-2", "RV-1", eur(10)),
        a_draw("DR-3", "RV-1", eur(10), archived=True),
        a_reserve("RV-2", eur(20), into="P-1"),
        a_reserve("RV-3", eur(200), kind="management"),
    )
    assert left(figures, reserve) == eur(40)
    assert reserve_left(figures, id_of("PG-1"), "contingency").value == eur(60)
    assert reserve_left(figures, id_of("P-1"), "contingency").value == eur(20)
    assert reserve_left(figures, 0, "management").value == eur(200)
    assert reserve_left(figures, id_of("P-1"), "management").value is None


@pytest.mark.parametrize(
    ("percents", "risks", "asked"),
    [
        # thefinancebase.com, contingency by expected monetary value: 6,240
        ((2, 5, 10, 50, 90), ((2, 32_000), (2, 48_000), (3, 20_000), (1, 12_000)), 6_240),
        # pawelciucias.dev: 7,200
        ((1, 25, 50, 75, 90), ((4, 5_000), (4, 2_500), (4, 2_000), (2, 300)), 7_200),
    ],
)
def test_published_risks_ask_for_the_contingency_that_is_published(
    percents: tuple[int, ...], risks: tuple[tuple[int, int], ...], asked: int
) -> None:
    rows = [
        a_risk(f"R-{at}", step, 3, money_impact=eur(impact))
        for at, (step, impact) in enumerate(risks, 1)
    ]
    figures = a_program(a_policy(probability_percent=percents), *rows)
    assert contingency_needed(figures, id_of("PG-1")).value == eur(asked)


def test_the_residual_probability_counts_where_it_is_rated_and_opportunities_take_away() -> None:
    policy = a_policy(probability_percent=(5, 30, 50, 70, 90))
    threat = a_risk("R-1", 5, 3, money_impact=eur(100_000), residual_probability=1)
    figures = a_program(policy, threat)
    assert contingency_needed(figures, 0).value == eur(5_000)
    chance = a_risk("R-2", 2, 3, kind="opportunity", money_impact=eur(10_000))
    assert contingency_needed(a_program(policy, threat, chance), 0).value == eur(2_000)
    assert contingency_needed(a_program(policy, chance), 0).value == eur(0)
    assert contingency_needed(a_program(policy, a_risk("R-1", 5, 3)), 0).value is None
    closed = a_risk("R-1", 5, 3, money_impact=eur(100_000), state="closed")
    assert contingency_needed(a_program(policy, closed), 0).value is None


def test_the_gap_is_what_is_left_less_what_risks_ask_for() -> None:
    policy = a_policy(probability_percent=(5, 30, 50, 70, 90))
    risk = a_risk("R-1", 3, 3, money_impact=eur(100))
    figures = a_program(policy, risk, a_reserve("RV-1", eur(40)))
    assert contingency_gap(figures, id_of("PG-1")).value == eur(-10)
    assert contingency_gap(a_program(policy, risk), id_of("PG-1")).value is None
