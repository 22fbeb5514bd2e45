"""This file tests what a baseline planned by when, and that nothing edited later moves it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.earned_value.planned_value import NO_BASELINE, NO_COST
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_person, a_policy, a_project, a_rate, a_workspace, eur, id_of
from tests.figures.earned_value.planned import (
    MONDAY,
    a_costed_task,
    agreed,
    days_from,
    end_of,
    plan_of,
)


def _values(workspace: Workspace, count: int = 12) -> list[int]:
    return plan_of(workspace).series(days_from(MONDAY, count))


def test_cost_is_spread_evenly_over_the_working_time_of_a_task() -> None:
    workspace = agreed(a_costed_task("T-1", 6, 600))
    hundreds = [value // 100 for value in _values(workspace, 8)]
    assert hundreds == [100, 200, 300, 400, 500, 500, 500, 600]


@pytest.mark.parametrize(
    ("accrual", "wanted"),
    [("start", [600, 600, 600]), ("prorated", [200, 400, 600]), ("end", [0, 0, 600])],
)
def test_a_fixed_cost_accrues_as_it_says(accrual: str, wanted: list[int]) -> None:
    workspace = agreed(a_costed_task("T-1", 3, 600, accrual=accrual))
    assert [value // 100 for value in _values(workspace, 3)] == wanted
    assert plan_of(workspace).at(end_of(MONDAY) - 1440) == 0


def test_planned_value_is_exact_within_a_day() -> None:
    plan = plan_of(agreed(a_costed_task("T-1", 1, 800)))
    morning = end_of(MONDAY) - 1440
    assert [plan.at(morning + hour * 60) for hour in (8, 9, 12, 13, 16)] == [
        0, 100_00, 400_00, 400_00, 700_00,
    ]  # fmt: skip


def test_people_cost_their_work_over_time_and_a_use_at_the_start() -> None:
    ann = a_person("H-1", "Ann", rate=eur(10), cost_per_use=eur(50))
    work = Assignment(id=5, component=id_of("P-1"), task=id_of("T-1"), person=ann.id, work=960)
    workspace = agreed(a_costed_task("T-1", 2, 0, task_type="fixed_duration"), ann, work)
    assert [value // 100 for value in _values(workspace, 2)] == [130, 210]


def test_the_cost_of_a_summary_counts_beside_those_below_it() -> None:
    summary = a_costed_task("T-1", 2, 100)
    below = a_costed_task("T-2", 2, 200, under="T-1")
    assert plan_of(agreed(summary, below)).bac == 300_00


def test_a_project_without_a_baseline_or_a_cost_says_so() -> None:
    assert plan_of(a_workspace(*a_project("P-1"))).reason == NO_BASELINE
    assert plan_of(agreed(a_costed_task("T-1", 2, 0))).reason == NO_COST


def test_the_budget_of_a_project_without_costs_is_one_package_over_its_dates() -> None:
    plan = plan_of(agreed(a_costed_task("T-1", 4, 0), budget=eur(400)))
    assert [value // 100 for value in plan.series(days_from(MONDAY, 4))] == [100, 200, 300, 400]
    assert plan.is_package


def test_amounts_of_several_currencies_are_frozen_in_the_base_currency() -> None:
    workspace = agreed(
        a_policy(base_currency="EUR"),
        a_rate("USD", "0.5"),
        a_costed_task("T-1", 1, 100),
        a_costed_task("T-2", 1, 0, fixed_cost=Money(10_01, "USD")),
    )
    plan = plan_of(workspace)
    assert (plan.currency, plan.bac) == ("EUR", 105_01)


def test_an_amount_without_a_rate_leaves_the_whole_undefined_and_says_which() -> None:
    plan = plan_of(
        agreed(a_costed_task("T-1", 1, 100), a_costed_task("T-2", 1, 0, fixed_cost=Money(5, "USD")))
    )
    assert plan.reason == "Task T-2 was planned in USD, without a rate to EUR"


def test_an_older_baseline_is_spread_over_the_usual_week_and_marked() -> None:
    row = BaselineRow(
        id=2, baseline=1, component=id_of("P-1"), task=id_of("T-1"), title="Old",
        start=MONDAY, finish=MONDAY + timedelta(days=7), cost=eur(600),
    )  # fmt: skip
    baseline = Baseline(id=1, component=id_of("P-1"), label="Old", number=1, taken_at=MONDAY)
    plan = plan_of(a_workspace(*a_project("P-1"), baseline, row))
    assert plan.is_older
    assert [value // 100 for value in plan.series(days_from(MONDAY, 8))] == [
        100, 200, 300, 400, 500, 500, 500, 600,
    ]  # fmt: skip


def test_nothing_is_planned_while_a_task_pauses() -> None:
    workspace = agreed(a_costed_task("T-1", 2, 200, splits=((480, 960),)))
    assert [value // 100 for value in _values(workspace, 4)] == [100, 100, 100, 200]


EDITS = st.lists(
    st.sampled_from(
        ["calendar", "holiday", "week", "rate", "use", "assignment", "exchange", "cost", "dates",
         "gone", "moved"]
    ),
    max_size=6,
)  # fmt: skip


def _edit(workspace: Workspace, name: str, number: int) -> Ops:
    """An edit of what a baseline was made from."""
    task = workspace.tasks.get(id_of("T-1"))
    ann = workspace.people[id_of("H-1")]
    project = workspace.components[id_of("P-1")]
    new = 1000 + number
    changes: dict[str, Any] = {
        "calendar": lambda: edit("components", project, calendar=0),
        "week": lambda: edit("calendars", workspace.rows("calendars")[7], monday="off"),
        "rate": lambda: edit("people", ann, rate=eur(99)),
        "use": lambda: edit("people", ann, cost_per_use=eur(5)),
        "exchange": lambda: (create("rates", a_rate("USD", "3.25", date(2026, 11, number + 1))),),
    }
    day = MONDAY + timedelta(days=number)
    off = CalendarException(id=new, calendar=7, first=day, last=day)
    changes["holiday"] = lambda: (create("calendar_exceptions", off),)
    if task is not None:
        work = Assignment(
            id=new, component=task.component, task=task.id, person=ann.id, work=60 * number
        )
        changes |= {
            "assignment": lambda: (create("assignments", work),),
            "cost": lambda: edit("tasks", task, fixed_cost=eur(1), accrual="end"),
            "dates": lambda: edit("tasks", task, start=day, duration=60),
            "moved": lambda: edit("tasks", task, component=id_of("P-2")),
            "gone": lambda: (delete("tasks", task),),
        }
    ops: tuple[Op, ...] = tuple(changes[name]()) if name in changes else ()
    return ops


@given(EDITS)
def test_no_later_edit_moves_what_was_planned_by_any_date(edits: list[str]) -> None:
    calendar = WorkingCalendar(
        id=7, name="Shifts", monday="08:00-12:00", tuesday="06:00-14:00", friday="10:00-18:00"
    )
    ann = a_person("H-1", "Ann", rate=eur("33.33"), cost_per_use=eur("7.77"))
    work = Assignment(id=5, component=id_of("P-1"), task=id_of("T-1"), person=ann.id, work=777)
    workspace = agreed(
        a_policy(base_currency="EUR"), a_rate("USD", "0.9173"), a_project("P-2"), calendar, ann,
        work, a_costed_task("T-1", 3, 1000),
        a_costed_task("T-2", 5, 0, fixed_cost=Money(333_33, "USD"), accrual="start"),
        calendar=7,
    )  # fmt: skip
    before = _values(workspace, 40)
    for number, name in enumerate(edits):
        workspace = apply(workspace, _edit(workspace, name, number))
        assert _values(workspace, 40) == before, name


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 999), st.integers(0, 9)), max_size=6))
def test_planned_value_never_falls_and_ends_at_the_budget(
    tasks: list[tuple[int, int, int]],
) -> None:
    workspace = agreed(
        a_costed_task("T-1", 1, 1),
        *(
            a_costed_task(f"T-{at}", days, cost, MONDAY + timedelta(days=wait))
            for at, (days, cost, wait) in enumerate(tasks, 2)
        ),
    )
    values = _values(workspace, 40)
    plan = plan_of(workspace)
    assert values == sorted(values)
    assert values[-1] == plan.bac
    assert values == [plan.at(end) for end in days_from(MONDAY, 40)]


def test_a_moment_after_every_calendar_has_the_whole_budget() -> None:
    plan = plan_of(agreed(a_costed_task("T-1", 10, 100)))
    within = end_of(MONDAY + timedelta(days=3))
    first, last = plan.series((within, 10**12))
    assert 0 < first < last == plan.bac
