"""This file turns the components of a scope into candidates: what each costs, and what it is worth.

What lacks a cost or a value is left out with the reason; a value that is missing never counts as
nought.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from pmtui.figures.catalogue import figure, figure_names
from pmtui.figures.core.amounts import Rates
from pmtui.figures.costs.by_period import by_period
from pmtui.figures.selection.documents import places_of, scaled
from pmtui.figures.selection.problem import (
    Rule,
    RuleKind,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money, exponent
from pmtui.model.rules.life_cycles import has_ended
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import fields_of
from pmtui.query.fields.definition import Field

AskedRule = tuple[RuleKind, tuple[int, ...]]
"""What is asked for beside the limits, with the ids of components."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be chosen by."""

    budgets: tuple[tuple[str, Decimal], ...]
    """Of a financial year, or of all where the label is empty; in the base currency."""
    value: str
    """The field or figure of a component that says what it is worth."""
    cost: str = "budget"
    """The one that says what it costs."""
    at_most: int = 0
    """How many may be in; 0 for as many as there are."""
    rules: tuple[AskedRule, ...] = ()


class Posed(msgspec.Struct, frozen=True):
    """A problem, and what could not take part in it."""

    problem: SelectionProblem
    excluded: tuple[tuple[str, str], ...]
    """Keys, each with the reason."""


def candidates_in(figures: Figures, scope: int) -> Iterator[Component]:
    """The projects of a scope that are not over."""
    components = figures.workspace.components
    for row_id in figures.live_subtree(scope):
        row = components[row_id]
        if row.kind == "project" and row_id != scope and not has_ended(row):
            yield row


def pose(figures: Figures, scope: int, asked: Asked) -> Posed:
    """The problem that a scope has by what is asked.

    Raises:
        QueryError: a field, a period or a component is named that there is none of.
    """
    base = figures.rates.base
    digits = exponent(base)
    value_field, cost_field = _field(asked.value), _field(asked.cost)
    value_of, cost_of = value_field.read(figures), cost_field.read(figures)
    is_money = value_field.kind == "money"
    years = [label for label, _ in asked.budgets if label]
    rows: list[tuple[Component, Decimal, list[Decimal]]] = []
    excluded: list[tuple[str, str]] = []
    for row in candidates_in(figures, scope):
        try:
            worth = _number(value_of(row), asked.value, figures.rates)
            cost = _number(cost_of(row), asked.cost, figures.rates)
            by_year = dict(_by_year(figures, row.id)) if years else {}
        except _MissingError as error:
            excluded.append((row.key, f"{error}{_why_none(figures, asked.value, row.id)}"))
            continue
        uses = [by_year.get(label, Decimal(0)) if label else cost for label, _ in asked.budgets]
        rows.append((row, worth, uses))
    places = digits if is_money else places_of(worth for _, worth, _ in rows)
    limits = [
        SelectionLimit(f"budget {label}".rstrip(), scaled(most, digits), "budget", digits, base)
        for label, most in asked.budgets
    ]
    if asked.at_most:
        limits.append(SelectionLimit("number of projects", asked.at_most, "count"))
    counted = (1,) if asked.at_most else ()
    candidates = tuple(
        SelectionCandidate(
            row.key,
            row.name,
            (
                StartChoice(
                    scaled(worth, places), (*(scaled(use, digits) for use in uses), *counted)
                ),
            ),
        )
        for row, worth, uses in rows
    )
    place = {row.id: at for at, (row, _, _) in enumerate(rows)}
    rules = tuple(_rules(figures, asked, place))
    unit = base if is_money else ""
    return Posed(
        SelectionProblem(candidates, tuple(limits), rules, (), places, unit), tuple(excluded)
    )


class _MissingError(ValueError):
    """Says why a component cannot take part."""


def _field(name: str) -> Field:
    fields = fields_of(COMPONENTS.name)
    if name not in fields or fields[name].kind not in {"number", "money"}:
        numbers = [known for known in fields if fields[known].kind in {"number", "money"}]
        raise QueryError(
            f"components have no number {name!r}", hint=f"there is {', '.join(sorted(numbers))}"
        )
    return fields[name]


def _why_none(figures: Figures, name: str, component: int) -> str:
    """Why a figure of a component is undefined, after a colon; empty for an amount."""
    declared = figure(figure_names(COMPONENTS.name).get(name, ""))
    if declared is None or declared.kind == "money":
        return ""
    lines = declared.inputs(figures, component)
    return next((f": {line.value}" for line in lines if line.label == "undefined because"), "")


def _number(value: object, name: str, rates: Rates) -> Decimal:
    """A value as a number; money in the base currency."""
    words = name.replace("_", " ")
    if isinstance(value, Money):
        rate = rates.worth.get(value.currency)
        if rate is None:
            raise _MissingError(f"{words}: no rate from {value.currency} to {rates.base}")
        exact = value.decimal * rate
        return exact.quantize(Decimal(1).scaleb(-exponent(rates.base)))
    if isinstance(value, int | Decimal):
        return Decimal(value)
    raise _MissingError(f"has no {words}")


def _by_year(figures: Figures, component: int) -> Iterator[tuple[str, Decimal]]:
    """What a component is planned to cost in each financial year, in the base currency."""
    answer = by_period(figures, component, "year")
    row = answer.rows[component]["budget"]
    if row.total.value is None:
        raise _MissingError(f"has no cost by year: {row.total.reason or 'nothing says when'}")
    if row.undated:
        raise _MissingError("part of its cost has no date: give it a start and a finish")
    for period, amount in zip(answer.periods, row.amounts, strict=True):
        money = Money(amount, row.total.value.currency)
        yield str(period.year), _number(money, "cost by year", figures.rates)


def _rules(figures: Figures, asked: Asked, place: dict[int, int]) -> Iterator[Rule]:
    """The rules between candidates; one that names what cannot take part is met without it."""
    for kind, members in asked.rules:
        there = tuple(dict.fromkeys(place[member] for member in members if member in place))
        missing = [
            figures.workspace.components[member].key for member in members if member not in place
        ]
        if not missing:
            yield Rule(kind, there)
        elif kind == "needs":
            if members[0] in place:
                reason = f"{missing[0]}, which it needs, is no candidate"
                yield Rule("must_not", (place[members[0]],), reason=reason)
        elif kind == "must":
            raise QueryError(f"{missing[0]} must be in but is no candidate with a cost and a value")
        elif there:
            yield Rule(kind, there)


def ids_of(figures: Figures, keys: Sequence[str]) -> tuple[int, ...]:
    """The components that keys mean.

    Raises:
        QueryError: one means none.
    """
    rows = {row.key: row.id for row in figures.workspace.components.values()}
    for key in keys:
        if key.upper() not in rows:
            raise QueryError(f"there is no component {key!r}")
    return tuple(rows[key.upper()] for key in keys)
