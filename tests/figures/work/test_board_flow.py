"""This file tests card age and WIP limits."""

from datetime import date
from typing import cast

import pytest

from pmtui.figures.work.board_flow import card_age, is_old, is_over
from pmtui.model.entities.tasks import Task
from tests.conftest import TODAY, a_column, a_task


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
