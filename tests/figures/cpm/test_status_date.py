"""This file tests that unfinished work does not lie before the status date: rules and laws."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.figures.cpm.forward_pass import PINS
from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.model.calendar.work_time import WorkTimes
from tests.figures.cpm.plans import DAY, at, plan, task, text
from tests.figures.cpm.test_properties import CALENDARS, START, TRIES, made, plans

STATUS = at("2025-01-13 00:00")
"""A week after the start of the plans."""
MINUTE = st.integers(START - 3 * 1440, START + 21 * 1440)


@pytest.mark.parametrize(
    ("fields", "start", "finish"),
    [
        ({}, "01-13 08:00", "01-14 17:00"),
        ({"delay": 1440}, "01-14 08:00", "01-15 17:00"),
        (
            {"constraint": "SNET", "constraint_date": at("2025-01-08 08:00")},
            "01-13 08:00",
            "01-14 17:00",
        ),
        (
            {"constraint": "SNLT", "constraint_date": at("2025-01-08 08:00")},
            "01-13 08:00",
            "01-14 17:00",
        ),
        (
            {"constraint": "FNLT", "constraint_date": at("2025-01-08 17:00")},
            "01-13 08:00",
            "01-14 17:00",
        ),
        (
            {"constraint": "MSO", "constraint_date": at("2025-01-08 08:00")},
            "01-08 08:00",
            "01-09 17:00",
        ),
        (
            {"constraint": "MFO", "constraint_date": at("2025-01-08 17:00")},
            "01-07 08:00",
            "01-08 17:00",
        ),
        (
            {"manual": (at("2025-01-07 08:00"), at("2025-01-07 17:00"))},
            "01-07 08:00",
            "01-07 17:00",
        ),
        (
            {"actual_start": at("2025-01-06 08:00"), "actual_finish": at("2025-01-07 12:00")},
            "01-06 08:00",
            "01-07 12:00",
        ),
        (
            {"actual_start": at("2025-01-06 08:00"), "remaining": DAY},
            "01-06 08:00",
            "01-13 17:00",
        ),
        (
            {"actual_start": at("2025-01-20 08:00"), "remaining": DAY},
            "01-20 08:00",
            "01-21 17:00",
        ),
        ({"remaining": DAY}, "01-06 08:00", "01-13 17:00"),
        ({"done": True}, "01-06 08:00", "01-07 17:00"),
        ({"done": True, "remaining": 0}, "01-06 08:00", "01-07 17:00"),
    ],
)
def test_what_is_not_finished_goes_on_from_the_status_date(
    fields: dict[str, Any], start: str, finish: str
) -> None:
    dates = plan([task(1, 2, **fields)], status_date=STATUS)[1]
    assert (text(dates.start), text(dates.finish)) == (start, finish)


def test_work_that_has_got_further_than_the_status_date_goes_on_where_it_has_got_to() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    dates = plan([task(1, 9, **begun)], status_date=STATUS)[1]
    assert text(dates.finish) == "01-16 17:00"


def test_an_interrupted_task_goes_on_when_it_is_resumed_where_that_is_later() -> None:
    fields = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    later = plan([task(1, 2, resume=at("2025-01-20 08:00"), **fields)], status_date=STATUS)
    sooner = plan([task(1, 2, resume=at("2025-01-08 08:00"), **fields)], status_date=STATUS)
    assert (text(later[1].finish), text(sooner[1].finish)) == ("01-20 17:00", "01-13 17:00")


def test_what_waits_for_pushed_work_is_pushed_too() -> None:
    dates = plan([task(1, 2), task(2, 1), task(3)], ["1 2", "2 3"], status_date=STATUS)
    assert [text(dates[one].finish) for one in (1, 2, 3)] == [
        "01-14 17:00",
        "01-15 17:00",
        "01-15 17:00",
    ]


def test_a_summary_spans_what_is_done_and_what_is_to_come() -> None:
    done = {"actual_start": at("2025-01-06 08:00"), "actual_finish": at("2025-01-07 17:00")}
    rows = [task(1), task(2, 2, parent=1, **done), task(3, 2, parent=1)]
    dates = plan(rows, status_date=STATUS)[1]
    assert (text(dates.start), text(dates.finish)) == ("01-06 08:00", "01-14 17:00")


def test_a_task_as_late_as_possible_is_not_set_in_the_past_by_a_date_it_is_late_for() -> None:
    late = {"constraint": "ALAP", "deadline": at("2025-01-08 17:00")}
    dates = plan([task(1, 2, **late), task(2, 1), task(3, 9)], ["1 2"], status_date=STATUS)
    assert (text(dates[1].start), text(dates[2].start)) == ("01-13 08:00", "01-15 08:00")
    assert dates[1].total_slack == -4 * DAY


def test_what_lies_in_the_past_as_planned_is_named() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    rows = [
        task(1, 2),
        task(2, 2, **begun),
        task(3, 9, **begun),
        task(4, 2, constraint="MSO", constraint_date=at("2025-01-07 08:00")),
        task(5, 1, done=True),
        task(6, 1, active=False),
        task(7, 9),
        task(8, 1),
        task(9, 1, actual_start=at("2025-01-06 08:00"), actual_finish=at("2025-01-06 17:00")),
    ]
    made = plan(rows, ["7 8"])
    assert made.unfinished_before(STATUS) == [1, 2, 7]
    assert plan(rows, ["7 8"], status_date=STATUS).unfinished_before(STATUS) == []


@st.composite
def work(draw: st.DrawFn) -> tuple[list[ScheduleTask], list[ScheduleLink]]:
    """Plans of which some tasks have begun or are done, are fixed, summed up or held by dates."""
    tasks, links = draw(plans(least_lag=-1000, calendar=st.sampled_from([0, 0, 2, 3])))
    rows = [structs.replace(one, **draw(_state(one.duration))) for one in tasks]
    if len(rows) > 2 and draw(st.booleans()):
        rows[-1] = structs.replace(rows[-1], parent=(summary := ScheduleTask(id=99)).id)
        rows.append(summary)
    return rows, links


@st.composite
def _state(draw: st.DrawFn, duration: int) -> dict[str, Any]:
    kinds = ["", "", "", "begun", "noted", "done", "undated", "date", "manual", "deadline"]
    kind = draw(st.sampled_from(kinds))
    left = draw(st.integers(0, duration))
    moment = draw(MINUTE)
    if kind == "begun":
        resume = draw(st.none() | MINUTE)
        return {"actual_start": moment, "remaining": left, "resume": resume}
    if kind == "done":
        return {"actual_start": moment, "actual_finish": moment + duration}
    constraint = draw(st.sampled_from(["SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO", "ALAP"]))
    fields: dict[str, dict[str, Any]] = {
        "": {},
        "noted": {"remaining": left},
        "undated": {"done": True},
        "date": {"constraint": constraint, "constraint_date": moment},
        "manual": {"manual": (moment, moment + duration)},
        "deadline": {"deadline": moment},
    }
    return fields[kind]


def is_open(one: ScheduleTask) -> bool:
    """Whether a task has work to come that nothing fixes."""
    return (
        one.actual_finish is None
        and one.manual is None
        and not one.done
        and one.constraint not in PINS
    )


def in_work(one: ScheduleTask) -> bool:
    return one.actual_start is not None or (
        one.remaining is not None and one.remaining < one.duration
    )


@settings(max_examples=TRIES, deadline=None)
@given(work(), MINUTE)
def test_nothing_that_is_open_lies_before_the_status_date(
    rows: tuple[list[ScheduleTask], list[ScheduleLink]], status: int
) -> None:
    found = made(rows, status_date=status)
    times = WorkTimes(CALENDARS, 1)
    assert found.unfinished_before(status) == []
    for one in rows[0]:
        if not is_open(one) or one.id == 99:
            continue
        dates, time = found[one.id], times.of(one.calendar)
        if not in_work(one):
            assert dates.start >= status
        elif one.remaining:
            assert dates.finish >= time.after(status, one.remaining)


@settings(max_examples=TRIES, deadline=None)
@given(work(), MINUTE)
def test_what_is_done_or_fixed_stays_where_it_is(
    rows: tuple[list[ScheduleTask], list[ScheduleLink]], status: int
) -> None:
    before, after = made(rows), made(rows, status_date=status)
    for one in rows[0]:
        is_pinned = one.constraint in PINS and not in_work(one)
        if one.actual_finish is not None or one.manual is not None or is_pinned:
            assert after.ends(one.id) == before.ends(one.id)


@settings(max_examples=TRIES, deadline=None)
@given(work(), MINUTE, st.integers(0, 20 * 1440))
def test_a_later_status_date_lets_no_unfinished_task_finish_earlier(
    rows: tuple[list[ScheduleTask], list[ScheduleLink]], status: int, more: int
) -> None:
    before, after = made(rows, status_date=status), made(rows, status_date=status + more)
    as_planned = made(rows)
    for one in rows[0]:
        assert as_planned[one.id].early_finish <= before[one.id].early_finish
        assert before[one.id].early_finish <= after[one.id].early_finish


@settings(max_examples=TRIES, deadline=None)
@given(plans(), st.integers(0, 30 * 1440))
def test_a_status_date_before_the_plan_changes_nothing_of_what_has_not_begun(
    rows: tuple[list[ScheduleTask], list[ScheduleLink]], before: int
) -> None:
    assert dict(made(rows, status_date=START - before)) == dict(made(rows))


@settings(max_examples=TRIES, deadline=None)
@given(work(), st.none() | MINUTE, st.booleans(), st.data())
def test_carried_on_after_an_edit_is_as_if_made_afresh(
    rows: tuple[list[ScheduleTask], list[ScheduleLink]],
    status: int | None,
    by_p6: bool,  # noqa: FBT001
    data: st.DataObject,
) -> None:
    tasks, links = rows
    rules = ScheduleOptions(
        start=START,
        calendar=1,
        status_date=status,
        retained_logic=by_p6,
        rest_from_status_date=by_p6,
        resume_bounds_predecessors=not by_p6,
    )
    kept = schedule(tasks, links, CALENDARS, rules)
    _ = {one: kept[one] for one in kept}
    for _step in range(2):
        at_ = data.draw(st.integers(0, len(tasks) - 1))
        plain = ScheduleTask(
            id=tasks[at_].id,
            parent=tasks[at_].parent,
            duration=tasks[at_].duration,
            calendar=tasks[at_].calendar,
        )
        edited = structs.replace(plain, **data.draw(_state(plain.duration)))
        tasks = [*tasks[:at_], edited, *tasks[at_ + 1 :]]
        kept = kept.next([edited])
        afresh: Schedule = schedule(tasks, links, CALENDARS, rules)
        assert {one: kept[one] for one in kept} == {one: afresh[one] for one in afresh}
        moment = status or STATUS
        assert sorted(kept.unfinished_before(moment)) == sorted(afresh.unfinished_before(moment))
