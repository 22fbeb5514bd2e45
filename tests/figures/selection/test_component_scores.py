"""This file tests the weighted score of projects: worked by hand, never with nought for a gap."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.selection.component_scores import component_score, criteria_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.scoring import Score, ScoringCriterion
from pmtui.model.entities.entity import Entity
from pmtui.model.rules.checks import check
from pmtui.query.choosing import Asked, pose
from tests.conftest import a_component, a_person, a_project, a_workspace, figures_of, id_of

TODAY = date(2026, 12, 1)


def a_criterion(key: str, within: str = "PF-1", **fields: Any) -> ScoringCriterion:
    fields = {"name": f"criterion {key}", **fields}
    return ScoringCriterion(
        id=id_of(key), key=key, component=id_of(within) if within else 0, **fields
    )


def a_score(key: str, criterion: str, value: str, of: str = "P-1", **fields: Any) -> Score:
    return Score(
        id=id_of(key), key=key, component=id_of(of), criterion=id_of(criterion), value=value,
        **fields,
    )  # fmt: skip


def a_portfolio(*rows: Entity) -> Figures:
    """Fit (weight 3, of 5), ease (2, of 10) and risk (1, of 5, less is better)."""
    return figures_of(
        a_component("PF-1", kind="portfolio"),
        a_project("P-1", "PF-1"),
        a_person("H-1", "Ann"),
        a_criterion("SC-1", name="Fit", weight=3),
        a_criterion("SC-2", name="Ease", weight=2, scale=10),
        a_criterion("SC-3", name="Risk", weight=1, direction="cost"),
        *rows,
        today=TODAY,
    )


FIT = a_score("SR-1", "SC-1", "4", by=id_of("H-1"), at=date(2026, 11, 3))
EASE = a_score("SR-2", "SC-2", "2.5")
RISK = a_score("SR-3", "SC-3", "1")


def test_the_score_is_the_weighted_mean_of_shares_of_the_scales() -> None:
    # (3 x 4/5 + 2 x 2.5/10 + 1 x (1 - 1/5)) / 6 = (2.4 + 0.5 + 0.8) / 6 = 0.61667
    answer = component_score(a_portfolio(FIT, EASE, RISK), id_of("P-1"))
    assert (answer.value, answer.reason) == (Decimal("61.7"), "")


def test_a_score_that_is_missing_leaves_none_and_is_named() -> None:
    answer = component_score(a_portfolio(FIT, RISK), id_of("P-1"))
    assert (answer.value, answer.reason) == (None, "Ease has no score")


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 11, 30), False), (TODAY, True)])
def test_a_score_counts_up_to_the_day_it_expires(day: date, *, counts: bool) -> None:
    late = a_score("SR-2", "SC-2", "2.5", expires=day)
    answer = component_score(a_portfolio(FIT, late, RISK), id_of("P-1"))
    assert (answer.value is not None) is counts
    assert answer.reason == ("" if counts else "Ease expired on 2026-11-30")


def test_a_criterion_without_weight_or_put_away_is_not_asked_for() -> None:
    looked_at = a_criterion("SC-4", name="Colour", weight=0)
    gone = a_criterion("SC-5", name="Gone", archived=True)
    answer = component_score(a_portfolio(FIT, EASE, RISK, looked_at, gone), id_of("P-1"))
    assert answer.value == Decimal("61.7")
    assert [one.criterion.name for one in answer.by_criterion] == ["Fit", "Ease", "Risk", "Colour"]


def test_the_criteria_are_those_of_the_nearest_above_else_of_the_store() -> None:
    figures = figures_of(
        a_component("PF-1", kind="portfolio"), a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1"), a_project("P-2"),
        a_criterion("SC-1"), a_criterion("SC-2", "PG-1"), a_criterion("SC-3", ""),
    )  # fmt: skip
    names = {key: [row.key for row in criteria_of(figures, id_of(key))] for key in ("P-1", "P-2")}
    assert names == {"P-1": ["SC-2"], "P-2": ["SC-3"]}
    assert [row.key for row in criteria_of(figures, id_of("PG-1"))] == ["SC-1"]


def test_what_went_in_says_who_judged_and_when() -> None:
    declared = figure("score")
    assert declared is not None
    entries = {one.label: one.value for one in declared.inputs(a_portfolio(FIT), id_of("P-1"))}
    assert entries["Fit, weight 3, of 5, Ann 2026-11-03"] == Decimal(4)
    assert entries["Risk, weight 1, of 5, less is better"] is None
    assert entries["undefined because"] == "Ease has no score, Risk has no score"


def test_a_choice_by_score_leaves_out_what_has_none_with_the_reason() -> None:
    asked = Asked(budgets=(), value="score", cost="score")
    posed = pose(a_portfolio(FIT, RISK), 0, asked)
    assert posed.excluded == (("P-1", "has no score: Ease has no score"),)
    assert not posed.problem.candidates
    (only,) = pose(a_portfolio(FIT, EASE, RISK), 0, asked).problem.candidates
    assert only.choices[0].value == 617


def _problems(row: Entity, *others: Entity) -> list[str]:
    table = "scores" if isinstance(row, Score) else "scoring_criteria"
    parts = (a_component("PF-1", kind="portfolio"), a_project("P-1", "PF-1"))
    workspace = a_workspace(*parts, row, *others)
    return [one.text for one in check(workspace, [(table, row.id)])]


@pytest.mark.parametrize("value", ["-1", "5.1", ""])
def test_a_value_off_the_scale_is_refused(value: str) -> None:
    (text,) = _problems(a_score("SR-1", "SC-1", value), a_criterion("SC-1"))
    assert text.startswith("SR-1: value: a score by SC-1 is a number from 0 to 5, not ")


@pytest.mark.parametrize("value", ["0", "2.5", "5"])
def test_a_value_on_the_scale_stands(value: str) -> None:
    assert not _problems(a_score("SR-1", "SC-1", value), a_criterion("SC-1"))


def test_a_second_score_by_one_criterion_is_refused() -> None:
    first, second = a_score("SR-1", "SC-1", "4"), a_score("SR-2", "SC-1", "3")
    (text,) = _problems(first, a_criterion("SC-1"), second)
    assert text == "SR-1: criterion: SR-2 is its score by SC-1 already: change that one"


def test_a_scale_that_a_score_lies_beyond_is_refused() -> None:
    (text,) = _problems(a_criterion("SC-1", scale=3), FIT)
    assert text == "SC-1: scale: SR-1 is 4, more than 3: change that score first"
