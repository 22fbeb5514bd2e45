"""This file tests taking components, risks and entries to their next states."""

import msgspec
import pytest

from pmtui.actions.core.action import UnagreedError
from pmtui.actions.editing.next_state import steps
from pmtui.model.changes.ops import apply
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import Issue
from pmtui.model.rules.life_cycles import lifecycle_of
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_component, a_project, a_risk, a_task, a_workspace, id_of

_KINDS = [
    *(("components", kind) for kind in ("portfolio", "program", "project", "operation")),
    *((table, "") for table in ("risks", "issues", "changes", "benefits")),
]


@pytest.mark.parametrize(("table", "kind"), _KINDS)
def test_every_step_that_is_proposed_is_legal(table: str, kind: str) -> None:
    lifecycle = lifecycle_of(table, kind)
    assert lifecycle is not None
    for state in lifecycle:
        now = state
        for following in steps(table, kind, state):
            assert following in lifecycle[now], (state, now, following)
            now = following


def test_a_draft_goes_to_executing_in_one_commit_once_its_steps_were_shown() -> None:
    plan = a_workspace(a_project("P-1", state="draft"))
    asked = at(plan, "P-1")
    with pytest.raises(UnagreedError) as shown:
        proposed("state.next", asked)
    assert shown.value.question == "P-1 draft > initiating > planning > executing"
    ops = proposed("state.next", msgspec.structs.replace(asked, confirmed=True)).ops
    assert [op.new for op in ops] == ["initiating", "planning", "executing"]
    assert row(apply(plan, ops), "P-1").state == "executing"


@pytest.mark.parametrize(
    ("state", "following"),
    [("executing", "closing"), ("closing", "closed"), ("on_hold", "executing"),
     ("planning", "executing"), ("cancelled", "draft")],
)  # fmt: skip
def test_a_project_under_way_takes_one_step(state: str, following: str) -> None:
    plan = a_workspace(a_project("P-1", state=state))
    ops = proposed("state.next", at(plan, "P-1")).ops
    assert [op.new for op in ops] == [following]


def test_a_program_goes_from_idea_to_active() -> None:
    assert steps("components", "program", "idea")[-1] == "active"


def test_what_has_come_to_its_end_is_refused_with_the_way_to_set_a_state() -> None:
    plan = a_workspace(a_project("P-1", state="closed"), a_task("T-1"), a_risk("R-1", 3, 3))
    assert "no state follows by itself, s s sets one" in refusal("state.next", at(plan, "P-1"))
    assert "c completes it" in refusal("state.next", at(plan, "T-1"))


def test_a_risk_takes_its_next_step() -> None:
    plan = a_workspace(a_component("PG-1"), a_project("P-1"), a_risk("R-1", 3, 3))
    assert [op.new for op in proposed("state.next", at(plan, "R-1")).ops] == ["assessed"]


def an_issue(key: str, state: str = "open") -> Issue:
    return Issue(id=id_of(key), key=key, component=id_of("P-1"), title="Down", state=state)


def test_a_card_takes_the_state_of_the_column_beside_its_own() -> None:
    plan = a_workspace(a_project("P-1"), an_issue("I-1"))
    assert row(after("state.later", at(plan, "I-1")), "I-1").state == "assessed"
    assert proposed("state.later", at(plan, "I-1")).message == "I-1 open > assessed"


def test_a_step_across_that_the_life_cycle_forbids_is_refused_with_the_reason() -> None:
    plan = a_workspace(a_project("P-1"), an_issue("I-1", "closed"))
    assert "I-1: closed cannot become resolved; it can become open" in refusal(
        "state.earlier", at(plan, "I-1")
    )


def test_of_marked_cards_none_moves_where_one_may_not() -> None:
    plan = a_workspace(a_project("P-1"), an_issue("I-1"), an_issue("I-2", "closed"))
    assert "I-2: closed is the last column" in refusal("state.later", at(plan, "I-1", "I-2"))


def test_marked_cards_move_in_one_edit() -> None:
    plan = a_workspace(a_project("P-1"), an_issue("I-1"), an_issue("I-2", "action"))
    moved = after("state.later", at(plan, "I-1", "I-2"))
    assert [row(moved, key).state for key in ("I-1", "I-2")] == ["assessed", "resolved"]


def test_a_decision_moved_across_is_decided_today_and_back_again_undecided() -> None:
    decision = Decision(id=id_of("D-1"), key="D-1", component=id_of("P-1"), title="Which")
    decided = after("state.later", at(a_workspace(a_project("P-1"), decision), "D-1"))
    assert row(decided, "D-1").decided_at == TODAY
    assert row(after("state.earlier", at(decided, "D-1")), "D-1").decided_at is None


def test_what_has_no_states_moves_nowhere() -> None:
    assert refusal("state.later", at(a_workspace(a_task("T-1")), "T-1")) == (
        "a task has no states to go through"
    )
