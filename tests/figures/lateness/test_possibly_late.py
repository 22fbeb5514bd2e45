"""This file tests where tasks may be late that no stored date calls late."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.lateness.possibly_late import possibly_late_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, create, delete, edit
from pmtui.model.entities.entity import Entity
from tests.conftest import (
    TODAY,
    Parts,
    a_link,
    a_policy,
    a_project,
    a_task,
    figures_after,
    figures_of,
    id_of,
)
from tests.figures.lateness.baselined import a_baseline

PROJECT, OTHER = id_of("P-1"), id_of("P-2")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def may_be(figures: Figures, component: int = PROJECT) -> bool:
    return possibly_late_of(figures).may_be_late(component)


def suspect(*parts: Entity | Parts, **project: Any) -> bool:
    return may_be(figures_of(a_project(**project), *parts))


@pytest.mark.parametrize("field", ["start", "finish", "actual_start", "constraint_date"])
def test_a_date_of_a_task_that_is_past_makes_its_component_suspect(field: str) -> None:
    found = [suspect(a_task("T-1", **{field: on(day)})) for day in (-1, 0, 1)]  # type: ignore[arg-type]
    assert found == [True, False, False]


def test_a_start_that_is_past_makes_a_component_suspect() -> None:
    assert [suspect(start=on(day)) for day in (-1, 0, 1)] == [True, False, False]
    assert not suspect(a_task("T-1"))


def test_a_baseline_in_force_makes_its_component_suspect_and_a_mere_copy_does_not() -> None:
    assert suspect(a_task("T-1"), a_baseline("T-1", on(9)))
    assert not suspect(a_task("T-1"), a_baseline("T-1", on(9), "snapshot"))


@pytest.mark.parametrize(
    ("link", "is_suspect"),
    [
        ({}, False),
        ({"lag": -1}, True),
        ({"lag": 1}, False),
        ({"type": "SF"}, True),
        ({"type": "FF"}, False),
    ],
)
def test_a_lead_or_a_link_from_a_start_to_a_finish_makes_every_component_suspect(
    link: dict[str, Any], *, is_suspect: bool
) -> None:
    rows = a_task("T-1"), a_task("T-2"), a_link("T-1", "T-2", **link)
    figures = figures_of(a_project("P-1"), a_project("P-2"), *rows)
    assert [may_be(figures, PROJECT), may_be(figures, OTHER)] == [is_suspect] * 2
    assert not may_be(figures, id_of("P-9"))


def test_a_component_that_is_gone_is_not_suspect() -> None:
    assert not may_be(figures_of(a_project()), OTHER)


def test_answers_are_carried_over_edits_as_they_would_be_found_afresh() -> None:
    lead = a_link("T-1", "T-2", lag=-480)
    other_lead = a_link("T-1", "T-3", type="SF")
    tasks = a_task("T-1"), a_task("T-2"), a_task("T-3", project="P-2")
    figures = figures_of(a_project("P-1"), a_project("P-2"), *tasks)

    def edited(*ops: Op) -> None:
        nonlocal figures
        for component in (PROJECT, OTHER):
            may_be(figures, component)
        figures = figures_after(figures, *ops)
        fresh = Figures(figures.workspace, TODAY)
        for component in (PROJECT, OTHER):
            assert may_be(figures, component) == may_be(fresh, component)

    def task(key: str = "T-1") -> Any:
        return figures.workspace.tasks[id_of(key)]

    edited(*edit("tasks", task(), start=on(-3)))
    edited(*edit("tasks", task("T-2"), finish=on(-3)))
    edited(*edit("tasks", task(), start=on(1)))
    edited(*edit("tasks", task("T-2"), finish=None))
    edited(*edit("tasks", task(), title="other"))
    edited(*edit("tasks", task("T-3"), start=on(-3)))
    edited(*edit("tasks", task("T-3"), component=PROJECT))
    edited(delete("tasks", task("T-3")))
    edited(create("tasks", tasks[2][0]))
    edited(create("links", lead))
    edited(create("links", other_lead))
    edited(delete("links", lead))
    edited(*edit("links", other_lead, type="FS"))
    edited(*edit("links", figures.workspace.links[other_lead.id], lag=-5))
    edited(delete("links", figures.workspace.links[other_lead.id]))
    edited(*edit("components", figures.workspace.components[OTHER], start=on(-3)))
    edited(*edit("components", figures.workspace.components[OTHER], start=on(3)))
    baseline, row = a_baseline("T-1", on(9))
    edited(create("baselines", baseline), create("baseline_rows", row))
    edited(delete("baselines", baseline))
    edited(create("policy", a_policy()))


def test_an_answer_that_an_edit_cannot_have_changed_is_not_worked_out_again() -> None:
    figures = figures_of(a_project("P-1"), a_project("P-2"), a_task("T-1"), a_task("T-2"))
    may_be(figures)
    task = figures.workspace.tasks[id_of("T-1")]
    kept = figures_after(figures, *edit("tasks", task, title="other", due=on(-3)))
    assert possibly_late_of(kept)._known == {PROJECT: False}
    lost = figures_after(figures, *edit("tasks", task, start=on(-3)))
    assert possibly_late_of(lost)._known == {}
