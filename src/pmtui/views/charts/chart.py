"""This file defines a chart as plain data: series of points, bands, marks; drawn elsewhere."""

from datetime import date
from typing import Literal

import msgspec

from pmtui.views.shapes.table import Ink, Tone

SeriesKind = Literal["line", "area", "step", "bar", "bubble"]
Place = date | float | str
"""Where a point stands across: a day, a number, or the name of a category."""


class DataPoint(msgspec.Struct, frozen=True, gc=False):
    """One point of a series."""

    at: Place
    value: float | None
    """None leaves a gap."""
    size: float = 0.0
    """The area of a bubble, in any unit."""
    title: str = ""
    """What a bubble is called, or a category where there is more room than on the axis."""
    entity: int = 0
    """Id of the component it is of; 0 for that of the chart."""


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Points that belong together, and how they are drawn."""

    title: str
    points: tuple[DataPoint, ...]
    kind: SeriesKind = "line"
    """A step keeps its value until the next point; an area is filled down to nought."""
    ink: Ink | Literal[""] = ""
    """Empty takes the next colour of series."""
    letter: str = ""
    """Tells it from others where there is no colour; empty takes one of its title."""
    is_dashed: bool = False
    """Whether it is a forecast, or in another way less certain than the rest."""
    figure: str = ""
    """Id of the figure it shows, for `=`; empty where it shows none."""


class BandPoint(msgspec.Struct, frozen=True, gc=False):
    """The span of a band at one place."""

    at: Place
    low: float
    high: float


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """What lies between two lines, such as the range of a forecast."""

    title: str
    points: tuple[BandPoint, ...]


class ChartMark(msgspec.Struct, frozen=True, kw_only=True):
    """A line from top to bottom at one place: data date, today, the end of a project."""

    at: Place
    title: str
    tone: Tone = "dim"


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn: series over one axis across, with one scale up."""

    title: str
    series: tuple[Series, ...]
    unit: str = ""
    """Of every value, such as `EUR` or `%`."""
    across: str = ""
    """What the numbers across are, where they are no days and no names."""
    is_stacked: bool = False
    """Whether bars of one place stand on one another, or side by side."""
    bands: tuple[Band, ...] = ()
    marks: tuple[ChartMark, ...] = ()
    begin: Place | None = None
    """Where a cursor stands first; None for the last place with a value."""
    empty: str = "nothing to draw yet"
    """What to say, and which key to press, where no series has a value."""
