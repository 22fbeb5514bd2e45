"""This file orders the tasks of a plan into paths by their slack, the most critical first."""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

import msgspec

from pmtui.figures.planning.plan import ProjectPlan


class FloatPath(msgspec.Struct, frozen=True):
    """One chain of tasks, first to last."""

    number: int
    """1 is the most critical."""
    slack: int
    """Least total slack on it, in working minutes."""
    tasks: tuple[int, ...]
    into: int = 0
    """The task of an earlier path that it runs into; 0 for a chain to an end of its own."""


def float_paths(plan: ProjectPlan, target: int = 0, most: int = 10) -> tuple[FloatPath, ...]:
    """The paths that lead to a task, or to the end of the plan: multiple float paths.

    The first runs back from the target along the givers with the least total slack; each further
    one starts at the task with the least slack that gives to a path found already. Every task is
    on one path. Finished tasks and summaries are left out.

    Args:
        plan: the plan of a component.
        target: the task they lead to; 0 for whatever ends last.
        most: how many paths at most.
    """
    slack = dict(_slacks(plan))
    if target not in slack:
        target = max(slack, key=lambda one: (plan.ends(one)[1], -slack[one]), default=0)
    if not target:
        return ()
    givers = _givers(plan, slack)
    taken: set[int] = set()
    found: list[FloatPath] = []
    waiting = [(slack[target], target, 0)]
    while waiting and len(found) < most:
        _, start, into = heappop(waiting)
        if start in taken:
            continue
        chain = _chain(start, givers, taken)
        taken.update(chain)
        least = min(slack[one] for one in chain)
        found.append(FloatPath(len(found) + 1, least, tuple(reversed(chain)), into))
        for one in chain:
            for giver in givers.get(one, ()):
                if giver not in taken:
                    heappush(waiting, (slack[giver], giver, one))
    return tuple(found)


def _slacks(plan: ProjectPlan) -> Iterator[tuple[int, int]]:
    for one, task in plan.inputs.tasks.items():
        dates = plan.dates(one) if one > 0 and task.actual_finish is None else None
        if dates is not None and not dates.summary:
            yield one, dates.total_slack


def _givers(plan: ProjectPlan, slack: Mapping[int, int]) -> dict[int, list[int]]:
    """The unfinished givers of each task, the one with the least slack first."""
    givers: dict[int, list[int]] = {}
    for link in plan.inputs.links.values():
        if link.giver in slack and link.taker in slack:
            givers.setdefault(link.taker, []).append(link.giver)
    for held in givers.values():
        held.sort(key=lambda one: (slack[one], -plan.ends(one)[1], one))
    return givers


def _chain(start: int, givers: Mapping[int, list[int]], taken: set[int]) -> list[int]:
    """From a task back along its most critical givers, until none is left that is free."""
    chain = [start]
    while True:
        free = (one for one in givers.get(chain[-1], ()) if one not in taken)
        following = next(free, None)
        if following is None:
            return chain
        chain.append(following)
