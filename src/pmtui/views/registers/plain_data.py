"""This file gives entities as plain data for other programs, a column at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

from pmtui.figures.catalogue import figures_unasked
from pmtui.figures.core.amounts import Amount
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money, as_number, stored_columns, title_of
from pmtui.query.fields.catalogue import resolve_field
from pmtui.query.fields.definition import Field, Stored

COMPONENT_FIGURES: Final = (
    "key", "name", "kind", "state", "rag", "percent", "start", "finish", "baseline_finish",
    "budget", "actual", "forecast", "open_risks", "overdue_tasks",
)  # fmt: skip
"""What `list components` gives other programs of each component, rolled up."""

PlainColumns = list[Sequence[object]]
"""Columns of some rows, each as long as there are rows."""

_PAGE: Final = 1_000
"""Rows that are read together: enough to pay for a column, too few to weigh anything."""
_PLAIN: Final = frozenset({"text", "key", "yes", "minutes", "choice", "flag"})
"""Kinds of fields whose values are texts, whole numbers or truths as they are."""
_REPEATED: Final = frozenset({"date", "reference", "component", "money"})
"""Kinds of fields of which many rows hold the same value."""
_Values = Sequence[object]
_Convert = Callable[[_Values], _Values]


def plain_rows(
    figures: Figures, table: str, ids: Iterable[int], columns: Sequence[str]
) -> list[dict[str, object]]:
    """Entities as plain data for other programs: dates in ISO 8601, money as decimal text.

    References are keys, or names where there is no key; what is undefined is None.

    Raises:
        QueryError: the table has no such field.
    """
    pages = plain_pages(figures, table, ids, columns)
    return [
        dict(zip(columns, row, strict=True)) for page in pages for row in zip(*page, strict=True)
    ]


def plain_pages(
    figures: Figures, table: str, ids: Iterable[int], columns: Sequence[str]
) -> Iterator[PlainColumns]:
    """As `plain_rows`, some rows at a time and as columns: what is not held need not be paid for.

    Raises:
        QueryError: the table has no such field; before there is a page.
    """
    fields = [resolve_field(table, name) for name in columns]
    reads = [(_source(figures, field), _convert(figures, field)) for field in fields]
    rows = figures.workspace.rows(table)
    return _pages(map(rows.__getitem__, ids), reads)


def _pages(
    rows: Iterator[Entity], reads: Sequence[tuple[str | Callable[[object], object], _Convert]]
) -> Iterator[PlainColumns]:
    while page := [*islice(rows, _PAGE)]:
        stored = stored_columns(page)
        yield [
            convert(stored[source] if isinstance(source, str) else [*map(source, page)])
            for source, convert in reads
        ]


def _source(figures: Figures, field: Field) -> str | Callable[[object], object]:
    """The attribute a field shows as it is, or what works out its value of a row."""
    return field.read.name if isinstance(field.read, Stored) else field.read(figures)


def _convert(figures: Figures, field: Field) -> _Convert:
    """What makes plain data of the values of a field; what is plain already is left alone."""
    if field.kind in _PLAIN:
        return lambda values: values
    if field.kind == "number":
        return _without_decimals
    if field.kind in _REPEATED:
        return _looked_up(
            lambda value: None if value is None else plain_value(figures, field, value)
        )
    if field.kind == "tags":
        return lambda values: [[*value] if isinstance(value, tuple) else value for value in values]
    return lambda values: [
        [] if value == () else plain_value(figures, field, value) for value in values
    ]


class _MadeOnce(dict[object, object]):
    """Plain values by what they are made of, each made once."""

    def __init__(self, make: Callable[[object], object]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: object) -> object:
        plain = self[value] = self._make(value)
        return plain


def _looked_up(make: Callable[[object], object]) -> _Convert:
    known = _MadeOnce(make)
    return lambda values: [*map(known.__getitem__, values)]


def _without_decimals(values: _Values) -> _Values:
    if Decimal not in {*map(type, values)}:
        return values
    return [str(value) if isinstance(value, Decimal) else value for value in values]


def plain_value(figures: Figures, field: Field, value: object) -> object:
    """One value of a field as plain data."""
    if isinstance(value, tuple):
        found = (plain_value(figures, field, entry) for entry in value)
        return [entry for entry in found if entry is not None]
    if field.kind in {"reference", "component", "people"}:
        return _named(figures, field, as_number(value))
    if isinstance(value, Money):
        return {"amount": str(value.decimal), "currency": value.currency}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def component_figures(figures: Figures, component_id: int) -> dict[str, object]:
    """What `COMPONENT_FIGURES` names of one component, with everything below it."""
    one: Component = figures.workspace.components[component_id]
    rollup, health = figures.rollup(component_id), figures.health(component_id)
    money = figures.money(component_id)
    worst = figures.workspace.components.get(rollup.dates.worst_at)
    unasked = plain_rows(figures, "components", (component_id,), figures_unasked("components"))
    return {
        "key": one.key,
        "name": one.name,
        "kind": one.kind,
        "state": one.state,
        "rag": health.computed or None,
        "percent": rollup.percent,
        "start": _iso(one.start),
        "finish": _iso(rollup.finish),
        "baseline_finish": _iso(rollup.baseline_finish),
        "budget": _decimal(money.budget),
        "actual": _decimal(money.actual),
        "forecast": _decimal(money.forecast),
        "open_risks": rollup.risks.open,
        "overdue_tasks": rollup.work.overdue,
        "reported_rag": health.reported or None,
        "said_rag": health.reported or None,
        "computed_rag": health.computed or None,
        "slip_days": rollup.slip,
        "planned": _iso(rollup.finish),
        "promised": _iso(rollup.dates.promised),
        "margin": rollup.margin,
        "own_baseline": rollup.dates.is_own_baseline,
        "worst_below": rollup.dates.worst_below,
        "worst_below_key": worst.key if worst is not None else None,
        "high_risks": rollup.risks.high,
        "open_threats": rollup.risks.threats,
        "open_opportunities": rollup.risks.opportunities,
        "open_issues": rollup.risks.issues,
        "high_issues": rollup.risks.high_issues,
        "whole_life_cost": _decimal(rollup.whole_life_cost),
        "benefits_baseline": _decimal(rollup.benefits_baseline),
        "currency": _currency(money.budget, money.forecast, rollup.whole_life_cost),
        **{name: value for row in unasked for name, value in row.items()},
    }


def _named(figures: Figures, field: Field, entity_id: int) -> str | None:
    workspace = figures.workspace
    table = "components" if field.kind == "component" else field.refers
    row = workspace.get(table, entity_id) if table else workspace.entity(entity_id)
    if row is None:
        return None
    return title_of(row) if table == "people" or not row.key else row.key


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _decimal(amount: Amount) -> str | None:
    return str(amount.value.decimal) if amount.value is not None else None


def _currency(*amounts: Amount) -> str | None:
    return next((amount.value.currency for amount in amounts if amount.value is not None), None)
