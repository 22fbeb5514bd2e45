"""This file tests the part with the scores: by criterion, what is missing, who scored last."""

from datetime import date

from pmtui.model.entities.components import COMPONENTS
from pmtui.views.decide.scoring_parts import scoring_table
from pmtui.views.shapes.table import request_of_scope
from tests.figures.selection.test_component_scores import EASE, FIT, RISK, a_portfolio, a_score


def _row(*scores: object) -> dict[str, str]:
    figures = a_portfolio(*scores)  # type: ignore[arg-type]
    table = scoring_table(request_of_scope(figures, 0, (COMPONENTS.name,)))
    (only,) = (table.row(at) for at in range(table.count))
    titles = [column.title for column in table.columns]
    return dict(zip(titles, (cell.text for cell in only.cells), strict=True))


def test_a_project_shows_each_score_the_weighted_one_and_who_scored_last() -> None:
    row = _row(FIT, EASE, RISK)
    assert row["score"] == "61.7%"
    assert (row["Fit"], row["Ease"], row["Risk"]) == ("4", "2.5", "1")
    assert row["last scored"] == "Ann 2026-11-03"
    assert not row["missing or expired"]


def test_a_score_that_is_missing_or_expired_is_marked_and_named() -> None:
    row = _row(FIT, a_score("SR-3", "SC-3", "1", expires=date(2026, 11, 30)))
    assert (row["score"], row["Ease"], row["Risk"]) == ("—", "—", "1?")
    assert row["missing or expired"] == "Ease has no score, Risk expired on 2026-11-30"
