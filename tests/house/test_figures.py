"""This file keeps every declared figure reachable, and the same however a sheet came by it."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.attention.open_rows import own_open_rows
from pmtui.figures.attention.root_causes import causes
from pmtui.figures.catalogue import every_figure, figure_names, figures_unasked
from pmtui.figures.sheet.declaration import Figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.figures.tasks.held_up_tasks import held_up
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit, touched
from pmtui.model.entities.baselines import Baseline, BaselineRow, FrozenCalendar
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.registers import Issue
from pmtui.model.entities.remarks import Report
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.governance.gates import Gate
from pmtui.model.rules.checks import check
from pmtui.model.rules.life_cycles import HOLDERS, lifecycle_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_specs
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.fields.catalogue import fields_of
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.views.registers.listing import listing
from pmtui.views.registers.plain_data import plain_rows
from pmtui.views.wording.figure_explanation import explained
from tests.cli.running import run
from tests.house.checkout import ROOT
from tests.query.sample import TODAY, figures

FIGURES = every_figure()
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "hours"}
"""Fields that hold hours of a day."""
EXAMPLES = 5
"""Runs of six edits each for every table."""
PAGE = ROOT / "docs" / "figures.md"


def _name_of(declared: Figure) -> str:
    return f"{declared.table}-{declared.id}"


def _asked_by(declared: Figure) -> list[str]:
    """What filters, columns and JSON call a figure."""
    return [name for name, id_ in figure_names(declared.table).items() if id_ == declared.id]


@pytest.mark.parametrize("declared", FIGURES, ids=_name_of)
def test_a_figure_is_explained(declared: Figure) -> None:
    sheet = figures()
    told = 0
    for row in sheet.workspace.rows(declared.table):
        section = explained(sheet, declared.id, row, declared.table)
        assert section is not None
        told += len(section.entries) > 4
    assert told, "nothing is said of what went in"


@pytest.mark.parametrize("declared", FIGURES, ids=_name_of)
def test_a_figure_is_asked_for_in_filters_columns_and_json(declared: Figure) -> None:
    sheet = figures()
    rows = sheet.workspace.rows(declared.table)
    getter = declared.read(sheet)
    known = [row for row in rows if getter(rows[row]) not in {None, ""}]
    names = _asked_by(declared)
    assert names
    for name in names:
        assert fields_of(declared.table)[name].kind == declared.kind
        query = parse(f"{name}:any is:any")
        assert sorted(matching(sheet, declared.table, list(rows), query, 0)) == sorted(known)
        assert listing(sheet, declared.table, [name]).columns[0].key == name
        told = plain_rows(sheet, declared.table, rows, [name])
        assert [bool(row[name] or row[name] == 0) for row in told] == [row in known for row in rows]


def test_the_json_of_a_row_has_its_figures(tmp_path: Path) -> None:
    store = str(tmp_path / "plan.json")
    assert run("init", store, "--from", "sample").code == 0
    keys = {"components": "P-1", "tasks": "T-1", "risks": "R-1", "links": "L-1"}
    for table, key in keys.items():
        shown = json.loads(run("show", key, "--json", "--store", store).out)
        assert set(figure_names(table)) <= set(shown["figures"])
        listed = json.loads(run("list", table, "--json", "--store", store).out)
        assert set(figures_unasked(table)) <= set(listed["rows"][0])


@pytest.mark.parametrize("declared", FIGURES, ids=_name_of)
def test_the_page_of_figures_has_a_figure_with_all_that_is_declared(declared: Figure) -> None:
    page = PAGE.read_text("utf-8")
    for text in (declared.formula, declared.unit, declared.source, declared.undefined):
        assert text in page


@pytest.mark.parametrize("declared", FIGURES, ids=_name_of)
def test_a_figure_reads_tables_that_there_are(declared: Figure) -> None:
    assert declared.reads
    assert declared.reads <= set(TABLES)


def _start() -> Figures:
    """The sample with a baseline in force, a calendar, a report and a contract between projects."""
    workspace = figures().workspace
    day = TODAY - timedelta(days=3)
    build, other = workspace.tasks[101].component, workspace.tasks[104].component
    rows: dict[str, Entity] = {
        "baselines": Baseline(
            id=901, component=build, label="first", number=1, taken_at=day, finish=day,
            currency="EUR", plan_rate="1", plan_base="EUR",
        ),
        "baseline_calendars": FrozenCalendar(
            id=908, component=build, baseline=901, number=1, monday="08:00-12:00",
            friday="0:00-9:00",
        ),
        "baseline_rows": BaselineRow(
            id=902, component=build, baseline=901, task=107, title="old", start=day, finish=TODAY,
            own_cost=Money(900_00, "EUR"), cost_at_start=Money(100_00, "EUR"), calendar=908,
        ),
        "tasks": Task(
            id=107, key="T-7", component=build, title="Host", duration=960, owner=31, estimate=960,
            percent=40,
        ),
        "links": Link(id=903, predecessor=107, successor=104),
        "calendars": WorkingCalendar(id=904, name="Shifts", monday="08:00-12:00"),
        "issues": Issue(id=905, component=other, title="Supplier is late", from_risk=201),
        "gates": Gate(id=906, component=build, title="Go live", due=day),
        "reports": Report(id=907, component=build, title="November", at=day),
    }  # fmt: skip
    ops = [create(table, row) for table, row in rows.items()]
    ops += edit("people", workspace.people[31], rate=Money(50_00, "EUR"), calendar=904)
    return Figures(apply(workspace, ops), TODAY)


def _count(table: str) -> Callable[[Figures, int], int]:
    """A figure of a component: how many rows of a table lie in it or on its tasks."""

    def count(sheet: Figures, component: int) -> int:
        workspace = sheet.workspace
        ends = HOLDERS.get(table) or ("component",)
        tasks = workspace.tasks
        total = 0
        for row in workspace.rows(table).values():
            for end in ends:
                at = getattr(row, end)
                place = tasks[at].component if end != "component" and at in tasks else at
                total += place == component
        return total

    count.__qualname__ = f"count_{table}"
    return count


_COUNTS = {table: _count(table) for table in TABLES}


def _everything(sheet: Figures) -> dict[str, Any]:
    """Every declared figure of every row, what is kept beside them, and a count of each table."""
    values: dict[str, Any] = {}
    for declared in FIGURES:
        getter = declared.read(sheet)
        rows = sheet.workspace.rows(declared.table)
        values[_name_of(declared)] = {row: getter(rows[row]) for row in sorted(rows)}
    components = sorted(sheet.workspace.components)
    for table, count in _COUNTS.items():
        values[f"count of {table}"] = {
            row: kept_per_component(sheet, row, count, frozenset({table, "tasks", "components"}))
            for row in components
        }
    values["rolled up"] = {row: (sheet.rollup(row), sheet.health(row)) for row in components}
    values["open rows"] = {row: _open_rows(sheet, row) for row in components}
    values["needs somebody"] = causes(sheet, 0, limit=1_000_000)
    values["held up"] = {row: held_up(sheet, row) for row in components}
    return values


def _open_rows(sheet: Figures, component: int) -> object:
    """What is open in a component, as it is kept for what needs somebody."""
    return kept_per_component(sheet, component, own_open_rows, frozenset(TABLES))


def _value(spec: FieldSpec, table: str, workspace: Workspace, chance: Random) -> object:
    """Some value that a field may have; None where it is left alone."""
    if spec.refers:
        return chance.choice([0, *workspace.rows(spec.refers)])
    if spec.name == "state" and not spec.choices:
        cycles = [lifecycle_of(table, kind) or {} for kind in ("", "project")]
        return chance.choice([state for cycle in cycles for state in cycle] or [""])
    if spec.name in _DAYS:
        return chance.choice(["08:00-12:00 13:00-17:00", "off", "07:00-11:00"])
    day = TODAY + timedelta(days=chance.randrange(-30, 30))
    known: dict[str, list[object]] = {
        "text": ["a", "b"],
        "prose": ["a", ""],
        "int": [0, 1, 3],
        "bool": [True, False],
        "choice": [*spec.choices],
        "date": [day, None],
        "money": [Money(chance.randrange(9000), "EUR"), Money(500, "GBP"), None],
        "minutes": [0, 60, 960, None],
        "percent": [0, 40, 100],
        "step": [0, 1, 5],
        "about": [*workspace.tasks, *workspace.components],
        "decimal": ["1", "-2.5", "120"],
        "tags": [("a",), ()],
        "rank": ["a", "b"],
    }
    return chance.choice(known.get(spec.kind, [None]))


def _some_fields(
    table: str, workspace: Workspace, chance: Random, *, all_required: bool
) -> dict[str, Any]:
    """Values for some fields of a table that its struct takes."""
    specs = [spec for spec in field_specs(table) if spec.name not in {"id", "key", "about_table"}]
    chosen = [spec for spec in specs if spec.required] if all_required else []
    chosen += chance.sample(specs, min(len(specs), 4 if all_required else 1))
    values: dict[str, Any] = {}
    for spec in chosen:
        value = msgspec.to_builtins(_value(spec, table, workspace, chance), builtin_types=(date,))
        try:
            values[spec.name] = msgspec.convert(value, spec.type, strict=False)
        except msgspec.ValidationError:
            continue
    return values


def _an_edit(workspace: Workspace, table: str, chance: Random) -> Ops:
    """Some edit of a row of a table: a new one, one less, or a field with another value."""
    rows = workspace.rows(table)
    way = chance.choice(["create", "edit", "edit", "edit", "delete"]) if rows else "create"
    if table == "policy" and rows:
        way = "edit"
    if way == "delete":
        return (delete(table, rows[chance.choice(sorted(rows))]),)
    if way == "edit":
        row = rows[chance.choice(sorted(rows))]
        return edit(table, row, **_some_fields(table, workspace, chance, all_required=False))
    fields = _some_fields(table, workspace, chance, all_required=True)
    named = {"about_table": "tasks"} if table in {"remarks", "references"} else {}
    made: Entity = TABLES[table].type(id=chance.getrandbits(40) + 1000, **{**fields, **named})
    return (create(table, made),)


def _is_sound(workspace: Workspace, ops: Ops) -> bool:
    """Whether a session would take ops: nothing left behind, no loop, no odd value."""
    placed = {op.id for op in ops if op.table == "tasks"}
    return not check(apply(workspace, ops), touched(ops), placed)


def _sound_edit(workspace: Workspace, table: str, chance: Random) -> Ops:
    for _ in range(20):
        try:
            ops = _an_edit(workspace, table, chance)
        except TypeError:
            continue
        if ops and _is_sound(workspace, ops):
            return ops
    return ()


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=EXAMPLES)
@given(chance=st.randoms(use_true_random=False))
def test_figures_carried_on_over_an_edit_are_those_computed_afresh(
    table: str, chance: Random
) -> None:
    sheet = _start()
    _everything(sheet)
    done: list[Op] = []
    for at in range(6):
        edited = table if at % 2 else chance.choice(sorted(TABLES))
        ops = _sound_edit(sheet.workspace, edited, chance)
        done += ops
        before = _everything(sheet)
        sheet = sheet.next(apply(sheet.workspace, ops), touched(ops), TODAY)
        carried, afresh = _everything(sheet), _everything(Figures(sheet.workspace, TODAY))
        assert carried == afresh, done
        for declared in FIGURES:
            if ops and edited not in declared.reads | {declared.table}:
                name = _name_of(declared)
                assert carried[name] == before[name], f"{name} reads {edited}: {ops}"
