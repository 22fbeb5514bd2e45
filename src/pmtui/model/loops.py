"""This file finds the loops that links between tasks close."""

from collections.abc import Iterable, Iterator
from typing import Final

from pmtui.model.tasks import Link
from pmtui.model.workspace import Workspace

FEW: Final = 4
"""Links up to which each is followed by itself."""


def link_loop(workspace: Workspace, giver: int, taker: int) -> tuple[int, ...]:
    """The tasks of the loop that a link from giver to taker closes; empty where there is none."""
    came: dict[int, int] = {taker: 0}
    todo = [taker]
    while todo:
        at = todo.pop()
        if at == giver:
            path = [at]
            while came[path[-1]]:
                path.append(came[path[-1]])
            return (*reversed(path), taker)
        for following in _takers(workspace, at):
            if following not in came:
                came[following] = at
                todo.append(following)
    return ()


def looped(workspace: Workspace, links: Iterable[Link]) -> tuple[Link, ...]:
    """Those of some links that are part of a loop, found in one search for all of them.

    A link is part of a loop where its taker and its giver reach each other (Tarjan 1972). A few
    links are followed one by one, which is quicker for each.
    """
    asked = tuple(links)
    if len(asked) <= FEW:
        return tuple(one for one in asked if link_loop(workspace, one.giver, one.taker))
    ring = _rings(workspace, (one.taker for one in asked))
    return tuple(one for one in asked if one.giver in ring and ring[one.giver] == ring[one.taker])


def _takers(workspace: Workspace, task: int) -> Iterator[int]:
    links = workspace.links
    return (links[one].taker for one in workspace.ids_by("links", "giver", task))


def _rings(workspace: Workspace, starts: Iterable[int]) -> dict[int, int]:
    """Every task reached, with one number for all tasks that reach each other.

    Chains are as long as a plan has tasks, so the way back is kept in a list and not in calls.
    """
    ring: dict[int, int] = {}
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    for start in starts:
        path = [] if start in order else [(start, _takers(workspace, start))]
        while path:
            task, following = path[-1]
            if task not in order:
                order[task] = lowest[task] = len(order)
                waiting.append(task)
            ahead = next((one for one in following if one not in ring), None)
            if ahead is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[task])
                if lowest[task] == order[task]:
                    _close(task, waiting, ring)
            elif ahead in order:
                lowest[task] = min(lowest[task], order[ahead])
            else:
                path.append((ahead, _takers(workspace, ahead)))
    return ring


def _close(task: int, waiting: list[int], ring: dict[int, int]) -> None:
    """Number what was reached from a task and reaches it."""
    while True:
        member = waiting.pop()
        ring[member] = task
        if member == task:
            return
