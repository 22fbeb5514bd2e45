"""This file tests whether an approved case still holds, and which flow broke it."""

from pmtui.figures.business_case.appraisal import appraisal_of
from pmtui.figures.business_case.versions import StillHolds, still_holds
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


def verdict_of(approved: dict[str, int], forecast: dict[str, int]) -> StillHolds:
    """What is said of two versions whose flows all fall on today."""
    flows = [
        a_flow(case, title, 0, net)
        for case, nets in (("BX-1", approved), ("BX-2", forecast))
        for title, net in nets.items()
    ]
    return still_holds(figures_of(a_project(), APPROVED, FORECAST, *flows), id_of("P-1"))


def test_a_case_that_is_worth_exactly_nothing_no_longer_holds() -> None:
    verdict = verdict_of({"gain": 10}, {"gain": 10, "fee": -10})
    assert (verdict.holds, verdict.broken_by) == (False, ("fee",))
    assert verdict_of({"gain": 10}, {"gain": 10, "fee": -9}).holds is True


def test_what_comes_after_the_case_is_worth_nothing_did_not_break_it() -> None:
    verdict = verdict_of({"gain": 10, "fee": 0}, {"gain": 0, "fee": -5, "other": 2})
    assert verdict.broken_by == ("gain",)
    assert [(change.title, change.change) for change in verdict.changes] == [
        ("gain", -10_00), ("fee", -5_00), ("other", 2_00),
    ]  # fmt: skip


def test_a_case_that_was_worth_nothing_before_was_broken_by_nothing() -> None:
    assert verdict_of({"gain": 10, "fee": -10}, {"gain": 5, "fee": -10}).broken_by == ()


def test_lines_beyond_the_horizon_of_their_version_count_for_nothing() -> None:
    approved, forecast = a_case(state="approved", horizon=1), a_case("BX-2", version=2, horizon=1)
    flows = [
        a_flow(case, title, period, 110)
        for case in ("BX-1", "BX-2")
        for title, period in (("in", 1), ("beyond", 2))
        if (case, title) != ("BX-2", "beyond")
    ]
    figures = figures_of(a_project(), approved, forecast, *flows)
    assert still_holds(figures, id_of("P-1")).changes == ()
    less = a_flow("BX-2", "in", 1, 55)
    figures = figures_of(a_project(), approved, forecast, *flows[:2], less)
    (change,) = still_holds(figures, id_of("P-1")).changes
    assert (change.title, change.approved, change.forecast) == ("in", 100_00, 50_00)


def test_the_newest_versions_are_compared_and_archived_ones_are_not() -> None:
    versions = (
        APPROVED, a_case("BX-3", version=3, state="approved", title="New"),
        FORECAST, a_case("BX-4", version=4, title="Newer"),
        a_case("BX-5", version=5, archived=True), a_case("BX-6", version=6, state="superseded"),
    )  # fmt: skip
    verdict = still_holds(figures_of(a_project(), *versions), id_of("P-1"))
    assert verdict.approved == versions[1]
    assert verdict.forecast == versions[3]
    put_away = figures_of(a_project(), a_case(state="approved", archived=True))
    assert still_holds(put_away, id_of("P-1")).reason == "there is no case"
