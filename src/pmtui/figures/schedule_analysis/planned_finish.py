"""This file declares the planned finish of tasks and contracts, and the days to what was agreed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from pmtui.figures.components.component_dates import baseline_row, last_day
from pmtui.figures.cpm.forward_pass import PINS
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.schedule_analysis.component_span import margin_text
from pmtui.figures.sheet.declaration import Figure, Input, Read
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.schedule_access import TaskFinish
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.tasks import CONSTRAINT_WORDS, Link, Task

_BASELINED: Final = frozenset({"tasks", "baselines", "baseline_rows"})


def _of_finish(value: Callable[[TaskFinish], date | int | None]) -> Read:
    """Reads one of the dates of a task, or the days between two."""
    return lambda figures: lambda row: value(figures.finish_of(row))


def _task_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    task = figures.workspace.tasks[task_id]
    plan = plan_of(figures, task.component)
    is_planned = plan is not None and task_id in plan
    ends = plan.ends(task_id) if plan is not None and is_planned else None
    dates = plan.dates(task_id) if plan is not None and is_planned else None
    finish = last_day(ends[1]) if ends is not None else None
    agreed = baseline_row(figures.workspace, task)
    baseline = agreed.finish if agreed is not None else None
    yield Input("planned start", moment_of(ends[0]).date() if ends is not None else None)
    yield Input("planned finish", finish)
    slack = plan.slack_days(dates.total_slack) if plan is not None and dates is not None else None
    yield Input("slack in working days", None if slack is None else f"{slack:g}")
    if plan is not None and is_planned:
        yield from _status_inputs(figures, task, plan)
    yield Input("start as typed", task.start)
    yield Input("finish as typed", task.finish)
    yield Input("due as agreed", task.due)
    yield Input("due against planned", margin_text(task.due, finish))
    yield Input("baseline finish", baseline)
    late = (finish - baseline).days if finish is not None and baseline is not None else None
    yield Input("planned slip in days", late)


def _status_inputs(figures: Figures, task: Task, plan: ProjectPlan) -> Iterator[Input]:
    """Up to when progress is reported, where that holds unfinished work back or could."""
    if figures.is_done(task.id):
        return
    row = figures.workspace.components[task.component]
    yield Input("status date", row.status_date or "none: unfinished work goes on today")
    status = plan.inputs.options.status_date
    if status is None:
        yield Input("unfinished work", "stays where it was planned")
    elif plan.inputs.tasks[task.id].manual is not None:
        yield Input("unfinished work", "dated by hand: it stays where it is")
    elif plan.inputs.tasks[task.id].constraint in PINS:
        yield Input("unfinished work", f"{_pinned(task)}: it stays where it is")
    else:
        yield Input("unfinished work is not before", moment_of(status).date())


def _pinned(task: Task) -> str:
    code = task.constraint or "MFO"
    return f"{CONSTRAINT_WORDS[code]} its date ({code})"


def _delivered(figures: Figures, link: Link) -> date | None:
    """The day on which a predecessor gives what its link promises, as planned."""
    predecessor = figures.workspace.tasks.get(link.predecessor)
    plan = plan_of(figures, predecessor.component) if predecessor is not None else None
    if predecessor is None or plan is None or predecessor.id not in plan:
        return None
    start, finish = plan.ends(predecessor.id)
    return last_day(finish) if link.type[0] == "F" else moment_of(start).date()


def _contract_inputs(figures: Figures, link_id: int) -> Iterable[Input]:
    link = figures.workspace.links[link_id]
    predecessor = figures.workspace.tasks[link.predecessor]
    planned = _delivered(figures, link)
    yield Input(f"{predecessor.key} comes as planned", planned)
    yield Input("needed by", link.needed_by)
    yield Input("promised", link.promised)
    yield Input("needed against planned", margin_text(link.needed_by, planned))


FIGURES: Final = (
    Figure(
        id="planned",
        table="tasks",
        title="planned finish",
        help="the day on which the schedule has it end",
        kind="date",
        unit="date",
        formula="early start + duration, after what it waits for, in its calendar; what is not "
        "finished goes on after the status date, where the project has it so",
        source="critical path method by the rules of MS Project or P6, as the project says",
        undefined="the schedule of its project cannot be made",
        reads=PLANNED_FROM,
        read=_of_finish(lambda finish: finish.planned),
        inputs=_task_inputs,
    ),
    Figure(
        id="baseline_finish",
        table="tasks",
        title="baseline finish",
        help="its finish in the baseline in force",
        kind="date",
        unit="date",
        formula="its finish as frozen in the newest baseline of its project that was approved",
        source="PMBOK 6, schedule baseline",
        undefined="no baseline in force has it",
        reads=PLANNED_FROM | _BASELINED,
        read=_of_finish(lambda finish: finish.baseline),
        inputs=_task_inputs,
    ),
    Figure(
        id="slip",
        table="tasks",
        title="slip",
        help="days its planned finish is past that in the baseline",
        kind="number",
        unit="calendar days, late is positive",
        formula="planned finish - baseline finish",
        source="PMBOK 6, variance at completion of time",
        undefined="it has no planned finish, or no baseline in force has it",
        reads=PLANNED_FROM | _BASELINED,
        read=_of_finish(lambda finish: finish.slip),
        inputs=_task_inputs,
    ),
    Figure(
        id="margin",
        table="tasks",
        title="margin",
        help="days from its planned finish to its due date; negative misses it",
        kind="number",
        unit="calendar days; negative misses the due date",
        formula="due - planned finish",
        source="days in hand",
        undefined="it has no due date or no planned finish",
        reads=PLANNED_FROM,
        read=_of_finish(lambda finish: finish.margin),
        inputs=_task_inputs,
    ),
    Figure(
        id="planned",
        table="links",
        title="planned finish",
        help="the day on which its predecessor delivers, as planned",
        kind="date",
        unit="date",
        formula="early finish of the task that gives; early start for SS and SF",
        source="critical path method by the rules of MS Project or P6, as the project says",
        undefined="the predecessor has no planned dates",
        reads=PLANNED_FROM,
        read=lambda figures: lambda row: _delivered(figures, row),
        inputs=_contract_inputs,
    ),
)
"""Planned and baseline finish, slip and margin of tasks; when contracts deliver."""
