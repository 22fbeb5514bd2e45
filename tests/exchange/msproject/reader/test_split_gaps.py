"""This file reads the gaps of split tasks from the work spread over time, and writes them."""

from datetime import datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanResource, PlanTask
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.model.calendar.work_calendar import OFFICE, minutes_of, moment_of
from pmtui.model.calendar.work_time import WorkTimes
from tests.exchange.msproject.documents import document

TASK = """<Tasks><Task><UID>1</UID><Name>Dig</Name><Start>2025-04-07T08:00:00</Start>
  <Finish>{finish}T17:00:00</Finish><Duration>PT{hours}H0M0S</Duration></Task></Tasks>"""
WORK = """<TimephasedData><Type>{kind}</Type><UID>1</UID><Start>2025-04-{day:02}T08:00:00</Start>
  <Finish>2025-04-{day:02}T{end}:00:00</Finish><Unit>2</Unit><Value>PT{hours}H0M0S</Value>
  </TimephasedData>"""


def a_split(finish: str, hours: int, rows: str, contour: int = 8) -> Plan:
    work = f"""<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID>
      <ResourceUID>-65535</ResourceUID><Units>1</Units><WorkContour>{contour}</WorkContour>{rows}
      </Assignment></Assignments>"""
    return read_msproject(document(TASK.format(finish=finish, hours=hours) + work))


def days(worked: dict[int, int], kind: int = 1) -> str:
    """Rows of hours of work by the day of April."""
    return "".join(
        WORK.format(kind=kind, day=day, hours=hours, end=17) for day, hours in worked.items()
    )


def test_days_without_work_are_a_gap_in_working_time() -> None:
    plan = a_split("2025-04-15", 32, days({7: 8, 8: 8, 9: 0, 10: 0, 11: 0, 14: 8, 15: 8}))
    assert plan.tasks[0].splits == ((960, 3 * 480),)
    assert moment_of(schedule_of(plan)[1].finish) == datetime(2025, 4, 15, 17)  # noqa: DTZ001


def test_days_that_are_left_out_are_a_gap_too() -> None:
    plan = a_split("2025-04-15", 32, days({7: 8, 8: 8, 14: 8, 15: 8}))
    assert plan.tasks[0].splits == ((960, 3 * 480),)


def test_part_of_a_day_lies_at_the_end_of_a_part_or_at_its_beginning() -> None:
    plan = a_split("2025-04-11", 24, days({7: 8, 8: 4, 9: 0, 10: 4, 11: 8}))
    assert plan.tasks[0].splits == ((720, 960),)


def test_work_done_and_work_to_come_are_one_task() -> None:
    rows = days({7: 8}, kind=2) + days({8: 0, 9: 8, 10: 0, 11: 8})
    assert a_split("2025-04-11", 24, rows).tasks[0].splits == ((480, 480), (960, 480))


def test_uneven_work_without_a_pause_is_no_gap() -> None:
    plan = a_split("2025-04-09", 24, days({7: 2, 8: 4, 9: 8}))
    assert plan.tasks[0].splits == ()


def test_a_task_spread_by_hand_without_its_days_has_one_gap_in_its_middle() -> None:
    assert a_split("2025-04-15", 32, "").tasks[0].splits == ((960, 3 * 480),)
    assert a_split("2025-04-15", 32, "", contour=0).tasks[0].splits == ()


def test_gaps_that_do_not_make_up_the_finish_are_left_out() -> None:
    plan = a_split("2025-04-14", 32, days({7: 8, 9: 8, 14: 8, 15: 8}))
    assert plan.tasks[0].splits == ()


START = datetime(2025, 4, 7, 8)  # noqa: DTZ001
_GAPS = st.lists(
    st.tuples(st.sampled_from([30, 240, 480, 700]), st.sampled_from([15, 240, 480, 2400])),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize("people", [0, 1, 2])
@settings(max_examples=60, deadline=None)
@given(_GAPS, st.sampled_from([0, 240, 480, 960]))
def test_what_is_written_of_a_split_task_is_read_back(
    people: int, parts: list[tuple[int, int]], done: int
) -> None:
    gaps: list[tuple[int, int]] = []
    worked = 0
    for work, gap in parts:
        worked += work
        gaps.append((worked, gap))
    duration = worked + 480
    done = min(done, duration - 30)
    time = WorkTimes({1: OFFICE}).of(1)
    finish = time.after(minutes_of(START), duration + sum(gap for _, gap in gaps))
    task = PlanTask(
        uid=1,
        start=START,
        finish=moment_of(finish),
        duration=duration,
        splits=tuple(gaps),
        actual_start=START if done else None,
        actual_duration=done or None,
        remaining=duration - done if done else None,
        task_type="fixed_units",
    )
    crew = tuple(PlanResource(uid=one, name=f"P{one}") for one in range(1, people + 1))
    shares = tuple(
        PlanAssignment(uid=one.uid, task=1, resource=one.uid, units=0.5, work=duration // 2)
        for one in crew
    )
    plan = Plan(
        start=START,
        calendars=MappingProxyType({1: OFFICE}),
        calendar=1,
        tasks=(task,),
        resources=crew,
        assignments=shares,
    )
    again = read_msproject(write_msproject(plan))
    assert again.tasks[0].splits == task.splits
    assert again.assignments == plan.assignments
