"""This file tests which gate plan a type of component begins with, and what is said where none."""

from typing import Any

import pytest

from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.templates import GatePlan, Template
from pmtui.model.rules.gate_plan_choice import GatePlanChoice, gate_plan_of
from tests.conftest import a_component, a_workspace, id_of

SMALL = Template(id=91, key="TP-1", name="Small gates", kind="gates")
LARGE = Template(id=92, key="TP-2", name="Large gates", kind="gates")


def a_plan(number: int, template: Template = SMALL, place: str = "", **fields: Any) -> GatePlan:
    where = id_of(place) if place else 0
    return GatePlan(
        id=100 + number, key=f"GP-{number}", name=f"Plan {number}", template=template.id,
        component=where, **fields,
    )  # fmt: skip


def chosen(*rows: Entity, **fields: Any) -> GatePlanChoice:
    """What a new project in a program begins with."""
    workspace = a_workspace(
        a_component("PF-1"), a_component("PG-1", "PF-1"), a_component("PG-2", "PF-1"), SMALL, LARGE,
        *rows,
    )  # fmt: skip
    new: dict[str, Any] = {"kind": "project", "name": "New", "component": id_of("PG-1"), **fields}
    return gate_plan_of(workspace, Component(id=999, **new))


def test_without_gate_plans_nothing_is_chosen_and_nothing_said() -> None:
    assert chosen() == GatePlanChoice()


def test_the_plan_that_says_most_of_the_type_holds() -> None:
    plans = (a_plan(1), a_plan(2, LARGE, category="IT  Infrastructure"))
    assert chosen(*plans, category="it infrastructure").template == LARGE
    assert chosen(*plans, category="marketing").template == SMALL
    assert chosen(*plans).template == SMALL


def test_the_plan_of_the_nearest_component_holds_and_one_beside_it_does_not() -> None:
    assert chosen(a_plan(1), a_plan(2, LARGE, "PF-1")).template == LARGE
    near = (a_plan(1, LARGE, "PF-1", category="it"), a_plan(2, SMALL, "PG-1"))
    assert chosen(*near, category="it").template == SMALL
    assert chosen(a_plan(1), a_plan(2, LARGE, "PG-2")).template == SMALL


def test_two_that_fit_alike_are_both_named_and_none_is_chosen() -> None:
    choice = chosen(a_plan(1, category="it"), a_plan(2, LARGE, product_stage="growth"),
                    category="it", product_stage="growth")  # fmt: skip
    assert choice.template is None
    assert choice.reason == (
        "GP-1 Plan 1 and GP-2 Plan 2 fit its type, project it growth, alike: "
        "new_from TP-1 into it makes its gates"
    )


def test_two_that_fit_alike_and_name_one_template_are_no_question() -> None:
    assert chosen(a_plan(1), a_plan(2)).template == SMALL


def test_a_type_that_no_plan_is_for_is_said() -> None:
    assert chosen(a_plan(1, category="it")).reason == (
        "no gate plan fits its type, project without a category: GP-1 is for it projects"
    )


@pytest.mark.parametrize("fields", [{"archived": True}, {"kind": "program"}])
def test_plans_that_are_archived_or_of_another_kind_do_not_count(fields: dict[str, Any]) -> None:
    assert chosen(a_plan(1, **fields)) == GatePlanChoice()


def test_a_type_may_begin_without_gates_and_that_is_said() -> None:
    none = GatePlan(id=150, key="GP-5", name="Small work", category="small")
    assert chosen(a_plan(1), none, category="small").reason == (
        "without gates, as GP-5 Small work has it"
    )


def test_a_template_that_is_archived_is_named() -> None:
    old = Template(id=93, key="TP-3", name="Old gates", kind="gates", archived=True)
    assert chosen(old, a_plan(1, old)).reason == (
        "the template of GP-1 Plan 1 is TP-3, which is archived"
    )
