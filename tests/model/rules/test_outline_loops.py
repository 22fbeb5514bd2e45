"""This file tests the loops that tasks close by where they stand in the outline."""

from pmtui.model.changes.ops import Op
from pmtui.model.rules.checks import loops_of_places, tasks_moved_by
from pmtui.model.rules.dependency_loops import link_loop, loop_path_text
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_task, a_workspace, id_of


def _ids(*keys: str) -> tuple[int, ...]:
    return tuple(map(id_of, keys))


def test_what_an_op_moves_in_the_outline_is_the_task_and_what_it_leaves() -> None:
    one, two = _ids("T-1", "T-2")
    assert tasks_moved_by([Op("set", "tasks", one, "parent", two, 0)]) == (one, two)
    assert tasks_moved_by([Op("set", "tasks", one, "parent", 0, two)]) == (one,)
    assert tasks_moved_by([Op("set", "tasks", one, "archived", old=True, new=False)]) == (one,)
    assert tasks_moved_by([Op("set", "tasks", one, "active", old=True, new=False)]) == (one,)
    assert tasks_moved_by([Op("create", "tasks", one, new={"parent": two})]) == (one,)
    assert tasks_moved_by([Op("delete", "tasks", one, old={"parent": two})]) == (one, two)
    assert tasks_moved_by([Op("delete", "tasks", one, old={"title": "x"})]) == (one,)


def test_what_moves_nothing_moves_no_task() -> None:
    one = id_of("T-1")
    assert tasks_moved_by([Op("set", "tasks", one, "title", "a", "b")]) == ()
    assert tasks_moved_by([Op("set", "components", one, "parent", 0, 1)]) == ()
    assert tasks_moved_by([Op("delete", "risks", one, old={"parent": 2})]) == ()


def _inside(count: int) -> Workspace:
    """A task with parts that each wait for it."""
    parts = (a_task(f"T-{at}", under="T-1", after="T-1") for at in range(2, count + 2))
    return a_workspace(a_project(), a_task("T-1"), *parts)


def test_only_the_first_loops_are_written_out() -> None:
    texts = [
        text for _, text in loops_of_places(_inside(5), _ids(*(f"T-{at}" for at in range(2, 7))))
    ]
    assert [text.partition(":")[0] for text in texts] == [
        f"T-{at} in T-1 closes a loop" for at in range(2, 7)
    ]
    assert [":" in text for text in texts] == [True, True, True, False, False]


def test_a_task_at_the_top_closes_a_loop_without_one_above() -> None:
    plan = a_workspace(a_project(), a_task("T-1", after="T-2"), a_task("T-2", after="T-1"))
    assert list(loops_of_places(plan, _ids("T-1"))) == [
        (id_of("T-1"), "T-1 closes a loop: T-1 > T-2 > T-1")
    ]


def test_tasks_that_close_none_or_are_gone_are_passed_over() -> None:
    assert list(loops_of_places(_inside(0), _ids("T-1", "T-9"))) == []
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2", after="T-1"))
    assert list(loops_of_places(plan, _ids("T-1", "T-2", "T-9"))) == []


def test_who_puts_away_the_last_part_of_a_task_may_close_a_loop_above_it() -> None:
    plan = a_workspace(
        a_project(),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", under="T-1", archived=True),
        a_task("T-4", under="T-3", archived=True),
    )
    assert [task for task, _ in loops_of_places(plan, _ids("T-4"))] == [id_of("T-1")]
    live = a_workspace(
        a_project(),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", under="T-1"),
        a_task("T-4", under="T-3", archived=True),
    )
    assert id_of("T-1") not in {task for task, _ in loops_of_places(live, ())}


def _path(plan: Workspace, predecessor: str, successor: str) -> str:
    return loop_path_text(plan, link_loop(plan, id_of(predecessor), id_of(successor)))


def test_a_loop_is_written_with_its_steps_through_the_outline() -> None:
    plan = a_workspace(
        a_project(), a_task("T-1"), a_task("T-2", under="T-1"), a_task("T-4", after="T-2"),
        a_task("T-5"), a_task("T-6", under="T-5"), a_task("T-7", after="T-5"),
    )  # fmt: skip
    assert _path(plan, "T-4", "T-1") == "T-2 > T-4 > T-1 (contains T-2)"
    assert _path(plan, "T-7", "T-6") == "T-5 > T-7 > T-6 (in T-5)"
    assert _path(plan, "T-1", "T-1") == "T-1 > T-1"
    assert _path(plan, "T-4", "T-5") == ""


def test_a_link_between_a_task_and_what_it_lies_in_says_why_it_cannot_be() -> None:
    plan = a_workspace(
        a_project(), a_task("T-1"), a_task("T-2", under="T-1"), a_task("T-3", under="T-2")
    )
    said = "T-3 lies in T-1, so it would wait for itself"
    assert _path(plan, "T-1", "T-3").endswith(said)
    assert _path(plan, "T-3", "T-1").endswith(said)
