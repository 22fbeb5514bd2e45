"""This file defines what a status report says, and its charts, as plain data kept for ever."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

import msgspec

from pmtui.figures.reports.kept_value import ScopeValue
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import BENEFITS
from pmtui.views.benefits.realisation_chart import realisation_chart
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series, SeriesKind
from pmtui.views.money.s_curve import s_curve
from pmtui.views.shapes.table import Ink, Tone, request_of_scope


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
    prose: str = ""
    """What its author typed, instead of lines."""


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
    called: str = "Status report"
    """What it is, as its first line has it."""
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

    def of(self, section: str) -> str:
        """What was said instead of a section; empty where nothing was, or of any other one."""
        every = {"summary": self.summary, "needs": self.needs, "next_steps": self.next_steps}
        return every.get(section, "").strip()


NO_WORDS: Final = ReportWords()
WORD_TITLES: Final = {
    "summary": "Summary", "needs": "What we need", "next_steps": "Next steps in words",
}  # fmt: skip
"""What is said beside the numbers: headings by ids of sections, which are fields of a record."""


def without_typed(content: ReportContent, words: ReportWords) -> ReportContent:
    """A report without what its author has said in words of their own."""
    kept = (section for section in content.sections if not words.of(section.id))
    return msgspec.structs.replace(content, sections=tuple(kept))


def spoken(content: ReportContent, words: ReportWords) -> Iterator[ReportSection]:
    """The sections of a report in their order, with what is said of it below its rating.

    What its author typed goes before what the last check-in said.
    """
    parts = {section.id: section for section in content.sections if section.id in WORD_TITLES}
    for name, title in WORD_TITLES.items():
        if words.of(name):
            parts[name] = ReportSection(id=name, title=title, prose=words.of(name))
    ordered = [parts[name] for name in WORD_TITLES if name in parts]
    if not any(section.id == "rating" for section in content.sections):
        yield from ordered
    for section in content.sections:
        if section.id not in WORD_TITLES:
            yield section
        if section.id == "rating":
            yield from ordered


def long_date(day: date | None) -> str:
    """A day with its year, for what is read in other years: `5 Dec 2026`; a dash for none."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day is not None else "—"


def read_long_date(text: str) -> date | None:
    """The day that a text names as a report writes days; None where it names none."""
    parts = text.split(" ")
    try:
        day, month, year = parts
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def period_text(content: ReportContent) -> str:
    """The day of a report, and the day it compares with."""
    text = f"{long_date(content.day)}, revision {content.revision}"
    if content.since_day is None:
        return text
    return f"{text}; since {long_date(content.since_day)}, revision {content.since_revision}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def kept_charts(figures: Figures, scope: int) -> Iterator[KeptChart]:
    """The charts of a scope that have something to draw: money by time, benefits by month."""
    for section, chart in (
        ("money", s_curve(request_of_scope(figures, scope, ("components",)))),
        ("realisation", realisation_chart(request_of_scope(figures, scope, (BENEFITS.name,)))),
    ):
        series = tuple(kept for drawn in chart.series if (kept := _kept(drawn)).points)
        if series:
            marks = tuple(
                (mark.at, mark.title) for mark in chart.marks if isinstance(mark.at, date)
            )
            yield KeptChart(
                section=section, title=chart.title, unit=chart.unit, series=series, marks=marks
            )


def _kept(series: Series) -> KeptSeries:
    points = tuple((point.at, point.value) for point in series.points if isinstance(point.at, date))
    return KeptSeries(series.title, series.kind, points, series.ink, series.is_dashed)


def chart_of(kept: KeptChart) -> Chart:
    """The chart that was kept."""
    return Chart(
        title=kept.title,
        unit=kept.unit,
        series=tuple(
            Series(
                title=series.title,
                kind=series.kind,
                points=tuple(DataPoint(day, value) for day, value in series.points),
                ink=series.ink,
                is_dashed=series.is_dashed,
            )
            for series in kept.series
        ),
        marks=tuple(ChartMark(at=day, title=title) for day, title in kept.marks),
    )


MOST: Final = 12
"""Lines of a section that are written out."""
WORST_FIRST: Final = {"R": 0, "A": 1, "": 2, "G": 3}
"""The order of ratings, by which what is wrong is read first."""
