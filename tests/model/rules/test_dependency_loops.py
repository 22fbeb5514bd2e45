"""This file tests the search for loops: against its plain definition, and that it stays cheap."""

import os
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.entities.tasks import Link, Task
from pmtui.model.rules.checks import check
from pmtui.model.rules.dependency_loops import (
    FEW,
    link_loop,
    links_in_loops,
    looped_tasks,
    task_loop,
)
from pmtui.model.workspace.index import Index
from pmtui.model.workspace.workspace import Workspace

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "200"))
LINKS: Final = 1_000
"""Where the ids of links begin."""


def linked(pairs: list[tuple[int, int]], tasks: int = 12) -> Workspace:
    """Tasks 1 and up, and a link for each pair of predecessor and successor."""
    return Counted(
        {
            "tasks": {
                one: Task(id=one, key=f"T-{one}", title="x", component=0)
                for one in range(1, tasks + 1)
            },
            "links": {
                LINKS + at: Link(id=LINKS + at, predecessor=predecessor, successor=successor)
                for at, (predecessor, successor) in enumerate(pairs)
            },
        }
    )


class Counted(Workspace):
    """A workspace that counts how often it is asked for what follows a task."""

    __slots__ = ("asked",)
    asked: int

    def index(self, table: str, field: str) -> Index:
        """The index of links counts, then answers."""
        index = super().index(table, field)
        return CountedIndex(index, self) if table == "links" else index


class CountedIndex(Index):
    """An index that counts with its workspace how often it is asked."""

    def __init__(self, index: Index, workspace: Counted) -> None:
        super().__init__(index._shards)
        self._workspace = workspace
        workspace.asked = 0

    def ids(self, value: object) -> tuple[int, ...]:
        """Count, then answer."""
        self._workspace.asked += 1
        return super().ids(value)


tasks = st.integers(1, 12)


@settings(max_examples=TRIES)
@given(st.lists(st.tuples(tasks, tasks), max_size=30), st.data())
def test_a_link_is_in_a_loop_where_its_successor_reaches_its_predecessor(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    workspace = linked(pairs)
    rows = list(workspace.links.values())
    assert {one.id for one in links_in_loops(workspace, rows)} == {
        one.id for one in rows if link_loop(workspace, one.predecessor, one.successor)
    }
    touched = data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
    expected = tuple(one for one in touched if link_loop(workspace, one.predecessor, one.successor))
    assert links_in_loops(workspace, touched) == expected


@settings(max_examples=TRIES, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=9),
    st.lists(st.integers(0, 12), min_size=9, max_size=9),
    st.sets(st.integers(1, 9), max_size=2),
)
def test_many_tasks_at_once_close_the_loops_that_each_closes_by_itself(
    pairs: list[tuple[int, int]], parents: list[int], archived: set[int]
) -> None:
    workspace = Workspace(
        {
            "tasks": {
                one: Task(id=one, title="x", component=0, parent=parent, archived=one in archived)
                for one, parent in enumerate(parents, 1)
            },
            "links": {
                LINKS + at: Link(id=LINKS + at, predecessor=predecessor, successor=successor)
                for at, (predecessor, successor) in enumerate(pairs)
                if predecessor != successor
            },
        }
    )
    asked = range(1, 10)
    assert len(asked) > FEW
    alone = tuple(one for one in asked if task_loop(workspace, one))
    together = looped_tasks(workspace, asked)
    # Tasks that lie in each other close a loop without a link, which is found for many at once.
    assert set(alone) <= set(together) if _lies_in_itself(parents) else alone == together


def _lies_in_itself(parents: list[int]) -> bool:
    for task in range(1, len(parents) + 1):
        met: set[int] = set()
        at = task
        while 0 < at <= len(parents):
            if at in met:
                return True
            met.add(at)
            at = parents[at - 1]
    return False


def test_a_long_chain_is_walked_once_however_many_links_are_new() -> None:
    count = 20_000
    workspace = linked([(at, at + 1) for at in range(1, count)], count)
    assert links_in_loops(workspace, workspace.links.values()) == ()
    assert isinstance(workspace, Counted)
    assert workspace.asked <= 2 * count


def test_a_chain_that_closes_is_found_however_long_it_is() -> None:
    count = 5_000
    workspace = linked([*((at, at + 1) for at in range(1, count)), (count, 1)], count)
    assert len(links_in_loops(workspace, workspace.links.values())) == count


def test_the_loops_of_a_commit_are_named_and_only_the_first_written_out() -> None:
    workspace = linked([(at, at % 6 + 1) for at in range(1, 7)])
    problems = check(workspace, [("links", one) for one in workspace.links])
    assert len(problems) == 6
    assert problems[0].text.endswith("closes a loop: T-2 > T-3 > T-4 > T-5 > T-6 > T-1 > T-2")
    assert [problem.text.count(">") for problem in problems] == [6, 6, 6, 0, 0, 0]


def test_a_loop_through_a_task_that_is_gone_is_no_crash() -> None:
    workspace = linked([(1, 99), (99, 1)])
    texts = [problem.text for problem in check(workspace, [("links", LINKS)])]
    assert any("refers to 99" in text for text in texts)
    assert any("T-1" in text and "closes a loop: 99 > T-1 > 99" in text for text in texts)
