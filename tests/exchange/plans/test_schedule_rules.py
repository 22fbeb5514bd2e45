"""This file schedules plans of other programs against the dates those had computed."""

import json
from pathlib import Path

import pytest

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.exchange.xer.xer_reader import read_xer
from pmtui.model.calendar.work_calendar import moment_of
from tests.exchange.msproject.documents import a_task, document, tasks
from tests.exchange.plans.truth import TRUTH, VECTORS, differences

HERE = VECTORS / "msproject"
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
OF_PEOPLE = ("measure_only/msp_people/Software_Development",)
OF_P6 = {
    "percent-complete-8.4": "percent_complete_8_4",
    "sample": "sample",
    "UP-54069-20251121": "UP_54069_20251121",
    "BL-54069-B2-20250902": "BL_54069_B2_20250902",
}


def test_a_plan_of_64_tasks_has_every_date_and_slack_of_ms_project() -> None:
    plan = read_msproject((HERE / "7_mp_j30_a2_nr2.xml").read_bytes())
    truth = json.loads((HERE / "7_mp_j30_a2_nr2.truth.json").read_text("utf-8"))
    assert len(truth["tasks"]) == len(plan.tasks) == 64
    assert differences(plan, truth) == []


@pytest.mark.parametrize("name", [*PLANS, *OF_PEOPLE], ids=lambda name: Path(name).name[:32])
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


@pytest.mark.parametrize("name", OF_P6)
def test_every_real_plan_starts_and_ends_its_activities_as_p6_does(name: str) -> None:
    truth_file = TRUTH / "measure_only/p6" / f"{OF_P6[name]}.truth.json"
    if not truth_file.exists():
        pytest.skip(f"{truth_file} is not there: set PMTUI_TRUTH_DIR")
    made = schedule_of(read_xer((TRUTH / "measure_only/p6" / f"{name}.xer").read_bytes()))
    truth = json.loads(truth_file.read_text("utf-8"))
    ends = {row["uid"]: (row["start"], row["finish"]) for row in truth["tasks"]}
    assert len(made) > 10
    for uid, dates in made.items():
        ours = tuple(moment_of(one).isoformat()[:16] for one in (dates.start, dates.finish))
        assert ours == ends[uid], uid


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
