"""This file finds the loops in what one plan is made from, and what comes after them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.figures.cpm.types import ScheduleLink, ScheduleTask
from pmtui.model.rules.dependencies import WaitGraph, connected_groups
from pmtui.model.rules.dependency_loops import Loop, closing_loop


class PlannedWaits(WaitGraph):
    """Who waits for whom among the tasks of one plan.

    Args:
        tasks: by id.
        links: between them.
    """

    def __init__(self, tasks: Mapping[int, ScheduleTask], links: Iterable[ScheduleLink]) -> None:
        self._tasks = tasks
        self._below: dict[int, list[int]] = {}
        self._successors: dict[int, list[int]] = {}
        self._predecessors: dict[int, list[int]] = {}
        for task in tasks.values():
            self._below.setdefault(task.parent, []).append(task.id)
        for link in links:
            self._successors.setdefault(link.predecessor, []).append(link.successor)
            self._predecessors.setdefault(link.successor, []).append(link.predecessor)

    def below(self, task: int) -> Sequence[int]:
        """The tasks right below one."""
        return self._below.get(task, ())

    def above(self, task: int) -> int:
        """The task right above one; 0 where there is none."""
        return self._tasks[task].parent

    def successors(self, task: int) -> Sequence[int]:
        """The tasks that links lead to from one."""
        return self._successors.get(task, ())

    def predecessors(self, task: int) -> Sequence[int]:
        """The tasks that links lead from to one."""
        return self._predecessors.get(task, ())

    def is_live(self, task: int) -> bool:
        """Whether a task is in the plan."""
        return task in self._tasks

    def is_active(self, task: int) -> bool:
        """Whether a task is done at all."""
        return self._tasks[task].active


class PlanLoops(msgspec.Struct, frozen=True):
    """The loops of a plan."""

    first: Loop = ()
    """One of them, to be spelled out."""
    tasks: frozenset[int] = frozenset()
    """The tasks that wait for themselves, and the summaries through which they do."""
    links: frozenset[int] = frozenset()
    """Ids of the links that are part of a loop."""


NO_LOOPS: Final = PlanLoops()
"""The loops of a plan without any."""


def loops_in(tasks: Mapping[int, ScheduleTask], links: Mapping[int, ScheduleLink]) -> PlanLoops:
    """The loops of a plan's links, by the ids under which they are stored."""
    waits = PlannedWaits(tasks, links.values())
    starts = (waits.enter(schedule_link.successor) for schedule_link in links.values())
    ring = connected_groups(waits, (node for node in starts if node is not None))
    size = Counter(ring.values())
    inside = []
    for link_id, link in links.items():
        start, goal = waits.enter(link.successor), waits.leave(link.predecessor)
        if start is not None and goal in ring and ring[goal] == ring[start]:
            inside.append(link_id)
    if not inside:
        return NO_LOOPS
    first = links[min(inside)]
    return PlanLoops(
        closing_loop(waits, first.predecessor, first.successor),
        frozenset(node >> 1 for node, of in ring.items() if size[of] > 1),
        frozenset(inside),
    )


def waiting_behind_loops(
    tasks: Mapping[int, ScheduleTask], links: Iterable[ScheduleLink], loops: Iterable[int]
) -> frozenset[int]:
    """The tasks and summaries that wait for those in loops, which are not among them."""
    waits = PlannedWaits(tasks, links)
    left = frozenset(loop for loop in loops if loop in tasks)
    todo = [node for node in map(waits.leave, left) if node is not None]
    met = set(todo)
    while todo:
        for node in waits.ahead(todo.pop()):
            if node not in met:
                met.add(node)
                todo.append(node)
    over = {node >> 1 for node in met if node & 1 and waits.enter(node >> 1) not in met}
    return frozenset(node >> 1 for node in met) - left - over
