"""This file tests what has a day: each open row with one, once, and nothing that is over."""

from datetime import date, timedelta
from typing import Any, Final

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.figures.attention.dated_rows import DatedRow, dated_rows
from pmtui.figures.attention.decisions_wanted import decisions_wanted
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.entities.registers import Change
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.table import TableSpec
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.governance.checkins import CheckIn
from pmtui.model.governance.gates import Gate
from pmtui.model.governance.lessons import Lesson
from pmtui.model.rules.life_cycles import has_ended
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    figures_of,
    id_of,
)

_PLACES: Final = ("PG-1", "P-1", "P-2", "P-3")
_DATED: Final = tuple(
    spec for spec in TABLES.values() if spec.due and spec.name not in {"components", "links"}
)
"""Tables of rows that stand in a component and have a day of their own."""


def day(away: int) -> date:
    return TODAY + timedelta(days=away)


def dated(figures: Figures, scope: str = "", person: str = "") -> list[tuple[str, str, date]]:
    rows = dated_rows(figures, id_of(scope), id_of(person))
    return [(row.key, row.what, row.day) for row in rows]


def one_of(figures: Figures, key: str) -> DatedRow:
    (found,) = (row for row in dated_rows(figures) if row.key == key)
    return found


@some.composite
def rows_of(draw: some.DrawFn, spec: TableSpec, number: int) -> Entity:
    """A row of a table: anywhere, owned by anybody, with a day or without, open or not."""
    own = {field.name: field for field in msgspec.structs.fields(spec.type)}
    given: dict[str, Any] = {"id": number, "key": f"{spec.prefix}-{number}"}
    given["component"] = id_of(draw(some.sampled_from(_PLACES)))
    for name in ("title", "name", "label"):
        if name in own and own[name].required:
            given[name] = draw(some.sampled_from(("One", "A, b; c\\Next", "<b>x</b>")))
    states = [*next(iter(spec.cycles.values()), {}), *spec.ended_states]
    if "state" in own and states:
        given["state"] = draw(some.sampled_from(states))
    if "archived" in own:
        given["archived"] = draw(some.booleans())
    if "owner" in own:
        given["owner"] = draw(some.sampled_from((0, id_of("H-1"), id_of("H-2"))))
    if spec.type is Task:
        given["percent"] = draw(some.sampled_from((0, 40, 100)))
        given["kind"] = draw(some.sampled_from(("task", "milestone", "deliverable")))
    if spec.type is Gate:
        given["decision"] = draw(some.sampled_from(("", "hold", "go")))
    given |= {name: 0 for name, field in own.items() if field.required and name not in given}
    given[spec.due] = draw(some.one_of(some.none(), some.dates(day(-40), day(40))))
    return spec.type(**given)


@some.composite
def stores(draw: some.DrawFn) -> Workspace:
    """A program of projects, one of them closed and one put away, with rows of every kind."""
    parts: list[Entity | Parts] = [
        a_component("PG-1"),
        a_project("P-1", "PG-1", board=False),
        a_project("P-2", "PG-1", board=False, state="closed"),
        a_project("P-3", "PG-1", board=False, archived=True),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
    ]
    specs = draw(some.lists(some.sampled_from(_DATED), max_size=12))
    parts += [draw(rows_of(spec, 5_000_000 + at)) for at, spec in enumerate(specs)]
    return a_workspace(*parts)


def _is_open(figures: Figures, row: Entity) -> bool:
    if isinstance(row, Risk) and row.state == "occurred":  # until an issue stands for it
        return not row.archived
    is_over = figures.is_done(row.id) if isinstance(row, Task) else has_ended(row)
    return not is_over and not is_archived(row)


@settings(max_examples=80, deadline=None)
@given(stores(), some.sampled_from(("", "PG-1", "P-1", "P-2", "P-3")))
def test_each_open_row_with_a_day_is_there_once_and_nothing_else(
    workspace: Workspace, scope: str
) -> None:
    figures = Figures(workspace, TODAY)
    inside = {"": set(_PLACES), "PG-1": set(_PLACES)}.get(scope, {scope}) - {"P-3"}
    inside = set() if scope == "P-3" else inside
    wanted = {
        (spec.name, row.id): getattr(row, spec.due)
        for spec in _DATED
        for row in workspace.rows(spec.name).values()
        if getattr(row, spec.due) is not None
        and row.component in {id_of(key) for key in inside - (set() if spec.outlives else {"P-2"})}
        and _is_open(figures, row)
    }
    asked = decisions_wanted(figures, id_of(scope)) if scope != "P-3" else ()
    decided = {(one.table, one.id): one.due for one in asked if one.due}
    rows = dated_rows(figures, id_of(scope))
    assert len({(row.table, row.id) for row in rows}) == len(rows)
    assert {(row.table, row.id): row.day for row in rows} == {**decided, **wanted}
    assert all(type(row.day) is date for row in rows)
    assert not any(is_archived(workspace.rows(row.table)[row.id]) for row in rows)
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    for person in ("H-1", "H-2"):
        theirs = dated_rows(figures, id_of(scope), id_of(person))
        assert theirs == tuple(row for row in rows if id_of(person) in row.people)


