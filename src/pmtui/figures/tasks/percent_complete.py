"""This file says how far each task is; a summary is as far as the tasks below it."""

from collections.abc import Callable

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.work.progress import NO_PROGRESS, Progress, progress_of
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

Above = Callable[[int], bool]
"""Whether anything, archived or not, names a task as its parent."""


class SummaryProgress:
    """The progress of summaries, added up when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[int, Progress] = {}

    def next(
        self, figures: StoredFigures, touched: frozenset[tuple[str, int]]
    ) -> "SummaryProgress":
        """The progress after an edit; that of tasks with nothing touched below is taken over."""
        after = SummaryProgress(figures.workspace)
        if any(table in {"columns", "policy", "components"} for table, _ in touched):
            return after
        after._made = self._made.copy()
        for table, row_id in touched:
            if table == "tasks":
                after._forget(self._workspace, row_id)
                after._forget(figures.workspace, row_id)
        return after

    def _forget(self, workspace: Workspace, task_id: int) -> None:
        """Drops a task and all above it; what is above an unknown parent does not count it."""
        self._made.pop(task_id, None)
        task = workspace.tasks.get(task_id)
        while task is not None and self._made.pop(task.parent, None) is not None:
            task = workspace.tasks.get(task.parent)

    def of(self, figures: StoredFigures, task_id: int, above: Above) -> Progress:
        """The progress of the tasks below a summary, however deep."""
        made = self._made
        found = made.get(task_id)
        if found is not None:
            return found

        def summaries(one: int) -> list[int]:
            return [subtask for subtask in figures.subtasks(one) if above(subtask)]

        for row_id in below_first(task_id, summaries, made):
            made[row_id] = _added(figures, row_id, made, above)
        return made[task_id]


def _added(
    figures: StoredFigures, task_id: int, made: dict[int, Progress], above: Above
) -> Progress:
    workspace = figures.workspace
    tasks, done = workspace.tasks, figures.done_columns
    total = NO_PROGRESS
    leaves: list[tuple[Task, bool]] = []
    for subtask in figures.subtasks(task_id):
        if above(subtask) and figures.is_summary(subtask):
            total = total + made.get(subtask, NO_PROGRESS)
        else:
            task = tasks[subtask]
            is_done = task.column in done if task.column else task.percent == 100
            leaves.append((task, is_done))
    component = workspace.components.get(tasks[task_id].component)
    return total + progress_of(leaves, workspace.day_minutes(component))


def summary_progress(figures: StoredFigures, task_id: int) -> Progress:
    """The progress of the live tasks below a summary that have no sub-tasks themselves."""
    return figures.part("parts", _parts).of(figures, task_id, _above(figures.workspace))


def percents(figures: StoredFigures) -> Callable[[Task], int]:
    """`Figures.percent` for many tasks of one sheet: what all of them need is looked up once."""
    parents, done = figures.parents, figures.done_columns
    parts = figures.part("parts", _parts)

    if parents <= {0}:
        return lambda task: 100 if task.column in done else task.percent

    def percent(task: Task) -> int:
        one = task.id
        if one in parents and figures.is_summary(one):
            return parts.of(figures, one, parents.__contains__).percent or 0
        return 100 if task.column in done else task.percent

    return percent


def _above(workspace: Workspace) -> Above:
    return lambda parent_id: bool(workspace.ids_by("tasks", "parent", parent_id))


def _parts(figures: StoredFigures) -> SummaryProgress:
    return SummaryProgress(figures.workspace)
