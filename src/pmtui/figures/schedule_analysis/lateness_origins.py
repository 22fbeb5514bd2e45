"""This file traces what is late back to the task it comes from."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from pmtui.figures.components.baseline_in_force import baseline_row
from pmtui.figures.components.component_dates import days_from, last_day
from pmtui.figures.lateness.late_tasks import misses_of
from pmtui.figures.planning.plan_parts import PlanInputs
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.schedule_analysis.driving_links import drives, links_into
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Task

MOST_STEPS: Final = 4_000
"""Tasks looked back at in one go; what lies further back is not traced: a screen waits for it."""


class Origins:
    """Where lateness comes from: the first task in trouble on the chain that holds a task.

    From a task one goes back over the link that holds it (no slack is left in it), of a summary to
    what ends last in it. Of the tasks gone over the farthest one counts that is itself late, said
    to be held up, planned past an agreed date, or behind its baseline.
    """

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._known: dict[int, int] = {}
        self._lasts: LastTasks = figures.part("last tasks", lambda _: LastTasks())
        self._left = MOST_STEPS

    def of(self, task_id: int) -> int:
        """The task in trouble that a task's dates come from, itself perhaps; 0 for none."""
        path: list[int] = []
        met: set[int] = set()
        one = task_id
        while one and one not in met and one not in self._known:
            path.append(one)
            met.add(one)
            one = self._before(one)
        found = self._known.get(one, 0)
        for row_id in reversed(path):
            if not found and self.is_trouble(row_id):
                found = row_id
            self._known[row_id] = found
        return self._known.get(task_id, 0)

    def last_of(self, component: int) -> int:
        """The task that a component's own plan ends with, the first made of several; 0 for none."""
        plan = self._plan(component)
        return 0 if plan is None else self._lasts.of(component, plan)

    def is_trouble(self, task_id: int) -> bool:
        """Whether an open task is late, held up, past an agreed date or behind its baseline."""
        figures = self._figures
        task = figures.workspace.tasks.get(task_id)
        if task is None or task.archived or figures.is_done(task_id) or figures.is_summary(task_id):
            return False
        if task.blocked or figures.is_overdue(task_id):
            return True
        is_missed = task_id in misses_of(figures).of(task.component).minutes
        return is_missed or (self.behind(task) or 0) > 0

    def behind(self, task: Task) -> int | None:
        """Days a task is planned to finish after its baseline; None where either is missing."""
        row = baseline_row(self._figures.workspace, task)
        return self.days_after(task, row.finish) if row is not None else None

    def days_after(self, task: Task, day: date | None) -> int | None:
        """Days a task is planned to finish after a day; None where either is missing."""
        planned = self._finish(task)
        return days_from(day, None if planned is None else last_day(planned))

    def _finish(self, task: Task) -> int | None:
        plan = self._plan(task.component)
        return plan.ends(task.id)[1] if plan is not None and task.id in plan else None

    def _plan(self, component: int) -> ProjectPlan | None:
        """A plan as far as it is at hand and knows dates."""
        if not self._figures.has_plans:
            return None
        plan = plans_of(self._figures).at_hand(component)
        return plan if plan is not None and not plan.problem else None

    def _before(self, task_id: int) -> int:
        """The task that holds another where it stands; 0 where none does."""
        self._left -= 1
        task = self._figures.workspace.tasks.get(task_id)
        plan = self._plan(task.component) if task is not None else None
        if task is None or plan is None or task_id not in plan or self._left < 0:
            return 0
        if self._figures.is_summary(task_id):
            return self._latest(self._figures.subtasks(task_id))
        return self._latest(self._predecessors(task))

    def _predecessors(self, task: Task) -> Iterator[int]:
        """The unfinished tasks that hold a task, or a summary it stands in."""
        figures = self._figures
        tasks = figures.workspace.tasks
        met: set[int] = set()
        one: Task | None = task
        while one is not None and one.id not in met:
            met.add(one.id)
            holding = [
                link.predecessor
                for link in links_into(figures, one.id)
                if not figures.is_done(link.predecessor) and drives(figures, link)
            ]
            if holding:
                yield from holding
                return
            one = tasks.get(one.parent)

    def _latest(self, ids: Iterator[int] | tuple[int, ...]) -> int:
        """The unfinished one that ends last, the first made of several; 0 for none."""
        tasks = self._figures.workspace.tasks
        ends = (
            (end, -task_id)
            for task_id in ids
            if not self._figures.is_done(task_id)
            and (end := self._finish(tasks[task_id])) is not None
        )
        return -max(ends, default=(0, 0))[1]


class LastTasks:
    """The task that each plan ends with, kept while the plan is the same."""

    def __init__(self, known: Mapping[int, tuple[PlanInputs, int]] | None = None) -> None:
        self._known = dict(known or {})

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "LastTasks":  # noqa: ARG002
        """The same after an edit: what is kept says itself which plan it is of."""
        return LastTasks(self._known)

    def of(self, component: int, plan: ProjectPlan) -> int:
        """The task that a plan ends with, the first made of several; 0 for none."""
        known = self._known.get(component)
        if known is not None and known[0] is plan.inputs:
            return known[1]
        found = _last(plan)
        if plan.is_settled:
            self._known[component] = plan.inputs, found
        return found


def _last(plan: ProjectPlan) -> int:
    finish, ends = plan.finish, plan.ends
    found = (
        task_id
        for task_id in plan.inputs.tasks
        if task_id > 0 and ends(task_id)[1] == finish and not plan.is_summary(task_id)
    )
    return min(found, default=0)
