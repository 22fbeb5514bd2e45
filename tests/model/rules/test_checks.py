"""This file tests what a change leaves behind: rows that still refer to what is gone."""

from datetime import date
from typing import Any

import msgspec
import pytest

from pmtui.model.calendar.stored_calendars import (
    CalendarException,
    CalendarWeek,
    WorkingCalendar,
)
from pmtui.model.changes.ops import Op, apply, delete, touched
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.checks import (
    check,
    check_all,
    check_states,
)
from pmtui.model.rules.frozen_rows import check_frozen
from pmtui.model.rules.value_checks import check_values
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    a_component,
    a_link,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    column_id,
    id_of,
)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "T-1 still refers to it as owner"),
        (2, "T-1, T-2 still refer to it as owner"),
        (3, "T-1, T-2, T-3 still refer to it as owner"),
        (5, "T-1, T-2, T-3 and 2 more still refer to it as owner"),
    ],
)
def test_what_is_taken_away_is_told_with_who_still_needs_it(count: int, told: str) -> None:
    ann = a_person("H-1", "Ann")
    tasks = (a_task(f"T-{n}", owner=id_of("H-1")) for n in range(1, count + 1))
    before = a_workspace(a_project(), ann, *tasks)
    ops = (delete("people", ann),)
    found = check(apply(before, ops), touched(ops))
    assert [problem.text for problem in found] == [told]


def _texts(workspace: Workspace, table: str) -> list[str]:
    """What is wrong with the rows of a table."""
    return [
        problem.text
        for problem in check(workspace, [(table, row) for row in workspace.rows(table)])
    ]


def test_a_sound_workspace_has_no_problem() -> None:
    whole = a_workspace(
        a_project("P-1", "PG-1"),
        a_component("PG-1"),
        a_policy(),
        a_task("T-1", column="Doing"),
        a_task("T-2", under="T-1", column="Ready"),
        a_task("T-3", after="T-1"),
    )
    assert check_all(whole) == ()


@pytest.mark.parametrize(
    ("inner", "outer", "fits"),
    [
        ("PF-1", "PF-2", True), ("PG-1", "PF-2", True), ("PG-1", "PG-2", True),
        ("P-1", "PG-2", True), ("O-1", "PF-2", True),
        ("PF-1", "PG-2", False), ("P-1", "P-2", False), ("PG-1", "P-2", False),
        ("P-1", "O-2", False),
    ],
)  # fmt: skip
def test_a_component_lies_in_what_can_hold_it(
    inner: str,
    outer: str,
    fits: bool,  # noqa: FBT001
) -> None:
    texts = _texts(a_workspace(a_component(outer), a_component(inner, outer)), "components")
    assert (texts == []) is fits
    assert fits or "cannot lie in a" in texts[0]


def test_a_component_that_lies_in_itself_is_told_with_the_way_around() -> None:
    around = a_workspace(a_component("PG-1", "PG-2"), a_component("PG-2", "PG-1"))
    assert _texts(around, "components") == [
        "PG-1 would lie inside itself: PG-1 > PG-2 > PG-1",
        "PG-2 would lie inside itself: PG-2 > PG-1 > PG-2",
    ]
    hanging = a_workspace(
        a_component("PG-1", "PG-2"), a_component("PG-2", "PG-1"), a_component("PG-3", "PG-1")
    )
    assert not [text for text in _texts(hanging, "components") if text.startswith("PG-3")]


def test_a_task_and_what_it_lies_in_belong_to_one_project() -> None:
    split = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1"), a_task("T-2", under="T-1", project="P-2")
    )
    assert _texts(split, "tasks") == [
        "T-1: its sub-task T-2 belongs elsewhere",
        "T-2: its parent T-1 belongs to another component",
    ]


def test_a_task_lies_in_a_project_and_on_its_board() -> None:
    astray = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1", project=""),
        Task(
            id=id_of("T-2"), key="T-2", title="x", component=id_of("P-2"),
            column=column_id("P-1", "Doing"),
        ),
    )  # fmt: skip
    assert _texts(astray, "tasks") == [
        "T-1: a task needs a project",
        "T-2: column Doing belongs to another component's board",
    ]


