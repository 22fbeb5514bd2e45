"""This file says how links across projects stand: when they deliver, and what a slip costs."""

from collections.abc import Iterator
from datetime import date

import msgspec

from pmtui.figures.planning.plans import Plans, plans_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment_of
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.dependency_loops import Loop
from pmtui.model.workspace.workspace import Workspace


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """A link across projects beside what the plans say; days are calendar days, later is more."""

    link: Link
    forecast: date | None
    """When the predecessor's plan delivers, its lag not counted; None without dates."""
    late: int | None
    """Days the forecast is after the day it is needed by; None where either is missing."""
    broken_promise: int | None
    """Days the forecast is after the day that was promised."""
    successor_days: int | None
    """Days the successor starts later than if it were delivered when needed."""
    milestone: int
    """The first milestone of the successor's project that moves with it; 0 where none does."""
    milestone_days: int | None
    """Days that milestone is later."""
    program: int
    """The component above both projects; 0 where only the whole store is."""
    loop: Loop = ()
    """How what it waits for waits for itself, so that nothing can be forecast; else empty."""
    program_days: int | None
    """Days the last finish in the program is later."""


def contracts(figures: Figures, scope: int) -> tuple[Contract, ...]:
    """The links across projects that give to or take from a scope, the latest first.

    What a slip costs is the difference to the plans in which this one contract delivers on the
    day it is needed by, everything else as it is.
    """
    inside = frozenset(figures.live_subtree(scope))
    found = [_contract(figures, link) for link in crossing_links(figures.workspace, inside)]
    return tuple(sorted(found, key=lambda contract: (-(contract.late or 0), contract.link.id)))


def crosses(workspace: Workspace, link: Link) -> bool:
    """Whether the ends of a link lie in two components."""
    predecessor, successor = (
        workspace.tasks.get(link.predecessor),
        workspace.tasks.get(link.successor),
    )
    return (
        predecessor is not None
        and successor is not None
        and predecessor.component != successor.component
    )


def crossing_links(workspace: Workspace, inside: frozenset[int]) -> Iterator[Link]:
    """The links across projects that give to or take from some components."""
    tasks = workspace.tasks
    for link in workspace.links.values():
        if not crosses(workspace, link):
            continue
        predecessor, successor = tasks[link.predecessor], tasks[link.successor]
        if predecessor.archived or successor.archived:
            continue
        if predecessor.component in inside or successor.component in inside:
            yield link


def _contract(figures: Figures, link: Link) -> Contract:
    plans = plans_of(figures)
    workspace = figures.workspace
    predecessor, successor = workspace.tasks[link.predecessor], workspace.tasks[link.successor]
    program = _above_both(workspace, predecessor.component, successor.component)
    delivers = _end(plans, predecessor.component, predecessor.id, finish=link.type in {"FS", "FF"})
    loop = _loop(plans, link, predecessor.component)
    if loop:
        delivers = None
    forecast = None if delivers is None else moment_of(delivers - 1).date()
    then = _as_needed(plans, link, delivers)
    milestone, milestone_days = 0, None
    successor_days = program_days = None
    if then is not None:
        successor_days = _later(plans, then, successor.component, successor.id)
        milestone, milestone_days = _first_milestone(figures, plans, then, successor.component)
        program_days = _days(_finish(figures, plans, program), _finish(figures, then, program))
    return Contract(
        link=link,
        loop=loop,
        forecast=forecast,
        late=_after(forecast, link.needed_by),
        broken_promise=_after(forecast, link.promised),
        successor_days=successor_days,
        milestone=milestone,
        milestone_days=milestone_days,
        program=program,
        program_days=program_days,
    )


def _loop(plans: Plans, link: Link, predecessor: int) -> Loop:
    """The loop that the predecessor of a link, or what it waits for, is in."""
    plan = plans.of(predecessor)
    if plan is None or not plan.loops.first:
        return ()
    unsure = link.predecessor in plan.loops.tasks or link.predecessor in plan.behind_loops
    return plan.loops.first if unsure else ()


def _as_needed(plans: Plans, link: Link, delivers: int | None) -> Plans | None:
    """The plans in which a contract delivers on the day it is needed by, or earlier if it does."""
    if link.needed_by is None or delivers is None:
        return None
    needed = (link.needed_by.toordinal() + 1) * MINUTES_PER_DAY
    return plans if delivers <= needed else plans.if_delivered({link.id: needed})


def _first_milestone(
    figures: Figures, now: Plans, then: Plans, component: int
) -> tuple[int, int | None]:
    """The earliest milestone of a project that is later now than it would be then."""
    tasks = figures.workspace.tasks
    moved: list[tuple[int, int, int]] = []
    for task_id in figures.workspace.ids_by("tasks", "component", component):
        task = tasks[task_id]
        if task.kind != "milestone" or task.archived:
            continue
        days = _later(now, then, component, task_id)
        end = _end(then, component, task_id)
        if days and end is not None:
            moved.append((end, task_id, days))
    return min(moved)[1:] if moved else (0, None)


def _above_both(workspace: Workspace, one: int, other: int) -> int:
    above = set(workspace.ancestors(other)) | {other}
    return next(
        (ancestor_id for ancestor_id in (one, *workspace.ancestors(one)) if ancestor_id in above), 0
    )


def _end(plans: Plans, component: int, task: int, *, finish: bool = True) -> int | None:
    plan = plans.of(component)
    return plan.ends(task)[finish] if plan is not None and task in plan else None


def _later(now: Plans, then: Plans, component: int, task: int) -> int | None:
    """Days a task starts later in one set of plans than in another."""
    return _days(
        _end(now, component, task, finish=False), _end(then, component, task, finish=False)
    )


def _finish(figures: Figures, plans: Plans, component: int) -> int | None:
    found = (plans.of(row_id) for row_id in figures.live_subtree(component))
    ends = [plan.finish for plan in found if plan is not None]
    return max((end for end in ends if end is not None), default=None)


def _days(now: int | None, then: int | None) -> int | None:
    if now is None or then is None:
        return None
    return (now - 1) // MINUTES_PER_DAY - (then - 1) // MINUTES_PER_DAY


def _after(forecast: date | None, wanted: date | None) -> int | None:
    return None if forecast is None or wanted is None else (forecast - wanted).days
