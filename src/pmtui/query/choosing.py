"""This file turns the components of a scope into candidates: what each costs, and what it is worth.

What lacks a cost or a value is left out with the reason; a value that is missing never counts as
nought.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.catalogue import figure, figure_names
from pmtui.figures.choosing.benefit_worth import brought_about, worth_of
from pmtui.figures.choosing.role_limits import role_limits
from pmtui.figures.choosing.spending import CostsByMonth, UnknownCostError
from pmtui.figures.choosing.store_limits import Funds, LimitUse, Uses, money_limits, under_way
from pmtui.figures.choosing.store_rules import (
    AskedRule,
    goes_on,
    months_later,
    placed_rules,
    sharers,
    stored_rules,
)
from pmtui.figures.core.amounts import Rates, in_currency
from pmtui.figures.core.periods import financial_year
from pmtui.figures.selection.documents import places_of, scaled
from pmtui.figures.selection.problem import (
    WORTH,
    Posed,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    Shared,
    StartChoice,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money, exponent
from pmtui.model.entities.registers import Benefit
from pmtui.model.rules.life_cycles import has_ended
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import fields_of
from pmtui.query.fields.definition import Field

_AS_PLANNED: Final = (0,)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be chosen by."""

    budgets: tuple[tuple[str, Decimal], ...] = ()
    """Of a financial year, or of all where the label is empty; in the base currency. Where there
    are none it is what the store has: funding, or the budget of the scope.
    """
    value: str = WORTH
    """The field or figure of a component that says what it is worth."""
    cost: str = "budget"
    """The one that says what it costs."""
    at_most: int = 0
    """How many may be in; 0 for as many as there are."""
    rules: tuple[AskedRule, ...] = ()
    """Beside those of the store."""
    starts: tuple[int, ...] = _AS_PLANNED
    """By how many months each may start later, up to the last day that a rule of the store says."""


def candidates_in(figures: Figures, scope: int) -> Iterator[Component]:
    """The projects of a scope that are not over."""
    components = figures.workspace.components
    for row_id in figures.live_subtree(scope):
        row = components[row_id]
        if row.kind == "project" and row_id != scope and not has_ended(row):
            yield row


class _Weighed(msgspec.Struct, frozen=True):
    """A project that can take part."""

    row: Component
    worth: Decimal
    cost: int
    """In minor units of the base currency."""
    laters: tuple[int, ...]
    """By how many months it may start later."""


class _MissingError(ValueError):
    """Says why a component cannot take part."""


def pose(figures: Figures, scope: int, asked: Asked) -> Posed:
    """The problem that a scope has by what is asked, and by the rules and limits of the store.

    Raises:
        QueryError: a field, a period or a component is named that there is none of.
    """
    spendings, funds = CostsByMonth(figures, scope), Funds(figures, scope)
    rules = (*asked.rules, *stored_rules(figures, scope))
    by_date = any(label for label, _ in asked.budgets) if asked.budgets else bool(funds.ends())
    asked = msgspec.structs.replace(asked, rules=rules)
    going_on = under_way(figures, scope) if funds.is_known and not asked.budgets else ()
    weighed, excluded = _candidates(
        figures, scope, asked, spendings if by_date else None, frozenset(going_on)
    )
    laters = {entry.row.id: entry.laters for entry in weighed}
    costs = {entry.row.id: (entry.cost,) * len(entry.laters) for entry in weighed}
    limits = [
        *(
            _typed_limits(figures, asked, spendings, costs, laters)
            if asked.budgets
            else money_limits(funds, spendings, costs, laters)
        ),
        *role_limits(figures, laters),
    ]
    if asked.at_most:
        once = {component: (1,) * len(ways) for component, ways in laters.items()}
        limit = SelectionLimit("number of projects", asked.at_most, "count")
        limits.append(LimitUse(limit, once))
    is_money = number_field(asked.value).kind == "money"
    places = (
        exponent(figures.rates.base) if is_money else places_of(entry.worth for entry in weighed)
    )
    place = {entry.row.id: at for at, entry in enumerate(weighed)}
    _refuse_no_candidates(figures, asked, place)
    problem = SelectionProblem(
        tuple(_with_choices(entry, places, limits) for entry in weighed),
        tuple(entry.limit for entry in limits),
        tuple(placed_rules(figures, asked.rules, place)),
        tuple(_shared(figures, place)) if is_money else (),
        places,
        figures.rates.base if is_money else "",
    )
    rows = figures.workspace.components
    keys = tuple(rows[row_id].key for row_id in going_on if rows[row_id].kind == "project")
    return Posed(problem, tuple(excluded), keys, "" if asked.budgets else funds.reason)


