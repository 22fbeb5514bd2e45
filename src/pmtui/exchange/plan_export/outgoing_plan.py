"""This file makes a plan for other programs from a stored project, with its scheduled dates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, structs

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plan_export.left_out import left_out
from pmtui.exchange.plan_export.people import PlanPeople, people_of_plan, uids_of
from pmtui.exchange.plan_export.round_trip import SentProject
from pmtui.exchange.plan_export.tasks import TaskWriter, ended, started
from pmtui.exchange.plan_export.work_done import WORKERS, assigned, with_work
from pmtui.exchange.plans.plan import (
    MOST_BASELINES,
    MoneyOut,
    Plan,
    PlanAssignment,
    PlanBaseline,
    PlanLink,
    PlanTask,
    currency_of,
)
from pmtui.exchange.plans.roll_up import rolled_up
from pmtui.exchange.plans.task_guids import id_of
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.model.calendar.work_calendar import moment, moment_of
from pmtui.model.calendar.work_time import WorkTime, WorkTimes
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import exponent
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.wording.formatting import count_with_noun


class Outgoing(Struct, frozen=True):
    """A plan on its way out, and what does not go with it."""

    plan: Plan
    left_out: tuple[str, ...]
    people: Mapping[int, int]
    """The person of each resource's uid."""


def outgoing_plan(figures: Figures, component: int) -> Outgoing:
    """The plan of a project with the dates its schedule says.

    Tasks keep the uid of the file they came from, and carry their id as a mark by which an import
    finds them again.

    Raises:
        UnreadableError: it is no project, has no tasks, or cannot be scheduled.
    """
    workspace = figures.workspace
    row, schedule = _scheduled(figures, component)
    places = [place for place in outline_of(figures, component) if place.task in schedule]
    tasks = [workspace.tasks[place.task] for place in places]
    uids = uids_of((task.id, str(task.uid or task.code)) for task in tasks)
    money = MoneyOut(currency_of(workspace, tasks), figures.rates)
    crew = people_of_plan(figures, tasks, row, money)
    writer = TaskWriter(figures, schedule, crew.calendar_uids, uids, money)
    rows = {
        task.id: writer.row(task, place, number)
        for number, (task, place) in enumerate(zip(tasks, places, strict=True), 1)
    }
    assignments = assigned(figures, tasks, rows, crew.resources, money)
    rows = _with_work(figures, tasks, rows, assignments, crew)
    written, whole = rolled_up([*rows.values()], _whole_row(figures, schedule, row, money))
    plan = structs.replace(
        _of_project(figures, row, schedule),
        currency=money.currency,
        calendar=crew.calendar_uids[0],
        whole=whole,
        tasks=written,
        links=tuple(_links(workspace, schedule, uids)),
        calendars=crew.calendars,
        resources=tuple(crew.resources.values()),
        assignments=assignments,
    )
    people = {resource.uid: person for person, resource in crew.resources.items()}
    behind = list(left_out(workspace, row, rows, people.values()))
    if money.lost:
        behind.append(f"{count_with_noun(money.lost, 'amount')} with no rate to {money.currency}")
    if exponent(money.currency) > 2:
        behind.append(f"what amounts in {money.currency} have below a hundredth")
    return Outgoing(plan, tuple(behind), people)


def _scheduled(figures: Figures, component: int) -> tuple[Component, ProjectPlan]:
    """A project and its schedule.

    Raises:
        UnreadableError: it is no project, has no tasks, or cannot be scheduled.
    """
    row = figures.workspace.components.get(component)
    if row is None or row.kind not in {"project", "operation"}:
        raise UnreadableError("a plan is made of one project", "name it by its key")
    found = plan_of(figures, component)
    if found is None:
        raise UnreadableError(f"{row.key} {row.name} has no tasks", "add some first")
    if found.problem or found.loops.first:
        why = problem_text(figures, found)
        raise UnreadableError(f"{row.key} has no dates ({why})", "mend that first")
    return row, found


