"""This file checks that dates that cannot be kept are named with what they lack."""

from typing import Any

import pytest

from pmtui.figures.cpm.types import ConstraintMiss
from tests.figures.cpm.plans import DAY, at, plan, task


@pytest.mark.parametrize("honor", [True, False])
@pytest.mark.parametrize(
    ("kind", "date", "days"),
    [
        ("SNLT", "2025-01-10 08:00", 1),
        ("FNLT", "2025-01-14 17:00", 1),
        ("MSO", "2025-01-09 08:00", 2),
        ("MFO", "2025-01-13 17:00", 2),
    ],
)
def test_a_date_against_the_links_is_a_conflict_whoever_wins(
    kind: str, date: str, days: int, *, honor: bool
) -> None:
    rows = [task(1, 5), task(2, 3, constraint=kind, constraint_date=at(date))]
    made = plan(rows, ["1 2"], honor_constraints=honor)
    assert made.conflicts() == (ConstraintMiss(2, kind, days * DAY),)  # type: ignore[arg-type]


def test_a_missed_deadline_is_a_conflict() -> None:
    made = plan([task(1, 5, deadline=at("2025-01-08 12:00")), task(2, 1)], ["1 2"])
    assert made.conflicts() == (ConstraintMiss(1, "deadline", 2 * DAY + DAY // 2),)


def test_a_task_begun_after_the_date_it_must_start_on_is_a_conflict() -> None:
    late = {"constraint": "MSO", "constraint_date": at("2025-01-06 08:00")}
    made = plan([task(1, 5, actual_start=at("2025-01-08 08:00"), **late)])
    assert made.conflicts() == (ConstraintMiss(1, "MSO", 2 * DAY),)


@pytest.mark.parametrize("kind", ["SNLT", "FNLT", "MSO", "MFO", "SNET", "FNET", "ALAP"])
def test_a_date_that_is_kept_is_no_conflict(kind: str) -> None:
    moment = at("2025-01-20 08:00") if kind[0] == "S" or kind == "MSO" else at("2025-01-20 17:00")
    fields = {"constraint": kind, "constraint_date": moment, "deadline": at("2025-01-30 17:00")}
    assert plan([task(1, 5), task(2, 3, **fields)], ["1 2"]).conflicts() == ()


@pytest.mark.parametrize(("due", "minutes"), [("16:59", 1), ("17:00", 0), ("17:01", 0)])
def test_a_deadline_is_missed_by_the_minute(due: str, minutes: int) -> None:
    made = plan([task(1, 5, deadline=at(f"2025-01-10 {due}"))])
    assert made.conflicts() == ((ConstraintMiss(1, "deadline", minutes),) if minutes else ())


def test_a_date_missed_by_hours_in_which_nobody_works_is_kept() -> None:
    saturday: dict[str, Any] = {"constraint": "MSO", "constraint_date": at("2025-01-11 10:00")}
    assert plan([task(1, deadline=at("2025-01-10 17:00"), **saturday)]).conflicts() == ()
