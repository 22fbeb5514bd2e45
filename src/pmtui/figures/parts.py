"""This file says how far each task is; a summary is as far as the tasks below it."""

from pmtui.figures.progress import NO_PROGRESS, Progress, day_minutes, progress_of
from pmtui.figures.sheet import Figures
from pmtui.figures.walks import below_first
from pmtui.model.workspace import Workspace


class Parts:
    """The progress of summaries, added up when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[int, Progress] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "Parts":
        """The progress after an edit; that of tasks with nothing touched below is taken over."""
        after = Parts(figures.workspace)
        if any(table in {"columns", "policy", "components"} for table, _ in touched):
            return after
        after._made = self._made.copy()
        for table, one in touched:
            if table == "tasks":
                after._forget(self._workspace, one)
                after._forget(figures.workspace, one)
        return after

    def _forget(self, workspace: Workspace, task_id: int) -> None:
        """Drops a task and all above it; what is above an unknown parent does not count it."""
        self._made.pop(task_id, None)
        task = workspace.tasks.get(task_id)
        while task is not None and self._made.pop(task.parent, None) is not None:
            task = workspace.tasks.get(task.parent)

    def of(self, figures: Figures, task_id: int) -> Progress:
        """The progress of the tasks below a summary, however deep."""
        made = self._made

        def summaries(one: int) -> list[int]:
            return [each for each in figures.subtasks(one) if figures.is_summary(each)]

        if task_id not in made:
            for one in below_first(task_id, summaries, made):
                made[one] = _added(figures, one, made)
        return made[task_id]


def _added(figures: Figures, task_id: int, made: dict[int, Progress]) -> Progress:
    workspace = figures.workspace
    total = NO_PROGRESS
    leaves: list[int] = []
    for one in figures.subtasks(task_id):
        if not figures.is_summary(one):
            leaves.append(one)
        elif one in made:
            total = total + made[one]
    component = workspace.components.get(workspace.tasks[task_id].component)
    tasks = ((workspace.tasks[one], figures.is_done(one)) for one in leaves)
    return total + progress_of(tasks, day_minutes(workspace, component))


def summary_progress(figures: Figures, task_id: int) -> Progress:
    """The progress of the live tasks below a summary that have no sub-tasks themselves."""
    return figures.part("parts", _parts).of(figures, task_id)


def task_percent(figures: Figures, task_id: int) -> int:
    """Percent complete of a task: 100 where it is done; a summary's follows from its sub-tasks."""
    if figures.is_summary(task_id):
        return summary_progress(figures, task_id).percent or 0
    return 100 if figures.is_done(task_id) else figures.workspace.tasks[task_id].percent


def _parts(figures: Figures) -> Parts:
    return Parts(figures.workspace)
