"""This file hands the open work of one person over to another."""

from typing import Final

from pmtui.actions.core.action import Refused
from pmtui.figures.attention.open_rows import answered_by, open_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, delete, edit
from pmtui.model.entities.tasks import Assignment

_ADDED: Final = ("units", "work", "remaining_work", "actual_work", "overtime", "remaining_overtime")
"""What two assignments of one task come to together."""


def handover_ops(figures: Figures, person: int, successor: int) -> Ops:
    """Ops by which a successor answers for every open row that a person answers for.

    What has ended keeps the name of the person who did it. Where both are assigned to a task, the
    successor's assignment takes the other's units and work.

    Args:
        figures: of the workspace.
        person: who leaves.
        successor: who takes over.

    Raises:
        Refused: nobody can take over from themselves.
    """
    if person == successor:
        raise Refused("nobody takes over from themselves: name somebody else")
    workspace = figures.workspace
    ops: Ops = ()
    for kind in open_rows(figures, "people", person):
        rows = workspace.rows(kind.table)
        for row_id in kind.ids:
            row = rows[row_id]
            twin = _twin(figures, row, successor) if isinstance(row, Assignment) else None
            if isinstance(row, Assignment) and twin is not None:
                ops += edit("assignments", twin, **_together(row, twin))
                ops += (delete("assignments", row),)
                continue
            names = (name for name in answered_by(kind.table) if getattr(row, name) == person)
            ops += edit(kind.table, row, **dict.fromkeys(names, successor))
    return ops


def _twin(figures: Figures, row: Assignment, successor: int) -> Assignment | None:
    """The successor's own assignment to the same task."""
    mates = figures.workspace.rows_by(Assignment, "task", row.task)
    return next((mate for mate in mates if mate.person == successor), None)


def _together(row: Assignment, twin: Assignment) -> dict[str, object]:
    sums: dict[str, object] = {}
    for name in _ADDED:
        parts = [part for part in (getattr(row, name), getattr(twin, name)) if part is not None]
        sums[name] = sum(parts) if parts else None
    return sums
