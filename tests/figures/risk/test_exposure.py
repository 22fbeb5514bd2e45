"""This file tests risk scores, levels and expected values."""

from decimal import Decimal

import pytest

from pmtui.figures.core.amounts import rates_at
from pmtui.figures.risk.exposure import Scales, expected, exposure_of
from tests.conftest import TODAY, a_policy, a_rate, a_risk, a_workspace, eur

PMBOK = a_policy(
    probability_scale=(".10", ".30", ".50", ".70", ".90"),
    impact_scale=(".05", ".10", ".20", ".40", ".80"),
    score_places=2,
    high_score=".18",
    moderate_score=".06",
    major_score=".18",
)
MATRIX = {
    5: ".05 .09 .18 .36 .72",
    4: ".04 .07 .14 .28 .56",
    3: ".03 .05 .10 .20 .40",
    2: ".02 .03 .06 .12 .24",
    1: ".01 .01 .02 .04 .08",
}


@pytest.mark.parametrize("probability", MATRIX)
def test_the_scores_are_those_of_the_pmbok_matrix(probability: int) -> None:
    scales = Scales(PMBOK)
    got = [scales.score(a_risk("R-1", probability, impact)) for impact in range(1, 6)]
    assert got == [Decimal(text) for text in MATRIX[probability].split()]


def test_a_score_is_rounded_half_up_where_a_float_would_round_down() -> None:
    assert Decimal(str(round(0.70 * 0.05, 2))) == Decimal("0.03")
    assert Scales(PMBOK).score(a_risk("R-1", 4, 1)) == Decimal("0.04")


def test_levels_follow_the_thresholds_of_the_policy() -> None:
    scales = Scales(PMBOK)
    levels = [scales.level(Decimal(text)) for text in (".18", ".17", ".06", ".05")]
    assert levels == ["H", "M", "M", "L"]
    assert scales.is_major(a_risk("R-1", 5, 3))
    assert not scales.is_major(a_risk("R-1", 5, 2))


def test_the_highest_impact_over_the_objectives_counts() -> None:
    risk = a_risk("R-1", 3, 2, impact_time=5, impact_quality=1)
    assert Scales(a_policy()).score(risk) == 15


@pytest.mark.parametrize(("p", "i"), [(0, 3), (3, 0), (0, 0)])
def test_a_risk_that_nobody_rated_has_no_score_and_no_level(p: int, i: int) -> None:
    scales = Scales(a_policy())
    risk = a_risk("R-1", p, i)
    assert scales.score(risk) is None
    assert scales.level(scales.score(risk)) is None
    assert not scales.is_major(risk)


def test_a_scale_that_is_no_number_leaves_scores_undefined() -> None:
    scales = Scales(a_policy(impact_scale=("low", "2", "3", "4", "5"), high_score="huge"))
    assert scales.score(a_risk("R-1", 2, 1)) is None
    assert scales.score(a_risk("R-1", 2, 2)) == 4
    assert scales.level(Decimal(4)) is None


def test_the_residual_score_is_its_own() -> None:
    risk = a_risk("R-1", 5, 5, residual_probability=2, residual_impact=4)
    assert Scales(a_policy()).residual(risk) == 8
    assert Scales(a_policy()).residual(a_risk("R-2", 5, 5)) is None


def test_the_expected_value_is_negative_for_a_threat_and_positive_for_an_opportunity() -> None:
    scales = Scales(a_policy())
    threat = a_risk("R-1", 3, 4, money_impact=eur(100_000))
    assert scales.emv(threat) == eur(-50_000)
    chance = a_risk("R-2", 4, 4, kind="opportunity", money_impact=eur(10_000))
    assert scales.emv(chance) == eur(7_000)
    assert scales.emv(a_risk("R-3", 3, 4)) is None
    assert scales.emv(a_risk("R-4", 0, 4, money_impact=eur(1))) is None


def test_the_decision_tree_of_pmbok_comes_out() -> None:
    plant = expected(eur(200 - 120), 60) + expected(eur(90 - 120), 40)
    upgrade = expected(eur(120 - 50), 60) + expected(eur(60 - 50), 40)
    assert (plant, upgrade) == (eur(36), eur(46))


@pytest.mark.parametrize(
    ("pairs", "total"),
    [
        ([(32_000, 5), (48_000, 5), (20_000, 10), (12_000, 2)], 6_240),
        ([(5_000, 75), (2_500, 75), (2_000, 75), (300, 25)], 7_200),
        ([(100_000, 5)], 5_000),
    ],
)
def test_contingency_is_the_sum_of_expected_values(
    pairs: list[tuple[int, int]], total: int
) -> None:
    assert (
        sum(expected(eur(impact), chance).amount for impact, chance in pairs) == eur(total).amount
    )


def test_exposure_adds_open_risks_only_and_counts_what_it_cannot() -> None:
    risks = [
        a_risk("R-1", 3, 4, money_impact=eur(100)),
        a_risk("R-2", 1, 4, money_impact=eur(100), kind="opportunity"),
        a_risk("R-3", 3, 4, money_impact=eur(999), state="closed"),
        a_risk("R-4", 3, 4, money_impact=eur(999), archived=True),
        a_risk("R-5", 3, 4),
    ]
    workspace = a_workspace(*risks)
    found = exposure_of(risks, Scales(a_policy()), rates_at(workspace, TODAY))
    assert found.threats.value == eur(-50)
    assert found.opportunities.value == eur(10)
    assert found.net.value == eur(-40)
    assert found.unknown == 1


def test_exposure_across_currencies_needs_a_rate() -> None:
    dollars = a_risk("R-1", 3, 4, money_impact=eur(100))
    pounds = a_risk("R-2", 3, 4, money_impact=type(eur(1))(10_000, "GBP"))
    without = a_workspace(dollars, pounds)
    found = exposure_of([dollars, pounds], Scales(a_policy()), rates_at(without, TODAY))
    assert found.threats.value is None
    assert found.threats.reason == "no rate from GBP to EUR"
    with_rate = a_workspace(dollars, pounds, a_rate("GBP", "1.2"))
    found = exposure_of([dollars, pounds], Scales(a_policy()), rates_at(with_rate, TODAY))
    assert found.threats.value == eur(-110)


def test_the_highest_probability_step_has_a_chance_and_the_step_above_it_has_none() -> None:
    scales = Scales(a_policy(probability_percent=(10, 30, 50)))
    chances = [scales.chance(a_risk("R-1", step)) for step in range(5)]
    assert chances == [None, 10, 30, 50, None]


@pytest.mark.parametrize(
    ("cents", "percent", "expectation"), [(1, 50, 1), (1, 49, 0), (-1, 50, -1), (-1, 49, 0)]
)
def test_half_a_cent_counts_away_from_zero(cents: int, percent: int, expectation: int) -> None:
    assert expected(type(eur(1))(cents, "EUR"), percent).amount == expectation