def test_a_task_is_never_its_own_parent() -> None:
    around = a_workspace(a_project(), a_task("T-1", under="T-2"), a_task("T-2", under="T-1"))
    assert _texts(around, "tasks")[0] == "T-1 would be its own parent: T-1 > T-2 > T-1"


@pytest.mark.parametrize(
    ("splits", "said"),
    [
        (((480, 60), (960, 60)), []),
        (((480, 60), (480, 60)), ["gaps are not in order"]),
        (((0, 60),), ["gaps are not in order"]),
        (((1, 1),), []),
        (((480, 0),), ["a gap of 0 minutes is none"]),
    ],
)
def test_gaps_stand_in_order_with_work_before_each(
    splits: tuple[tuple[int, int], ...], said: list[str]
) -> None:
    texts = _texts(a_workspace(a_project(), a_task("T-1", splits=splits)), "tasks")
    assert len(texts) == len(said)
    assert all(part in text for part, text in zip(said, texts, strict=True))


def test_two_tasks_are_linked_once_in_each_way() -> None:
    tasks = (a_project(), a_task("T-1"), a_task("T-2"), a_task("T-3"))
    first = a_link("T-1", "T-2")
    start = msgspec.structs.replace(first, id=1, type="SS")
    other = msgspec.structs.replace(first, id=2, successor=id_of("T-3"))
    again = msgspec.structs.replace(first, id=3)
    assert _texts(a_workspace(*tasks, first, start, other), "links") == []
    assert len(_texts(a_workspace(*tasks, first, again), "links")) == 2
    (text,) = _texts(a_workspace(*tasks, a_link("T-1", "T-1")), "links")
    assert "a task cannot wait for itself" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"minutes_per_day": 1}, ""),
        ({"minutes_per_day": 1_440}, ""),
        ({"minutes_per_day": 0}, "a day cannot have 0 working minutes"),
        ({"minutes_per_day": 1_441}, "a day cannot have 1441 working minutes"),
        ({"base_currency": "euro"}, "'euro' is no currency"),
        ({"timezone": "Mars/North"}, "there is no timezone 'Mars/North'"),
    ],
)
def test_a_policy_can_be_worked_with(fields: dict[str, Any], said: str) -> None:
    texts = _texts(a_workspace(a_policy(**fields)), "policy")
    assert len(texts) == bool(said)
    assert not said or said in texts[0]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Dig", ""),
        ("Größe \U0001f600", ""),
        ("a\x00b", "title holds a NUL character"),
        (f"a{chr(0xD800)}b", "title holds half a surrogate pair"),
        (f"a{chr(0xDFFF)}b", "title holds half a surrogate pair"),
        ("a\ue000b", ""),
        ("  ", "title is empty"),
    ],
)
def test_a_text_can_be_stored_and_a_title_says_something(title: str, said: str) -> None:
    texts = _texts(a_workspace(a_project(), a_task("T-1", title)), "tasks")
    assert texts == ([f"T-1: {said}"] if said else [])


def test_a_text_that_may_be_empty_may_be_empty() -> None:
    assert _texts(a_workspace(a_project(), a_task("T-1", notes="")), "tasks") == []


def test_what_a_row_refers_to_is_there() -> None:
    texts = _texts(a_workspace(a_project(), a_task("T-1", owner=99)), "tasks")
    assert texts == ["T-1: owner refers to 99, which is not in people"]


def test_a_week_and_an_exception_end_when_they_begin_or_later() -> None:
    calendar = WorkingCalendar(id=1, name="Site")
    day, before = date(2026, 11, 23), date(2026, 11, 22)
    sound = a_workspace(
        calendar,
        CalendarWeek(id=2, calendar=1, first=day, last=day),
        CalendarException(id=3, calendar=1, first=day, last=day),
    )
    assert check_all(sound) == ()
    wrong = a_workspace(
        calendar,
        CalendarWeek(id=2, calendar=1, first=day, last=before),
        CalendarException(id=3, calendar=1, first=day, last=before),
    )
    assert [problem.text.partition("ends on ")[2] for problem in check_all(wrong)] == [
        "2026-11-22, before it begins on 2026-11-23"
    ] * 2


def test_a_calendar_never_stands_on_itself() -> None:
    rows = (WorkingCalendar(id=1, name="A", base=2), WorkingCalendar(id=2, name="B", base=1))
    assert _texts(a_workspace(*rows), "calendars")[0] == "A would stand on itself: A > B > A"


