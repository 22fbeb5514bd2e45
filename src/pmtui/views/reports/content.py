"""This file defines what a status report says, as plain data that a record keeps for ever."""

from datetime import date
from typing import Literal

import msgspec

from pmtui.figures.reports.kept_value import ScopeValue
from pmtui.views.charts.chart import SeriesKind
from pmtui.views.shapes.table import Ink, Tone


class ReportLine(msgspec.Struct, frozen=True, array_like=True):
    """One line of a report: texts side by side, as stored, made safe by each form."""

    cells: tuple[str, ...]
    tone: Tone = "plain"


class ReportSection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Lines under one heading."""

    id: str
    title: str
    note: str = ""
    """What the heading ends with."""
    heads: tuple[str, ...] = ()
    """What stands over the texts of its lines."""
    lines: tuple[ReportLine, ...] = ()
    more: int = 0
    """Lines that were left out."""
    empty: str = ""
    """What to say where there is no line."""


class KeptSeries(msgspec.Struct, frozen=True, array_like=True):
    """A series of a chart over time, as a record keeps it."""

    title: str
    kind: SeriesKind
    points: tuple[tuple[date, float | None], ...]
    ink: Ink | Literal[""] = ""
    is_dashed: bool = False


class KeptChart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A chart over time, as a record keeps it."""

    section: str
    """The id of the section below which it stands."""
    title: str
    unit: str = ""
    series: tuple[KeptSeries, ...] = ()
    marks: tuple[tuple[date, str], ...] = ()


class ReportContent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A status report of a scope on a day, the words of its author apart."""

    scope: int
    key: str
    name: str
    """What the scope is called, as it was then."""
    day: date
    revision: int
    since_day: date | None = None
    """The day it compares with; None where it compares with nothing."""
    since_revision: int = 0
    rating: str = ""
    reported: str = ""
    sections: tuple[ReportSection, ...] = ()
    charts: tuple[KeptChart, ...] = ()
    values: tuple[ScopeValue, ...] = ()
    """What later reports compare with."""

    @property
    def title(self) -> str:
        """What the report is of."""
        return " ".join(part for part in (self.key, self.name) if part)


class ReportWords(msgspec.Struct, frozen=True, kw_only=True):
    """What the author of a report says beside the numbers, as typed."""

    summary: str = ""
    needs: str = ""
    next_steps: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Headings and texts of what was said."""
        every = (
            ("Summary", self.summary),
            ("What we need", self.needs),
            ("Next steps in words", self.next_steps),
        )
        return tuple((title, text.strip()) for title, text in every if text.strip())


NO_WORDS = ReportWords()


def long_date(day: date | None) -> str:
    """A day with its year, for what is read in other years: `5 Dec 2026`; a dash for none."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day is not None else "—"


def period_text(content: ReportContent) -> str:
    """The day of a report, and the day it compares with."""
    text = f"{long_date(content.day)}, revision {content.revision}"
    if content.since_day is None:
        return text
    return f"{text}; since {long_date(content.since_day)}, revision {content.since_revision}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
