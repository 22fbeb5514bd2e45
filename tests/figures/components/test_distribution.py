"""This file tests how ratings below a component are spread, and what they come to."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Final

import pytest

from pmtui.figures.components.distribution import RatedPart, components_rating, distribution
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, Rates, amount_of
from pmtui.model.entities.components import Rag
from tests.conftest import a_component, a_policy, a_project, eur, figures_of, id_of

RATES: Final = Rates("EUR", MappingProxyType({}))


def euros(amount: int) -> Amount:
    return amount_of((eur(amount),), 1, RATES)


def parts_of(rags: str, budgets: Sequence[int] = ()) -> list[RatedPart]:
    """A part a letter, `?` for unknown."""
    letters: list[Any] = ["" if rag == "?" else rag for rag in rags]
    given = [euros(budget) for budget in budgets] or [NO_AMOUNT] * len(letters)
    return [RatedPart(rag, budget) for rag, budget in zip(letters, given, strict=True)]


def rating(rags: str, budgets: Sequence[int] = (), **policy: Any) -> tuple[Rag, str]:
    found = components_rating(parts_of(rags, budgets), a_policy(**policy), RATES)
    return found.rag, found.reason


@pytest.mark.parametrize(
    ("green", "rag"),
    [(20, "G"), (19, "G"), (18, "A"), (17, "A"), (16, "A"), (15, "R"), (0, "R")],
)
def test_from_five_on_the_share_of_green_decides_as_published(green: int, rag: str) -> None:
    assert rating("G" * green + "R" * (20 - green))[0] == rag
    assert rating("G" * green + "A" * (20 - green))[0] == rag


def test_of_fewer_than_five_rated_the_worst_counts() -> None:
    assert rating("GGGR") == ("R", "below: 1 red, 3 green")
    assert rating("GGA???") == ("A", "below: 1 amber, 2 green, 3 unknown")
    assert rating("GG") == ("G", "below: 2 green")
    assert rating("??") == ("", "below: 2 unknown")


def test_one_red_of_five_is_amber_and_says_the_share() -> None:
    assert rating("GGGGR?") == ("A", "below: 1 red, 4 green, 1 unknown; 80 % of those rated green")


def test_one_small_red_component_makes_no_program_red() -> None:
    assert rating("GR", [91, 9]) == ("A", "below: 1 red, 1 green; red is 9 % of the budget")
    assert rating("GR", [90, 10])[0] == "R"
    assert rating("GRR", [90, 5, 5])[0] == "R"


def test_a_red_component_of_unknown_budget_is_not_taken_for_small() -> None:
    parts = [RatedPart("G", euros(100)), RatedPart("R", NO_AMOUNT)]
    assert components_rating(parts, a_policy(), RATES).rag == "R"


def test_the_rule_is_policy() -> None:
    assert rating("GGGGR", rating_rule="worst")[0] == "R"
    assert rating("GGR", rating_share_from=3)[0] == "R"
    assert rating("GGGR", rating_share_from=3, rating_amber_percent=70)[0] == "A"
    assert rating("GGGR", rating_share_from=3, rating_green_percent=70)[0] == "G"
    assert rating("GR", [60, 40], small_budget_percent=50)[0] == "A"


def test_a_distribution_says_counts_shares_of_the_budget_and_how_it_was() -> None:
    parts = [
        RatedPart("R", euros(10), "A"), RatedPart("A", NO_AMOUNT, "A"), RatedPart("G", euros(20)),
    ]  # fmt: skip
    shares = distribution(parts, RATES)
    assert [(share.rag, share.count, share.percent, share.before) for share in shares] == [
        ("R", 1, 33, 0), ("A", 1, 33, 2), ("G", 1, 33, 0), ("", 0, 0, 1),
    ]  # fmt: skip
    assert [share.budget_percent for share in shares] == [33, 0, 67, 0]
    assert distribution((), RATES) == ()


def test_a_currency_without_a_rate_leaves_the_share_of_the_budget_unknown() -> None:
    dollars = amount_of((eur(10).__class__(1000, "USD"),), 1, RATES)
    shares = distribution([RatedPart("R", dollars), RatedPart("G", euros(10))], RATES)
    assert {share.budget_percent for share in shares} == {None}


def test_a_program_of_five_with_one_small_red_project_is_amber() -> None:
    projects = [a_project(f"P-{at}", "PG-1", budget=eur(100), forecast=eur(100)) for at in range(4)]
    red = a_project("P-9", "PG-1", budget=eur(10), forecast=eur(20))
    health = figures_of(a_component("PG-1"), *projects, red).health(id_of("PG-1"))
    assert health.computed == "A"
    assert [(share.rag, share.count) for share in health.below if share.count] == [
        ("R", 1), ("G", 4),
    ]  # fmt: skip