def test_a_baseline_stays_as_it_was_agreed() -> None:
    workspace = a_workspace(
        a_project(),
        Baseline(
            id=5, component=id_of("P-1"), label="Agreed", number=1, taken_at=date(2026, 11, 2)
        ),
    )
    renamed = Op("set", "baselines", 5, "label", "Agreed", "Other")
    (problem,) = check_frozen((renamed,), workspace)
    assert problem.text == "Agreed is agreed and stays as it is: take another baseline"
    (unknown,) = check_frozen((Op("set", "baselines", 6, "label", "A", "B"),), workspace)
    assert unknown.text.startswith("baselines is agreed")
    taken = delete("baselines", workspace.rows("baselines")[5])
    assert check_frozen((taken, Op("set", "tasks", 1, "title", "A", "B")), workspace) == ()


def test_a_state_is_reached_along_its_life_cycle_only() -> None:
    workspace = a_workspace(a_project(), a_risk("R-1", state="closed"))
    row = id_of("R-1")
    (problem,) = check_states((Op("set", "risks", row, "state", "closed", "escalated"),), workspace)
    assert problem.text.startswith("R-1: closed cannot become escalated")
    fine = (
        Op("set", "risks", row, "title", "closed", "escalated"),
        Op("set", "risks", 99, "state", "closed", "escalated"),
        Op("set", "risks", row, "state", "closed", "closed"),
    )
    assert check_states(fine, workspace) == ()


def test_an_odd_date_of_a_new_row_is_told_with_its_title() -> None:
    empty = a_workspace(a_project())
    for document, name in (
        ({"title": "Dig", "due": "0026-01-01"}, "Dig"),
        ({"due": "0026-01-01"}, "tasks"),
    ):
        (problem,) = check_values((Op("create", "tasks", 7, new=document),), empty)
        assert problem.text.startswith(f"{name}: due 0026-01-01: the year 26 is outside")
    assert check_values((Op("delete", "tasks", 7, old={"due": "0026-01-01"}),), empty) == ()


def test_links_that_close_no_loop_are_no_problem_whatever_stands_beside() -> None:
    chain = a_workspace(a_project(), a_task("T-1"), a_task("T-2", after="T-1"))
    assert check(chain, [("links", row) for row in chain.links], chain.tasks) == ()
    inside = a_workspace(a_project(), a_task("T-1"), a_task("T-2", under="T-1", after="T-1"))
    (problem,) = check(inside, (), [id_of("T-2")])
    assert (problem.table, problem.id) == ("tasks", id_of("T-2"))
    assert problem.text.startswith("T-2 in T-1 closes a loop: ")


def test_a_date_of_a_table_this_version_does_not_know_is_passed_over() -> None:
    odd = Op("put", "kites", 7, new={"due": "0026-01-01"})
    assert check_values((odd,), a_workspace(a_project())) == ()


def test_a_day_has_as_many_minutes_as_the_clock() -> None:
    (problem,) = check(a_workspace(a_policy(minutes_per_day=0)), [("policy", 1)])
    assert problem.text.endswith("write 1 to 1440")


def test_an_odd_date_of_a_row_is_told_with_its_key() -> None:
    workspace = a_workspace(a_project(), a_task("T-1"))
    op = Op("set", "tasks", id_of("T-1"), "due", None, "0026-01-01")
    (problem,) = check_values((op,), workspace)
    assert problem.text.startswith("T-1: due 0026-01-01")


def test_a_link_that_closes_a_loop_is_named_by_its_key_or_else_its_id() -> None:
    def texts(**fields: Any) -> list[str]:
        around = a_workspace(
            a_project(), a_task("T-1"), a_task("T-2", after="T-1"), a_link("T-2", "T-1", **fields)
        )
        return [problem.text.split(" closes")[0] for problem in check_all(around)]

    number = str(a_link("T-2", "T-1").id)
    assert number in texts()
    assert "L-1" in texts(key="L-1")


def test_what_has_no_key_is_told_by_its_name() -> None:
    before = a_workspace(a_project())
    ops = (delete("components", before.components[id_of("P-1")]),)
    (problem,) = check(apply(before, ops), touched(ops))
    assert problem.text == "Backlog, Ready, Doing and 2 more still refer to it as component"
