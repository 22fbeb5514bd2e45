"""This file holds what scores, rules and choices keep: a value on the scale, one of a pair."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.choosing.decisions import CHOICES, ProjectChoice
from pmtui.model.choosing.scoring import (
    COMPARISONS,
    SCORES,
    SCORING_CRITERIA,
    PairComparison,
    Score,
    ScoringCriterion,
)
from pmtui.model.choosing.selection_rules import SELECTION_RULES, SelectionRule
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace

_MOST_TIMES: Final = 9


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


_TAKES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "must": (),
        "must_not": (),
        "needs": ("other",),
        "excludes": ("other", "group"),
        "at_least_one": ("group",),
        "start_by": ("latest",),
        "shares": ("benefit",),
    }
)
"""The fields one of which a kind needs; it has no other of them."""
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "other": "other:P-1 names the other project",
        "group": "group:WORD is the word that all of them have",
        "latest": "latest:2027-06-30 is the last day on which it may start",
        "benefit": "benefit:B-1 names what it brings about",
    }
)


def _rule(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    rule = cast("SelectionRule", row)
    takes = _TAKES[rule.kind]
    given = [field for field in _FIELDS if getattr(rule, field)]
    for field in given:
        if field not in takes:
            yield f"{name}: {field}: a rule {rule.kind} has none: leave it out"
    if takes and not any(field in takes for field in given):
        ways = ", or ".join(_FIELDS[field] for field in takes)
        yield f"{name}: {takes[0]}: a rule {rule.kind} lacks it: {ways}"
    elif len([field for field in given if field in takes]) > 1:
        yield f"{name}: {takes[0]}: a rule {rule.kind} has one of {' and '.join(takes)}, not both"
    component = workspace.components.get(rule.component)
    if component is None or component.kind != "project":
        yield f"{name}: component: a rule is of a project: say which with component:P-1"
    other = workspace.components.get(rule.other)
    if other is not None and other.kind != "project":
        yield f"{name}: other: {other.key or other.name} is no project"
    if rule.other and rule.other == rule.component:
        yield f"{name}: other: it is the project itself: name another one"
    for twin in workspace.rows_by(SelectionRule, "component", rule.component):
        if twin.id != rule.id and _says(twin) == _says(rule):
            yield f"{name}: kind: {twin.key or 'another row'} says so already: change that one"
            return


def _says(rule: SelectionRule) -> tuple[str, int, str, int]:
    """What a rule asks for; there is one last day of a start, and one rule of each other sort."""
    return rule.kind, rule.other, rule.group.casefold(), rule.benefit


def _comparison(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    pair = cast("PairComparison", row)
    criteria = workspace.rows_of(ScoringCriterion)
    first, other = criteria.get(pair.criterion), criteria.get(pair.other)
    if not pair.times or not 1 <= Decimal(pair.times) <= _MOST_TIMES:
        yield (
            f"{name}: times: write 1 to {_MOST_TIMES}, not {pair.times or 'nothing'}; what counts"
            " less is named as the other"
        )
    if first is None or other is None:
        return
    if first.id == other.id:
        yield f"{name}: other: {first.key} is compared with itself"
    elif first.component != other.component:
        yield f"{name}: other: {other.key} is a criterion of another component than {first.key}"
    for known in workspace.rows_of(PairComparison).values():
        if known.id != pair.id and {known.criterion, known.other} == {first.id, other.id}:
            yield (
                f"{name}: other: {known.key or 'another row'} compares {first.key} and {other.key}"
                " already: change that one"
            )
            return


def _choice(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    choice = cast("ProjectChoice", row)
    project = workspace.components.get(choice.candidate)
    for other in workspace.rows_by(ProjectChoice, "decision", choice.decision):
        if other.id != choice.id and other.candidate == choice.candidate:
            yield (
                f"{name}: candidate: {other.key or 'another row'} says what becomes of"
                f" {project.key if project is not None else 'it'} already: change that one"
            )
            return


SCORING_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType(
        {
            SCORING_CRITERIA.name: _criterion,
            SCORES.name: _score,
            SELECTION_RULES.name: _rule,
            COMPARISONS.name: _comparison,
            CHOICES.name: _choice,
        }
    )
)
"""What these rows keep beside their references, in words where they do not."""
