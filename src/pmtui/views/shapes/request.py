"""This file defines what the function of a view is handed: rows that are filtered already."""

from typing import Literal

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.scope import Lens, Scope, ids_in

LaneKind = Literal["", "owner", "priority", "parent", "component"]
"""What makes a lane; empty is one lane without a name."""
PeriodKind = Literal["month", "quarter", "year"]
"""How long a period of money is; quarters and years are those of the financial year."""


class ViewRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a scope to be shown, and how a person wants to see them."""

    figures: Figures
    scope: int
    """The component; 0 for the whole store."""
    tables: tuple[str, ...]
    ids: tuple[int, ...]
    """The rows of the tables in scope that pass the filter, of what was put away none unless the
    filter asks for it.
    """
    total: int
    """Rows before the filter."""
    is_filtered: bool
    lens: Lens = "project"
    sort: str = ""
    """Keys of columns or names of fields, with commas between and `-` behind what runs down."""
    lanes: LaneKind = ""
    period: PeriodKind = "month"
    """How long a period is, where money is shown by period."""
    splits: bool = False
    """Whether money is told apart as capital and revenue."""


def request_of_scope(figures: Figures, scope: int, tables: tuple[str, ...]) -> ViewRequest:
    """All rows of some tables in a scope, without a filter."""
    ids = tuple(row for table in tables for row in ids_in(figures.workspace, table, Scope(scope)))
    return ViewRequest(
        figures=figures, scope=scope, tables=tables, ids=ids, total=len(ids), is_filtered=False
    )
