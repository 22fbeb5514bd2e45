"""This file tests how needs are held together that come from one cause."""

from typing import Any

import pytest

from pmtui.figures.attention.grouping import Group, Groups
from pmtui.figures.attention.need import Need, Urgency
from tests.conftest import TODAY, a_component, a_project, a_task, figures_of, id_of

ONE = id_of("T-1")


def a_need(mark: Urgency = "A", weight: int = 3, **fields: Any) -> Need:
    given = {"name": "T-1 Dig", "why": "", "table": "tasks", "id": ONE, **fields}
    return Need(mark=mark, weight=weight, **given)


@pytest.mark.parametrize(
    ("mark", "weight", "result"),
    [
        ("R", 1, ("R", 1)),
        ("R", 9, ("R", 9)),
        ("A", 2, ("A", 3)),
        ("A", 4, ("A", 4)),
        ("w", 9, ("A", 3)),
    ],
)
def test_a_group_is_as_bad_as_the_worst_and_as_heavy_as_the_heaviest_of_its_mark(
    mark: Urgency, weight: int, result: tuple[str, int]
) -> None:
    group = Group(a_need("A", 3))
    group.worsen(mark, weight)
    assert (group.mark, group.weight) == result


@pytest.mark.parametrize(
    ("mark", "weight", "is_head"),
    [("R", 1, True), ("A", 4, True), ("A", 3, False), ("A", 2, False), ("w", 9, False)],
)
def test_what_is_worse_about_the_same_row_becomes_the_head(
    mark: Urgency, weight: int, *, is_head: bool
) -> None:
    group = Group(a_need("A", 3))
    other = a_need(mark, weight, name="other")
    group.take(other)
    assert (group.head is other) is is_head
    assert group.needs == [other]
    assert list(group.drags(figures_of(a_project(), a_task("T-1")))) == []


def test_a_need_about_another_row_is_dragged_and_counts_only_where_it_is_listed() -> None:
    group = Group(a_need("A", 3))
    figures = figures_of(a_project(), a_task("T-1", "Dig"), a_task("T-2", "Fill"))
    group.take(a_need("R", 9, id=id_of("T-2")), is_listed=False)
    assert (group.needs, group.mark, group.head.id) == ([], "R", ONE)
    assert [words for _, words in group.drags(figures)] == ["T-2 Fill"]


def test_words_that_are_said_of_what_is_dragged_stand_and_a_group_never_drags_itself() -> None:
    group = Group(a_need())
    figures = figures_of(a_project(), a_task("T-1"), a_task("T-2", "Fill"))
    group.drag("tasks", id_of("T-2"), "Fill +2 d")
    group.take(a_need(id=id_of("T-2")))
    group.drag("tasks", ONE, "itself")
    assert [words for _, words in group.drags(figures)] == ["Fill +2 d"]


def test_milestones_are_dragged_first_then_contracts_components_and_tasks() -> None:
    late: dict[str, Any] = {"baseline_finish": TODAY.replace(day=1)}
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site", start=TODAY),
        a_project("P-2", "PG-1", name="Shop", start=TODAY, **late),
        a_project("P-3", "PG-1", name="Mall", start=TODAY, finish=TODAY, baseline_finish=TODAY),
        a_task("T-1", duration=480),
        a_task("T-2", "Fill", duration=480),
        a_task("T-3", "Rake", project="P-2", duration=480),
        a_task("M-1", "Open"),
    )
    group = Group(a_need())
    for table, key in (
        ("tasks", "T-3"), ("tasks", "T-2"), ("components", "P-1"), ("components", "P-3"),
        ("components", "P-2"), ("risks", "R-1"), ("links", "L-1"), ("tasks", "M-1"),
    ):  # fmt: skip
        group.drag(table, id_of(key), "")
    drags = [(table, row_id, words) for (table, row_id), words in group.drags(figures)]
    assert [(table, row_id) for table, row_id, _ in drags] == [
        ("tasks", id_of("M-1")),
        ("links", id_of("L-1")),
        ("components", id_of("P-2")),
        ("components", id_of("P-1")),
        ("components", id_of("P-3")),
        ("tasks", id_of("T-2")),
        ("tasks", id_of("T-3")),
        ("risks", id_of("R-1")),
    ]
    assert [words for *_, words in drags] == [
        "M-1 Open", "", "Shop +22 d", "Site", "Mall", "T-2 Fill", "T-3 Rake", "",
    ]  # fmt: skip


def test_a_group_lies_in_the_components_of_its_row_and_of_the_tasks_it_drags() -> None:
    tasks = a_task("T-1"), a_task("T-2", project="P-2")
    figures = figures_of(a_project("P-1"), a_project("P-2"), *tasks)
    group = Group(a_need(component=7))
    assert group.components(figures) == {7, id_of("P-1")}
    group.drag("tasks", id_of("T-2"), "")
    group.drag("tasks", id_of("T-9"), "")
    group.drag("components", id_of("P-9"), "")
    assert group.components(figures) == {7, id_of("P-1"), id_of("P-2")}
    about_project = Group(a_need(table="components", id=id_of("P-1"), component=7))
    assert set(about_project.components(figures)) == {7}
    about_project.drag("tasks", id_of("T-2"), "")
    assert about_project.components(figures) == {7, id_of("P-2")}


def test_a_row_has_one_group_unless_told_apart() -> None:
    groups = Groups()
    first = groups.of(a_need())
    assert groups.of(a_need("R")) is first
    assert groups.of(a_need(), apart="loop") is not first
    assert groups.known("tasks", ONE) is first
    assert groups.known("tasks", id_of("T-2")) is None
    assert len(groups.every()) == 2
