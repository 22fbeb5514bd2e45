"""This file shows the ledger of a scope: what was posted, and what it comes to by whom and what."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pmtui.figures.ledger.totals import GroupBy, ledger_total, ledger_totals
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.query.values.formatting import DASH, label, money_text
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Line, Table, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import amount_cell, count_with_noun, date_cell

_NONE_YET: Final = (
    "nothing posted yet: a adds an entry, such as Rack amount:1200 document:N-7, and pmtui import"
    " brings in those of the books"
)
_NO_MATCH: Final = "no entry matches the filter: Esc shows all"
_MOST: Final = 4
"""Groups that the foot names, the largest; the others are counted."""


def ledger_table(request: ViewRequest) -> Table:
    """The ledger entries of a scope, what they come to below them."""
    table = rows_table(request, _COLUMNS, none_yet=_NONE_YET, no_match=_NO_MATCH)
    return replace(table, foot=ledger_foot(request.figures, table.ids)) if table.ids else table


def chosen_entries(figures: Figures, table: str, ids: Sequence[int], total: int) -> Table:
    """The table of entries that somebody has chosen, as they stand."""
    table_of_all = ledger_table(
        ViewRequest(
            figures=figures,
            scope=0,
            tables=(table,),
            ids=tuple(ids),
            total=total,
            is_filtered=len(ids) < total,
        )
    )
    return replace(table_of_all, ids=tuple(ids))


def entries_at(figures: Figures, ids: Sequence[int]) -> list[LedgerEntry]:
    """Ledger entries by their ids."""
    rows = figures.workspace.rows_of(LedgerEntry)
    return [rows[row_id] for row_id in ids]


def ledger_foot(figures: Figures, ids: Sequence[int]) -> tuple[Line, ...]:
    """What entries come to: all together, by category and by party."""
    entries = entries_at(figures, ids)
    return (
        _sum_line(figures, entries),
        _group_line(figures, entries, "category"),
        _group_line(figures, entries, "party"),
    )


def _sum_line(figures: Figures, entries: Sequence[LedgerEntry]) -> Line:
    total = ledger_total(figures.workspace, entries)
    cells = [
        Cell("total", "head"),
        Cell(money_text(total.value) if total.value is not None else DASH, "head"),
        Cell(total.reason or f"of {count_with_noun(len(entries), 'entry')}", "dim"),
    ]
    notes = [entry for entry in entries if entry.amount.amount < 0]
    if notes:
        credit = ledger_total(figures.workspace, notes)
        cells.append(Cell(f"{count_with_noun(len(notes), 'credit note')} among it", "dim"))
        cells.append(Cell(money_text(credit.value) if credit.value is not None else DASH))
    return tuple(cells)


def _group_line(figures: Figures, entries: Sequence[LedgerEntry], by: GroupBy) -> Line:
    """The largest groups, and how many more there are."""
    base = figures.workspace.policy.base_currency
    totals = ledger_totals(figures.workspace, entries, by)
    cells = [Cell(f"by {by}", "dim")]
    for total in totals[:_MOST]:
        cells.append(Cell(total.name or f"no {by}", "dim" if not total.name else "plain"))
        cells.append(amount_cell(total.amount, base))
    if len(totals) > _MOST:
        cells.append(Cell(f"{len(totals) - _MOST} more", "dim"))
    return tuple(cells)


def _named(figures: Figures, row_id: int) -> Cell:
    table = figures.workspace.table_of(row_id) if row_id else None
    return Cell(label(figures.workspace, table, row_id)) if table else Cell(DASH, "dim")


def _document(_figures: Figures, entry: LedgerEntry) -> Cell:
    if not entry.document:
        return Cell(DASH, "dim")
    return Cell(f"{entry.document} / {entry.line}" if entry.line else entry.document)


def _amount(_figures: Figures, entry: LedgerEntry) -> Cell:
    return Cell(money_text(entry.amount), "good" if entry.amount.amount < 0 else "plain")


_COLUMNS: Final[tuple[ViewColumn[LedgerEntry], ...]] = (
    ViewColumn(
        key="posted",
        title="posted",
        width=10,
        cell=lambda figures, entry: date_cell(entry.posted, figures.today),
    ),
    ViewColumn(
        key="key",
        title="key",
        width=6,
        priority=2,
        cell=lambda _figures, entry: Cell(entry.key),
    ),
    ViewColumn(
        key="title",
        title="entry",
        width=14,
        flex=1,
        cell=lambda _figures, entry: Cell(entry.title),
    ),
    ViewColumn(
        key="component",
        title="component",
        width=12,
        priority=5,
        cell=lambda figures, entry: _named(figures, entry.component),
    ),
    ViewColumn(
        key="party",
        title="party",
        width=14,
        priority=1,
        cell=lambda figures, entry: _named(figures, entry.party),
    ),
    ViewColumn(key="document", title="document", width=12, priority=3, cell=_document),
    ViewColumn(
        key="category",
        title="category",
        width=12,
        priority=4,
        cell=lambda _figures, entry: Cell(entry.category or DASH),
    ),
    ViewColumn(
        key="order",
        title="order",
        width=10,
        priority=7,
        cell=lambda figures, entry: _named(figures, entry.order),
    ),
    ViewColumn(
        key="dated",
        title="dated",
        width=10,
        priority=6,
        cell=lambda figures, entry: date_cell(entry.dated, figures.today),
    ),
    ViewColumn(key="amount", title="amount", width=14, align="right", cell=_amount),
)
