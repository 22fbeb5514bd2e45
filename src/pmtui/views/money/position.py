"""This file shows how the money of a scope stands: a row a component, own and below added up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pmtui.figures.catalogue import figure
from pmtui.figures.core.amounts import NOTHING_GIVEN, Amount, difference, share_percent
from pmtui.figures.costs.position import cost_position, current_budget
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, Table, TableRow, Tone, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NO_COMPONENT, NOTHING, amount_cell, short_money

_WIDTH: Final = 9
_NOTHING_YET: Final = "nothing given: s b sets a budget"

_AMOUNTS: Final[Mapping[str, Callable[[Figures, int], Amount]]] = {
    "budget": current_budget,
    "actual": lambda figures, row_id: cost_position(figures, row_id).actual,
    "cost_forecast": lambda figures, row_id: cost_position(figures, row_id).forecast,
    "whole_life_cost": lambda figures, row_id: figures.rollup(row_id).whole_life_cost,
}


_NO_MATCH: Final = "no component matches the filter: Esc shows all"
NAME: Final = ViewColumn[Component](
    key="name",
    title="component",
    width=12,
    flex=1,
    most=34,
    cell=lambda _figures, row: Cell(row.name),
)
"""What the row is of."""


def outline_table(request: ViewRequest, columns: Sequence[ViewColumn[Component]]) -> Table:
    """The components of a scope; sorted by nothing they stand as in the tree.

    Args:
        request: what is asked for.
        columns: what each row shows.
    """
    figures, kept = request.figures, frozenset(request.ids)
    rows = figures.workspace.components
    depths = dict(outline(figures, request.scope))
    shown = [row_id for row_id in depths if row_id in kept]
    shown += sorted(kept - depths.keys())

    def row_of(row_id: int) -> TableRow:
        row = rows[row_id]
        cells = tuple(column.cell(figures, row) for column in columns)
        depth = 0 if request.sort else depths.get(row_id, 0)
        return TableRow(row_id, cells, "dim" if row.archived else "plain", depth)

    return Table(
        columns=tuple(columns),
        ids=sorted_rows(figures, shown, request.sort, columns, lambda _row_id: "components"),
        row_of=row_of,
        sort=request.sort,
        total=request.total,
        empty=_NO_MATCH if request.total else NO_COMPONENT,
    )


def outline(figures: Figures, scope: int) -> Iterator[tuple[int, int]]:
    """The components of a scope as they stand in the tree, with how deep each lies."""
    tops = (scope,) if scope else tuple(figures.live_children(0))
    waiting = [(top, 0) for top in reversed(tops)]
    while waiting:
        component, depth = waiting.pop()
        yield component, depth
        below = [(child, depth + 1) for child in figures.live_children(component)]
        waiting += reversed(below)


def position_table(request: ViewRequest) -> Table:
    """The components of a scope with their money, each with all below it."""
    return outline_table(request, tuple(_in_use(request.figures)))


def _sum_column(key: str, title: str, field: str, priority: int) -> ViewColumn[Component]:
    """A column of an amount that is added up from below."""
    amount_of = _AMOUNTS[key]

    def cell(figures: Figures, row: Component) -> Cell:
        return amount_cell(amount_of(figures, row.id), figures.workspace.policy.base_currency)

    return ViewColumn(
        key=key, title=title, width=_WIDTH, align="right", priority=priority, cell=cell, field=field
    )


_SIGNED: Final = frozenset({"variance", "year_variance", "forecast_change"})


def _figure_column(
    key: str, title: str, priority: int, tone_of: Callable[[Figures, Component, Money], Tone]
) -> ViewColumn[Component]:
    """A column of a declared figure."""

    def cell(figures: Figures, row: Component) -> Cell:
        declared = figure(key)
        money = declared.read(figures)(row) if declared is not None else None
        if not isinstance(money, Money):
            return NOTHING
        text = short_money(money, figures.workspace.policy.base_currency)
        sign = "+" if money.amount > 0 and key in _SIGNED else ""
        return Cell(f"{sign}{text}", tone_of(figures, row, money))

    return ViewColumn(
        key=key, title=title, width=_WIDTH, align="right", priority=priority, cell=cell
    )


def _plain(_figures: Figures, _row: Component, _money: Money) -> Tone:
    return "plain"


def _over(figures: Figures, row: Component, money: Money) -> Tone:
    """By the share of the budget from which the policy rates it amber or red."""
    if money.amount <= 0:
        return "good" if money.amount else "plain"
    budget, policy = current_budget(figures, row.id), figures.workspace.policy
    variance = difference(cost_position(figures, row.id).forecast, budget, figures.rates)
    percent = share_percent(variance, budget, figures.rates) or 0
    if percent >= policy.cost_red_percent:
        return "bad"
    return "warn" if percent >= policy.cost_amber_percent else "plain"


def _below_nought(_figures: Figures, _row: Component, money: Money) -> Tone:
    return "bad" if money.amount < 0 else "plain"


def _note(figures: Figures, row: Component) -> Cell:
    """Why the first of its sums is undefined; what to do where nothing is given at all."""
    parts = (("budget", "budget"), ("actual", "actual"), ("forecast", "cost_forecast"))
    amounts = [(name, _AMOUNTS[key](figures, row.id)) for name, key in parts]
    if not any(amount.counted for _, amount in amounts):
        return Cell(_NOTHING_YET, "dim")
    for name, amount in amounts:
        if amount.value is None:
            reason = "not given" if amount.reason == NOTHING_GIVEN else amount.reason
            return Cell(f"{name}: {reason}", "dim" if amount.reason == NOTHING_GIVEN else "warn")
    return Cell("")


_CHANGES: Final = _figure_column("approved_changes", "changed", 5, _plain)
_COLUMNS: Final[tuple[ViewColumn[Component], ...]] = (
    NAME,
    _figure_column("original_budget", "original", 6, _plain),
    _CHANGES,
    _sum_column("budget", "budget", "total_budget", 0),
    _sum_column("actual", "actual", "actual", 2),
    _figure_column("cost_to_go", "to go", 4, _plain),
    _sum_column("cost_forecast", "forecast", "total_forecast", 0),
    _figure_column("variance", "variance", 1, _over),
    _figure_column("last_forecast", "last fcst", 6, _plain),
    _figure_column("forecast_change", "change", 5, _plain),
    _figure_column("year_budget", "yr budget", 3, _plain),
    _figure_column("year_actual", "yr actual", 6, _plain),
    _figure_column("year_forecast", "yr fcst", 3, _plain),
    _figure_column("year_variance", "yr var", 5, _plain),
    _figure_column("carry_over", "carried", 7, _below_nought),
    _figure_column("later_forecast", "after yr", 7, _plain),
    _sum_column("whole_life_cost", "life cost", "total_life_cost", 2),
    _figure_column("distributed", "below", 9, _plain),
    _figure_column("unallocated", "unalloc.", 8, _below_nought),
    ViewColumn(
        key="note", title="note", width=24, priority=10, cell=_note,
        value=lambda figures, row: _note(figures, row).text or None,
    ),
)  # fmt: skip
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: (name,) for name in ("actual", "cost_forecast", "whole_life_cost")},
    "cost_to_go": ("cost_forecast", "actual"),
    "variance": ("cost_forecast", "budget"),
    "last_forecast": ("last_forecast",),
    "forecast_change": ("last_forecast", "cost_forecast"),
    "year_budget": ("year_budget",),
    "year_actual": ("year_actual",),
    "year_forecast": ("year_forecast",),
    "carry_over": ("carry_over",),
    "later_forecast": ("later_forecast",),
    "year_variance": ("year_budget", "year_forecast"),
}
"""The sums without which a column says nothing."""
_OF_CHANGES: Final = frozenset({"original_budget", "approved_changes"})
_DECLARED: Final = (
    "year_budget", "year_actual", "year_forecast", "carry_over", "later_forecast", "last_forecast",
)  # fmt: skip
_OF_BELOW: Final = frozenset({"distributed", "unallocated"})


def _has_amounts(figures: Figures, name: str) -> bool:
    """Whether a figure is more than nothing for any component."""
    declared = figure(name)
    if declared is None:
        return False
    read = declared.read(figures)
    amounts = (read(row) for row in figures.workspace.components.values() if not row.archived)
    return any(isinstance(money, Money) and money.amount for money in amounts)


def _in_use(figures: Figures) -> Iterator[ViewColumn[Component]]:
    """The columns that say something in this store; that of budgets where none does."""
    given = {name for name, amount_of in _AMOUNTS.items() if amount_of(figures, 0).counted}
    given |= {name for name in _DECLARED if _has_amounts(figures, name)}
    has_shares = any(
        row.budget is not None and next(iter(figures.live_children(row.id)), 0)
        for row in figures.workspace.components.values()
    )
    tops = [figures.workspace.components[top] for top in figures.live_children(0)]
    is_changed = any(_CHANGES.cell(figures, row) != NOTHING for row in tops)
    for column in _COLUMNS:
        if column.key in _OF_BELOW:
            is_used = has_shares
        elif column.key in _OF_CHANGES:
            is_used = is_changed
        elif column.key == "budget":
            is_used = "budget" in given or not given
        else:
            is_used = given.issuperset(_NEEDS.get(column.key, ()))
        if is_used:
            yield column
