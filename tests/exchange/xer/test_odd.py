"""This file breaks details of XER files: each refuses itself, the rest stays as it was."""

import os
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.xer.xer_reader import read_xer
from pmtui.model.calendar.work_calendar import OFFICE_WEEK
from tests.exchange.plans.stored import imported, planned
from tests.exchange.xer.documents import a_link, an_activity, document, office, plan_tables

SAMPLE: Final = Path(__file__).parents[3] / "sample_data" / "plans" / "footbridge.xer"
TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
ODD: Final = ("", "x?", "-7", "99999", "1e400", "nan", "2026-02-31 08:00", "\u0663", "9e9", "0")
A1: Final = "task A1 'Activity 1'"


def _tasks(*rows: dict[str, object], **more: Any) -> bytes:
    return document(plan_tables(TASK=list(rows), **more))


def _wbs(*rows: dict[str, object]) -> bytes:
    whole = {"wbs_id": 10, "proj_id": 1, "proj_node_flag": "Y", "wbs_name": "Plan"}
    return _tasks(an_activity(1, wbs_id=11), PROJWBS=[whole, *rows])


def _part(id_: object, above: object, project: object = 1) -> dict[str, object]:
    return {
        "wbs_id": id_, "parent_wbs_id": above, "proj_id": project, "wbs_short_name": f"W{id_}",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            _tasks(an_activity(1, remain_drtn_hr_cnt="long")),
            f"{A1}: remain_drtn_hr_cnt is 'long', no number; left out",
        ),
        (
            _tasks(an_activity(1, remain_drtn_hr_cnt="9e9")),
            f"{A1}: remain_drtn_hr_cnt is '9e9', more than a century of hours; left out",
        ),
        (
            _tasks(an_activity(1, target_drtn_hr_cnt="")),
            f"{A1}: target_drtn_hr_cnt is missing; it takes as long as remain_drtn_hr_cnt says",
        ),
        (
            _tasks(an_activity(1, act_start_date="soon")),
            f"{A1}: act_start_date is 'soon', no date and time such as 2026-01-31 08:00; left out",
        ),
        (
            _tasks(an_activity(1, act_start_date="2926-01-01 08:00")),
            f"{A1}: act_start_date is '2926-01-01 08:00', in no year from 1950 to 2149; left out",
        ),
        (
            _tasks(an_activity(1, cstr_type="CS_NEW", cstr_date="2025-04-09 08:00")),
            f"{A1}: cstr_type is 'CS_NEW', none that is known; left out",
        ),
        (
            _tasks(an_activity(1, cstr_type="CS_MSOA")),
            f"{A1}: cstr_type is CS_MSOA and cstr_date is missing; the constraint is left out",
        ),
        (
            _tasks(an_activity(1, task_type="TT_New")),
            f"{A1}: task_type is 'TT_New', none that is known; taken as a task",
        ),
        (
            _tasks(an_activity(1, clndr_id=9)),
            (
                f"{A1}: its calendar 9 is not in the file; it keeps the calendar of the project, "
                "Office"
            ),
        ),
        (
            _tasks(an_activity(1, clndr_id="")),
            f"{A1}: it has no calendar; it keeps the calendar of the project",
        ),
        (
            _tasks(an_activity(1), PROJECT=[plan_tables()["PROJECT"][0] | {"clndr_id": 8}]),  # type: ignore[operator]
            (
                "the plan: its calendar 8 is not in the file; it keeps the calendar Standard, "
                "Monday to Friday from 8 to 17"
            ),
        ),
        (
            _tasks(an_activity(1), an_activity(2), TASKPRED=[a_link(1, 2, "PR_XX")]),
            "link: pred_type is 'PR_XX', none that is known; taken as FS",
        ),
        (
            _tasks(an_activity(1), TASKPRED=[{**a_link(7, 1), "task_pred_id": 3}]),
            "link 3: its predecessor 7 is not in the file; left out",
        ),
        (
            _tasks(an_activity(1), TASKPRED=[{**a_link(1, 7), "task_pred_id": 3}]),
            "link 3: its successor 7 is not in the file; left out",
        ),
        (
            _tasks(an_activity(1), TASKPRED=[a_link(1, 1)]),
            "link: activity 1 is its own predecessor; left out",
        ),
        (
            _tasks(an_activity(1), an_activity(1, task_code="B", task_name="Other")),
            "task B 'Other': another one has the same task_id 1; it is taken as 2",
        ),
        (
            _tasks(an_activity(1), an_activity(2, task_code="a1", task_name="Other")),
            "task a1 'Other': another one has the same code a1; taken as a1 (2)",
        ),
        (
            _tasks(an_activity(1, proj_id="")),
            f"{A1}: it has no proj_id; taken as of the only project",
        ),
        (
            _tasks(an_activity(2), an_activity(1, proj_id=4)),
            f"{A1}: its project 4 is not in the file; left out",
        ),
        (
            _tasks(
                an_activity(1),
                RSRC=[{"rsrc_id": 7, "rsrc_short_name": name} for name in ("ANN", "BEN")],
                TASKRSRC=[{"taskrsrc_id": 1, "proj_id": 1, "task_id": 1, "rsrc_id": 7}],
            ),
            "resource BEN: another one has the same rsrc_id 7; left out",
        ),
        (
            _tasks(an_activity(1), PROJCOST=[{"cost_item_id": 3, "proj_id": 1, "task_id": 9}]),
            "PROJCOST 3: its activity 9 is not in the file; left out",
        ),
        (
            _tasks(an_activity(1), TASKMEMO=[{"memo_id": 3, "proj_id": 1, "task_id": 9}]),
            "TASKMEMO 3: its activity 9 is not in the file; left out",
        ),
        (
            _tasks(an_activity(1, wbs_id=44)),
            f"{A1}: its wbs_id 44 is not in the file; it stands right below the whole",
        ),
        (
            _wbs(_part(11, 44)),
            "WBS W11: its parent_wbs_id 44 is not in the file; it stands right below the whole",
        ),
        (
            _wbs(_part(11, 12), _part(12, 11)),
            "WBS W11: it stands under itself; it stands right below the whole",
        ),
        (_wbs(_part(11, 10), _part(11, 10)), "WBS W11: another one has the same wbs_id; left out"),
        (
            _tasks(an_activity(1), CALENDAR=[{"clndr_id": 5, "clndr_data": "(0||Cal"}]),
            (
                "calendar 5: clndr_data: its data cannot be read at character 1; it keeps the days "
                "of Standard"
            ),
        ),
    ],
)
def test_one_odd_detail_is_told_by_its_place_and_the_rest_is_taken(
    data: bytes, message: str
) -> None:
    plan = read_xer(data)
    assert [one.text for one in plan.odd] == [message]
    found = planned(plan)
    assert [one.text for one in found.findings] == [message]
    assert found.ops


