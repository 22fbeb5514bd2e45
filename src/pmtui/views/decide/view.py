"""This file declares the view for deciding which projects to do: selection, bubble map, balance."""

from typing import Final

from pmtui.model.entities.components import COMPONENTS
from pmtui.views.shapes.view import (
    ChartFunction,
    ChartPart,
    RowList,
    TableFunction,
    TablePart,
    View,
)


def _selection() -> TableFunction:
    from pmtui.views.decide.decide_parts import selection_table

    return selection_table


def _bubbles() -> ChartFunction:
    from pmtui.views.decide.decide_parts import bubble_chart

    return bubble_chart


def _balance() -> ChartFunction:
    from pmtui.views.decide.decide_parts import balance_chart

    return balance_chart


VIEW: Final = View(
    id="decide",
    title="Selection",
    key="9",
    tables=(COMPONENTS.name,),
    parts=(
        TablePart(
            sort="verdict,ratio-",
            noun="project",
            label="selection",
            hides="over, or no project",
            table=_selection,
        ),
        ChartPart(name="bubbles", chart=_bubbles),
        ChartPart(name="balance", chart=_balance),
    ),
    lists=(RowList("bubbles", "bubbles"), RowList("balance", "balance")),
    signs=(
        ("in, out", "among the projects that are worth most within what there is, or not"),
        ("ratio", "worth by cost"),
    ),
)
