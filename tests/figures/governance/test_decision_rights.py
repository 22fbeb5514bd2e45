"""This file tests that approvals are judged by who had the role on their day."""

from datetime import timedelta
from typing import Any

import pytest

from pmtui.actions.consequences.companions import with_companions
from pmtui.figures.governance.decision_rights import breaches
from pmtui.model.changes.ops import apply, edit
from pmtui.model.costing.ledger import BudgetChange
from pmtui.model.entities.entity import Money
from pmtui.model.governance.bodies import ApprovalRule
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import at
from tests.conftest import TODAY, a_person, a_project, a_workspace, id_of

_ANN, _BOB, _PROJECT = id_of("H-1"), id_of("H-2"), id_of("P-1")
_RULE = ApprovalRule(id=8, key="AR-1", title="Owner", kind="budget_change", role="owner")


def _plan(days_ago: int, approver: int, **fields: Any) -> Workspace:
    change = BudgetChange(
        id=9, component=_PROJECT, title="More", amount=Money(1, "EUR"), state="approved",
        at=TODAY, approver=approver,
        approved_at=TODAY - timedelta(days=days_ago) if days_ago else None,
    )  # fmt: skip
    people = a_person("H-1", "Ann"), a_person("H-2", "Bob")
    return a_workspace(a_project("P-1", **fields), *people, _RULE, change)


def _wrong(plan: Workspace) -> bool:
    row = plan.rows("budget_changes")[9]
    return bool(breaches(plan, "budget_changes", row, TODAY))


def test_what_the_former_owner_approved_is_not_judged_by_the_one_of_today() -> None:
    week = TODAY - timedelta(days=7)
    assert _wrong(_plan(8, _ANN, owner=_BOB))
    assert not _wrong(_plan(8, _ANN, owner=_BOB, owner_since=week))
    assert not _wrong(_plan(0, _ANN, owner=_BOB, owner_since=week))
    assert _wrong(_plan(7, _ANN, owner=_BOB, owner_since=week))
    assert not _wrong(_plan(7, _BOB, owner=_BOB, owner_since=week))


@pytest.mark.parametrize(("old", "new", "is_dated"), [(1, 2, True), (0, 2, False), (1, 0, False)])
def test_an_owner_who_takes_over_gets_the_day(old: int, new: int, *, is_dated: bool) -> None:
    people = {0: 0, 1: _ANN, 2: _BOB}
    plan = _plan(1, _ANN, owner=people[old])
    ops = edit("components", plan.components[_PROJECT], owner=people[new])
    after = apply(plan, with_companions(at(plan), ops))
    assert after.components[_PROJECT].owner_since == (TODAY if is_dated else None)
    typed = edit("components", plan.components[_PROJECT], owner=people[new], owner_since=None)
    assert apply(plan, with_companions(at(plan), typed)).components[_PROJECT].owner == people[new]
