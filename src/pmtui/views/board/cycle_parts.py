"""This file shows cycles of boards: a table of them, burn-down and burn-up of those that run."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_figures import past_cycles, velocity
from pmtui.figures.work.cycle_scope import (
    CycleDay,
    cycle_count,
    cycle_days,
    cycles_below,
    running_below,
    span_of,
    unestimated,
)
from pmtui.figures.work.flow_figures import rounded
from pmtui.model.entities.cycles import ENDED, RUNNING, Cycle
from pmtui.views.board.cycle_standing import standing
from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.registers.listing import listed_part
from pmtui.views.shapes.table import Cell, Line, Table, ViewRequest
from pmtui.views.wording.formatting import count_with_noun

COLUMNS: Final = (
    "key", "name", "state", "start", "finish", "committed", "added", "removed", "finished",
    "unfinished", "carried", "reliability", "component",
)  # fmt: skip
_NONE_YET: Final = "no cycle here: 2 ], then a adds one, such as Sprint 1 start:mon finish:+2w"
_HEADINGS: Final = {"committed": "commit", "removed": "left", "finished": "done",
                    "unfinished": "open", "carried": "on", "reliability": "kept %"}  # fmt: skip
_LISTED: Final = listed_part(_NONE_YET, COLUMNS)
_HOUR: Final = 60


def cycle_table(request: ViewRequest) -> Table:
    """The cycles of a scope with what each took on and did; below them how those that run stand."""
    shown = _LISTED(request)
    return msgspec.structs.replace(
        shown,
        columns=tuple(
            msgspec.structs.replace(column, title=_HEADINGS.get(column.key, column.title))
            for column in shown.columns
        ),
        foot=tuple(cycle_lines(request.figures, request.scope)),
    )


def cycle_lines(figures: Figures, scope: int) -> Iterator[Line]:
    """How the cycles that run in a scope stand, and how fast the last ones of it went."""
    for cycle in running_below(figures, scope):
        yield (Cell(f"{cycle.key} {cycle.name}:", "head"), Cell(standing(figures, cycle)))
    past, speed = past_cycles(figures, scope), velocity(figures, scope)
    if speed is not None:
        work = round((velocity(figures, scope, by_work=True) or 0) / _HOUR)
        named = count_with_noun(len(past), "cycle")
        yield (
            Cell(f"velocity of the last {named}:", "head"),
            Cell(f"{rounded(speed)} tasks, {work} h of estimates a cycle"),
        )


def charted(request: ViewRequest) -> tuple[Cycle, ...]:
    """The cycles that a chart is of: those that run, else the last that ended, else the next."""
    kept = frozenset(request.ids) if request.is_filtered else None
    every = cycles_below(request.figures, request.scope)
    cycles = [cycle for cycle in every if kept is None or cycle.id in kept]
    running = tuple(cycle for cycle in cycles if cycle.state == RUNNING)
    ended = tuple(cycle for cycle in cycles if cycle.state == ENDED)[-1:]
    return running or ended or tuple(cycles[:1])


def _burn_down(request: ViewRequest, *, by_work: bool) -> Chart:
    """What is still to be done of running cycles by day, and a straight way down to nothing."""
    cycles = charted(request)
    days = cycle_days(request.figures, cycles, by_work=by_work)
    if not days:
        return _chart(request, "Burn-down", (), (), by_work=by_work)
    first = sum(cycle_count(request.figures, row, by_work=by_work).committed for row in cycles)
    ideal = tuple(_straight(days[0].day, max(row.finish for row in cycles), first))
    series = (
        _line("to do", days, lambda day: day.left, by_work=by_work, figure="unfinished"),
        Series(
            title="ideal",
            points=_points(ideal, by_work=by_work),
            is_dashed=True,
            letter="i",
            figure="committed",
        ),
    )
    return _chart(request, "Burn-down", cycles, series, by_work=by_work)


def _burn_up(request: ViewRequest, *, by_work: bool) -> Chart:
    """What running cycles have in them by day, and what of it is done."""
    cycles = charted(request)
    days = cycle_days(request.figures, cycles, by_work=by_work)
    whole = sum(cycle_count(request.figures, row, by_work=by_work).committed for row in cycles)
    ends = span_of(request.figures, cycles) if cycles else ()
    series = (
        _line("scope", days, lambda day: day.scope, by_work=by_work, figure="added"),
        _line("done", days, lambda day: day.done, by_work=by_work, figure="finished"),
        Series(
            title="committed",
            points=_points(((day, whole) for day in ends), by_work=by_work),
            is_dashed=True,
            letter="c",
            figure="committed",
        ),
    )
    return _chart(request, "Burn-up", cycles, series if days else (), by_work=by_work)


burn_down: Final = partial(_burn_down, by_work=False)
burn_up: Final = partial(_burn_up, by_work=False)
burn_down_of_work: Final = partial(_burn_down, by_work=True)
burn_up_of_work: Final = partial(_burn_up, by_work=True)


def _chart(
    request: ViewRequest,
    title: str,
    cycles: tuple[Cycle, ...],
    series: tuple[Series, ...],
    *,
    by_work: bool,
) -> Chart:
    figures = request.figures
    names = " and ".join(f"{cycle.key} {cycle.name}" for cycle in cycles[:2])
    names += f" and {len(cycles) - 2} more" if len(cycles) > 2 else ""
    bare = sum(unestimated(figures, cycle) for cycle in cycles) if by_work else 0
    lacking = f", {bare} without estimate" if bare else ""
    is_known = any(point.value for line in series for point in line.points)
    return Chart(
        title=f"{title} of {names}{lacking}" if cycles else title,
        unit="h" if by_work else "tasks",
        series=series if is_known else (),
        marks=tuple(_marks(figures, cycles)) if is_known else (),
        begin=min(figures.today, span_of(figures, cycles)[1]) if cycles else None,
        empty=_nothing(cycles, by_work=by_work),
    )


def _nothing(cycles: tuple[Cycle, ...], *, by_work: bool) -> str:
    if not cycles:
        return _NONE_YET
    key = cycles[0].key
    if by_work:
        return f"no task of {key} has an estimate: s e on a card gives it one"
    return f"nothing is in {key}: s y on a card puts it there"


def _line(
    title: str,
    days: tuple[CycleDay, ...],
    value: Callable[[CycleDay], int],
    *,
    by_work: bool,
    figure: str,
) -> Series:
    points = _points(((day.day, value(day)) for day in days), by_work=by_work)
    return Series(title=title, points=points, figure=figure)


def _straight(first: date, last: date, whole: int) -> Iterator[tuple[date, float]]:
    """What would be left by the end of each day if as much were done on each of them."""
    days = max((last - first).days, 1)
    for away in range(days + 1):
        yield first + timedelta(days=away), whole * (days - away) / days


def _points(values: Iterable[tuple[date, float]], *, by_work: bool) -> tuple[DataPoint, ...]:
    return tuple(
        DataPoint(day, value / _HOUR if by_work else float(value)) for day, value in values
    )


def _marks(figures: Figures, cycles: tuple[Cycle, ...]) -> Iterator[ChartMark]:
    first, last = span_of(figures, cycles)
    finish = max(cycle.finish for cycle in cycles)
    if first <= figures.today <= last:
        yield ChartMark(at=figures.today, title="today", tone="accent")
    if finish != figures.today:
        yield ChartMark(at=finish, title="finish")
