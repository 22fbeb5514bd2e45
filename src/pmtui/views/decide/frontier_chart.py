"""This file draws the efficient frontier: what each smaller budget is worth, and by which sets."""

from collections.abc import Iterator
from typing import Final

from pmtui.figures.choosing.kept_selections import Frontier, frontier_of
from pmtui.figures.selection.problem import OUT, Answer, SelectionProblem
from pmtui.figures.selection.selecting import Selection, Step
from pmtui.model.entities.entity import Money
from pmtui.views.charts.chart import Band, BandPoint, Chart, DataPoint, Series
from pmtui.views.decide.decided import decided
from pmtui.views.shapes.table import ViewRequest

_NO_LIMIT: Final = "no funding and no budget here limits the choice: s b sets the budget"
_NO_CHOICE: Final = "nothing to choose: no project here waits to be decided on"
_LOOKED_FOR: Final = "the best sets of each budget are being looked for"
_MOST_SETS: Final = 3
"""Sets of one value that are named."""


def frontier_chart(request: ViewRequest) -> Chart:
    """The most that is to be had from each budget, up to what there is.

    Where there are too many steps to find each, it is what some budgets give,
    with a band up to what no set can be worth more than.
    """
    base = request.figures.rates.base
    choice = decided(request.figures, request.scope)
    problem = choice.selection.problem
    found = frontier_of(request.figures, problem) if choice.there_is is not None else Frontier()
    answer = found or Frontier()
    points = tuple(_stepped(problem, answer.steps, base)) or tuple(_tried(answer.tried, base))
    band = Band(title="could be up to", points=tuple(_bounds(answer.tried, base)))
    return Chart(
        title="Worth by budget",
        unit=base,
        across="budget",
        series=(Series(title="worth", letter="w", kind="step", points=points),) if points else (),
        bands=(band,) if any(point.high > point.low for point in band.points) else (),
        empty=_LOOKED_FOR if found is None else _NO_LIMIT if problem.candidates else _NO_CHOICE,
    )


def _stepped(problem: SelectionProblem, steps: tuple[Step, ...], base: str) -> Iterator[DataPoint]:
    for step in steps:
        named = [_keys(problem, answer) for answer in step.sets[:_MOST_SETS]]
        more = len(step.sets) - _MOST_SETS
        words = " or ".join((*named, f"{more} more")) if more > 0 else " or ".join(named)
        yield DataPoint(_number(step.budget, base), _number(step.value, base), title=words)
    if steps and steps[-1].budget < problem.limits[0].most:
        last = _number(steps[-1].value, base)
        yield DataPoint(_number(problem.limits[0].most, base), last, title=words)


def _tried(tried: tuple[Selection, ...], base: str) -> Iterator[DataPoint]:
    for selection in tried:
        if selection.answer:
            budget = _number(selection.problem.limits[0].most, base)
            yield DataPoint(
                budget, _number(selection.value, base),
                title=_keys(selection.problem, selection.answer),
            )  # fmt: skip


def _bounds(tried: tuple[Selection, ...], base: str) -> Iterator[BandPoint]:
    for selection in tried:
        if selection.answer:
            budget = _number(selection.problem.limits[0].most, base)
            low, high = _number(selection.value, base), _number(selection.bound, base)
            yield BandPoint(budget, low, high)


def _keys(problem: SelectionProblem, answer: Answer) -> str:
    pairs = zip(problem.candidates, answer, strict=True)
    return ", ".join(candidate.key for candidate, way in pairs if way != OUT) or "none"


def _number(minor: int, base: str) -> float:
    return float(Money(minor, base).decimal)
