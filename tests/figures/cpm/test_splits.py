"""This file tries split tasks: parts, gaps in working time, and what remains of them."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.figures.cpm.types import Effort, ScheduleTask
from pmtui.model.calendar.work_calendar import Calendar
from pmtui.model.calendar.work_time import WorkTimes
from tests.figures.cpm.plans import DAY, at, ends, plan, task, text
from tests.figures.cpm.test_properties import CALENDARS, TRIES, Plan, made, plans


def shown(parts: tuple[tuple[int, int], ...]) -> list[str]:
    """Days of the parts: `06-07`."""
    return [f"{text(start)[3:5]}-{text(finish)[3:5]}" for start, finish in parts]


def split(days: float, *gaps: tuple[float, float], **fields: Any) -> ScheduleTask:
    """Task 1 of some days with gaps: after how many days, and of how many."""
    minutes = tuple((round(after * DAY), round(gap * DAY)) for after, gap in gaps)
    return task(1, days, splits=minutes, **fields)


def test_a_gap_is_working_time_between_two_parts() -> None:
    paused = plan([split(5, (2, 3)), task(2, 1)], ["1 2"])
    assert ends(paused[1]) == "06-15 TF0 FF0"
    assert shown(paused.parts(1)) == ["06-07", "13-15"]
    assert text(paused[2].start) == "01-16 08:00"
    assert paused.duration(1) == 5 * DAY


def test_late_dates_keep_the_gaps() -> None:
    loose = plan([split(5, (2, 3)), task(2, 13)])
    assert ends(loose[1]) == "06-15 TF5 FF5"
    assert text(loose[1].late_start) == "01-13 08:00"


def test_the_parts_move_with_the_task() -> None:
    moved = plan([split(4, (1, 1), (3, 2)), task(2, 2)], ["2 1"])
    assert shown(moved.parts(1)) == ["08-08", "10-13", "16-16"]


def test_a_gap_within_a_day_leaves_hours_out() -> None:
    short = plan([split(1, (0.5, 0.25))])
    assert text(short[1].finish) == "01-07 10:00"
    assert [(text(a)[6:], text(b)[6:]) for a, b in short.parts(1)] == [
        ("08:00", "12:00"),
        ("15:00", "10:00"),
    ]


def test_a_gap_at_the_end_or_beyond_is_none() -> None:
    assert ends(plan([split(2, (2, 3), (4, 1))])[1]) == "06-07 TF0 FF0"


def test_progress_fills_the_first_parts() -> None:
    begun = {"actual_start": at("2025-01-06 08:00")}
    for remaining, late_start in ((4, "07"), (3, "13"), (1, "15")):
        rest = plan([split(5, (2, 3), remaining=remaining * DAY, **begun)])
        assert ends(rest[1]) == "06-15 TF0 FF0"
        assert shown(rest.parts(1)) == ["06-07", "13-15"]
        open_ = plan([split(5, (2, 3), remaining=remaining * DAY, **begun), task(2, 1)], ["2 1"])
        # What waits for the rest of it must be done when that goes on.
        assert text(open_[2].late_finish)[3:5] <= late_start


def test_what_is_interrupted_within_a_part_keeps_the_later_gaps() -> None:
    moments = {"actual_start": at("2025-01-06 08:00"), "resume": at("2025-01-09 08:00")}
    late = plan([split(5, (2, 3), remaining=4 * DAY, **moments)])
    assert shown(late.parts(1)) == ["06-06", "09-09", "15-17"]
    assert text(late[1].finish) == "01-17 17:00"


def test_what_resumes_at_a_gap_waits_no_longer_than_said() -> None:
    moments = {"actual_start": at("2025-01-06 08:00"), "resume": at("2025-01-14 08:00")}
    late = plan([split(5, (2, 3), remaining=3 * DAY, **moments)])
    assert shown(late.parts(1)) == ["06-07", "14-16"]


def test_an_interrupted_task_without_gaps_has_two_parts() -> None:
    moments = {"actual_start": at("2025-01-06 08:00"), "resume": at("2025-01-09 08:00")}
    late = plan([task(1, 3, remaining=2 * DAY, **moments)])
    assert shown(late.parts(1)) == ["06-06", "09-10"]
    assert plan([task(1, 3, remaining=2 * DAY, actual_start=at("2025-01-06 08:00"))]).parts(1) == (
        (at("2025-01-06 08:00"), at("2025-01-08 17:00")),
    )


def test_a_split_task_of_people_with_their_own_hours_keeps_its_gaps() -> None:
    crew = (Effort(2, 2 * DAY, 2 * DAY),)
    straight = made(([ScheduleTask(id=1, duration=2 * DAY, efforts=crew)], []))
    paused = made(([ScheduleTask(id=1, duration=2 * DAY, efforts=crew, splits=((DAY, DAY),))], []))
    time = WorkTimes(CALENDARS, 1).of(2)
    assert time.between(straight[1].finish, paused[1].finish) == DAY


@pytest.mark.parametrize("kind", ["MSO", "MFO", "SNET", "FNET", "SNLT", "FNLT"])
def test_a_date_holds_a_split_task_by_its_first_or_last_part(kind: Any) -> None:
    day = at("2025-01-20 08:00") if kind in {"MSO", "SNET", "SNLT"} else at("2025-01-24 17:00")
    held = plan([split(3, (1, 2), constraint=kind, constraint_date=day), task(2, 30)])
    wanted = "06-10" if kind in {"SNLT", "FNLT"} else "20-24"
    assert ends(held[1])[:5] == wanted


_GAPS = st.lists(
    st.tuples(st.integers(1, 600), st.sampled_from([1, 60, 480, 2000])), max_size=3
).map(lambda gaps: tuple(sorted(dict(gaps).items())))


@settings(max_examples=TRIES, deadline=None)
@given(plans("FS SS FF SF", least_lag=-500, calendar=st.sampled_from([0, 2])), st.data())
def test_gaps_of_nothing_are_no_split(plan_: Plan, data: st.DataObject) -> None:
    tasks, links = plan_
    none = [
        structs.replace(one, splits=tuple((at_, 0) for at_, _ in data.draw(_GAPS))) for one in tasks
    ]
    assert dict(made((none, links))) == dict(made(plan_))


@settings(max_examples=TRIES, deadline=None)
@given(plans("FS SS FF SF", splits=_GAPS, calendar=st.sampled_from([0, 2, 3])))
def test_parts_make_up_the_duration_and_with_the_gaps_the_span(plan_: Plan) -> None:
    tasks, _ = plan_
    schedule_ = made(plan_)
    times = WorkTimes(CALENDARS, 1)
    for one in tasks:
        time, dates = times.of(one.calendar), schedule_[one.id]
        parts = schedule_.parts(one.id)
        gaps = sum(gap for at_, gap in one.splits if 0 < at_ < one.duration)
        assert sum(time.between(*part) for part in parts) == one.duration
        assert time.between(dates.start, dates.finish) == one.duration + gaps
        assert (parts[0][0], parts[-1][1]) == (dates.start, dates.finish)
        assert all(a[1] <= b[0] for a, b in pairwise(parts))
        # Between hours that differ, the end of one shift may be after that of the other.
        assert dates.total_slack >= 0 or len({task.calendar for task in tasks}) > 1


@settings(max_examples=TRIES, deadline=None)
@given(plans("FS SS FF SF", splits=_GAPS), st.data())
def test_split_tasks_carried_over_an_edit_are_as_afresh(plan_: Plan, data: st.DataObject) -> None:
    tasks, links = plan_
    now = made((tasks, links))
    dict(now)
    for _ in range(3):
        at_ = data.draw(st.integers(0, len(tasks) - 1))
        begun = data.draw(st.none() | st.integers(0, tasks[at_].duration))
        tasks[at_] = structs.replace(
            tasks[at_],
            splits=data.draw(_GAPS),
            actual_start=None if begun is None else now[tasks[at_].id].start,
            remaining=begun,
        )
        now = now.next([tasks[at_]])
        fresh = made((tasks, links))
        assert dict(now) == dict(fresh)
        assert [now.parts(one.id) for one in tasks] == [fresh.parts(one.id) for one in tasks]


GAP: dict[str, Any] = {"splits": ((DAY, 2 * DAY),)}
"""Two days without work after a day of it."""


def test_split_work_goes_on_after_the_gaps_it_has_come_past() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY // 2}
    made = plan([task(1, 2, **begun, **GAP)])
    goes_on = at("2025-01-09 13:00")
    assert made.unfinished_before(goes_on) == []
    assert made.unfinished_before(goes_on + 1) == [1]
    assert text(made.finish) == "01-09 17:00"


def test_split_work_that_has_come_to_its_gap_goes_on_behind_it() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    made = plan([task(1, 2, **begun, **GAP)])
    assert made.unfinished_before(at("2025-01-09 08:00")) == []
    assert made.unfinished_before(at("2025-01-09 08:01")) == [1]


def test_those_who_work_on_a_split_task_wait_in_its_gaps_too() -> None:
    off = {4: Calendar(name="Shorter", days=(((480, 720),),) * 5 + ((), ()))}
    made = plan([task(1, 2, efforts=(Effort(4, DAY, DAY),), **GAP)], (), off)
    # Twelve half days: two of work, and four for the gap.
    assert text(made[1].finish) == "01-13 12:00"


@pytest.mark.parametrize(
    ("manual", "ends_"),
    [
        ((at("2025-01-06 08:00"), None), ("01-06 08:00", "01-09 17:00")),
        ((None, at("2025-01-10 17:00")), ("01-07 08:00", "01-10 17:00")),
    ],
)
def test_a_manual_split_task_with_one_date_has_its_gaps_before_the_other(
    manual: Any, ends_: tuple[str, str]
) -> None:
    made = plan([task(1, 2, manual=manual, **GAP)])
    assert (text(made[1].start), text(made[1].finish)) == ends_


def test_the_duration_of_a_manual_split_task_is_what_its_gaps_leave() -> None:
    dated = (at("2025-01-06 08:00"), at("2025-01-10 17:00"))
    made = plan([task(1, manual=dated, spans=True, **GAP)])
    assert made.duration(1) == 3 * DAY


def test_a_gap_before_the_work_begins_is_none() -> None:
    made = plan([task(1, 2, splits=((0, DAY),))])
    assert text(made.finish) == "01-07 17:00"
    assert shown(made.parts(1)) == ["06-07"]


def test_a_manual_task_without_gaps_is_one_part_with_its_own_dates() -> None:
    dated = (at("2025-01-06 00:00"), at("2025-01-08 00:00"))
    assert plan([task(1, 2, manual=dated)]).parts(1) == (dated,)


def test_a_milestone_reached_outside_working_hours_is_one_part() -> None:
    saturday = at("2025-01-11 10:00")
    made = plan([task(1, actual_start=saturday), task(2, 5)])
    assert made.parts(1) == ((saturday, saturday),)


def test_begun_work_of_which_nothing_is_done_is_one_part() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "resume": at("2025-01-09 08:00")}
    assert shown(plan([task(1, 2, remaining=2 * DAY, **begun)]).parts(1)) == ["06-10"]


def test_begun_work_that_waits_to_be_resumed_is_in_two_parts() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "resume": at("2025-01-09 08:00")}
    assert shown(plan([task(1, 2, remaining=DAY, **begun)]).parts(1)) == ["06-06", "09-09"]


def test_split_work_done_up_to_its_gap_goes_on_behind_it() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    assert shown(plan([task(1, 2, **begun, **GAP)]).parts(1)) == ["06-06", "09-09"]


@pytest.mark.parametrize(
    ("finish", "parts"),
    [
        ("09 17:00", ["06-06", "09-09"]),
        ("09 08:01", ["06-06", "09-09"]),
        ("09 08:00", ["06-09"]),
        ("13 17:00", ["06-06", "09-13"]),
    ],
)
def test_done_split_work_ends_with_its_last_part(finish: str, parts: list[str]) -> None:
    done = {"actual_start": at("2025-01-06 08:00"), "actual_finish": at(f"2025-01-{finish}")}
    assert shown(plan([task(1, 2, **done, **GAP)]).parts(1)) == parts


def test_a_manual_split_task_in_work_keeps_its_parts() -> None:
    dated = (at("2025-01-06 08:00"), at("2025-01-09 17:00"))
    begun = {"actual_start": dated[0], "remaining": DAY // 2}
    made = plan([task(1, 2, manual=dated, **begun, **GAP)])
    assert shown(made.parts(1)) == ["06-06", "09-09"]
    assert text(made.parts(1)[1][0]) == "01-09 08:00"
