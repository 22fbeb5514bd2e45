"""This file tests who waits for whom: links and the outline against their plain definition."""

import os
from collections.abc import Iterator
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.entities.tasks import Link, Task
from pmtui.model.rules.dependencies import StoredWaitGraph, begin, connected_groups, end
from pmtui.model.rules.dependency_loops import has_loop, link_loop, task_loop
from pmtui.model.workspace.workspace import Workspace

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))
_COUNT: Final = 7
_SOME: Final = range(1, _COUNT + 1)
_GONE: Final = _COUNT + 1
"""A task that links lead to and that is not there."""


@st.composite
def plans(draw: st.DrawFn) -> Workspace:
    """Tasks that lie in earlier ones, some put away or inactive, with links between them."""
    tasks = {
        task: Task(
            id=task,
            key=f"T-{task}",
            title="x",
            parent=draw(st.integers(0, task - 1)),
            archived=draw(st.integers(0, 4)) == 0,
            active=draw(st.integers(0, 4)) > 0,
        )
        for task in _SOME
    }
    ends = st.integers(1, _GONE)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=9))
    links = {
        100 + at: Link(id=100 + at, predecessor=predecessor, successor=successor)
        for at, (predecessor, successor) in enumerate(pairs)
    }
    return Workspace({"tasks": tasks, "links": links})


class Plain:
    """The definition, without an index and without a short cut."""

    def __init__(self, workspace: Workspace) -> None:
        self.tasks, self.links = workspace.tasks, workspace.links.values()

    def is_live(self, task: int) -> bool:
        """Whether it is not put away."""
        return task not in self.tasks or not self.tasks[task].archived

    def below(self, task: int) -> list[int]:
        """The tasks right below one."""
        return [row.id for row in self.tasks.values() if row.parent == task]

    def is_summary(self, task: int) -> bool:
        """Whether a live task lies below, however deep."""
        return any(self.is_live(child) or self.is_summary(child) for child in self.below(task))

    def enter(self, task: int) -> list[int]:
        """The node by which one comes into a task."""
        return [begin(task)] if self.is_summary(task) else self.leaf(task)

    def leave(self, task: int) -> list[int]:
        """The node by which one comes out of a task."""
        return [end(task)] if self.is_summary(task) else self.leaf(task)

    def leaf(self, task: int) -> list[int]:
        """The one node of a task without others below; none where it holds nobody."""
        is_active = task not in self.tasks or self.tasks[task].active
        return [end(task)] if self.is_live(task) and is_active else []

    def above(self, task: int) -> int:
        """The task right above one."""
        return self.tasks[task].parent if task in self.tasks else 0

    def ahead(self, node: int) -> Iterator[int]:
        """What waits for a node."""
        task = node >> 1
        if node == begin(task):
            for child in self.below(task):
                yield from self.enter(child)
            return
        for link in self.links:
            if link.predecessor == task and self.is_live(task) and self.is_live(link.successor):
                yield from self.enter(link.successor)
        if self.above(task):
            yield end(self.above(task))

    def behind(self, node: int) -> Iterator[int]:
        """What a node waits for."""
        task = node >> 1
        if node == end(task) and self.is_summary(task):
            for child in self.below(task):
                yield from self.leave(child)
            return
        for link in self.links:
            if link.successor == task and self.is_live(task) and self.is_live(link.predecessor):
                yield from self.leave(link.predecessor)
        if self.above(task):
            yield begin(self.above(task))

    def reached(self, node: int) -> set[int]:
        """Every node that waits for one, however far."""
        met: set[int] = set()
        waiting = [*self.ahead(node)]
        while waiting:
            after = waiting.pop()
            if after not in met:
                met.add(after)
                waiting += self.ahead(after)
        return met

    def nodes(self) -> list[int]:
        """All nodes there are."""
        both = [node for task in _SOME for node in (*self.enter(task), *self.leave(task))]
        return sorted({*both, end(_GONE)})

    def is_looped(self, task: int) -> bool:
        """Whether a task waits for itself."""
        both = {*self.enter(task), *self.leave(task)}
        return any(node in self.reached(node) for node in both)


@settings(max_examples=TRIES)
@given(plans())
def test_links_and_the_outline_say_who_waits_for_whom(workspace: Workspace) -> None:
    waits, plain = StoredWaitGraph(workspace), Plain(workspace)
    for task in (*_SOME, _GONE):
        assert waits.enter(task) == next(iter(plain.enter(task)), None)
        assert waits.leave(task) == next(iter(plain.leave(task)), None)
    for node in plain.nodes():
        assert sorted(waits.ahead(node)) == sorted(plain.ahead(node))
        assert sorted(waits.behind(node)) == sorted(plain.behind(node))


@settings(max_examples=TRIES)
@given(plans())
def test_nodes_that_reach_each_other_are_one_group(workspace: Workspace) -> None:
    plain = Plain(workspace)
    nodes = plain.nodes()
    reached = {node: plain.reached(node) | {node} for node in nodes}
    ring = connected_groups(StoredWaitGraph(workspace), nodes)
    for node in nodes:
        for other in nodes:
            are_mutual = other in reached[node] and node in reached[other]
            assert (ring[node] == ring[other]) is are_mutual


@settings(max_examples=TRIES)
@given(plans(), st.integers(1, _GONE), st.integers(1, _GONE))
def test_a_link_closes_a_loop_where_its_successor_leads_to_its_predecessor(
    workspace: Workspace, predecessor: int, successor: int
) -> None:
    plain = Plain(workspace)
    goals = (
        plain.leave(predecessor) if plain.is_live(predecessor) and plain.is_live(successor) else []
    )
    expected = any(
        goal == start or goal in plain.reached(start)
        for start in plain.enter(successor)
        for goal in goals
    )
    loop = link_loop(workspace, predecessor, successor)
    assert bool(loop) is expected
    assert not loop or loop[-1] == (predecessor, successor)
    linked = {(link.predecessor, link.successor) for link in workspace.links.values()}
    assert set(loop[:-1]) <= linked


@settings(max_examples=TRIES)
@given(plans())
def test_a_task_is_in_a_loop_where_it_leads_to_itself(workspace: Workspace) -> None:
    plain = Plain(workspace)
    looped = {task for task in _SOME if plain.is_looped(task)}
    assert {task for task in _SOME if task_loop(workspace, task)} == looped
    ways = [(link, link_loop(workspace, link.predecessor, link.successor)) for link in plain.links]
    assert has_loop(workspace) is any(way for _, way in ways)
