"""This file shows benefits: how far each has come, what is planned, and what is due."""

from decimal import Decimal
from typing import Final

from pmtui.figures.benefits.measures import Measured, measured
from pmtui.figures.benefits.months import first_day
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Benefit
from pmtui.views.benefits.number_cells import number_cell, number_text, stored_cell
from pmtui.views.shapes.table import Cell, Tone, ViewColumn
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    choice_label,
    count_with_noun,
    date_cell,
    days_away,
    person_cell,
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


def _title_cell(_figures: Figures, benefit: Benefit) -> Cell:
    sign = "- " if benefit.kind == "dis_benefit" else ""
    return Cell(f"{sign}{benefit.title}")


def _due_cell(figures: Figures, benefit: Benefit) -> Cell:
    if measured(figures, benefit).has_ended:
        return date_cell(benefit.next_measure, figures.today, "dim")
    return days_away(benefit.next_measure, figures.today)


def _shift_cell(figures: Figures, benefit: Benefit) -> Cell:
    shift = measured(figures, benefit).profiles.shift
    if not benefit.start_after or shift is None:
        return Cell("dated" if not benefit.start_after else NO_VALUE, "dim")
    if not shift:
        return Cell("as planned", "dim")
    count = count_with_noun(abs(shift), "month")
    return Cell(f"{count} {'later' if shift > 0 else 'earlier'}", "bad" if shift > 0 else "good")


def _measured_cell(figures: Figures, benefit: Benefit) -> Cell:
    reading = measured(figures, benefit).reading
    return NOTHING if reading is None else Cell(number_text(Decimal(reading.value)))


def _starts_cell(figures: Figures, benefit: Benefit) -> Cell:
    points = measured(figures, benefit).profiles.forecast.points
    return date_cell(first_day(points[0][0]) if points else None, figures.today)


_KEY: Final[ViewColumn[Benefit]] = ViewColumn(
    key="key", title="key", width=5, cell=lambda _figures, benefit: Cell(benefit.key)
)
_TITLE: Final[ViewColumn[Benefit]] = ViewColumn(
    key="title", title="title", width=18, flex=1, cell=_title_cell
)
_OWNER: Final[ViewColumn[Benefit]] = ViewColumn(
    key="owner",
    title="owner",
    width=10,
    priority=3,
    cell=lambda figures, benefit: person_cell(figures.workspace, benefit.owner),
)
_NEXT: Final[ViewColumn[Benefit]] = ViewColumn(
    key="next_measure", title="measure", width=9, priority=1, cell=_due_cell
)
_STATE: Final[ViewColumn[Benefit]] = ViewColumn(
    key="state",
    title="state",
    width=10,
    priority=2,
    cell=lambda _figures, benefit: Cell(choice_label(benefit.state) or NO_VALUE),
)
REGISTER_COLUMNS: Final = (
    _KEY,
    _TITLE,
    _OWNER,
    ViewColumn[Benefit](
        key="baseline",
        title="baseline",
        width=9,
        align="right",
        priority=5,
        cell=lambda _figures, benefit: stored_cell(benefit.baseline),
    ),
    ViewColumn[Benefit](
        key="measured", title="measured", width=9, align="right", priority=2, cell=_measured_cell
    ),
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
    _NEXT,
    _STATE,
)
DUE_COLUMNS: Final = (
    _NEXT,
    _KEY,
    _TITLE,
    _OWNER,
    ViewColumn[Benefit](
        key="measure",
        title="how it is measured",
        width=16,
        flex=1,
        priority=4,
        cell=lambda _figures, benefit: Cell(benefit.measure or NO_VALUE, "dim"),
    ),
    ViewColumn[Benefit](
        key="frequency",
        title="every",
        width=9,
        priority=5,
        cell=lambda _figures, benefit: Cell(choice_label(benefit.frequency) or NO_VALUE),
    ),
    ViewColumn[Benefit](
        key="measured", title="last", width=9, align="right", priority=2, cell=_measured_cell
    ),
    ViewColumn[Benefit](
        key="starts",
        title="starts",
        width=9,
        priority=3,
        cell=_starts_cell,
    ),
    _STATE,
)
