"""This file declares the earned value of components and of tasks, each with all below it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pmtui.figures.core.measured_tables import OF_BASELINES, ON_TASKS
from pmtui.figures.earned_value.earned_schedule import EarnedSchedule, Time
from pmtui.figures.earned_value.measure import Part
from pmtui.figures.earned_value.scope_performance import (
    NOT_PLANNED,
    ScopePerformance,
    performance,
    task_performance,
)
from pmtui.figures.earned_value.scope_schedule import scope_schedule
from pmtui.figures.labour.rates_by_date import RATED_FROM
from pmtui.figures.sheet.declaration import Figure, FigureKind, Input, Inputs, Read
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures, Getter

EARNED_FROM: Final = PLANNED_FROM | OF_BASELINES | ON_TASKS | RATED_FROM | {"rates"}
"""The tables from which earned value and earned schedule are worked out."""
_STANDARD: Final = "PMI Standard for EVM"
_LIPKE: Final = "Lipke 2003; PMI Standard for EVM, earned schedule"
_NO_BASELINE: Final = "no baseline with a cost was approved, or a currency has no rate"


def _money(name: str, title: str, formula: str, part: Part, *, undefined: str) -> Figure:
    def read(figures: Figures) -> Getter:
        def amount(row_id: int) -> object:
            now = performance(figures, row_id).now
            return now.money(part(now))

        return lambda row: amount(row.id)

    return _figure(
        name, title, formula=formula, kind="money", undefined=undefined, read=read,
        inputs=_inputs(part),
    )  # fmt: skip


def _index(name: str, title: str, formula: str, part: Part, *, undefined: str) -> Figure:
    def read(figures: Figures) -> Getter:
        return lambda row: part(performance(figures, row.id).now).index

    return _figure(
        name, title, formula=formula, kind="number", undefined=undefined, read=read,
        inputs=_inputs(part),
    )  # fmt: skip


def _figure(
    name: str,
    title: str,
    *,
    formula: str,
    kind: FigureKind,
    undefined: str,
    read: Read,
    inputs: Inputs,
) -> Figure:
    return Figure(
        id=name,
        table="components",
        title=title,
        short=name.upper(),
        help=f"{title} at its status date, with what is below it",
        kind=kind,
        unit="money" if kind == "money" else "ratio",
        formula=formula,
        source=_STANDARD,
        undefined=undefined,
        reads=EARNED_FROM,
        read=read,
        inputs=inputs,
    )


def _inputs(part: Part) -> Inputs:
    """Gathers what every figure of earned value is made of, and why it is undefined."""

    def inputs(figures: Figures, scope: int) -> Iterable[Input]:
        measured = performance(figures, scope)
        yield from _of_scope(measured)
        measure = part(measured.now)
        if measure.value is None:
            yield Input("undefined because", measure.reason)
        for child in figures.live_children(scope):
            row = figures.workspace.components[child]
            amount = part(performance(figures, child).now)
            yield Input(f"{row.key} {row.name}", amount.index)

    return inputs


def _of_scope(measured: ScopePerformance) -> Iterator[Input]:
    """The data date, the four sums, and where each comes from."""
    days = measured.data_dates
    yield Input("data date", days[-1] if days else None)
    if len(days) > 1:
        yield Input("earliest data date below", days[0])
    if len(measured.standings) == 1:
        yield Input("baseline", measured.standings[0].plan.label)
    else:
        yield Input("components measured", len(measured.standings))
    if measured.is_older:
        yield Input("~", "a baseline of an older version: spread over Monday to Friday, 8 to 17")
    now = measured.now
    for name, measure in (("BAC", now.bac), ("PV", now.pv), ("EV", now.ev), ("AC", now.ac)):
        yield Input(name, now.money(measure))
    for source, count in measured.sources:
        yield Input(f"AC {source}", count)
    if measured.without_baseline:
        yield Input("left out, without a baseline", len(measured.without_baseline))


def _days(name: str, title: str, formula: str, time: Time, *, undefined: str) -> Figure:
    def read(figures: Figures) -> Getter:
        return lambda row: time(_times(figures, row.id)).index

    return _in_time(
        name, title, formula=formula, kind="number", undefined=undefined, read=read, time=time
    )


def _in_time(
    name: str,
    title: str,
    *,
    formula: str,
    kind: FigureKind,
    undefined: str,
    read: Read,
    time: Time,
) -> Figure:
    def inputs(figures: Figures, scope: int) -> Iterable[Input]:
        times = _times(figures, scope)
        yield from _of_scope(performance(figures, scope))
        yield Input("PD, planned duration in working days", times.pd.index)
        yield Input("AT, working days gone by", times.at.index)
        yield Input("ES, working days earned", times.es.index)
        if time(times).value is None:
            yield Input("undefined because", time(times).reason)

    return Figure(
        id=name,
        table="components",
        title=title,
        short={"spi_t": "SPI(t)", "es": "ES", "sv_t": "SV(t)"}.get(name, ""),
        help=f"{title} at its status date, with what is below it",
        kind=kind,
        unit="date" if kind == "date" else "ratio" if name == "spi_t" else "working days",
        formula=formula,
        source=_LIPKE,
        undefined=undefined,
        reads=EARNED_FROM,
        read=read,
        inputs=inputs,
    )


def _times(figures: Figures, scope: int) -> EarnedSchedule:
    return scope_schedule(figures, performance(figures, scope)).times


def _read_finish(figures: Figures) -> Getter:
    def finish(row_id: int) -> date | None:
        measured = scope_schedule(figures, performance(figures, row_id))
        return measured.reached_on(measured.times.eac_spi_t)

    return lambda row: finish(row.id)


FIGURES: Final = (
    _money("bac", "budget at completion", "sum of the costs in its baseline",
           lambda now: now.bac, undefined=_NO_BASELINE),
    _money("pv", "planned value", "cost in its baseline that was planned by the data date",
           lambda now: now.pv, undefined=_NO_BASELINE),
    _money("ev", "earned value", "sum(BAC x share earned), each task by its method",
           lambda now: now.ev, undefined=f"{_NO_BASELINE}, or nothing says how far it is"),
    _money("ac", "actual cost", "as booked on tasks, else work done x rate, else as typed",
           lambda now: now.ac, undefined=f"{_NO_BASELINE}, or nothing says what was spent"),
    _money("sv", "schedule variance", "EV - PV", lambda now: now.sv, undefined=_NO_BASELINE),
    _money("cv", "cost variance", "EV - AC", lambda now: now.cv, undefined=_NO_BASELINE),
    _index("spi", "schedule performance index", "EV / PV", lambda now: now.spi,
           undefined="nothing was planned by then: PV is 0"),
    _index("cpi", "cost performance index", "EV / AC", lambda now: now.cpi,
           undefined="nothing has been spent: AC is 0"),
    _money("eac", "estimate at completion", "AC + (BAC - EV) / CPI", lambda now: now.eac_cpi,
           undefined="CPI is undefined or 0"),
    _money("eac_planned", "estimate at completion, rest as planned", "AC + BAC - EV",
           lambda now: now.eac_planned, undefined=_NO_BASELINE),
    _money("eac_both", "estimate at completion by CPI and SPI", "AC + (BAC - EV) / (CPI x SPI)",
           lambda now: now.eac_cpi_spi, undefined="CPI or SPI is undefined or 0"),
    _money("etc", "estimate to complete", "EAC - AC", lambda now: now.etc,
           undefined="EAC is undefined"),
    _money("vac", "variance at completion", "BAC - EAC", lambda now: now.vac,
           undefined="EAC is undefined"),
    _index("tcpi", "to-complete performance index", "(BAC - EV) / (BAC - AC)",
           lambda now: now.tcpi_bac, undefined="budget spent: AC is BAC or more"),
    _index("tcpi_eac", "to-complete performance index of the estimate",
           "(BAC - EV) / (EAC - AC)", lambda now: now.tcpi_eac,
           undefined="nothing is left to spend"),
    _days("es", "earned schedule", "working days by which PV should have reached EV",
          lambda times: times.es, undefined="nothing is planned over time"),
    _days("sv_t", "schedule variance in time", "ES - AT", lambda times: times.sv_t,
          undefined="nothing is planned over time"),
    _days("spi_t", "schedule performance index in time", "ES / AT", lambda times: times.spi_t,
          undefined="no time has gone by"),
    _in_time("earned_finish", "finish by earned schedule",
             formula="start + PD / SPI(t) in working days", kind="date",
             undefined="no schedule has been earned", read=_read_finish,
             time=lambda times: times.eac_spi_t),
)  # fmt: skip
"""Earned value and earned schedule of components."""


def _task_read(part: Part, kind: FigureKind) -> Read:
    def read(figures: Figures) -> Getter:
        def value(task_id: int) -> object:
            now = task_performance(figures, task_id).now
            return part(now).index if kind == "number" else now.money(part(now))

        return lambda row: value(row.id)

    return read


def _task_inputs(part: Part) -> Inputs:
    def inputs(figures: Figures, task_id: int) -> Iterable[Input]:
        performed = task_performance(figures, task_id)
        task, now = figures.workspace.tasks[task_id], performed.now
        yield Input("data date", performed.standing.day)
        yield Input("earns by", task.ev_method or "percent")
        for name, measure in (("BAC", now.bac), ("PV", now.pv), ("EV", now.ev), ("AC", now.ac)):
            yield Input(name, now.money(measure))
        if part(now).value is None:
            yield Input("undefined because", part(now).reason)

    return inputs


def _task_figure(
    name: str, title: str, formula: str, part: Part, kind: FigureKind = "money"
) -> Figure:
    return Figure(
        id=name,
        table="tasks",
        title=title,
        short=name.upper(),
        help=f"{title} at the status date, with what is below it",
        kind=kind,
        unit="money" if kind == "money" else "ratio",
        formula=formula,
        source=_STANDARD,
        undefined=NOT_PLANNED,
        reads=EARNED_FROM,
        read=_task_read(part, kind),
        inputs=_task_inputs(part),
    )


TASK_FIGURES: Final = (
    _task_figure("bac", "budget at completion", "its cost in the baseline", lambda now: now.bac),
    _task_figure("pv", "planned value", "its cost planned by the data date", lambda now: now.pv),
    _task_figure("ev", "earned value", "BAC x share earned, by its method", lambda now: now.ev),
    _task_figure("ac", "actual cost", "as booked, else work done x rate", lambda now: now.ac),
    _task_figure("sv", "schedule variance", "EV - PV", lambda now: now.sv),
    _task_figure("cv", "cost variance", "EV - AC", lambda now: now.cv),
    _task_figure("spi", "schedule performance index", "EV / PV", lambda now: now.spi, "number"),
    _task_figure("cpi", "cost performance index", "EV / AC", lambda now: now.cpi, "number"),
)
"""Earned value of tasks."""
