"""This file scores by what waiting costs and by what a strategy asks for.

Weighted shortest job first (Leffingwell), cost of delay by duration (Reinertsen), and strategic
alignment. What lacks a score that counts has no figure, with the reason.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from pmtui.figures.benefits.objectives import READS, contributors
from pmtui.figures.selection.component_scores import component_score, weights_of
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.scoring import COMPARISONS, SCORES, SCORING_CRITERIA, ScoringCriterion
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.registers import Objective

_WEEK: Final = 7
_PARTS: Final = ("value", "time", "risk")
_CENT: Final = Decimal("0.01")
_SCORED: Final = frozenset({COMPONENTS.name, SCORING_CRITERIA.name, SCORES.name, COMPARISONS.name})


class DelayScore(msgspec.Struct, frozen=True):
    """What waiting with a project costs in points, and by what it is divided."""

    value: Decimal | None
    reason: str = ""
    points: Decimal = Decimal(0)
    """Of the criteria that are part of the cost of delay."""
    divisor: Decimal = Decimal(0)


def delay_by_size(figures: Figures, component: int) -> DelayScore:
    """WSJF = (value + time + risk) / size, by the scores of criteria with that part."""
    points, lack = _points(figures, component, _PARTS)
    size, lacks_size = _points(figures, component, ("size",))
    return _divided(points, size, lack or lacks_size, "its size is nought")


def delay_by_duration(figures: Figures, component: int) -> DelayScore:
    """CD3 = cost of delay / duration, the latter in weeks from its start to its finish."""
    points, lack = _points(figures, component, _PARTS)
    row = figures.workspace.components.get(component)
    start, finish = (row.start, row.finish) if row is not None else (None, None)
    if start is None or finish is None:
        return DelayScore(None, lack or "it has no start or no finish", points)
    weeks = Decimal((finish - start).days + 1) / _WEEK
    return _divided(points, weeks, lack, "it takes no time")


def _points(figures: Figures, component: int, parts: tuple[str, ...]) -> tuple[Decimal, str]:
    """The scores of the criteria of some parts, added up; and why they are none."""
    graded = [
        entry
        for entry in component_score(figures, component).by_criterion
        if entry.criterion.part in parts
    ]
    lacks = [entry.lack for entry in graded if entry.lack]
    if not graded or lacks:
        return Decimal(0), ", ".join(lacks) or f"no criterion is its {' or '.join(parts)}"
    scores = (Decimal(entry.score.value or 0) for entry in graded if entry.score is not None)
    return sum(scores, Decimal(0)), ""


def _divided(points: Decimal, by: Decimal, lack: str, nought: str) -> DelayScore:
    if lack or by <= 0:
        return DelayScore(None, lack or nought, points, by)
    return DelayScore((points / by).quantize(_CENT, ROUND_HALF_UP), "", points, by)


def alignment(figures: Figures, component: int) -> Decimal | None:
    """How far a component serves the objectives, in percent; None where there are none.

    A = sum over objectives of weight x share that it contributes, by the sum of the weights.
    """
    objectives = _objectives(figures)
    whole = sum(objective.weight for objective in objectives)
    if whole <= 0:
        return None
    served = sum(
        objective.weight * _share(figures, objective, component) for objective in objectives
    )
    return (Decimal(served) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _objectives(figures: Figures) -> list[Objective]:
    rows = figures.workspace.rows_of(Objective).values()
    return [row for row in rows if not row.archived and row.weight > 0]


def _share(figures: Figures, objective: Objective, component: int) -> int:
    """What a component and the benefits in it contribute to an objective, 100 at the most."""
    shares = 0
    for contributor in contributors(figures, objective.id):
        row = figures.workspace.get(*contributor.node)
        place = row.id if isinstance(row, Component) else row.component if row is not None else 0
        if contributor.counts and place == component:
            shares += contributor.share
    return min(shares, 100)


def _delay_inputs(
    of: Callable[[Figures, int], DelayScore], divisor: str
) -> Callable[[Figures, int], Iterable[Input]]:
    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        answer = of(figures, component)
        for entry in component_score(figures, component).by_criterion if component else ():
            if entry.criterion.part and entry.score is not None:
                label = f"{entry.criterion.name}, {entry.criterion.part}"
                yield Input(label, Decimal(entry.score.value or 0))
        yield Input("cost of delay in points", answer.points)
        yield Input(divisor, answer.divisor.quantize(_CENT))
        if answer.reason:
            yield Input("undefined because", answer.reason)

    return inputs


def _alignment_inputs(figures: Figures, component: int) -> Iterable[Input]:
    for objective in _objectives(figures):
        share = _share(figures, objective, component)
        if share:
            yield Input(f"{objective.key} {objective.title}, weight {objective.weight}", share)
    yield Input("sum of weights", sum(row.weight for row in _objectives(figures)))
    if alignment(figures, component) is None:
        yield Input("undefined because", "there is no objective")


def pair_weight(figures: Figures, criterion: ScoringCriterion) -> Decimal | None:
    """The weight of a criterion by comparisons in pairs, in percent; None while one is missing."""
    rows = figures.workspace.rows_by(ScoringCriterion, "component", criterion.component)
    counted = tuple(row for row in rows if row.weight and not row.archived)
    weights, pairs = weights_of(figures, counted)
    if pairs is None or criterion.id not in weights:
        return None
    return (Decimal(float(weights[criterion.id])) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _pair_inputs(figures: Figures, row_id: int) -> Iterable[Input]:
    criterion = figures.workspace.rows_of(ScoringCriterion).get(row_id)
    if criterion is None:
        yield Input("undefined because", "there is no such criterion")
        return
    rows = figures.workspace.rows_by(ScoringCriterion, "component", criterion.component)
    counted = tuple(row for row in rows if row.weight and not row.archived)
    _weights, pairs = weights_of(figures, counted)
    yield Input("criteria", len(counted))
    yield Input("typed weight", criterion.weight)
    if pairs is None:
        yield Input("undefined because", "not every two criteria of its component were compared")
    elif pairs.ratio is not None:
        yield Input("consistency ratio, below 0.10", Decimal(str(round(pairs.ratio, 3))))


FIGURES: Final = (
    Figure(
        id="wsjf",
        table=COMPONENTS.name,
        title="weighted shortest job first",
        short="WSJF",
        help="what waiting with it costs, by the size of the job",
        kind="number",
        unit="points of cost of delay for one of size, to a hundredth",
        formula="scores of criteria with part value, time and risk, added up / score of part size",
        source="Leffingwell, Scaled Agile Framework: WSJF",
        undefined="no criterion has such a part, a score is missing or has expired, or size is 0",
        reads=_SCORED,
        read=lambda figures: lambda component: delay_by_size(figures, component.id).value,
        inputs=_delay_inputs(delay_by_size, "size"),
    ),
    Figure(
        id="cd3",
        table=COMPONENTS.name,
        title="cost of delay by duration",
        short="CD3",
        help="what waiting with it costs, by how long it takes",
        kind="number",
        unit="points of cost of delay for a week, to a hundredth",
        formula="scores of criteria with part value, time and risk, added up / weeks from its start"
        " to its finish",
        source="Reinertsen, The Principles of Product Development Flow, 2009",
        undefined="as WSJF, or it has no start or finish",
        reads=_SCORED,
        read=lambda figures: lambda component: delay_by_duration(figures, component.id).value,
        inputs=_delay_inputs(delay_by_duration, "weeks"),
    ),
    Figure(
        id="alignment",
        table=COMPONENTS.name,
        title="strategic alignment",
        short="aligned",
        help="how far it serves the objectives, by their weights",
        kind="number",
        unit="percent, to a tenth",
        formula="sum(weight of objective x share it contributes) / sum(weights of objectives)",
        source="strategic alignment; PMI, The Standard for Portfolio Management",
        undefined="there is no objective",
        reads=READS,
        read=lambda figures: lambda component: alignment(figures, component.id),
        inputs=_alignment_inputs,
    ),
    Figure(
        id="pair_weight",
        table=SCORING_CRITERIA.name,
        title="weight by pairs",
        short="by pairs",
        help="what it weighs where every two criteria were compared",
        kind="number",
        unit="percent, to a tenth",
        formula="principal eigenvector of the comparisons; CR = ((lmax - n) / (n - 1)) / RI < 0.10",
        source="Saaty, The Analytic Hierarchy Process, 1980",
        undefined="two criteria of its component were not compared",
        reads=frozenset({SCORING_CRITERIA.name, COMPARISONS.name}),
        read=lambda figures: lambda criterion: pair_weight(figures, criterion),
        inputs=_pair_inputs,
    ),
)
"""Other ways to score."""
