"""This file says how planned dates are made and what went in, beside the dates that are due."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pmtui.figures.components.baseline_in_force import baseline_row
from pmtui.figures.components.component_dates import last_day
from pmtui.figures.cpm.forward_pass import PINS
from pmtui.figures.explain.component_date_figures import PLANNED_FORMULA, PLANNED_UNDEFINED
from pmtui.figures.explain.explanation import Explanation
from pmtui.figures.explain.figure_inputs import Input, finish_inputs
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.schedule_analysis.component_span import margin_text
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.tasks import CONSTRAINT_WORDS, Task

_SOURCE: Final = "critical path method by the rules of MS Project or P6, as the project says"


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


def _contract_inputs(figures: Figures, link_id: int) -> Iterable[Input]:
    link = figures.workspace.links[link_id]
    giver = figures.workspace.tasks[link.giver]
    plan = plan_of(figures, giver.component)
    planned = None
    if plan is not None and giver.id in plan:
        start, finish = plan.ends(giver.id)
        planned = last_day(finish) if link.type[0] == "F" else moment_of(start).date()
    yield Input(f"{giver.key} comes as planned", planned)
    yield Input("needed by", link.needed_by)
    yield Input("promised", link.promised)
    yield Input("needed against planned", margin_text(link.needed_by, planned))


def _explanation(table: str, formula: str, undefined: str) -> Explanation:
    inputs = {
        "components": finish_inputs,
        "tasks": _task_inputs,
        "links": _contract_inputs,
    }
    return Explanation(
        id="planned_finish",
        title="planned finish",
        table=table,
        formula=formula,
        source=_SOURCE,
        unit="date",
        undefined=undefined,
        inputs=inputs[table],
    )


PLANNED_DATE_EXPLANATIONS: Final[Mapping[str, Explanation]] = MappingProxyType(
    {
        one.table: one
        for one in (
            _explanation(
                "components",
                PLANNED_FORMULA,
                PLANNED_UNDEFINED,
            ),
            _explanation(
                "tasks",
                "early start + duration, after what it waits for, in its calendar; what is not "
                "finished goes on after the status date, where the project has it so",
                "the schedule of its project cannot be made",
            ),
            _explanation(
                "links",
                "early finish of the task that gives; early start for SS and SF",
                "the predecessor has no planned dates",
            ),
        )
    }
)
"""How the planned finish of a table's entities is made."""


def _pinned(task: Task) -> str:
    code = task.constraint or "MFO"
    return f"{CONSTRAINT_WORDS[code]} its date ({code})"
