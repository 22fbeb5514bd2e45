"""This file tests whether an approved case still holds, and which flow broke it."""

from pmtui.figures.business_case.appraisal import appraisal_of
from pmtui.figures.business_case.versions import still_holds
from tests.conftest import a_project, figures_of, id_of
from tests.figures.business_case.cases import a_case, a_flow, one_flow

APPROVED = a_case(state="approved")
FORECAST = a_case("BX-2", version=2)


def test_a_case_holds_while_its_forecast_is_worth_more_than_nothing() -> None:
    flows = (a_flow("BX-2", "build", 0, -120), a_flow("BX-2", "savings", 1, 150))
    verdict = still_holds(
        figures_of(a_project(), APPROVED, FORECAST, *one_flow(), *flows), id_of("P-1")
    )
    assert verdict.holds is True
    assert verdict.broken_by == ()
    assert [(change.title, change.change) for change in verdict.changes] == [
        ("build", -20_00),
        ("savings", -2_84),
    ]


def test_the_lines_that_took_it_below_nothing_are_named_the_worst_first() -> None:
    flows = (
        a_flow("BX-2", "build", 0, -135),
        a_flow("BX-2", "savings", 1, 100),
        a_flow("BX-2", "training", 0, -5),
        a_flow("BX-2", "sold the old one", 0, 1),
    )
    figures = figures_of(a_project(), APPROVED, FORECAST, *one_flow(), *flows)
    verdict = still_holds(figures, id_of("P-1"))
    assert verdict.holds is False
    assert verdict.broken_by == ("savings",)
    assert [change.title for change in verdict.changes] == [
        "savings", "build", "training", "sold the old one",
    ]  # fmt: skip
    before, now = (appraisal_of(figures, case).npv.value for case in (APPROVED, FORECAST))
    moved = sum(change.change for change in verdict.changes)
    assert before is not None
    assert now is not None
    assert abs(now - before - moved) <= 2


def test_a_later_gain_is_worth_less_and_shows_as_a_change() -> None:
    later = tuple(
        a_flow("BX-2", flow.title, flow.period + (flow.period > 0), cost=flow.cost,
               benefit=flow.benefit)
        for flow in one_flow("BX-2")
    )  # fmt: skip
    verdict = still_holds(
        figures_of(a_project(), APPROVED, FORECAST, *one_flow(), *later), id_of("P-1")
    )
    assert [change.title for change in verdict.changes] == ["savings"]
    assert verdict.changes[0].change == 126_54 - 139_20


def test_what_is_missing_for_an_answer_is_named() -> None:
    assert still_holds(figures_of(a_project()), id_of("P-1")).reason == "there is no case"
    draft = figures_of(a_project(), a_case(), *one_flow())
    assert "no version is approved" in still_holds(draft, id_of("P-1")).reason
    alone = figures_of(a_project(), APPROVED, *one_flow())
    assert "no forecast" in still_holds(alone, id_of("P-1")).reason
    empty = figures_of(a_project(), APPROVED, FORECAST, *one_flow())
    assert still_holds(empty, id_of("P-1")).reason == "it has no flows"
    pounds = figures_of(
        a_project(), APPROVED, FORECAST, *one_flow(), a_flow("BX-2", "a", 0, 1, "GBP")
    )
    assert still_holds(pounds, id_of("P-1")).reason == "one is in EUR, the other in GBP"
