"""This file shows benefits: how far each has come, and what is planned."""

from typing import Final

from msgspec import structs

from pmtui.figures.benefits.measures import Measured, measured
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Benefit
from pmtui.views.benefits.due_table import KEY, LAST, NEXT, OWNER, STATE, TITLE
from pmtui.views.benefits.number_cells import number_cell, number_text, stored_cell
from pmtui.views.shapes.table import Cell, Tone, ViewColumn
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    count_with_noun,
)


def attainment_cell(standing: Measured) -> Cell:
    """How far a benefit has come, in whole percent."""
    value = standing.attainment.value
    if value is None:
        return NOTHING
    tone: Tone = "good" if value >= 1 else "bad" if value < 0 else "plain"
    return Cell(f"{round(value * 100)} %", tone)


def variance_cell(standing: Measured) -> Cell:
    """How far it is ahead of its profile, or behind."""
    value = standing.variance.value
    if value is None:
        return NOTHING
    return Cell(f"{'+' if value > 0 else ''}{number_text(value)}", "bad" if value < 0 else "good")


def _shift_cell(figures: Figures, benefit: Benefit) -> Cell:
    shift = measured(figures, benefit).profiles.shift
    if not benefit.start_after or shift is None:
        return Cell("dated" if not benefit.start_after else NO_VALUE, "dim")
    if not shift:
        return Cell("as planned", "dim")
    count = count_with_noun(abs(shift), "month")
    return Cell(f"{count} {'later' if shift > 0 else 'earlier'}", "bad" if shift > 0 else "good")


REGISTER_COLUMNS: Final = (
    KEY,
    TITLE,
    OWNER,
    ViewColumn[Benefit](
        key="baseline",
        title="baseline",
        width=9,
        align="right",
        priority=5,
        cell=lambda _figures, benefit: stored_cell(benefit.baseline),
    ),
    structs.replace(LAST, title="measured"),
    ViewColumn[Benefit](
        key="target",
        title="target",
        width=9,
        align="right",
        priority=4,
        cell=lambda _figures, benefit: stored_cell(benefit.target),
    ),
    ViewColumn[Benefit](
        key="unit",
        title="unit",
        width=12,
        priority=7,
        cell=lambda _figures, benefit: Cell(benefit.unit or NO_VALUE, "dim"),
    ),
    ViewColumn[Benefit](
        key="attainment",
        title="attained",
        width=8,
        align="right",
        cell=lambda figures, benefit: attainment_cell(measured(figures, benefit)),
    ),
    ViewColumn[Benefit](
        key="planned_to_date",
        title="planned",
        width=9,
        align="right",
        priority=6,
        cell=lambda figures, benefit: number_cell(measured(figures, benefit).planned.value),
    ),
    ViewColumn[Benefit](
        key="variance",
        title="ahead",
        width=8,
        align="right",
        priority=6,
        cell=lambda figures, benefit: variance_cell(measured(figures, benefit)),
    ),
    ViewColumn[Benefit](
        key="profile_shift", title="profile", width=10, priority=8, cell=_shift_cell
    ),
    NEXT,
    STATE,
)
