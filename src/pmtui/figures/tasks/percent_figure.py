"""This file declares percent complete of a task."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import percents, summary_progress


def _percent_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """The work below a summary; of another task what is typed and whether it is done."""
    if figures.is_summary(task_id):
        progress = summary_progress(figures, task_id)
        yield Input("planned minutes below it", progress.minutes)
        yield Input("of that done", progress.minutes_done)
        return
    yield Input("percent as typed", figures.workspace.tasks[task_id].percent)
    yield Input("done", "yes" if figures.is_done(task_id) else "no")


FIGURES: Final = (
    Figure(
        id="percent",
        table="tasks",
        title="percent complete",
        short="%",
        help="how far it is; a summary as far as its sub-tasks, what is done 100",
        kind="number",
        unit="percent",
        formula="as typed, 100 once it is done; of a summary sum(weight x percent) / sum(weight)",
        source="as MS Project's % complete; weight: duration, else estimate, else a day",
        undefined="never",
        reads=frozenset({"tasks", "columns", "components", "policy"}),
        read=percents,
        inputs=_percent_inputs,
    ),
)
"""Percent complete of tasks."""
