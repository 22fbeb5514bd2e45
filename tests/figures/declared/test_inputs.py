"""This file tests what went into the figures of components and risks, by worked examples."""

from datetime import timedelta
from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.figures_sheet import Figures
from tests.conftest import (
    TODAY,
    a_component,
    a_policy,
    a_project,
    a_risk,
    a_task,
    eur,
    figures_of,
    id_of,
)

DAY = 480
PROGRAM, PROJECT = id_of("PG-1"), id_of("P-1")


def inputs(figures: Figures, figure_id: str, row: int, table: str = "components") -> dict[str, Any]:
    """What went into a figure, by its label."""
    declared = figure(figure_id, table)
    assert declared is not None
    return {given.label: given.value for given in declared.inputs(figures, row)}


def value(figures: Figures, figure_id: str, row: int, table: str = "components") -> Any:
    """A figure of a row."""
    declared = figure(figure_id, table)
    assert declared is not None
    return declared.read(figures)(figures.workspace.get(table, row))


def money() -> Figures:
    """A program of 500 with projects of 100 and 150, and one that nobody gave a figure."""
    return figures_of(
        a_component("PG-1", budget=eur(500)),
        a_component("PG-2"),
        a_project("P-1", "PG-1", name="Site", budget=eur(100), forecast=eur(120), spent=eur(40)),
        a_project("P-2", "PG-1", name="Film", budget=eur(150)),
        a_project("P-3", "PG-2", name="Shop", budget=eur(70)),
        a_project("P-4", "PG-2", name="Fair"),
    )


def test_an_own_budget_goes_in_alone_and_the_sum_below_where_there_is_none() -> None:
    assert inputs(money(), "budget", PROGRAM) == {"as typed": eur(500)}
    below = inputs(money(), "budget", id_of("PG-2"))
    assert below["as typed"] is None
    assert (below["Shop"], below["Fair"]) == (eur(70), None)
    assert below["figures added up"] == 1
    assert "undefined because" not in below
    store = inputs(money(), "budget", 0)
    assert store["as typed"] is None
    assert len(store) == 4


def test_a_sum_that_nobody_gave_says_why_it_is_undefined() -> None:
    given = inputs(money(), "budget", id_of("P-4"))
    assert given["undefined because"]
    assert given["figures added up"] == 0


def test_a_difference_of_two_amounts_names_both() -> None:
    assert inputs(money(), "variance", PROJECT) == {"forecast": eur(120), "budget": eur(100)}
    assert value(money(), "variance", PROJECT) == eur(20)
    assert value(money(), "cost_to_go", PROJECT) == eur(80)
    unknown = inputs(money(), "variance", id_of("P-2"))
    assert unknown["undefined because"]
    assert (unknown["forecast"], unknown["budget"]) == (None, eur(150))


def test_what_is_distributed_is_the_sum_of_the_budgets_right_below() -> None:
    assert inputs(money(), "distributed", PROGRAM) == {"Site": eur(100), "Film": eur(150)}
    assert value(money(), "distributed", PROGRAM) == eur(250)
    assert inputs(money(), "distributed", id_of("P-4"))["undefined because"]


def test_what_is_unallocated_is_left_of_the_own_budget() -> None:
    given = inputs(money(), "unallocated", PROGRAM)
    assert given == {"its own budget": eur(500), "distributed": eur(250)}
    assert value(money(), "unallocated", PROGRAM) == eur(250)
    assert value(money(), "unallocated", id_of("PG-2")) is None
    assert inputs(money(), "unallocated", id_of("PG-2"))["its own budget"] is None
    assert inputs(money(), "unallocated", id_of("PG-2"))["undefined because"]
    assert inputs(money(), "unallocated", 0)["its own budget"] is None


def dates() -> Figures:
    """A program with a project that is planned, one that is done and one that is late."""
    return figures_of(
        a_component("PG-1", name="Relaunch", finish=TODAY + timedelta(40)),
        a_project(
            "P-1", "PG-1", name="Site", start=TODAY, finish=TODAY + timedelta(9),
            baseline_finish=TODAY - timedelta(3),
        ),
        a_project("P-2", "PG-1", name="Film", actual_finish=TODAY - timedelta(9)),
        a_task("T-1", duration=DAY, due=TODAY + timedelta(2)),
    )  # fmt: skip