def test_empty_cells_with_a_usual_value_are_told_in_one_line_for_each_column() -> None:
    rows = [an_activity(1, task_type=""), an_activity(2, task_type=""), an_activity(3)]
    links = [a_link(1, 2), {**a_link(2, 3), "lag_hr_cnt": "", "pred_type": ""}]
    plan = read_xer(_tasks(*rows, TASKPRED=links))
    assert [one.text for one in plan.odd] == [
        f"{A1} and 1 more: task_type is empty; taken as a task",
        "link: pred_type is empty; taken as FS",
        "link: lag_hr_cnt is empty; taken as no lag",
    ]
    assert [(link.type, link.lag) for link in plan.links] == [("FS", 0), ("FS", 0)]


def test_activities_with_one_code_or_one_number_stay_apart_and_come_again_as_they_are() -> None:
    rows = [
        an_activity(1, task_code="X", task_name="One"),
        an_activity(2, task_code="x", task_name="Two"),
        an_activity(2, task_code="Y", task_name="Three"),
    ]
    plan = read_xer(_tasks(*rows))
    workspace = imported(plan)
    assert {task.title: task.code for task in workspace.tasks.values()} == {
        "One": "X", "Two": "x (2)", "Three": "Y",
    }  # fmt: skip
    again = imported(plan, workspace, start=9_000)
    assert again.tasks == workspace.tasks


