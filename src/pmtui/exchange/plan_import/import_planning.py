"""This file plans the import of a plan: what it would make and change, with nothing done yet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

import msgspec

from pmtui.exchange.date_changes import FileDates, MovedTask, differ
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.import_memory import ImportMemory
from pmtui.exchange.import_plan import ImportPlan, Take, ThreeWay
from pmtui.exchange.matching.changes_since import kept_notes
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.matching.import_trial import settled, tried
from pmtui.exchange.plan_import.cross_project_links import CrossingPlanner
from pmtui.exchange.plan_import.projects import HOLDS_TASKS, ProjectPlanner
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.source_file import PlanFile, file_of
from pmtui.figures.planning.plans import plan_of, problem_text
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import CalendarError, moment_of
from pmtui.model.workspace.workspace import Workspace


def plan_import(
    workspace: Workspace,
    read: PlanFile | Plan,
    new_id: Callable[[], int],
    today: date,
    *,
    into: int = 0,
    name: str = "",
    take: Take = "",
) -> ImportPlan:
    """What importing the plans of a file would do.

    Tasks are found again by what the file calls them, and changed; what is here and no longer in
    the file is told and stays. A project takes the calendar, start and rules of the file. Links
    between projects are made where both are here, at whichever import comes second. What a file
    says again that was imported before changes nothing; a field that was changed in it and here is
    a clash, and with one there are no ops at all.

    Args:
        workspace: what there is.
        read: the plans of the file.
        new_id: draws ids.
        today: the day new cards come into their columns.
        into: the project to import into, or what its projects lie in; 0 for the top.
        name: of the file; what to call a project that has none in it.
        take: which side stands where both changed a field; empty asks.

    Raises:
        UnreadableError: a calendar cannot be, or several projects would go into one.
    """
    file = file_of(read) if isinstance(read, Plan) else read
    threeway = ThreeWay(ImportMemory(workspace, f"plan:{name}", is_plan=True), take)
    draft = ImportBuilder(workspace, new_id, today, threeway)
    notes: list[str] = [*file.notes]
    try:
        placed = _planned(draft, file, notes, into, name)
    except CalendarError as error:
        raise UnreadableError(str(error), "mend the calendar where it was made") from None
    notes += [
        f"{'taken otherwise' if ', ' in text else 'left out'}: {text}" for text in file.unknown
    ]
    trial = tried(draft, misfit="correct it", problem="correct it where the plan was made")
    if trial.findings:
        return ImportPlan((), (), (*trial.findings, *file.odd), tuple(notes))
    answer = settled(draft, threeway, file.odd, (*notes, *kept_notes(threeway)), new_id)
    if answer.clashes:
        return answer
    dates = _file_dates(Figures(trial.following, today), placed)
    return msgspec.structs.replace(answer, dates=dates)


def _planned(
    draft: ImportBuilder, file: PlanFile, notes: list[str], into: int, name: str
) -> list[tuple[int, Plan, dict[int, int]]]:
    """The project of each plan, and the task of each of its rows' uids."""
    plans = file.plans
    if len(plans) > 1 and draft.value("components", into, "kind") in HOLDS_TASKS:
        key = draft.value("components", into, "key")
        raise UnreadableError(
            f"the file holds {len(plans)} projects and {key} is one",
            "import one of them into it, or all into what it lies in",
        )
    shares_calendar = len({plan.calendar for plan in plans}) < 2
    placed: list[tuple[int, Plan, dict[int, int]]] = []
    for plan in plans:
        taken = frozenset(component for component, _, _ in placed)
        planner = ProjectPlanner(draft, plan, notes, taken=taken, shares_calendar=shares_calendar)
        component, tasks = planner.run(into, name)
        placed.append((component, plan, tasks))
    sources = {plan.source: component for component, plan, _ in placed if plan.source}
    rows = {
        plan.source: {
            task.uid: tasks[task.uid]
            for task in plan.tasks
            if not task.summary and task.uid in tasks
        }
        for _, plan, tasks in placed
        if plan.source
    }
    if sources:
        notes += CrossingPlanner(draft, file, sources, rows).plan()
    return placed


def _file_dates(
    figures: Figures, placed: Iterable[tuple[int, Plan, Mapping[int, int]]]
) -> FileDates:
    """Compares the schedules of projects with the dates that a file says for their tasks.

    A begun task is compared by its actual start, a finished one by its actual finish, whatever
    else the file says of them: Primavera's early dates are those of what is left.

    Args:
        figures: of the workspace as it is after the import.
        placed: each project, what the file says of it, and the stored task of each row's uid.
    """
    compared = 0
    moved: list[tuple[datetime, bool, MovedTask]] = []
    for component, plan, ids in placed:
        scheduled = plan_of(figures, component)
        if scheduled is None:
            continue
        if scheduled.problem or scheduled.loops.first:
            return FileDates(problem=problem_text(figures, scheduled))
        rows = [task for task in plan.tasks if task.uid in ids and _is_dated(task)]
        compared += len(rows)
        for task in rows:
            found = _moved(figures, scheduled, task, ids[task.uid])
            if found is not None:
                moved.append((found.first, task.summary, found))
    moved.sort(key=lambda row: row[:2])
    return FileDates(compared, tuple(moved_task for _, _, moved_task in moved))


def _is_dated(task: PlanTask) -> bool:
    return any((task.actual_start, task.start, task.actual_finish, task.finish))


def _moved(figures: Figures, scheduled: ProjectPlan, task: PlanTask, id_: int) -> MovedTask | None:
    """A task whose dates are not those of its row; None where they are."""
    start, finish = task.actual_start or task.start, task.actual_finish or task.finish
    row = figures.workspace.tasks[id_]
    dates = scheduled.dates(id_)
    here = None if dates is None else moment_of(dates.start)
    ends = None if dates is None else moment_of(dates.finish)
    if not (differ(here, start) or differ(ends, finish)):
        return None
    return MovedTask(row.key, row.title, here, ends, start, finish)
