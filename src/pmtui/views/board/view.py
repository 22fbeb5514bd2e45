"""This file declares the board: the cards of a project, or a lane for each project."""

from typing import Final

from pmtui.views.shapes.view import RowList, View

VIEW: Final = View(
    id="board",
    title="Board",
    key="2",
    tables=("tasks",),
    sorts=False,
    topics=frozenset({"many_late", "many_held", "column"}),
    lists=(RowList("cards"),),
    signs=(
        ("Doing 2/3", "cards, and how many it may hold"),
        ("!1", "priority, 1 the highest"),
        ("■ by T-9", "waits for T-9; alone: blocked"),
        ("late 3d", "days past its due date"),
        ("40%", "percent complete"),
        ("1/3", "checks done, of all"),
        ("5d", "days in its column"),
    ),
)
