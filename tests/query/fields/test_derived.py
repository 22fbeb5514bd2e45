"""This file tests what a filter may ask that is not stored."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.policy import Policy
from pmtui.model.entities.tasks import Task
from pmtui.model.ids import EPOCH_2020_MS
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.fields.catalogue import fields_of
from tests.conftest import a_component, a_task, a_workspace
from tests.query.sample import ANN, BOB, CHO, TODAY, figures

_FIGURES = figures()
_NEW_YEARS_EVE_MS = 1_798_759_800_000
"""31 December 2026, 23:30 in UTC."""


@pytest.mark.parametrize(
    ("timezone", "day"),
    [
        ("UTC", date(2026, 12, 31)),
        ("Europe/Berlin", date(2027, 1, 1)),
        ("America/New_York", date(2026, 12, 31)),
        ("no/zone", date(2026, 12, 31)),
    ],
)
def test_the_day_of_entry_is_that_of_the_stores_zone(timezone: str, day: date) -> None:
    task = Task(id=(_NEW_YEARS_EVE_MS - EPOCH_2020_MS) << 12 | 7, title="x")
    policy = Policy(id=1, timezone=timezone)
    store = Workspace({"tasks": {task.id: task}, "policy": {1: policy}})
    assert fields_of("tasks")["created"].read(Figures(store, TODAY))(task) == day


def test_everybody_a_task_names_is_its_owner_and_who_is_assigned() -> None:
    everybody = fields_of("tasks")["who"].read(_FIGURES)
    assert set(everybody(_FIGURES.workspace.tasks[101])) == {ANN, BOB, CHO}


def test_the_figures_of_a_component_are_those_of_the_sheet() -> None:
    known = fields_of("components")
    row = _FIGURES.workspace.components[3]
    rollup = _FIGURES.rollup(3)
    assert known["slip"].read(_FIGURES)(row) == rollup.slip
    assert known["percent"].read(_FIGURES)(row) == rollup.percent
    assert known["risk"].read(_FIGURES)(row) == rollup.risks.top_score
    assert known["rag"].read(_FIGURES)(row) == _FIGURES.health(3).computed


@st.composite
def trees(draw: st.DrawFn) -> Workspace:
    """Portfolios, programs, projects and operations lying in one another, and a task in each."""
    kinds = {"portfolio": "PF", "program": "PG", "project": "P", "operation": "O"}
    keys: list[str] = []
    parts: list[Any] = []
    for at in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(list(kinds)))
        key = f"{kinds[kind]}-{at + 1}"
        parts.append(a_component(key, draw(st.sampled_from(["", *keys]))))
        parts.append(a_task(f"T-{at + 1}", project=key))
        keys.append(key)
    return a_workspace(*parts)


@given(trees(), st.sampled_from(["portfolio", "program", "project", "operation"]))
def test_the_columns_of_kinds_hold_the_nearest_one_a_row_lies_in(
    workspace: Workspace, kind: str
) -> None:
    components = workspace.components

    def expected(at: int) -> int:
        while at and components[at].kind != kind:
            at = components[at].component
        return at

    figures = Figures(workspace, TODAY)
    of_task = fields_of("tasks")[kind].read(figures)
    assert all(of_task(row) == expected(row.component) for row in workspace.tasks.values())
    of_component = fields_of("components")[kind].read(figures)
    assert all(of_component(row) == expected(row.id) for row in components.values())


def test_components_that_lie_in_each_other_lie_in_no_portfolio() -> None:
    around = a_workspace(a_component("PG-1", "PG-2"), a_component("PG-2", "PG-1"))
    nearest = fields_of("components")["portfolio"].read(Figures(around, TODAY))
    assert [nearest(row) for row in around.components.values()] == [0, 0]
