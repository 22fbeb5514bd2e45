"""This file tests the words that are true or not of a row: open, done, late, blocked."""

import pytest

from pmtui.model.workspace.schema import TABLES
from pmtui.query.fields.status import due_name, flags_of, task_status
from tests.query.sample import figures

_FIGURES = figures()


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_both_open_and_done(table: str) -> None:
    flags = flags_of(table)
    if "open" not in flags:
        return
    is_open, is_done = flags["open"](_FIGURES), flags["done"](_FIGURES)
    rows = _FIGURES.workspace.rows(table).values()
    assert not [row for row in rows if is_open(row) and is_done(row)]


def test_the_status_of_a_task_is_its_columns_role_or_its_progress() -> None:
    status = task_status(_FIGURES)
    tasks = _FIGURES.workspace.tasks
    assert [status(tasks[one]) for one in (101, 102, 103, 105)] == [
        "todo", "doing", "done", "doing",
    ]  # fmt: skip


def test_flags_agree_with_the_figures_for_every_task() -> None:
    flags = flags_of("tasks")
    late, blocked = flags["late"](_FIGURES), flags["blocked"](_FIGURES)
    for task in _FIGURES.workspace.tasks.values():
        assert bool(late(task)) is _FIGURES.is_overdue(task.id)
        assert bool(blocked(task)) is _FIGURES.is_blocked(task.id)


def test_every_table_knows_by_which_date_it_wants_something_done() -> None:
    assert due_name("tasks") == "due"
    assert due_name("risks") == "next_review"
    assert due_name("people") == ""
