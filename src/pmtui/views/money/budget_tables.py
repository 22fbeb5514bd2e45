"""This file shows where the money of a scope comes from: budget changes, funding, reserves."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from pmtui.figures.costs.position import agreed_budget
from pmtui.figures.costs.task_shares import proposed_changes
from pmtui.figures.funding.funding import funded, funding_gap
from pmtui.figures.funding.months_short import MonthShort, months_short
from pmtui.figures.funding.reserves import contingency_gap, contingency_needed, reserve_left
from pmtui.views.registers.listing import listed_part
from pmtui.views.shapes.table import Cell, Line, Table, ViewRequest
from pmtui.views.wording.formatting import amount_cell, short_money

_changes: Final = listed_part(
    "no budget change yet: a adds one, such as More licences amount:20k project:P-1; with"
    " taken_from:P-2 it is a transfer"
)
_funding: Final = listed_part(
    "no funding yet: a adds one, such as Capital budget amount:600k at:2027-01-01 project:P-1"
)
_reserves: Final = listed_part(
    "no reserve yet: a adds one, such as Contingency amount:40k project:P-1, or kind:management"
)
draws: Final = listed_part(
    "nothing drawn yet: a adds a draw, such as New search server reserve:RV-1 amount:8k risk:R-1"
)


def budget_changes(request: ViewRequest) -> Table:
    """The budget changes of a scope, and below them what makes its budget what it is."""
    table = _changes(request)
    if not table.ids:
        return table
    figures, base = request.figures, request.figures.rates.base
    budget = agreed_budget(figures, request.scope)
    cells = {
        "original": amount_cell(budget.original, base),
        "approved": amount_cell(budget.approved, base),
        "current": amount_cell(budget.amount, base),
    }
    proposed = proposed_changes(figures, request.scope)
    if proposed.counted:
        cells["proposed"] = amount_cell(proposed, base)
    return replace(table, foot=(_line(cells),))


def funding(request: ViewRequest) -> Table:
    """The funding of a scope, and below it what is short of the forecast, and when."""
    table = _funding(request)
    if not table.ids:
        return table
    figures, scope = request.figures, request.scope
    base = figures.rates.base
    cells = {
        "funded to date": amount_cell(funded(figures, scope, figures.today), base),
        "in all": amount_cell(funded(figures, scope), base),
        "less forecast": amount_cell(funding_gap(figures, scope), base),
    }
    return replace(table, foot=(_line(cells), _short_line(months_short(figures, scope), base)))


def _short_line(short: tuple[MonthShort, ...], base: str) -> Line:
    """From which month on, and in which most, more is spent than was given by then."""
    if not short:
        return (Cell("no month will have spent more than was given by then", "dim"),)
    first, most = short[0], max(short, key=lambda month: month.short.amount)
    return (
        Cell("short from", "dim"),
        Cell(f"{first.last:%b %Y} by {short_money(first.short, base)}", "bad"),
        Cell("most in", "dim"),
        Cell(f"{most.last:%b %Y} by {short_money(most.short, base)}", "bad"),
    )


def reserves(request: ViewRequest) -> Table:
    """The reserves of a scope, and below them what open risks ask for beside what is left."""
    table = _reserves(request)
    if not table.ids:
        return table
    figures, scope = request.figures, request.scope
    base = figures.rates.base
    cells = {
        "contingency left": amount_cell(reserve_left(figures, scope, "contingency"), base),
        "risks ask for": amount_cell(contingency_needed(figures, scope), base),
        "difference": amount_cell(contingency_gap(figures, scope), base),
        "mgmt left": amount_cell(reserve_left(figures, scope, "management"), base),
    }
    return replace(table, foot=(_line(cells),))


def _line(cells: Mapping[str, Cell]) -> Line:
    """Amounts, each after what it is; below nought in red."""
    return tuple(
        part
        for name, cell in cells.items()
        for part in (
            Cell(name, "dim"),
            replace(cell, tone="bad") if cell.text.startswith("-") else cell,
        )
    )
