"""This file tests what needs somebody in the registers."""

from datetime import timedelta
from typing import Any

import pytest

from pmtui.figures.attention.register_needs import registered
from pmtui.model.benefits.profiles import Attribution, Kpi
from pmtui.model.entities.cycles import Cycle
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Benefit, Issue
from pmtui.model.governance.gates import Gate, GateCondition, GateCriterion
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    figures_of,
    id_of,
)
from tests.figures.benefits.test_kpi_measures import a_kpi, a_value

PROJECT, ANN = id_of("P-1"), id_of("H-1")


def ago(days: int) -> dict[str, Any]:
    return {"due": TODAY - timedelta(days=days)}


def needs(*parts: Entity | Parts, of: str = "P-1") -> list[tuple[str, str, int]]:
    """How urgent what is, and how heavy."""
    base = a_component("PG-1"), a_project("P-1", "PG-1"), a_person("H-1", "Ann")
    figures = figures_of(*base, *parts)
    component = figures.workspace.components[id_of(of)]
    return [(need.mark, need.text, need.weight) for need in registered(figures, component)]


def of_risk(p: int = 0, i: int = 0, **fields: Any) -> list[tuple[str, str, int]]:
    given = {"title": "Flood", "owner": ANN, "response": "mitigate", **fields}
    return needs(a_risk("R-1", p, i, **given))


@pytest.mark.parametrize(
    ("days", "found"),
    [(1, [("A", "R-1 Flood: review 1 d late", 1)]), (0, []), (-1, [])],
)
def test_a_review_is_late_from_the_day_after_it_was_due(
    days: int, found: list[tuple[str, str, int]]
) -> None:
    assert of_risk(3, 3, next_review=TODAY - timedelta(days=days)) == found


def test_a_risk_lacks_a_rating_an_owner_or_a_response() -> None:
    assert of_risk() == [("w", "R-1 Flood is not rated", 0)]
    assert of_risk(5, 5) == []
    assert of_risk(5, 5, owner=0) == [("R", "R-1 Flood has no owner", 25)]
    assert of_risk(3, 4, response="") == [("A", "R-1 Flood has no response", 12)]
    assert of_risk(1, 1, owner=0, response="") == [
        ("w", "R-1 Flood has no owner and no response", 1)
    ]
    assert of_risk(5, 5, owner=0, state="closed") == []


def an_issue(risk: str = "", **fields: Any) -> Issue:
    given: dict[str, Any] = {
        "id": 7, "key": "I-1", "title": "Down", "component": PROJECT, "owner": ANN, **fields,
    }  # fmt: skip
    return Issue(from_risk=id_of(risk), **given)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"severity": 1}, []),
        ({"severity": 5}, [("A", "I-1 Down: high issue", 0)]),
        ({"severity": 5, "owner": 0}, [("R", "I-1 Down: high issue, without owner", 0)]),
        ({"severity": 3, "owner": 0}, [("A", "I-1 Down: open issue, without owner", 0)]),
        ({"severity": 3}, []),
        ({"severity": 1, "owner": 0}, [("w", "I-1 Down: open issue, without owner", 0)]),
        ({"severity": 1, **ago(1)}, [("A", "I-1 Down: 1 d late", 1)]),
        ({"severity": 1, **ago(0)}, []),
        (
            {"severity": 5, **ago(3)},
            [("R", "I-1 Down: 3 d late", 3), ("A", "I-1 Down: high issue", 0)],
        ),
    ],
)
def test_an_issue_needs_somebody_where_it_is_high_late_or_nobodys(
    fields: dict[str, Any], found: list[tuple[str, str, int]]
) -> None:
    assert needs(an_issue(**fields)) == found


@pytest.mark.parametrize(
    ("steps", "fields", "found"),
    [
        ((5, 5), {"response": "x", "owner": ANN}, ("A", "I-1 Down has happened", 25)),
        ((1, 1), {"response": "x", "owner": ANN}, ("w", "I-1 Down has happened", 1)),
        ((5, 5), {}, ("R", "I-1 Down has happened, without owner or response", 25)),
        ((0, 0), {"response": "x", "owner": ANN}, ("w", "I-1 Down has happened", 0)),
    ],
)
def test_a_threat_that_happened_needs_somebody_however_high_it_was(
    steps: tuple[int, int], fields: dict[str, Any], found: tuple[str, str, int]
) -> None:
    threat = a_risk("R-1", *steps, title="Flood", state="occurred", **fields)
    assert needs(threat, an_issue("R-1")) == [found]


def a_calls_kpi(**fields: Any) -> Kpi:
    return a_kpi(
        target="120", better="lower", green_within="10", amber_within="40", unit="calls", **fields
    )


def test_a_threat_that_happened_and_has_no_issue_stands_for_itself() -> None:
    threat = a_risk("R-1", 5, 5, title="Flood", state="occurred", owner=ANN, response="x")
    assert needs(threat) == [("A", "R-1 Flood has happened", 25)]


def test_an_escalation_waits_where_it_was_handed_to() -> None:
    handed: dict[str, Any] = {"state": "escalated", "escalated_to": id_of("PG-1"), "owner": ANN}
    given = {"title": "Flood", "response": "escalate", **handed}
    dated = a_risk("R-1", 3, 3, escalated_at=TODAY - timedelta(days=2),
                   escalation_reason="too big", **given)  # fmt: skip
    assert ("R", "R-1 Flood escalated 2 d ago, no answer (too big)", 12) in needs(dated, of="PG-1")
    undated = a_risk("R-1", 3, 3, **given)
    assert ("R", "R-1 Flood escalated 0 d ago, no answer", 10) in needs(undated, of="PG-1")
    assert needs(dated) == []


