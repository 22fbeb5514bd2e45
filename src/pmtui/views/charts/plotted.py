"""This file turns the points of a chart into numbers: where each stands, and what is in range."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import isfinite
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from pmtui.views.charts.chart import Chart, DataPoint, Place, Series
from pmtui.views.charts.scale import LARGEST, Scale, clipped, value_scale
from pmtui.views.shapes.table import SERIES_INKS, Ink

AxisKind = Literal["date", "number", "category"]
Position = tuple[float, float | None]
"""Where a point stands across, in the axis' own numbers, and its value."""

_FROM_NOUGHT: Final = frozenset({"bar", "area"})
_BESIDE: Final = 0.08
"""The share of a range that is kept free at either end where there are bubbles."""


_LAST_DAY: Final = float(date.max.toordinal())
_EQUAL: Final = 1e-12
"""Places closer together than this share of the farther one are drawn as one."""


class PlottedSeries(msgspec.Struct, frozen=True, kw_only=True):
    """A series in numbers, sorted from left to right."""

    series: Series
    ink: Ink
    letter: str
    points: tuple[Position, ...]
    sources: tuple[DataPoint, ...]
    """The point of each of them as it was given."""


class Plotted(msgspec.Struct, frozen=True, kw_only=True):
    """A chart in numbers."""

    chart: Chart
    axis: AxisKind
    series: tuple[PlottedSeries, ...]
    slots: tuple[float, ...]
    """Where bars stand, each with as much room as any other; none where places are to scale."""
    names: tuple[str, ...]
    """What the slots are called, where they are categories."""
    titles: Mapping[float, str]
    """What a slot is called where there is room, by its number."""
    low: float
    """The left end of the axis across."""
    high: float
    stops: tuple[float, ...]
    """The places with a value, from left to right: where a cursor can stand."""
    lowest: float
    highest: float
    number_of: Callable[[Place], float]
    """The number of a place on the axis across."""

    @property
    def is_empty(self) -> bool:
        """Whether no series has a value."""
        return not self.stops

    def across(self, cells: int) -> Scale:
        """The scale from left to right."""
        return Scale(self.low, self.high, cells)

    def up(self, cells: int) -> Scale:
        """The scale from below."""
        from_nought = any(plotted.series.kind in _FROM_NOUGHT for plotted in self.series)
        return value_scale(self.lowest, self.highest, cells, from_nought=from_nought)

    @property
    def entities(self) -> tuple[int, ...]:
        """The id of what each stop is of, 0 for what the chart is of."""
        known = {
            number: point.entity
            for series in reversed(self.series)
            for (number, _), point in zip(series.points, series.sources, strict=True)
        }
        return tuple(known[number] for number in self.stops)

    @property
    def first_stop(self) -> int:
        """The stop that a cursor stands on first."""
        begin = self.chart.begin
        number = self.mark_number(begin) if begin is not None else None
        last = len(self.stops) - 1
        return last if number is None else max(0, bisect_right(self.stops, number) - 1)

    def mark_number(self, place: Place) -> float | None:
        """Where a mark stands, between slots in that which it lies in; None where it is off."""
        number = self.number_of(place)
        if self.slots and self.axis != "category":
            ordinal = _number(place)
            number = float(bisect_right(self.slots, ordinal) - 1)
        return number if isfinite(number) and self.low <= number <= self.high else None


def plotted(chart: Chart) -> Plotted:
    """A chart in numbers; what is no finite number is a gap."""
    axis = _axis_of(chart)
    is_slotted = axis == "category" or any(series.kind == "bar" for series in chart.series)
    number_of = _numbers(chart, axis)
    ordered = [
        sorted(((number_of(point.at), point) for point in series.points), key=_first)
        for series in chart.series
    ]
    slots: tuple[float, ...] = ()
    place_of = number_of
    if is_slotted:
        slots = tuple(sorted({number for points in ordered for number, _ in points}))
        indexes = {number: float(at) for at, number in enumerate(slots)}

        def place_of(place: Place) -> float:
            return indexes.get(number_of(place), float("nan"))

        ordered = [[(indexes[number], point) for number, point in points] for points in ordered]
    letters = _letters(chart.series)
    series = tuple(
        PlottedSeries(
            series=one_series,
            ink=one_series.ink or SERIES_INKS[at % len(SERIES_INKS)],
            letter=letters[at],
            points=tuple((number, _value(point)) for number, point in ordered[at]),
            sources=tuple(point for _, point in ordered[at]),
        )
        for at, one_series in enumerate(chart.series)
    )
    return _ranged(chart, axis, series, slots, place_of)


