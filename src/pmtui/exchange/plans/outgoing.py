"""This file makes a plan for other programs from a stored project, with its scheduled dates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from pmtui.exchange.plans.money import MoneyOut, currency_of
from pmtui.exchange.plans.outgoing_people import crew_of, uids_of
from pmtui.exchange.plans.outgoing_tasks import TaskWriter
from pmtui.exchange.plans.plan import Plan, PlanLink, PlanTask
from pmtui.exchange.safe import UnreadableError
from pmtui.figures.planning.outline import outline_of
from pmtui.figures.planning.plan import ProjectPlan
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.sheet import Figures
from pmtui.model.components import Component
from pmtui.model.money import exponent
from pmtui.model.tasks import Task
from pmtui.model.workcal import moment, moment_of
from pmtui.model.workspace import Workspace


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
    row = workspace.components.get(component)
    if row is None or row.kind not in {"project", "operation"}:
        raise UnreadableError("a plan is made of one project", "name it by its key")
    found = plan_of(figures, component)
    if found is None:
        raise UnreadableError(f"{row.key} {row.name} has no tasks", "add some first")
    if found.problem or found.loops.first:
        why = problem_text(figures, found)
        raise UnreadableError(f"{row.key} has no dates ({why})", "mend that first")
    places = [place for place in outline_of(figures, component) if place.task in found]
    tasks = [workspace.tasks[place.task] for place in places]
    uids = uids_of((task.id, str(task.uid or task.code)) for task in tasks)
    money = MoneyOut(currency_of(workspace, tasks), figures.rates)
    crew = crew_of(figures, tasks, uids, row.calendar, money)
    writer = TaskWriter(figures, found, crew.calendar_uids, uids, money)
    rows = tuple(
        writer.row(task, place, number)
        for number, (task, place) in enumerate(zip(tasks, places, strict=True), 1)
    )
    links = tuple(_links(workspace, found, uids))
    options = found.inputs.options
    status = None if row.status_date is None else moment(row.status_date, None, ends=True)
    plan = Plan(
        name=row.code or row.name,
        title=row.name,
        currency=money.currency,
        start=moment_of(options.start),
        finish=None if found.finish is None else moment_of(found.finish),
        status_date=None if status is None else moment_of(status) - timedelta(minutes=1),
        made=datetime.combine(figures.today, datetime.min.time()),
        calendar=crew.calendar_uids[0],
        minutes_per_day=found.minutes_per_day,
        minutes_per_week=found.minutes_per_day * 5,
        rules=row.schedule_rules,
        honor_constraints=options.honor_constraints,
        critical_slack=options.critical_slack,
        multiple_critical_paths=options.multiple_critical_paths,
        whole=_whole(row, found),
        tasks=rows,
        links=links,
        calendars=crew.calendars,
        resources=crew.resources,
        assignments=crew.assignments,
    )
    left_out = list(_left_out(workspace, tasks, len(links), row))
    if money.lost:
        left_out.append(f"{money.lost} amounts that have no rate to {money.currency}")
    if exponent(money.currency) > 2:
        left_out.append(f"what amounts in {money.currency} have below a hundredth")
    return Outgoing(plan, tuple(left_out), crew.people)


def _links(workspace: Workspace, plan: ProjectPlan, uids: Mapping[int, int]) -> Iterator[PlanLink]:
    for id_, link in plan.inputs.links.items():
        if link.giver in uids and link.taker in uids:
            yield PlanLink(
                giver=uids[link.giver],
                taker=uids[link.taker],
                type=link.type,
                lag=link.lag,
                lag_unit=link.lag_unit,
                lag_in=workspace.links[id_].lag_in,
            )


def _whole(row: Component, plan: ProjectPlan) -> PlanTask:
    return PlanTask(
        uid=0,
        name=row.name,
        notes=row.description,
        summary=True,
        task_type="fixed_duration",
        start=None if plan.start is None else moment_of(plan.start),
        finish=None if plan.finish is None else moment_of(plan.finish),
    )


def _left_out(
    workspace: Workspace, tasks: Sequence[Task], written: int, row: Component
) -> Iterator[str]:
    """What of the tasks has no place in a plan, in words with counts."""
    here = {task.id for task in tasks}
    joined = {
        link
        for task in here
        for end in ("giver", "taker")
        for link in workspace.ids_by("links", end, task)
    }
    counts = {
        "links with other projects": len(joined) - written,
        "tasks with tags": sum(bool(task.tags) for task in tasks),
        "lines of checklists": sum(len(workspace.ids_by("checks", "task", one)) for one in here),
        "reasons why tasks are blocked": sum(bool(task.blocked) for task in tasks),
    }
    yield from (f"{count} {words}" for words, count in counts.items() if count)
    if row.schedule_rules == "p6":
        yield "the rules of P6, by which the dates were made; MS Project may move them"
