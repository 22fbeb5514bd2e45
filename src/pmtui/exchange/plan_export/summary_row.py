"""This file makes the row that stands for a whole plan, for other programs."""

from pmtui.exchange.plan_export.tasks import ended, started
from pmtui.exchange.plans.money import MoneyOut
from pmtui.exchange.plans.plan import MOST_BASELINES, PlanBaseline, PlanTask
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment, moment_of
from pmtui.model.calendar.work_time import WorkTime, WorkTimes
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.components import Component


def whole_row(figures: Figures, plan: ProjectPlan, row: Component, money: MoneyOut) -> PlanTask:
    """The row of a project as a whole, but for what adds up from its tasks.

    Args:
        figures: of the workspace it is in.
        plan: its schedule.
        row: the project.
        money: writes amounts.
    """
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
