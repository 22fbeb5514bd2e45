"""This file reads what a component says of its own dates: planned, promised, agreed."""

from datetime import date

from pmtui.figures.outlook import OwnDates, last_day
from pmtui.figures.planning.agreed import own_baseline_finish
from pmtui.figures.planning.inputs import moment
from pmtui.figures.planning.misses import Missed, misses_of
from pmtui.figures.planning.plan import ProjectPlan
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.stored import StoredFigures
from pmtui.model.components import Component
from pmtui.model.span import in_span
from pmtui.model.states import ENDED_COMPONENT_STATES


def own_dates(figures: StoredFigures, component: int) -> OwnDates:
    """The dates of a component without those below it; planned as far as its plan is at hand."""
    row = figures.workspace.components[component]
    plans, misses = plans_of(figures), misses_of(figures)
    plan = plans.at_hand(component)
    missed = misses.of(component)
    start, finish = _ends(row, plan)
    return OwnDates(
        start=start,
        finish=finish,
        typed_start=_typed(row.start, row.start_time),
        typed_finish=_typed(row.finish, None, ends=True),
        promised=row.finish if row.finish is None or in_span(row.finish) else None,
        due=missed.due,
        is_due_last=_is_due_last(missed, plan),
        baseline=own_baseline_finish(figures.workspace, component),
        missed=len(missed.minutes),
        missed_days=_days(plan, max(missed.minutes.values(), default=0)),
        is_waiting=plans.is_behind(component) or component in misses.waiting,
    )


def _ends(row: Component, plan: ProjectPlan | None) -> tuple[int | None, int | None]:
    """As it happened, else as its own tasks are planned."""
    start, finish = (None, None) if plan is None else (plan.start, plan.finish)
    ended = row.actual_finish
    if ended is None and row.state in ENDED_COMPONENT_STATES and finish is None:
        ended = row.finish
    if ended is not None and in_span(ended):
        finish = moment(ended, None, ends=True)
        start = _typed(row.start, row.start_time) if start is None else start
    return start, finish


def _typed(day: date | None, time: int | None, *, ends: bool = False) -> int | None:
    return None if day is None or not in_span(day) else moment(day, time, ends=ends)


def _is_due_last(missed: Missed, plan: ProjectPlan | None) -> bool:
    """Whether a task with the latest due date is among those the plan ends with."""
    if plan is None or plan.finish is None:
        return False
    last = last_day(plan.finish)
    return any(one in plan and last_day(plan.ends(one)[1]) == last for one in missed.due_by)


def _days(plan: ProjectPlan | None, minutes: int) -> float:
    return 0 if plan is None else plan.slack_days(minutes)
