"""This file draws budget, actual and forecast of the components right below a scope as bars."""

from collections.abc import Sequence
from typing import Final

from pmtui.figures.catalogue import figure
from pmtui.views.charts.chart import Chart, DataPoint, Series
from pmtui.views.shapes.table import ViewRequest

MOST: Final = 12
"""Components that are drawn, those with the largest budgets or forecasts."""
_FEW: Final = 5
"""Components up to which each has room for its name."""
_WHOLE: Final[tuple[str, ...]] = ("budget", "actual", "cost_forecast")
"""Ids of the figures that are drawn."""
_OF_THE_YEAR: Final[tuple[str, ...]] = ("year_budget", "year_forecast")
_EMPTY: Final = "no component here has a budget, an actual or a forecast: s b sets a budget"


def comparison_chart(request: ViewRequest) -> Chart:
    """The money of the components below a scope side by side, the largest first.

    A scope with nothing below it stands for itself. What the filter leaves out is left out.
    """
    kept = frozenset(request.ids)
    below = [child for child in _compared(request) if child in kept]
    shown_figures, words = _WHOLE, "Budget, actual and forecast"
    if not any(_size(request, child, shown_figures) for child in below):
        shown_figures, words = _OF_THE_YEAR, "Budget and forecast of this year"
    sizes = {child: _size(request, child, shown_figures) for child in below}
    ordered = sorted((child for child in below if sizes[child]), key=lambda child: -sizes[child])
    shown = ordered[:MOST]
    named = _full if len(shown) <= _FEW else _short
    names = {child: named(request, child) for child in shown}
    more = f", the largest {MOST} of {len(ordered)}" if len(ordered) > MOST else ""
    return Chart(
        title=f"{words}{more}",
        unit=request.figures.workspace.policy.base_currency,
        series=tuple(
            Series(
                title=name.removeprefix("year_").removeprefix("cost_"),
                kind="bar",
                figure=name,
                points=tuple(
                    DataPoint(
                        names[child],
                        _major(request, name, child),
                        title=_full(request, child),
                        entity=child,
                    )
                    for child in shown
                ),
            )
            for name in shown_figures
        ),
        begin=names[shown[0]] if shown else None,
        empty=_EMPTY,
    )


def _compared(request: ViewRequest) -> tuple[int, ...]:
    """The components right below; below a single one those below it; else the scope itself."""
    children = tuple(request.figures.live_children(request.scope))
    while len(children) == 1 and (deeper := tuple(request.figures.live_children(children[0]))):
        children = deeper
    return children or ((request.scope,) if request.scope else ())


def _full(request: ViewRequest, component: int) -> str:
    row = request.figures.workspace.components[component]
    return f"{row.key} {row.name}"


def _short(request: ViewRequest, component: int) -> str:
    """What it is called where many stand side by side: its code, else its key."""
    row = request.figures.workspace.components[component]
    return row.code or row.key


def _size(request: ViewRequest, component: int, names: Sequence[str]) -> float:
    """The largest of the amounts of a component; nought where it has none."""
    return max(abs(_major(request, name, component) or 0.0) for name in names)


def _major(request: ViewRequest, name: str, component: int) -> float | None:
    """A figure in major units of the base currency; None where it is undefined."""
    declared = figure(name)
    row = request.figures.workspace.components[component]
    money = declared.read(request.figures)(row) if declared is not None else None
    worth = request.figures.rates.worth.get(money.currency) if money is not None else None
    return float(money.decimal * worth) if money is not None and worth is not None else None
