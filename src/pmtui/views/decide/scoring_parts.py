"""This file shows how projects do by the criteria of their portfolio, and what is still missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.choosing.scoring_ways import alignment, delay_by_duration, delay_by_size
from pmtui.figures.selection.component_scores import (
    ComponentScore,
    CriterionScore,
    component_score,
    consistency_words,
    who_and_when,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.scoring import ScoringCriterion
from pmtui.model.entities.components import Component
from pmtui.query.choosing import candidates_in
from pmtui.query.sequencing import SequencedProject
from pmtui.views.decide.decided import start_order
from pmtui.views.registers.listing import NO_MATCH, listed_part
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Line, Table, Tone, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NOTHING

_NONE_YET: Final = "no project here is still open: a adds one"
_NO_ORDER: Final = "no project here is chosen, so there is nothing to put in order"
_TOO_MANY: Final = "more projects than are put in order on the screen: pmtui select --sequence"
_MOST_COLUMNS: Final = 8
"""Criteria with a column of their own, those that weigh most; `=` says all."""

scores: Final = listed_part(
    "no score yet: a adds one, such as component:P-1 criterion:SC-1 value:4"
)
choices: Final = listed_part("no body was asked yet which projects to do: ! asks one")
comparisons: Final = listed_part(
    "no two criteria were compared: a compares them, such as criterion:SC-1 other:SC-2 times:3"
)
criteria: Final = listed_part(
    "no criterion yet: a adds one, such as Strategic fit weight:3 scale:5"
)
selection_rules: Final = listed_part(
    "no rule yet: a adds one, such as component:P-2 kind:needs other:P-1"
)


def scoring_table(request: ViewRequest) -> Table:
    """The projects that may be done by criterion, with their score, and why it is missing."""
    figures = request.figures
    answers = {
        row.id: component_score(figures, row.id) for row in candidates_in(figures, request.scope)
    }
    used = {
        graded.criterion.id: graded.criterion
        for of in answers.values()
        for graded in of.by_criterion
    }
    shown = sorted(used.values(), key=lambda row: (-row.weight, row.id))[:_MOST_COLUMNS]
    ids = tuple(row_id for row_id in request.ids if row_id in answers)
    asked = msgspec.structs.replace(request, ids=ids)
    columns = (*_columns(answers, shown), *_other_ways(figures, answers))
    table = rows_table(asked, columns, none_yet=_NONE_YET, no_match=NO_MATCH)
    foot = tuple(_consistency(answers))
    return msgspec.structs.replace(table, foot=foot) if foot else table


def sequence_table(request: ViewRequest) -> Table:
    """When those start that are worth most, and why each not earlier."""
    figures = request.figures
    order = start_order(figures, request.scope)
    projects = {project.row.id: project for project in order.projects} if order is not None else {}
    ids = tuple(row_id for row_id in request.ids if row_id in projects)
    asked = msgspec.structs.replace(request, ids=ids)
    none_yet = _NO_ORDER if order is not None else _TOO_MANY
    no_match = NO_MATCH if projects else none_yet
    table = rows_table(asked, _start_columns(projects), none_yet=none_yet, no_match=no_match)
    if order is None or not projects:
        return table
    costs = [
        f"by {cost.by.replace('_', ' ')} {NOTHING.text if cost.points is None else cost.points}"
        for cost in order.orders
    ]
    first = order.orders[0]
    words = f"; {first.reason}" if first.reason else ""
    line = (Cell("cost of delay", "head"), Cell(f"{', '.join(costs)}{words}"))
    return msgspec.structs.replace(table, foot=(line,))


def _start_columns(
    projects: Mapping[int, SequencedProject],
) -> tuple[ViewColumn[Component], ...]:
    def day(value: date | None) -> Cell:
        return Cell(value.isoformat()) if value is not None else NOTHING

    def rank(_figures: Figures, row: Component) -> Cell:
        number = projects[row.id].rank
        return NOTHING if number is None else Cell(f"{number:,f}")

    return (
        ViewColumn(
            key="start", title="start", width=10,
            cell=lambda _figures, row: day(projects[row.id].start),
            value=lambda _figures, row: projects[row.id].start,
        ),
        ViewColumn(key="key", title="key", width=6, cell=lambda _figures, row: Cell(row.key)),
        ViewColumn(
            key="name", title="name", width=14, flex=1, cell=lambda _figures, row: Cell(row.name)
        ),
        ViewColumn(
            key="later", title="later", width=5, align="right",
            cell=lambda _figures, row: Cell(f"{projects[row.id].later}m", "warn")
            if projects[row.id].later else NOTHING,
            value=lambda _figures, row: projects[row.id].later,
        ),
        ViewColumn(
            key="reason", title="why not earlier", width=24, flex=1,
            cell=lambda _figures, row: Cell(projects[row.id].why, "dim"),
            value=lambda _figures, row: projects[row.id].why,
        ),
        ViewColumn(
            key="finish", title="finish", width=10, priority=8,
            cell=lambda _figures, row: day(projects[row.id].finish),
            value=lambda _figures, row: projects[row.id].finish,
        ),
        ViewColumn(
            key="rank", title="rank", width=8, align="right", priority=9, cell=rank,
            value=lambda _figures, row: projects[row.id].rank,
        ),
    )  # fmt: skip


def _consistency(answers: dict[int, ComponentScore]) -> Iterator[Line]:
    """Where weights follow from comparisons in pairs, how far these agree."""
    for words, is_consistent in {
        (consistency_words(answer.pairs), answer.pairs.is_consistent): None
        for answer in answers.values()
        if answer.pairs is not None
    }:
        tone: Tone = "dim" if is_consistent else "bad"
        yield (Cell(f"weights by pairs, consistency ratio {words}", tone),)


def _other_ways(
    figures: Figures, answers: dict[int, ComponentScore]
) -> Iterator[ViewColumn[Component]]:
    """Columns of what waiting costs, and of alignment, where some project here has them."""
    ways: tuple[tuple[str, str, Callable[[Figures, int], Decimal | None]], ...] = (
        ("wsjf", "WSJF", lambda sheet, row: delay_by_size(sheet, row).value),
        ("cd3", "CD3", lambda sheet, row: delay_by_duration(sheet, row).value),
        ("alignment", "aligned", alignment),
    )
    for key, title, of in ways:
        if any(of(figures, row_id) is not None for row_id in answers):
            yield _number_column(key, title, of)


def _number_column(
    key: str, title: str, of: Callable[[Figures, int], Decimal | None]
) -> ViewColumn[Component]:
    def cell(figures: Figures, row: Component) -> Cell:
        number = of(figures, row.id)
        return NOTHING if number is None else Cell(f"{number}")

    return ViewColumn(
        key=key, title=title, width=7, align="right", priority=8, cell=cell,
        value=lambda figures, row: of(figures, row.id),
    )  # fmt: skip


def _columns(
    answers: dict[int, ComponentScore], shown: Sequence[ScoringCriterion]
) -> tuple[ViewColumn[Component], ...]:
    def score(_figures: Figures, row: Component) -> Cell:
        value = answers[row.id].value
        return NOTHING if value is None else Cell(f"{value}%", "head")

    def judged(figures: Figures, row: Component) -> Cell:
        """Who scored last, and when."""
        given = [
            graded.score for graded in answers[row.id].by_criterion if graded.score is not None
        ]
        last = max(given, key=lambda graded: (str(graded.at or ""), graded.id), default=None)
        return Cell(who_and_when(figures, last), "dim") if last is not None else NOTHING

    return (
        ViewColumn(key="key", title="key", width=6, cell=lambda _figures, row: Cell(row.key)),
        ViewColumn(
            key="name", title="name", width=14, flex=1, cell=lambda _figures, row: Cell(row.name)
        ),
        ViewColumn(key="score", title="score", width=6, align="right", cell=score),
        *(_criterion(answers, criterion, at) for at, criterion in enumerate(shown)),
        ViewColumn(
            key="reason", title="missing or expired", width=18, flex=1,
            cell=lambda _figures, row: Cell(answers[row.id].reason, "warn"),
            value=lambda _figures, row: answers[row.id].reason or None,
        ),
        ViewColumn(
            key="judged", title="last scored", width=16, priority=9, cell=judged,
            value=lambda figures, row: judged(figures, row).text,
        ),
    )  # fmt: skip


def _criterion(
    answers: dict[int, ComponentScore], criterion: ScoringCriterion, at: int
) -> ViewColumn[Component]:
    def of(row: Component) -> CriterionScore | None:
        entries = answers[row.id].by_criterion
        return next((graded for graded in entries if graded.criterion.id == criterion.id), None)

    def cell(_figures: Figures, row: Component) -> Cell:
        graded = of(row)
        if graded is None or graded.score is None:
            return NOTHING
        return (
            Cell(f"{graded.score.value}?", "warn")
            if graded.is_expired
            else Cell(graded.score.value)
        )

    def value(_figures: Figures, row: Component) -> float | None:
        graded = of(row)
        return (
            float(graded.score.value or 0)
            if graded is not None and graded.score is not None
            else None
        )

    return ViewColumn(
        key=f"by {criterion.key or criterion.id}",
        title=criterion.name,
        width=8,
        align="right",
        priority=1 + at,
        cell=cell,
        value=value,
    )
