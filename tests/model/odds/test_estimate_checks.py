"""This file tests what estimates and effects of risks keep: points in order, costs in one money."""

from typing import Any, Final

import pytest

from pmtui.model.costing.ledger import CostLine
from pmtui.model.entities.entity import Money
from pmtui.model.odds.estimate_checks import estimated_amounts
from pmtui.model.odds.estimates import Estimate, RiskEffect
from tests.conftest import Parts, a_component, a_project, a_risk, a_task, eur, id_of
from tests.model.checked import problems_of

PLAN: Final[tuple[Parts, ...]] = (
    (a_component("PG-1"),),
    a_project("P-1", "PG-1"),
    a_project("P-2", "PG-1"),
    a_task("T-1"),
    a_task("T-2", project="P-2"),
    a_task("M-1"),
    (a_risk("R-1"), a_risk("R-2", project="PG-1"), a_risk("R-3", project="")),
)


def an_estimate(optimistic: int, likely: int | None, pessimistic: int, **fields: Any) -> Estimate:
    given = {"id": 1, "key": "ES-1", "task": id_of("T-1"), **fields}
    return Estimate(optimistic=optimistic, likely=likely, pessimistic=pessimistic, **given)


def an_effect(number: int = 1, **fields: Any) -> RiskEffect:
    return RiskEffect(id=number, key=f"EF-{number}", **{"risk": id_of("R-1"), **fields})


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((60, 90, 120), []),
        ((60, 60, 60), []),
        ((60, None, 60), []),
        ((60, None, 59), ["ES-1: pessimistic is less than optimistic"]),
        ((91, 90, 120), ["ES-1: optimistic is more than likely"]),
        ((60, 121, 120), ["ES-1: pessimistic is less than likely"]),
    ],
)
def test_the_points_of_an_estimate_are_in_order_or_alike(
    points: tuple[int, int | None, int], words: list[str]
) -> None:
    assert problems_of(an_estimate(*points), *PLAN) == words


def test_a_task_is_estimated_once_and_another_beside_it() -> None:
    own = an_estimate(1, 2, 3)
    other = an_estimate(1, 2, 3, id=2, key="ES-2")
    assert problems_of(own, other, *PLAN) == [
        "T-1 is estimated already (ES-2): change that estimate"
    ]
    elsewhere = an_estimate(1, 2, 3, id=2, key="ES-2", task=id_of("T-2"))
    assert problems_of(own, elsewhere, *PLAN) == []


def test_a_milestone_takes_no_time_to_estimate() -> None:
    (problem,) = problems_of(an_estimate(1, 2, 3, task=id_of("M-1")), *PLAN)
    assert "M-1 is a milestone, which takes no time" in problem


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"likely_cost": eur(5)}, []),
        ({"likely": 60, "task": id_of("T-1")}, []),
        ({"likely": 60, "likely_cost": eur(5), "task": id_of("T-1")}, []),
        ({}, ["EF-1: an effect needs a delay or a cost"]),
        ({"likely": 60}, ["EF-1: a delay needs the task that it delays"]),
    ],
)
def test_an_effect_is_a_delay_of_a_task_or_a_cost_or_both(
    fields: dict[str, Any], words: list[str]
) -> None:
    assert problems_of(an_effect(**fields), *PLAN) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"optimistic": 60, "likely": 60, "pessimistic": 60}, []),
        ({"optimistic": 61, "likely": 60}, ["EF-1: optimistic is more than likely"]),
        ({"likely": 60, "pessimistic": 59}, ["EF-1: pessimistic is less than likely"]),
        ({"least_cost": eur(2), "likely_cost": eur(2), "most_cost": eur(2)}, []),
        (
            {"least_cost": eur(3), "likely_cost": eur(2)},
            ["EF-1: least cost is more than likely cost"],
        ),
        (
            {"likely_cost": eur(2), "most_cost": eur(1)},
            ["EF-1: most cost is less than likely cost"],
        ),
    ],
)
def test_the_points_of_an_effect_are_in_order_or_alike(
    fields: dict[str, Any], words: list[str]
) -> None:
    assert problems_of(an_effect(task=id_of("T-1"), **fields), *PLAN) == words


def test_the_costs_of_an_effect_are_in_one_currency() -> None:
    effect = an_effect(likely_cost=eur(1), most_cost=Money(500, "USD"))
    (problem,) = problems_of(effect, *PLAN)
    assert problem == "EF-1: its costs are in EUR and USD, and have to be in one currency"


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [
        ({}, True),
        ({"task": id_of("T-1")}, False),
        ({"risk": id_of("R-2")}, False),
    ],
)
def test_a_risk_has_one_effect_on_a_task(other: dict[str, Any], *, is_refused: bool) -> None:
    beside = an_effect(2, likely_cost=eur(1), **other)
    wanted = "EF-1: EF-2 is the effect of this risk there: change that one"
    problems = problems_of(an_effect(likely_cost=eur(5)), beside, *PLAN)
    assert problems == ([wanted] if is_refused else [])


@pytest.mark.parametrize(
    ("risk", "task", "words"),
    [
        ("R-1", "T-1", []),
        ("R-2", "T-1", []),
        ("R-2", "T-2", []),
        ("R-3", "T-2", []),
        ("R-1", "T-2", ["EF-1: T-2 does not lie in P-1, where R-1 is"]),
    ],
)
def test_a_risk_hits_what_lies_where_it_is_or_below(risk: str, task: str, words: list[str]) -> None:
    effect = an_effect(risk=id_of(risk), task=id_of(task), likely=60)
    assert problems_of(effect, *PLAN) == words


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({}, []),
        ({"amount": eur(9)}, []),
        ({"amount": eur(9), "least_amount": eur(5), "most_amount": eur(5)}, []),
        ({"amount": eur(9), "least_amount": eur(5)}, []),
        ({"amount": eur(9), "most_amount": eur(5)}, []),
        ({"amount": eur(9), "least_amount": eur(6), "most_amount": eur(5)},
         ["CL-1: most amount is less than least amount"]),
        ({"amount": eur(9), "likely_amount": eur(5), "least_amount": eur(6)},
         ["CL-1: least amount is more than likely amount"]),
        ({"amount": eur(9), "likely_amount": eur(5), "most_amount": eur(4)},
         ["CL-1: most amount is less than likely amount"]),
        ({"likely_amount": eur(5)},
         ["CL-1: what it may come to needs the amount that is planned"]),
        ({"amount": Money(9, "USD"), "likely_amount": eur(5)},
         ["CL-1: its amounts are in EUR and USD, and have to be in one currency"]),
    ],
)  # fmt: skip
def test_what_a_cost_line_may_come_to_is_in_order_and_in_its_currency(
    amounts: dict[str, Any], words: list[str]
) -> None:
    line = CostLine(id=1, title="Crane", **amounts)
    assert [*estimated_amounts(line, "CL-1")] == words