def test_a_task_without_a_due_date_stands_on_the_finish_typed_for_it() -> None:
    figures = figures_of(
        a_project(board=False, start=day(0)),
        a_task("T-1", days=3),
        a_task("T-2", due=day(9), finish=day(4)),
        a_task("T-3", finish=day(5)),
    )
    assert dated(figures) == [("T-3", "task due", day(5)), ("T-2", "task due", day(9))]


def test_a_milestone_takes_place_on_the_day_it_is_planned_for() -> None:
    figures = figures_of(
        a_project(board=False, start=day(0)),
        a_task("T-1", days=3),
        a_task("M-1", after="T-1", due=day(1)),
        a_task("M-2", due=day(8)),
        a_task("M-3"),
    )
    milestone = one_of(figures, "M-1")
    assert (milestone.day, milestone.what, milestone.takes_place) == (day(2), "milestone", True)
    assert one_of(figures, "M-2").day == day(8)  # nothing holds it but what was promised
    assert len(dated(figures)) == 2


def test_a_summary_stands_there_only_by_a_due_date_of_its_own() -> None:
    parts = (a_project(board=False, start=day(0)), a_task("T-2", days=1, under="T-1"))
    assert dated(figures_of(*parts, a_task("T-1", finish=day(7)))) == []
    with_due = dated(figures_of(*parts, a_task("T-1", due=day(3), finish=day(7))))
    assert with_due == [("T-1", "task due", day(3))]


def test_whoever_is_assigned_has_the_day_of_a_task_too() -> None:
    figures = figures_of(
        a_project(board=False),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        a_task("T-1", due=day(1), owner=id_of("H-1")),
        Assignment(id=77, task=id_of("T-1"), person=id_of("H-2"), component=id_of("P-1")),
    )
    for person in ("H-1", "H-2"):
        assert dated(figures, person=person) == [("T-1", "task due", day(1))]


def test_whoever_is_to_decide_has_the_day_of_a_change_and_it_says_so() -> None:
    figures = figures_of(
        a_project(board=False, owner=id_of("H-2")),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        Change(id=88, key="C-1", title="More", component=id_of("P-1"), due=day(2),
               authority=id_of("H-1"), raised_by=id_of("H-2"), state="raised"),
    )  # fmt: skip
    assert dated(figures, person="H-1") == [("C-1", "decision on change", day(2))]
    assert dated(figures, person="H-2") == []  # whoever raised it does not answer for it


def test_what_is_on_a_day_is_called_by_its_kind_and_its_date() -> None:
    parts = (a_project(board=False, finish=day(9)), a_risk("R-1", next_review=day(4)))
    gate = Gate(id=89, key="G-1", title="Build", component=id_of("P-1"), due=day(5))
    assert dated(figures_of(*parts, gate)) == [
        ("R-1", "risk review", day(4)),
        ("G-1", "gate", day(5)),
        ("P-1", "project finish", day(9)),
    ]


def test_a_scope_below_what_is_archived_has_nothing() -> None:
    figures = figures_of(
        a_component("PG-1", archived=True),
        a_project("P-1", "PG-1", board=False),
        a_task("T-1", due=day(1)),
    )
    assert dated(figures, "P-1") == dated(figures, "PG-1") == dated(figures) == []


def test_a_check_in_that_is_asked_for_has_the_last_day_of_its_period() -> None:
    ended, week = day(-3), timedelta(days=7)
    parts = (a_project(board=False, owner=id_of("H-1")), a_person("H-1", "Ann"))
    first = CheckIn(
        id=91, key="K-1", component=id_of("P-1"), text="On time", at=ended - week,
        period=ended - week,
    )  # fmt: skip
    late = dated_rows(figures_of(*parts, first), 0, id_of("H-1"))
    assert [(row.what, row.day, row.about) for row in late] == [
        ("check-in due", ended, f"check-in-{ended}"),
        ("check-in due", ended + week, f"check-in-{ended + week}"),
    ]
    second = msgspec.structs.replace(first, id=92, key="K-2", at=day(0), period=ended)
    now = dated_rows(figures_of(*parts, first, second), 0, id_of("H-1"))
    assert [row.day for row in now] == [ended + week]


def test_a_lesson_of_a_closed_project_is_still_due() -> None:
    figures = figures_of(
        a_project(board=False, state="closed"),
        a_task("T-1", due=day(1)),
        Lesson(id=93, key="LL-1", title="Ask early", component=id_of("P-1"), due=day(2)),
    )
    assert [key for key, _, _ in dated(figures)] == ["LL-1"]
