"""This file draws the stakeholders of a scope by power and interest, as the grid of Mendelow."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from pmtui.figures.declared.stakeholders import engagement_gap
from pmtui.model.governance.stakeholders import Stakeholder
from pmtui.views.charts.chart import Chart, DataPoint, Series
from pmtui.views.shapes.table import ViewRequest

_APART: Final = 0.28
"""How far apart stand those that have the same power and interest, in steps."""
_IN_A_ROW: Final = 3
_UNKNOWN: Final = "as they should be, or not rated"
_EMPTY: Final = (
    "no stakeholder here has power and interest yet: a adds one, s p and s i rate them from 1 to 5"
)


def stakeholder_map(request: ViewRequest) -> Chart:
    """The stakeholders of a scope: interest across, power up, apart those still to be won."""
    rows = request.figures.workspace.rows_of(Stakeholder)
    rated = [rows[row_id] for row_id in request.ids]
    rated = [row for row in rated if row.power and row.interest]
    rated.sort(key=lambda row: (-row.power, -row.interest, row.id))
    gaps = {row.id: engagement_gap(row) or 0 for row in rated}
    series = (
        ("to be won", [row for row in rated if gaps[row.id] > 0]),
        (_UNKNOWN, [row for row in rated if gaps[row.id] <= 0]),
    )
    places = _places(rated)
    return Chart(
        title=f"Power by interest, {len(rated)} of {len(request.ids)} stakeholders",
        unit="power",
        across="interest",
        series=tuple(
            Series(
                title=title,
                kind="bubble",
                points=tuple(
                    DataPoint(places[row.id][0], places[row.id][1], 1.0, row.key, row.component)
                    for row in members
                ),
            )
            for title, members in series
            if members
        ),
        empty=_EMPTY,
    )


def _places(rows: Iterable[Stakeholder]) -> dict[int, tuple[float, float]]:
    """Where each stands; those of one cell side by side, and below one another after some."""
    taken: Counter[tuple[int, int]] = Counter()
    places = {}
    for row in rows:
        number = taken[row.interest, row.power]
        taken[row.interest, row.power] += 1
        across, down = number % _IN_A_ROW, number // _IN_A_ROW
        places[row.id] = row.interest + across * _APART, row.power - down * _APART
    return places
