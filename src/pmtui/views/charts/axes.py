"""This file writes the axes of a chart: values at the left, places below, marks above."""

from collections.abc import Iterable, Iterator

from pmtui.text import cell_width, cut, fit, visible
from pmtui.views.charts.canvas import ChartCell, Strokes
from pmtui.views.charts.date_ticks import date_ticks, period_text
from pmtui.views.charts.number_ticks import full_number, number_ticks
from pmtui.views.charts.plotted import Plotted
from pmtui.views.charts.scale import Scale

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
