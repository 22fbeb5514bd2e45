"""This file declares the dates of a component, and the days between them."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.schedule_access import own_dates

_BASELINED: Final = frozenset({"components", "baselines"})


def _finish_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """The moments that a planned finish is the last of."""
    row = figures.workspace.components.get(component)
    dates = figures.rollup(component).dates
    if row is not None:
        own = own_dates(figures, component)
        day = None if own.finish is None else last_day(own.finish)
        if own.is_waiting:
            yield Input("its own tasks", "still being worked out")
        if row.actual_finish is not None:
            yield Input("finish as it happened", row.actual_finish)
        else:
            yield Input("last finish of its own tasks", day)
        yield Input("finish as typed, where nothing is planned", row.finish)
    for child in figures.live_children(component):
        yield Input(figures.workspace.components[child].name, figures.rollup(child).finish)
    yield Input("planned finish", dates.planned)
    yield Input("promised", dates.promised)
    yield Input("margin in days", dates.margin)
    yield Input("baseline finish", dates.baseline)
    yield Input("slip in days", dates.slip)


def _slip_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """The two dates a slip lies between, and the worst one below."""
    dates = figures.rollup(component).dates
    yield Input("planned finish", dates.planned)
    whose = ", its own" if dates.is_own_baseline else ", ~ the latest below"
    yield Input(f"baseline finish{whose if dates.baseline else ''}", dates.baseline)
    yield Input("slip in days", dates.slip)
    yield from _worst_inputs(figures, component)


def _worst_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """The slips of the components right below, and where the worst is."""
    for child in figures.live_children(component):
        name = figures.workspace.components[child].name
        yield Input(f"slip of {name}", figures.rollup(child).slip)
    dates = figures.rollup(component).dates
    row = figures.workspace.components.get(dates.worst_at)
    if row is not None:
        yield Input(f"worst below, {row.key} {row.name}", dates.worst_below)


def _promised_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """What is promised of a component itself and below, and how far the plan is from it."""
    row = figures.workspace.components.get(component)
    dates = figures.rollup(component).dates
    if row is not None:
        yield Input("finish as typed", row.finish)
        yield Input("latest due date of its open tasks", own_dates(figures, component).due)
    for child in figures.live_children(component):
        name = figures.workspace.components[child].name
        yield Input(f"promised of {name}", figures.rollup(child).dates.promised)
    yield Input("promised", dates.promised)
    yield Input("planned finish", dates.planned)
    yield Input("margin in days", dates.margin)


def _baseline_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """The baselines of a component and below."""
    dates = figures.rollup(component).dates
    yield Input("its own", dates.baseline if dates.is_own_baseline else None)
    for child in figures.live_children(component):
        name = figures.workspace.components[child].name
        yield Input(name, figures.rollup(child).baseline_finish)


FIGURES: Final = (
    Figure(
        id="expected_finish",
        table="components",
        title="planned finish",
        short="planned",
        help="the last finish of all that is planned in it and below",
        kind="date",
        unit="date",
        formula="last finish of all that is planned in it and below; where nothing is, its finish "
        "as typed; as it happened where it has ended",
        source="critical path method by the rules of MS Project or P6, as the project says",
        undefined="nothing is planned in it and no finish is typed",
        reads=PLANNED_FROM,
        read=lambda figures: lambda row: figures.rollup(row.id).dates.planned,
        inputs=_finish_inputs,
    ),
    Figure(
        id="promised",
        table="components",
        title="promised",
        help="the finish that is promised: typed, or from due dates in it",
        kind="date",
        unit="date",
        formula="its finish as typed; else ~ the latest due date of its open tasks and promise "
        "below, as far as it is one for the end",
        source="dates as typed: a component's finish, due dates of tasks",
        undefined="nothing is promised, or only for a part that ends before the rest",
        reads=PLANNED_FROM,
        read=lambda figures: lambda row: figures.rollup(row.id).dates.promised,
        inputs=_promised_inputs,
    ),
    Figure(
        id="baseline_finish",
        table="components",
        title="baseline finish",
        short="baseline",
        help="its own baseline finish, else the latest below",
        kind="date",
        unit="date",
        formula="its own, frozen with its baseline; else ~ the latest of its children",
        source="PMBOK 6, schedule baseline",
        undefined="no baseline was approved",
        reads=_BASELINED,
        read=lambda figures: lambda row: figures.rollup(row.id).dates.baseline,
        inputs=_baseline_inputs,
    ),
    Figure(
        id="slip",
        table="components",
        title="slip",
        help="days its planned finish is past its baseline finish",
        kind="number",
        unit="calendar days, late is positive; ~ against the latest baseline below",
        formula="planned finish - baseline finish",
        source="PMBOK 6, variance at completion of time",
        undefined="no baseline or no planned finish",
        reads=PLANNED_FROM | _BASELINED,
        read=lambda figures: lambda row: figures.rollup(row.id).dates.slip,
        inputs=_slip_inputs,
    ),
    Figure(
        id="margin",
        table="components",
        title="margin",
        help="days from its planned to its promised finish; negative misses it",
        kind="number",
        unit="calendar days; negative misses the promise",
        formula="promised - planned finish",
        source="days in hand",
        undefined="nothing is promised or planned",
        reads=PLANNED_FROM,
        read=lambda figures: lambda row: figures.rollup(row.id).dates.margin,
        inputs=_promised_inputs,
    ),
    Figure(
        id="worst_below",
        table="components",
        title="worst below",
        help="the worst slip of a component below it",
        kind="number",
        unit="calendar days, with the key of the component",
        formula="max(slip of every component below)",
        source="stands beside the slip and is not mixed into it",
        undefined="no component below has a slip",
        reads=PLANNED_FROM | _BASELINED,
        read=lambda figures: lambda row: figures.rollup(row.id).dates.worst_below,
        inputs=_worst_inputs,
    ),
)
"""Planned, promised and baseline finish, slip and margin of components."""
