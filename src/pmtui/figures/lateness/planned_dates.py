"""This file reads what a component says of its own dates: planned, promised, agreed."""

from msgspec import structs

from pmtui.figures.components.component_dates import OwnDates, last_day
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.components.typed_dates import typed_dates, typed_moment
from pmtui.figures.lateness.late_tasks import MissedDates, misses_of
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.components import Component
from pmtui.model.rules.date_range import in_span
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES


def own_dates(figures: StoredFigures, component: int) -> OwnDates:
    """The dates of a component without those below it; planned as far as its plan is at hand."""
    row = figures.workspace.components[component]
    plans, misses = plans_of(figures), misses_of(figures)
    plan = plans.at_hand(component)
    missed = misses.of(component)
    start, finish = _ends(row, plan)
    return structs.replace(
        typed_dates(figures.workspace, component),
        start=start,
        finish=finish,
        due=missed.due,
        is_due_last=_is_due_last(missed, plan),
        missed=len(missed.minutes),
        missed_days=_days(plan, max(missed.minutes.values(), default=0)),
        is_waiting=plans.is_behind(component) or component in misses.waiting,
    )


def _ends(row: Component, plan: ProjectPlan | None) -> tuple[int | None, int | None]:
    """As it happened, else as its own tasks are planned; of what was given up as it happened."""
    plan = None if row.is_given_up else plan
    start, finish = (None, None) if plan is None else (plan.start, plan.finish)
    ended = row.actual_finish
    has_ended = row.state in ENDED_COMPONENT_STATES and not row.is_given_up
    if ended is None and has_ended and finish is None:
        ended = row.finish
    if ended is not None and in_span(ended):
        finish = moment(ended, None, ends=True)
        start = typed_moment(row.start, row.start_time) if start is None else start
    return start, finish


def _is_due_last(missed: MissedDates, plan: ProjectPlan | None) -> bool:
    """Whether a task with the latest due date is among those the plan ends with."""
    if plan is None or plan.finish is None:
        return False
    last = last_day(plan.finish)
    return any(
        row_id in plan and last_day(plan.ends(row_id)[1]) == last for row_id in missed.due_by
    )


def _days(plan: ProjectPlan | None, minutes: int) -> float:
    return 0 if plan is None else plan.slack_days(minutes)
