"""This file reads the values that a status report compares: dates, ratings, money, registers."""

from collections.abc import Iterator
from typing import Final

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.planning.plans import Plans, plans_of
from pmtui.figures.reports.kept_value import DONE, ScopeValue, Subject, Topic
from pmtui.figures.schedule_analysis.contracts import crossing_links
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import BENEFITS, ISSUES, Issue
from pmtui.model.entities.risks import RISKS
from pmtui.model.entities.tasks import LINKS
from pmtui.model.governance.gates import GATES, Gate

_SUMS: Final[tuple[Topic, ...]] = ("budget", "actual", "forecast")
_WORTHS: Final[tuple[Topic, ...]] = ("planned_benefit", "realised_benefit")


def scope_values(figures: Figures, scope: int = 0) -> dict[Subject, ScopeValue]:
    """The values of a scope and of all in it that has not been put away, by what they are of.

    Args:
        figures: of the workspace at the moment, on its day.
        scope: the component; 0 for the whole store.
    """
    places = tuple(figures.live_subtree(scope))
    plans = plans_of(figures)
    values = [*_of_component(figures, 0)] if not scope else []
    for component in places:
        if component:
            values += _of_component(figures, component)
            values += _of_tasks(figures, plans, component)
            values += _of_registers(figures, component)
            values += _of_risks(figures, component)
    values += _of_contracts(figures, plans, frozenset(places))
    return {(value.topic, value.table, value.id): value for value in values}


def _of_component(figures: Figures, component: int) -> Iterator[ScopeValue]:
    health, money = figures.health(component), figures.money(component)
    yield ScopeValue(
        "rating",
        "components",
        component,
        health.computed,
        reason=_unless(health.computed, "unrated"),
    )
    yield ScopeValue(
        "reported", "components", component, health.reported,
        reason=_unless(health.reported, "not reported"),
    )  # fmt: skip
    finish = figures.rollup(component).dates.planned
    day = finish.isoformat() if finish is not None else ""
    yield ScopeValue("finish", "components", component, day, reason=_unless(day, "no dates"))
    budget, actual, forecast = money.budget, money.actual, money.forecast
    for topic, amount in zip(_SUMS, (budget, actual, forecast), strict=True):
        if amount.value is None:
            yield ScopeValue(topic, "components", component, reason=amount.reason)
        else:
            value = str(amount.value.decimal)
            yield ScopeValue(topic, "components", component, value, amount.value.currency)


def _of_tasks(figures: Figures, plans: Plans, component: int) -> Iterator[ScopeValue]:
    """When the tasks and milestones of a component end by its plan, else as typed."""
    plan = plans.of(component)
    for task in figures.tasks_in(component):
        if task.archived or figures.has_parts(task):
            continue
        topic: Topic = "milestone" if task.kind == "milestone" else "task"
        if figures.is_done(task.id):
            yield ScopeValue(topic, "tasks", task.id, DONE)
            continue
        day = task.due or task.finish
        if plan is not None and not plan.problem and task.id in plan:
            day = last_day(plan.ends(task.id)[1])
        if day is not None:
            yield ScopeValue(topic, "tasks", task.id, day.isoformat())
    for task_id in figures.work(component).overdue:
        yield ScopeValue("late", "tasks", task_id, str(figures.days_late(task_id)))


def _of_registers(figures: Figures, component: int) -> Iterator[ScopeValue]:
    workspace = figures.workspace
    for gate in workspace.rows_by(Gate, "component", component):
        if not gate.archived and (gate.due or gate.decision):
            day = gate.due.isoformat() if gate.due is not None else ""
            yield ScopeValue("gate", GATES.name, gate.id, gate.decision or day)
    for issue in workspace.rows_by(Issue, "component", component):
        if not issue.archived:
            state = issue.state if issue.state in ISSUES.ended_states else "open"
            yield ScopeValue("issue", ISSUES.name, issue.id, state)
    yield from _of_benefits(figures, component)


def _of_benefits(figures: Figures, component: int) -> Iterator[ScopeValue]:
    for benefit in figures.benefits_in(component):
        if not benefit.archived:
            for topic, worth in zip(_WORTHS, (benefit.value, benefit.realised), strict=True):
                if worth is not None:
                    value = str(worth.decimal)
                    yield ScopeValue(topic, BENEFITS.name, benefit.id, value, worth.currency)


def _of_risks(figures: Figures, component: int) -> Iterator[ScopeValue]:
    for risk in figures.risks_in(component):
        if not risk.archived:
            score = figures.score(risk.id)
            text = risk.state if risk.state in RISKS.ended_states else str(score or "")
            yield ScopeValue("risk", RISKS.name, risk.id, text, reason=_unless(text, "not scored"))


def _of_contracts(figures: Figures, plans: Plans, places: frozenset[int]) -> Iterator[ScopeValue]:
    """When what another component waits for is forecast to be there, its lag not counted."""
    for link in crossing_links(figures.workspace, places):
        predecessor = figures.workspace.tasks[link.predecessor]
        if figures.is_done(predecessor.id):
            yield ScopeValue("contract", LINKS.name, link.id, DONE)
            continue
        plan = plans.of(predecessor.component)
        if plan is None or plan.problem or predecessor.id not in plan:
            yield ScopeValue("contract", LINKS.name, link.id, reason="no dates")
            continue
        end = plan.ends(predecessor.id)[link.type in {"FS", "FF"}]
        yield ScopeValue("contract", LINKS.name, link.id, last_day(end).isoformat())


def _unless(value: str, reason: str) -> str:
    return "" if value else reason
