"""This file declares the register of risks: threats, opportunities and their map."""

from typing import Final

from pmtui.views.shapes.view import RowList, View

VIEW: Final = View(
    id="risks",
    title="Risks",
    key="4",
    tables=("risks",),
    lists=(
        RowList("threats", query="kind:threat"),
        RowList("opportunities", query="kind:opportunity"),
    ),
    signs=(
        ("20 H", "probability times impact, its level"),
        ("^", "escalated from here to above"),
    ),
)
