"""This file shows where the money of a scope comes from, and how its budget was changed."""

from typing import Final

from msgspec.structs import replace

from pmtui.figures.costs.budgets import budget_sums
from pmtui.views.registers.listing import listed_part
from pmtui.views.shapes.request import ViewRequest
from pmtui.views.shapes.table import Cell, Line, Table
from pmtui.views.wording.formatting import amount_cell

_changes: Final = listed_part(
    "no budget change yet: a adds one, such as More licences amount:20k project:P-1; with"
    " taken_from:P-2 it is a transfer"
)


def budget_changes(request: ViewRequest) -> Table:
    """The budget changes of a scope, and below them what makes its budget what it is."""
    table = _changes(request)
    return replace(table, foot=(_budget_line(request),)) if table.ids else table


def _budget_line(request: ViewRequest) -> Line:
    """Original budget, what was approved, and what that makes it; what waits for approval."""
    sums, base = budget_sums(request.figures, request.scope), request.figures.rates.base
    named = (
        ("original", sums.original),
        ("approved", sums.approved),
        ("current", sums.current),
        *((("proposed", sums.proposed),) if sums.proposed.counted else ()),
    )
    return tuple(
        cell for name, amount in named for cell in (Cell(name, "dim"), amount_cell(amount, base))
    )
