"""This file holds what scores keep: a value on the scale, and one for a project and criterion."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.choosing.scoring import SCORES, SCORING_CRITERIA, Score, ScoringCriterion
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace


def _criterion(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    criterion = cast("ScoringCriterion", row)
    for score in workspace.rows_by(Score, "criterion", criterion.id):
        if score.value and Decimal(score.value) > criterion.scale:
            yield (
                f"{name}: scale: {score.key or 'a score'} is {score.value}, more than"
                f" {criterion.scale}: change that score first"
            )
            return


def _score(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    score = cast("Score", row)
    criterion = workspace.rows_of(ScoringCriterion).get(score.criterion)
    if criterion is None:
        if not score.criterion:
            yield f"{name}: criterion: a score is by a criterion: say which with criterion:SC-1"
        return
    if not score.value or not 0 <= Decimal(score.value) <= criterion.scale:
        yield (
            f"{name}: value: a score by {criterion.key or criterion.name} is a number from 0 to"
            f" {criterion.scale}, not {score.value or 'empty'}"
        )
    for other in workspace.rows_by(Score, "criterion", score.criterion):
        if other.id != score.id and other.component == score.component:
            yield (
                f"{name}: criterion: {other.key or 'another row'} is its score by"
                f" {criterion.key or criterion.name} already: change that one"
            )
            return


SCORING_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType({SCORING_CRITERIA.name: _criterion, SCORES.name: _score})
)
"""What a criterion and a score keep beside their references, in words where they do not."""
