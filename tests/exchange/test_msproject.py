"""This file reads MS Project plans and schedules them against the dates MS Project had computed."""

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from pmtui.exchange.msproject import read_msproject
from pmtui.exchange.msproject_plan import Plan, PlanBaseline, schedule_of
from pmtui.exchange.safe import UnreadableError
from pmtui.model.workcal import OFFICE_DAY, moment_of

HERE = Path(__file__).parents[1] / "vectors" / "msproject"
TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[3] / "shared" / "data"))
PLANS = [
    *(f"shippable/msp/{name}" for name in (
        "16_mp_j30_a5_nr1", "17_mp_j30_a5_nr2", "1_mp_j30_a10_nr1", "26_mp_j90_a2_nr1",
        "31_mp_j90_a20_nr1", "6_mp_j30_a2_nr1", "7_mp_j30_a2_nr2",
    )),
    *(f"measure_only/msp/{name}" for name in (
        "Commercial_construction_project_plan", "New_Product", "bug2",
        "task_links_project2003_mpp9",
    )),
    *(f"measure_only/msp_levelled/{name}" for name in (
        "16_mp_j30_a5_nr1_P_SGS_MINSLK_Heuristic_TMS_89_6_56sg",
        "6_mp_j30_a2_nr1_P_SGS_MINSLK_Heuristic_TMS_74_3_11sg",
    )),
]  # fmt: skip

OFFICE = """
  <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
  <BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{days}</WeekDays>{more}</Calendar></Calendars>"""
WORKDAY = """<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>
  <WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>
  <WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>
  </WorkingTimes></WeekDay>"""


def document(inner: str = "", more: str = "") -> bytes:
    days = "".join(WORKDAY.format(day=day) for day in range(2, 7))
    return f"""<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
      <Name>p</Name><StartDate>2025-04-07T08:00:00</StartDate><CalendarUID>1</CalendarUID>
      {OFFICE.format(days=days, more=more)}{inner}</Project>""".encode()


def a_task(uid: int, fields: str = "") -> str:
    return f"<Task><UID>{uid}</UID><Name>T{uid}</Name>{fields}</Task>"


def tasks(*rows: str) -> bytes:
    return document(f"<Tasks>{''.join(rows)}</Tasks>")


