"""This file finds the loops in which tasks wait for each other, through links and the outline."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from pmtui.model.entities.tasks import Link
from pmtui.model.rules.dependencies import StoredWaitGraph, WaitGraph, connected_groups, end
from pmtui.model.workspace.workspace import Workspace

Loop = tuple[tuple[int, int], ...]
"""Links as (predecessor, successor): each successor is the next predecessor, or lies in or
round it."""

FEW: Final = 4
"""Questions up to which each is followed by itself."""
_PART: Final = 4


def link_loop(workspace: Workspace, predecessor: int, successor: int) -> Loop:
    """The loop that a link between two tasks closes, that link last; empty where there is none.

    A link from or to a summary holds for all tasks below it. What is archived or inactive holds
    nobody back.
    """
    return closing_loop(StoredWaitGraph(workspace), predecessor, successor)


def task_loop(workspace: Workspace, task: int) -> Loop:
    """A loop that a task is part of where it stands; empty where there is none."""
    waits = StoredWaitGraph(workspace)
    for node in _nodes(waits, task):
        way = _way(waits, node, node)
        if way:
            return _links(waits, way)
    return ()


def links_in_loops(workspace: Workspace, links: Iterable[Link]) -> tuple[Link, ...]:
    """Those of some links that are part of a loop, found in one search for all of them.

    A link is part of a loop where its successor and its predecessor reach each other (Tarjan 1972).
    A few links are followed one by one, which is quicker for each.
    """
    asked = tuple(links)
    waits = StoredWaitGraph(workspace)
    if len(asked) <= FEW:
        return tuple(
            link for link in asked if closing_loop(waits, link.predecessor, link.successor)
        )
    if _are_many(workspace, asked) and not _unsettled(workspace):
        return ()
    ring = connected_groups(waits, _starts(waits, asked))
    return tuple(link for link in asked if _in_ring(waits, ring, link.predecessor, link.successor))


def has_loop(workspace: Workspace) -> bool:
    """Whether any task waits for itself; quick for a workspace in which none does."""
    return bool(links_in_loops(workspace, _unsettled(workspace)))


def _unsettled(workspace: Workspace) -> list[Link]:
    """The links that a loop can be made of; mostly none, and none for certain where there is none.

    Each task stands for the highest summary over it that is linked. What is left when all of
    these that wait for none have been taken away, and again, is all that can hold a loop.
    """
    links = tuple(workspace.links.values())
    linked = {end for link in links for end in (link.predecessor, link.successor)}
    group = {row_id: _highest(workspace, row_id, linked) for row_id in linked}
    waits: Counter[int] = Counter()
    successors: dict[int, list[int]] = {}
    for link in links:
        predecessor, successor = group[link.predecessor], group[link.successor]
        if predecessor != successor:
            waits[successor] += 1
            successors.setdefault(predecessor, []).append(successor)
    ready = [row_id for row_id in successors if not waits[row_id]]
    while ready:
        for successor in successors.get(ready.pop(), ()):
            waits[successor] -= 1
            if not waits[successor]:
                ready.append(successor)
    return [
        link
        for link in links
        if waits[group[link.successor]] or group[link.predecessor] == group[link.successor]
    ]


def _highest(workspace: Workspace, task: int, linked: set[int]) -> int:
    """The highest task over one, or it, that has links."""
    highest, met = task, {task}
    row = workspace.tasks.get(task)
    while row is not None and row.parent and row.parent not in met:
        met.add(row.parent)
        highest = row.parent if row.parent in linked else highest
        row = workspace.tasks.get(row.parent)
    return highest


def looped_tasks(workspace: Workspace, tasks: Iterable[int]) -> tuple[int, ...]:
    """Those of some tasks that are part of a loop where they stand."""
    asked = tuple(dict.fromkeys(tasks))
    if len(asked) <= FEW:
        return tuple(row_id for row_id in asked if task_loop(workspace, row_id))
    if _are_many(workspace, asked) and not (_unsettled(workspace) or _nested(workspace, asked)):
        return ()
    waits = StoredWaitGraph(workspace)
    nodes = {row_id: _nodes(waits, row_id) for row_id in asked}
    ring = connected_groups(waits, (node for group in nodes.values() for node in group))
    size = Counter(ring.values())
    return tuple(
        row_id for row_id, group in nodes.items() if any(size[ring[node]] > 1 for node in group)
    )


def _are_many(workspace: Workspace, asked: Sequence[object]) -> bool:
    """Whether to look at all links once is quicker than to search from each that is asked of."""
    return len(asked) * _PART >= len(workspace.links)


def _nested(workspace: Workspace, tasks: Iterable[int]) -> bool:
    """Whether any of some tasks lies in itself, or in one that does."""
    sound: set[int] = {0}
    for task in tasks:
        way: dict[int, None] = {}
        at = task
        while at not in sound:
            if at in way:
                return True
            way[at] = None
            row = workspace.tasks.get(at)
            at = row.parent if row is not None else 0
        sound.update(way)
    return False


def closing_loop(waits: WaitGraph, predecessor: int, successor: int) -> Loop:
    """As `link_loop`, whatever the tasks are kept in."""
    start, goal = waits.enter(successor), waits.leave(predecessor)
    if (
        start is None
        or goal is None
        or not (waits.is_live(predecessor) and waits.is_live(successor))
    ):
        return ()
    way = (start,) if start == goal else _way(waits, start, goal)
    return (*_links(waits, way), (predecessor, successor)) if way else ()


def loop_path_text(workspace: Workspace, loop: Loop) -> str:
    """A loop by the keys of its tasks, with the steps that it takes through the outline.

    `T-4 > T-1 (contains T-2) > T-4` where T-1 waits for T-4 and T-4 for T-2, which lies in T-1.
    """
    if not loop:
        return ""
    successors = [successor for _, successor in loop]
    predecessors = [predecessor for predecessor, _ in loop]
    steps = [_key(workspace, predecessors[0])]
    for successor, predecessor in zip(successors, predecessors[1:] + predecessors[:1], strict=True):
        steps.append(_key(workspace, successor) + _through(workspace, successor, predecessor))
    text = " > ".join(steps)
    if len(loop) > 1 or predecessors[0] == successors[0]:
        return text
    inner, outer = predecessors[0], successors[0]
    if _contains(workspace, inner, outer):
        inner, outer = outer, inner
    names = _key(workspace, inner), _key(workspace, outer)
    return f"{text}; {names[0]} lies in {names[1]}, so it would wait for itself"


def _through(workspace: Workspace, successor: int, predecessor: int) -> str:
    if successor == predecessor:
        return ""
    word = "contains" if _contains(workspace, successor, predecessor) else "in"
    return f" ({word} {_key(workspace, predecessor)})"


def _contains(workspace: Workspace, outer: int, inner: int) -> bool:
    met: set[int] = set()
    row = workspace.tasks.get(inner)
    while row is not None and row.id not in met:
        if row.parent == outer:
            return True
        met.add(row.id)
        row = workspace.tasks.get(row.parent)
    return False


def _key(workspace: Workspace, task: int) -> str:
    row = workspace.tasks.get(task)
    return (row.key or row.title) if row is not None else str(task)


def _nodes(waits: WaitGraph, task: int) -> tuple[int, ...]:
    """Where a task begins and where it ends, as far as it holds anybody."""
    found = (waits.enter(task), waits.leave(task))
    return tuple(dict.fromkeys(node for node in found if node is not None))


def _starts(waits: WaitGraph, links: Sequence[Link]) -> Iterator[int]:
    for link in links:
        node = waits.enter(link.successor)
        if node is not None:
            yield node


def _in_ring(waits: WaitGraph, ring: dict[int, int], predecessor: int, successor: int) -> bool:
    if not (waits.is_live(predecessor) and waits.is_live(successor)):
        return False
    start, goal = waits.enter(successor), waits.leave(predecessor)
    if start is None or goal is None:
        return False
    return goal in ring and ring[goal] == ring[start]


def _way(waits: WaitGraph, start: int, goal: int) -> tuple[int, ...]:
    """The nodes from one to another, or around from one to itself; empty where there is no way.

    It is looked for from both ends in turn, so it takes as long as the shorter of the two needs.
    """
    came: dict[int, int | None] = {start: None}
    goes: dict[int, int | None] = {goal: None}
    forward, backward = deque((start,)), deque((goal,))
    while forward and backward:
        at = forward.popleft()
        for node in waits.ahead(at):
            if node in goes:
                return _joined(came, goes, at, node)
            if node not in came:
                came[node] = at
                forward.append(node)
        at = backward.popleft()
        for node in waits.behind(at):
            if node in came:
                return _joined(came, goes, node, at)
            if node not in goes:
                goes[node] = at
                backward.append(node)
    return ()


def _joined(
    came: dict[int, int | None], goes: dict[int, int | None], last: int, first: int
) -> tuple[int, ...]:
    way: list[int] = []
    at: int | None = last
    while at is not None:
        way.append(at)
        at = came[at]
    way.reverse()
    at = first
    while at is not None:
        way.append(at)
        at = goes[at]
    return tuple(way)


def _links(waits: WaitGraph, way: Sequence[int]) -> Loop:
    """The links along a way: a step that neither goes down nor up in the outline is one."""
    found: list[tuple[int, int]] = []
    for at, node in pairwise(way):
        if at == end(at >> 1) and node == waits.enter(node >> 1):
            found.append((at >> 1, node >> 1))
    return tuple(found)
