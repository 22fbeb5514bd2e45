"""This file tests which rows a need about a component counts."""

import pytest

from pmtui.figures.attention.counted_rows import counted_rows
from pmtui.figures.attention.need import Topic
from tests.conftest import TODAY, a_column, a_link, a_project, a_task, column_id, figures_of, id_of

PROJECT = id_of("P-1")


def ids(*keys: str) -> tuple[int, ...]:
    return tuple(map(id_of, keys))


def test_each_need_counts_rows_of_its_own() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", due=TODAY.replace(day=1)),
        a_task("T-2", blocked="ill"),
        a_task("T-3"),
        a_task("T-4", after="T-3"),
        a_link("T-4", "T-3"),
        *(a_task(f"T-{at}", column="Doing") for at in range(10, 14)),
        *(a_task(f"T-{at}", column="Ready") for at in range(20, 23)),
    )
    found: dict[Topic, tuple[int, ...]] = {
        "many_late": ids("T-1"),
        "many_held": ids("T-2"),
        "column": ids("T-10", "T-11", "T-12", "T-13"),
    }
    for topic, rows in found.items():
        assert counted_rows(figures, topic, PROJECT) == ("tasks", rows)
    table, loop = counted_rows(figures, "loop", PROJECT)
    assert (table, set(loop), len(loop)) == ("tasks", set(ids("T-3", "T-4")), 2)


@pytest.mark.parametrize(("cards", "count"), [(2, 0), (3, 3)])
def test_a_column_is_crowded_from_one_card_over_its_limit_on(cards: int, count: int) -> None:
    column = a_column("P-1", "Doing", "doing", 2, 1)
    tasks = [a_task(f"T-{at}", column="Doing") for at in range(cards)]
    figures = figures_of(a_project(board=False), column, *tasks)
    assert column.id == column_id("P-1", "Doing")
    assert len(counted_rows(figures, "column", PROJECT)[1]) == count


def test_what_is_open_in_an_ended_component_is_counted_where_it_is_of_one_table() -> None:
    ended = a_project(state="closed")
    one = figures_of(ended, a_task("T-1"), a_task("T-2"))
    assert counted_rows(one, "ended", PROJECT) == ("tasks", ids("T-1", "T-2"))
    two = figures_of(ended, a_task("T-1"), a_project("P-2", "P-1"))
    assert counted_rows(two, "ended", PROJECT) == ("", ())
    assert counted_rows(figures_of(ended), "ended", PROJECT) == ("", ())


def test_other_needs_count_no_rows() -> None:
    figures = figures_of(a_project(), a_task("T-1", due=TODAY.replace(day=1)))
    assert counted_rows(figures, "rating", PROJECT) == ("", ())
