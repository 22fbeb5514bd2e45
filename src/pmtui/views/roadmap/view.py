"""This file declares the roadmap: bars over time, and what holds each where it stands."""

from typing import Final

from pmtui.views.shapes.view import RowList, View

VIEW: Final = View(
    id="roadmap",
    title="Roadmap",
    key="3",
    tables=("tasks",),
    topics=frozenset({"behind", "loop"}),
    lists=(RowList("tasks"), RowList("milestones", query="kind:milestone")),
    signs=(
        ("█ ▒ ▓", "done, to do, critical (# = %)"),
        ("┄ ▄", "slack; baseline below (~ _)"),
        ("◆ ◇", "milestone; its baseline (* o)"),
        ("C", "critical: it moves the end"),
        ("✓ ■ h x", "done, blocked, manual, inactive"),
        ("? = ! ✓ x", "contract: asked, agreed, at risk, met, broken"),
        ("slack", "how long it may slip"),
    ),
)
