"""This file tests turning risks that happened, and wrong assumptions, into records."""

from pmtui.model.entities.registers import Assumption
from tests.actions.doing import after, at, refusal, row
from tests.conftest import a_project, a_risk, a_workspace, id_of


def test_a_risk_that_happens_becomes_an_issue_and_has_occurred() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 4, 5, state="monitoring", effect="two weeks"))
    done = after("entity.convert", at(plan, "R-1"))
    issue = row(done, "I-1")
    assert (issue.from_risk, issue.severity, issue.description) == (id_of("R-1"), 5, "two weeks")
    assert row(done, "R-1").state == "occurred"


def test_a_risk_that_is_over_becomes_no_issue() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 4, 5, state="closed"))
    assert refusal("entity.convert", at(plan, "R-1")) == "R-1 is closed already"


def test_a_wrong_assumption_becomes_a_risk() -> None:
    guess = Assumption(id=id_of("A-1"), key="A-1", title="Sunny", component=id_of("P-1"))
    done = after("entity.convert", at(a_workspace(a_project(), guess), "A-1"))
    assert (row(done, "R-1").title, row(done, "A-1").state) == ("Sunny", "invalid")
