"""This file tests which tasks and links of a plan wait for themselves, and what waits for those."""

import pytest

from pmtui.figures.cpm.types import ScheduleLink, ScheduleTask
from pmtui.figures.planning.plan_loops import NO_LOOPS, PlannedWaits, loops_in, waiting_behind_loops

TASKS = {
    row.id: row
    for row in (
        *(ScheduleTask(id=number) for number in (1, 2, 3, 4, 5)),
        ScheduleTask(id=10),
        ScheduleTask(id=11, parent=10),
        ScheduleTask(id=12, parent=10),
        ScheduleTask(id=20, active=False),
    )
}


def links(words: str) -> dict[int, ScheduleLink]:
    """Links by the number of their place, from words such as `1-2 2-3`."""
    pairs = (word.split("-") for word in words.split())
    return {
        at: ScheduleLink(int(predecessor), int(successor))
        for at, (predecessor, successor) in enumerate(pairs, 1)
    }


@pytest.mark.parametrize(
    ("words", "tasks", "looped"),
    [
        ("", set(), set()),
        ("1-2 2-3", set(), set()),
        ("1-2 2-1", {1, 2}, {1, 2}),
        ("1-2 2-3 3-1 3-4", {1, 2, 3}, {1, 2, 3}),
        ("4-1 1-2 2-1 2-5", {1, 2}, {2, 3}),
        # Two loops beside each other.
        ("1-2 2-1 3-4 4-3 2-3", {1, 2, 3, 4}, {1, 2, 3, 4}),
        # Through a summary: a task in it that must wait for its end.
        ("1-10 11-1", {1, 10, 11}, {1, 2}),
        ("10-1 1-11", {1, 10, 11}, {1, 2}),
        ("11-12 12-1", set(), set()),
    ],
)
def test_the_links_of_loops_are_found_with_what_waits_for_itself(
    words: str, tasks: set[int], looped: set[int]
) -> None:
    loops = loops_in(TASKS, links(words))
    assert loops.links == looped
    assert tasks <= loops.tasks
    assert not loops.tasks or 5 not in loops.tasks
    assert bool(loops.first) is bool(tasks)
    assert (loops == NO_LOOPS) is not bool(tasks)


@pytest.mark.parametrize(
    ("words", "loops", "behind"),
    [
        ("1-2 2-1 2-3 3-4", {1, 2}, {3, 4}),
        ("1-2 2-1 3-1", {1, 2}, set()),
        ("1-2 2-1 2-10", {1, 2}, {10, 11, 12}),
        ("1-2 2-1 2-11", {1, 2}, {11}),
        ("1-2 2-1 2-11 10-4", {1, 2}, {11, 4}),
        ("1-2", {9}, set()),
        ("1-2", set(), set()),
    ],
)
def test_what_waits_for_a_loop_is_behind_it(words: str, loops: set[int], behind: set[int]) -> None:
    assert waiting_behind_loops(TASKS, links(words).values(), loops) == behind


def test_who_waits_for_whom_is_read_from_tasks_and_links() -> None:
    waits = PlannedWaits(TASKS, links("1-2 1-3 11-4").values())
    assert list(waits.below(10)) == [11, 12]
    assert list(waits.below(1)) == []
    assert (waits.above(11), waits.above(1)) == (10, 0)
    assert (list(waits.successors(1)), list(waits.successors(2))) == ([2, 3], [])
    assert (list(waits.predecessors(3)), list(waits.predecessors(1))) == ([1], [])
    assert (waits.is_live(1), waits.is_live(99)) == (True, False)
    assert (waits.is_active(1), waits.is_active(20)) == (True, False)
