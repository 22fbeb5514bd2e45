"""This file tests how figures roll up the tree."""

from datetime import date
from decimal import Decimal

from pmtui.figures.components.rollup import Ratings, RiskCount, risk_count
from pmtui.figures.risk.exposure import Scales
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import Issue
from tests.conftest import (
    TODAY,
    a_component,
    a_policy,
    a_project,
    a_rate,
    a_risk,
    a_task,
    eur,
    figures_of,
    id_of,
)

TOP = a_component("PF-1")
PROGRAM = a_component("PG-1", "PF-1")


def test_work_and_risks_add_up_from_the_projects_to_the_store() -> None:
    figures = figures_of(
        TOP,
        PROGRAM,
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_task("T-1", column="Done"),
        a_task("T-2", project="P-2", column="Ready", due=date(2026, 11, 20)),
        a_risk("R-1", 5, 5),
        a_risk("R-2", 3, 4, project="P-2"),
        a_risk("R-3", 1, 1, project="P-2"),
        a_risk("R-4", 5, 5, project="P-2", state="closed"),
    )
    for scope in (0, id_of("PF-1"), id_of("PG-1")):
        rollup = figures.rollup(scope)
        assert (rollup.work.tasks, rollup.work.done, rollup.work.overdue) == (2, 1, 1)
        assert (rollup.risks.open, rollup.risks.high, rollup.risks.major) == (3, 1, 2)
        assert rollup.risks.top == id_of("R-1")
        assert rollup.risks.top_score == 25
        assert rollup.percent == 50
    assert figures.rollup(id_of("P-2")).risks.top == id_of("R-2")
    assert figures.rollup(0).components == 4


def test_what_is_archived_does_not_count() -> None:
    figures = figures_of(
        TOP,
        a_project("P-1", "PF-1", archived=True, budget=eur(5)),
        a_project("P-2", "PF-1", budget=eur(7)),
        a_task("T-1"),
    )
    assert figures.rollup(0).work.tasks == 0
    assert figures.money(0).budget.value == eur(7)


def test_the_planned_finish_is_the_last_of_all_that_is_planned() -> None:
    promised = date(2027, 6, 30)
    figures = figures_of(
        TOP,
        a_project("P-1", "PF-1", finish=promised),
        a_project("P-2", "PF-1", finish=promised),
        a_project("P-3", "PF-1", finish=promised, actual_finish=date(2026, 5, 1)),
        a_task("T-1", finish=date(2026, 12, 24)),
    )
    assert figures.rollup(id_of("P-1")).finish == date(2026, 12, 24)
    assert figures.rollup(id_of("P-2")).finish == promised
    assert figures.rollup(id_of("P-3")).finish == date(2026, 5, 1)
    assert figures.rollup(id_of("PF-1")).finish == promised


def test_done_work_ends_when_it_ended_and_undated_work_as_it_is_scheduled() -> None:
    done = figures_of(
        a_project(finish=date(2027, 1, 1)),
        a_task("T-1", column="Done", actual_finish=date(2026, 11, 2)),
    )
    assert done.rollup(id_of("P-1")).finish == date(2026, 11, 2)
    undated = figures_of(a_project(finish=date(2027, 1, 1)), a_task("T-1", column="Ready"))
    assert undated.rollup(id_of("P-1")).finish == TODAY
    assert undated.rollup(id_of("P-1")).dates.promised == date(2027, 1, 1)


def test_slip_is_finish_less_baseline_in_days() -> None:
    figures = figures_of(
        a_project(finish=date(2027, 1, 18), baseline_finish=date(2027, 1, 6)),
        a_project("P-2", finish=date(2027, 1, 5), baseline_finish=date(2027, 1, 6)),
        a_project("P-3", finish=date(2027, 1, 5)),
        a_project("P-4", baseline_finish=date(2027, 1, 5)),
    )
    slips = [figures.rollup(id_of(f"P-{one}")).slip for one in (1, 2, 3, 4)]
    assert slips == [12, -1, None, None]


def test_without_a_baseline_of_its_own_a_program_takes_the_latest_below() -> None:
    projects = (
        a_project("P-1", "PG-1", finish=date(2027, 1, 18), baseline_finish=date(2027, 1, 6)),
        a_project("P-2", "PG-1", finish=date(2030, 1, 1)),
        a_project("P-3", "PG-1", finish=date(2027, 5, 1), baseline_finish=date(2027, 5, 1)),
    )
    figures = figures_of(TOP, PROGRAM, *projects)
    dates = figures.rollup(id_of("PG-1")).dates
    assert (dates.planned, dates.baseline) == (date(2030, 1, 1), date(2027, 5, 1))
    assert not dates.is_own_baseline
    assert dates.slip == (date(2030, 1, 1) - date(2027, 5, 1)).days
    assert (dates.worst_below, dates.worst_at) == (12, id_of("P-1"))
    own = a_component("PG-1", "PF-1", baseline_finish=date(2029, 12, 31))
    assert figures_of(TOP, own, *projects).rollup(id_of("PG-1")).slip == 1


