"""This file tests that a new component has the gates of its type, whichever way it comes."""

from datetime import date
from typing import Any

import pytest

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.consequences.completed_edit import with_consequences
from pmtui.model.changes.ops import Ops, apply, edit, invert
from pmtui.model.entities.templates import GatePlan, Template
from pmtui.model.governance.gates import Gate, GateCriterion
from pmtui.model.merging.settle import InvalidError, validated
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, row
from tests.conftest import TODAY, a_component, a_project, a_task, a_workspace, id_of


def a_store(**fields: Any) -> Workspace:
    """A program whose new projects begin with the gates that its first project has."""
    project = id_of("P-1")
    workspace = a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=date(2026, 11, 2)),
        a_project("P-2", "PG-1"),
        a_task("T-1", "Design"),
        Gate(id=81, key="G-1", component=project, title="Build", due=date(2026, 11, 16),
             decision="go", decided_at=date(2026, 11, 16)),
        GateCriterion(id=82, component=project, gate=81, text="tested", met=True),
    )  # fmt: skip
    workspace = after("plan.template", at(workspace, "P-1"), only="gates", name="Standard gates")
    (template,) = workspace.rows_of(Template).values()
    plan = {"name": "Standard", "template": template.id, **fields}
    return apply(workspace, new_entity(at(workspace), "gate_plans", "", plan))


def made(workspace: Workspace, action: str, *keys: str, **values: Any) -> tuple[Ops, str]:
    """The whole edit of an action with what goes along, and what is said of that."""
    situation = at(workspace, *keys, scope="PG-1")
    ops = proposed(action, situation, **values).ops
    whole, words = with_consequences(workspace, ops, TODAY, situation.new_id)
    return whole, "; ".join(words)


def gates_of(workspace: Workspace, ops: Ops) -> list[tuple[str, date | None, str]]:
    """The gates that an edit makes."""
    now = apply(workspace, ops)
    new = [op.id for op in ops if op.op == "create" and op.table == "gates"]
    return [
        (gate.title, gate.due, gate.decision) for gate in map(now.rows_of(Gate).get, new) if gate
    ]


def test_a_project_that_is_added_has_its_gates_as_far_from_its_start_and_undecided() -> None:
    workspace = a_store()
    ops, words = made(workspace, "entity.add", kind="project", text="Shop start:2027-03-01")
    assert gates_of(workspace, ops) == [("Build", date(2027, 3, 15), "")]
    assert words == "Shop: 1 gate of TP-1 Standard gates, from Mon 1 Mar 2027 on"
    criteria = [op.new for op in ops if op.op == "create" and op.table == "gate_criteria"]
    assert [(one["text"], one.get("met", False)) for one in criteria] == [("tested", False)]
    assert apply(apply(workspace, ops), invert(ops)).tables == apply(workspace, ()).tables


def test_a_project_without_a_start_has_gates_without_days_and_that_is_said() -> None:
    workspace = a_store()
    ops, words = made(workspace, "entity.add", kind="project", text="Shop")
    assert gates_of(workspace, ops) == [("Build", None, "")]
    assert words.endswith("without days as it has no start")


def test_each_project_of_a_list_has_its_own() -> None:
    workspace = a_store()
    ops, _ = made(workspace, "entity.add", kind="project", text="Shop\nSearch")
    assert len(gates_of(workspace, ops)) == 2


def test_a_copy_that_brings_its_gates_gets_no_others_and_one_without_gets_them() -> None:
    workspace = a_store()
    with_own, words = made(workspace, "plan.copy", "P-1", start="2027-03-01")
    assert (len(gates_of(workspace, with_own)), words) == (1, "")
    bare, words = made(workspace, "plan.copy", "P-2", start="2027-03-01", name="Again")
    assert gates_of(workspace, bare) == [("Build", date(2027, 3, 15), "")]
    assert words.startswith("Again: 1 gate of")


def test_what_is_made_from_a_template_of_a_project_has_its_gates() -> None:
    workspace = after("plan.template", at(a_store(), "P-2"), name="Bare")
    template = max(workspace.rows_of(Template).values(), key=lambda one: one.id)
    ops, _ = made(workspace, "plan.new_from", template=template.id, start="2027-03-01")
    assert gates_of(workspace, ops) == [("Build", date(2027, 3, 15), "")]


def test_a_type_without_a_plan_is_made_without_gates_and_that_is_said() -> None:
    workspace = a_store(category="infrastructure")
    ops, words = made(workspace, "entity.add", kind="project", text="Shop")
    assert gates_of(workspace, ops) == []
    assert words.startswith("Shop: no gate plan fits its type, project without a category")


def test_rows_of_a_file_stay_as_they_were_read() -> None:
    workspace = a_store()
    ops = proposed("entity.add", at(workspace, scope="PG-1"), kind="project", text="Shop").ops
    whole, _ = with_consequences(workspace, ops, TODAY, at(workspace).new_id, strict=False)
    assert gates_of(workspace, whole) == []


def test_what_is_no_component_gets_nothing() -> None:
    ops, words = made(a_store(), "entity.add", "T-1", kind="risk", text="Rain")
    assert {op.table for op in ops} == {"risks"}
    assert words == ""


def test_a_plan_names_a_template_of_gates() -> None:
    workspace = after("plan.template", at(a_store(), "P-1"), name="Whole")
    whole = max(workspace.rows_of(Template).values(), key=lambda one: one.id)
    (plan,) = workspace.rows_of(GatePlan).values()
    with pytest.raises(InvalidError, match="Whole is a project, not gates"):
        validated(workspace, edit("gate_plans", plan, template=whole.id))
    assert row(workspace, "P-2").kind == "project"
