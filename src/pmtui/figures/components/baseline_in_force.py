"""This file finds the baselines of a component and what the one in force says."""

from datetime import date
from typing import Final, cast

from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

APPROVED_KINDS: Final = frozenset({"original", "current"})
"""Kinds of baselines that were approved; the others are mere copies."""


def baselines_of(workspace: Workspace, component: int) -> tuple[Baseline, ...]:
    """The baselines of a component, the newest last."""
    rows = workspace.rows("baselines")
    ids = workspace.ids_by("baselines", "component", component)
    found = (cast("Baseline", rows[row_id]) for row_id in ids)
    return tuple(sorted(found, key=lambda baseline: baseline.number))


def baseline_in_force(workspace: Workspace, component: int) -> Baseline | None:
    """The newest baseline of a component that was approved; None where there is none."""
    agreed = [
        baseline
        for baseline in baselines_of(workspace, component)
        if baseline.kind in APPROVED_KINDS
    ]
    return agreed[-1] if agreed else None


def baseline_row(workspace: Workspace, task: Task) -> BaselineRow | None:
    """What the baseline in force says of a task; None where it says nothing."""
    agreed = baseline_in_force(workspace, task.component)
    if agreed is None:
        return None
    rows = workspace.rows("baseline_rows")
    ids = workspace.ids_by("baseline_rows", "task", task.id)
    found = (cast("BaselineRow", rows[row_id]) for row_id in ids)
    return next((row for row in found if row.baseline == agreed.id), None)


def own_baseline_finish(workspace: Workspace, component: int) -> date | None:
    """The baseline finish of a component itself: as it stands there, else of the one in force."""
    row = workspace.components[component]
    if row.baseline_finish is not None:
        return row.baseline_finish
    held = baseline_in_force(workspace, component)
    return held.finish if held is not None else None