def test_an_odd_day_of_a_calendar_keeps_the_usual_hours_and_the_others_stay() -> None:
    bad = office("(0||0(d|45765)())(0||1(d|soon)())").replace("s|08:00", "s|noon", 1)
    calendar = plan_tables()["CALENDAR"][0]
    plan = read_xer(_tasks(an_activity(1), CALENDAR=[{**calendar, "clndr_data": bad}]))
    assert plan.calendars[5].days == OFFICE_WEEK
    assert len(plan.calendars[5].exceptions) == 1
    assert [one.text for one in plan.odd] == [
        "calendar 5 'Office': Monday: its hours: 'noon' is no time; it keeps the hours of Standard",
        "calendar 5 'Office': exceptions: 'soon' is no date; left out",
    ]


@cache
def _whole() -> tuple[tuple[str, ...], Plan]:
    data = SAMPLE.read_bytes()
    return tuple(data.decode().split("\n")), read_xer(data)


def _taken(data: bytes) -> Plan | None:
    """What is read, which an import can plan; None where it is refused in one sentence."""
    try:
        plan = read_xer(data)
        found = planned(plan)
    except UnreadableError as error:
        sentence = str(error)
    else:
        assert all(one.what and one.todo for one in found.findings)
        assert not [one for one in found.errors if "circle" not in one.text], found.errors
        return plan
    assert len(sentence.splitlines()) == 1
    return None


def _broken(lines: tuple[str, ...], row: int, cell: int, how: str) -> tuple[bytes, str, str]:
    """The file with one cell broken; its table and column."""
    rows = [at for at, line in enumerate(lines) if line.startswith("%R")]
    at = rows[row % len(rows)]
    cells = lines[at].rstrip("\r").split("\t")
    place = 1 + cell % (len(cells) - 1)
    table = next(line for line in reversed(lines[:at]) if line.startswith("%T"))
    head = next(line for line in reversed(lines[:at]) if line.startswith("%F"))
    if how == "removed":
        del cells[place]
    else:
        cells[place] = how
    changed = [*lines[:at], "\t".join(cells), *lines[at + 1 :]]
    return "\n".join(changed).encode(), table.split()[1], head.rstrip("\r").split("\t")[place]


@settings(max_examples=TRIES, deadline=None)
@given(st.integers(0, 1 << 16), st.integers(0, 1 << 16), st.sampled_from(["removed", *ODD]))
def test_any_cell_broken_is_left_out_or_told_and_everything_else_is_as_it_was(
    row: int, cell: int, how: str
) -> None:
    lines, whole = _whole()
    data, table, column = _broken(lines, row, cell, how)
    plan = _taken(data)
    if plan is None:
        assert table == "PROJECT" or column == "proj_id", (table, column)
        return
    if how == "removed" and table in {"PROJECT", "PROJWBS"}:
        return
    before = {task.code: task for task in whole.tasks}
    differing = [task for task in plan.tasks if not _same(before.get(task.code), task, table)]
    assert len(differing) <= 1, (table, column, how, differing)
    missing = before.keys() - {task.code for task in plan.tasks}
    assert len(missing) <= 1, (table, column, how, missing)
    if missing and not differing:
        assert plan.odd
    left_out = len(plan.odd) + (plan.unknown != whole.unknown)
    assert len(whole.links) - len(plan.links) <= left_out
    assert len(whole.assignments) - len(plan.assignments) <= left_out


def _same(before: PlanTask | None, task: PlanTask, table: str) -> bool:
    """Whether a task is as it was; one below a broken part of the WBS may stand elsewhere."""
    if before is None:
        return False
    if table == "CALENDAR":
        return structs.replace(before, calendar=task.calendar) == task
    if table != "PROJWBS":
        return before == task
    return (before.name, before.duration, before.actual_start) == (
        task.name, task.duration, task.actual_start,
    )  # fmt: skip
