"""This file reads P6 exports and schedules them against the dates P6 had computed."""

import json
from collections import Counter
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.exchange.plans.source_file import ProjectLink
from pmtui.exchange.xer.xer_reader import read_xer, read_xers
from pmtui.model.calendar.work_calendar import moment_of
from tests.exchange.plans.truth import TRUTH, differences
from tests.exchange.xer.documents import a_link, an_activity, document, plan_tables

DATES_OF_WHAT_IS_LEFT = frozenset({"es", "ef", "ls", "lf"})
"""Of begun work P6 keeps the early and late dates of what is left; the schedule, of the whole."""
REASONS = {
    ("wk2", "finish"): "a task tied by its finish to a start may end at the next morning in P6",
    ("wk2", "ef"): "the same; and a start milestone without predecessors may stand at midnight",
    ("wk2", "es"): "a start milestone without predecessors stands at the minute of the data date",
    ("wk2", "ls"): "a milestone's late date may stand at the end of a day or the start of the next",
    ("UP-54069-20251121", "ls"): "a milestone's late date, as above",
    ("UP-54069-20251121", "lf"): "a milestone's late date, as above",
}
"""Why a field of a file may differ; anything else is an error."""


def found_in(name: str) -> list[tuple[Any, ...]]:
    """What our dates of a file's activities say otherwise than P6's."""
    source = TRUTH / "measure_only" / "p6" / f"{name}.xer"
    if not source.exists():
        pytest.skip(f"{source} is not there: set PMTUI_TRUTH_DIR")
    plan = read_xer(source.read_bytes())
    truth_file = source.with_name(f"{name.replace('-', '_')}.truth.json")
    truth = json.loads(truth_file.read_text("utf-8"))
    rows = {task.uid: task for task in plan.tasks if not task.summary}
    truth["tasks"] = [row for row in truth["tasks"] if not row["summary"]]
    assert len(truth["tasks"]) == len(rows)
    return [
        one
        for one in differences(plan, truth)
        if rows[one[0]].actual_start is None or one[1] not in DATES_OF_WHAT_IS_LEFT
    ]


@pytest.mark.parametrize("name", ["sample", "BL-54069-B2-20250902"])
def test_activities_have_every_date_and_float_of_p6(name: str) -> None:
    assert found_in(name) == []


@pytest.mark.parametrize(("name", "most"), [("UP-54069-20251121", 2), ("wk2", 13)])
def test_what_differs_from_p6_is_known_by_its_reason(name: str, most: int) -> None:
    found = found_in(name)
    counted = Counter(one[1] for one in found)
    for field, count in sorted(counted.items()):
        print(f"{name}: {field} of {count} activities: {REASONS.get((name, field))}")  # noqa: T201
    assert {(name, field) for field in counted} <= REASONS.keys()
    assert len(found) <= most
    assert not {"start", "total", "free", "critical"} & counted.keys()


def test_the_wbs_stands_above_its_activities_in_order() -> None:
    wbs = [
        {"wbs_id": 10, "proj_id": 1, "proj_node_flag": "Y", "wbs_name": "Plan"},
        {"wbs_id": 12, "parent_wbs_id": 10, "proj_id": 1, "seq_num": 2, "wbs_short_name": "B"},
        {"wbs_id": 11, "parent_wbs_id": 10, "proj_id": 1, "seq_num": 1, "wbs_short_name": "A"},
        {"wbs_id": 13, "parent_wbs_id": 11, "proj_id": 1, "seq_num": 1, "wbs_short_name": "1"},
        {"wbs_id": 14, "parent_wbs_id": 10, "proj_id": 1, "seq_num": 9, "wbs_short_name": "C"},
    ]
    rows = [
        an_activity(2, wbs_id=13, task_code="Z"),
        an_activity(1, wbs_id=13, task_code="Y"),
        an_activity(3, wbs_id=12),
        an_activity(11, wbs_id=10),
    ]
    plan = read_xer(document(plan_tables(PROJWBS=wbs, TASK=rows)))
    assert [(t.uid, t.code, t.parent) for t in plan.tasks] == [
        (11, "A11", 0),
        (-11, "A", 0),
        (13, "A.1", -11),
        (1, "Y", 13),
        (2, "Z", 13),
        (12, "B", 0),
        (3, "A3", 12),
    ]
    assert plan.whole is not None
    assert (plan.whole.name, plan.title) == ("Plan", "Plan")
    assert plan.unknown == ("PROJWBS without activities: 1",)


def test_links_keep_their_type_and_lag_and_those_to_other_projects_are_told_apart() -> None:
    links = [
        a_link(1, 2, "PR_SS", 4),
        a_link(1, 2, "PR_FF", -8),
        {**a_link(99, 2), "pred_proj_id": 7},
    ]
    rows = [an_activity(1), an_activity(2)]
    file = read_xers(document(plan_tables(TASK=rows, TASKPRED=links)))
    assert [(k.type, k.lag) for k in file.plans[0].links] == [("SS", 240), ("FF", -480)]
    assert file.links == (
        ProjectLink(
            predecessor_project="P6 7", predecessor=99, successor_project="P6 1", successor=2
        ),
    )


