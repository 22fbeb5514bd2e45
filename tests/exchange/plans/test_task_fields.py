"""This file turns rows of plans into the fields of tasks."""

from datetime import date, datetime

import pytest

from pmtui.exchange.plans.plan import PlanTask
from pmtui.exchange.plans.task_fields import is_by_hand, task_code, task_fields

MORNING = datetime(2025, 4, 7, 8)  # noqa: DTZ001
EVENING = datetime(2025, 4, 8, 17)  # noqa: DTZ001


def test_a_task_is_found_again_by_its_code_or_uid() -> None:
    assert task_code(PlanTask(uid=7)) == "7"
    assert task_code(PlanTask(uid=7, code="A10")) == "A10"


def test_a_moment_is_kept_as_its_day_and_its_minute() -> None:
    task = PlanTask(uid=1, actual_start=MORNING, constraint="FNLT", constraint_date=EVENING)
    fields = task_fields(task, {}, is_summary=False)
    assert (fields["actual_start"], fields["actual_start_time"]) == (date(2025, 4, 7), 480)
    assert (fields["constraint_date"], fields["constraint_time"]) == (date(2025, 4, 8), 1020)
    assert (fields["start"], fields["start_time"]) == (None, None)


def test_a_manual_task_keeps_its_dates_and_its_duration() -> None:
    task = PlanTask(uid=1, manual=True, start=MORNING, finish=EVENING, duration=960)
    fields = task_fields(task, {}, is_summary=False)
    assert is_by_hand(task)
    assert (fields["manual"], fields["start"], fields["finish"], fields["duration"]) == (
        True,
        date(2025, 4, 7),
        date(2025, 4, 8),
        960,
    )
    assert not is_by_hand(PlanTask(uid=1, start=MORNING, finish=EVENING))


def test_a_manual_task_that_has_begun_stays_manual() -> None:
    task = PlanTask(uid=1, manual=True, start=MORNING, finish=EVENING, actual_start=MORNING)
    fields = task_fields(task, {}, is_summary=False)
    assert (fields["manual"], fields["actual_start"]) == (True, date(2025, 4, 7))
    assert (fields["start"], fields["finish"]) == (date(2025, 4, 7), date(2025, 4, 8))


def test_a_manual_task_with_one_date_or_none_keeps_what_it_has() -> None:
    begins = task_fields(PlanTask(uid=1, manual=True, start=MORNING), {}, is_summary=False)
    assert (begins["start"], begins["finish"], begins["manual"]) == (date(2025, 4, 7), None, True)
    bare = task_fields(PlanTask(uid=1, manual=True, duration=960), {}, is_summary=False)
    assert (bare["start"], bare["finish"], bare["duration"]) == (None, None, 960)


def test_a_manual_summary_keeps_its_own_dates() -> None:
    row = PlanTask(uid=1, manual=True, start=MORNING, finish=EVENING, duration=960, summary=True)
    fields = task_fields(row, {}, is_summary=True)
    assert (fields["manual"], fields["start"], fields["finish"]) == (
        True,
        date(2025, 4, 7),
        date(2025, 4, 8),
    )


def test_a_summary_has_no_dates_of_its_own() -> None:
    fields = task_fields(PlanTask(uid=1, duration=960, percent=50), {}, is_summary=True)
    assert not {"duration", "percent", "constraint", "start"} & fields.keys()


def test_a_row_without_a_name_is_called_by_its_code() -> None:
    assert task_fields(PlanTask(uid=3, name=" "), {}, is_summary=False)["title"] == "(3)"


@pytest.mark.parametrize(
    ("number", "step"), [(1000, 1), (900, 1), (600, 2), (500, 0), (400, 3), (100, 4), (0, 4)]
)
def test_a_priority_of_a_thousand_becomes_one_of_four(number: int, step: int) -> None:
    fields = task_fields(PlanTask(uid=1, priority=number), {}, is_summary=False)
    assert fields["priority"] == step
