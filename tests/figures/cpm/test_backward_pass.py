"""This file checks the backward pass: deadlines, open ends, work in progress and done."""

from typing import Any

import pytest

from pmtui.figures.cpm.types import LagUnit, ScheduleLink
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, Calendar
from tests.figures.cpm.plans import DAY, at, ends, plan, task, text


def test_a_deadline_takes_slack_away_and_holds_nothing() -> None:
    late = task(2, 3, deadline=at("2025-01-09 17:00"))
    made = plan([task(1, 2), late, task(3, 9)], ["1 2"])
    assert [ends(made[n]) for n in (1, 2)] == ["06-07 TF-1 FF0", "08-10 TF-1 FF0"]
    assert made[1].critical


def test_each_open_end_is_critical_where_asked_for() -> None:
    rows = [task(1, 2), task(2, 9)]
    assert [t.critical for t in plan(rows).values()] == [False, True]
    assert [t.critical for t in plan(rows, multiple_critical_paths=True).values()] == [True, True]


@pytest.mark.parametrize(("limit", "critical"), [(0, [2]), (DAY, [2, 3]), (7 * DAY, [1, 2, 3])])
def test_a_slack_limit_makes_more_tasks_critical(limit: int, critical: list[int]) -> None:
    made = plan([task(1, 2), task(2, 9), task(3, 8)], critical_slack=limit)
    assert [t.id for t in made.values() if t.critical] == critical


def test_done_work_has_no_slack_and_is_not_critical() -> None:
    done = {"actual_start": at("2025-01-06 08:00"), "actual_finish": at("2025-01-07 17:00")}
    made = plan([task(1, 2, **done), task(2, 3)], ["1 2"])
    assert ends(made[1]) == "06-07 TF0 FF0"
    assert [t.critical for t in made.values()] == [False, True]
    assert text(made[1].late_finish) == "01-07 17:00"


def test_a_successor_that_is_done_leaves_its_predecessor_free() -> None:
    done = {"actual_start": at("2025-01-06 08:00"), "actual_finish": at("2025-01-07 17:00")}
    made = plan([task(1, 3), task(2, 2, **done), task(3, 9)], ["1 2"])
    assert made[1].total_slack == made[1].free_slack == 6 * DAY


def test_only_the_finish_of_work_in_progress_can_slip() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    made = plan([task(1, 3, **begun), task(2, 1), task(3, 9)], ["1 2"])
    assert ends(made[1]) == "06-08 TF5 FF0"
    assert (text(made[1].late_start), text(made[1].late_finish)) == ("01-06 08:00", "01-15 17:00")


def test_a_predecessor_already_begun_is_not_held_by_a_start_to_start_link() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    made = plan([task(1, 3, **begun), task(2, 9)], ["1 2 SS"])
    assert made[1].total_slack == 6 * DAY


def test_a_predecessor_of_begun_work_is_late_once_that_goes_on() -> None:
    begun = {"actual_start": at("2025-01-08 08:00"), "remaining": round(3.5 * DAY)}
    first = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    made = plan([task(1, 2, **first), task(2, 5, **begun), task(3, 20)], ["1 2"])
    assert ends(made[1]) == "06-07 TF1.5 FF0"
    assert text(made[1].late_finish) == "01-09 12:00"
    by_p6 = plan(
        [task(1, 2, **first), task(2, 5, **begun), task(3, 20)],
        ["1 2"],
        resume_bounds_predecessors=False,
    )
    assert by_p6[1].total_slack == 14.5 * DAY


def test_a_predecessor_of_begun_work_waits_for_its_pause_to_end() -> None:
    paused = {
        "actual_start": at("2025-01-08 08:00"),
        "remaining": 4 * DAY,
        "resume": at("2025-01-13 08:00"),
    }
    made = plan([task(1, 2), task(2, 5, **paused), task(3, 20)], ["1 2"])
    assert ends(made[1]) == "06-07 TF3 FF0"


def test_a_predecessor_of_begun_work_that_is_late_itself_is_as_late() -> None:
    begun = {"actual_start": at("2025-01-08 08:00"), "remaining": 4 * DAY}
    due = at("2025-01-10 17:00")
    made = plan([task(1, 2), task(2, 5, deadline=due, **begun), task(3, 20)], ["1 2"])
    assert [made[one].total_slack / DAY for one in (1, 2)] == [-1, -2]


def test_a_milestone_that_was_reached_passes_on_what_its_successors_leave() -> None:
    reached = {"actual_start": at("2025-01-07 17:00")}
    begun = {"actual_start": at("2025-01-08 08:00"), "remaining": 4 * DAY}
    made = plan([task(1, 2), task(2, **reached), task(3, 5, **begun), task(4, 20)], ["1 2", "2 3"])
    assert [made[one].total_slack / DAY for one in (1, 2)] == [1, 1]


