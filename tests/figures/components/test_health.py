"""This file tests computed ratings and the words they come with."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.components.health import Health
from pmtui.figures.core.rag_ratings import Dimension, worst
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Benefit, Issue
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    eur,
    figures_of,
    id_of,
)

PROJECT = id_of("P-1")
ANN = a_person("H-1", "Ann Abel")


def an_issue(key: str, component: str, **fields: Any) -> Issue:
    return Issue(id=id_of(key), key=key, title=key, component=id_of(component), **fields)


def dimension(figures: Figures, name: str, component: int = PROJECT) -> Dimension:
    return next(one for one in figures.health(component).dimensions if one.name == name)


@pytest.mark.parametrize(
    ("finish", "rag", "reason"),
    [
        (date(2027, 1, 6), "G", "planned on baseline"),
        (date(2027, 1, 5), "G", "planned 1 d before baseline"),
        (date(2027, 1, 7), "A", "planned 1 d past baseline"),
        (date(2027, 1, 16), "R", "planned 10 d past baseline"),
        (None, "", "no finish"),
    ],
)
def test_schedule_is_rated_by_days_past_baseline(
    finish: date | None, rag: str, reason: str
) -> None:
    figures = figures_of(a_project(finish=finish, baseline_finish=date(2027, 1, 6)))
    assert dimension(figures, "schedule") == Dimension("schedule", rag, reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("forecast", "rag", "reason"),
    [
        (100, "G", "forecast on budget"),
        (104, "G", "forecast 4 % over budget"),
        (105, "A", "forecast 5 % over budget"),
        (115, "R", "forecast 15 % over budget"),
        (80, "G", "forecast 20 % under budget"),
    ],
)
def test_cost_is_rated_by_forecast_over_budget(forecast: int, rag: str, reason: str) -> None:
    figures = figures_of(a_project(budget=eur(100), forecast=eur(forecast)))
    assert dimension(figures, "cost") == Dimension("cost", rag, reason)  # type: ignore[arg-type]


def test_cost_is_unknown_without_a_budget_or_forecast_and_says_which() -> None:
    none = dimension(figures_of(a_project()), "cost")
    assert (none.rag, none.reason) == ("", "budget unknown: no figure given")
    budget = dimension(figures_of(a_project(budget=eur(10), spent=eur(9))), "cost")
    assert (budget.rag, budget.reason) == ("", "forecast unknown: no figure given")
    zero = dimension(figures_of(a_project(budget=eur(0), forecast=eur(5))), "cost")
    assert (zero.rag, zero.reason) == ("", "the budget is zero")


def test_money_spent_beyond_the_budget_is_red_even_without_a_forecast() -> None:
    spent = dimension(figures_of(a_project(budget=eur(10), spent=eur(12))), "cost")
    assert (spent.rag, spent.reason) == ("R", "120 % of the budget is spent")


def test_the_year_stands_in_where_nobody_gives_a_total() -> None:
    figures = figures_of(a_project(year_budget=eur(100), year_forecast=eur(108)))
    found = dimension(figures, "cost")
    assert (found.rag, found.reason) == ("A", "this year's forecast 8 % over budget")


def test_sums_of_unequal_numbers_of_figures_are_not_compared() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", budget=eur(100), forecast=eur(100)),
        a_project("P-2", "PG-1", budget=eur(100)),
    )
    found = dimension(figures, "cost", id_of("PG-1"))
    assert (found.rag, found.reason) == ("", "1 forecasts for 2 budgets cannot be compared")


def test_a_high_threat_is_amber_with_a_plan_and_red_without() -> None:
    planned = a_risk("R-1", 5, 5, owner=ANN.id, response="mitigate")
    assert dimension(figures_of(a_project(), ANN, planned), "risk").rag == "A"
    bare = dimension(figures_of(a_project(), a_risk("R-1", 5, 5)), "risk")
    assert (bare.rag, bare.reason) == ("R", "1 high threat without owner or response")
    luck = figures_of(a_project(), a_risk("R-1", 5, 5, kind="opportunity"))
    assert dimension(luck, "risk").rag == "G"


def test_risks_that_nobody_rated_leave_risk_unknown() -> None:
    assert dimension(figures_of(a_project()), "risk").reason == "no open risk of its own"
    unrated = dimension(figures_of(a_project(), a_risk("R-1")), "risk")
    assert (unrated.rag, unrated.reason) == ("", "no open risk is rated")


def test_scope_is_rated_by_the_share_of_open_tasks_overdue() -> None:
    late = [a_task("T-0", due=date(2026, 11, 1))]
    tasks = [a_task(f"T-{one}") for one in range(1, 10)]
    found = dimension(figures_of(a_project(), *late, *tasks), "scope")
    assert (found.rag, found.reason) == ("A", "1 of 10 open tasks overdue")
    assert dimension(figures_of(a_project(), *late), "scope").rag == "R"
    assert dimension(figures_of(a_project(), *tasks), "scope").rag == "G"
    assert dimension(figures_of(a_project()), "scope").rag == ""
    done = dimension(figures_of(a_project(), a_task("T-1", column="Done")), "scope")
    assert (done.rag, done.reason) == ("G", "all work done")


def test_benefits_are_rated_where_there_is_data() -> None:
    def rag(**fields: object) -> str:
        one = Benefit(id=id_of("B-1"), key="B-1", component=PROJECT, title="Sales", **fields)  # type: ignore[arg-type]
        return dimension(figures_of(a_project(), one), "benefits").rag

    assert rag() == ""
    assert rag(next_measure=TODAY) == "G"
    assert rag(next_measure=date(2026, 11, 22)) == "A"
    assert rag(state="not_realised") == "R"


def test_overall_is_the_worst_and_unknown_stays_unknown() -> None:
    assert worst(("", "G", "A")) == "A"
    assert worst(("", "")) == ""
    assert figures_of(a_project()).health(PROJECT).computed == ""


def test_a_program_is_no_better_than_the_worst_below_and_counts_them() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", reported_rag="R"),
        a_project("P-2", "PG-1", finish=TODAY, baseline_finish=TODAY),
        a_project("P-3", "PG-1"),
    )
    health = figures.health(id_of("PG-1"))
    assert health.computed == "R"
    assert health.components is not None
    assert health.components.reason == "below: 1 red, 1 green, 1 unknown"
    assert [(share.rag, share.count) for share in health.below] == [
        ("R", 1), ("A", 0), ("G", 1), ("", 1),
    ]  # fmt: skip


def test_green_outside_and_red_inside_is_a_watermelon() -> None:
    def said(rag: str) -> Health:
        dates: dict[str, Any] = {"finish": date(2027, 2, 1), "baseline_finish": date(2027, 1, 1)}
        return figures_of(a_component("P-1", reported_rag=rag, **dates)).health(PROJECT)

    melon = said("G")
    assert melon.is_watermelon
    assert melon.is_flattered
    assert (melon.computed, melon.reported, melon.differs) == ("R", "G", True)
    assert [one.name for one in melon.reasons] == ["schedule"]
    honest = said("R")
    assert not honest.is_watermelon
    assert not honest.is_flattered


def test_a_component_that_has_ended_is_not_judged() -> None:
    figures = figures_of(
        a_component("P-1", state="closed", finish=date(2027, 2, 1), baseline_finish=TODAY)
    )
    assert figures.health(PROJECT).computed == ""
    assert figures.health(PROJECT).dimensions == ()


def test_a_closed_red_project_does_not_redden_its_program() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_component("P-1", "PG-1", state="closed", reported_rag="R"),
        a_project("P-2", "PG-1", reported_rag="G"),
    )
    assert figures.health(id_of("PG-1")).computed == "G"


def test_high_threats_and_issues_are_counted_and_those_below_apart() -> None:
    above = a_component("PG-1")
    own = [a_risk(f"R-{at}", 5, 5, project="PG-1", owner=ANN.id, response="x") for at in (1, 2)]
    issue = an_issue("I-1", "PG-1", severity=5, owner=ANN.id)
    below = [a_risk(f"R-{at}", 5, 5) for at in (3, 4, 5)]
    figures = figures_of(above, a_project("P-1", "PG-1"), ANN, *own, issue, *below)
    risk = dimension(figures, "risk", id_of("PG-1"))
    assert (risk.rag, risk.reason) == ("A", "2 high threats and 1 high issue open; 3 below")
    alone = figures_of(above, a_project("P-1", "PG-1"), ANN, *own, issue)
    assert dimension(alone, "risk", id_of("PG-1")).reason == (
        "2 high threats and 1 high issue open"
    )


def test_an_issue_that_is_not_high_is_no_reason_for_amber_or_red() -> None:
    figures = figures_of(a_project(), an_issue("I-1", "P-1", severity=2))
    assert dimension(figures, "risk") == Dimension("risk", "G", "no high threat")
    unrated = figures_of(a_project(), an_issue("I-1", "P-1"))
    assert dimension(unrated, "risk") == Dimension("risk", "", "no open issue is rated")


@pytest.mark.parametrize(
    ("fields", "rag"),
    [
        ({}, "R"),
        ({"owner": ANN.id}, "R"),
        ({"response": "mitigate"}, "R"),
        ({"owner": ANN.id, "response": "mitigate"}, "A"),
    ],
)
def test_a_high_threat_needs_both_an_owner_and_a_response(fields: dict[str, Any], rag: str) -> None:
    assert dimension(figures_of(a_project(), ANN, a_risk("R-1", 5, 5, **fields)), "risk").rag == rag


def test_sums_of_as_many_budgets_and_forecasts_are_compared() -> None:
    money: dict[str, Any] = {"budget": eur(100), "forecast": eur(108)}
    projects = a_project("P-1", "PG-1", **money), a_project("P-2", "PG-1", **money)
    cost = dimension(figures_of(a_component("PG-1"), *projects), "cost", id_of("PG-1"))
    assert (cost.rag, cost.reason) == ("A", "forecast 8 % over budget")


def test_a_budget_of_its_own_is_compared_with_the_forecasts_below_however_many() -> None:
    projects = [a_project(f"P-{at}", "PG-1", forecast=eur(60)) for at in (1, 2)]
    own = a_component("PG-1", budget=eur(100))
    cost = dimension(figures_of(own, *projects), "cost", id_of("PG-1"))
    assert (cost.rag, cost.reason) == ("R", "forecast 20 % over budget")


@pytest.mark.parametrize(("spent", "rag"), [(99, ""), (100, ""), (101, "R")])
def test_a_budget_that_is_just_spent_is_not_overspent(spent: int, rag: str) -> None:
    assert dimension(figures_of(a_project(budget=eur(100), spent=eur(spent))), "cost").rag == rag


@pytest.mark.parametrize(
    ("amber", "red", "rag"), [(14, 99, "G"), (13, 14, "A"), (12, 14, "A"), (12, 13, "R")]
)
def test_the_share_of_overdue_work_is_rounded_half_up(amber: int, red: int, rag: str) -> None:
    late = [a_task(f"T-{at}", due=date(2026, 11, 1)) for at in range(2)]
    tasks = [a_task(f"T-{at}") for at in range(2, 16)]
    policy = a_policy(overdue_amber_percent=amber, overdue_red_percent=red)
    scope = dimension(figures_of(policy, a_project(), *late, *tasks), "scope")
    assert (scope.rag, scope.reason) == (rag, "2 of 16 open tasks overdue")


@pytest.mark.parametrize("fields", [{"archived": True}, {"state": "retired"}])
def test_a_benefit_that_was_put_away_or_retired_counts_no_more(fields: dict[str, Any]) -> None:
    given = {"title": "Sales", "next_measure": date(2026, 11, 1), "component": PROJECT, **fields}
    benefit = Benefit(id=id_of("B-1"), key="B-1", **given)
    benefits = dimension(figures_of(a_project(), benefit), "benefits")
    assert (benefits.rag, benefits.reason) == ("", "no benefit of its own")


def test_the_reasons_of_a_rating_are_the_dimensions_as_bad_as_the_worst() -> None:
    dates: dict[str, Any] = {"finish": date(2027, 1, 7), "baseline_finish": date(2027, 1, 6)}
    figures = figures_of(a_project(**dates, budget=eur(100), forecast=eur(100)), a_task("T-1"))
    health = figures.health(PROJECT)
    assert health.computed == "G"
    assert {reason.name for reason in health.reasons} == {"scope", "schedule", "cost"}
    assert figures_of(a_project()).health(PROJECT).reasons == ()
    red = figures_of(a_project(budget=eur(10), spent=eur(12)), a_task("T-1")).health(PROJECT)
    assert [reason.name for reason in red.reasons] == ["cost"]


def test_a_component_has_five_dimensions_and_what_lies_below_apart() -> None:
    program = figures_of(a_component("PG-1"), a_project("P-1", "PG-1")).health(id_of("PG-1"))
    names = [side.name for side in program.dimensions]
    assert names == ["scope", "schedule", "cost", "benefits", "risk"]
    assert [side.name for side in program.sides] == [*names, "components"]
    single = figures_of(a_project()).health(PROJECT)
    assert single.components is None
    assert single.sides == single.dimensions


def test_a_rating_that_is_only_reported_is_not_the_computed_one() -> None:
    health = figures_of(a_project(reported_rag="A", reported_reason="the supplier said so")).health(
        PROJECT
    )
    assert (health.computed, health.reported, health.differs) == ("", "A", True)
