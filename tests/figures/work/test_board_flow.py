"""This file tests card age and WIP limits."""

from datetime import date
from typing import cast

import pytest

from pmtui.figures.work.board_flow import card_age, cards_by_column, is_old, is_over
from pmtui.model.entities.tasks import Task
from tests.conftest import TODAY, a_column, a_task, column_id, id_of


def entered(day: date | None) -> Task:
    return cast("Task", a_task("T-1", entered=day)[0])


def test_age_is_the_days_since_the_card_entered_its_column() -> None:
    assert card_age(entered(date(2026, 11, 14)), TODAY) == 9
    assert card_age(entered(TODAY), TODAY) == 0
    assert card_age(entered(None), TODAY) is None


@pytest.mark.parametrize(("role", "old"), [("doing", True), ("todo", False), ("done", False)])
def test_only_a_card_in_a_working_column_grows_old(role: str, *, old: bool) -> None:
    column = a_column("P-1", "Some", role, 0, 0)
    assert is_old(entered(date(2026, 11, 14)), column, TODAY, 5) is old
    assert not is_old(entered(date(2026, 11, 18)), column, TODAY, 5)
    assert not is_old(entered(None), column, TODAY, 5)


def test_a_column_is_over_its_limit_only_where_it_has_one() -> None:
    assert is_over(a_column("P-1", "Doing", "doing", 3, 0), 4)
    assert not is_over(a_column("P-1", "Doing", "doing", 3, 0), 3)
    assert not is_over(a_column("P-1", "Doing", "doing", 0, 0), 99)


def test_tasks_in_no_column_are_cards_unless_they_are_milestones_or_summaries() -> None:
    rows = (
        *a_task("T-1"),
        *a_task("T-2", under="T-1"),
        *a_task("M-1"),
        *a_task("T-3", archived=True),
        *a_task("M-2", column="Ready"),
        *a_task("T-4", column="Ready"),
        *a_task("T-5", under="T-4", column="Ready"),
        *a_task("T-6", under="T-7"),
        *a_task("T-7", archived=True),
    )
    cards = cards_by_column(cast("Task", row) for row in rows)
    assert dict(cards) == {
        0: (id_of("T-2"), id_of("T-6")),
        column_id("P-1", "Ready"): (id_of("M-2"), id_of("T-4"), id_of("T-5")),
    }


def test_cards_stand_by_their_rank() -> None:
    rows = (*a_task("T-1", board_rank="b"), *a_task("T-2", board_rank="a"))
    assert dict(cards_by_column(cast("Task", row) for row in rows)) == {
        0: (id_of("T-2"), id_of("T-1"))
    }
