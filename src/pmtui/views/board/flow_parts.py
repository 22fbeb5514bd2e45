"""This file shows the flow of boards: a table of components, and the cumulative flow diagram."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.flow_figures import a_week, cards_of, flow_below, mean, rounded
from pmtui.figures.work.flow_measures import (
    SERVICE_LEVEL,
    BoardFlow,
    CumulativeDay,
    cumulative_flow,
    percentile,
)
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.registers.listing import listed_part
from pmtui.views.shapes.table import Cell, Line, Table, ViewRequest
from pmtui.views.wording.formatting import count_with_noun

COLUMNS: Final = (
    "key", "name", "wip", "throughput", "cycle_time", "service_level", "lead_time", "wip_age",
)  # fmt: skip
_HEADINGS: Final = MappingProxyType(
    {"throughput": "a week", "cycle_time": "cycle", "service_level": "85 %", "lead_time": "lead",
     "wip_age": "oldest"}
)  # fmt: skip
"""Headings that are short enough to stand whole over their numbers."""
_MOST_DAYS: Final = 120
"""Days of a diagram that are drawn one by one; of a longer window every so many."""
_LISTED: Final = listed_part("no project here yet: a adds one", COLUMNS)


def flow_table(request: ViewRequest) -> Table:
    """The components of a scope with the figures of their flow; below them what the scope has."""
    shown = _LISTED(request)
    return msgspec.structs.replace(
        shown,
        columns=tuple(
            msgspec.structs.replace(column, title=_HEADINGS.get(column.key, column.title))
            for column in shown.columns
        ),
        foot=tuple(flow_lines(request.figures, request.scope)),
    )


def flow_lines(figures: Figures, scope: int) -> Iterator[Line]:
    """What the flow of a scope comes to, in three lines.

    That Little's law does not hold is said where as much did not go out as came in: there the mean
    of what was finished says little of what is still in progress.
    """
    flow = flow_below(figures, scope)
    weeks = count_with_noun(figures.workspace.policy.flow_weeks, "week")
    came = f"{count_with_noun(flow.arrivals, 'card')} started and {flow.departures} finished"
    level, rate, average = percentile(flow.cycles, SERVICE_LEVEL), a_week(flow), mean(flow.cycles)
    yield (
        Cell(f"{came} in {weeks}:", "head"),
        Cell(f"{rate} a week" if rate is not None else "no throughput"),
    )
    yield (
        Cell(f"a cycle takes {average} d on the mean," if average is not None else "no cycle time"),
        Cell(f"85 in 100 are done within {level} d" if level is not None else "no service level"),
    )
    yield (law_cell(flow),)


def law_cell(flow: BoardFlow) -> Cell:
    """What Little's law says of a window, or that it does not hold there and why."""
    by_law = rounded(flow.cycle_by_law)
    if by_law is not None:
        wip = rounded(flow.average_wip)
        return Cell(f"stable: by Little's law a cycle takes {by_law} d, at {wip} cards in progress")
    if not flow.arrivals and not flow.departures:
        return Cell("nothing came in and nothing went out: Little's law says nothing", "dim")
    way = "more comes in than goes out" if flow.arrivals > flow.departures else "less comes in"
    return Cell(
        f"not stable, {way}: Little's law does not hold"
        if flow.arrivals != flow.departures
        else "nothing went out: Little's law says nothing",
        "warn",
    )


def flow_diagram(request: ViewRequest) -> Chart:
    """The cumulative flow of a scope over the weeks of the policy; a filter leaves other cards out.

    From line to line lies, upwards, what is waiting or in progress; across, about how long it
    takes. Scope and done are the burn-up.
    """
    figures = request.figures
    flow = flow_below(figures, request.scope)
    ids = frozenset(request.ids) if request.is_filtered else None
    cards = [card for card in cards_of(figures, request.scope) if ids is None or card.id in ids]
    step = max(1, flow.days // _MOST_DAYS)
    days = tuple(cumulative_flow(cards, flow.first, flow.last, step=step))
    lines: tuple[tuple[str, Callable[[CumulativeDay], int]], ...] = (
        ("requested", lambda day: day.requested),
        ("started", lambda day: day.started),
        ("finished", lambda day: day.finished),
    )
    is_known = any(day.requested for day in days)
    return Chart(
        title="Cumulative flow",
        unit="cards",
        series=tuple(_series(title, days, count) for title, count in lines) if is_known else (),
        marks=tuple(_marks(figures.today, flow.last)),
        begin=flow.last,
        empty="no card here has been requested, started or finished: L moves one on the board",
    )


def _series(
    title: str, days: tuple[CumulativeDay, ...], count: Callable[[CumulativeDay], int]
) -> Series:
    points = tuple(DataPoint(day.day, float(count(day))) for day in days)
    return Series(title=title, points=points, figure="wip" if title == "started" else "throughput")


def _marks(today: date, last: date) -> Iterator[ChartMark]:
    yield ChartMark(at=min(today, last), title="today", tone="accent")
    week = last - timedelta(days=last.weekday())
    if week != last:
        yield ChartMark(at=week, title="this week")
