"""This file tests that a gate is passed when its criteria are met, or on conditions."""

from typing import Any

from pmtui.actions.checks.gate_criteria import unmet_criteria
from pmtui.model.changes.ops import apply, create, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.governance.gates import Gate, GateCondition, GateCriterion
from tests.conftest import a_project, a_workspace, id_of

_GATE = Gate(id=9, key="G-1", component=id_of("P-1"), title="Go live")


def _refusal(decision: str, *rows: Entity) -> str:
    plan = a_workspace(a_project("P-1"), _GATE, *rows)
    ops = edit("gates", _GATE, decision=decision)
    return unmet_criteria(plan, apply(plan, ops), ops)


def a_criterion(**fields: Any) -> GateCriterion:
    return GateCriterion(id=10, component=id_of("P-1"), gate=9, text="Load test", **fields)


def test_a_plain_go_needs_every_criterion_met_or_waived() -> None:
    assert "'Load test'" in _refusal("go", a_criterion())
    assert "decide conditional" in _refusal("go", a_criterion())
    assert not _refusal("go", a_criterion(met=True, evidence="report 7"))
    assert not _refusal("go", a_criterion(waived_by=7))
    assert not _refusal("stop", a_criterion())
    assert not _refusal("go")


def test_a_conditional_go_names_its_conditions_in_the_same_edit_or_before() -> None:
    condition = GateCondition(id=11, component=id_of("P-1"), gate=9, title="Test again")
    assert "names no condition" in _refusal("conditional")
    assert not _refusal("conditional", condition)
    plan = a_workspace(a_project("P-1"), _GATE)
    ops = (*edit("gates", _GATE, decision="conditional"), create("gate_conditions", condition))
    assert not unmet_criteria(plan, apply(plan, ops), ops)
