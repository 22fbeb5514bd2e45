"""This file declares the money view: position, earned value, and charts of both."""

from typing import Final

from pmtui.model.costing.funding import FUNDING
from pmtui.model.costing.ledger import BUDGET_CHANGES, LEDGER, RESERVE_DRAWS, RESERVES
from pmtui.views.shapes.view import (
    ChartFunction,
    ChartPart,
    RowList,
    TableFunction,
    TablePart,
    View,
)

_COMPONENTS: Final = ("components",)
_TO_LEDGER: Final = tuple((column, LEDGER.name) for column in ("actual", "ac"))
"""The columns of amounts whose lines the ledger has."""


def _position() -> TableFunction:
    from pmtui.views.money.position import position_table

    return position_table


def _performance() -> TableFunction:
    from pmtui.views.money.performance import performance_table

    return performance_table


def _by_period() -> TableFunction:
    from pmtui.views.money.by_period import by_period_table

    return by_period_table


def _s_curve() -> ChartFunction:
    from pmtui.views.money.s_curve import s_curve

    return s_curve


def _comparison() -> ChartFunction:
    from pmtui.views.money.comparison import comparison_chart

    return comparison_chart


def _finish_odds() -> ChartFunction:
    from pmtui.views.money.odds_charts import finish_odds

    return finish_odds


def _drivers() -> ChartFunction:
    from pmtui.views.money.odds_charts import drivers

    return drivers


def _date_and_cost() -> ChartFunction:
    from pmtui.views.money.odds_charts import date_and_cost

    return date_and_cost


def _responses() -> ChartFunction:
    from pmtui.views.money.odds_charts import responses

    return responses


def _ledger() -> TableFunction:
    from pmtui.views.money.ledger_table import ledger_table

    return ledger_table


def _budget_changes() -> TableFunction:
    from pmtui.views.money.budget_tables import budget_changes

    return budget_changes


def _funding() -> TableFunction:
    from pmtui.views.money.budget_tables import funding

    return funding


def _reserves() -> TableFunction:
    from pmtui.views.money.budget_tables import reserves

    return reserves


def _draws() -> TableFunction:
    from pmtui.views.money.budget_tables import draws

    return draws


VIEW: Final = View(
    id="money",
    title="Money",
    key="5",
    tables=(
        "components",
        LEDGER.name,
        BUDGET_CHANGES.name,
        FUNDING.name,
        RESERVES.name,
        RESERVE_DRAWS.name,
    ),
    parts=(
        TablePart(
            tables=_COMPONENTS,
            noun="component",
            label="position",
            table=_position,
            leads=_TO_LEDGER,
        ),
        TablePart(
            name="performance",
            tables=_COMPONENTS,
            noun="component",
            title="performance",
            table=_performance,
            leads=_TO_LEDGER,
        ),
        TablePart(
            name="periods",
            tables=_COMPONENTS,
            noun="row",
            title="by period",
            table=_by_period,
            sorts=False,
            lengths=("month", "quarter", "year"),
            splits=True,
        ),
        ChartPart(name="s-curve", tables=_COMPONENTS, chart=_s_curve),
        ChartPart(name="odds", tables=_COMPONENTS, chart=_finish_odds),
        ChartPart(name="drivers", tables=_COMPONENTS, chart=_drivers),
        ChartPart(name="date-and-cost", tables=_COMPONENTS, chart=_date_and_cost),
        ChartPart(name="responses", tables=_COMPONENTS, chart=_responses),
        TablePart(
            name=LEDGER.name,
            tables=(LEDGER.name,),
            sort="posted-,key-",
            title=LEDGER.name,
            table=_ledger,
        ),
        TablePart(
            name=BUDGET_CHANGES.plural,
            tables=(BUDGET_CHANGES.name,),
            sort="at-,key-",
            noun=BUDGET_CHANGES.noun,
            title="budget changes",
            label="budget",
            table=_budget_changes,
        ),
        TablePart(
            name=FUNDING.name,
            tables=(FUNDING.name,),
            sort="at",
            title=FUNDING.called,
            table=_funding,
        ),
        TablePart(
            name=RESERVES.name,
            tables=(RESERVES.name,),
            sort="kind,key",
            title=RESERVES.name,
            table=_reserves,
        ),
        TablePart(
            name=RESERVE_DRAWS.plural,
            tables=(RESERVE_DRAWS.name,),
            sort="at-,key-",
            title=RESERVE_DRAWS.plural,
            table=_draws,
        ),
        ChartPart(name="comparison", tables=_COMPONENTS, chart=_comparison),
    ),
    lists=(
        RowList(LEDGER.name, LEDGER.name),
        RowList(BUDGET_CHANGES.plural, BUDGET_CHANGES.plural),
        RowList(FUNDING.name, FUNDING.name),
        RowList(RESERVES.name, RESERVES.name),
        RowList(RESERVE_DRAWS.plural, RESERVE_DRAWS.plural),
    ),
    topics=frozenset({"budget"}),
    hints=(
        "open",
        "explain",
        "subtab.next",
        "periods.shorter",
        "periods.split",
        "entity.set",
        "sort",
        "entity.add",
    ),
    signs=(
        ("variance", "forecast less budget: over budget is positive"),
        ("below", "budgets of the components right below, added up"),
        ("~", "planned value of a baseline that froze no working time; by period: typed"),
        ("undated", "what of the whole life nothing says a day of"),
        ("last fcst", "as reported by the end of last month: status points"),
        ("change", "forecast less that: more is positive"),
        ("yr", "the financial year of the last report, by the policy"),
        ("carried", "budgeted in years before and not spent in them"),
        ("after yr", "what of the forecast comes after the year"),
        ("unalloc.", "own budget less those below: negative is distributed too often"),
    ),
)
