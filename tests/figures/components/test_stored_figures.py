"""This file tests what is told of tasks from stored rows alone: done, held up, freeing others."""

from decimal import Decimal
from typing import Any

import pytest

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.work_counts import Work
from pmtui.model.changes.ops import create, delete, edit
from pmtui.model.entities.entity import Entity
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_link,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    figures_after,
    figures_of,
    id_of,
)

PROJECT = id_of("P-1")


def stored(*parts: Entity | Parts) -> StoredFigures:
    """What is stored of a project and some rows."""
    return StoredFigures(a_workspace(a_project(), *parts), TODAY)


@pytest.mark.parametrize(
    ("fields", "is_done"),
    [
        ({"column": "Done"}, True),
        ({"column": "Done", "percent": 10}, True),
        ({"column": "Doing", "percent": 100}, False),
        ({"percent": 100}, True),
        ({"percent": 99}, False),
        ({}, False),
    ],
)
def test_a_column_says_whether_a_task_is_done_and_without_one_its_percent(
    fields: dict[str, Any], *, is_done: bool
) -> None:
    figures = stored(a_task("T-1", **fields))
    assert figures.is_done(id_of("T-1")) is is_done
    assert figures.done_test()(figures.workspace.tasks[id_of("T-1")]) is is_done


def test_a_task_that_is_not_there_is_neither_done_nor_held_up() -> None:
    assert not stored().is_done(id_of("T-1"))
    assert not stored().is_blocked(id_of("T-1"))


@pytest.mark.parametrize(
    ("first", "second", "is_done"),
    [
        ({"percent": 100}, {"percent": 100}, True),
        ({"percent": 100}, {"percent": 50}, False),
        ({"column": "Done"}, {"column": "Review", "percent": 100}, False),
        ({"column": "Done"}, {"percent": 50, "archived": True}, True),
    ],
)
def test_a_summary_is_done_when_all_below_it_is(
    first: dict[str, Any], second: dict[str, Any], *, is_done: bool
) -> None:
    below = (a_task("T-2", under="T-1"), a_task("T-3", under="T-2", **first))
    figures = stored(a_task("T-1", column="Doing"), *below, a_task("T-4", under="T-1", **second))
    assert figures.is_done(id_of("T-1")) is is_done
    assert figures.done_test()(figures.workspace.tasks[id_of("T-1")]) is is_done


def test_a_task_whose_sub_tasks_were_all_archived_is_done_by_its_own_card() -> None:
    gone = a_task("T-2", under="T-1", archived=True)
    assert stored(a_task("T-1", percent=100), gone).is_done(id_of("T-1"))
    assert not stored(a_task("T-1", percent=50), gone).is_done(id_of("T-1"))


def test_tasks_that_lie_below_each_other_in_a_circle_are_not_done() -> None:
    circle = a_task("T-1", under="T-2", percent=100), a_task("T-2", under="T-1", percent=100)
    assert not stored(*circle).is_done(id_of("T-1"))


@pytest.mark.parametrize(
    ("predecessor", "link", "is_blocked"),
    [
        ({}, {}, True),
        ({"percent": 100}, {}, False),
        ({"archived": True}, {}, False),
        ({}, {"type": "SS"}, False),
        ({}, {"type": "FF"}, False),
    ],
)
def test_a_task_waits_for_an_unfinished_task_that_must_finish_first(
    predecessor: dict[str, Any], link: dict[str, Any], *, is_blocked: bool
) -> None:
    figures = stored(a_task("T-1", **predecessor), a_task("T-2"), a_link("T-1", "T-2", **link))
    assert figures.is_blocked(id_of("T-2")) is is_blocked
    assert figures.blockers(id_of("T-2")) == ((id_of("T-1"),) if is_blocked else ())
    assert figures.stored_work(PROJECT).blocked == ((id_of("T-2"),) if is_blocked else ())
    assert figures.frees(id_of("T-1")) == ((id_of("T-2"),) if is_blocked else ())


def test_a_link_to_a_task_that_is_gone_holds_nothing_up() -> None:
    figures = stored(a_task("T-2"), a_link("T-1", "T-2"), a_link("T-2", "T-9"))
    assert not figures.is_blocked(id_of("T-2"))
    assert figures.frees(id_of("T-2")) == ()


