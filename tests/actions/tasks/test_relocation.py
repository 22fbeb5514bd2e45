"""This file tests moving components and tasks to another place."""

from tests.actions.doing import after, at, refusal, row
from tests.conftest import a_check, a_component, a_project, a_task, a_workspace, column_id, id_of


def test_a_project_moves_below_another_program() -> None:
    plan = a_workspace(a_component("PG-1"), a_component("PG-2"), a_project("P-1", "PG-1"))
    moved = after("entity.move", at(plan, "P-1"), to=id_of("PG-2"))
    assert row(moved, "P-1").component == id_of("PG-2")


def test_a_program_cannot_lie_inside_itself_and_the_loop_is_spelled_out() -> None:
    plan = a_workspace(a_component("PG-1"), a_component("PG-2", "PG-1"))
    said = refusal("entity.move", at(plan, "PG-1"), to=id_of("PG-2"))
    assert said == "PG-1 would lie inside itself: PG-1 > PG-2 > PG-1"


def test_a_project_cannot_lie_in_a_project() -> None:
    plan = a_workspace(a_project("P-1"), a_project("P-2"))
    said = refusal("entity.move", at(plan, "P-1"), to=id_of("P-2"))
    assert "a project cannot lie in a project" in said


def test_a_task_moves_to_another_project_with_its_checks_into_the_column_of_the_same_name() -> None:
    plan = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1", column="Doing"), a_check("T-1", 1)
    )
    moved = after("entity.move", at(plan, "T-1"), to=id_of("P-2"))
    task = row(moved, "T-1")
    assert (task.component, task.column) == (id_of("P-2"), column_id("P-2", "Doing"))
    (check,) = moved.rows("checks").values()
    assert check.component == id_of("P-2")


def test_a_task_takes_its_sub_tasks_along() -> None:
    plan = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1"), a_task("T-2", under="T-1")
    )
    moved = after("entity.move", at(plan, "T-1"), to=id_of("P-2"))
    assert row(moved, "T-2").component == id_of("P-2")
    assert row(moved, "T-2").parent == id_of("T-1")


def test_a_sub_task_that_moves_alone_leaves_its_parent() -> None:
    plan = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1"), a_task("T-2", under="T-1")
    )
    assert row(after("entity.move", at(plan, "T-2"), to=id_of("P-2")), "T-2").parent == 0


def test_components_change_places_among_their_neighbours() -> None:
    plan = a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", rank="B"),
        a_project("P-2", "PG-1", rank="D"),
    )
    moved = after("component.down", at(plan, "P-1"))
    assert moved.children(id_of("PG-1")) == (id_of("P-2"), id_of("P-1"))
    assert "at the top already" in refusal("component.up", at(plan, "P-1"))


def test_indent_makes_a_task_a_sub_task_of_the_one_above_and_outdent_takes_it_out() -> None:
    plan = a_workspace(
        a_project(), a_task("T-1", outline_rank="B"), a_task("T-2", outline_rank="D")
    )
    inside = after("outline.indent", at(plan, "T-2"))
    assert row(inside, "T-2").parent == id_of("T-1")
    assert row(after("outline.outdent", at(inside, "T-2")), "T-2").parent == 0


def test_the_first_task_has_nothing_to_lie_under() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    assert "nothing stands above T-1" in refusal("outline.indent", at(plan, "T-1"))


def test_several_cards_that_change_project_come_last_there_in_the_order_they_stood_in() -> None:
    plan = a_workspace(
        a_project("P-1"),
        a_project("P-2"),
        a_task("T-1", column="Doing", board_rank="d"),
        a_task("T-2", column="Doing", board_rank="b"),
        a_task("T-3", project="P-2", column="Doing", board_rank="c"),
    )
    moved = after("entity.move", at(plan, "T-1", "T-2"), to=id_of("P-2"))
    ranks = {key: row(moved, key).board_rank for key in ("T-3", "T-2", "T-1")}
    assert sorted(ranks, key=lambda key: ranks[key]) == ["T-3", "T-2", "T-1"]
    assert len(set(ranks.values())) == 3


def test_sub_tasks_thousands_of_levels_deep_move_with_the_first() -> None:
    nest = [a_task(f"T-{n}", under=f"T-{n - 1}" if n > 1 else "") for n in range(1, 2000)]
    moved = after(
        "entity.move", at(a_workspace(a_project("P-1"), a_project("P-2"), *nest), "T-1"),
        to=id_of("P-2"),
    )  # fmt: skip
    assert {task.component for task in moved.tasks.values()} == {id_of("P-2")}
    assert row(moved, "T-1999").parent == id_of("T-1998")


def test_several_projects_that_move_keep_their_order() -> None:
    plan = a_workspace(
        a_component("PG-1"),
        a_component("PG-2"),
        a_project("P-1", "PG-1", rank="D"),
        a_project("P-2", "PG-1", rank="B"),
    )
    moved = after("entity.move", at(plan, "P-1", "P-2"), to=id_of("PG-2"))
    assert moved.children(id_of("PG-2")) == (id_of("P-2"), id_of("P-1"))
    assert len({moved.components[one].rank for one in moved.children(id_of("PG-2"))}) == 2
