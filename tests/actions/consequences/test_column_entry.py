"""This file tests that a task is done wherever it is at 100 %, through whichever door it comes."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused
from pmtui.actions.editing.set_fields import set_fields
from pmtui.exchange.documents.upsert import upsert
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, invert
from pmtui.model.entities.cycles import Stay
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal, row
from tests.conftest import TODAY, a_project, a_task, a_workspace, column_id, id_of

Door = Callable[[Workspace, str], Workspace]
COLUMNS: Final = ("Backlog", "Ready", "Doing", "Review", "Done")


def _set(plan: Workspace, percent: str) -> Workspace:
    return apply(plan, set_fields(at(plan, "T-1"), {"percent": percent}))


def _act(plan: Workspace, percent: str) -> Workspace:
    return after("entity.set", at(plan, "T-1"), field="percent", value=percent)


def _applied(plan: Workspace, percent: str) -> Workspace:
    found = upsert(at(plan, scope="P-1"), {"tasks": [{"key": "T-1", "percent": int(percent)}]})
    assert not found.problems
    return apply(plan, found.ops)


DOORS: Final[Mapping[str, Door]] = {"set": _set, "line": _act, "apply": _applied}


def is_in_step(plan: Workspace, key: str) -> bool:
    """Whether column, percentage and actual finish of a task say the same."""
    task: Task = row(plan, key)
    is_done = Figures(plan, TODAY).is_done(task.id)
    return is_done == (task.percent == 100) == (task.actual_finish is not None)


@given(
    st.sampled_from(["", *COLUMNS]),
    st.lists(st.integers(0, 100) | st.just(100), min_size=1, max_size=5),
    st.data(),
)
def test_a_task_is_done_exactly_while_it_is_at_100_percent(
    column: str, percents: list[int], data: st.DataObject
) -> None:
    done: dict[str, Any] = {"percent": 100, "actual_finish": TODAY} if column == "Done" else {}
    plan = a_workspace(a_project(board=bool(column)), a_task("T-1", column=column, **done))
    for percent in percents:
        door = DOORS[data.draw(st.sampled_from(sorted(DOORS)))]
        plan = door(plan, str(percent))
        assert row(plan, "T-1").percent == percent
        assert is_in_step(plan, "T-1")
    plan = after("task.complete", at(plan, "T-1"))
    assert is_in_step(plan, "T-1")
    assert (row(plan, "T-1").percent == 100) == (percents[-1] != 100)


@given(st.sampled_from(COLUMNS), st.integers(0, 100), st.sampled_from(sorted(DOORS)))
def test_each_way_to_a_percentage_leads_to_the_same_task(
    column: str, percent: int, door: str
) -> None:
    dates = {"actual_start": TODAY, "actual_finish": TODAY}
    done: dict[str, Any] = {"percent": 100, **dates} if column == "Done" else {}
    plan = a_workspace(a_project(), a_task("T-1", column=column, **done))
    assert row(DOORS[door](plan, str(percent)), "T-1") == row(_set(plan, str(percent)), "T-1")


@given(st.integers(0, 100))
def test_a_document_that_repeats_a_percentage_changes_nothing(percent: int) -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Ready", percent=percent))
    assert row(_applied(plan, str(percent)), "T-1") == row(plan, "T-1")


@given(st.sampled_from(COLUMNS), st.integers(0, 100))
def test_what_a_percentage_did_is_taken_back_in_one_step(column: str, percent: int) -> None:
    plan = a_workspace(a_project(), a_task("T-1", column=column))
    ops = set_fields(at(plan, "T-1"), {"percent": str(percent)})
    assert row(apply(apply(plan, ops), invert(ops)), "T-1") == row(plan, "T-1")


def test_100_percent_dates_the_task_and_brings_its_card_into_the_done_column() -> None:
    begun = TODAY - timedelta(days=4)
    plan = a_workspace(a_project(), a_task("T-1", column="Ready", start=begun))
    done = row(_set(plan, "100"), "T-1")
    assert done.column == column_id("P-1", "Done")
    assert (done.actual_start, done.actual_finish, done.entered) == (begun, TODAY, TODAY)


def test_completing_by_key_and_by_percentage_are_the_same() -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Doing"))
    assert row(after("task.complete", at(plan, "T-1")), "T-1") == row(_set(plan, "100"), "T-1")


@pytest.mark.parametrize(("percent", "column"), [("60", "Doing"), ("0", "Backlog")])
def test_less_than_100_percent_opens_a_task_again(percent: str, column: str) -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Done", percent=100, actual_finish=TODAY))
    opened = row(_set(plan, percent), "T-1")
    assert (opened.column, opened.actual_finish) == (column_id("P-1", column), None)


def test_an_actual_finish_completes_a_task_and_taking_it_away_opens_it() -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Doing"))
    yesterday = TODAY - timedelta(days=1)
    done = apply(plan, set_fields(at(plan, "T-1"), {"actual_finish": yesterday.isoformat()}))
    assert (row(done, "T-1").percent, row(done, "T-1").actual_finish) == (100, yesterday)
    assert row(done, "T-1").actual_start <= yesterday
    opened = apply(done, set_fields(at(done, "T-1"), {"actual_finish": "none"}))
    card = row(opened, "T-1")
    assert (card.percent, card.column) == (0, column_id("P-1", "Backlog"))


@pytest.mark.parametrize(
    "fields",
    [
        {"percent": "60", "column": "done"},
        {"percent": "100", "column": "doing"},
        {"percent": "60", "actual_finish": "today"},
    ],
)
def test_done_and_not_done_in_one_breath_is_refused(fields: dict[str, str]) -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Ready"))
    with pytest.raises(Refused, match="it is given as done and as not done"):
        set_fields(at(plan, "T-1"), fields)


def test_a_new_task_at_100_percent_is_done_wherever_it_is_typed() -> None:
    plan = a_workspace(a_project())
    for place in ("", *COLUMNS):
        placed = {"column": column_id("P-1", place)} if place else {}
        made = after("entity.add", at(plan, scope="P-1"), text="Copy percent:100", **placed)
        assert is_in_step(made, "T-1")
        assert row(made, "T-1").column == column_id("P-1", "Done")


def test_a_new_task_in_the_done_column_is_at_100_percent() -> None:
    plan = a_workspace(a_project())
    made = after("entity.add", at(plan, scope="P-1"), text="Copy col:done")
    assert is_in_step(made, "T-1")
    assert row(made, "T-1").percent == 100


def test_a_line_that_says_done_and_open_is_refused() -> None:
    plan = a_workspace(a_project())
    said = refusal("entity.add", at(plan, scope="P-1"), text="Copy percent:100 col:doing")
    assert said == "its progress says that it is done, and Doing that it is not"


def test_documents_that_tell_column_and_percentage_are_taken_as_they_are() -> None:
    plan = a_workspace(a_project())
    document = {"title": "Copy", "column": "Done", "percent": 100}
    made = apply(plan, upsert(at(plan, scope="P-1"), {"tasks": [document]}).ops)
    task = next(iter(made.tasks.values()))
    assert (task.percent, task.actual_finish) == (100, None)


def test_a_document_that_only_says_100_percent_is_a_done_task() -> None:
    plan = a_workspace(a_project())
    found = upsert(at(plan, scope="P-1"), {"tasks": [{"title": "Copy", "percent": 100}]})
    task = next(iter(apply(plan, found.ops).tasks.values()))
    assert (task.column, task.actual_finish) == (column_id("P-1", "Done"), TODAY)


def test_a_stay_in_a_column_is_kept_once_it_ends_and_took_a_day() -> None:
    since = date(2026, 11, 20)
    board = a_workspace(a_project(), a_task("T-1", column="Ready", entered=since))
    moved = after("card.right", at(board, "T-1"))
    (stay,) = moved.rows_of(Stay).values()
    assert (stay.name, stay.role, stay.first, stay.last) == ("Ready", "todo", since, TODAY)
    assert stay.task == id_of("T-1")
    back = after("card.left", at(moved, "T-1"))
    assert len(back.rows_of(Stay)) == 1


def test_a_card_that_takes_its_stays_along_to_another_project_keeps_them() -> None:
    board = a_workspace(
        a_project(), a_project("P-2"), a_task("T-1", column="Ready", entered=date(2026, 11, 20))
    )
    moved = after("entity.move", at(after("card.right", at(board, "T-1")), "T-1"), to=id_of("P-2"))
    assert [stay.component for stay in moved.rows_of(Stay).values()] == [id_of("P-2")]