def _ranged(
    chart: Chart,
    axis: AxisKind,
    series: tuple[PlottedSeries, ...],
    slots: tuple[float, ...],
    number_of: Callable[[Place], float],
) -> Plotted:
    stops = tuple(sorted({at for plot in series for at, value in plot.points if value is not None}))
    low, high = (-0.5, len(slots) - 0.5) if slots else _span(stops, chart, number_of)
    values = _values(chart, series)
    lowest, highest = min(values, default=0.0), max(values, default=1.0)
    beside = (highest - lowest) * _BESIDE if _has_bubbles(chart) else 0.0
    return Plotted(
        chart=chart,
        axis=axis,
        series=series,
        slots=slots,
        names=tuple(_names(chart)) if axis == "category" else (),
        titles=MappingProxyType(_titles(series) if axis == "category" else {}),
        low=low,
        high=high if high > low else low + 1,
        stops=stops,
        lowest=lowest - beside,
        highest=highest + beside,
        number_of=number_of,
    )


def _titles(series: Iterable[PlottedSeries]) -> dict[float, str]:
    return {
        number: point.title
        for plot in series
        for (number, _), point in zip(plot.points, plot.sources, strict=True)
        if point.title
    }


def _first(pair: tuple[float, DataPoint]) -> float:
    return pair[0]


def _value(point: DataPoint) -> float | None:
    value = point.value
    if value is None or -LARGEST <= value <= LARGEST:  # nearly always, and fast
        return value
    return clipped(value) if isfinite(value) else None


def _axis_of(chart: Chart) -> AxisKind:
    places = {type(point.at) for series in chart.series for point in series.points}
    if str in places:
        return "category"
    return "date" if any(issubclass(kind, date) for kind in places) else "number"


def _number(place: Place) -> float:
    if isinstance(place, float) and -LARGEST <= place <= LARGEST:
        return place
    if isinstance(place, date):
        return float(place.toordinal())
    if isinstance(place, str) or not isfinite(place):
        return 0.0
    return clipped(float(place))


def _day_number(place: Place) -> float:
    """The number of a day since year 1; a number among days is taken for one."""
    return max(1.0, min(_number(place), _LAST_DAY))


def _numbers(chart: Chart, axis: AxisKind) -> Callable[[Place], float]:
    if axis == "number":
        return _number
    if axis == "date":
        return _day_number
    positions = {name: float(at) for at, name in enumerate(_names(chart))}
    return lambda place: positions.get(str(place), float("nan"))


def _names(chart: Chart) -> Iterable[str]:
    """The categories in the order in which they first appear."""
    return dict.fromkeys(str(point.at) for series in chart.series for point in series.points)


def _span(
    stops: Sequence[float], chart: Chart, number_of: Callable[[Place], float]
) -> tuple[float, float]:
    """The ends of an axis to scale: of all points and bands; bubbles have room at either side."""
    if not stops:
        return 0.0, 1.0
    edges = [number_of(point.at) for band in chart.bands for point in band.points]
    low, high = min(stops[0], *edges, stops[0]), max(stops[-1], *edges, stops[-1])
    beside = (high - low) * _BESIDE if _has_bubbles(chart) else 0.0
    if high - low < max(abs(low) * _EQUAL, abs(high) * _EQUAL, 1 / LARGEST):
        beside = max(1.0, abs(low) * 1e-6)
    return low - beside, high + beside


def _has_bubbles(chart: Chart) -> bool:
    return any(series.kind == "bubble" for series in chart.series)


def _values(chart: Chart, series: Sequence[PlottedSeries]) -> list[float]:
    """Every value that is to be in range; of bars on one another their sums."""
    values: list[float] = []
    stacks: dict[float, list[float]] = {}
    for plot in series:
        if not (chart.is_stacked and plot.series.kind == "bar"):
            values += [value for _, value in plot.points if value is not None]
            continue
        for number, value in plot.points:
            if value is not None:
                stacks.setdefault(number, [0.0, 0.0])[value < 0] += value
    values += [clipped(side) for sides in stacks.values() for side in sides]
    edges = (
        edge for band in chart.bands for point in band.points for edge in (point.low, point.high)
    )
    return [*values, *(clipped(edge) for edge in edges if isfinite(edge))]


def _letters(series: Sequence[Series]) -> list[str]:
    """A letter for each series: its own, or the first of its title that no other has."""
    taken = {one_series.letter for one_series in series if one_series.letter}
    letters: list[str] = []
    for one_series in series:
        letter = one_series.letter
        if not letter:
            own = (mark for mark in one_series.title.upper() if mark.isascii() and mark.isalnum())
            rest = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            letter = next((mark for mark in (*own, *rest) if mark not in taken), "*")
            taken.add(letter)
        letters.append(letter)
    return letters
