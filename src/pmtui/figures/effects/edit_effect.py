"""This file says what an edit moves: tasks it is not done to, contracts, the end of a project."""

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from pmtui.figures.planning.pending_plans import TO_COME
from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY

MOST_MOVED: Final = 4_000
"""Tasks of a plan looked at above which an effect takes too long to be shown before."""


class EditEffect(msgspec.Struct, frozen=True):
    """What other than the tasks edited comes to stand elsewhere."""

    tasks: int = 0
    contracts: int = 0
    """Contracts whose predecessor's date moves."""
    days: int = 0
    """Calendar days by which the last project concerned ends later; below zero for earlier."""
    conflicts: int = 0
    """Constraints and due dates that are missed now and were kept before."""
    skipped: bool = False
    """Whether there is too much to work it out before the edit."""

    def __bool__(self) -> bool:
        return self != EditEffect()


def edit_effect(
    before: Figures, after: Figures, edited: Collection[int], places: Iterable[int] = ()
) -> EditEffect:
    """What an edit moves beside the tasks it is done to.

    Args:
        before: the figures before the edit.
        after: those after it.
        edited: ids of the tasks the edit is done to.
        places: components that it is done to themselves; they count where their plan is another.
    """
    return effect_in(before, after, edited, replanned(before, after, edited, places))


def replanned(
    before: Figures, after: Figures, edited: Collection[int], places: Iterable[int] = ()
) -> tuple[int, ...]:
    """The components whose plans an edit may change; its arguments are those of `edit_effect`."""
    tasks = after.workspace.tasks
    own = {tasks[task_id].component for task_id in edited if task_id in tasks}
    own.update(place for place in places if plan_of(before, place) is not plan_of(after, place))
    return concerned_components(after, own)


def effect_in(
    before: Figures, after: Figures, edited: Collection[int], components: Collection[int]
) -> EditEffect:
    """What an edit moves in the components whose plans it may change."""
    if not all(_is_followed(after, component_id) for component_id in components):
        return EditEffect(skipped=True)
    moved: set[int] = set()
    days = conflicts = 0
    for component_id in components:
        old, new = plan_of(before, component_id), plan_of(after, component_id)
        if old is None or new is None or old.problem or new.problem:
            continue
        here = new.moved_from(old)
        moved |= here
        days = max(days, _days_later(old, new), key=abs)
        changed = here.union(edited)
        conflicts += max(0, len(new.conflicts(changed)) - len(old.conflicts(changed)))
    contracts = _contracts(after, components, moved)
    return EditEffect(len(moved - set(edited)), contracts, days, conflicts)


def _is_followed(figures: Figures, component: int) -> bool:
    """Whether all that an edit moves in a component is known, or found out soon."""
    plan = plan_of(figures, component)
    return plan is None or (plan.problem != TO_COME and plan.settle(MOST_MOVED))


def concerned_components(figures: Figures, own: Iterable[int]) -> tuple[int, ...]:
    """Components and all that wait for them through contracts."""
    plans, links, tasks = plans_of(figures), figures.workspace.links, figures.workspace.tasks
    found = dict.fromkeys(own)
    successors: dict[int, set[int]] = {}
    for component in figures.workspace.components:
        for link in plans.contracts(component):
            successors.setdefault(tasks[links[link].predecessor].component, set()).add(component)
    waiting = list(found)
    while waiting:
        for row_id in successors.get(waiting.pop(), ()):
            if row_id not in found:
                found[row_id] = None
                waiting.append(row_id)
    return tuple(found)


def _days_later(old: ProjectPlan, new: ProjectPlan) -> int:
    if old.finish is None or new.finish is None:
        return 0
    return (new.finish - 1) // MINUTES_PER_DAY - (old.finish - 1) // MINUTES_PER_DAY


def _contracts(figures: Figures, components: Iterable[int], moved: Collection[int]) -> int:
    plans, links = plans_of(figures), figures.workspace.links
    every = {link for component_id in components for link in plans.contracts(component_id)}
    return sum(links[link_id].predecessor in moved for link_id in every)
