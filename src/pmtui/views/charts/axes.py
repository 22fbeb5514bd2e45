"""This file writes the axes of a chart: values at the left, places below, marks above."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from pmtui.query.dates.parsing import MONTHS
from pmtui.text import cell_width, cut, fit, visible
from pmtui.views.charts.canvas import ChartCell, Strokes
from pmtui.views.charts.date_ticks import date_ticks, period_text
from pmtui.views.charts.number_ticks import full_number, number_ticks, short_number
from pmtui.views.charts.plotted import Plotted, PlottedSeries
from pmtui.views.charts.scale import Scale


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


_LONGEST = 12
"""Cells of the text of a place, where it is a name."""

Label = tuple[int, str]
"""The cell a text is about, and the text."""


def value_labels(up: Scale) -> dict[int, str]:
    """The text of each row that has one, counted from below."""
    return {up.part(value, up.cells): text for value, text in reversed(number_ticks(up))}


def column_of(across: Scale, number: float) -> int:
    """The cell of a place, from the left: the ends of the axis lie in the first and the last."""
    last = across.cells - 1
    return max(0, min(round((number - across.low) * last / (across.high - across.low)), last))


def place_labels(plot: Plotted, across: Scale) -> tuple[Label, ...]:
    """The places written below, those that have room."""
    return tuple(_spaced(_labels(plot, across), across.cells))


def _labels(plot: Plotted, across: Scale) -> Iterator[Label]:
    if plot.slots:
        write = period_text(list(plot.slots)) if plot.axis == "date" else full_number
        step = 1 + 2 * len(plot.slots) // across.cells  # no label has room in two cells
        for at in range(0, len(plot.slots), step):
            number = plot.slots[at]
            name = visible(plot.names[at]) if plot.axis == "category" else write(number)
            room = max(_LONGEST, across.cells // len(plot.slots) - 1)
            yield int(across.cell(float(at))), cut(name, room)
    elif plot.axis == "date":
        for number, text in date_ticks(plot.low, plot.high, across.cells):
            yield column_of(across, number), text
    else:
        ticks = Scale(across.low, across.high, max(2, across.cells // 5))
        for number, text in number_ticks(ticks):
            yield column_of(across, number), text


def _spaced(labels: Iterable[Label], width: int) -> Iterator[Label]:
    """Those that leave a cell between them; each stands over its middle where there is room."""
    free = 0
    for cell, text in labels:
        taken = cell_width(text)
        first = max(0, min(cell - taken // 2, width - taken))
        if taken <= width and first >= free:
            yield cell, text
            free = first + taken + 1


def label_row(labels: Iterable[Label], width: int) -> str:
    """Texts below an axis."""
    row = ""
    for cell, text in labels:
        taken = cell_width(text)
        first = max(0, min(cell - taken // 2, width - taken))
        row += " " * (first - cell_width(row)) + text
    return fit(row, width)


def axis_row(labels: Iterable[Label], width: int, strokes: Strokes) -> str:
    """The line below a chart, with a tick over each text."""
    row = [strokes.horizontal] * width
    for cell, _ in labels:
        row[cell] = strokes.tick_below
    return "".join(row)


def mark_cells(plot: Plotted, across: Scale, width: int, strokes: Strokes) -> list[ChartCell]:
    """The titles of marks over their places, right of them or left of them, those with room."""
    cells: list[ChartCell] = []
    free = 0
    marks = [(plot.mark_number(mark.at), mark) for mark in plot.chart.marks]
    known = [(number, mark) for number, mark in marks if number is not None]
    for number, mark in sorted(known, key=lambda pair: pair[0]):
        column = mark_column(plot, across, number)
        text = visible(mark.title)
        taken = cell_width(text) + 2
        first = column if column + taken <= width else column - taken + 1
        words = f"{strokes.mark} {text}" if first == column else f"{text} {strokes.mark}"
        if first >= free:
            cells += [ChartCell(" " * (first - free)), ChartCell(words, mark.tone)]
            free = first + taken
    return [*cells, ChartCell(" " * (width - free))]


def mark_column(plot: Plotted, across: Scale, number: float) -> int:
    """The cell of a mark."""
    return int(across.cell(number)) if plot.slots else column_of(across, number)
