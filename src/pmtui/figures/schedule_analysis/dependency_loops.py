"""This file says in which projects tasks wait for each other, and who waits for those elsewhere."""

from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import Final

from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.dependency_loops import Loop, has_loop
from pmtui.model.workspace.workspace import Workspace

_WAITS_BY: Final = attrgetter("parent", "archived", "active")
"""What of a task itself says whether it waits for others, and they for it."""


class LoopWatch:
    """Whether tasks of a workspace wait for themselves, found out when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "LoopWatch":
        """The same after an edit, known already where it can have closed no loop."""
        after = LoopWatch(figures.workspace)
        if "is_needed" in self.__dict__ and not any(
            table == "links" or (table == "tasks" and self._hangs_otherwise(figures, row_id))
            for table, row_id in touched
        ):
            after.__dict__["is_needed"] = self.is_needed
        return after

    def _hangs_otherwise(self, figures: Figures, task_id: int) -> bool:
        """Whether a task came, went, or waits otherwise than before by what it is itself."""
        old, new = self._workspace.tasks.get(task_id), figures.workspace.tasks.get(task_id)
        return old is None or new is None or _WAITS_BY(old) != _WAITS_BY(new)

    @cached_property
    def is_needed(self) -> bool:
        """Whether any task waits for itself."""
        return has_loop(self._workspace)


def has_loops(figures: Figures) -> bool:
    """Whether any task waits for itself; at a screen, in a plan that has been made."""
    return plans_of(figures).has_loops() if figures.in_turns else _is_needed(figures)


def loop_of(figures: Figures, component: int) -> Loop:
    """A loop that tasks of a component are part of; empty where there is none.

    At a screen only plans that have been made are asked, so that nobody waits for it.
    """
    plan = _plan(figures, component)
    return plan.loops.first if plan is not None else ()


def waiting_for_loops(figures: Figures, component: int) -> Iterator[tuple[Link, Loop]]:
    """The links by which tasks of a component wait for a loop in another one."""
    workspace, own = figures.workspace, _plan(figures, component)
    inside = own.loops.tasks if own is not None else frozenset[int]()
    for link_id in sorted(_foreign(figures, component)):
        link = workspace.links[link_id]
        plan = _plan(figures, workspace.tasks[link.predecessor].component)
        if plan is None or link.successor in inside or workspace.tasks[link.successor].archived:
            continue
        if link.predecessor in plan.loops.tasks or link.predecessor in plan.behind_loops:
            yield link, plan.loops.first


def _foreign(figures: Figures, component: int) -> frozenset[int]:
    if figures.in_turns:
        return plans_of(figures).known_foreign(component)
    return plans_of(figures).contracts(component) if _is_needed(figures) else frozenset()


def _plan(figures: Figures, component: int) -> ProjectPlan | None:
    if figures.in_turns:
        return plans_of(figures).known(component)
    return plans_of(figures).of(component) if _is_needed(figures) else None


def _is_needed(figures: Figures) -> bool:
    return figures.part("loops", _watch).is_needed


def _watch(figures: Figures) -> LoopWatch:
    return LoopWatch(figures.workspace)
