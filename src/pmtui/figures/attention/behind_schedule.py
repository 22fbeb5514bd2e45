"""This file finds what is behind: components that slip or miss a promise, and late tasks."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import structs

from pmtui.figures.attention.need import Need, Urgency, named
from pmtui.figures.components.health import Health
from pmtui.figures.components.schedule_rating import days_past_promise
from pmtui.figures.lateness.late_tasks import days_late, misses_of
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.schedule_analysis.driving_links import Origins
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.date_range import days_outside, outside_text

_LATE_FROM: Final = PLANNED_FROM | {"baselines", "baseline_rows"}
"""The tables from which is told what is late."""
_LONGEST_DELAY: Final = 20_000
"""Days late from which a date is looked at that nobody can have meant."""


def is_own_schedule(figures: Figures, component: Component) -> bool:
    """Whether what is said of a component's schedule is about itself, not about those below."""
    dates = figures.rollup(component.id).dates
    return dates.is_own_baseline or dates.promised_by in {"own", "tasks"} or dates.missed > 0


def behind(figures: Figures, component: Component, health: Health) -> Iterator[Need]:
    """A component that is planned past its baseline, or past what it has promised."""
    schedule = next(
        (dimension for dimension in health.dimensions if dimension.name == "schedule"), None
    )
    if schedule is None or schedule.rag not in {"A", "R"}:
        return
    if not is_own_schedule(figures, component):
        return
    rollup = figures.rollup(component.id)
    past = days_past_promise(component, rollup, figures.today)
    days = max(rollup.slip or 0, -(rollup.margin or 0), past)
    mark: Urgency = "R" if schedule.rag == "R" else "A"
    yield Need(
        mark,
        component.name,
        f": {schedule.reason}",
        "components",
        component.id,
        days,
        "behind",
        component.id,
    )


def late_tasks(figures: Figures, component: int) -> tuple[Need, ...]:
    """The tasks of a component that should be done by now."""
    if figures.rollup(component).dates.is_waiting:
        return _late_tasks(figures, component)
    return kept_per_component(figures, component, _late_tasks, _LATE_FROM)


def _late_tasks(figures: Figures, component: int) -> tuple[Need, ...]:
    tasks = figures.workspace.tasks
    return tuple(late_task(figures, tasks[row]) for row in figures.work(component).overdue)


def problems_of(figures: Figures, component: int) -> dict[int, Need]:
    """What was found wrong with the tasks of a component; nothing while its plan is to come."""
    if figures.rollup(component).dates.is_waiting:
        return {}
    return kept_per_component(figures, component, _no_problems, _LATE_FROM)


def _no_problems(_figures: Figures, _component: int) -> dict[int, Need]:
    return {}


def late_task(figures: Figures, task: Task) -> Need:
    """By how many days a task is late."""
    days = days_late(figures, task, plans_of(figures).at_hand(task.component))
    mark: Urgency = "R" if task.priority == 1 else "A"
    odd = days_outside("tasks", structs.asdict(task)) if days > _LONGEST_DELAY else []
    if odd:
        why = "; ".join(f"{label} {outside_text(day)}" for label, day in odd)
        mark, why, days = "A", f": {why}", 0
    else:
        why = f": {days} d late"
    return Need(mark, named(task), why, "tasks", task.id, days, "late", task.component)


def missing_tasks(figures: Figures, component: int) -> Iterator[Need]:
    """The tasks of a component that are planned past their due date or constraint."""
    late = set(figures.work(component).overdue)
    for task_id in misses_of(figures).of(component).minutes:
        task = figures.workspace.tasks.get(task_id)
        need = missing_task(figures, task) if task is not None and task_id not in late else None
        if need is not None:
            yield need


def missing_task(figures: Figures, task: Task) -> Need | None:
    """By how much a task is planned past its due date or constraint; None where it is not."""
    minutes = misses_of(figures).of(task.component).minutes.get(task.id)
    plan = plans_of(figures).at_hand(task.component)
    if plan is None or minutes is None:
        return None
    days = plan.slack_days(minutes)
    why = f": planned {days:.3g} working d past {_agreed(task.due, task.constraint)}"
    place = ("tasks", task.id, round(days))
    return Need("A", named(task), why, *place, "missed", task.component)


def _agreed(due: date | None, constraint: str) -> str:
    if due is not None:
        return "its due date" if constraint in {"", "ASAP", "ALAP"} else "what was agreed"
    return f"its constraint {constraint}"


def held_task(figures: Figures, task: Task) -> Need:
    """What a task that is held up waits for."""
    predecessors = figures.blockers(task.id)
    reason = task.blocked or f"waits for {figures.workspace.tasks[predecessors[0]].key}"
    mark: Urgency = "A" if task.blocked else "w"
    why = f" is held up: {reason}"
    return Need(mark, named(task), why, "tasks", task.id, 0, "held", task.component)


def task_problem(figures: Figures, origins: Origins, task_id: int) -> Need:
    """What is wrong with a task that is in trouble."""
    task = figures.workspace.tasks[task_id]
    missed = missing_task(figures, task)
    if figures.is_overdue(task_id):
        need = late_task(figures, task)
        why = f"{need.why}, held up: {task.blocked}" if task.blocked else need.why
        return structs.replace(need, why=why)
    if task.blocked:
        return held_task(figures, task)
    if missed is not None:
        return missed
    days = origins.behind(task) or 0
    mark: Urgency = "A" if days >= figures.workspace.policy.late_amber_days else "w"
    why = f": planned {days} d past its baseline"
    return Need(mark, named(task), why, "tasks", task_id, days, "late", task.component)
