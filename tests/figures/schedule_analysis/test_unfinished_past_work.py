"""This file tests where unfinished work of stored projects lies, and when the day moves it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.catalogue import figure
from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.schedule_analysis.driving_links import start_reason
from pmtui.figures.schedule_analysis.unfinished_past_work import past_work, past_work_in
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import apply, edit, touched
from tests.conftest import TODAY, a_link, a_project, a_task, a_workspace, figures_of, id_of
from tests.figures.cpm.test_properties import TRIES

DAY = 480
GOES_ON = "from_status_date"
EARLY = TODAY - timedelta(days=30)


def a_plan(*rows: Any, **fields: Any) -> Figures:
    given: dict[str, Any] = {"start": EARLY, "unfinished_work": GOES_ON} | fields
    return figures_of(a_project("P-1", **given), *rows)


def work(key: str, **fields: Any) -> Any:
    return a_task(key, project="P-1", **{"duration": 2 * DAY, **fields})


def ends(figures: Figures, key: str) -> tuple[date, date]:
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    start, finish = plan.ends(id_of(key))
    return moment_of(start).date(), moment_of(finish - 1).date()


def test_work_goes_on_today_where_no_status_date_is_set() -> None:
    assert TODAY.weekday() < 5
    assert ends(a_plan(work("T-1")), "T-1")[0] == TODAY


def test_work_goes_on_the_day_after_the_status_date() -> None:
    reported = TODAY - timedelta(days=TODAY.weekday())
    figures = a_plan(work("T-1"), status_date=reported)
    assert ends(figures, "T-1")[0] == reported + timedelta(days=1)


def test_an_older_store_leaves_work_where_it_was_planned() -> None:
    figures = a_plan(work("T-1"), unfinished_work="as_planned")
    assert ends(figures, "T-1")[0] < TODAY
    found = past_work(figures, id_of("P-1"))
    assert found is not None
    assert (found.tasks, found.day) == ((id_of("T-1"),), TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        {"unfinished_work": GOES_ON},
        {"unfinished_work": "as_planned", "start": TODAY},
        {"unfinished_work": "as_planned", "state": "closed"},
        {"unfinished_work": "as_planned", "status_date": EARLY - timedelta(days=9)},
        {"unfinished_work": "as_planned", "schedule_rules": "p6", "status_date": EARLY},
    ],
)
def test_nothing_is_said_where_it_would_make_no_difference(fields: dict[str, Any]) -> None:
    figures = a_plan(work("T-1"), **fields)
    assert list(past_work_in(figures, figures.workspace.components)) == []


@pytest.mark.parametrize("fields", [{"state": "closed"}, {"actual_finish": EARLY}])
def test_what_is_over_does_not_move_with_the_day(fields: dict[str, Any]) -> None:
    assert ends(a_plan(work("T-1"), **fields), "T-1")[0] < TODAY


def test_what_is_done_without_a_date_stays_where_it_was_planned() -> None:
    figures = a_plan(work("T-1", column="Done"), work("T-2"), a_link("T-1", "T-2"))
    assert ends(figures, "T-1")[1] < TODAY
    assert ends(figures, "T-2")[0] == TODAY


def test_what_is_half_done_without_a_start_has_half_of_it_to_come() -> None:
    start, finish = ends(a_plan(work("T-1", percent=50)), "T-1")
    assert (start < TODAY, finish) == (True, TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        {"duration": None, "start": EARLY, "finish": EARLY},
        {"constraint": "MSO", "constraint_date": EARLY},
        {"constraint": "MFO", "constraint_date": EARLY},
    ],
)
def test_what_a_person_has_fixed_stays_and_is_not_named(fields: dict[str, Any]) -> None:
    assert ends(a_plan(work("T-1", **fields)), "T-1")[1] <= EARLY + timedelta(days=3)
    as_planned = a_plan(work("T-1", **fields), unfinished_work="as_planned")
    assert past_work(as_planned, id_of("P-1")) is None


def test_another_day_moves_work_that_was_not_done() -> None:
    before = a_plan(work("T-1"))
    assert ends(before, "T-1")[0] == TODAY
    later = TODAY + timedelta(days=7)
    after = Figures.next(before, before.workspace, frozenset(), later)
    assert ends(after, "T-1")[0] == later
    assert ends(Figures(before.workspace, EARLY), "T-1")[0] >= EARLY


def test_setting_the_rule_or_the_status_date_carries_plans_on_as_if_made_afresh() -> None:
    figures = a_plan(work("T-1"), work("T-2"), a_link("T-1", "T-2"), unfinished_work="as_planned")
    plans_of(figures).of(id_of("P-1"))
    for field in ({"unfinished_work": GOES_ON}, {"status_date": TODAY + timedelta(days=14)}):
        row = figures.workspace.components[id_of("P-1")]
        ops = edit("components", row, **field)
        workspace = apply(figures.workspace, ops)
        figures = Figures.next(figures, workspace, touched(ops), TODAY)
        fresh = Figures(workspace, TODAY)
        for key in ("T-1", "T-2"):
            assert ends(figures, key) == ends(fresh, key)
            assert ends(figures, key)[0] >= TODAY


def test_a_figure_names_what_holds_a_task() -> None:
    figures = a_plan(work("T-1"))
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    assert start_reason(plan, id_of("T-1")) == "status date"
    declared = figure("planned", "tasks")
    assert declared is not None
    inputs = {one.label: one.value for one in declared.inputs(figures, id_of("T-1"))}
    assert inputs["unfinished work is not before"] == TODAY
    assert inputs["status date"] == "none: unfinished work goes on today"
    planned = a_plan(work("T-1"), unfinished_work="as_planned")
    inputs = {one.label: one.value for one in declared.inputs(planned, id_of("T-1"))}
    assert inputs["unfinished work"] == "stays where it was planned"


_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "percent": st.integers(0, 100),
        "actual_start": st.dates(EARLY, TODAY),
        "remaining_duration": st.integers(0, 2 * DAY),
        "constraint": st.sampled_from(["", "SNET", "FNLT", "MSO"]),
        "constraint_date": st.dates(EARLY, TODAY + timedelta(days=30)),
        "duration": st.integers(0, 20 * DAY),
    },
)
_RULES = st.fixed_dictionaries(
    {"unfinished_work": st.sampled_from(["as_planned", GOES_ON])},
    optional={"status_date": st.dates(EARLY, TODAY + timedelta(days=9))},
)


@settings(max_examples=TRIES, deadline=None)
@given(
    st.lists(_FIELDS, min_size=3, max_size=3),
    _RULES,
    st.lists(_RULES | st.tuples(st.integers(1, 3), _FIELDS) | st.integers(-20, 20), max_size=4),
)
def test_plans_carried_on_with_progress_and_status_dates_are_as_if_made_afresh(
    tasks: list[dict[str, Any]], rules: dict[str, Any], edits: list[Any]
) -> None:
    rows = [work(f"T-{number}", **fields) for number, fields in enumerate(tasks, 1)]
    workspace = a_workspace(
        a_project("P-1", start=EARLY, **rules), *rows, a_link("T-1", "T-2"), a_link("T-2", "T-3")
    )
    figures, today = Figures(workspace, TODAY), TODAY
    for change in [0, *edits]:
        ops: Any = ()
        if isinstance(change, int):
            today = TODAY + timedelta(days=change)
        elif isinstance(change, dict):
            ops = edit("components", figures.workspace.components[id_of("P-1")], **change)
        else:
            task = figures.workspace.tasks[id_of(f"T-{change[0]}")]
            ops = edit("tasks", task, **change[1])
        after = apply(figures.workspace, ops)
        figures = Figures.next(figures, after, touched(ops), today)
        kept, fresh = plan_of(figures, id_of("P-1")), plan_of(Figures(after, today), id_of("P-1"))
        assert kept is not None
        assert fresh is not None
        for key in ("T-1", "T-2", "T-3"):
            assert kept.dates(id_of(key)) == fresh.dates(id_of(key))
        assert past_work(figures, id_of("P-1")) == past_work(Figures(after, today), id_of("P-1"))
