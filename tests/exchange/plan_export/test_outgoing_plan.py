"""This file makes plans from stored projects: same dates, and found again when they come back."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plan_export.outgoing_plan import Outgoing, outgoing_plan
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.exchange.plans.task_guids import id_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import minutes_of
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_component, a_link, a_person, a_project, a_task, a_workspace, eur
from tests.conftest import id_of as key_id
from tests.exchange.plan_import.test_import_planning import EXPORTS, real_plan
from tests.exchange.plans.stored import dates_in, imported, planned, project_of
from tests.exchange.plans.test_schedule_rules import OF_PEOPLE, PLANS

OF_EVERY_PROJECT = ("the project's state", "5 board columns")
SLACK = ("start", "finish", "total_slack", "free_slack", "critical")


def outgoing(workspace: Workspace, key: str = "") -> Outgoing:
    component = key_id(key) if key else project_of(workspace)
    return outgoing_plan(Figures(workspace, TODAY), component)


def there_and_back(workspace: Workspace) -> Plan:
    return read_msproject(write_msproject(outgoing(workspace).plan))


@pytest.mark.parametrize("name", [*PLANS, *OF_PEOPLE], ids=lambda name: Path(name).name[:32])
def test_a_project_goes_out_with_its_dates_and_comes_back_as_it_is(name: str) -> None:
    workspace = imported(real_plan(name))
    stored = dates_in(workspace)
    plan = there_and_back(workspace)
    made = schedule_of(plan)
    for task in plan.tasks:
        dates, other = stored.dates(id_of(task.guid)), made[task.uid]
        assert [getattr(dates, one) for one in SLACK] == [getattr(other, one) for one in SLACK]
    again = planned(plan, workspace, into=project_of(workspace), start=10_000_000)
    assert again.ops == ()


@pytest.mark.parametrize("name", EXPORTS)
def test_the_dates_of_a_p6_plan_go_out_as_p6_has_them(name: str) -> None:
    workspace = imported(real_plan(name))
    stored = dates_in(workspace)
    found = outgoing(workspace)
    shown = [(stored.dates(id_of(task.guid)), task) for task in found.plan.tasks]
    assert shown
    for dates, task in shown:
        assert dates is not None
        assert task.start is not None
        assert minutes_of(task.start) == dates.start
    assert "the rules of P6" in found.left_out[-1]


def _own() -> Workspace:
    return a_workspace(
        a_project("P-1", name="House"),
        a_person("H-1", "Ann Lee"),
        a_task("T-1", "Ground", days=3, start=date(2026, 12, 1), tags=("x",)),
        a_task("T-2", "Walls", days=5, due=date(2026, 12, 20)),
        a_link("T-1", "T-2"),
    )


def test_a_project_made_here_goes_out_and_its_tasks_are_found_again() -> None:
    workspace = _own()
    found = outgoing(workspace)
    assert [(task.uid, task.name, task.constraint) for task in found.plan.tasks] == [
        (1, "Ground", "SNET"),
        (2, "Walls", "ASAP"),
    ]
    assert found.left_out == ("1 task with tags", *OF_EVERY_PROJECT)
    back = there_and_back(workspace)
    longer = replace(back.tasks[1], duration=back.tasks[1].duration + 480, name="Thick walls")
    changed = replace(back, tasks=(back.tasks[0], longer))
    after = imported(changed, workspace, into=key_id("P-1"), start=10_000_000)
    assert [(task.key, task.title, task.code) for task in after.tasks.values()] == [
        ("T-1", "Ground", "1"),
        ("T-2", "Thick walls", "2"),
    ]
    assert after.tasks[key_id("T-2")].due == date(2026, 12, 20)


def test_what_is_no_project_or_has_no_tasks_is_refused_with_the_reason() -> None:
    workspace = a_workspace(a_component("PF-1"), a_project("P-1", name="House"))
    with pytest.raises(UnreadableError, match="made of one project"):
        outgoing(workspace, "PF-1")
    with pytest.raises(UnreadableError, match="has no tasks"):
        outgoing(workspace, "P-1")


def test_a_plan_whose_tasks_wait_for_each_other_is_refused_by_their_keys() -> None:
    tasks = (a_task("T-1", days=1, after="T-2"), a_task("T-2", days=1, after="T-1"))
    workspace = a_workspace(a_project(), *tasks)
    with pytest.raises(UnreadableError, match=r"wait for each other: (T-\d) > (T-\d) > \1"):
        outgoing_plan(Figures(workspace, TODAY), key_id("P-1"))


def test_slack_critical_people_without_work_and_the_currency_go_out() -> None:
    workspace = a_workspace(
        a_project("P-1", start=date(2026, 11, 30)),
        a_person("H-1", "Ann Lee", rate=Money(5000, "JPY")),
        a_person("H-2", "Bo Gone", archived=True),
        a_task("T-1", duration=960, fixed_cost=Money(900, "JPY")),
        a_task("T-2", duration=480),
        a_task("T-3", duration=480, after="T-1 T-2"),
    )
    found = outgoing(workspace, "P-1")
    back = there_and_back(workspace)
    assert [(task.total_slack, task.critical) for task in back.tasks] == [
        (0, True),
        (480, False),
        (0, True),
    ]
    assert [one.name for one in back.resources] == ["Ann Lee"]
    text = write_msproject(found.plan).decode()
    for part in ("Digits>0<", "Symbol>\u00a5<", "Code>JPY<"):
        assert f"<Currency{part}" in text
    kept = write_msproject(replace(found.plan, currency="KWD")).decode()
    assert "<CurrencyDigits>2<" in kept
    assert "<CurrencySymbol>KWD<" in kept


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"duration": st.sampled_from((480, 1000, 4800))},
            optional={
                "actual_start": st.dates(date(2026, 11, 2), date(2026, 11, 20)),
                "percent": st.sampled_from((0, 10, 50, 99)),
                "start": st.dates(date(2026, 11, 2), date(2026, 12, 4)),
            },
        ),
        min_size=1,
        max_size=4,
    ),
    is_chain=st.booleans(),
    status=st.none() | st.dates(date(2026, 11, 2), date(2026, 12, 4)),
)
def test_work_put_off_by_the_status_date_goes_out_so_that_others_plan_it_then(
    rows: list[dict[str, Any]],
    is_chain: bool,  # noqa: FBT001
    status: date | None,
) -> None:
    rows = [
        {k: v for k, v in row.items() if k != "percent" or "actual_start" in row} for row in rows
    ]
    tasks = [
        a_task(f"T-{at}", after=f"T-{at - 1}" if is_chain and at > 1 else "", **row)
        for at, row in enumerate(rows, 1)
    ]
    project = a_project(
        start=date(2026, 11, 2), unfinished_work="from_status_date", status_date=status
    )
    workspace = a_workspace(project, *tasks)
    stored = dates_in(workspace)
    back = there_and_back(workspace)
    made = schedule_of(back)
    for task in back.tasks:
        dates, other = stored.dates(id_of(task.guid)), made[task.uid]
        assert dates is not None
        assert dates.start // 1440 == other.start // 1440
        assert dates.finish == other.finish


def test_work_put_off_that_comes_back_days_later_is_as_it_was() -> None:
    workspace = a_workspace(
        a_project(start=date(2026, 11, 2), unfinished_work="from_status_date"),
        a_task("T-1", duration=4800, actual_start=date(2026, 11, 2), percent=10),
        a_task("T-2", duration=480),
    )
    found = outgoing(workspace)
    assert [(t.constraint, t.resume is not None) for t in found.plan.tasks] == [
        ("ASAP", True),
        ("SNET", False),
    ]
    assert found.left_out == OF_EVERY_PROJECT
    later = TODAY + timedelta(days=3)
    new = count(10_000_000)
    back = there_and_back(workspace)
    again = plan_import(workspace, back, lambda: next(new), later, into=project_of(workspace))
    moved = [op for op in again.ops if op.table == "tasks" and op.field not in NAMED]
    assert moved == []
    own = key_id("P-1")
    assert [op for op in again.ops if op.id == own and op.field != "calendar"] == []


NAMED = frozenset({"code", "uid"})
"""What a task made here takes from the file, to be found by it."""


@st.composite
def _begun_or_not(draw: st.DrawFn) -> dict[str, Any]:
    """What people type of a task: much of what a file says is left to follow."""
    days = st.dates(date(2026, 11, 2), date(2026, 12, 4))
    fields: dict[str, Any] = {
        "kind": draw(st.sampled_from(("task", "milestone", "deliverable"))),
        "column": draw(st.sampled_from(("", "Backlog", "Doing", "Done"))),
        "percent": draw(st.sampled_from((0, 0, 30, 50, 99))),
        "duration": draw(st.sampled_from((None, 0, 480, 1000))),
        "remaining_duration": draw(st.sampled_from((None, None, 0, 240))),
        "start": draw(st.none() | days),
        "actual_start": draw(st.none() | days),
        "days": draw(st.sampled_from((None, 0, 2))),
        "actual_cost": draw(st.sampled_from((None, eur(0), eur(70)))),
        "fixed_cost": draw(st.sampled_from((None, eur(0), eur(100)))),
    }
    if fields["actual_start"] is not None and draw(st.booleans()):
        fields["actual_finish"] = fields["actual_start"] + timedelta(days=draw(st.integers(0, 9)))
    return {name: value for name, value in fields.items() if value not in (None, "")}


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(_begun_or_not(), min_size=1, max_size=4),
    assigned=st.sampled_from((None, {}, {"work": 600}, {"work": 600, "actual_work": 60})),
    is_below=st.booleans(),
    goes_on=st.sampled_from(("as_planned", "from_status_date")),
    status=st.none() | st.dates(date(2026, 11, 2), date(2026, 12, 4)),
)
def test_whatever_goes_out_and_comes_back_changes_nothing(
    rows: list[dict[str, Any]],
    assigned: dict[str, Any] | None,
    is_below: bool,  # noqa: FBT001
    goes_on: str,
    status: date | None,
) -> None:
    tasks = [
        a_task(f"T-{at}", under="T-1" if at == 2 and is_below else "", **row)
        for at, row in enumerate(rows, 1)
    ]
    person = a_person("H-1", "Ann Lee", rate=eur(50))
    works = [
        Assignment(
            id=1, task=key_id(f"T-{len(rows)}"), component=key_id("P-1"), person=person.id, **work
        )
        for work in ([] if assigned is None else [assigned])
    ]
    project = a_project(start=date(2026, 11, 2), unfinished_work=goes_on, status_date=status)
    workspace = a_workspace(project, person, *tasks, tuple(works))
    changes = [
        op
        for op in planned(there_and_back(workspace), workspace, into=key_id("P-1")).ops
        if op.table in {"tasks", "assignments", "people", "links"} and op.field not in NAMED
    ]
    assert changes == []
