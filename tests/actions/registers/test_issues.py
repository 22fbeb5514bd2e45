"""This file tests issues raised about tasks."""

from pmtui.model.entities.registers import Issue
from tests.actions.doing import after, at, refusal
from tests.conftest import a_project, a_task, a_workspace, id_of


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
