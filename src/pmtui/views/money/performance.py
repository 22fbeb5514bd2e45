"""This file shows earned value by component: planned, earned, spent, and what follows."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pmtui.figures.catalogue import figure
from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.views.money.position import NAME, outline_table
from pmtui.views.shapes.table import Cell, Table, Tone, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NOTHING, date_cell, short_money

OLDER: Final = "~"
"""Stands before a planned value of a baseline that froze no working time."""
_NEXT_KEY: Final = ": B freezes one"
_COLUMNS: Final = (
    ("bac", "BAC", 8, 1),
    ("pv", "PV", 8, 3),
    ("ev", "EV", 8, 2),
    ("ac", "AC", 8, 2),
    ("sv", "SV", 8, 7),
    ("cv", "CV", 8, 6),
    ("spi", "SPI", 5, 1),
    ("cpi", "CPI", 5, 0),
    ("spi_t", "SPI(t)", 6, 4),
    ("eac", "EAC", 8, 0),
    ("etc", "ETC", 8, 8),
    ("vac", "VAC", 8, 3),
    ("tcpi", "TCPI", 5, 5),
    ("eac_planned", "EAC plan", 8, 10),
    ("eac_both", "EAC both", 8, 10),
    ("earned_finish", "finish", 9, 9),
)
"""Ids of figures, the titles and cells of their columns, and which give way first."""
_INDICES: Final = frozenset({"spi", "cpi", "spi_t"})
_BAD_BELOW_NOUGHT: Final = frozenset({"sv", "cv", "vac"})


def performance_table(request: ViewRequest) -> Table:
    """The components of a scope with their earned value, each with all below it.

    Sums of money are added up, indices follow from the sums. A component without a baseline says
    so; above it what lies below with one is counted.
    """
    is_measured = bool(performance(request.figures, 0).standings)
    return outline_table(request, (NAME, *(_FIGURES if is_measured else _FIGURES[:1]), _NOTE))


def _column(key: str, title: str, width: int, priority: int) -> ViewColumn[Component]:
    def cell(figures: Figures, row: Component) -> Cell:
        declared = figure(key)
        value = declared.read(figures)(row) if declared is not None else None
        if isinstance(value, Money):
            text = short_money(value, figures.workspace.policy.base_currency)
            is_bad = value.amount < 0 and key in _BAD_BELOW_NOUGHT
            sign = OLDER if key == "pv" and performance(figures, row.id).is_older else ""
            return Cell(f"{sign}{text}", "warn" if is_bad else "plain")
        if isinstance(value, date):
            return date_cell(value, figures.today)
        if isinstance(value, Decimal):
            return Cell(f"{value:.2f}", _tone(figures, key, value))
        return NOTHING

    return ViewColumn(
        key=key, title=title, width=width, align="right", priority=priority, cell=cell
    )


def _tone(figures: Figures, key: str, index: Decimal) -> Tone:
    """An index below one by as much as the policy rates a variance amber or red."""
    if key not in _INDICES:
        return "plain"
    policy, percent = figures.workspace.policy, (1 - Fraction(index)) * 100
    if percent >= policy.cost_red_percent:
        return "bad"
    return "warn" if percent >= policy.cost_amber_percent else "plain"


def _note(figures: Figures, row: Component) -> Cell:
    """Why there is nothing to measure, or what of it is left out."""
    measured = performance(figures, row.id)
    reason = measured.now.bac.reason
    if reason:
        return Cell(f"{reason}{'' if measured.standings else _NEXT_KEY}", "dim")
    undefined = next(
        (part.reason for part in (measured.now.ev, measured.now.ac) if part.reason), ""
    )
    left_out = len(measured.without_baseline)
    return Cell(undefined or (f"{left_out} without a baseline" if left_out else ""), "dim")


_FIGURES: Final = tuple(_column(*column) for column in _COLUMNS)
_NOTE: Final = ViewColumn[Component](
    key="note",
    title="note",
    width=20,
    priority=9,
    cell=_note,
    value=lambda figures, row: _note(figures, row).text or None,
)
