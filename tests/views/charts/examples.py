"""This file holds a chart of every kind, to be drawn by tests."""

from datetime import date
from math import exp, sin
from typing import Final

import msgspec

from pmtui.views.charts.canvas import ChartCell
from pmtui.views.charts.chart import Band, BandPoint, Chart, ChartMark, DataPoint, Series

MONTHS: Final = tuple(date(2026 + month // 12, month % 12 + 1, 28) for month in range(18))
QUARTERS: Final = tuple(date(2026 + at // 4, at % 4 * 3 + 1, 1) for at in range(5))


def text_of(rows: list[list[ChartCell]]) -> list[str]:
    """Rows as plain text, without what is blank at their ends."""
    return ["".join(cell.text for cell in row).rstrip() for row in rows]


def _grown(month: int, whole: float) -> float:
    return whole / (1 + exp(-(month - 8) / 2.2))


def _line(title: str, whole: float, months: range, *, is_dashed: bool = False) -> Series:
    points = tuple(DataPoint(MONTHS[at], _grown(at, whole)) for at in months)
    return Series(title=title, points=points, is_dashed=is_dashed)


S_CURVE: Final = Chart(
    title="S-curve",
    unit="EUR",
    series=(
        _line("PV", 4.2e6, range(18)),
        _line("EV", 3.8e6, range(11)),
        _line("AC", 4.5e6, range(11)),
        _line("forecast", 4.6e6, range(10, 18), is_dashed=True),
        Series(
            title="funding",
            kind="step",
            points=(
                DataPoint(MONTHS[0], 1.5e6),
                DataPoint(MONTHS[6], 3e6),
                DataPoint(MONTHS[12], 4.8e6),
            ),
        ),
    ),
    bands=(
        Band(
            title="P10 to P90",
            points=tuple(
                BandPoint(MONTHS[at], _grown(at, 4.3e6), _grown(at, 5e6)) for at in range(10, 18)
            ),
        ),
    ),
    marks=(
        ChartMark(at=date(2026, 11, 23), title="data date", tone="accent"),
        ChartMark(at=date(2027, 5, 1), title="P-1 closes"),
    ),
)


def _bars(title: str, *values: float | None) -> Series:
    points = tuple(DataPoint(day, value) for day, value in zip(QUARTERS, values, strict=True))
    return Series(title=title, kind="bar", points=points)


BARS: Final = Chart(
    title="Cost by quarter",
    unit="EUR",
    series=(
        _bars("budget", 100_000, 200_000, 330_000, 210_000, 10_000),
        _bars("actual", 90_000, 250_000, 300_000, None, None),
        _bars("forecast", 90_000, 250_000, 300_000, 260_000, -50_000),
    ),
)
STACK: Final = msgspec.structs.replace(BARS, title="Cost by kind", is_stacked=True)
AREA: Final = Chart(
    title="Benefit",
    unit="EUR",
    series=(
        Series(
            title="planned",
            kind="area",
            points=tuple(DataPoint(day, 1e5 * sin(at / 3)) for at, day in enumerate(MONTHS)),
        ),
        Series(
            title="measured",
            points=tuple(DataPoint(day, 8e4 * sin(at / 3)) for at, day in enumerate(MONTHS[:9])),
        ),
    ),
)
BUBBLES: Final = Chart(
    title="Value against risk",
    across="risk",
    series=(
        Series(
            title="value",
            kind="bubble",
            points=tuple(
                DataPoint(float(at * 3 % 11), float(at * 7 % 13), at + 1.0, f"P-{at}")
                for at in range(8)
            ),
        ),
    ),
)
NAMED: Final = Chart(
    title="Forecast over budget",
    unit="GBP",
    series=(
        Series(
            title="variance",
            kind="bar",
            points=(
                DataPoint("Site build", 48_000),
                DataPoint("Content migration", -5_000),
                DataPoint("Campaign", 7_000),
            ),
        ),
    ),
)
EXAMPLES: Final = {
    "s-curve": S_CURVE,
    "bars": BARS,
    "stack": STACK,
    "area": AREA,
    "bubbles": BUBBLES,
    "named": NAMED,
}
"""A chart of every kind, by name."""
