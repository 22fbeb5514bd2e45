"""This file declares the money view: position, earned value, and charts of both."""

from typing import Final

from pmtui.views.shapes.view import ChartFunction, ChartPart, TableFunction, TablePart, View


def _position() -> TableFunction:
    from pmtui.views.money.position import position_table

    return position_table


def _performance() -> TableFunction:
    from pmtui.views.money.performance import performance_table

    return performance_table


def _s_curve() -> ChartFunction:
    from pmtui.views.money.s_curve import s_curve

    return s_curve


def _comparison() -> ChartFunction:
    from pmtui.views.money.comparison import comparison_chart

    return comparison_chart


VIEW: Final = View(
    id="money",
    title="Money",
    key="5",
    tables=("components",),
    parts=(
        TablePart(noun="component", label="position", table=_position),
        TablePart(name="performance", noun="component", title="performance", table=_performance),
        ChartPart(name="s-curve", chart=_s_curve),
        ChartPart(name="comparison", chart=_comparison),
    ),
    hints=("open", "explain", "subtab.next", "entity.set", "sort", "entity.add"),
    signs=(
        ("variance", "forecast less budget: over budget is positive"),
        ("below", "budgets of the components right below, added up"),
        ("~", "planned value of a baseline that froze no working time"),
        ("unalloc.", "own budget less those below: negative is distributed too often"),
    ),
)
