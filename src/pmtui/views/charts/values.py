"""This file says in words what a chart shows at the place under the cursor."""

from bisect import bisect_right
from datetime import date

from pmtui.query.dates.parsing import MONTHS
from pmtui.text import cell_width, fit, visible
from pmtui.views.charts.canvas import ChartCell
from pmtui.views.charts.number_ticks import full_number, short_number
from pmtui.views.charts.plotted import Plotted, PlottedSeries


def place_text(plot: Plotted, number: float, *, short: bool = False) -> str:
    """The place of a stop as it is read: `30 Nov 2026`, the name of a category, a number."""
    if plot.axis == "category":
        return visible(plot.titles.get(number, "") or plot.names[int(number)])
    at = plot.slots[int(number)] if plot.slots else number
    if plot.axis == "date":
        day = date.fromordinal(int(at))
        year = f"{day.year % 100:02}" if short else str(day.year)
        return f"{day.day} {MONTHS[day.month - 1]} {year}"
    across = f"{visible(plot.chart.across)} " if plot.chart.across else ""
    return f"{across}{full_number(at)}"


def value_at(series: PlottedSeries, number: float) -> float | None:
    """The value of a series at a place; a step has that of the last place before it.

    None where it has none there: between two points nothing is known.
    """
    numbers = [at for at, _ in series.points]
    position = bisect_right(numbers, number) - 1
    if position < 0:
        return None
    at, value = series.points[position]
    return value if at == number or series.series.kind == "step" else None


def value_words(plot: Plotted, series: PlottedSeries, number: float) -> tuple[str, str] | None:
    """A place, and the value there of one series, in words; None where it has none."""
    value = value_at(series, number)
    if value is None:
        return None
    return place_text(plot, number), f"{full_number(value)} {visible(plot.chart.unit)}".strip()


def words_at(
    plot: Plotted, number: float, width: int, chosen: int | None = None
) -> list[ChartCell]:
    """What every series says at a place, in some cells: whole titles and numbers if they fit.

    Args:
        plot: the chart.
        number: a stop.
        width: cells there are.
        chosen: the series that stands out, by its place among all; None for none.
    """
    known = [(series, value_at(series, number)) for series in plot.series]
    shown = [(series, value) for series, value in known if value is not None]
    unit = f" {visible(plot.chart.unit)}" if plot.chart.unit else ""
    place, texts = "", [""]
    for with_titles, full in ((True, True), (True, False), (False, False)):
        place = f" {place_text(plot, number, short=not with_titles)}:"
        texts = [
            f" {visible(_named(series, number)) if with_titles else series.letter} "
            f"{full_number(value) if full else short_number(value)}"
            for series, value in shown
        ]
        if cell_width(place) + sum(map(cell_width, texts)) + cell_width(unit) <= width:
            break
    bright = plot.series[chosen] if chosen is not None and len(shown) > 1 else None
    cells = [ChartCell(place, "dim")]
    for (series, _), text in zip(shown, texts, strict=True):
        cells += [ChartCell(" "), ChartCell(text[1:], series.ink, series is bright)]
    return fitted([*cells, ChartCell(unit, "dim")], width)


def _named(series: PlottedSeries, number: float) -> str:
    """What a value is called: a bubble by its own title, where only one stands there."""
    if series.series.kind != "bubble":
        return series.series.title
    here = [point.title for (at, _), point in
            zip(series.points, series.sources, strict=True) if at == number]  # fmt: skip
    return here[0] if len(here) == 1 and here[0] else series.series.title


def fitted(cells: list[ChartCell], width: int) -> list[ChartCell]:
    """Cells in exactly so many, the last of them cut or padded; texts are made visible."""
    room, row = width, []
    for cell in cells:
        text = visible(cell.text)
        taken = min(room, cell_width(text))
        if taken:
            row.append(ChartCell(fit(text, taken), cell.ink, cell.is_filled))
        room -= taken
    return [*row, ChartCell(" " * room)] if room else row