@pytest.mark.parametrize(
    ("fields", "days", "is_late"),
    [
        ({}, 1, True),
        ({}, 0, False),
        ({"archived": True}, 1, False),
        ({"state": "retired"}, 1, False),
        ({}, None, False),
    ],
)
def test_a_measure_of_a_live_benefit_is_late_after_its_day(
    fields: dict[str, Any], days: int | None, *, is_late: bool
) -> None:
    day = None if days is None else TODAY - timedelta(days=days)
    benefit = Benefit(id=7, key="B-1", title="Sales", component=PROJECT, next_measure=day, **fields)
    assert needs(benefit) == (
        [("A", "B-1 Sales: measure due since 1 d, no owner", 1)] if is_late else []
    )


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (ago(1), [("A", "G-1 Build: decision 1 d late", 1)]),
        ({**ago(1), "mandatory": True}, [("R", "G-1 Build: decision 1 d late", 1)]),
        (ago(0), []),
        ({}, []),
        ({**ago(1), "archived": True}, []),
        ({**ago(1), "decision": "go"}, []),
    ],
)
def test_a_decision_on_an_open_gate_is_late_after_its_day(
    fields: dict[str, Any], found: list[tuple[str, str, int]]
) -> None:
    given = {"mandatory": False, **fields}
    assert needs(Gate(id=7, key="G-1", title="Build", component=PROJECT, **given)) == found


def test_a_late_measure_names_the_owner_who_has_to_take_it() -> None:
    benefit = Benefit(
        id=7, key="B-1", title="Sales", component=PROJECT, owner=ANN,
        next_measure=TODAY - timedelta(days=2),
    )  # fmt: skip
    assert needs(benefit) == [("A", "B-1 Sales: measure due since 2 d, owner Ann", 2)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("120", []),
        ("150", [("w", "KP-1 Calls is amber: 30 calls from its target 120, no owner", 0)]),
        ("190.50", [("R", "KP-1 Calls is red: 70.5 calls from its target 120, no owner", 0)]),
    ],
)
def test_a_kpi_outside_its_bands_needs_somebody(
    value: str, found: list[tuple[str, str, int]]
) -> None:
    assert needs(a_calls_kpi(), a_value(value)) == found
    assert needs(a_calls_kpi(archived=True), a_value(value)) == []


def test_a_reading_of_a_kpi_is_late_after_its_day() -> None:
    late = a_calls_kpi(next_measure=TODAY - timedelta(days=4), owner=ANN)
    assert needs(late) == [("A", "KP-1 Calls: reading due since 4 d, owner Ann", 4)]
    assert needs(a_calls_kpi(next_measure=TODAY)) == []


def test_shares_of_more_than_all_of_a_benefit_are_named_with_who_claims_them() -> None:
    benefit = Benefit(id=7, key="B-1", title="Sales", component=PROJECT)
    shares = [
        Attribution(id=number, component=component, benefit=7, share=share, archived=archived)
        for number, component, share, archived in (
            (71, PROJECT, 70, False), (72, id_of("P-2"), 60, False), (73, PROJECT, 90, True),
        )
    ]  # fmt: skip
    assert needs(benefit, a_project("P-2", "PG-1"), *shares) == [
        ("A", "B-1 Sales is counted more than once: P-1 70 %, P-2 60 %, together 130 %", 30)
    ]
    assert needs(benefit, *shares[:1]) == []


def a_criterion(number: int, **fields: Any) -> GateCriterion:
    return GateCriterion(id=number, component=PROJECT, gate=7, text="tested", **fields)


@pytest.mark.parametrize(
    ("decision", "found"),
    [
        ("go", [("A", "G-1 Build is a go with 1 of its criteria not met", 0)]),
        ("conditional", [("A", "G-1 Build was passed on conditions that nobody wrote down", 0)]),
        ("hold", []),
        ("stop", []),
    ],
)
def test_a_gate_is_passed_with_its_criteria_met_or_on_conditions(
    decision: Any, found: list[tuple[str, str, int]]
) -> None:
    gate = Gate(id=7, key="G-1", title="Build", component=PROJECT, decision=decision)
    criteria = a_criterion(71), a_criterion(72, met=True), a_criterion(73, waived_by=ANN)
    assert needs(gate, *criteria) == found
    condition = GateCondition(id=74, component=PROJECT, gate=7, title="Load test")
    assert needs(gate, *criteria[1:], condition) == []
    left = GateCondition(id=74, component=PROJECT, gate=7, title="Load test", archived=True)
    assert needs(gate, *criteria[1:], left) == (found if decision == "conditional" else [])


@pytest.mark.parametrize(
    ("state", "begins", "ends", "is_open", "found"),
    [
        ("ended", -30, -10, True, [("w", "CY-1 March has ended with 1 open card in it", 1)]),
        ("ended", -30, -10, False, []),
        (
            "running",
            -30,
            -1,
            False,
            [("w", "CY-1 March is 1 d past its end, with 0 open cards", 1)],
        ),
        ("running", -30, 0, True, []),
        ("planned", -1, 9, True, [("w", "CY-1 March was to begin 1 d ago, with 1 open card", 1)]),
        ("planned", -1, 9, False, []),
        ("planned", 0, 9, True, []),
    ],
)
def test_a_cycle_ends_empty_and_begins_and_ends_on_its_days(
    state: Any, begins: int, ends: int, *, is_open: bool, found: list[tuple[str, str, int]]
) -> None:
    cycle = Cycle(
        id=9, key="CY-1", name="March", component=PROJECT, state=state,
        start=TODAY + timedelta(days=begins), finish=TODAY + timedelta(days=ends),
    )  # fmt: skip
    card = a_task("T-1", column="Doing" if is_open else "Done", cycle=9)
    assert needs(cycle, card) == found
