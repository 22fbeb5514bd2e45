"""This file works out what is put before a body that decides which projects are to be done.

The best set, the sets that come next, and what would have to be otherwise for another to be better.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from pmtui.figures.choosing.kept_selections import selection_of
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.selection.component_scores import component_score, who_and_when
from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    SelectionLimit,
    SelectionProblem,
    later_starts,
    used_by,
)
from pmtui.figures.selection.selecting import Enough, Selection, frontier
from pmtui.figures.selection.sensitivity import (
    BudgetFlip,
    WeighedWorth,
    budget_flips,
    next_best,
    weight_flips,
    worth_flips,
)
from pmtui.figures.selection.why_out import left_out, reason_in_words
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money
from pmtui.query.choosing import Asked, candidates_in, pose
from pmtui.query.fields.catalogue import fields_of
from pmtui.query.values.formatting import money_text

SCORE: Final = "score"
"""The figure by which projects are worth what their criteria come to."""
_MOST_STEPS: Final = 3
"""Smaller budgets that are named."""
_FAR: Final = 10
"""So many times all weights together are the largest weight that is tried."""


class RecommendedProject(msgspec.Struct, frozen=True):
    """What is said of one project."""

    project: int
    is_in: bool
    cost: Money | None = None
    worth: Money | None = None
    score: Decimal | None = None
    reason: str = ""
    """Why it is out, or begins later."""


class Recommendation(msgspec.Struct, frozen=True):
    """What a body is to decide on, in words and rows."""

    selection: Selection
    projects: tuple[RecommendedProject, ...]
    amount: Money | None
    """What those that are in cost."""
    result: str
    """What they are worth, and how far that is proved."""
    options: tuple[str, ...]
    sensitivity: tuple[str, ...]
    basis: tuple[str, ...]


def recommendation(figures: Figures, scope: int, asked: Asked, enough: Enough) -> Recommendation:
    """What is recommended for a scope by what is asked.

    Raises:
        QueryError: a field or a period is named that there is none of.
    """
    posed = pose(figures, scope, asked)
    problem = posed.problem
    selection, is_open = selection_of(figures, problem)
    going_on = frozenset(posed.under_way)
    rows = {row.key: row for row in candidates_in(figures, scope) if row.key not in going_on}
    words = _Words(figures, asked, problem, rows)
    why = {
        problem.candidates[at].key: reason_in_words(reason, words.key, words.of_limit)
        for at, reason in left_out(problem, selection.answer)
    } | dict(posed.excluded)
    for key, months in later_starts(problem, selection.answer):
        why[key] = f"begins {months} months later"
    chosen = {
        candidate.key
        for candidate, place in zip(problem.candidates, selection.answer, strict=False)
        if place != OUT
    }
    worths = {candidate.key: candidate.choices[0].value for candidate in problem.candidates}
    projects = tuple(
        RecommendedProject(
            row.id,
            key in chosen,
            _cost(figures, row, asked.cost),
            *words.worth_of(worths.get(key)),
            why.get(key, ""),
        )
        for key, row in rows.items()
    )
    return Recommendation(
        selection,
        projects,
        _sum([project.cost for project in projects if project.is_in]),
        words.result(selection, is_open=is_open),
        tuple(_options(selection, words, enough)),
        tuple(_sensitivity(selection, words, enough)),
        tuple(_basis(words)),
    )


def _cost(figures: Figures, row: Component, name: str) -> Money | None:
    cost = fields_of(COMPONENTS.name)[name].read(figures)(row)
    return in_currency(cost, figures.rates.base, figures.rates) if isinstance(cost, Money) else None


def _sum(costs: list[Money | None]) -> Money | None:
    given = [cost for cost in costs if cost is not None]
    if not given or len(given) < len(costs):
        return None
    return Money(sum(cost.amount for cost in given), given[0].currency)


class _Words:
    """What is asked for one scope; writes sets, values and amounts of it."""

    def __init__(
        self,
        figures: Figures,
        asked: Asked,
        problem: SelectionProblem,
        rows: dict[str, Component],
    ) -> None:
        self.figures = figures
        self.asked = asked
        self.problem = problem
        self.rows = rows
        self._base = figures.rates.base

    def key(self, at: int) -> str:
        return self.problem.candidates[at].key

    def keys(self, answer: Answer) -> str:
        named = [self.key(at) for at, place in enumerate(answer) if place != OUT]
        return ", ".join(named) or "none"

    def value(self, units: int | Fraction) -> str:
        """An amount of value, or points of a score."""
        if self.problem.unit:
            return money_text(Money(int(units), self._base))
        return f"{Decimal(int(units)).scaleb(-self.problem.places):,f}"

    def worth_of(self, units: int | None) -> tuple[Money | None, Decimal | None]:
        if units is None:
            return None, None
        if self.problem.unit:
            return Money(units, self._base), None
        return None, Decimal(units).scaleb(-self.problem.places)

    def amount(self, limit: int, units: int) -> str:
        """Units of a limit."""
        return self.of_limit(self.problem.limits[limit], units)

    def of_limit(self, limit: SelectionLimit, units: int) -> str:
        if limit.kind == "budget" and limit.unit:
            return money_text(Money(units, limit.unit))
        return f"{Decimal(units).scaleb(-limit.places):,f} {limit.unit}".rstrip()

    def result(self, selection: Selection, *, is_open: bool) -> str:
        if not self.problem.candidates:
            return "no project here waits to be decided on"
        if not selection.answer:
            if selection.status == "infeasible":
                return "no set keeps every condition"
            return f"no set was found {'yet: try again in a moment' if is_open else 'in time'}"
        far = "" if selection.status == "optimal" else f", at most {selection.gap:.1%} short"
        return f"{selection.status}{far}: {self.line(selection)}"

    def line(self, selection: Selection) -> str:
        """A set with its value, and what it uses of each limit."""
        used = used_by(self.problem, selection.answer)
        spent = ", ".join(
            f"{self.of_limit(limit, units)} of {limit.label}"
            for limit, units in zip(self.problem.limits, used, strict=True)
        )
        text = f"{self.keys(selection.answer)}: worth {self.value(selection.value)}"
        return f"{text} for {spent}" if spent else text


def _options(selection: Selection, words: _Words, enough: Enough) -> Iterator[str]:
    """The sets that come next, and the best of smaller budgets."""
    if selection.status != "optimal":
        return
    named = {selection.answer}
    for other in next_best(selection, enough):
        named.add(other.answer)
        yield f"next best: {words.line(other)}"
    if not selection.problem.limits:
        return
    shown = 0
    for step in frontier(selection.problem, 0, enough):
        if named.issuperset(step.sets):
            continue
        sets = " or ".join(words.keys(answer) for answer in step.sets)
        yield f"from {words.amount(0, step.budget)}: {sets}: worth {words.value(step.value)}"
        shown += 1
        if shown == _MOST_STEPS:
            return


def _sensitivity(selection: Selection, words: _Words, enough: Enough) -> Iterator[str]:
    """What would have to be otherwise: a budget, a weight, or what a project is worth."""
    for at in range(len(selection.problem.limits)):
        for flip in budget_flips(selection, at, enough):
            yield _of_budget(selection, words, flip)
    if words.asked.value == SCORE:
        yield from _of_weights(selection, words, enough)
    for change in worth_flips(selection, enough):
        key = words.key(change.at)
        ways = ("goes out", "less") if change.is_in else ("comes in", "more")
        by = words.value(change.by)
        yield f"{key} {ways[0]} where it is worth over {by} {ways[1]}"


def _of_budget(selection: Selection, words: _Words, flip: BudgetFlip) -> str:
    limit = selection.problem.limits[flip.limit]
    other = f"{words.keys(flip.selection.answer)}, worth {words.value(flip.selection.value)}"
    if flip.is_more:
        more = words.of_limit(limit, flip.at - limit.most)
        return f"{limit.label}: from {words.of_limit(limit, flip.at)} ({more} more) {other}"
    spare = limit.most - flip.at - 1
    less = f"{words.of_limit(limit, spare)} less" if spare else "any cut"
    return f"{limit.label}: below {words.of_limit(limit, flip.at + 1)} ({less}) {other}"


def _of_weights(selection: Selection, words: _Words, enough: Enough) -> Iterator[str]:
    """The weight of each criterion beyond which another set is the best."""
    problem = selection.problem
    scores = [
        component_score(words.figures, words.rows[candidate.key].id)
        for candidate in problem.candidates
    ]
    criteria = {
        graded.criterion.id: graded.criterion
        for score in scores
        for graded in score.by_criterion
        if graded.criterion.weight
    }
    if any(score.shares.keys() != criteria.keys() for score in scores) or problem.shared:
        return  # they are scored by criteria of different portfolios
    weights = scores[0].weights
    whole = sum(weights.values(), Fraction(0))
    for criterion in criteria.values():
        worths = [
            WeighedWorth(
                sum(
                    (weights[other] * share for other, share in score.shares.items()
                     if other != criterion.id), Fraction(0)
                ),
                score.shares[criterion.id],
            )
            for score in scores
        ]  # fmt: skip
        weight = weights[criterion.id]
        for flip in weight_flips(selection, worths, weight, whole * _FAR, enough):
            way = "above" if flip.is_more else "below"
            yield (
                f"weight of {criterion.name}: {way} {float(flip.weight):.4g} (now"
                f" {float(weight):.4g}) {words.keys(flip.answer)} is the best"
            )


def _basis(words: _Words) -> Iterator[str]:
    """As of which revision, by which fields, and who judged what and when."""
    figures, asked = words.figures, words.asked
    value, cost = asked.value.replace("_", " "), asked.cost.replace("_", " ")
    moment = f"revision {figures.workspace.revision} of {figures.today}"
    yield f"{moment}; worth by {value}, cost by {cost}"
    if asked.value != SCORE:
        return
    for key, row in words.rows.items():
        for graded in component_score(figures, row.id).by_criterion:
            if graded.score is None:
                yield f"{key}: {graded.lack}"
                continue
            judged = who_and_when(figures, graded.score)
            expired = f", {graded.lack}" if graded.is_expired else ""
            of = f"{graded.score.value} of {graded.criterion.scale}"
            yield f"{key}: {graded.criterion.name} {of}{f', {judged}' if judged else ''}{expired}"