def test_logic_wins_and_nothing_left_to_do_is_before_the_data_date() -> None:
    project = {**plan_tables()["PROJECT"][0], "last_recalc_date": "2025-04-08 17:00"}
    done = an_activity(1, act_start_date="2025-04-07 08:00", act_end_date="2025-04-07 17:00")
    late = an_activity(3, cstr_type="CS_MEOB", cstr_date="2025-04-08 17:00")
    tables = plan_tables(
        PROJECT=[project],
        TASK=[done, an_activity(2), late],
        TASKPRED=[a_link(1, 2), a_link(2, 3)],
    )
    plan = read_xer(document(tables))
    made = schedule_of(plan)
    assert [moment_of(made[uid].start).isoformat()[:16] for uid in (1, 2, 3)] == [
        "2025-04-07T08:00",
        "2025-04-09T08:00",
        "2025-04-10T08:00",
    ]
    assert (made[3].total_slack, made[2].total_slack) == (-960, -960)


def test_progress_is_read_by_the_kind_the_activity_names() -> None:
    begun: dict[str, Any] = {"act_start_date": "2025-04-07 08:00", "remain_drtn_hr_cnt": 10}
    rows = [
        an_activity(1, 40, complete_pct_type="CP_Drtn", **begun),
        an_activity(2, 40, complete_pct_type="CP_Phys", phys_complete_pct=60, **begun),
        an_activity(
            3, 40, complete_pct_type="CP_Units", act_work_qty=30, remain_work_qty=90, **begun
        ),
        an_activity(4, 40, phys_complete_pct=60),
    ]
    plan = read_xer(document(plan_tables(TASK=rows)))
    assert [task.percent for task in plan.tasks] == [75, 60, 25, 0]
    assert [task.remaining for task in plan.tasks] == [600, 600, 600, None]


def test_level_of_effort_keeps_its_dates_and_is_listed() -> None:
    dates: dict[str, Any] = {
        "early_start_date": "2025-04-08 08:00",
        "early_end_date": "2025-04-11 17:00",
    }
    plan = read_xer(document(plan_tables(TASK=[an_activity(1, task_type="TT_LOE", **dates)])))
    made = schedule_of(plan)
    assert moment_of(made[1].finish) == datetime(2025, 4, 11, 17)  # noqa: DTZ001
    assert plan.unknown == ("TASK/task_type TT_LOE, which keeps the dates of the file: 1",)


def test_settings_that_are_not_ours_are_listed() -> None:
    options = [{"proj_id": 1, "sched_retained_logic": "N", "sched_float_type": "FT_SF"}]
    plan = read_xer(document(plan_tables(SCHEDOPTIONS=options, TASK=[an_activity(1)])))
    assert plan.unknown == (
        "SCHEDOPTIONS/sched_float_type FT_SF, scheduled with FT_FF: 1",
        "SCHEDOPTIONS/sched_retained_logic N, scheduled with Y: 1",
    )


def test_lag_runs_in_the_calendar_the_settings_name() -> None:
    rows, links = [an_activity(1), an_activity(2)], [a_link(1, 2, "PR_FS", 24)]
    for calendar, unit in (("rcal_24Hour", "elapsed"), ("rcal_Predecessor", "work")):
        options = [{"proj_id": 1, "sched_calendar_on_relationship_lag": calendar}]
        plan = read_xer(document(plan_tables(SCHEDOPTIONS=options, TASK=rows, TASKPRED=links)))
        assert ([link.lag_unit for link in plan.links], plan.unknown) == ([unit], ())


def test_of_several_projects_one_must_be_named() -> None:
    project = plan_tables()["PROJECT"][0]
    both = [project, {**project, "proj_id": 2, "proj_short_name": "Q"}]
    rows = [an_activity(1), an_activity(2, proj_id=2)]
    data = document(plan_tables(PROJECT=both, TASK=rows))
    with pytest.raises(UnreadableError, match="holds the projects P, Q"):
        read_xer(data)
    assert [task.uid for task in read_xer(data, "Q").tasks] == [2]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({}, "holds no project"),
        (plan_tables(PROJECT=[{"proj_id": 1}]), "no plan_start_date"),
        (plan_tables(TASK=[an_activity(1, proj_id=2)]), "no activity is of project '1'"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tables: Any, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_xer(document(tables))


def test_a_file_of_something_else_is_refused() -> None:
    for data in (b"", b"PK\x03\x04", b"<Project/>", b"name,start\r\n"):
        with pytest.raises(UnreadableError, match="does not begin with ERMHDR"):
            read_xer(data)
    with pytest.raises(UnreadableError, match="larger than"):
        read_xer(document(plan_tables()), largest=10)


WHOLE = document(
    plan_tables(TASK=[an_activity(1), an_activity(2)], TASKPRED=[a_link(1, 2, "PR_SS", 4)])
)


@settings(max_examples=150, deadline=None)
@given(
    cut=st.integers(0, len(WHOLE)),
    flips=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(1, 255)), max_size=6),
)
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    cut: int, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(WHOLE)
    for place, mask in flips:
        data[place] ^= mask
    for damaged in (bytes(data), bytes(data[:cut])):
        with suppress(UnreadableError):
            read_xer(damaged)
