"""This file says what an edit moves: tasks it is not done to, contracts, the end of a project."""

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.sheet import Figures
from pmtui.model.workcal import MINUTES_PER_DAY

MOST_TASKS: Final = 20_000
"""Tasks of the plans concerned above which an effect takes too long to be shown before."""


class Effect(msgspec.Struct, frozen=True):
    """What other than the tasks edited comes to stand elsewhere."""

    tasks: int = 0
    contracts: int = 0
    """Contracts whose giver's date moves."""
    days: int = 0
    """Calendar days by which the last project concerned ends later; below zero for earlier."""
    conflicts: int = 0
    """Constraints and due dates that are missed now and were kept before."""
    skipped: bool = False
    """Whether there is too much to work it out before the edit."""

    def __bool__(self) -> bool:
        return self != Effect()


def effect(before: Figures, after: Figures, edited: Collection[int]) -> Effect:
    """What an edit moves beside the tasks it is done to.

    Args:
        before: the figures before the edit.
        after: those after it.
        edited: ids of the tasks the edit is done to.
    """
    tasks = after.workspace.tasks
    own = {tasks[one].component for one in edited if one in tasks}
    components = _concerned(after, own)
    count = sum(len(after.workspace.ids_by("tasks", "component", one)) for one in components)
    if count > MOST_TASKS:
        return Effect(skipped=True)
    moved: set[int] = set()
    days = conflicts = 0
    for one in components:
        moved |= _moved(before, after, one)
        late = _days_later(before, after, one)
        days = max(days, late, key=abs)
        conflicts += max(0, _missed(after, one) - _missed(before, one))
    contracts = _contracts(after, components, moved)
    return Effect(len(moved - set(edited)), contracts, days, conflicts)


def _concerned(figures: Figures, own: Iterable[int]) -> tuple[int, ...]:
    """Components and all that wait for them through contracts."""
    plans, links, tasks = plans_of(figures), figures.workspace.links, figures.workspace.tasks
    found = dict.fromkeys(own)
    takers: dict[int, set[int]] = {}
    for component in figures.workspace.components:
        for link in plans.contracts(component):
            takers.setdefault(tasks[links[link].giver].component, set()).add(component)
    waiting = list(found)
    while waiting:
        for one in takers.get(waiting.pop(), ()):
            if one not in found:
                found[one] = None
                waiting.append(one)
    return tuple(found)


def _moved(before: Figures, after: Figures, component: int) -> set[int]:
    old, new = plan_of(before, component), plan_of(after, component)
    if old is None or new is None or old.problem or new.problem:
        return set()
    return {
        one
        for one in new.inputs.tasks
        if one > 0 and one in old and new.ends(one) != old.ends(one) and not after.is_summary(one)
    }


def _days_later(before: Figures, after: Figures, component: int) -> int:
    old, new = plan_of(before, component), plan_of(after, component)
    if old is None or new is None or old.finish is None or new.finish is None:
        return 0
    return (new.finish - 1) // MINUTES_PER_DAY - (old.finish - 1) // MINUTES_PER_DAY


def _missed(figures: Figures, component: int) -> int:
    plan = plan_of(figures, component)
    return len(plan.conflicts()) if plan is not None else 0


def _contracts(figures: Figures, components: Iterable[int], moved: Collection[int]) -> int:
    plans, links = plans_of(figures), figures.workspace.links
    every = {link for one in components for link in plans.contracts(one)}
    return sum(links[one].giver in moved for one in every)