@pytest.mark.parametrize(
    ("fields", "is_blocked"),
    [
        ({"blocked": "no server"}, True),
        ({"blocked": "no server", "archived": True}, False),
        ({"blocked": "no server", "percent": 100}, False),
        ({}, False),
    ],
)
def test_an_open_task_that_says_so_is_held_up(fields: dict[str, Any], *, is_blocked: bool) -> None:
    figures = stored(a_task("T-1", **fields))
    assert figures.is_blocked(id_of("T-1")) is is_blocked
    ended = StoredFigures(a_workspace(a_project(state="closed"), a_task("T-1", **fields)), TODAY)
    assert not ended.is_blocked(id_of("T-1"))


@pytest.mark.parametrize(
    ("fields", "is_freed"),
    [
        ({}, True),
        ({"archived": True}, False),
        ({"blocked": "ill"}, False),
        ({"percent": 100}, False),
    ],
)
def test_an_open_task_that_waits_for_one_task_alone_is_freed_by_it(
    fields: dict[str, Any], *, is_freed: bool
) -> None:
    figures = stored(a_task("T-1"), a_task("T-2", after="T-1", **fields))
    assert figures.frees(id_of("T-1")) == ((id_of("T-2"),) if is_freed else ())


def test_a_task_that_waits_for_two_is_freed_by_neither() -> None:
    figures = stored(a_task("T-1"), a_task("T-2"), a_task("T-3", after="T-1 T-2"))
    assert figures.blockers(id_of("T-3")) == (id_of("T-1"), id_of("T-2"))
    assert figures.frees(id_of("T-1")) == ()


def test_a_risk_has_a_score_and_a_level_while_it_is_there() -> None:
    figures = stored(a_risk("R-1", 5, 5), a_risk("R-2"))
    assert (figures.score(id_of("R-1")), figures.level(id_of("R-1"))) == (Decimal(25), "H")
    assert (figures.score(id_of("R-2")), figures.level(id_of("R-2"))) == (None, None)
    assert (figures.score(id_of("R-9")), figures.level(id_of("R-9"))) == (None, None)


def test_the_cards_of_a_board_are_looked_up_by_column() -> None:
    figures = stored(a_task("T-1"), a_task("T-2", archived=True))
    assert dict(figures.cards(PROJECT)) == {0: (id_of("T-1"),)}
    assert figures.cards(PROJECT) is figures.cards(PROJECT)


def test_a_project_that_is_closed_has_nothing_overdue() -> None:
    late = a_task("T-1", due=TODAY.replace(day=1))
    assert stored(late).stored_work(PROJECT).overdue == (id_of("T-1"),)
    closed = StoredFigures(a_workspace(a_project(state="closed"), late), TODAY)
    assert closed.stored_work(PROJECT).overdue == ()
    nowhere = StoredFigures(a_workspace(late), TODAY)
    assert nowhere.stored_work(PROJECT).overdue == (id_of("T-1"),)


def test_only_sub_tasks_of_the_same_component_make_a_task_one_with_parts() -> None:
    figures = stored(
        a_project("P-2"),
        a_task("T-1"),
        a_task("T-2", under="T-1"),
        a_task("T-3"),
        a_task("T-4", under="T-3", project="P-2"),
    )
    tasks = figures.workspace.tasks
    has_parts = [figures.has_parts(tasks[id_of(f"T-{at}")]) for at in range(1, 5)]
    assert has_parts == [True, False, False, False]


def _work(figures: Figures) -> Work:
    return figures.stored_work(PROJECT).work


def test_work_is_counted_after_an_edit_as_it_would_be_afresh() -> None:
    rows = (
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_task("T-1"),
        a_task("T-2", under="T-1", days=2),
        a_task("T-3", under="T-2", days=1),
        a_task("T-4", after="T-3"),
        a_task("T-5", project="P-2"),
    )
    figures = figures_of(*rows)
    tasks = figures.workspace.tasks
    (new,) = a_task("T-9", under="T-4")
    for edited in (
        edit("tasks", tasks[id_of("T-3")], archived=True),
        edit("tasks", tasks[id_of("T-3")], percent=100),
        edit("tasks", tasks[id_of("T-3")], parent=0),
        edit("tasks", tasks[id_of("T-4")], component=id_of("P-2")),
        edit("tasks", tasks[id_of("T-5")], component=PROJECT, parent=id_of("T-4")),
        (create("tasks", new),),
        (delete("tasks", tasks[id_of("T-4")]),),
    ):
        _work(figures)
        after = figures_after(figures, *edited)
        fresh = Figures(after.workspace, TODAY)
        assert _work(after) == _work(fresh)
        assert after.stored_work(PROJECT).blocked == fresh.stored_work(PROJECT).blocked
