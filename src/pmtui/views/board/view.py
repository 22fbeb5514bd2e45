"""This file declares the board: the cards of a project, or a lane for each project, and flow."""

from typing import Final

from pmtui.model.entities.cycles import CYCLES
from pmtui.model.entities.tasks import TASKS
from pmtui.views.shapes.view import (
    ChartFunction,
    ChartPart,
    RowList,
    TableFunction,
    TablePart,
    View,
)

CARDS: Final = "cards"
"""The part of the view that is its board."""
_DIAGRAM: Final = "cumulative flow"


def _flow() -> TableFunction:
    from pmtui.views.board.flow_parts import flow_table

    return flow_table


def _diagram() -> ChartFunction:
    from pmtui.views.board.flow_parts import flow_diagram

    return flow_diagram


def _columns() -> ChartFunction:
    from pmtui.views.board.flow_parts import column_diagram

    return column_diagram


def _ageing() -> ChartFunction:
    from pmtui.views.board.flow_parts import ageing_chart

    return ageing_chart


def _forecast() -> ChartFunction:
    from pmtui.views.board.flow_parts import forecast_chart

    return forecast_chart


def _cycles() -> TableFunction:
    from pmtui.views.board.cycle_parts import cycle_table

    return cycle_table


def _burn_down() -> ChartFunction:
    from pmtui.views.board.cycle_parts import burn_down

    return burn_down


def _burn_up() -> ChartFunction:
    from pmtui.views.board.cycle_parts import burn_up

    return burn_up


def _burn_down_of_work() -> ChartFunction:
    from pmtui.views.board.cycle_parts import burn_down_of_work

    return burn_down_of_work


def _burn_up_of_work() -> ChartFunction:
    from pmtui.views.board.cycle_parts import burn_up_of_work

    return burn_up_of_work


VIEW: Final = View(
    id="board",
    title="Board",
    key="2",
    tables=(TASKS.name, CYCLES.name),
    parts=(
        TablePart(
            name="flow", tables=("components",), noun="component", sort="key", title="flow",
            table=_flow,
        ),
        ChartPart(name=_DIAGRAM, chart=_diagram, tables=(TASKS.name,)),
        ChartPart(name="flow by column", chart=_columns, tables=(TASKS.name,)),
        ChartPart(name="ageing", chart=_ageing, tables=(TASKS.name,)),
        ChartPart(name="forecast", chart=_forecast, tables=(TASKS.name,)),
        TablePart(
            name=CYCLES.name, tables=(CYCLES.name,), noun=CYCLES.word, sort="start",
            table=_cycles,
        ),
        ChartPart(name="burn-down", chart=_burn_down, tables=(CYCLES.name,)),
        ChartPart(name="burn-up", chart=_burn_up, tables=(CYCLES.name,)),
        ChartPart(name="burn-down of work", chart=_burn_down_of_work, tables=(CYCLES.name,)),
        ChartPart(name="burn-up of work", chart=_burn_up_of_work, tables=(CYCLES.name,)),
    ),
    hints=("open", "explain", "subtab.next", "lens"),
    sorts=False,
    topics=frozenset({"many_late", "many_held", "column", "cycle"}),
    lists=(RowList(CARDS, CARDS), RowList("flow", "flow"), RowList("cumulative_flow", _DIAGRAM),
           RowList(CYCLES.plural, CYCLES.name)),
    signs=(
        ("Doing 2/3", "cards, and how many it may hold"),
        ("!1", "priority, 1 the highest"),
        ("■ by T-9", "waits for T-9; alone: blocked"),
        ("late 3d", "days past its due date"),
        ("40%", "percent complete"),
        ("1/3", "checks done, of all"),
        ("5d", "days in its column"),
        ("CY-3", "the cycle it is in, or planned for"),
    ),
)  # fmt: skip