def test_a_planned_finish_is_the_last_of_its_own_tasks_or_as_it_happened() -> None:
    own = inputs(dates(), "expected_finish", PROJECT)
    assert own["last finish of its own tasks"] == TODAY
    assert "finish as it happened" not in own
    assert own["finish as typed, where nothing is planned"] == TODAY + timedelta(9)
    assert (own["planned finish"], own["baseline finish"]) == (TODAY, TODAY - timedelta(3))
    ended = inputs(dates(), "expected_finish", id_of("P-2"))
    assert ended["finish as it happened"] == TODAY - timedelta(9)
    assert "last finish of its own tasks" not in ended
    program = inputs(dates(), "expected_finish", PROGRAM)
    assert program["last finish of its own tasks"] is None
    assert (program["Site"], program["planned finish"]) == (TODAY, TODAY)
    assert "finish as typed, where nothing is planned" not in inputs(dates(), "expected_finish", 0)


def test_a_slip_lies_between_two_dates_and_the_worst_below_is_named() -> None:
    program = inputs(dates(), "slip", PROGRAM)
    assert program["slip of Site"] == 3
    assert program["worst below, P-1 Site"] == 3
    assert inputs(dates(), "slip", PROJECT) == {
        "planned finish": TODAY,
        "baseline finish, its own": TODAY - timedelta(3),
        "slip in days": 3,
    }


def test_a_promise_is_a_finish_as_typed_or_a_due_date() -> None:
    own = inputs(dates(), "promised", PROJECT)
    assert own["finish as typed"] == TODAY + timedelta(9)
    assert own["latest due date of its open tasks"] == TODAY + timedelta(2)
    program = inputs(dates(), "promised", PROGRAM)
    assert program["promised of Site"] == TODAY + timedelta(9)
    assert "finish as typed" not in inputs(dates(), "promised", 0)


def test_a_rating_is_made_of_what_is_reported_and_of_each_dimension() -> None:
    figures = figures_of(a_project("P-1", reported_rag="G"), a_project("P-2"), a_risk("R-1", 5, 5))
    reported = inputs(figures, "rag", PROJECT)
    assert reported["reported"] == "G"
    assert {given for label, given in reported.items() if label.startswith("risk")} == {"R"}
    assert inputs(figures, "rag", id_of("P-2"))["reported"] is None
    assert None in inputs(figures, "rag", id_of("P-2")).values()


RISK, BARE, CHANCE = id_of("R-1"), id_of("R-2"), id_of("R-3")


def risks() -> Figures:
    """A threat rated in full, a risk that nobody rated, an opportunity, and two tasks."""
    return figures_of(
        a_project("P-1"),
        a_policy(),
        a_risk(
            "R-1", 4, 2, title="Flood", impact_time=3, impact_scope=1, impact_quality=5,
            residual_probability=2, residual_impact=3, money_impact=eur(1000),
        ),
        a_risk("R-2"),
        a_risk("R-3", 1, 1, kind="opportunity", money_impact=eur(100)),
        a_task("T-1", risk=RISK),
        a_task("T-2"),
    )  # fmt: skip


def test_a_score_is_made_of_its_steps() -> None:
    assert inputs(risks(), "score", RISK, "risks") == {
        "probability step": 4, "highest impact step": 5, "score": 20, "level": "H",
    }  # fmt: skip
    bare = inputs(risks(), "score", BARE, "risks")
    assert (bare["probability step"], bare["highest impact step"]) == (None, None)
    assert (value(risks(), "level", RISK, "risks"), value(risks(), "level", BARE, "risks")) == (
        "H",
        "",
    )


def test_an_impact_is_the_highest_of_its_steps() -> None:
    steps = inputs(risks(), "impact", RISK, "risks")
    assert steps == {"cost": 2, "time": 3, "scope": 1, "quality": 5}
    assert set(inputs(risks(), "impact", BARE, "risks").values()) == {None}
    assert value(risks(), "impact", RISK, "risks") == 5
    assert value(risks(), "impact", BARE, "risks") is None


def test_a_residual_score_is_made_of_what_is_left() -> None:
    left = inputs(risks(), "residual", RISK, "risks")
    assert left == {"residual probability step": 2, "residual impact step": 3}
    assert set(inputs(risks(), "residual", BARE, "risks").values()) == {None}


@pytest.mark.parametrize(("risk", "sign"), [(RISK, "negative, a threat"), (CHANCE, "positive")])
def test_an_expected_value_has_the_sign_of_its_kind(risk: int, sign: str) -> None:
    assert inputs(risks(), "emv", risk, "risks")["sign"] == sign


def test_a_task_has_the_score_of_the_risk_it_answers() -> None:
    answers = inputs(risks(), "risk_score", id_of("T-1"), "tasks")
    assert (answers["answers"], answers["score"]) == ("R-1 Flood", 20)
    assert inputs(risks(), "risk_score", id_of("T-2"), "tasks") == {"answers": None}
    assert value(risks(), "risk_score", id_of("T-1"), "tasks") == 20
    assert value(risks(), "risk_score", id_of("T-2"), "tasks") is None
