"""This file tests the words that are true or not of a row: open, done, late, blocked."""

from datetime import timedelta

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Issue, Objective
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.fields.status import due_name, flags_of, task_status
from tests.conftest import a_project, a_task, figures_of, id_of
from tests.query.sample import TODAY, figures

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


def test_only_what_can_end_is_open_or_done() -> None:
    assert {table for table in TABLES if "open" in flags_of(table)} == {
        "components", "tasks", "risks", "issues", "changes", "decisions", "assumptions",
        "action_items", "gates", "benefits", "objectives", "links", "checks", "orders", "cases",
        "capabilities", "outcomes", "requirements", "budget_changes", "lessons", "documents",
        "communications", "asks", "directives", "recoveries", "gate_conditions", "meetings",
        "role_requests", "scenarios", "cycles",
    }  # fmt: skip


def _held(table: str, flag: str, *rows: Entity) -> list[int]:
    """The ids of the rows of which a flag is true."""
    store = Workspace({table: {row.id: row for row in rows}})
    holds = flags_of(table)[flag](Figures(store, TODAY))
    return [row.id for row in rows if holds(row)]


_YESTERDAY = TODAY - timedelta(days=1)
_ISSUES = (
    Issue(id=1, title="Due before", due=_YESTERDAY),
    Issue(id=2, title="Due now", due=TODAY),
    Issue(id=3, title="Never due"),
    Issue(id=4, title="Over", due=_YESTERDAY, state="closed"),
    Issue(id=5, title="Put away", due=_YESTERDAY, archived=True),
)


@pytest.mark.parametrize(
    ("flag", "held"),
    [("open", [1, 2, 3]), ("done", [4]), ("late", [1]), ("overdue", [1]), ("archived", [5])],
)
def test_a_row_is_late_from_the_day_after_it_was_due_while_it_is_open(
    flag: str, held: list[int]
) -> None:
    assert _held("issues", flag, *_ISSUES) == held


def test_what_was_finished_is_not_late_whatever_its_state() -> None:
    rows = (
        Component(id=1, kind="project", name="A", state="executing", finish=_YESTERDAY),
        Component(
            id=2, kind="project", name="B", state="executing", finish=_YESTERDAY,
            actual_finish=_YESTERDAY,
        ),
    )  # fmt: skip
    assert _held("components", "late", *rows) == [1]


def test_what_is_only_put_away_has_never_ended() -> None:
    rows = (Objective(id=1, title="Grow"), Objective(id=2, title="Gone", archived=True))
    assert _held("objectives", "open", *rows) == [1]
    assert _held("objectives", "done", *rows) == []


def test_a_task_is_open_until_it_is_done_or_put_away() -> None:
    rows = (
        Task(id=1, title="A"),
        Task(id=2, title="B", percent=100),
        Task(id=3, title="C", archived=True),
    )
    assert _held("tasks", "open", *rows) == [1]


def test_a_task_on_no_board_is_begun_by_its_progress_or_its_start() -> None:
    rows = (
        Task(id=1, title="A"),
        Task(id=2, title="B", percent=1),
        Task(id=3, title="C", actual_start=_YESTERDAY),
    )
    assert _held("tasks", "doing", *rows) == [2, 3]
    assert _held("tasks", "todo", *rows) == [1]


def test_a_task_whose_parts_are_put_away_is_begun_as_its_column_says() -> None:
    plan = figures_of(
        a_project(),
        a_task("T-1", column="Doing"),
        a_task("T-2", under="T-1", archived=True),
        a_task("T-3", column="Doing"),
        a_task("T-4", under="T-3"),
    )
    status = task_status(plan)
    tasks = plan.workspace.tasks
    assert [status(tasks[id_of(key)]) for key in ("T-1", "T-3")] == ["doing", "todo"]


def test_a_task_waits_for_a_predecessor_until_that_is_done() -> None:
    plan = figures_of(
        a_project(),
        a_task("T-1", column="Done"),
        a_task("T-2", after="T-1"),
        a_task("T-3"),
        a_task("T-4", after="T-3"),
        a_task("T-5", blocked="no crane"),
    )
    blocked = flags_of("tasks")["blocked"](plan)
    assert [row.key for row in plan.workspace.tasks.values() if blocked(row)] == ["T-4", "T-5"]
