"""This file tests escalating risks, answering escalations, and turning risks into records."""

from pmtui.model.records import Assumption
from pmtui.model.workspace import Workspace
from tests.actions.doing import after, at, refusal, row
from tests.conftest import TODAY, a_component, a_project, a_risk, a_workspace, id_of


def test_an_escalated_risk_goes_to_the_component_above_and_stays_with_its_project() -> None:
    plan = a_workspace(
        a_component("PG-1"), a_project("P-1", "PG-1"), a_risk("R-1", 4, 4, state="assessed")
    )
    risk = row(after("risk.escalate", at(plan, "R-1"), text="too big for us"), "R-1")
    assert (risk.state, risk.escalated_to, risk.component) == (
        "escalated",
        id_of("PG-1"),
        id_of("P-1"),
    )
    assert (risk.escalated_at, risk.escalation_reason) == (TODAY, "too big for us")


def test_a_risk_at_the_top_has_nobody_to_be_handed_to() -> None:
    plan = a_workspace(a_project("P-1"), a_risk("R-1", 4, 4, state="assessed"))
    assert refusal("risk.escalate", at(plan, "R-1")) == (
        "R-1: nothing lies above it to hand the risk to"
    )


def test_a_risk_is_not_escalated_twice() -> None:
    plan = _escalated()
    assert "is escalated already" in refusal("risk.escalate", at(plan, "R-1"))


def test_an_accepted_risk_belongs_to_the_level_above() -> None:
    risk = row(after("risk.answer", at(_escalated(), "R-1"), answer="accept"), "R-1")
    assert (risk.component, risk.state, risk.escalation_answer) == (
        id_of("PG-1"),
        "assessed",
        "accept",
    )


def test_a_risk_that_is_sent_back_is_the_projects_again() -> None:
    risk = row(after("risk.answer", at(_escalated(), "R-1"), answer="send back: yours"), "R-1")
    assert (risk.component, risk.state, risk.escalated_to) == (id_of("P-1"), "assessed", 0)
    assert risk.escalation_answer == "send back: yours"


def test_a_decision_is_kept_with_the_risk() -> None:
    risk = row(after("risk.answer", at(_escalated(), "R-1"), answer="decide: buy two"), "R-1")
    assert (risk.state, risk.escalation_answer) == ("monitoring", "decide: buy two")


def test_an_answer_that_is_none_is_refused() -> None:
    assert "answer with one of" in refusal("risk.answer", at(_escalated(), "R-1"), answer="maybe")


def test_a_risk_that_is_not_escalated_has_nothing_to_answer() -> None:
    plan = a_workspace(a_project("P-1"), a_risk("R-1", 4, 4, state="assessed"))
    assert "nothing to answer" in refusal("risk.answer", at(plan, "R-1"), answer="accept")


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


def _escalated() -> Workspace:
    plan = a_workspace(
        a_component("PG-1"), a_project("P-1", "PG-1"), a_risk("R-1", 4, 4, state="assessed")
    )
    return after("risk.escalate", at(plan, "R-1"))
