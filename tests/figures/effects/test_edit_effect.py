"""This file tests what an edit is said to move before it is made."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.effects.edit_effect import EditEffect, edit_effect
from pmtui.model.calendar.stored_calendars import WEEKDAYS, WorkingCalendar
from pmtui.model.changes.ops import create, edit
from tests.conftest import TODAY, a_project, a_task, figures_after, figures_of, id_of

DAY = 480


def a_chain(**fields: Any) -> tuple[Any, ...]:
    """Three tasks one after the other, and one beside them."""
    return (
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", duration=DAY, after="T-1"),
        a_task("M-1", after="T-2", **fields),
        a_task("T-9", duration=DAY),
    )


def of(*parts: Any, key: str = "T-1", **changed: Any) -> EditEffect:
    """The effect of an edit of one task."""
    before = figures_of(*parts)
    ops = edit("tasks", before.workspace.tasks[id_of(key)], **changed)
    return edit_effect(before, figures_after(before, *ops), {id_of(key)})


def test_what_follows_moves_with_it_and_the_end_of_the_project() -> None:
    assert of(*a_chain(), duration=3 * DAY) == EditEffect(tasks=2, days=1)


def test_an_edit_that_moves_nothing_else_is_none() -> None:
    assert not of(*a_chain(), key="T-9", duration=2 * DAY)
    assert not of(*a_chain(), title="Another name")


def test_a_date_that_is_missed_now_is_counted() -> None:
    missed = of(*a_chain(due=date(2026, 11, 25)), duration=4 * DAY)
    assert missed == EditEffect(tasks=2, days=2, conflicts=1)


def test_a_contract_carries_it_into_another_project() -> None:
    parts = (
        *a_chain(),
        a_project("P-2", start=TODAY),
        a_task("T-20", project="P-2", duration=DAY, after="T-2"),
    )
    found = of(*parts, duration=12 * DAY)
    assert (found.tasks, found.contracts, found.days) == (3, 1, 14)


def test_an_edit_that_makes_a_project_end_earlier_counts_below_zero() -> None:
    assert of(*a_chain(), duration=DAY) == EditEffect(tasks=2, days=-1)
    kept = of(*a_chain(due=date(2026, 11, 24)), duration=DAY)
    assert kept == EditEffect(tasks=2, days=-1)


def test_an_edit_of_what_comes_or_goes_moves_the_rest() -> None:
    assert of(*a_chain(), archived=True) == EditEffect(tasks=2, days=-2)
    nowhere = figures_of(*a_chain())
    assert edit_effect(nowhere, nowhere, {4711}) == EditEffect()


@pytest.mark.parametrize(
    ("minutes", "longer", "days"), [(1440, 2160, 1), (2160, 2880, 0), (1440, 2880, 1)]
)
def test_an_end_at_midnight_is_on_the_day_before(minutes: int, longer: int, days: int) -> None:
    clock: dict[str, Any] = dict.fromkeys(WEEKDAYS, "00:00-24:00")
    parts = (
        WorkingCalendar(id=7, name="Clock", **clock),
        a_project(start=TODAY, calendar=7),
        a_task("T-1", duration=minutes),
    )
    assert of(*parts, duration=longer).days == days
    back = WorkingCalendar(id=7, name="Clock", **clock), parts[1], a_task("T-1", duration=longer)
    assert of(*back, duration=minutes).days == -days


def test_a_project_whose_last_task_goes_ends_no_later() -> None:
    assert of(a_project(start=TODAY), a_task("T-1", duration=DAY), archived=True) == EditEffect()


def test_a_project_that_was_not_there_moves_nothing() -> None:
    before = figures_of(*a_chain())
    (project, *_), (task, *_) = a_project("P-2", start=TODAY), a_task("T-20", project="P-2")
    after = figures_after(before, create("components", project), create("tasks", task))
    assert edit_effect(before, after, {task.id}) == EditEffect()
    assert edit_effect(after, before, {task.id}) == EditEffect()
