"""This file tests that a change stands where the decision about it puts it, through every door."""

from typing import Any

import pytest

from pmtui.model.entities.registers import Change
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import a_person, a_project, a_workspace, id_of


def a_plan(**fields: Any) -> Workspace:
    change = Change(
        id=id_of("C-1"), key="C-1", title="Guest checkout", component=id_of("P-1"), **fields
    )
    return a_workspace(a_project(), a_person("H-1", "Ann"), change)


def change_of(workspace: Workspace) -> Change:
    return workspace.rows_of(Change)[id_of("C-1")]


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("accept", "accepted"),
        ("reject", "rejected"),
        ("defer", "deferred"),
        ("more_info", "raised"),
    ],
)
def test_a_decision_moves_the_change_on(decision: str, state: str) -> None:
    plan = a_plan()
    for done in (
        after("entity.set", at(plan, "C-1"), field="decision", value=decision),
        after("decision.take", at(plan, "C-1"), answer=decision, words="Board"),
    ):
        assert (change_of(done).decision, change_of(done).state) == (decision, state)


@pytest.mark.parametrize("state", ["implemented", "verified", "accepted"])
def test_what_was_done_already_stays_where_it_stands(state: str) -> None:
    done = after("entity.set", at(a_plan(state=state), "C-1"), field="decision", value="accept")
    assert change_of(done).state == state


def test_an_accepted_change_can_be_implemented_next() -> None:
    accepted = after("entity.set", at(a_plan(), "C-1"), field="decision", value="accept")
    done = after("entity.set", at(accepted, "C-1"), field="state", value="implemented")
    assert change_of(done).state == "implemented"