def differences(plan: Plan, truth: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What our schedule says otherwise than the truth: task, field, ours, theirs."""
    made = schedule_of(plan)
    found: list[tuple[Any, ...]] = []
    for row in truth["tasks"]:
        dates = made[row["uid"]]
        ours = {
            "start": dates.start,
            "finish": dates.finish,
            "es": dates.early_start,
            "ef": dates.early_finish,
            "ls": dates.late_start,
            "lf": dates.late_finish,
        }
        told = {name: moment_of(moment).isoformat()[:16] for name, moment in ours.items()}
        told |= {"critical": dates.critical}  # type: ignore[dict-item]
        expected = {name: row[name][:16] for name in ours} | {"critical": row["critical"]}
        for name, slack in (("total", dates.total_slack), ("free", dates.free_slack)):
            told[name] = slack  # type: ignore[assignment]
            expected[name] = row[f"{name}_slack_min"]
        found += [(row["uid"], f, told[f], expected[f]) for f in told if told[f] != expected[f]]
    return found


def test_a_plan_of_64_tasks_has_every_date_and_slack_of_ms_project() -> None:
    plan = read_msproject((HERE / "7_mp_j30_a2_nr2.xml").read_bytes())
    truth = json.loads((HERE / "7_mp_j30_a2_nr2.truth.json").read_text("utf-8"))
    assert len(truth["tasks"]) == len(plan.tasks) == 64
    assert differences(plan, truth) == []


@pytest.mark.parametrize("name", PLANS, ids=lambda name: Path(name).name[:32])
def test_every_real_plan_has_every_date_and_slack_of_ms_project(name: str) -> None:
    truth_file = TRUTH / f"{name}.truth.json"
    if not truth_file.exists():
        pytest.skip(f"{truth_file} is not there: set PMTUI_TRUTH_DIR")
    source = TRUTH / f"{name}.blind.xml"
    if not source.exists():
        source = TRUTH / f"{name}.mspdi.xml"
    plan = read_msproject(source.read_bytes())
    truth = json.loads(truth_file.read_text("utf-8"))
    assert len(truth["tasks"]) == len(plan.tasks)
    assert differences(plan, truth) == []


def test_rows_stand_under_the_last_one_of_a_lower_level() -> None:
    levels = (0, 1, 2, 3, 2, 1)
    rows = [
        a_task(uid, f"<OutlineLevel>{level}</OutlineLevel>") for uid, level in enumerate(levels)
    ]
    plan = read_msproject(tasks(*rows))
    assert plan.whole is not None
    assert [task.parent for task in plan.tasks] == [0, 1, 2, 1, 0]


def test_links_keep_their_type_and_their_kind_of_lag() -> None:
    lags = ((0, 4800, 7), (1, -24000, 9), (2, 14400, 8), (3, 50, 19))
    inside = "".join(
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{unit}</LagFormat></PredecessorLink>"
        for uid, (kind, lag, unit) in enumerate(lags, 1)
    )
    plan = read_msproject(tasks(*(a_task(uid) for uid in (1, 2, 3, 4)), a_task(5, inside)))
    assert [(k.giver, k.taker, k.type, k.lag, k.lag_unit) for k in plan.links] == [
        (1, 5, "FF", 480, "work"),
        (2, 5, "FS", -2400, "work"),
        (3, 5, "SF", 1440, "elapsed"),
        (4, 5, "SS", 50, "percent"),
    ]


def test_a_task_keeps_its_constraint_progress_costs_and_baseline() -> None:
    fields = """<Duration>PT16H0M0S</Duration><DurationFormat>39</DurationFormat><Type>1</Type>
      <ConstraintType>4</ConstraintType><ConstraintDate>2025-04-09T08:00:00</ConstraintDate>
      <Deadline>2025-04-30T17:00:00</Deadline><PercentComplete>50</PercentComplete>
      <ActualStart>2025-04-09T08:00:00</ActualStart><ActualDuration>PT8H0M0S</ActualDuration>
      <Cost>123456.4</Cost><FixedCost>100</FixedCost><Notes>Mind the gap</Notes>
      <Baseline><Number>2</Number><Start>2025-04-08T08:00:00</Start><Duration>PT8H</Duration>
      <Work>PT4H30M0S</Work><Cost>5000</Cost></Baseline>"""
    (task,) = read_msproject(tasks(a_task(1, fields))).tasks
    assert (task.duration, task.remaining, task.percent) == (960, 480, 50)
    assert (task.constraint, task.constraint_date) == ("SNET", datetime(2025, 4, 9, 8))  # noqa: DTZ001
    assert task.deadline == datetime(2025, 4, 30, 17)  # noqa: DTZ001
    assert (task.cost, task.fixed_cost, task.notes) == (123456, 100, "Mind the gap")
    assert (task.estimated, task.fixed_duration, task.elapsed) == (True, True, False)
    start = datetime(2025, 4, 8, 8)  # noqa: DTZ001
    baseline = PlanBaseline(number=2, start=start, duration=480, work=270, cost=5000)
    assert task.baselines == (baseline,)


@pytest.mark.parametrize(
    ("resume", "finish"),
    [("2025-04-07T17:00:00", "2025-04-08T17:00"), ("2025-04-10T08:00:00", "2025-04-10T17:00")],
)
def test_an_interrupted_task_goes_on_when_the_file_says(resume: str, finish: str) -> None:
    fields = f"""<Duration>PT16H0M0S</Duration><RemainingDuration>PT8H0M0S</RemainingDuration>
      <ActualStart>2025-04-07T08:00:00</ActualStart><Stop>2025-04-07T17:00:00</Stop>
      <Resume>{resume}</Resume>"""
    made = schedule_of(read_msproject(tasks(a_task(1, fields))))
    assert moment_of(made[1].finish).isoformat()[:16] == finish


def test_what_is_not_taken_is_listed() -> None:
    attribute = "<ExtendedAttribute><FieldID>1</FieldID><Value>x</Value></ExtendedAttribute>"
    link = "<PredecessorLink><PredecessorUID>77</PredecessorUID></PredecessorLink>"
    views = "<Views><View><Name>Gantt</Name></View></Views>"
    rows = f"<Tasks>{a_task(1, attribute)}{a_task(2, attribute + link)}</Tasks>{views}"
    plan = read_msproject(document(rows))
    assert plan.links == ()
    assert plan.unknown == (
        "PredecessorLink from outside the file: 1",
        "Project/Views: 1",
        "Task/ExtendedAttribute: 2",
    )


RESOURCES = """<Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type>
  <CalendarUID>2</CalendarUID></Resource></Resources><Assignments><Assignment><UID>1</UID>
  <TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units><Work>PT8H0M0S</Work>
  </Assignment></Assignments>"""
HOLIDAY = """<Calendar><UID>2</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID>
  <Exceptions><Exception><TimePeriod><FromDate>2025-04-08T00:00:00</FromDate>
  <ToDate>2025-04-09T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception>
  </Exceptions></Calendar>"""


@pytest.mark.parametrize(
    ("fields", "finish"),
    [
        ("<Type>0</Type>", "2025-04-10T17:00"),
        ("<Type>1</Type>", "2025-04-08T17:00"),
        (
            "<CalendarUID>1</CalendarUID><IgnoreResourceCalendar>1</IgnoreResourceCalendar>",
            "2025-04-08T17:00",
        ),
    ],
)
def test_who_works_on_a_task_settles_its_end_unless_its_duration_is_fixed(
    fields: str, finish: str
) -> None:
    row = a_task(1, f"<Duration>PT16H0M0S</Duration>{fields}")
    data = document(f"<Tasks>{row}</Tasks>{RESOURCES}")
    data = data.replace(b"</Calendars>", HOLIDAY.encode() + b"</Calendars>")
    made = schedule_of(read_msproject(data))
    assert moment_of(made[1].finish).isoformat()[:16] == finish


def exceptions(fields: str) -> list[date]:
    """The single days of a recurring exception of two years."""
    more = f"""<Exceptions><Exception><Name>x</Name><TimePeriod>
      <FromDate>2025-01-01T00:00:00</FromDate><ToDate>2026-12-31T23:59:00</ToDate></TimePeriod>
      <DayWorking>0</DayWorking>{fields}</Exception></Exceptions>"""
    found = read_msproject(document(more=more)).calendars[1].exceptions
    assert all(exception.first == exception.last for exception in found)
    return [exception.first for exception in found]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        (
            "<Type>2</Type><Month>11</Month><MonthDay>25</MonthDay>",
            [date(2025, 12, 25), date(2026, 12, 25)],
        ),
        (
            "<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem><MonthPosition>3</MonthPosition>",
            [date(2025, 11, 27), date(2026, 11, 26)],
        ),
        (
            "<Type>4</Type><Period>6</Period><MonthDay>31</MonthDay>",
            [date(2025, 1, 31), date(2025, 7, 31), date(2026, 1, 31), date(2026, 7, 31)],
        ),
        (
            "<Type>5</Type><Period>12</Period><MonthItem>1</MonthItem><MonthPosition>4</MonthPosition>",
            [date(2025, 1, 31), date(2026, 1, 30)],
        ),
        (
            """<Type>6</Type><Period>2</Period><DaysOfWeek>32</DaysOfWeek>
            <EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>2</Occurrences>""",
            [date(2025, 1, 3), date(2025, 1, 17)],
        ),
        (
            "<Type>7</Type><Period>500</Period>",
            [date(2025, 1, 1), date(2026, 5, 16)],
        ),
    ],
)
def test_a_recurring_exception_is_written_out(fields: str, days: list[date]) -> None:
    assert exceptions(fields) == days


def test_a_range_of_free_days_stays_one_exception() -> None:
    more = """<Exceptions><Exception><TimePeriod><FromDate>2025-12-24T00:00:00</FromDate>
      <ToDate>2026-01-02T23:59:00</ToDate></TimePeriod><Type>1</Type></Exception></Exceptions>"""
    (exception,) = read_msproject(document(more=more)).calendars[1].exceptions
    assert (exception.first, exception.last) == (date(2025, 12, 24), date(2026, 1, 2))
    assert exception.shifts == ()


def test_an_old_file_has_its_exceptions_among_the_weekdays() -> None:
    old = """<WeekDay><DayType>0</DayType><DayWorking>1</DayWorking><TimePeriod>
      <FromDate>2025-05-03T00:00:00</FromDate><ToDate>2025-05-03T23:59:00</ToDate></TimePeriod>
      <WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime>
      </WorkingTime></WorkingTimes></WeekDay></WeekDays>"""
    data = document().replace(b"</WeekDays>", old.encode())
    calendar = read_msproject(data).calendars[1]
    assert calendar.days[0] == OFFICE_DAY
    assert [(e.first, e.shifts) for e in calendar.exceptions] == [(date(2025, 5, 3), ((480, 720),))]


ENTITY = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaa">]><Project>&a;</Project>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ENTITY, "declares a document type or entities"),
        (b"PK\x03\x04", "not XML"),
        (b"", "not XML"),
        (b"<html/>", "holds <html>, not a plan"),
        (b"<Project/>", "no StartDate"),
        (
            tasks(a_task(1, "<Duration>long</Duration>")),
            "Task: Duration is 'long': write a duration",
        ),
        (tasks(a_task(1, "<Duration>PT99999999H</Duration>")), "less than a century"),
        (
            tasks(a_task(1, "<PredecessorLink><LinkLag>9e13</LinkLag></PredecessorLink>")),
            "task 1: LinkLag is 90000000000000",
        ),
        (tasks(a_task(1, "<ConstraintType>9</ConstraintType>")), "task 1: ConstraintType is 9"),
        (tasks("<Task><UID>one</UID></Task>"), "UID is 'one': write a number"),
        (
            tasks(a_task(1, "<ActualStart>soon</ActualStart>")),
            "ActualStart is 'soon': write a date",
        ),
        (tasks(a_task(1, "<Priority>1e999</Priority>")), "Priority is '1e999': write a number"),
        (document().replace(b"08:00:00</From", b"8 am</From"), "'8 am' is no time"),
        (document().replace(b"13:00:00", b"11:00:00"), "shifts must follow one another"),
        (document().replace(b"<DayType>2", b"<DayType>8"), "DayType is 8"),
    ],
)
def test_a_bad_file_says_what_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_msproject(data)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableError, match="larger than"):
        read_msproject(document(), largest=10)
