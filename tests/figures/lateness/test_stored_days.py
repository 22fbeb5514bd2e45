"""This file tests the days by which a task should be done that need no schedule."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.lateness.stored_days import (
    baseline_days,
    hangs_on_plan,
    is_late_as_stored,
    typed_days,
)
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of
from tests.figures.lateness.baselined import a_baseline

ONE = id_of("T-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def held(kind: str, day: int) -> dict[str, Any]:
    return {"constraint": kind, "constraint_date": on(day)}


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, []),
        ({"due": on(1), "finish": on(2), **held("MFO", 3)}, [on(1)]),
        ({"finish": on(2)}, [on(2)]),
        ({"finish": on(2), **held("MFO", 3)}, [on(2), on(3)]),
        (held("FNLT", 3), [on(3)]),
        (held("MSO", 3), [on(3)]),
        (held("SNLT", 3), [on(3)]),
        (held("SNET", 3), []),
        (held("FNET", 3), []),
        ({**held("MSO", 3), "actual_start": on(0)}, []),
        ({**held("SNLT", 3), "percent": 1}, []),
        ({**held("MFO", 3), "actual_start": on(0), "percent": 1}, [on(3)]),
        ({**held("MFO", 3), "active": False}, []),
        ({"finish": on(2), "active": False}, [on(2)]),
        ({"constraint": "MFO"}, []),
    ],
)
def test_a_due_date_rules_else_a_typed_finish_and_the_date_a_task_is_held_to(
    fields: dict[str, Any], days: list[date]
) -> None:
    workspace = a_workspace(a_project(), a_task("T-1", **fields))
    assert list(typed_days(workspace.tasks[ONE])) == days


@pytest.mark.parametrize(
    ("fields", "finish", "days"),
    [
        ({}, on(3), [on(3)]),
        ({}, None, []),
        ({"due": on(1)}, on(3), []),
        ({"active": False}, on(3), []),
    ],
)
def test_a_baseline_counts_where_no_due_date_rules(
    fields: dict[str, Any], finish: date | None, days: list[date]
) -> None:
    workspace = a_workspace(a_project(), a_task("T-1", **fields), a_baseline("T-1", finish))
    assert list(baseline_days(workspace, workspace.tasks[ONE])) == days


def test_without_a_row_in_the_baseline_it_says_nothing() -> None:
    workspace = a_workspace(a_project(), a_task("T-1"), a_baseline("T-2", on(3)))
    assert list(baseline_days(workspace, workspace.tasks[ONE])) == []


@pytest.mark.parametrize("day", [-1, 0, 1])
def test_a_task_is_late_from_the_day_after_any_of_its_days(day: int) -> None:
    typed = a_workspace(a_project(), a_task("T-1", finish=on(day)))
    assert is_late_as_stored(typed, typed.tasks[ONE], TODAY) == (day < 0)
    agreed = a_workspace(a_project(), a_task("T-1"), a_baseline("T-1", on(day)))
    assert is_late_as_stored(agreed, agreed.tasks[ONE], TODAY) == (day < 0)
    both = a_workspace(a_project(), a_task("T-1", finish=on(9)), a_baseline("T-1", on(day)))
    assert is_late_as_stored(both, both.tasks[ONE], TODAY) == (day < 0)


def test_an_active_task_without_a_due_date_may_be_late_by_its_planned_finish() -> None:
    for fields, hangs in (({}, True), ({"due": on(1)}, False), ({"active": False}, False)):
        workspace = a_workspace(a_project(), a_task("T-1", **fields))
        assert hangs_on_plan(workspace.tasks[ONE]) is hangs
