"""This file tests how an import says which tasks come out at other dates than in their file."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from pmtui.exchange.date_changes import FileDates, MovedTask
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.source_file import only_plan
from pmtui.exchange.plans.task_fields import task_code
from pmtui.exchange.xer.xer_reader import read_xer
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from tests.conftest import TODAY
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.msproject.made import plans
from tests.exchange.plans.stored import imported, planned, project_of
from tests.exchange.plans.truth import TRUTH
from tests.exchange.reading import read_plan_file
from tests.exchange.xer.documents import an_activity, document, plan_tables

_DAY = "<Duration>PT8H0M0S</Duration>"
_TWO_DAYS = "<Duration>PT16H0M0S</Duration>"


def _dated(start: str, finish: str) -> str:
    return f"<Start>2025-04-{start}:00</Start><Finish>2025-04-{finish}:00</Finish>"


def _text(found: FileDates) -> str:
    return found.text(date(2025, 6, 1))


def _of(*rows: str) -> FileDates:
    return planned(read_msproject(tasks(*rows))).dates


def test_dates_of_the_file_that_come_out_are_said_to() -> None:
    kept = _dated("07T08:00", "07T17:00")
    assert _text(_of(a_task(1, _DAY + kept))) == "1 task comes out at the dates of the file"
    assert _text(_of(a_task(1, _DAY + kept), a_task(2, _DAY + kept))) == (
        "2 tasks come out at the dates of the file"
    )


def test_tasks_at_other_dates_are_counted_and_the_first_in_time_is_named() -> None:
    found = _of(
        a_task(1, _DAY + _dated("09T08:00", "09T17:00")),
        a_task(2, _TWO_DAYS + _dated("07T08:00", "07T17:00")),
        a_task(3, _DAY + _dated("07T08:00", "07T17:00")),
    )
    assert _text(found) == (
        "2 of 3 tasks come out at other dates than in the file, "
        "first T-1 'T1' (finish 7 Apr, file 9 Apr)"
    )
    assert [task.key for task in found.moved] == ["T-1", "T-2"]
    assert found.moved[1].line(date(2025, 6, 1)) == (
        "T-2 'T2': finish 8 Apr 17:00, file 7 Apr 17:00"
    )


def test_other_hours_of_the_same_day_are_shown_with_their_times() -> None:
    found = _of(a_task(1, _DAY + _dated("07T08:00", "07T16:00")))
    assert "(finish 7 Apr 17:00, file 7 Apr 16:00)" in _text(found)
    found = _of(a_task(1, _DAY + _dated("07T09:00", "07T17:00")))
    assert "(start 7 Apr 08:00, file 7 Apr 09:00)" in _text(found)


def test_a_file_without_dates_is_not_compared() -> None:
    assert _of(a_task(1, _DAY)) == FileDates()
    assert _text(FileDates()) == ""


def test_begun_and_finished_activities_of_p6_are_compared_by_their_actual_dates() -> None:
    begun = {
        "act_start_date": "2025-04-01 08:00",
        "early_start_date": "2025-04-07 08:00",
        "early_end_date": "2025-04-07 17:00",
        "remain_drtn_hr_cnt": 8,
    }
    done = {
        "act_start_date": "2025-04-01 08:00",
        "act_end_date": "2025-04-02 17:00",
        "target_start_date": "2025-04-03 08:00",
        "target_end_date": "2025-04-04 17:00",
        "remain_drtn_hr_cnt": 0,
    }
    ahead = {"target_start_date": "2025-04-07 08:00", "target_end_date": "2025-04-08 17:00"}
    rows = [an_activity(1, 40, **begun), an_activity(2, 16, **done), an_activity(3, 16, **ahead)]
    found = planned(read_xer(document(plan_tables(TASK=rows)))).dates
    assert _text(found) == "3 tasks come out at the dates of the file"


def _plan(path: Path) -> Plan:
    return only_plan(read_plan_file(path, ""))


_KNOWN = {
    "msp/Commercial_construction_project_plan.mspdi.xml": (145, 0),
    "msp/New_Product.mspdi.xml": (42, 0),
    "msp_people/Software_Development.mspdi.xml": (86, 0),
    "p6/sample.xer": (25, 0),
    "p6/UP-54069-20251121.xer": (50, 0),
    "p6/percent-complete-8.4.xer": (12, 0),
}


@pytest.mark.parametrize("name", _KNOWN)
def test_real_plans_come_out_at_the_dates_of_their_files(name: str) -> None:
    source = TRUTH / "measure_only" / name
    if not source.exists():
        pytest.skip(f"{source} is not there: set PMTUI_TRUTH_DIR")
    found = planned(_plan(source)).dates
    assert (found.compared, len(found.moved)) == _KNOWN[name]


@settings(deadline=None)
@given(plans())
def test_the_tasks_named_are_those_whose_dates_in_the_store_are_not_those_of_the_file(
    plan: Plan,
) -> None:
    found = planned(plan)
    if found.errors:
        return
    workspace = imported(plan)
    scheduled = plan_of(Figures(workspace, TODAY), project_of(workspace))
    if scheduled is None or scheduled.problem:
        assert not found.dates.moved
        return
    by_code = {task.code: task for task in workspace.tasks.values()}
    expected = set()
    for task in plan.tasks:
        row = by_code[task_code(task)]
        dates = scheduled.dates(row.id)
        assert dates is not None
        says = (task.actual_start or task.start, task.actual_finish or task.finish)
        comes = (moment_of(dates.start), moment_of(dates.finish))
        if any(
            there is not None and here != there for here, there in zip(comes, says, strict=True)
        ):
            expected.add(row.key)
    assert {task.key for task in found.dates.moved} == expected
    firsts = [task.first for task in found.dates.moved]
    assert firsts == sorted(firsts)


def test_a_plan_that_cannot_be_scheduled_says_why() -> None:
    found = FileDates(compared=1, problem="its calendar has no working time")
    assert _text(found) == "the plan has no dates here: its calendar has no working time"
    task = MovedTask("T-1", "Dig", None, None, datetime.fromisoformat("2025-04-07T08:00"), None)
    assert task.text(date(2025, 6, 1)) == "T-1 'Dig' (start no date, file 7 Apr)"
