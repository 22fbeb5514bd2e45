"""This file shows the flow of boards: a table of components, and the cumulative flow diagram."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.column_flow import PlaceOf, column_flow, paths_of
from pmtui.figures.work.flow_figures import (
    a_week,
    cards_of,
    flow_below,
    in_progress,
    mean,
    past_of,
    rounded,
)
from pmtui.figures.work.flow_measures import (
    SERVICE_LEVEL,
    BoardFlow,
    CumulativeDay,
    cumulative_flow,
    percentile,
)
from pmtui.figures.work.kept_forecasts import forecast_of, is_drawn
from pmtui.views.board.board_columns import BoardColumn, merged_columns
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.registers.listing import listed_part
from pmtui.views.shapes.table import Cell, Line, Table, ViewRequest
from pmtui.views.wording.formatting import count_with_noun, short_date

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
_MOST_AGEING: Final = 30
"""Cards whose age is drawn."""
_NO_FORECAST: Final = MappingProxyType(
    {True: "no forecast: no card was finished in these weeks", False: "no card is left here"}
)
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
        foot=(
            *flow_lines(request.figures, request.scope),
            *forecast_lines(request.figures, request.scope),
        ),
    )


def flow_lines(figures: Figures, scope: int) -> Iterator[Line]:
    """What the flow of a scope comes to, in a few lines.

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
    lead = mean(flow.leads)
    if lead is not None:
        yield (Cell(f"and {lead} d from the day that a card is asked for"),)
    yield (law_cell(flow),)


def forecast_lines(figures: Figures, scope: int) -> Iterator[Line]:
    """When what is left of a scope is done, or that the futures are still being drawn."""
    past = past_of(figures, scope)
    left = f"{count_with_noun(past.left, 'card')} left:"
    if not past.left:
        return
    if not is_drawn(figures, past):
        yield (Cell(left, "head"), Cell("drawing futures ...", "dim"))
        return
    drawn = forecast_of(figures, past)
    if drawn is None:
        yield (Cell(left, "head"), Cell("no forecast, nothing was finished in these weeks", "dim"))
        return
    days = ((percent, drawn.day_at(percent, figures.today)) for percent in (50, SERVICE_LEVEL))
    known = [(percent, short_date(day, figures.today)) for percent, day in days if day is not None]
    words = ", ".join(f"{percent} % sure by {day}" for percent, day in known)
    yield (Cell(left, "head"), Cell(words or "not within ten years"))


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


def column_diagram(request: ViewRequest) -> Chart:
    """What stood in each column or beyond it by the end of each day, the first column on top."""
    figures, workspace = request.figures, request.figures.workspace
    places = [*figures.live_subtree(request.scope)]
    columns = merged_columns([group for group in map(workspace.board_of, places) if group])
    flow = flow_below(figures, request.scope)
    place_of = _numbered(figures, columns)
    paths = (path for place in places for path in paths_of(figures, place, place_of))
    days = column_flow(
        paths, len(columns), flow.first, flow.last, step=max(1, flow.days // _MOST_DAYS)
    )
    is_known = any(day.counts and day.counts[0] for day in days)
    return Chart(
        title="Cumulative flow by column",
        unit="cards",
        series=tuple(
            Series(
                title=column.name,
                points=tuple(DataPoint(day.day, float(day.counts[at])) for day in days),
                figure="throughput" if column.role == "done" else "wip",
            )
            for at, column in enumerate(columns)
        )
        if is_known
        else (),
        marks=tuple(_marks(figures.today, flow.last)),
        begin=flow.last,
        empty="no card here is in a column: a adds one, s c puts one there",
    )


def _numbered(figures: Figures, columns: Sequence[BoardColumn]) -> PlaceOf:
    """Numbers columns by the names of those behind them, else by the first of a role."""
    rows = figures.workspace.columns
    names = {
        rows[row_id].name.casefold(): at
        for at, column in enumerate(columns)
        for row_id in column.ids
    }
    roles: dict[str, int] = {column.role: at for at, column in reversed([*enumerate(columns)])}

    def place_of(name: str, role: str) -> int:
        return names.get(name.casefold(), roles.get(role, 0))

    return place_of


def ageing_chart(request: ViewRequest) -> Chart:
    """How long the cards in progress have been so, the oldest first, beside what is expected."""
    figures, flow = request.figures, flow_below(request.figures, request.scope)
    tasks, cards = figures.workspace.tasks, in_progress(figures, request.scope)
    shown = [(tasks[card.id], card.age_days(figures.today) or 0) for card in cards[:_MOST_AGEING]]
    lines = ((percent, percentile(flow.cycles, percent)) for percent in (SERVICE_LEVEL, 50))
    more = f", the oldest {_MOST_AGEING} of {len(cards)}" if len(cards) > _MOST_AGEING else ""
    ages = tuple(DataPoint(task.key, float(age), title=task.title) for task, age in shown)
    return Chart(
        title=f"Age of cards in progress{more}",
        unit="days",
        series=(
            Series(title="in progress", letter="p", points=ages, kind="bar", figure="wip_age"),
            *(
                Series(
                    title=f"{percent} in 100 took at most {days} d",
                    letter=f"{percent}"[0],
                    points=tuple(DataPoint(task.key, float(days)) for task, _ in shown),
                    is_dashed=True,
                    figure="service_level",
                )
                for percent, days in lines
                if days is not None
            ),
        )
        if shown
        else (),
        empty="no card here is in progress: L moves one on the board",
    )


def forecast_chart(request: ViewRequest) -> Chart:
    """How many of the cards that are left are done by each day, and when all are."""
    figures, today = request.figures, request.figures.today
    past = past_of(figures, request.scope)
    drawn = forecast_of(figures, past) if is_drawn(figures, past) else None
    waits = past.left and any(past.daily) and not is_drawn(figures, past)
    steps = drawn.done if drawn is not None else ()
    lines = (
        ("50 % sure", [(step.days, step.half) for step in steps]),
        (f"{SERVICE_LEVEL} % sure", [(step.days, step.sure) for step in steps]),
    )
    ends = ((percent, drawn and drawn.day_at(percent, today)) for percent in (50, SERVICE_LEVEL))
    return Chart(
        title=f"Forecast of {count_with_noun(past.left, 'card')} left, done by each day:",
        unit="cards",
        series=tuple(
            Series(
                title=title,
                points=(
                    DataPoint(today, 0.0),
                    *(DataPoint(today + timedelta(days=away), float(n)) for away, n in counts),
                ),
                letter=title[0],
                figure="throughput",
            )
            for title, counts in lines
        )
        if steps
        else (),
        marks=tuple(
            ChartMark(at=day, title=f"all done, {percent} % sure") for percent, day in ends if day
        ),
        begin=today,
        empty="drawing futures ..." if waits else _NO_FORECAST[bool(past.left)],
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
