"""This file tests trends of risks: marks, tones, order, and what `=` says of them."""

from datetime import date, timedelta

from pmtui.model.changes.as_of import Past
from pmtui.views.risks.risk_columns import compared_day, explained_score, trend_cell, trend_of
from pmtui.views.risks.risk_register import risk_register
from pmtui.views.shapes.table import Cell
from tests.conftest import TODAY, a_policy, a_project, a_risk, a_workspace, figures_of, id_of

NOW = (
    a_project(),
    a_risk("R-1", 4, 5),
    a_risk("R-2", 3, 3),
    a_risk("R-3", 1, 2),
    a_risk("R-4", 2, 2),
    a_risk("R-5", 4, 4, kind="opportunity"),
    a_risk("R-6", 0, 0),
)
THEN = a_workspace(
    a_project(),
    a_risk("R-1", 2, 5),
    a_risk("R-2", 3, 3),
    a_risk("R-3", 4, 2),
    a_risk("R-5", 3, 3, kind="opportunity"),
    a_risk("R-6", 2, 2),
)


def cells() -> dict[str, Cell]:
    figures = figures_of(*NOW)
    risks = figures.workspace.risks.values()
    return {risk.key: trend_cell(figures, risk, THEN) for risk in risks}


def test_a_threat_that_grows_is_bad_and_one_that_shrinks_is_good() -> None:
    found = cells()
    assert found["R-1"] == Cell("↑", "bad")
    assert found["R-2"] == Cell("=", "plain")
    assert found["R-3"] == Cell("↓", "good")


def test_an_opportunity_that_grows_is_good() -> None:
    assert cells()["R-5"] == Cell("↑", "good")


def test_a_risk_that_was_not_there_or_is_not_rated_has_a_dash() -> None:
    found = cells()
    assert found["R-4"].text == "—"
    assert found["R-6"].text == "—"


def test_before_the_history_is_read_every_trend_is_a_dash() -> None:
    figures = figures_of(*NOW)
    assert {trend_of(figures, one, None) for one in figures.workspace.risks.values()} == {None}


def test_the_register_sorts_by_trend_and_what_is_unknown_goes_last() -> None:
    figures = figures_of(*NOW)
    table = risk_register(figures, id_of("P-1"), sort="trend-", trends=True, then=THEN).table
    assert [column.key for column in table.columns][6:8] == ["score", "trend"]
    keys = [figures.workspace.risks[one].key for one in table.ids]
    assert keys == ["R-1", "R-5", "R-2", "R-3", "R-4", "R-6"]
    without = risk_register(figures, id_of("P-1")).table
    assert "trend" not in [column.key for column in without.columns]


def test_the_explanation_of_a_score_tells_what_its_trend_compares() -> None:
    figures = figures_of(*NOW)
    section = explained_score(figures, id_of("R-1"), Past(THEN, "", date(2026, 10, 24)))
    assert section is not None
    last = [[cell.text for cell in entry.cells] for entry in section.entries][-2:]
    assert last == [["score on Sat 24 Oct", "10 M"], ["trend", "↑"]]


def test_the_store_says_how_far_back_a_trend_looks() -> None:
    figures = figures_of(a_project(), a_policy(trend_days=7))
    assert compared_day(figures) == TODAY - timedelta(days=7)


def test_the_explanation_has_a_dash_while_the_past_is_not_known() -> None:
    figures = figures_of(*NOW, a_policy(trend_days=7))
    section = explained_score(figures, id_of("R-1"), None)
    assert section is not None
    last = [[cell.text for cell in entry.cells] for entry in section.entries][-2:]
    assert last == [["score on Mon 16 Nov", "—"], ["trend", "—"]]


def test_a_risk_that_was_not_there_or_not_rated_then_had_no_score() -> None:
    figures = figures_of(*NOW)
    for key, was in (("R-4", "—"), ("R-6", "4 L")):
        section = explained_score(figures, id_of(key), Past(THEN, "", date(2026, 10, 24)))
        assert section is not None
        assert section.entries[-2].cells[1].text == was


def test_what_is_no_risk_has_no_trend_to_explain() -> None:
    figures = figures_of(*NOW)
    section = explained_score(figures, id_of("P-1"), None)
    assert section is None or not any("trend" in entry.cells[0].text for entry in section.entries)
