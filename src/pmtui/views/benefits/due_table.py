"""This file shows what is measured and when next: benefits and KPIs by day and owner."""

from decimal import Decimal
from typing import Final

from pmtui.figures.benefits.kpi_measures import kpi_standing
from pmtui.figures.benefits.measures import measured
from pmtui.figures.benefits.months import first_day
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.kpis import Kpi
from pmtui.model.entities.registers import Benefit
from pmtui.views.benefits.number_cells import number_text
from pmtui.views.shapes.table import Cell, ViewColumn
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    RAG_TONES,
    choice_label,
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
