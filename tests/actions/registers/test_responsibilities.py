"""This file tests who is responsible, accountable, consulted and informed."""

import pytest

from pmtui.actions.core.action import Situation
from pmtui.model.changes.ops import create
from pmtui.model.governance.bodies import RESPONSIBILITIES, Responsibility
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal
from tests.conftest import a_person, a_project, a_task, a_workspace, id_of

_ACTION = "responsibility.assign"


def _store(*roles: tuple[str, str]) -> Workspace:
    rows = [
        Responsibility(
            id=900 + place, component=id_of("P-1"), about=id_of("T-1"), about_table="tasks",
            person=id_of(person), role=role,  # type: ignore[arg-type]
        )
        for place, (person, role) in enumerate(roles)
    ]  # fmt: skip
    people = a_person("H-1", "Ann Roe"), a_person("H-2", "Bob Fox")
    return a_workspace(a_project(), *a_task("T-1", "Copy"), *people, *rows)


def _at(*roles: tuple[str, str]) -> Situation:
    return at(_store(*roles), "T-1")


def _roles(workspace: Workspace) -> set[tuple[str, str]]:
    rows = workspace.rows_of(Responsibility).values()
    return {(workspace.people[row.person].key, row.role) for row in rows}


def test_a_role_is_given_and_one_person_may_have_several() -> None:
    workspace = after(_ACTION, _at(("H-1", "A")), role="r", person=id_of("H-1"))
    assert _roles(workspace) == {("H-1", "A"), ("H-1", "R")}
    (row,) = [row for row in workspace.rows_of(Responsibility).values() if row.role == "R"]
    assert (row.about, row.about_table, row.component) == (id_of("T-1"), "tasks", id_of("P-1"))


def test_naming_another_as_accountable_moves_that() -> None:
    situation = _at(("H-1", "A"), ("H-1", "C"))
    workspace = after(_ACTION, situation, role="A", person=id_of("H-2"))
    assert _roles(workspace) == {("H-2", "A"), ("H-1", "C")}
    message = proposed(_ACTION, situation, role="A", person=id_of("H-2")).message
    assert message == "T-1 Copy: Bob Fox is accountable, no longer Ann Roe"


def test_none_takes_back_all_that_somebody_is() -> None:
    workspace = after(_ACTION, _at(("H-1", "A"), ("H-1", "R")), role="none", person=id_of("H-1"))
    assert not _roles(workspace)


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("X", "'X' is not one of R, A, C, I and none"),
        ("A", "Ann Roe is accountable already"),
    ],
)
def test_what_is_no_role_or_held_already_is_refused(role: str, reason: str) -> None:
    assert reason in refusal(_ACTION, _at(("H-1", "A")), role=role, person=id_of("H-1"))
    assert "has no role in it" in refusal(_ACTION, _at(), role="none", person=id_of("H-1"))


def test_a_second_who_is_accountable_is_refused_by_every_door() -> None:
    second = Responsibility(
        id=990, component=id_of("P-1"), about=id_of("T-1"), about_table="tasks",
        person=id_of("H-2"), role="A",
    )  # fmt: skip
    outcome = settle(_store(("H-1", "A")), (create(RESPONSIBILITIES.name, second),))
    assert isinstance(outcome, Rejected)
    assert "Ann Roe is accountable already, and exactly one is" in str(outcome.reason)
