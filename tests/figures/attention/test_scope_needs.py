"""This file tests what is said to need somebody, and in which order."""

from datetime import date, timedelta

from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.remarks import Report
from pmtui.model.governance.gates import Gate
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    figures_of,
    id_of,
)
from tests.figures.attention.needs import needs_in

PROJECT = id_of("P-1")
ANN = a_person("H-1", "Ann Abel")
RATED = {"reported_rag": "G"}


def texts(*parts: object, scope: int = PROJECT) -> list[str]:
    needs = needs_in(figures_of(*parts), scope)  # type: ignore[arg-type]
    return [f"{one.mark} {one.text}" for one in needs]


def test_a_project_lists_its_late_and_held_up_tasks_the_latest_first() -> None:
    found = texts(
        a_project(reported_rag="R"),
        a_task("T-1", "Copy", due=TODAY - timedelta(days=2)),
        a_task("T-2", "Form", due=TODAY - timedelta(days=9)),
        a_task("T-3", "Legal", due=TODAY - timedelta(days=1), priority=1),
        a_task("T-4", "Search", blocked="no licence"),
        a_task("T-5", "Launch", after="T-4"),
        a_task("T-6", "Mail", after="T-1"),
        *(a_task(f"T-{one}") for one in range(10, 40)),
    )
    assert found == [
        "R T-3 Legal: 1 d late",
        "A T-2 Form: 9 d late",
        "A T-1 Copy: 2 d late",
        "A T-4 Search is held up: no licence",
        "w T-6 Mail is held up: waits for T-1",
    ]


def test_a_program_says_once_how_many_tasks_of_a_project_are_late() -> None:
    parts = (
        a_component("PG-1", reported_rag="R"),
        a_project("P-1", "PG-1", reported_rag="R"),
        a_task("T-1", due=TODAY - timedelta(days=2)),
        *(a_task(f"T-{one}") for one in range(10, 19)),
    )
    assert texts(*parts, scope=id_of("PG-1")) == ["A project P-1: 1 of 10 open tasks overdue"]


def test_risks_without_owner_response_rating_or_review_are_named() -> None:
    found = texts(
        a_project(reported_rag="R"),
        ANN,
        a_risk("R-1", 5, 5, title="Bare"),
        a_risk("R-2", 3, 3, title="Half", owner=ANN.id),
        a_risk("R-3", title="Unrated", owner=ANN.id, response="accept"),
        a_risk("R-4", 1, 1, owner=ANN.id, response="accept", next_review=date(2026, 11, 18)),
        a_risk("R-5", 5, 5, state="closed"),
    )
    assert [one for one in found if " is red" not in one] == [
        "R R-1 Bare has no owner and no response",
        "A R-2 Half has no response",
        "A R-4 Risk R-4: review 5 d late",
        "w R-3 Unrated is not rated",
    ]


def test_an_escalation_without_an_answer_is_red_where_it_was_handed_to() -> None:
    risk = a_risk(
        "R-1", 5, 5,
        title="Supplier late", owner=ANN.id, response="escalate", state="escalated",
        escalated_to=id_of("PG-1"), escalated_at=date(2026, 11, 21),
    )  # fmt: skip
    parts = (ANN, a_component("PG-1", reported_rag="A"), a_project("P-1", "PG-1", reported_rag="A"))
    said = "R R-1 Supplier late escalated 2 d ago, no answer"
    assert said in texts(*parts, risk, scope=id_of("PG-1"))
    assert said not in texts(*parts, risk, scope=PROJECT)


def test_a_missing_rating_is_said_with_the_words_that_withhold_it() -> None:
    assert texts(a_project()) == ["w project P-1 has no rating"]
    assert texts(a_project(reported_rating="Exempt under section 43")) == [
        "w project P-1 has no rating: Exempt under section 43"
    ]


def test_said_green_and_computed_worse_is_a_word_of_warning() -> None:
    found = texts(
        a_project(reported_rag="G", finish=date(2027, 1, 8), baseline_finish=date(2027, 1, 6))
    )
    assert found == ["w project P-1 reported green, computed amber (planned 2 d past baseline)"]


