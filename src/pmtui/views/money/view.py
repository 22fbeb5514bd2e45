"""This file declares the money view: position by component, and the same as a chart."""

from typing import Final

from pmtui.views.shapes.view import ChartFunction, ChartPart, TableFunction, TablePart, View


def _position() -> TableFunction:
    from pmtui.views.money.position import position_table

    return position_table


def _comparison() -> ChartFunction:
    from pmtui.views.money.comparison import comparison_chart

    return comparison_chart


VIEW: Final = View(
    id="money",
    title="Money",
    key="5",
    tables=("components",),
    parts=(
        TablePart(noun="component", table=_position),
        ChartPart(name="comparison", chart=_comparison),
    ),
    hints=("open", "explain", "subtab.next", "entity.set", "sort", "entity.add"),
    signs=(
        ("variance", "forecast less budget: over budget is positive"),
        ("below", "budgets of the components right below, added up"),
        ("unalloc.", "own budget less those below: negative is distributed too often"),
    ),
)
