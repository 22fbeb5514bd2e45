"""This file works out the weighted score of components, by the criteria of what they lie in.

A score that is missing or no longer counts leaves the component without a figure, and says why: it
never counts as nought.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.selection.weights import Graded, PairWeights, pair_weights, weighted_score
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.scoring import (
    COMPARISONS,
    SCORES,
    SCORING_CRITERIA,
    PairComparison,
    Score,
    ScoringCriterion,
)
from pmtui.model.entities.components import COMPONENTS

_NO_CRITERIA: Final = "nothing above it, nor the store, has criteria with a weight"
_FINE: Final = 1_000_000
"""The finest part of a weight that follows from comparisons."""
_NO_WEIGHTS: Final[Mapping[int, Fraction]] = MappingProxyType({})
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
    weights: Mapping[int, Fraction] = _NO_WEIGHTS
    """Of each criterion that counts: as typed, or by comparisons in pairs."""
    pairs: PairWeights | None = None
    """What the comparisons came to; None where the typed weights count."""

    @property
    def shares(self) -> dict[int, Fraction]:
        """Where each score that counts lies on its scale, from 0 to 1, by criterion."""
        return {
            graded.criterion.id: _graded(graded.criterion, graded.score, Fraction(1)).share
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
    weights, pairs = weights_of(figures, tuple(graded.criterion for graded in counted))
    lacks = [graded.lack for graded in counted if graded.lack]
    if not counted or lacks:
        reason = ", ".join(lacks) or _NO_CRITERIA
        return ComponentScore(None, reason, by_criterion, weights, pairs)
    share = weighted_score(
        [
            _graded(graded.criterion, graded.score, weights[graded.criterion.id])
            for graded in counted
            if graded.score
        ]
    )
    if share is None:
        return ComponentScore(None, _NO_CRITERIA, by_criterion, weights, pairs)
    tenths = int(share * _TENTHS + Fraction(1, 2))
    return ComponentScore(Decimal(tenths).scaleb(-1), "", by_criterion, weights, pairs)


def weights_of(
    figures: Figures, criteria: Sequence[ScoringCriterion]
) -> tuple[Mapping[int, Fraction], PairWeights | None]:
    """The weight of each criterion: by pairs where every two were compared, else as typed."""
    place = {criterion.id: at for at, criterion in enumerate(criteria)}
    compared = tuple(
        (place[pair.criterion], place[pair.other], Fraction(pair.times))
        for criterion in criteria
        for pair in figures.workspace.rows_by(PairComparison, "criterion", criterion.id)
        if pair.other in place
    )
    pairs = _by_pairs(len(criteria), compared) if compared else None
    if pairs is None:
        return {criterion.id: Fraction(criterion.weight) for criterion in criteria}, None
    exact = (Fraction(weight).limit_denominator(_FINE) for weight in pairs.weights)
    return dict(zip(place, exact, strict=True)), pairs


@cache
def _by_pairs(count: int, compared: tuple[tuple[int, int, Fraction], ...]) -> PairWeights | None:
    return pair_weights(count, {(first, other): times for first, other, times in compared})


def _is_expired(figures: Figures, score: Score | None) -> bool:
    return score is not None and score.expires is not None and score.expires < figures.today


def _graded(criterion: ScoringCriterion, score: Score, weight: Fraction) -> Graded:
    return Graded(
        weight=weight,
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
        by = answer.weights.get(graded.criterion.id, Fraction(graded.criterion.weight))
        weight = f"{graded.criterion.name}, weight {float(by):.4g}"
        against = ", less is better" if graded.criterion.direction == "cost" else ""
        label = f"{weight}, of {graded.criterion.scale}{against}"
        if graded.score is None:
            yield Input(label, None)
        else:
            judged = who_and_when(figures, graded.score)
            yield Input(f"{label}, {judged}" if judged else label, Decimal(graded.score.value or 0))
    if answer.pairs is not None:
        yield Input("weights by pairs, consistency ratio", consistency_words(answer.pairs))
    if answer.reason:
        yield Input("undefined because", answer.reason)


def consistency_words(pairs: PairWeights) -> str:
    """How far comparisons agree, and that they do not where they do not."""
    if pairs.ratio is None:
        return "not known for so many criteria"
    said = "" if pairs.is_consistent else ", over 0.10: they contradict each other, compare again"
    return f"{pairs.ratio:.3f}{said}"


FIGURES: Final = (
    Figure(
        id="score",
        table=COMPONENTS.name,
        title="weighted score",
        help="how it does by the criteria of its portfolio, in percent",
        kind="number",
        unit="percent, to a tenth",
        formula="sum(weight x score / scale) / sum(weight); 1 - score / scale where less is better;"
        " weights by pairs where every two criteria were compared",
        source="weighted scoring; PMI, The Standard for Portfolio Management",
        undefined="nothing above has criteria, or a score is missing or has expired",
        reads=frozenset({COMPONENTS.name, SCORING_CRITERIA.name, SCORES.name, COMPARISONS.name}),
        read=lambda figures: lambda component: component_score(figures, component.id).value,
        inputs=_inputs,
    ),
)
"""The score of a component."""