def _candidates(
    figures: Figures,
    scope: int,
    asked: Asked,
    spendings: CostsByMonth | None,
    going_on: frozenset[int],
) -> tuple[list[_Weighed], list[tuple[str, str]]]:
    """Who takes part, and who cannot with the reason; spendings where it matters when money goes.

    Raises:
        QueryError: a field is named that there is none of.
    """
    value_field, cost_field = number_field(asked.value), number_field(asked.cost)
    value_of, cost_of = value_field.read(figures), cost_field.read(figures)
    digits = exponent(figures.rates.base)
    later = months_later(figures, scope)
    sharing = {member for members in sharers(figures).values() for member in members}
    must = {rule.members[0] for rule in asked.rules if rule.kind == "must"}
    weighed: list[_Weighed] = []
    excluded: list[tuple[str, str]] = []
    for row in candidates_in(figures, scope):
        if row.id in going_on:
            continue
        try:
            value = value_of(row)
            if value is None and asked.value == WORTH:
                value = brought_about(figures, row.id).value
            if value is None and (row.id in must or row.id in sharing):
                value = 0
            worth = _number(value, asked.value, figures.rates)
            cost = _number(cost_of(row), asked.cost, figures.rates)
            if spendings is not None:
                spendings.dated(row.id)
        except (_MissingError, UnknownCostError) as error:
            why = f"{error}{_why_none(figures, asked.value, row.id)}"
            excluded.append((row.key, why))
            continue
        ways = later.get(row.id, _AS_PLANNED)
        if asked.starts != _AS_PLANNED:
            last = max(later.get(row.id, asked.starts))
            ways = tuple(months for months in asked.starts if months <= last)
        weighed.append(_Weighed(row, worth, scaled(cost, digits), ways))
    return weighed, excluded


def _refuse_no_candidates(figures: Figures, asked: Asked, place: Mapping[int, int]) -> None:
    """Refuse what somebody has typed that must be in and cannot be.

    Raises:
        QueryError: which, and why.
    """
    for rule in asked.rules:
        for member in rule.members if rule.kind == "must" and not rule.key else ():
            if member not in place and not goes_on(figures, member):
                key = figures.workspace.components[member].key
                raise QueryError(f"{key} must be in but is no candidate with a cost")


def _typed_limits(
    figures: Figures,
    asked: Asked,
    spendings: CostsByMonth,
    costs: Uses,
    laters: Mapping[int, tuple[int, ...]],
) -> Iterator[LimitUse]:
    """The budgets that are asked for: of all, or of financial years."""
    base = figures.rates.base
    digits = exponent(base)
    year = financial_year(figures.workspace.policy)
    for label, most in asked.budgets:
        name = f"budget {label}".rstrip()
        uses = costs
        if label:
            if not label.isdigit() or not 0 < int(label) < 9999:
                raise QueryError(f"{label!r} is no year: write 2027=1.2m, or 1.2m for all")
            first, last = year.start(int(label)), year.period(year.start(int(label)), "year").last
            uses = {
                row_id: tuple(spendings.dated(row_id).between(first, last, way) for way in ways)
                for row_id, ways in laters.items()
            }
        yield LimitUse(SelectionLimit(name, scaled(most, digits), "budget", digits, base), uses)


def _with_choices(entry: _Weighed, places: int, limits: Sequence[LimitUse]) -> SelectionCandidate:
    value = scaled(entry.worth, places)
    ways = (
        StartChoice(value, tuple(limit.uses[entry.row.id][at] for limit in limits), months)
        for at, months in enumerate(entry.laters)
    )
    return SelectionCandidate(entry.row.key, entry.row.name, tuple(ways))


def _shared(figures: Figures, place: Mapping[int, int]) -> Iterator[Shared]:
    """Benefits that count once; those that come anyway, by a project that is under way, do not."""
    benefits, rates = figures.workspace.rows_of(Benefit), figures.rates
    for benefit_id, members in sharers(figures).items():
        benefit = benefits.get(benefit_id)
        worth = worth_of(benefit) if benefit is not None else None
        value = in_currency(worth, rates.base, rates) if worth is not None else None
        there = tuple(place[member] for member in members if member in place)
        comes_anyway = any(goes_on(figures, member) for member in members if member not in place)
        if benefit is not None and value is not None and there and not comes_anyway:
            yield Shared(f"{benefit.key} {benefit.title}", value.amount, there)


def number_field(name: str) -> Field:
    """A number or an amount of components.

    Raises:
        QueryError: there is none of that name.
    """
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
