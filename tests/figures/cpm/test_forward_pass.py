"""This file checks the forward pass: calendars, constraints, progress, leads and milestones."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.cpm.types import Effort, ScheduleLink, ScheduleTask
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, OFFICE, Calendar, DateException
from tests.figures.cpm.plans import DAY, at, ends, plan, task, text

MORNINGS = Calendar(name="Mornings", days=(((480, 720),),) * 5 + ((), ()))
ANN = Calendar(name="Ann", base=1, exceptions=(DateException(date(2025, 1, 7), date(2025, 1, 8)),))
CALENDARS = {1: OFFICE, 2: MORNINGS, 3: AROUND_THE_CLOCK, 4: ANN}


def test_a_task_works_by_its_own_calendar() -> None:
    made = plan([task(1, 1), task(2, 1, calendar=2), task(3, 3, calendar=3)], ["1 2"], CALENDARS)
    assert text(made[2].finish) == "01-08 12:00"
    assert text(made[3].finish) == "01-07 08:00"


def test_a_lag_runs_in_the_successors_calendar() -> None:
    made = plan([task(1, 1), task(2, 1, calendar=2)], ["1 2 FS 1"], CALENDARS)
    assert text(made[2].start) == "01-09 08:00"


def test_the_last_of_those_who_work_on_a_task_ends_it() -> None:
    both = (Effort(1, 2 * DAY, 2 * DAY), Effort(4, 2 * DAY, 2 * DAY))
    made = plan([task(1, 2, efforts=both), task(2, 1)], ["1 2"], CALENDARS, calendar=1)
    assert text(made[1].finish) == "01-09 17:00"
    assert text(made[2].start) == "01-10 08:00"
    assert made[1].total_slack == 0


def test_a_resource_works_only_in_the_hours_of_a_task_with_a_calendar() -> None:
    effort = (Effort(4, DAY, DAY),)
    made = plan([task(1, 1, calendar=2, efforts=effort)], (), CALENDARS, calendar=1)
    assert text(made[1].finish) == "01-09 12:00"


def test_efforts_in_the_tasks_own_hours_leave_it_its_duration() -> None:
    effort = (Effort(1, 5 * DAY, 5 * DAY),)
    made = plan([task(1, 1, efforts=effort)], (), CALENDARS, calendar=1)
    assert text(made[1].finish) == "01-06 17:00"


def test_a_milestone_stands_where_its_predecessor_ends() -> None:
    made = plan([task(1, 1), task(2), task(3, 1)], ["1 2", "2 3"])
    assert (text(made[2].start), text(made[3].start)) == ("01-06 17:00", "01-07 08:00")


def test_paint_dries_at_night() -> None:
    drying = ScheduleTask(id=2, duration=2 * 1440, elapsed=True)
    made = plan([task(1, 5), drying, task(3, 1)], ["1 2", "2 3"])
    assert (text(made[2].start), text(made[2].finish)) == ("01-10 17:00", "01-12 17:00")
    assert text(made[3].start) == "01-13 08:00"


@pytest.mark.parametrize(
    ("kind", "date_", "dates"),
    [
        ("SNET", "2025-01-11 09:00", "13-14"),
        ("FNET", "2025-01-08 17:00", "07-08"),
        ("MSO", "2025-01-08 08:00", "08-09"),
        ("MFO", "2025-01-09 17:00", "08-09"),
        ("SNLT", "2025-01-03 08:00", "03-06"),
        ("FNLT", "2025-01-06 17:00", "03-06"),
    ],
)
def test_a_constraint_places_a_task(kind: str, date_: str, dates: str) -> None:
    made = plan([task(1, 2, constraint=kind, constraint_date=at(date_))])
    assert ends(made[1]).split()[0] == dates


@pytest.mark.parametrize(("clamp", "start"), [(True, "01-06 08:00"), (False, "01-02 08:00")])
def test_an_early_date_may_lie_before_the_plan_where_ms_project_lets_it(
    *, clamp: bool, start: str
) -> None:
    early = {"constraint": "SNET", "constraint_date": at("2025-01-02 08:00")}
    made = plan([task(1, 1, **early)], clamp_to_start=clamp)
    assert text(made[1].start) == start
    led = plan([task(1, 1), task(2, 1)], ["1 2 SS -2"], clamp_to_start=clamp)
    assert text(led[2].start) == start


def test_a_constraint_without_its_date_is_none() -> None:
    assert ends(plan([task(1, 1, constraint="MSO")])[1]) == "06-06 TF0 FF0"


def test_levelling_delays_a_task_by_the_clock() -> None:
    made = plan([task(1, 1), task(2, 1, delay=1440)], ["1 2"])
    assert text(made[2].start) == "01-08 08:00"


def test_a_task_set_by_hand_stays_and_moves_what_follows() -> None:
    by_hand = (at("2025-01-08 10:00"), at("2025-01-09 10:00"))
    made = plan([task(1, 9), task(2, 1, manual=by_hand), task(3, 1)], ["1 2", "2 3"])
    assert (text(made[2].start), text(made[2].finish)) == ("01-08 10:00", "01-09 10:00")
    assert text(made[3].start) == "01-09 10:00"


STARTED = {"actual_start": at("2025-01-08 08:00")}


@pytest.mark.parametrize(
    ("fields", "options", "dates"),
    [
        (STARTED, {}, "01-08 08:00 01-13 17:00"),
        (STARTED | {"actual_finish": at("2025-01-09 12:00")}, {}, "01-08 08:00 01-09 12:00"),
        (STARTED | {"remaining": 2 * DAY}, {}, "01-08 08:00 01-13 17:00"),
        (
            STARTED | {"remaining": 2 * DAY, "resume": at("2025-01-15 08:00")},
            {},
            "01-08 08:00 01-16 17:00",
        ),
        (
            STARTED | {"remaining": 2 * DAY},
            {"status_date": at("2025-01-20 17:00")},
            "01-08 08:00 01-22 17:00",
        ),
        (
            STARTED | {"constraint": "FNET", "constraint_date": at("2025-01-20 17:00")},
            {},
            "01-08 08:00 01-20 17:00",
        ),
        ({}, {"status_date": at("2025-01-20 17:00")}, "01-21 08:00 01-24 17:00"),
    ],
)
def test_progress_places_a_task(
    fields: dict[str, Any], options: dict[str, Any], dates: str
) -> None:
    made = plan([task(1, 4, **fields)], **options)
    assert f"{text(made[1].start)} {text(made[1].finish)}" == dates


@pytest.mark.parametrize(("retained", "finish"), [(True, "01-16 17:00"), (False, "01-08 17:00")])
def test_the_rest_of_a_task_begun_out_of_order_waits_where_logic_is_retained(
    *, retained: bool, finish: str
) -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": 2 * DAY}
    made = plan([task(1, 7), task(2, 3, **begun)], ["1 2"], retained_logic=retained)
    assert text(made[2].finish) == finish


def test_a_finish_to_finish_predecessor_never_pulls_a_task_before_the_plan() -> None:
    made = plan([task(1, 1), task(2, 5)], ["1 2 FF"], clamp_to_start=False)
    assert text(made[2].start) == "01-06 08:00"


def test_an_elapsed_lag_runs_over_the_weekend() -> None:
    made = plan([task(1, 5), task(2, 1)], [ScheduleLink(1, 2, "FS", 1440, "elapsed")])
    assert text(made[2].start) == "01-13 08:00"
    assert made[1].total_slack == made[1].free_slack == 0


@pytest.mark.parametrize("kind", ["SNET", "FNET", "MSO", "MFO", "SNLT", "FNLT"])
@pytest.mark.parametrize("moment", ["2025-01-08 06:30", "2025-01-11 12:00", "2025-01-08 10:00"])
def test_a_milestone_on_a_date_outside_working_hours_stands_at_its_own_minute(
    kind: str, moment: str
) -> None:
    fixed: dict[str, Any] = {"constraint": kind, "constraint_date": at(moment)}
    held = plan([task(1, 9), task(2, **fixed)], ["1 2"] if kind in {"SNLT", "FNLT"} else ())
    assert held[2].start == held[2].finish == at(moment)


def test_by_p6_a_milestone_moves_into_working_hours() -> None:
    fixed: dict[str, Any] = {"constraint": "SNET", "constraint_date": at("2025-01-11 12:00")}
    made = plan([task(1, **fixed)], milestones_keep_hours=True)
    assert text(made[1].start) == "01-13 08:00"


def test_a_task_on_a_date_outside_working_hours_starts_with_the_next() -> None:
    fixed: dict[str, Any] = {"constraint": "SNET", "constraint_date": at("2025-01-08 06:30")}
    assert text(plan([task(1, 1, **fixed)])[1].start) == "01-08 08:00"


@pytest.mark.parametrize(
    ("days_left", "status", "finish"),
    [
        (3, "2025-01-06 00:00", "01-08 17:00"),
        (3, "2025-01-13 00:00", "01-15 17:00"),
        (3, "2025-01-03 00:00", "01-08 17:00"),
        (0, "2025-01-06 00:00", "01-06 08:00"),
        (12, "2025-01-06 00:00", "01-21 17:00"),
    ],
)
def test_by_p6_begun_work_ends_what_remains_after_the_data_date_though_it_is_ahead(
    days_left: int, status: str, finish: str
) -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": days_left * DAY}
    made = plan([task(1, 10, **begun)], status_date=at(status), rest_from_status_date=True)
    assert text(made[1].finish) == finish


def test_by_ms_project_begun_work_ahead_of_the_status_date_keeps_its_finish() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": 3 * DAY}
    made = plan([task(1, 10, **begun)], status_date=at("2025-01-06 00:00"))
    assert text(made[1].finish) == "01-17 17:00"


SATURDAY = at("2025-01-11 10:00")


def test_a_milestone_that_may_lie_before_the_plan_keeps_the_minute_of_its_date() -> None:
    early: dict[str, Any] = {"constraint": "SNET", "constraint_date": at("2025-01-04 10:00")}
    made = plan([task(1, **early), task(2, 1, **early)], clamp_to_start=False)
    assert [text(made[n].start) for n in (1, 2)] == ["01-04 10:00", "01-06 08:00"]


def test_a_milestone_held_past_its_date_waits_for_hours_of_work() -> None:
    drying = ScheduleTask(id=1, duration=5 * 1440, elapsed=True)
    early: dict[str, Any] = {"constraint": "SNET", "constraint_date": at("2025-01-07 10:00")}
    made = plan([drying, task(2, **early), task(3, 5)], ["1 2"])
    assert (text(made[1].finish), text(made[2].start)) == ("01-11 08:00", "01-13 08:00")


@pytest.mark.parametrize("constraint", ["SNET", "FNET"])
def test_a_milestone_on_the_status_date_keeps_its_minute(constraint: Any) -> None:
    dated = task(1, constraint=constraint, constraint_date=SATURDAY)
    assert text(plan([dated], status_date=SATURDAY)[1].start) == "01-11 10:00"
    later = plan([dated], status_date=SATURDAY + 1)
    assert text(later[1].start) == "01-13 08:00"


@pytest.mark.parametrize(
    ("constraint", "day", "finish"),
    [("FNET", "10", "01-10 17:00"), ("FNET", "07", "01-08 17:00"), ("MFO", "10", "01-08 17:00")],
)
def test_begun_work_ends_no_earlier_than_a_date_it_must_not_finish_before(
    constraint: Any, day: str, finish: str
) -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    date_ = at(f"2025-01-{day} 17:00")
    made = plan([task(1, 3, constraint=constraint, constraint_date=date_, **begun)])
    assert text(made[1].finish) == finish


def test_only_what_waits_for_work_as_late_as_possible_is_pushed_by_it() -> None:
    late = {"constraint": "ALAP"}
    rows = [task(1, 1), task(2, 1), task(3, 1, **late), task(4, 2, **late), task(5, 1), task(6, 9)]
    made = plan(rows, ["1 2", "3 4", "4 5"])
    assert [ends(made[n])[:5] for n in range(1, 6)] == [
        "06-06", "07-07", "13-13", "14-15", "16-16",
    ]  # fmt: skip
    assert [text(made[n].early_start) for n in (3, 4)] == ["01-06 08:00", "01-07 08:00"]