@pytest.mark.parametrize(
    ("fields", "slack"),
    [
        ({"constraint": "MSO", "constraint_date": at("2025-01-07 08:00")}, -1),
        ({"constraint": "MFO", "constraint_date": at("2025-01-08 17:00")}, -1),
        ({"constraint": "SNLT", "constraint_date": at("2025-01-09 08:00")}, 1),
        ({"constraint": "FNLT", "constraint_date": at("2025-01-10 17:00")}, 1),
        ({"constraint": "SNET", "constraint_date": at("2025-01-07 08:00")}, 5),
    ],
)
def test_a_constraint_limits_the_slack_of_its_predecessors(
    fields: dict[str, Any], slack: int
) -> None:
    made = plan([task(1, 2), task(2, 2, **fields), task(3, 9)], ["1 2"])
    assert made[1].total_slack == slack * DAY


def test_free_slack_is_never_more_than_total_slack() -> None:
    rows = [task(1), task(2, 1, parent=1), task(3, 5), task(4, 9)]
    made = plan(rows, ["2 3", "1 4", "4 3"])
    assert (made[2].total_slack, made[2].free_slack) == (0, 0)


MORNINGS = {7: Calendar(name="Mornings", days=(((480, 720),),) * 5 + ((), ()))}


@pytest.mark.parametrize(
    ("unit", "late_start"),
    # The successor must start on Thursday at 13:00, after the predecessor's mornings.
    [("work", "01-10 08:00"), ("elapsed", "01-09 09:00")],
)
def test_a_start_given_by_a_lag_is_late_within_the_hours_of_the_giver(
    unit: LagUnit, late_start: str
) -> None:
    rows = [task(1, 0.25, calendar=7), task(2, 1.5), task(3, 5)]
    lagged = ScheduleLink(1, 2, "SS", DAY // 2, unit)
    made = plan(rows, [lagged], MORNINGS)
    assert text(made[2].late_start) == "01-09 13:00"
    assert text(made[1].late_start) == late_start


def test_a_milestone_that_gives_a_start_is_late_within_its_hours() -> None:
    rows = [task(1, calendar=7), task(2, 1.5), task(3, 5)]
    made = plan(rows, ["1 2 SS"], MORNINGS)
    assert text(made[1].late_finish) == "01-10 08:00"


def test_the_first_start_in_a_summary_is_late_when_its_successor_must_start() -> None:
    rows = [task(10, calendar=7), task(1, 1, parent=10), task(2, 1.5), task(3, 5)]
    made = plan(rows, ["10 2 SS"], MORNINGS)
    assert text(made[1].late_start) == "01-09 13:00"


@pytest.mark.parametrize(
    ("lag", "unit", "late_finish"),
    [
        # By the clock a lag runs back from Monday, when the successor could go on.
        (1440, "elapsed", "01-12 08:00"),
        (1440, "work", "01-09 17:00"),
        (0, "elapsed", "01-10 17:00"),
    ],
)
def test_a_milestone_that_gives_a_finish_is_late_by_the_lag(
    lag: int, unit: LagUnit, late_finish: str
) -> None:
    rows = [task(1, calendar=8), task(2, 2, deadline=at("2025-01-10 17:00")), task(3, 20)]
    lagged = ScheduleLink(1, 2, "FF", lag, unit)
    made = plan(rows, [lagged], {8: AROUND_THE_CLOCK}, predecessor_lag=True)
    assert text(made[1].late_finish) == late_finish


@pytest.mark.parametrize(("links", "late"), [(["1 2 SS"], "01-10"), (["1 2 SS", "2 4"], "01-21")])
def test_a_manual_predecessor_of_a_start_is_bound_only_by_a_successor_that_nothing_waits_for(
    links: list[str], late: str
) -> None:
    dated = task(1, 2, manual=(at("2025-01-06 08:00"), at("2025-01-07 17:00")))
    rows = [dated, task(2, 3, deadline=at("2025-01-10 17:00")), task(4, 1), task(3, 12)]
    made = plan(rows, links)
    assert text(made[1].late_finish) == f"{late} 17:00"


def test_the_summary_that_a_successor_lies_in_does_not_wait_for_it() -> None:
    dated = task(1, 2, manual=(at("2025-01-06 08:00"), at("2025-01-07 17:00")))
    due = at("2025-01-10 17:00")
    rows = [dated, task(10), task(2, 3, parent=10, deadline=due), task(3, 12), task(4, 1)]
    made = plan(rows, ["1 2 SS", "10 4"])
    assert text(made[1].late_finish) == "01-10 17:00"


def test_slack_is_found_by_looking_at_the_task_and_at_all_behind_it() -> None:
    chain = [task(number, 1) for number in range(1, 101)]
    links = [f"{number} {number + 1}" for number in range(1, 100)]
    assert plan(chain, links).reaches(98, 3)
    assert not plan(chain, links).reaches(98, 2)


def test_slack_that_hangs_on_many_tasks_is_found_with_that_of_all() -> None:
    chain = [task(number, 1) for number in range(1, 101)]
    links = [f"{number} {number + 1}" for number in range(1, 100)]
    made = plan([*chain, task(101, 5)], links)
    assert made[98].total_slack == 0
    assert (made.reaches(98, 0), made.reaches(97, 0), made.reaches(101, 0)) == (True, False, False)
    assert made[5].total_slack == 0
    assert made.reaches(101, 0)