def test_a_red_component_gives_its_reason_but_not_those_from_below() -> None:
    late = a_project("P-1", "PG-1", finish=date(2027, 2, 6), baseline_finish=date(2027, 1, 6))
    found = texts(a_component("PG-1"), late, scope=0)
    assert found == ["R project P-1 is red (planned 31 d past baseline)"]


def test_late_measures_gates_and_reports_are_named() -> None:
    found = texts(
        a_project(**RATED),  # type: ignore[arg-type]
        Benefit(id=1, key="B-1", component=PROJECT, title="Sales", next_measure=date(2026, 11, 15)),
        Gate(id=2, key="G-1", component=PROJECT, title="Build", due=date(2026, 11, 20)),
        Gate(id=3, key="G-2", component=PROJECT, title="Go", due=TODAY, decision=""),
        Report(id=4, key="S-1", component=PROJECT, title="July", at=date(2026, 7, 31)),
        Report(id=5, key="S-2", component=PROJECT, title="September", at=date(2026, 9, 30)),
    )
    assert "A B-1 Sales: measure due since 8 d, no owner" in found
    assert "R G-1 Build: decision 3 d late" in found
    assert "A project P-1: last report 54 d ago" in found
    assert not any("G-2" in one for one in found)


def test_a_column_over_its_limit_is_mentioned() -> None:
    tasks = [a_task(f"T-{one}", column="Doing") for one in range(4)]
    found = texts(a_project(reported_rag="G"), *tasks)
    assert found == ["w project P-1: Doing holds 4, its limit is 3"]


def test_of_what_has_ended_only_what_is_still_open_is_told() -> None:
    closed = a_component("P-1", state="closed")
    assert texts(closed, a_task("T-1", due=date(2026, 1, 1)), a_risk("R-1", 5, 5)) == [
        "A project P-1 is closed with 1 open task (1 overdue), 1 high threat"
    ]
    assert texts(closed, a_task("T-1", percent=100), a_risk("R-1", 5, 5, state="closed")) == []


def test_what_stays_for_its_benefits_tells_each_until_it_is_sustained() -> None:
    closed = a_project("P-1", state="closed", portfolio_status="realising")

    def benefit(**fields: object) -> Benefit:
        given = {"title": "Fewer calls", "component": PROJECT, **fields}
        return Benefit(id=id_of("B-1"), key="B-1", **given)  # type: ignore[arg-type]

    assert texts(closed, benefit(next_measure=TODAY - timedelta(days=3))) == [
        "A B-1 Fewer calls: measure due since 3 d, no owner"
    ]
    assert texts(closed, benefit(next_measure=date(2027, 1, 5)), a_task("T-1")) == [
        "w project P-1 is closed with 1 open task",
        "w B-1 Fewer calls is not sustained yet: next measure 5 Jan 2027",
    ]
    assert texts(closed, benefit()) == [
        "A B-1 Fewer calls is not sustained yet, and has no next measure"
    ]
    assert texts(closed, benefit(state="sustained")) == []
    program = a_component("PG-1", state="realising", **RATED)
    own = benefit(next_measure=date(2027, 1, 5), component=id_of("PG-1"))
    assert texts(program, own, scope=id_of("PG-1")) == [
        "w B-1 Fewer calls is not sustained yet: next measure 5 Jan 2027"
    ]


def test_the_worst_come_first_and_a_scope_counts_them_all() -> None:
    tasks = [a_task(f"T-{one}", due=TODAY - timedelta(days=one)) for one in range(1, 30)]
    needs = needs_in(figures_of(a_project(reported_rag="R"), *tasks), PROJECT)
    assert [one.weight for one in needs if one.table == "tasks"] == [*range(29, 0, -1)]
    assert len(needs) == 30


def test_a_scope_that_is_gone_needs_nobody() -> None:
    assert texts(a_project(), scope=4711) == []


def test_the_store_says_after_how_many_days_a_report_is_late() -> None:
    sent = Report(id=4, key="S-1", component=PROJECT, title="September", at=date(2026, 9, 30))
    project = a_project(**RATED)  # type: ignore[arg-type]
    assert "A project P-1: last report 54 d ago" in texts(project, sent, a_policy(report_days=53))
    assert not any("report" in one for one in texts(project, sent, a_policy(report_days=54)))
