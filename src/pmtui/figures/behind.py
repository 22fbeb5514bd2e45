"""This file finds what is behind: components that slip or miss a promise, and late tasks."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import structs

from pmtui.figures.health import Health
from pmtui.figures.need import Mark, Need, named
from pmtui.figures.planning.misses import late_since, misses_of
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.sheet import Figures
from pmtui.figures.timeliness import days_past_promise
from pmtui.model.components import Component
from pmtui.model.span import days_outside, outside_text

_LONGEST_DELAY: Final = 20_000
"""Days late from which a date is looked at that nobody can have meant."""


def is_own_schedule(figures: Figures, component: Component) -> bool:
    """Whether what is said of a component's schedule is about itself, not about those below."""
    dates = figures.rollup(component.id).dates
    return dates.is_own_baseline or dates.promised_by in {"own", "tasks"} or dates.missed > 0


def behind(figures: Figures, component: Component, health: Health) -> Iterator[Need]:
    """A component that is planned past its baseline, or past what it has promised."""
    schedule = next((one for one in health.dimensions if one.name == "schedule"), None)
    if schedule is None or schedule.rag not in {"A", "R"}:
        return
    if not is_own_schedule(figures, component):
        return
    rollup = figures.rollup(component.id)
    past = days_past_promise(component, rollup, figures.today)
    days = max(rollup.slip or 0, -(rollup.margin or 0), past)
    mark: Mark = "R" if schedule.rag == "R" else "A"
    yield Need(
        mark,
        component.name,
        f": {schedule.reason}",
        "components",
        component.id,
        "roadmap",
        days,
    )


def late_tasks(figures: Figures, component: int) -> Iterator[Need]:
    """The tasks of a component that should be done by now."""
    plan = plans_of(figures).at_hand(component)
    for one in figures.work(component).overdue:
        task = figures.workspace.tasks[one]
        since = late_since(figures, task, plan)
        days = (figures.today - since).days if since is not None else 0
        mark: Mark = "R" if task.priority == 1 else "A"
        odd = days_outside("tasks", structs.asdict(task)) if days > _LONGEST_DELAY else []
        if odd:
            why = "; ".join(f"{label} {outside_text(day)}" for label, day in odd)
            yield Need("A", named(task), f": {why}", "tasks", one, "board")
            continue
        yield Need(mark, named(task), f": {days} d late", "tasks", one, "board", days)


def missing_tasks(figures: Figures, component: int) -> Iterator[Need]:
    """The tasks of a component that are planned past their due date or constraint."""
    plan = plans_of(figures).at_hand(component)
    late = set(figures.work(component).overdue)
    for one, minutes in misses_of(figures).of(component).minutes.items():
        task = figures.workspace.tasks.get(one)
        if plan is None or task is None or one in late:
            continue
        days = plan.slack_days(minutes)
        what = _agreed(task.due, task.constraint)
        why = f": planned {days:.3g} working d past {what}"
        yield Need("A", named(task), why, "tasks", one, "roadmap", round(days))


def _agreed(due: date | None, constraint: str) -> str:
    if due is not None:
        return "its due date" if constraint in {"", "ASAP", "ALAP"} else "what was agreed"
    return f"its constraint {constraint}"