def _of_project(figures: Figures, project: Component, schedule: ProjectPlan) -> Plan:
    """A plan with what is so of the project as a whole: its names, ends and rules."""
    options = schedule.inputs.options
    status = None if project.status_date is None else moment(project.status_date, None, ends=True)
    return Plan(
        name=project.code or project.name,
        title=project.name,
        manager=_name(figures.workspace, project.owner),
        category=project.category,
        start=moment_of(options.start),
        finish=None if schedule.finish is None else moment_of(schedule.finish),
        status_date=None if status is None else moment_of(status) - timedelta(minutes=1),
        made=datetime.combine(figures.today, datetime.min.time()),
        minutes_per_day=schedule.minutes_per_day,
        minutes_per_week=schedule.minutes_per_day * 5,
        rules=project.schedule_rules,
        honor_constraints=options.honor_constraints,
        critical_slack=options.critical_slack,
        multiple_critical_paths=options.multiple_critical_paths,
    )


def _whole_row(figures: Figures, plan: ProjectPlan, row: Component, money: MoneyOut) -> PlanTask:
    """The row of a project as a whole, but for what adds up from its tasks."""
    inputs = plan.inputs
    time = WorkTimes(inputs.calendars, inputs.options.calendar).of(0)
    duration = 0
    if plan.start is not None and plan.finish is not None:
        duration = max(time.between(plan.start, plan.finish), 0)
    return PlanTask(
        uid=0,
        name=row.name,
        notes=row.description,
        summary=True,
        task_type="fixed_duration",
        start=None if plan.start is None else moment_of(plan.start),
        finish=None if plan.finish is None else moment_of(plan.finish),
        duration=duration,
        free_slack=0,
        percent=figures.work(row.id).work.percent or 0,
        baselines=tuple(_baselines(figures, row, time, money)),
    )


def _baselines(
    figures: Figures, row: Component, time: WorkTime, money: MoneyOut
) -> list[PlanBaseline]:
    """What was agreed of the whole; the file's number 0 is our number 1."""
    kept = figures.workspace.rows_by(Baseline, "component", row.id)
    made: list[PlanBaseline] = []
    for other_baseline in sorted(kept, key=lambda baseline: baseline.number):
        if other_baseline.number > MOST_BASELINES:
            continue
        start = (
            None
            if other_baseline.start is None
            else started(moment(other_baseline.start, None), time)
        )
        finish = (
            None
            if other_baseline.finish is None
            else ended(moment(other_baseline.finish, None, ends=True), time)
        )
        cost = money.hundredths(other_baseline.budget)
        made.append(
            PlanBaseline(number=other_baseline.number - 1, start=start, finish=finish, cost=cost)
        )
    return made


def _with_work(
    figures: Figures,
    tasks: Sequence[Task],
    rows: Mapping[int, PlanTask],
    assignments: Sequence[PlanAssignment],
    crew: PlanPeople,
) -> dict[int, PlanTask]:
    """The rows with the work that is on each task itself."""
    workers = {resource.uid for resource in crew.resources.values() if resource.kind in WORKERS}
    at_work: dict[int, list[PlanAssignment]] = {}
    for assignment in assignments:
        if assignment.resource in workers:
            at_work.setdefault(assignment.task, []).append(assignment)
    return {
        task.id: with_work(figures, task, rows[task.id], at_work.get(rows[task.id].uid, ()))
        for task in tasks
    }


def _links(workspace: Workspace, plan: ProjectPlan, uids: Mapping[int, int]) -> Iterator[PlanLink]:
    for id_, link in plan.inputs.links.items():
        if link.predecessor in uids and link.successor in uids:
            yield PlanLink(
                predecessor=uids[link.predecessor],
                successor=uids[link.successor],
                type=link.type,
                lag=link.lag,
                lag_unit=link.lag_unit,
                lag_in=workspace.links[id_].lag_in,
            )


def _name(workspace: Workspace, person: int) -> str:
    row = workspace.people.get(person)
    return row.name if row is not None else ""


def sent_plan(workspace: Workspace, today: date, component: int, plan: Plan) -> SentProject:
    """What a project would be sent as now, if a file has rows that were sent from here.

    Args:
        workspace: what there is.
        today: the day of the import, for a file that does not say when it was made.
        component: the project; one that is not there yet was never sent.
        plan: what the file says.
    """
    marks = (id_of(task.guid) for task in plan.tasks)
    if component not in workspace.components or not any(m in workspace.tasks for m in marks):
        return SentProject()
    day = today if plan.made is None else plan.made.date()
    try:
        sent = outgoing_plan(Figures(workspace, day), component)
    except UnreadableError:
        return SentProject()
    rows = {id_of(task.guid): task for task in sent.plan.tasks}
    return SentProject(
        sent.plan, rows, {row.uid: row_id for row_id, row in rows.items()}, sent.people
    )
