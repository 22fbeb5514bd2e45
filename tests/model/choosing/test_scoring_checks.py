"""This file tests that a score is on its scale, and that a project has one by each criterion."""

from typing import Any, Final

import pytest

from pmtui.model.choosing.scoring import Score, ScoringCriterion
from tests.conftest import a_project, id_of
from tests.model.checked import problems_of

FIT: Final = ScoringCriterion(id=70, key="SC-1", name="Fit", scale=5)
REACH: Final = ScoringCriterion(id=71, key="SC-2", name="Reach", scale=5)
PLAN: Final = a_project("P-1"), a_project("P-2"), FIT, REACH


def a_score(number: int = 1, value: str = "3", **fields: Any) -> Score:
    given = {"criterion": 70, "component": id_of("P-1"), **fields}
    return Score(id=number, key=f"SR-{number}", value=value, **given)


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [("0", True), ("5", True), ("2.5", True), ("5.1", False), ("-0.1", False), ("", False)],
)
def test_a_score_lies_on_the_scale_of_its_criterion(value: str, *, is_kept: bool) -> None:
    problems = problems_of(a_score(value=value), *PLAN)
    said = f"a score by SC-1 is a number from 0 to 5, not {value or 'empty'}"
    assert any(said in text for text in problems) is not is_kept


@pytest.mark.parametrize(("value", "is_kept"), [("4", True), ("5", True), ("5.1", False)])
def test_a_scale_keeps_the_scores_that_were_given_on_it(value: str, *, is_kept: bool) -> None:
    problems = problems_of(FIT, a_project("P-1"), a_score(value=value))
    wanted = "SC-1: scale: SR-1 is 5.1, more than 5: change that score first"
    assert problems == ([] if is_kept else [wanted])


def test_a_score_is_by_a_criterion() -> None:
    assert any(
        "say which with criterion:SC-1" in text for text in problems_of(a_score(criterion=0))
    )


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [({}, True), ({"criterion": 71}, False), ({"component": id_of("P-2")}, False)],
)
def test_a_project_has_one_score_by_a_criterion(other: dict[str, Any], *, is_refused: bool) -> None:
    problems = problems_of(a_score(), a_score(2, **other), *PLAN)
    wanted = "SR-1: criterion: SR-2 is its score by SC-1 already: change that one"
    assert problems == ([wanted] if is_refused else [])
