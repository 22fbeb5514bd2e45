"""This file says who waits for whom: through links, and through the outline they hold for."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from pmtui.model.workspace.workspace import Workspace


def begin(task: int) -> int:
    """The node at which a summary begins: all tasks below it come after."""
    return task << 1


def end(task: int) -> int:
    """The node at which a task ends; at that of a summary all tasks below it have."""
    return task << 1 | 1


class WaitGraph(ABC):
    """Tasks as nodes, each of which waits for those behind it.

    A task without live ones below is one node, its `end`; a summary has a `begin` as well. Links
    lead from ends to what is entered; the outline leads from the begin of a summary into what is
    right below it, and from the ends of that to its end. What is archived has no links and is
    no task, but what is below it stays below what is above. Inactive tasks hold nobody back.
    """

    @abstractmethod
    def below(self, task: int) -> Iterable[int]:
        """The tasks right below one."""

    @abstractmethod
    def above(self, task: int) -> int:
        """The task right above one; 0 where there is none."""

    @abstractmethod
    def successors(self, task: int) -> Iterable[int]:
        """The tasks that links lead to from one."""

    @abstractmethod
    def predecessors(self, task: int) -> Iterable[int]:
        """The tasks that links lead from to one."""

    @abstractmethod
    def is_live(self, task: int) -> bool:
        """Whether a task has not been put away."""

    @abstractmethod
    def is_active(self, task: int) -> bool:
        """Whether a task is done at all."""

    def enter(self, task: int) -> int | None:
        """The node by which one comes into a task; None where that leads nowhere."""
        return begin(task) if self._is_summary(task) else self._own(task)

    def leave(self, task: int) -> int | None:
        """The node by which one comes out of a task; None where nothing leads there."""
        return end(task) if self._is_summary(task) else self._own(task)

    def ahead(self, node: int) -> Iterable[int]:
        """What waits for a node."""
        return self._ahead(node)

    def behind(self, node: int) -> Iterable[int]:
        """What a node waits for."""
        return self._behind(node)

    def _ahead(self, node: int) -> Iterator[int]:
        task = node >> 1
        if node == begin(task):
            found = map(self.enter, self.below(task))
            yield from (row_id for row_id in found if row_id is not None)
            return
        if self.is_live(task):
            for successor in self.successors(task):
                entered = self.enter(successor) if self.is_live(successor) else None
                if entered is not None:
                    yield entered
        above = self.above(task)
        if above:
            yield end(above)

    def _behind(self, node: int) -> Iterator[int]:
        task = node >> 1
        if node == end(task) and self._is_summary(task):
            found = map(self.leave, self.below(task))
            yield from (row_id for row_id in found if row_id is not None)
            return
        if self.is_live(task):
            for predecessor in self.predecessors(task):
                left = self.leave(predecessor) if self.is_live(predecessor) else None
                if left is not None:
                    yield left
        above = self.above(task)
        if above:
            yield begin(above)

    def _own(self, task: int) -> int | None:
        return end(task) if self.is_live(task) and self.is_active(task) else None

    def _is_summary(self, task: int) -> bool:
        """Whether a task that has not been put away lies below, however deep."""
        below = self.below(task)
        if not below:
            return False
        waiting = list(below)
        if any(map(self.is_live, waiting)):
            return True
        met = set(waiting)
        while waiting:
            deeper = [row_id for row_id in self.below(waiting.pop()) if row_id not in met]
            if any(map(self.is_live, deeper)):
                return True
            met.update(deeper)
            waiting += deeper
        return False


class StoredWaitGraph(WaitGraph):
    """Who waits for whom among the tasks of a workspace; a task that is gone is one without any.

    Args:
        workspace: where the tasks and links are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._tasks = workspace.tasks
        self._links = workspace.links
        below = workspace.index("tasks", "parent")
        self._subtasks, self._parents = below.ids, below.values()
        self._given = workspace.index("links", "predecessor").ids
        self._taken = workspace.index("links", "successor").ids

    def ahead(self, node: int) -> Iterable[int]:
        """What waits for a node; tasks without sub-tasks, which most are, are told at one look."""
        if not node & 1:
            return super().ahead(node)
        task = node >> 1
        row, links, nodes = self._tasks.get(task), self._links, []
        if row is None or not row.archived:
            for link_id in self._given(task):
                successor = links[link_id].successor
                other = self._tasks.get(successor)
                if successor in self._parents:
                    met = self.enter(successor) if other is None or not other.archived else None
                    if met is not None:
                        nodes.append(met)
                elif other is None or (other.active and not other.archived):
                    nodes.append(successor << 1 | 1)
        if row is not None and row.parent:
            nodes.append(end(row.parent))
        return nodes

    def behind(self, node: int) -> Iterable[int]:
        """What a node waits for; tasks without sub-tasks are told at one look."""
        task = node >> 1
        if node & 1 and task in self._parents:
            return super().behind(node)
        row, links, nodes = self._tasks.get(task), self._links, []
        if row is None or not row.archived:
            for link_id in self._taken(task):
                predecessor = links[link_id].predecessor
                other = self._tasks.get(predecessor)
                if predecessor in self._parents:
                    met = self.leave(predecessor) if other is None or not other.archived else None
                    if met is not None:
                        nodes.append(met)
                elif other is None or (other.active and not other.archived):
                    nodes.append(predecessor << 1 | 1)
        if row is not None and row.parent:
            nodes.append(begin(row.parent))
        return nodes

    def below(self, task: int) -> tuple[int, ...]:
        """The tasks right below one."""
        return self._subtasks(task)

    def above(self, task: int) -> int:
        """The task right above one; 0 where there is none."""
        row = self._tasks.get(task)
        return row.parent if row is not None else 0

    def successors(self, task: int) -> Iterator[int]:
        """The tasks that links lead to from one."""
        links = self._links
        return (links[link_id].successor for link_id in self._given(task))

    def predecessors(self, task: int) -> Iterator[int]:
        """The tasks that links lead from to one."""
        links = self._links
        return (links[link_id].predecessor for link_id in self._taken(task))

    def is_live(self, task: int) -> bool:
        """Whether a task has not been put away."""
        row = self._tasks.get(task)
        return row is None or not row.archived

    def is_active(self, task: int) -> bool:
        """Whether a task is done at all."""
        row = self._tasks.get(task)
        return row is None or row.active


def connected_groups(waits: WaitGraph, starts: Iterable[int]) -> dict[int, int]:
    """Every node reached, with one number for all that reach each other (Tarjan 1972).

    Chains are as long as a plan has tasks, so the way back is kept in a list and not in calls.
    """
    ring: dict[int, int] = {}
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    for start in starts:
        path = [] if start in order else [(start, iter(waits.ahead(start)))]
        while path:
            node, following = path[-1]
            if node not in order:
                order[node] = lowest[node] = len(order)
                waiting.append(node)
            ahead = next((row_id for row_id in following if row_id not in ring), None)
            if ahead is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == order[node]:
                    _close(node, waiting, ring)
            elif ahead in order:
                lowest[node] = min(lowest[node], order[ahead])
            else:
                path.append((ahead, iter(waits.ahead(ahead))))
    return ring


def _close(node: int, waiting: list[int], ring: dict[int, int]) -> None:
    """Number what was reached from a node and reaches it."""
    while True:
        member = waiting.pop()
        ring[member] = node
        if member == node:
            return
