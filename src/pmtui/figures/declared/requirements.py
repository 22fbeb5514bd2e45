"""This file declares the figure of requirements: what has become of what delivers each."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.requirements import (
    ACCEPTANCES,
    REQUIREMENTS,
    Acceptance,
    Requirement,
)

_NOTHING: Final = "nothing"


def _last(figures: Figures, task: int) -> Acceptance | None:
    """The newest acceptance or rejection of a deliverable."""
    rows = figures.workspace.rows_by(Acceptance, "task", task)
    live = (row for row in rows if not row.archived)
    return max(live, key=lambda row: (row.at, row.id), default=None)


def _delivery(figures: Figures, requirement: Requirement) -> str:
    task = figures.workspace.tasks.get(requirement.delivered_by)
    if task is None or task.archived:
        return _NOTHING
    last = _last(figures, task.id)
    return last.verdict if last is not None else "awaited"


def _inputs(figures: Figures, requirement_id: int) -> Iterable[Input]:
    requirement = figures.workspace.rows_of(Requirement)[requirement_id]
    task = figures.workspace.tasks.get(requirement.delivered_by)
    last = _last(figures, requirement.delivered_by)
    yield Input("delivered by", f"{task.key} {task.title}" if task is not None else None)
    yield Input("last verdict", last.verdict if last is not None else None)
    yield Input("on", last.at if last is not None else None)
    yield Input("why", last.reason or None if last is not None else None)


FIGURES: Final = (
    Figure(
        id="delivery",
        table=REQUIREMENTS.name,
        title="what became of its delivery",
        help="nothing (delivers it), awaited, rejected or accepted",
        kind="choice",
        unit="a word",
        formula="the newest verdict on what delivers it; awaited while there is none",
        source="PMBOK 6, requirements traceability matrix",
        undefined="never: nothing where no deliverable is named, or it is archived",
        reads=frozenset({REQUIREMENTS.name, ACCEPTANCES.name, "tasks"}),
        read=lambda figures: lambda requirement: _delivery(figures, requirement),
        inputs=_inputs,
        choices=(_NOTHING, "awaited", "rejected", "accepted"),
    ),
)
"""What is known of requirements."""
