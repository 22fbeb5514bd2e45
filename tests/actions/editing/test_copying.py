"""This file tests the laws of copies over random plans, and what goes along with a plan."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.actions.editing.copying import Copy, Place, copy_of
from pmtui.actions.editing.originals import Original
from pmtui.demo import sample_workspace
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.requirements import Criterion, Requirement
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.calendar.work_calendar import OFFICE, bases, day_shifts
from pmtui.model.changes.ops import apply, invert, settle_keys
from pmtui.model.costing.ledger import CostLine
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.tasks import Assignment, Check, Link, Task
from pmtui.model.governance.bodies import Responsibility
from pmtui.model.governance.gates import Gate
from pmtui.model.merging.settle import validated
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    column_id,
    eur,
    id_of,
)

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "40"))
HOURS: Final = "08:00-12:00 13:00-17:00"
SHIFTED: Final = WorkingCalendar(
    id=70, key="K-1", name="Tuesday to Saturday", tuesday=HOURS, wednesday=HOURS, thursday=HOURS,
    friday=HOURS, saturday=HOURS,
)  # fmt: skip
HOLIDAY: Final = CalendarException(
    id=71, calendar=70, name="Shut", first=date(2027, 3, 9), last=date(2027, 3, 12)
)
MONDAY: Final = date(2027, 3, 1)
dates = st.dates(date(2026, 6, 1), date(2027, 6, 30))


@st.composite
def plans(draw: st.DrawFn) -> Workspace:
    """A program of two projects and one beside it, with tasks, links, calendars and people."""
    parts: list[Entity | Parts] = [SHIFTED, HOLIDAY, a_person("H-1", "Ann"), a_component("PG-1")]
    for number, within in ((1, "PG-1"), (2, "PG-1"), (3, "")):
        start = draw(st.none() | dates)
        calendar = draw(st.sampled_from((0, 70)))
        parts.append(a_project(f"P-{number}", within, start=start, calendar=calendar))
    keys: list[str] = []
    for number in range(1, draw(st.integers(3, 9)) + 1):
        project = draw(st.sampled_from(("P-1", "P-2", "P-3")))
        fields: dict[str, Any] = {"duration": draw(st.integers(0, 9)) * 240}
        fields |= draw(st.sampled_from(({}, {"calendar": 70}, {"percent": 40})))
        fields |= {
            "due": draw(st.none() | dates),
            "owner": draw(st.sampled_from((0, id_of("H-1")))),
        }
        if draw(st.booleans()):
            fields |= {"constraint": "SNET", "constraint_date": draw(dates)}
        keys.append(f"T-{number}")
        parts.append(a_task(keys[-1], project=project, column="Doing", **fields))
        if draw(st.booleans()):
            assignment = Assignment(id=5000 + number, task=id_of(keys[-1]), person=id_of("H-1"))
            parts.append(assignment)
    for number, successor in enumerate(keys[1:], 1):
        given = st.lists(st.sampled_from(keys[:number]), max_size=2, unique=True)
        parts += [
            Link(
                id=6000 + 20 * number + keys.index(predecessor),
                predecessor=id_of(predecessor),
                successor=id_of(successor),
                type=draw(st.sampled_from(("FS", "SS", "FF", "SF"))),
                lag=draw(st.integers(-2, 4)) * 240,
                lag_unit=draw(st.sampled_from(("work", "elapsed"))),
            )
            for predecessor in draw(given)
        ]
    return a_workspace(*parts)


def copied(workspace: Workspace, key: str, start: date | None, **place: Any) -> Copy:
    found = row(workspace, key)
    target = Target("components" if key[0] == "P" else "tasks", found.id)
    into = place.pop("into", found.component)
    return copy_of(
        at(workspace, key), Original(workspace, target), Place(into, start=start, **place)
    )


def count(copy: Copy, table: str) -> int:
    return sum(name == table for name, _ in copy.rows)


def pairs(workspace: Workspace, copy: Copy, table: str) -> Iterator[tuple[Any, Any]]:
    """What was copied of a table, each with its copy."""
    rows = {made.id: made for _, made in copy.rows}
    for (name, row_id), copy_id in copy.ids.items():
        if name == table:
            yield workspace.rows(table)[row_id], rows[copy_id]


def distance(workspace: Workspace, calendar: int, first: date, last: date) -> int:
    """Working days between two days, found by looking at one after the other."""
    shifts = day_shifts(bases(stored_calendars(workspace), calendar) or (OFFICE,))
    low, high = sorted((first.toordinal(), last.toordinal()))
    count = sum(bool(shifts(ordinal)) for ordinal in range(low, high))
    return count if first <= last else -count


def works(workspace: Workspace, calendar: int, day: date) -> bool:
    return distance(workspace, calendar, day, day + timedelta(days=1)) == 1


def same_but(one: Entity, other: Entity, *names: str) -> bool:
    left = {"id", "key", "component", *names}
    return all(
        getattr(one, field.name) == getattr(other, field.name)
        for field in field_specs(next(t for t, s in TABLES.items() if s.type is type(one)))
        if field.name not in left
    )


@settings(max_examples=TRIES)
@given(plans(), dates)
def test_a_copy_has_the_links_calendars_and_people_of_the_original(
    workspace: Workspace, start: date
) -> None:
    copy = copied(workspace, "PG-1", start)
    inside = {id_of("P-1"), id_of("P-2")}
    tasks = workspace.tasks
    within = [
        link
        for link in workspace.links.values()
        if {tasks[link.predecessor].component, tasks[link.successor].component} <= inside
    ]
    crossing = [
        link
        for link in workspace.links.values()
        if len({tasks[end].component in inside for end in (link.predecessor, link.successor)}) == 2
    ]
    assert count(copy, "links") == len(within)
    assert copy.contracts == len(crossing)
    for link, its in pairs(workspace, copy, "links"):
        assert same_but(link, its, "predecessor", "successor")
        assert its.predecessor == copy.ids["tasks", link.predecessor]
        assert its.successor == copy.ids["tasks", link.successor]
    for task, its in pairs(workspace, copy, "tasks"):
        assert same_but(
            task, its, "column", "board_rank", "entered", "percent", "due", "constraint_date"
        )
        assert (its.percent, its.component) == (0, copy.ids["components", task.component])
    for assignment, its in pairs(workspace, copy, "assignments"):
        assert (its.task, its.person) == (copy.ids["tasks", assignment.task], id_of("H-1"))
    assert count(copy, "assignments") == sum(
        tasks[one.task].component in inside for one in workspace.rows_of(Assignment).values()
    )


@settings(max_examples=TRIES)
@given(plans(), dates)
def test_every_date_of_a_copy_is_as_many_working_days_from_the_start(
    workspace: Workspace, start: date
) -> None:
    copy = copied(workspace, "PG-1", start)
    if copy.first is None or copy.start is None:
        return
    assert copy.start >= start
    for table in ("components", "tasks"):
        for one, its in pairs(workspace, copy, table):
            place = workspace.components[one.component if table == "tasks" else one.id]
            calendar = one.calendar or place.calendar
            for name in ("start", "finish", "due", "constraint_date"):
                day, now = getattr(one, name, None), getattr(its, name, None)
                assert (day is None) == (now is None)
                if day == copy.first:
                    assert now == copy.start
                elif day is not None and now is not None and works(workspace, calendar, day):
                    was = distance(workspace, calendar, copy.first, day)
                    assert distance(workspace, calendar, copy.start, now) == was


@settings(max_examples=TRIES)
@given(plans(), dates)
def test_the_schedule_of_a_copy_has_the_durations_of_the_original(
    workspace: Workspace, start: date
) -> None:
    # Work that is under way is dated by what was done of it, which the copy has nothing of.
    begun = [task for task in workspace.tasks.values() if task.percent]
    fresh = apply(workspace, ()) if not begun else a_fresh(workspace)
    copy = copied(fresh, "PG-1", start)
    now = apply(fresh, settle_keys(fresh, copy.ops))
    figures = Figures(now, TODAY)
    for task, its in pairs(fresh, copy, "tasks"):
        lengths = []
        for one in (task, its):
            plan = plan_of(figures, one.component)
            assert plan is not None
            assert not plan.problem
            lengths.append(plan.times.of(one.calendar).between(*plan.ends(one.id)))
        assert lengths[0] == lengths[1]


def a_fresh(workspace: Workspace) -> Workspace:
    tables = dict(workspace.tables)
    tables["tasks"] = {
        row_id: structs.replace(task, percent=0) for row_id, task in workspace.tasks.items()
    }
    return Workspace(tables, revision=1)


@settings(max_examples=TRIES)
@given(plans(), dates)
def test_undo_takes_back_all_and_two_copies_share_no_row(workspace: Workspace, start: date) -> None:
    first = copied(workspace, "PG-1", start)
    ops = settle_keys(workspace, first.ops)
    once = validated(workspace, ops)
    assert {t: dict(r) for t, r in apply(once, invert(ops)).tables.items()} == {
        t: dict(r) for t, r in workspace.tables.items()
    }
    second = copied(once, "PG-1", start)
    made, again = {made.id for _, made in first.rows}, {made.id for _, made in second.rows}
    assert len(made) == len(again)
    assert made.isdisjoint(again)
    for table, its in second.rows:
        named = {getattr(its, field.name) for field in field_specs(table) if field.refers}
        assert named.isdisjoint(made)
    third = copied(validated(once, settle_keys(once, second.ops)), "PG-1", start)
    assert len(third.rows) == len(first.rows)


def test_a_program_of_the_sample_is_copied_whole() -> None:
    workspace = sample_workspace()
    program = row(workspace, "PG-1")
    copy = copied(workspace, "PG-1", MONDAY, into=program.component)
    now = validated(workspace, settle_keys(workspace, copy.ops))
    figures = Figures(now, TODAY)
    assert count(copy, "components") == 4
    assert count(copy, "links") > 15
    for task, its in pairs(workspace, copy, "tasks"):
        assert (its.owner, its.calendar, its.duration) == (task.owner, task.calendar, task.duration)
        assert its.actual_start is None
        column = now.columns.get(its.column)
        assert column is None or (column.role, column.component) == ("todo", its.component)
    for one, its in pairs(workspace, copy, "components"):
        assert (its.owner, its.sponsor, its.budget) == (one.owner, one.sponsor, one.budget)
        assert its.state == ("draft" if one.kind == "project" else "idea")
        assert its.baseline_finish is None
        plan = plan_of(figures, its.id)
        assert plan is None or not plan.problem
    assert min(one.start for _, one in pairs(workspace, copy, "components")) == MONDAY
    for table in ("baselines", "ledger", "time_entries", "reports", "remarks", "checkins"):
        assert not count(copy, table)
        assert now.rows(table) == workspace.rows(table)


def _site(**fields: Any) -> Workspace:
    """A project with one row of many kinds, all of it under way."""
    done: dict[str, Any] = {"percent": 100, "actual_start": TODAY, "actual_finish": TODAY}
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=date(2026, 11, 2), owner=id_of("H-1"), **fields),
        a_project("P-2", "PG-1"),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob", archived=True),
        a_task("T-1", "Design", column="Done", risk=id_of("R-1"), uid=7, code="X", **done),
        a_task("T-2", "Draft", under="T-1", column="Done", owner=id_of("H-2"), **done),
        a_task("T-3", "Build", column="Backlog", after="T-2", due=date(2026, 11, 13)),
        a_task("T-4", "Sell", project="P-2", after="T-3"),
        a_task("T-5", "Gone", archived=True, after="T-2"),
        Check(id=80, task=id_of("T-2"), text="drawn", done=True),
        a_risk("R-1", state="closed", opened=TODAY, owner=id_of("H-1")),
        Gate(id=81, key="G-1", component=id_of("P-1"), title="Go", decision="go", decided_at=TODAY),
        Requirement(
            id=82, key="Q-1", component=id_of("P-1"), title="Fast", delivered_by=id_of("T-3"),
            state="accepted",
        ),
        Criterion(id=83, component=id_of("P-1"), task=id_of("T-3"), text="in 1 s", met=True),
        CostLine(
            id=84, key="CL-1", component=id_of("P-1"), title="Host", task=id_of("T-3"),
            amount=eur(9),
        ),
        Responsibility(
            id=85, about=id_of("T-3"), about_table="tasks", person=id_of("H-1"), role="A"
        ),
        Assignment(id=86, component=id_of("P-1"), task=id_of("T-3"), person=id_of("H-2")),
    )  # fmt: skip


def test_what_was_planned_goes_along_and_what_came_of_it_does_not() -> None:
    workspace = _site()
    copy = copied(workspace, "P-1", date(2027, 3, 1))
    made = {table: its for table, its in copy.rows if table not in {"tasks", "columns", "links"}}
    validated(workspace, settle_keys(workspace, copy.ops))
    tasks = {its.title: its for its in _tasks(copy)}
    assert sorted(tasks) == ["Build", "Design", "Draft"]
    assert tasks["Draft"].parent == tasks["Design"].id
    assert (tasks["Design"].percent, tasks["Design"].uid, tasks["Design"].code) == (0, 0, "")
    assert tasks["Design"].risk == made["risks"].id
    assert tasks["Draft"].owner == 0  # who is archived takes no new work
    assert tasks["Build"].due == date(2027, 3, 12)
    assert {its.column for its in tasks.values()} == {
        its.id for table, its in copy.rows if table == "columns" and title_of(its) == "Backlog"
    }
    assert _fields(made["checks"], "task", "done") == [tasks["Draft"].id, False]
    assert _fields(made["risks"], "state", "opened", "owner") == ["identified", TODAY, id_of("H-1")]
    assert _fields(made["gates"], "decision", "decided_at") == ["", None]
    assert _fields(made["requirements"], "delivered_by", "state") == [
        tasks["Build"].id, "proposed",
    ]  # fmt: skip
    assert _fields(made["criteria"], "task", "met") == [tasks["Build"].id, False]
    assert _fields(made["cost_lines"], "task", "amount") == [tasks["Build"].id, eur(9)]
    assert _fields(made["responsibilities"], "about", "role") == [tasks["Build"].id, "A"]
    assert "assignments" not in made  # its person is archived
    assert _fields(made["components"], "state", "owner", "start") == [
        "draft", id_of("H-1"), MONDAY,
    ]  # fmt: skip
    assert (count(copy, "links"), copy.contracts) == (1, 1)


def _tasks(copy: Copy) -> list[Task]:
    return [cast("Task", its) for table, its in copy.rows if table == "tasks"]


def _fields(one: Entity, *names: str) -> list[Any]:
    return [getattr(one, name) for name in names]


def test_cards_wait_in_the_first_column_in_the_order_they_had() -> None:
    workspace = a_workspace(
        a_project("P-1"),
        a_task("T-1", column="Doing", board_rank="B"),
        a_task("T-2", column="Backlog", board_rank="C"),
        a_task("T-3", column="Doing", board_rank="A"),
    )
    ranked = sorted(_tasks(copied(workspace, "P-1", None)), key=lambda task: task.board_rank)
    assert [task.title for task in ranked] == ["Task T-2", "Task T-3", "Task T-1"]


def test_a_task_is_copied_with_its_sub_tasks_beside_it_or_into_another_project() -> None:
    workspace = _site()
    now = after("plan.copy", at(workspace, "T-1"), start="2027-03-01", name="Design II")
    top = next(one for one in now.tasks.values() if one.title == "Design II")
    below = [one.title for one in now.tasks.values() if one.parent == top.id]
    assert (top.component, top.column, below) == (
        id_of("P-1"),
        column_id("P-1", "Backlog"),
        ["Draft"],
    )
    elsewhere = after("plan.copy", at(workspace, "T-2"), into=id_of("P-2"))
    moved = next(one for one in elsewhere.tasks.values() if one.title == "Draft (copy)")
    assert (moved.component, moved.parent) == (id_of("P-2"), 0)
    assert [one.component for one in elsewhere.rows("checks").values()] == [0, id_of("P-2")]


def test_the_message_counts_what_was_copied_and_what_was_left_out() -> None:
    proposal = proposed("plan.copy", at(_site(), "P-1"), start="2027-03-06")
    now = validated(_site(), settle_keys(_site(), proposal.ops))
    key = now.components[proposal.focus].key
    assert proposal.words_in(now) == (
        f"copied P-1 project P-1 to {key}; begins Mon 8 Mar 2027, the first working day from "
        "Sat 6 Mar 2027 on; finishes Tue 9 Mar 2027; 3 tasks, 1 component, 1 risk, 1 gate, "
        "1 requirement and 2 other rows; a link with tasks outside left out; "
        "without H-2 Bob (archived)"
    )
    undated = a_workspace(a_project("P-1"), a_task("T-1"))
    said = proposed("plan.copy", at(undated, "T-1"), start="2027-03-01").message
    assert "; nothing of it is dated, so nothing is moved; finishes " in said


def test_a_project_without_any_date_begins_on_the_day_that_is_asked_for() -> None:
    undated = a_workspace(a_project("P-1"), a_task("T-1", duration=480))
    now = after("plan.copy", at(undated, "P-1"), start="2027-03-01")
    assert [one.start for one in now.components.values()] == [None, MONDAY]


@pytest.mark.parametrize(
    ("key", "values", "reason"),
    [
        ("P-1", {"start": "soonish"}, "start: 'soonish' is not a date"),
        ("P-1", {"start": "2149-12-30"}, "T-3: due 2150-01-12: the year 2150 is outside"),
        ("T-1", {"into": id_of("PG-1")}, "into: a task needs a project, PG-1 is a program"),
        ("T-1", {"into": 0}, "into: a copy goes into a component"),
        ("PG-1", {"into": id_of("P-1")}, "a program cannot lie in a project"),
    ],
)
def test_what_cannot_be_copied_so_is_refused_in_a_sentence(
    key: str, values: dict[str, Any], reason: str
) -> None:
    assert reason in refusal("plan.copy", at(_site(), key), **values)


def test_one_thing_is_copied_at_a_time() -> None:
    assert "each copy is an edit of its own" in refusal("plan.copy", at(_site(), "T-1", "T-3"))


def test_a_calendar_that_cannot_be_is_named() -> None:
    broken = WorkingCalendar(id=90, key="K-9", name="Odd", monday="8 to 5")
    workspace = a_workspace(broken, a_project("P-1", start=MONDAY, calendar=90))
    with pytest.raises(
        Refused, match=r"its dates cannot be moved to 2027-03-02: .*'8' is no shift"
    ):
        copied(workspace, "P-1", date(2027, 3, 2))


def test_a_store_with_loops_is_copied_as_far_as_it_can_be() -> None:
    looped = a_workspace(a_project("P-1"), a_task("T-1", under="T-2"), a_task("T-2", under="T-1"))
    situation: Situation = at(looped, "P-1")
    assert len(copy_of(situation, Original(looped, situation.targets[0]), Place(0)).rows) == 8
