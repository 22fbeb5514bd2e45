"""This file declares the earned value of tasks: a task with all below it."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.earned_value.component_figures import EARNED_FROM
from pmtui.figures.earned_value.measure import Part
from pmtui.figures.earned_value.scope_performance import NOT_PLANNED, task_performance
from pmtui.figures.sheet.declaration import Figure, FigureKind, Getter, Input, Inputs, Read
from pmtui.figures.sheet.figures_sheet import Figures

_STANDARD: Final = "PMI Standard for EVM"


def _read(part: Part, kind: FigureKind) -> Read:
    def read(figures: Figures) -> Getter:
        def value(task_id: int) -> object:
            now = task_performance(figures, task_id).now
            return part(now).index if kind == "number" else now.money(part(now))

        return lambda row: value(row.id)

    return read


def _inputs(part: Part) -> Inputs:
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


def _figure(name: str, title: str, formula: str, part: Part, kind: FigureKind = "money") -> Figure:
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
        read=_read(part, kind),
        inputs=_inputs(part),
    )


FIGURES: Final = (
    _figure("bac", "budget at completion", "its cost in the baseline", lambda now: now.bac),
    _figure("pv", "planned value", "its cost planned by the data date", lambda now: now.pv),
    _figure("ev", "earned value", "BAC x share earned, by its method", lambda now: now.ev),
    _figure("ac", "actual cost", "as booked, else work done x rate", lambda now: now.ac),
    _figure("sv", "schedule variance", "EV - PV", lambda now: now.sv),
    _figure("cv", "cost variance", "EV - AC", lambda now: now.cv),
    _figure("spi", "schedule performance index", "EV / PV", lambda now: now.spi, "number"),
    _figure("cpi", "cost performance index", "EV / AC", lambda now: now.cpi, "number"),
)
"""Earned value of tasks."""
