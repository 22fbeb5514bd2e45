"""This file draws projects that wait for each other, and puts them into one network."""

from datetime import timedelta
from typing import Any, Final

from hypothesis import strategies as st
from msgspec import json, structs

from pmtui.figures.components.project_start import start_of
from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import LoopError, ScheduleTask, TaskDates
from pmtui.figures.planning.plan_builder import STANDARD
from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.planning.schedule_inputs import (
    TaskReader,
    options_of,
    read_link,
    stored_calendars,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.calendar.work_calendar import OFFICE
from pmtui.model.changes.ops import Op, create, delete, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_link, a_project, a_task, a_workspace, id_of

DAY: Final = 480
MORNINGS, ALWAYS = 7, 8
MORNING, ALL_DAY = "08:00-12:00", "00:00-24:00"
CALENDARS: Final[tuple[Entity, ...]] = (
    WorkingCalendar(
        id=MORNINGS,
        name="Mornings",
        monday=MORNING,
        tuesday=MORNING,
        wednesday=MORNING,
        thursday=MORNING,
    ),
    WorkingCalendar(
        id=ALWAYS,
        name="Always",
        monday=ALL_DAY,
        tuesday=ALL_DAY,
        wednesday=ALL_DAY,
        thursday=ALL_DAY,
        friday=ALL_DAY,
        saturday=ALL_DAY,
        sunday=ALL_DAY,
    ),
    CalendarException(
        id=80, calendar=MORNINGS, first=TODAY + timedelta(3), last=TODAY + timedelta(3)
    ),
)

_days = st.integers(0, 20).map(lambda days: TODAY + timedelta(days))
_constraints = st.sampled_from(["", "", "", "", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO"])


@st.composite
def stores(draw: st.DrawFn) -> Workspace:
    """Two to four projects, a summary in some, and links among all their tasks."""
    rules: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {
                "schedule_rules": st.sampled_from(["", "", "p6"]),
                "multiple_critical_paths": st.booleans(),
                "honor_constraints": st.sampled_from([True, True, True, False]),
            }
        )
    )
    projects = [f"P-{at}" for at in range(1, draw(st.integers(2, 4)) + 1)]
    rows: list[Any] = [*CALENDARS]
    for project in projects:
        calendar = draw(st.sampled_from([0, 0, MORNINGS, ALWAYS]))
        rows.append(a_project(project, start=TODAY, calendar=calendar, board=False, **rules))
    tasks = draw(st.integers(3, 9))
    keys = [f"T-{at}" for at in range(1, tasks + 1)]
    homes = {key: draw(st.sampled_from(projects)) for key in keys}
    summaries = {project: f"T-{90 + at}" for at, project in enumerate(projects)}
    inside = {key for key in keys if draw(st.integers(0, 3)) == 0}
    used = {homes[key] for key in inside}
    rows += [a_task(summaries[project], project=project) for project in used]
    for key in keys:
        under = summaries[homes[key]] if key in inside else ""
        rows.append(a_task(key, project=homes[key], under=under, **draw(_fields())))
    pairs = draw(st.lists(st.sampled_from(_pairs(keys)), unique=True, min_size=1, max_size=12))
    for predecessor, successor in pairs:
        ends = [
            summaries[homes[key]] if key in inside and draw(st.integers(0, 3)) == 0 else key
            for key in (predecessor, successor)
        ]
        # A part of a summary's length is another for each task in it.
        units = ["work", "elapsed", "percent"] if ends[0] == predecessor else ["work", "elapsed"]
        link = a_link(
            *ends,
            type=draw(st.sampled_from(["FS", "FS", "SS", "FF", "SF"])),
            lag=draw(st.sampled_from([0, 0, 0, 60, DAY, 1500, -240, -3 * DAY])),
            lag_unit=draw(st.sampled_from(units)),
        )
        lag = link.lag if link.lag_unit != "percent" else max(-100, min(link.lag, 150))
        rows.append(structs.replace(link, lag=lag))
    return a_workspace(*rows)


@st.composite
def edits(draw: st.DrawFn, workspace: Workspace) -> tuple[Op, ...]:
    """An edit of one task or link of a store: longer, elsewhere, done, gone, or linked."""
    tasks = [one for one in workspace.tasks.values() if one.key < "T-90"]
    task = draw(st.sampled_from(tasks))
    kind = draw(st.sampled_from(["length", "length", "due", "done", "move", "put away", "links"]))
    if kind == "links":
        return draw(_link_edits(workspace, task, tasks))
    fields: dict[str, Any] = {"duration": draw(st.sampled_from([0, DAY, 3 * DAY, 9 * DAY]))}
    if kind == "move" and not task.parent:
        fields = {"component": draw(st.sampled_from(sorted(workspace.components)))}
    elif kind == "due":
        fields = {"due": draw(st.sampled_from([None, TODAY, TODAY + timedelta(12)]))}
    elif kind == "done":
        day = draw(st.sampled_from([None, TODAY + timedelta(2)]))
        fields = {"actual_start": day, "actual_finish": day}
    elif kind == "put away":
        fields = {"archived": not task.archived}
    return edit("tasks", task, **fields)


@st.composite
def _link_edits(
    draw: st.DrawFn, workspace: Workspace, task: Task, tasks: list[Task]
) -> tuple[Op, ...]:
    links = list(workspace.links.values())
    if draw(st.booleans()) and links:
        return (delete("links", draw(st.sampled_from(links))),)
    later = [one for one in tasks if int(one.key[2:]) > int(task.key[2:])]
    link = a_link(task.key, draw(st.sampled_from(later)).key) if later else None
    return (create("links", link),) if link and link.id not in workspace.links else ()


@st.composite
def _fields(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(_constraints)
    fields: dict[str, Any] = {
        "duration": draw(st.sampled_from([0, 120, DAY, DAY, 2 * DAY, 5 * DAY])),
        "elapsed": draw(st.sampled_from([False, False, False, True])),
        "calendar": draw(st.sampled_from([0, 0, 0, MORNINGS, ALWAYS])),
        "active": draw(st.sampled_from([True, True, True, True, True, False])),
        "due": draw(st.one_of(st.none(), st.none(), _days)),
        "constraint": kind,
        "constraint_date": draw(_days) if kind else None,
    }
    state = draw(st.sampled_from(["", "", "", "", "begun", "done"]))
    if state:
        fields["actual_start"] = draw(_days)
    if state == "done":
        fields["actual_finish"] = fields["actual_start"] + timedelta(draw(st.integers(0, 5)))
    return fields


def _pairs(keys: list[str]) -> list[tuple[str, str]]:
    return [
        (predecessor, successor)
        for at, predecessor in enumerate(keys)
        for successor in keys[at + 1 :]
    ]


def dates_apart(figures: Figures) -> dict[int, TaskDates]:
    """What the plans of the projects say of every task; nothing of what has no dates."""
    dates: dict[int, TaskDates] = {}
    for task in figures.workspace.tasks.values():
        plan = plan_of(figures, task.component)
        found = plan.dates(task.id) if plan is not None else None
        if found is not None:
            dates[task.id] = found
    return dates


def has_loop(figures: Figures) -> bool:
    """Whether tasks wait for each other in a circle, in a project or through several."""
    plans = [plans_of(figures).of(one) for one in figures.workspace.components]
    if any(plan.problem for plan in plans if plan is not None):
        return True
    try:
        dates_as_one(figures)
    except LoopError:
        return True
    return False


def dates_as_one(figures: Figures) -> Schedule:
    """The schedule of all tasks in one network by the rules that all projects share.

    Each project keeps its own finish: no task of it may end later without moving that, so it is
    one more deadline of each of its tasks.
    """
    workspace = figures.workspace
    tasks: list[ScheduleTask] = []
    for component in workspace.components.values():
        reader = TaskReader(workspace, component, figures.is_done)
        for one in workspace.ids_by("tasks", "component", component.id):
            task = reader.read(workspace.tasks[one])
            calendar = task.calendar or component.calendar or STANDARD
            tasks.append(structs.replace(task, calendar=calendar))
    first = workspace.components[id_of("P-1")]
    rules = options_of(workspace, first, start_of(first, None, TODAY), TODAY)
    options = structs.replace(rules, calendar=0)
    calendars = {**stored_calendars(workspace), STANDARD: OFFICE}
    links = [read_link(one) for one in workspace.links.values()]
    early = schedule(tasks, links, calendars, options)
    finish: dict[int, int] = {}
    for task in tasks:
        if task.active and not early.is_summary(task.id):
            home = workspace.tasks[task.id].component
            finish[home] = max(finish.get(home, 0), early[task.id].early_finish)
    bounded = [_ending(task, finish.get(workspace.tasks[task.id].component)) for task in tasks]
    return schedule(bounded, links, calendars, options)


def _ending(task: ScheduleTask, finish: int | None) -> ScheduleTask:
    """A task with its project's finish as a deadline too, unless it must be at a date."""
    if finish is None or task.constraint in {"MSO", "MFO"}:
        return task
    deadline = finish if task.deadline is None else min(finish, task.deadline)
    return structs.replace(task, deadline=deadline)


def in_words(workspace: Workspace) -> str:
    """The rows of a store, one a line."""
    tables = (workspace.components, workspace.tasks, workspace.links)
    return "\n".join(json.encode(row).decode() for table in tables for row in table.values())
