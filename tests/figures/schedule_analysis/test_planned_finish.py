"""This file tests that planned dates say what they are made of and what is promised beside them."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.declaration import InputValue
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.entities.entity import Entity
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_link,
    a_project,
    a_task,
    figures_of,
    id_of,
)
from tests.figures.lateness.baselined import a_baseline

DAY = 480


def a_program() -> Figures:
    return figures_of(
        a_component("PG-1", name="Program"),
        a_project("P-1", "PG-1", start=TODAY, baseline_finish=date(2026, 11, 23)),
        a_project("P-2", "PG-1", start=TODAY),
        a_task("T-1", duration=2 * DAY, due=date(2026, 12, 8)),
        a_task("T-2", project="P-2", duration=DAY, after="T-1"),
    )


def inputs(table: str, entity_id: int) -> dict[str, InputValue]:
    declared = figure("expected_finish" if table == "components" else "planned", table)
    assert declared is not None
    return {one.label: one.value for one in declared.inputs(a_program(), entity_id)}


def test_a_component_says_planned_promised_and_baseline() -> None:
    assert inputs("components", id_of("P-1")) == {
        "last finish of its own tasks": date(2026, 11, 24),
        "finish as typed, where nothing is planned": None,
        "planned finish": date(2026, 11, 24),
        "promised": date(2026, 12, 8),
        "margin in days": 14,
        "baseline finish": date(2026, 11, 23),
        "slip in days": 1,
    }


def test_a_task_says_planned_typed_and_due() -> None:
    found = inputs("tasks", id_of("T-1"))
    assert found["planned finish"] == date(2026, 11, 24)
    assert found["finish as typed"] is None
    assert found["due against planned"] == "14 days in hand"
    assert found["slack in working days"] == "0"


def test_a_contract_says_when_it_comes_and_when_it_is_needed() -> None:
    found = inputs("links", next(iter(a_program().workspace.links)))
    assert found["T-1 comes as planned"] == date(2026, 11, 24)
    assert found["needed by"] is None


def of_task(*parts: Entity | Parts, project: Parts = (), **fields: Any) -> dict[str, InputValue]:
    """What goes into the planned finish of a task of two days."""
    task = a_task("T-1", **{"duration": 2 * DAY, **fields})
    figures = figures_of(project or a_project("P-1", start=TODAY), task, *parts)
    declared = figure("planned", "tasks")
    assert declared is not None
    return {one.label: one.value for one in declared.inputs(figures, id_of("T-1"))}


def test_a_task_without_a_plan_has_nothing_planned() -> None:
    never = WorkingCalendar(id=7, name="Never")
    found = of_task(never, project=a_project("P-1", start=TODAY, calendar=7), due=TODAY)
    assert (found["planned start"], found["planned finish"]) == (None, None)
    assert found["slack in working days"] is None
    assert "status date" not in found


def test_the_slip_of_a_task_is_told_from_its_baseline() -> None:
    found = of_task(a_baseline("T-1", TODAY))
    assert (found["baseline finish"], found["planned slip in days"]) == (TODAY, 1)
    assert of_task()["planned slip in days"] is None
    assert of_task(a_baseline("T-2", TODAY))["baseline finish"] is None


def test_what_holds_unfinished_work_back_is_told_of_open_tasks() -> None:
    assert of_task()["unfinished work"] == "stays where it was planned"
    assert "status date" not in of_task(percent=100)
    dated = a_project("P-1", start=TODAY, status_date=TODAY, unfinished_work="from_status_date")
    found = of_task(project=dated)
    assert found["status date"] == TODAY
    assert "unfinished work is not before" in found
    by_hand = of_task(project=dated, start=TODAY, finish=TODAY, duration=None)
    assert by_hand["unfinished work"] == "dated by hand: it stays where it is"
    pinned = of_task(project=dated, constraint="MSO", constraint_date=TODAY)
    assert pinned["unfinished work"] == "must start on its date (MSO): it stays where it is"


@pytest.mark.parametrize(("kind", "day"), [("FS", 24), ("FF", 24), ("SS", 23), ("SF", 23)])
def test_a_contract_is_delivered_at_the_end_its_link_is_about(kind: str, day: int) -> None:
    link = a_link("T-1", "T-2", type=kind)
    figures = figures_of(
        a_project("P-1", start=TODAY),
        a_project("P-2", start=TODAY),
        a_task("T-1", duration=2 * DAY),
        a_task("T-2", project="P-2", duration=DAY),
        link,
        a_link("T-9", "T-2"),
    )
    declared = figure("planned", "links")
    assert declared is not None
    read = declared.read(figures)
    assert read(link) == TODAY.replace(day=day)
    assert read(figures.workspace.links[a_link("T-9", "T-2").id]) is None
