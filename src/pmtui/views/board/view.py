"""This file declares the board: the cards of a project, or a lane for each project, and flow."""

from typing import Final

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


VIEW: Final = View(
    id="board",
    title="Board",
    key="2",
    tables=("tasks",),
    parts=(
        TablePart(
            name="flow", tables=("components",), noun="component", sort="key", title="flow",
            table=_flow,
        ),
        ChartPart(name=_DIAGRAM, chart=_diagram),
    ),
    hints=("open", "explain", "subtab.next", "lens"),
    sorts=False,
    topics=frozenset({"many_late", "many_held", "column"}),
    lists=(RowList(CARDS, CARDS), RowList("flow", "flow"), RowList("cumulative_flow", _DIAGRAM)),
    signs=(
        ("Doing 2/3", "cards, and how many it may hold"),
        ("!1", "priority, 1 the highest"),
        ("■ by T-9", "waits for T-9; alone: blocked"),
        ("late 3d", "days past its due date"),
        ("40%", "percent complete"),
        ("1/3", "checks done, of all"),
        ("5d", "days in its column"),
    ),
)  # fmt: skip
