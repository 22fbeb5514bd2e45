"""This file tests issues raised about tasks, and exceptions that are handed up."""

from datetime import timedelta
from typing import Any

from pmtui.model.entities.registers import Issue
from pmtui.model.governance.bodies import Tolerance
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal
from tests.conftest import TODAY, a_component, a_project, a_task, a_workspace, id_of


def test_an_issue_about_a_task_stands_in_the_log_of_its_project() -> None:
    plan = a_workspace(a_project("P-1"), a_task("T-1", "Copy"))
    made = after("task.issue", at(plan, "T-1"), text="the agency is late")
    (issue,) = made.rows("issues").values()
    assert isinstance(issue, Issue)
    assert issue.title == "T-1 Copy: the agency is late"
    assert (issue.component, issue.state) == (id_of("P-1"), "open")
    assert made.tasks == plan.tasks


def test_an_issue_without_words_is_refused() -> None:
    plan = a_workspace(a_project("P-1"), a_task("T-1", "Copy"))
    assert "needs a title" in refusal("task.issue", at(plan, "T-1"), text=" ")


def _over(**fields: Any) -> Workspace:
    """A project that is 12 days past what its program tolerates 5 of."""
    project = a_project("P-1", "PG-1", finish=TODAY - timedelta(days=12), **fields)
    days = Tolerance(id=7, key="TL-1", title="Days", component=id_of("PG-1"), kind="time", days=5)
    return a_workspace(a_component("PG-1"), project, days)


def test_an_exception_is_an_issue_that_waits_at_the_level_above() -> None:
    made = after("component.raise_exception", at(_over(), "P-1"), text="the vendor is late")
    (issue,) = made.rows("issues").values()
    assert isinstance(issue, Issue)
    assert issue.title == "Time tolerance exceeded: 12 d of at most 5 d"
    assert (issue.component, issue.escalated_to) == (id_of("P-1"), id_of("PG-1"))
    assert (issue.escalation_reason, issue.tags) == ("the vendor is late", ("time-exception",))
    assert "not handed up already" in refusal("component.raise_exception", at(made, "P-1"), text="")


def test_what_is_tolerated_and_what_has_nobody_above_is_not_handed_up() -> None:
    plan = a_workspace(a_component("PG-1"), a_project("P-1", "PG-1"))
    assert "exceeds a tolerance" in refusal("component.raise_exception", at(plan, "P-1"), text="")
    top = a_component("PG-1", finish=TODAY - timedelta(days=12))
    days = Tolerance(id=7, key="TL-1", title="Days", kind="time", days=5)
    alone = a_workspace(top, days)
    said = refusal("component.raise_exception", at(alone, "PG-1"), text="")
    assert said == "PG-1: nothing lies above it to hand the issue to"
