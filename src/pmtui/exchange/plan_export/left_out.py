"""This file says what of a project does not go out with its plan: a line a kind, with a count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmtui.exchange.msproject.field_coverage import PLAN_FIELDS
from pmtui.exchange.plans.plan import MOST_BASELINES, PlanTask
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.remarks import Reference, Remark
from pmtui.model.entities.tasks import Assignment, Link, Task
from pmtui.model.workspace.schema import TABLES, defaults_of
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.wording.formatting import count_with_noun


def left_out(
    workspace: Workspace,
    project: Component,
    rows: Mapping[int, PlanTask],
    people: Iterable[int],
) -> Iterator[str]:
    """What has no place in the file of a plan, in words with counts.

    Args:
        workspace: where everything is.
        project: the project.
        rows: the row of each task that goes out, by the task's id.
        people: those that go out.
    """
    here = set(rows)
    links = _links(workspace, here)
    inside = [link for link in links if link.predecessor in here and link.successor in here]
    if len(links) > len(inside):
        yield (
            count_with_noun(len(links) - len(inside), "link")
            + " with other projects or archived tasks"
        )
    away = [
        task_id
        for task_id in workspace.ids_by("tasks", "component", project.id)
        if task_id not in here
    ]
    if away:
        yield count_with_noun(len(away), "archived task")
    yield from _of_tasks(workspace, rows)
    yield from _fields("links", "link", inside)
    crew = [workspace.people[person_id] for person_id in people]
    yield from _fields("people", "person", crew)
    machines = sum(person.kind == "equipment" for person in crew)
    if machines:
        yield count_with_noun(machines, "machine") + ", sent as people"
    yield from _of_baselines(workspace, project)
    yield from _of_project(project)
    for table in TABLES:
        if table not in PLAN_FIELDS and TABLES[table].home != "store":
            count = _rows(workspace, table, project.id, here)
            if count:
                yield count_with_noun(count, TABLES[table].called)
    if project.schedule_rules == "p6":
        yield "the rules of P6, by which the dates were made; MS Project may move them"


def _links(workspace: Workspace, tasks: set[int]) -> list[Link]:
    ids = {
        link
        for task in tasks
        for end in ("predecessor", "successor")
        for link in workspace.ids_by("links", end, task)
    }
    return [workspace.links[link_id] for link_id in sorted(ids)]


def _of_tasks(workspace: Workspace, rows: Mapping[int, PlanTask]) -> Iterator[str]:
    tasks = [workspace.tasks[task_id] for task_id in rows]
    yield from _fields("tasks", "task", tasks)
    deliverables = sum(task.kind == "deliverable" for task in tasks)
    if deliverables:
        yield count_with_noun(deliverables, "deliverable") + ", sent as plain tasks"
    gaps = sum(bool(task.splits) and not rows[task.id].splits for task in tasks)
    if gaps:
        yield count_with_noun(gaps, "task") + " with gaps that its other dates leave no place for"
    owned = sum(bool(task.owner) and not _is_assigned(workspace, task) for task in tasks)
    if owned:
        yield count_with_noun(owned, "task") + " with an owner who is not assigned"


def _is_assigned(workspace: Workspace, task: Task) -> bool:
    assignments = workspace.rows_by(Assignment, "task", task.id)
    return any(assignment.person == task.owner for assignment in assignments)


def _of_baselines(workspace: Workspace, project: Component) -> Iterator[str]:
    rows = list(workspace.rows_by(Baseline, "component", project.id))
    beyond = sum(row.number > MOST_BASELINES for row in rows)
    if beyond:
        yield count_with_noun(beyond, "baseline") + f" beyond the first {MOST_BASELINES}"
    yield from _fields("baselines", "baseline", rows)


def _of_project(project: Component) -> Iterator[str]:
    usual = defaults_of("components")
    for field, carried in PLAN_FIELDS["components"].items():
        if carried.way == "left" and carried.where and getattr(project, field) != usual[field]:
            yield f"the project's {carried.where}"


def _fields(table: str, noun: str, rows: Sequence[Entity]) -> Iterator[str]:
    """The fields of some rows that stay behind, each with how many of the rows have it."""
    usual = defaults_of(table)
    for field, carried in PLAN_FIELDS[table].items():
        if carried.way != "left" or not carried.where:
            continue
        count = sum(getattr(row, field) != usual[field] for row in rows)
        if count:
            yield f"{count_with_noun(count, noun)} {carried.where}"


def _rows(workspace: Workspace, table: str, project: int, tasks: set[int]) -> int:
    """How many rows of a table belong to a project, or to one of its tasks."""
    if TABLES[table].home == "about":
        rows = workspace.rows(table).values()
        return sum(
            row.about in tasks or row.about == project
            for row in rows
            if isinstance(row, Remark | Reference)
        )
    if table == "checks":
        return sum(len(workspace.ids_by(table, "task", task_id)) for task_id in tasks)
    return len(workspace.ids_by(table, "component", project))
