"""This file shows benefits: how far each has come, what is planned, and what is to be measured."""

from decimal import Decimal
from typing import Final

from msgspec import structs

from pmtui.figures.benefits.kpi_measures import kpi_standing
from pmtui.figures.benefits.months import first_day
from pmtui.figures.benefits.profile import Measured, measured
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Kpi
from pmtui.model.entities.registers import Benefit
from pmtui.views.benefits.number_cells import number_cell, number_text, stored_cell
from pmtui.views.shapes.table import Cell, Tone, ViewColumn
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    RAG_TONES,
    choice_label,
    count_with_noun,
    date_cell,
    days_away,
    person_cell,
)

Measure = Benefit | Kpi
"""What is measured again and again."""
_RATED: Final = {"G": "green", "A": "amber", "R": "red"}


def _title_cell(_figures: Figures, measure: Measure) -> Cell:
    is_loss = isinstance(measure, Benefit) and measure.kind == "dis_benefit"
    return Cell(f"{'- ' if is_loss else ''}{measure.title}")


def _next_cell(figures: Figures, measure: Measure) -> Cell:
    if isinstance(measure, Benefit) and measured(figures, measure).has_ended:
        return date_cell(measure.next_measure, figures.today, "dim")
    return days_away(measure.next_measure, figures.today)


def _last_cell(figures: Figures, measure: Measure) -> Cell:
    if isinstance(measure, Kpi):
        value = kpi_standing(figures, measure).value.value
        return NOTHING if value is None else Cell(number_text(value))
    reading = measured(figures, measure).reading
    return NOTHING if reading is None else Cell(number_text(Decimal(reading.value)))


def _starts_cell(figures: Figures, measure: Measure) -> Cell:
    if isinstance(measure, Kpi):
        return NOTHING
    points = measured(figures, measure).profiles.forecast.points
    return date_cell(first_day(points[0][0]) if points else None, figures.today)


def _state_cell(figures: Figures, measure: Measure) -> Cell:
    if isinstance(measure, Benefit):
        return Cell(choice_label(measure.state) or NO_VALUE)
    rating = kpi_standing(figures, measure).rating
    return Cell(_RATED.get(rating, NO_VALUE), RAG_TONES[rating])


KEY: Final[ViewColumn[Measure]] = ViewColumn(
    key="key", title="key", width=5, cell=lambda _figures, measure: Cell(measure.key)
)
TITLE: Final[ViewColumn[Measure]] = ViewColumn(
    key="title", title="title", width=18, flex=1, cell=_title_cell
)
OWNER: Final[ViewColumn[Measure]] = ViewColumn(
    key="owner",
    title="owner",
    width=10,
    priority=3,
    cell=lambda figures, measure: person_cell(figures.workspace, measure.owner),
)
NEXT: Final[ViewColumn[Measure]] = ViewColumn(
    key="next_measure", title="measure", width=9, priority=1, cell=_next_cell
)
LAST: Final[ViewColumn[Measure]] = ViewColumn(
    key="measured", title="last", width=9, align="right", priority=2, cell=_last_cell
)
STATE: Final[ViewColumn[Measure]] = ViewColumn(
    key="state",
    title="state",
    width=10,
    priority=2,
    cell=_state_cell,
    value=lambda figures, measure: _state_cell(figures, measure).text,
)
DUE_COLUMNS: Final = (
    NEXT,
    KEY,
    TITLE,
    OWNER,
    ViewColumn[Measure](
        key="measure",
        title="how it is measured",
        width=16,
        flex=1,
        priority=4,
        cell=lambda _figures, measure: Cell(measure.measure or NO_VALUE, "dim"),
    ),
    ViewColumn[Measure](
        key="frequency",
        title="every",
        width=9,
        priority=5,
        cell=lambda _figures, measure: Cell(choice_label(measure.frequency) or NO_VALUE),
    ),
    LAST,
    ViewColumn[Measure](
        key="starts",
        title="starts",
        width=9,
        priority=3,
        cell=_starts_cell,
        value=lambda figures, measure: _starts_cell(figures, measure).day,
    ),
    STATE,
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
