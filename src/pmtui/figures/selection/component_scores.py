"""This file works out the weighted score of components, by the criteria of what they lie in.

A score that is missing or no longer counts leaves the component without a figure, and says why: it
never counts as nought.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from pmtui.figures.selection.weights import Graded, weighted_score
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.scoring import SCORES, SCORING_CRITERIA, Score, ScoringCriterion
from pmtui.model.entities.components import COMPONENTS

_NO_CRITERIA: Final = "nothing above it, nor the store, has criteria with a weight"
_TENTHS: Final = 1000
"""Tenths of a percent in the whole."""


class CriterionScore(msgspec.Struct, frozen=True):
    """How a component does by one criterion."""

    criterion: ScoringCriterion
    score: Score | None
    is_expired: bool = False

    @property
    def lack(self) -> str:
        """Why it does not count; empty where it does."""
        if self.score is None:
            return f"{self.criterion.name} has no score"
        if self.is_expired:
            return f"{self.criterion.name} expired on {self.score.expires}"
        return ""


class ComponentScore(msgspec.Struct, frozen=True):
    """The weighted score of a component, in percent, or why there is none."""

    value: Decimal | None
    reason: str
    by_criterion: tuple[CriterionScore, ...]

    @property
    def shares(self) -> dict[int, Fraction]:
        """Where each score that counts lies on its scale, from 0 to 1, by criterion."""
        return {
            graded.criterion.id: _graded(graded.criterion, graded.score).share
            for graded in self.by_criterion
            if graded.criterion.weight and graded.score is not None and not graded.lack
        }


def criteria_of(figures: Figures, component: int) -> tuple[ScoringCriterion, ...]:
    """The criteria a component is scored by: of the nearest above it with any, else the store."""
    for above in (*figures.workspace.ancestors(component), 0):
        if above != component:
            rows = figures.workspace.rows_by(ScoringCriterion, "component", above)
            criteria = tuple(row for row in rows if not row.archived)
            if criteria:
                return tuple(sorted(criteria, key=lambda row: (-row.weight, row.id)))
    return ()


def component_score(figures: Figures, component: int) -> ComponentScore:
    """The weighted score of a component in percent, to a tenth, rounded half up.

    S = sum(w x s) / sum(w), with each score s mapped from its scale to 0 to 1, the other way round
    where less is better (weighted scoring; PMI, The Standard for Portfolio Management).
    """
    scores = {
        row.criterion: row for row in figures.workspace.rows_by(Score, "component", component)
    }
    by_criterion = tuple(
        CriterionScore(criterion, score, _is_expired(figures, score))
        for criterion in criteria_of(figures, component)
        for score in (scores.get(criterion.id),)
    )
    counted = [graded for graded in by_criterion if graded.criterion.weight]
    lacks = [graded.lack for graded in counted if graded.lack]
    if not counted or lacks:
        return ComponentScore(None, ", ".join(lacks) or _NO_CRITERIA, by_criterion)
    share = weighted_score(
        [_graded(graded.criterion, graded.score) for graded in counted if graded.score]
    )
    if share is None:
        return ComponentScore(None, _NO_CRITERIA, by_criterion)
    tenths = int(share * _TENTHS + Fraction(1, 2))
    return ComponentScore(Decimal(tenths) / 10, "", by_criterion)


def _is_expired(figures: Figures, score: Score | None) -> bool:
    return score is not None and score.expires is not None and score.expires < figures.today


def _graded(criterion: ScoringCriterion, score: Score) -> Graded:
    return Graded(
        weight=Fraction(criterion.weight),
        score=Fraction(score.value or 0),
        least=Fraction(0),
        most=Fraction(criterion.scale),
        is_cost=criterion.direction == "cost",
    )


def who_and_when(figures: Figures, score: Score) -> str:
    """Who has judged a score, and on which day; empty where nobody says."""
    person = figures.workspace.people.get(score.by)
    words = (person.name if person is not None else "", str(score.at or ""))
    return " ".join(word for word in words if word)


def _inputs(figures: Figures, component: int) -> Iterable[Input]:
    if not component:
        yield Input("undefined because", "a project is scored, not the store: stand on one")
        return
    answer = component_score(figures, component)
    for graded in answer.by_criterion:
        weight = f"{graded.criterion.name}, weight {graded.criterion.weight}"
        against = ", less is better" if graded.criterion.direction == "cost" else ""
        label = f"{weight}, of {graded.criterion.scale}{against}"
        if graded.score is None:
            yield Input(label, None)
        else:
            judged = who_and_when(figures, graded.score)
            yield Input(f"{label}, {judged}" if judged else label, Decimal(graded.score.value or 0))
    if answer.reason:
        yield Input("undefined because", answer.reason)


FIGURES: Final = (
    Figure(
        id="score",
        table=COMPONENTS.name,
        title="weighted score",
        help="how it does by the criteria of its portfolio, in percent",
        kind="number",
        unit="percent, to a tenth",
        formula="sum(weight x score / scale) / sum(weight); 1 - score / scale where less is better",
        source="weighted scoring; PMI, The Standard for Portfolio Management",
        undefined="nothing above has criteria, or a score is missing or has expired",
        reads=frozenset({COMPONENTS.name, SCORING_CRITERIA.name, SCORES.name}),
        read=lambda figures: lambda component: component_score(figures, component.id).value,
        inputs=_inputs,
    ),
)
"""The score of a component."""
