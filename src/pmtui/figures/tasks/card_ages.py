"""This file declares the age of a card."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.board_flow import card_age


def _age_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """The two days an age lies between."""
    task = figures.workspace.tasks[task_id]
    yield Input("entered its column", task.entered)
    yield Input("today", figures.today)
    yield Input("days", card_age(task, figures.today))


FIGURES: Final = (
    Figure(
        id="age",
        table="tasks",
        title="card age",
        help="days since its card came into its column",
        kind="number",
        unit="calendar days",
        formula="today - entered",
        source="Kanban Guide, work item age",
        undefined="the card has never entered a column",
        reads=frozenset({"tasks"}),
        read=lambda figures: lambda row: card_age(row, figures.today),
        inputs=_age_inputs,
    ),
)
"""The age of cards."""