def test_money_is_its_own_or_else_the_sum_below() -> None:
    projects = (
        a_project("P-1", "PG-1", budget=eur(100), spent=eur(30)),
        a_project("P-2", "PG-1", budget=eur(50)),
    )
    summed = figures_of(TOP, PROGRAM, *projects).money(id_of("PG-1"))
    assert (summed.budget.value, summed.budget.counted) == (eur(150), 2)
    assert (summed.actual.value, summed.actual.counted) == (eur(30), 1)
    assert summed.forecast.value is None
    own = a_component("PG-1", "PF-1", budget=eur(500))
    assert figures_of(TOP, own, *projects).money(id_of("PG-1")).budget.value == eur(500)


def test_mixed_money_needs_a_rate() -> None:
    projects = (
        a_project("P-1", "PG-1", budget=eur(100)),
        a_project("P-2", "PG-1", budget=Money(100_00, "GBP")),
    )
    without = figures_of(TOP, PROGRAM, *projects).money(0)
    assert without.budget.value is None
    assert without.budget.reason == "no rate from GBP to EUR"
    assert without.budget.parts == (eur(100), Money(100_00, "GBP"))
    with_rate = figures_of(TOP, PROGRAM, *projects, a_rate("GBP", "1.15")).money(0)
    assert with_rate.budget.value == eur(215)


def test_said_ratings_are_counted_at_the_bottom_of_the_tree() -> None:
    figures = figures_of(
        TOP,
        a_component("PG-1", "PF-1", reported_rag="G"),
        a_project("P-1", "PG-1", reported_rag="R"),
        a_project("P-2", "PG-1", reported_rag="A"),
        a_component("O-1", "PF-1"),
        a_component("PF-2", "PF-1"),
    )
    said = figures.rollup(0).reported
    assert (said.red, said.amber, said.green, said.unknown) == (1, 1, 0, 1)
    assert said.total == 3


def test_an_empty_store_has_figures_too() -> None:
    rollup = figures_of().rollup(0)
    assert rollup.percent is None
    assert rollup.finish is None
    assert rollup.slip is None
    assert rollup.components == 0


def test_overdue_work_without_a_later_date_is_forecast_for_today() -> None:
    figures = figures_of(
        a_project(baseline_finish=date(2026, 11, 13)), a_task("T-1", due=date(2026, 11, 1))
    )
    rollup = figures.rollup(id_of("P-1"))
    assert rollup.finish == TODAY
    assert rollup.slip == 10


def test_components_in_a_very_deep_nest_are_added_up() -> None:
    deep = 3000
    nest = [a_component("PG-1"), *(a_component(f"PG-{n}", f"PG-{n - 1}") for n in range(2, deep))]
    figures = figures_of(*nest, a_project("P-1", f"PG-{deep - 1}", reported_rag="R", budget=eur(7)))
    assert figures.money().budget.value == eur(7)
    assert figures.health(id_of("PG-1")).computed == figures.health(id_of("PG-2")).computed
    assert len([*figures.live_subtree(0)]) == deep
    assert figures.rollup(id_of("PG-9")).reported.red == 1


def test_risks_and_issues_add_up_each_of_their_kind() -> None:
    first = RiskCount(open=5, high=2, major=3, opportunities=1, issues=4, high_issues=1)
    second = RiskCount(open=3, high=1, major=2, opportunities=2, issues=2, high_issues=2)
    both = first + second
    assert (both.open, both.high, both.major) == (8, 3, 5)
    assert (both.opportunities, both.issues, both.high_issues) == (3, 6, 3)
    assert (both.threats, both.bad, both.high_bad) == (5, 11, 6)


def test_the_threat_with_the_highest_score_stays_on_top_and_of_two_alike_the_first() -> None:
    low, high, other = (
        RiskCount(open=1, top=top, top_score=score)
        for top, score in ((1, Decimal(4)), (2, Decimal(9)), (3, Decimal(9)))
    )
    unrated = RiskCount(open=1)
    assert (low + high).top == (high + low).top == 2
    assert ((high + other).top, (other + high).top) == (2, 3)
    assert ((unrated + low).top, (low + unrated).top) == (1, 1)
    assert (unrated + unrated).top_score is None


def test_ratings_add_up_letter_by_letter() -> None:
    both = Ratings(1, 2, 3, 4) + Ratings(5, 6, 7, 9)
    assert (both.red, both.amber, both.green, both.unknown, both.total) == (6, 8, 10, 13, 37)
    assert both.words == "6 red, 8 amber, 10 green, 13 unknown"
    assert Ratings(green=2).words == "2 green"


def test_a_threat_is_high_and_major_from_the_very_score_of_the_policy_on() -> None:
    scales = Scales(a_policy(high_score="12", major_score="9"))
    steps = [(3, 4), (2, 5), (3, 3), (2, 4)]
    risks = [a_risk(f"R-{at}", *pair) for at, pair in enumerate(steps, 1)]
    count = risk_count(risks, scales)
    assert (count.open, count.high, count.major) == (4, 1, 3)
    alike = risk_count([a_risk("R-1", 3, 4), a_risk("R-2", 4, 3)], scales)
    assert (alike.top, alike.top_score) == (id_of("R-1"), Decimal(12))


def test_issues_are_added_up_where_there_is_no_risk_at_all() -> None:
    issue = Issue(id=id_of("I-1"), key="I-1", title="", component=id_of("P-1"), severity=5)
    figures = figures_of(TOP, PROGRAM, a_project("P-1", "PG-1"), issue)
    assert figures.rollup(0).risks.issues == 1
    assert figures.rollup(0).risks.high_bad == 1
