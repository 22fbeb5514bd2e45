"""This file says which links hold a task where it stands, and traces what is late to its origin."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from pmtui.figures.components.component_dates import baseline_row, days_from, last_day
from pmtui.figures.core.invalidation import stale_components
from pmtui.figures.lateness.late_tasks import misses_of
from pmtui.figures.planning.plan_parts import PlanInputs, stand_in
from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.calendar.work_time import WorkTime
from pmtui.model.entities.tasks import Link, Task


def links_into(figures: Figures, task_id: int) -> Iterator[Link]:
    """The links by which a task waits for others that have not been put away."""
    workspace = figures.workspace
    for link_id in workspace.ids_by("links", "successor", task_id):
        link = workspace.links[link_id]
        predecessor = workspace.tasks.get(link.predecessor)
        if predecessor is not None and not predecessor.archived:
            yield link


def links_out_of(figures: Figures, task_id: int) -> Iterator[Link]:
    """The links by which others that have not been put away wait for a task."""
    workspace = figures.workspace
    for link_id in workspace.ids_by("links", "predecessor", task_id):
        link = workspace.links[link_id]
        successor = workspace.tasks.get(link.successor)
        if successor is not None and not successor.archived:
            yield link


def link_slack(figures: Figures, link: Link) -> int | None:
    """Working minutes by which a link's predecessor may slip before it moves the successor.

    Relationship free float of the precedence diagram method: FS `ES_j - EF_i - lag`, SS
    `ES_j - ES_i - lag`, FF `EF_j - EF_i - lag`, SF `EF_j - ES_i - lag`, in the successor's
    calendar. None where either end has no dates.
    """
    successor = figures.workspace.tasks.get(link.successor)
    plan = plan_of(figures, successor.component) if successor is not None else None
    if plan is None or plan.problem or link.successor not in plan:
        return None
    predecessor = link.predecessor
    if predecessor not in plan:
        predecessor = stand_in(link.id)
    if predecessor not in plan:
        return None
    time = plan.times.of(plan.inputs.tasks[link.successor].calendar)
    from_ = plan.ends(predecessor)[link.type[0] == "F"]
    wanted = plan.ends(link.successor)[link.type[1] == "F"]
    bound = _lagged(time, from_, link, plan.duration(predecessor))
    return time.between(bound, wanted)


def drives(figures: Figures, link: Link) -> bool:
    """Whether a link holds its successor: no slack is left, and it is neither begun nor by hand."""
    successor = figures.workspace.tasks[link.successor]
    if successor.actual_start is not None or figures.is_done(successor.id):
        return False
    plan = plan_of(figures, successor.component)
    if (
        plan is not None
        and successor.id in plan
        and plan.inputs.tasks[successor.id].manual is not None
    ):
        return False
    slack = link_slack(figures, link)
    return slack is not None and slack <= 0


def start_reason(plan: ProjectPlan, task_id: int) -> str:
    """What holds a task that no link does: progress, a date, the status date, the plan's start."""
    task = plan.inputs.tasks[task_id]
    if task.actual_finish is not None:
        return "done"
    if task.actual_start is not None:
        return "begun"
    if task.manual is not None:
        return "by hand"
    status = plan.inputs.options.status_date
    if status is not None and not task.done:
        time = plan.times.of(task.calendar)
        if plan.ends(task_id)[0] == (status if task.elapsed else time.start_from(status)):
            return "status date"
    return task.constraint if task.constraint not in {"", "ASAP"} else "plan"


def _lagged(time: WorkTime, moment: int, link: Link, duration: int) -> int:
    if link.lag_unit == "elapsed":
        return moment + link.lag
    lag = link.lag if link.lag_unit == "work" else duration * link.lag // 100
    if lag > 0:
        return time.after(moment, lag)
    return time.before(moment, -lag) if lag < 0 else moment


_TRACED_FROM: Final = PLANNED_FROM | {"baselines", "baseline_rows"}
"""The tables from which is told where lateness comes from."""
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
        self._known = figures.part("origins", Traces).known()
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
        if self._left < 0:
            self._known = dict(self._known)  # what was not traced to its end is kept no longer
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


class Traces:
    """The origins of tasks that were traced, kept while nothing they hang on has changed."""

    def __init__(
        self,
        figures: Figures,
        known: Mapping[int, int] | None = None,
        stale: Collection[int] = (),
    ) -> None:
        self._figures = figures
        self._known = dict(known or {})
        self._stale: set[int] | None = set(stale) if self._known else None

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "Traces":
        """The same after an edit, without what it may have changed."""
        before = self._figures.workspace
        dirty = stale_components(before, figures.workspace, touched, _TRACED_FROM)
        return Traces(figures) if dirty is None else Traces(figures, self._kept(), dirty)

    def known(self) -> dict[int, int]:
        """Where origins are kept; nowhere for long while a plan is being worked out."""
        return {} if self._figures.rollup(0).dates.is_waiting else self._kept()

    def _kept(self) -> dict[int, int]:
        """What is still sure; looked through when it is first asked for."""
        if self._stale is not None:
            stale = self._waiting_for(self._stale | self._figures.moved())
            tasks = self._figures.workspace.tasks
            self._known = {
                task_id: origin
                for task_id, origin in self._known.items()
                if (task := tasks.get(task_id)) is not None and task.component not in stale
            }
            self._stale = None
        return self._known

    def _waiting_for(self, components: Collection[int]) -> set[int]:
        """Components with all whose tasks wait for tasks of them."""
        workspace = self._figures.workspace
        stale, waiting = set(components), [*components]
        while waiting:
            for task_id in workspace.ids_by("tasks", "component", waiting.pop()):
                for link_id in workspace.ids_by("links", "predecessor", task_id):
                    successor = workspace.tasks.get(workspace.links[link_id].successor)
                    if successor is not None and successor.component not in stale:
                        stale.add(successor.component)
                        waiting.append(successor.component)
        return stale


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
