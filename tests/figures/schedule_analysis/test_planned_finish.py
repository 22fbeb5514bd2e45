"""This file tests that planned dates say what they are made of and what is promised beside them."""

from datetime import date

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.declaration import InputValue
from pmtui.figures.sheet.figures_sheet import Figures
from tests.conftest import TODAY, a_component, a_project, a_task, figures_of, id_of

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
