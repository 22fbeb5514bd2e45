"""This file gives a load as plain data, in hours and percent, for other programs."""

from collections.abc import Sequence
from typing import Final

from pmtui.figures.core.periods import Period
from pmtui.figures.people.load_cells import LoadCell, days_over
from pmtui.figures.people.load_rows import LoadRow
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.people.load_words import ShownLoads

_HOUR: Final = 60


def plain_rows(loads: ShownLoads) -> list[dict[str, object]]:
    """Every row with its periods as plain data, in hours and percent, for other programs."""
    figures, periods = loads.request.figures, loads.periods
    here = "demand_run" if loads.by == "department" else "demand_here"
    return [_row(figures, row, loads.cells(row.id), periods, here) for row in loads.rows.values()]


def _row(
    figures: Figures, row: LoadRow, cells: Sequence[LoadCell], periods: Sequence[Period], here: str
) -> dict[str, object]:
    known = figures.workspace.entity(row.id) if row.id > 0 else None
    return {
        "key": known.key if known is not None else None,
        "name": row.name,
        "people": [figures.workspace.people[share.person].key for share in row.shares],
        "requests": [request.key for request in row.requests],
        "periods": [
            _cell(figures, row, cell, period, here)
            for cell, period in zip(cells, periods, strict=True)
        ],
    }


def _cell(
    figures: Figures, row: LoadRow, cell: LoadCell, period: Period, here: str
) -> dict[str, object]:
    return {
        "from": period.first,
        "to": period.last,
        "capacity": _in_hours(cell.capacity),
        "demand": _in_hours(cell.assigned),
        here: _in_hours(cell.here),
        "requested": _in_hours(cell.requested),
        "utilisation": None if cell.percent is None else round(cell.percent, 1),
        "over": _in_hours(cell.over),
        "over_days": [
            {
                "day": over.day,
                "capacity": _in_hours(over.capacity),
                "demand": _in_hours(over.assigned),
                "tasks": [
                    {"key": figures.workspace.tasks[task].key, "hours": _in_hours(minutes)}
                    for task, minutes in over.tasks
                ],
            }
            for over in (days_over(figures, row, period) if cell.over_days else ())
        ],
    }


def _in_hours(minutes: float) -> float:
    return round(minutes / _HOUR, 2)
