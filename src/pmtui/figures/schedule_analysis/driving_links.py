"""This file says which links hold a task where it stands, and by how much the others give way."""

from collections.abc import Iterator

from pmtui.figures.planning.plan_parts import stand_in
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_time import WorkTime
from pmtui.model.entities.tasks import Link


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
