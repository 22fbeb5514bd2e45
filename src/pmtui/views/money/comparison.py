"""This file draws budget, spent and forecast of the components right below a scope as bars."""

from collections.abc import Callable
from typing import Final

from pmtui.figures.components.rollup import Rollup
from pmtui.figures.core.amounts import Amount
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.charts.chart import Chart, DataPoint, Series
from pmtui.views.shapes.request import ViewRequest

MOST: Final = 12
"""Components that are drawn, those with the largest budgets or forecasts."""
_FEW: Final = 5
"""Components up to which each has room for its name."""
_Parts = tuple[tuple[str, str, Callable[[Rollup], Amount]], ...]
_WHOLE: Final[_Parts] = (
    ("budget", "budget", lambda rollup: rollup.budget),
    ("spent", "spent", lambda rollup: rollup.spent),
    ("forecast", "forecast", lambda rollup: rollup.forecast),
)
"""What each series is called, the figure it shows, and how it is read."""
_OF_THE_YEAR: Final[_Parts] = (
    ("budget", "year_budget", lambda rollup: rollup.year_budget),
    ("forecast", "year_forecast", lambda rollup: rollup.year_forecast),
)
_EMPTY: Final = "no component here has a budget, an actual or a forecast: s b sets a budget"


def comparison_chart(request: ViewRequest) -> Chart:
    """The money of the components below a scope side by side, the largest first.

    A scope with nothing below it stands for itself. What the filter leaves out is left out.
    """
    figures, kept = request.figures, frozenset(request.ids)
    below = [child for child in _compared(figures, request.scope) if child in kept]
    parts, words = _WHOLE, "Budget, spent and forecast"
    if not any(_size(figures, child, parts) for child in below):
        parts, words = _OF_THE_YEAR, "Budget and forecast of this year"
    sizes = {child: _size(figures, child, parts) for child in below}
    ordered = sorted((child for child in below if sizes[child]), key=lambda child: -sizes[child])
    shown = ordered[:MOST]
    named = _full if len(shown) <= _FEW else _short
    names = {child: named(figures, child) for child in shown}
    more = f", the largest {MOST} of {len(ordered)}" if len(ordered) > MOST else ""
    return Chart(
        title=f"{words}{more}",
        unit=figures.workspace.policy.base_currency,
        series=tuple(
            Series(
                title=name,
                kind="bar",
                figure=figure,
                points=tuple(
                    DataPoint(
                        names[child],
                        _major(figures, part(figures.rollup(child))),
                        title=_full(figures, child),
                        entity=child,
                    )
                    for child in shown
                ),
            )
            for name, figure, part in parts
        ),
        begin=names[shown[0]] if shown else None,
        empty=_EMPTY,
    )


def _compared(figures: Figures, scope: int) -> tuple[int, ...]:
    """The components right below; below a single one those below it; else the scope itself."""
    children = tuple(figures.live_children(scope))
    while len(children) == 1 and (deeper := tuple(figures.live_children(children[0]))):
        children = deeper
    return children or ((scope,) if scope else ())


def _full(figures: Figures, component: int) -> str:
    row = figures.workspace.components[component]
    return f"{row.key} {row.name}"


def _short(figures: Figures, component: int) -> str:
    """What it is called where many stand side by side: its code, else its key."""
    row = figures.workspace.components[component]
    return row.code or row.key


def _size(figures: Figures, component: int, parts: _Parts) -> float:
    """The largest of the amounts of a component; nought where it has none."""
    rollup = figures.rollup(component)
    return max(abs(_major(figures, part(rollup)) or 0.0) for _, _, part in parts)


def _major(figures: Figures, amount: Amount) -> float | None:
    """An amount in major units of the base currency; None where it is undefined."""
    money = amount.value
    worth = figures.rates.worth.get(money.currency) if money is not None else None
    return float(money.decimal * worth) if money is not None and worth is not None else None
