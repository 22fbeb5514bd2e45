"""This file plans the baselines of an imported plan."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plan_import.frozen_costs import BaselineCosts
from pmtui.exchange.plans.plan import Plan, PlanBaseline, PlanTask, money_in
from pmtui.exchange.plans.task_fields import task_fields
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY


def plan_baselines(
    draft: ImportBuilder, plan: Plan, tasks: Mapping[int, int], component: int, currency: str
) -> list[str]:
    """Plans the baselines of a file that are not there yet; what a person should hear of it.

    Number 0 of the file, which is the one that was agreed, becomes number 1 here, and so on.
    """
    notes: list[str] = []
    numbers = sorted(
        {plan_baseline.number for task in plan.tasks for plan_baseline in task.baselines}
    )
    whole = (
        {plan_baseline.number: plan_baseline for plan_baseline in plan.whole.baselines}
        if plan.whole
        else {}
    )
    for number in numbers:
        if draft.found("baselines", "component number", (component, number + 1)):
            notes.append(f"baseline {number + 1} is there already and stays as it was agreed")
            continue
        own = whole.get(number, PlanBaseline(number=number))
        costs = BaselineCosts(draft, plan, number, currency)
        fields = {
            "component": component,
            "label": f"Baseline {number}" if number else "Baseline",
            "number": number + 1,
            "kind": "snapshot" if number else "original",
            "taken_at": _taken(plan, draft.today),
            "start": _day(own.start),
            "finish": _end(own.finish)[0],
            "budget": money_in(own.cost or None, currency),
            **costs.of_baseline(),
        }
        baseline = draft.make("baselines", fields, 0)
        for task in plan.tasks:
            for plan_baseline in task.baselines:
                if plan_baseline.number == number and task.uid in tasks:
                    row = _row(task, plan_baseline, currency)
                    place = {"component": component, "baseline": baseline}
                    row |= {**place, "task": tasks[task.uid], **costs.of_row(task, place)}
                    draft.make("baseline_rows", row, 0)
    return notes


def _row(task: PlanTask, one: PlanBaseline, currency: str) -> dict[str, object]:
    fields = task_fields(task, {}, is_summary=task.summary)
    finish, finish_time = _end(one.finish)
    return {
        "title": fields["title"],
        "kind": fields["kind"],
        "is_summary": task.summary,
        "start": _day(one.start),
        "start_time": _minute(one.start),
        "finish": finish,
        "finish_time": finish_time,
        "duration": one.duration,
        "work": one.work,
        "cost": money_in(one.cost or None, currency),
    }


def _taken(plan: Plan, today: date) -> date:
    return plan.status_date.date() if plan.status_date else today


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _end(moment: datetime | None) -> tuple[date | None, int | None]:
    """The day and time of a finish; one at midnight ends the day before."""
    if moment is not None and moment.hour == moment.minute == 0:
        return (moment - timedelta(days=1)).date(), MINUTES_PER_DAY
    return _day(moment), _minute(moment)


def _minute(moment: datetime | None) -> int | None:
    return moment.hour * 60 + moment.minute if moment else None
