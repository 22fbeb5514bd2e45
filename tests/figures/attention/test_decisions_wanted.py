"""This file tests which decisions are waited for, from whom, and until when."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.attention.decisions_wanted import AHEAD, WantedDecision, decisions_wanted
from pmtui.model.benefits.cases import BusinessCase
from pmtui.model.costing.ledger import BudgetChange
from pmtui.model.costing.time_entries import Timesheet
from pmtui.model.entities.registers import Change, Issue
from pmtui.model.governance.gates import Gate
from tests.conftest import TODAY, a_component, a_person, a_project, a_risk, eur, figures_of, id_of

ANN, BOB = a_person("H-1", "Ann"), a_person("H-2", "Bob")
PROJECT = id_of("P-1")
PARTS = (
    ANN,
    BOB,
    a_component("PG-1", owner=ANN.id),
    a_project("P-1", "PG-1", owner=BOB.id),
    Gate(id=5, key="G-1", component=PROJECT, title="Build", due=date(2026, 12, 11)),
    Gate(id=6, key="G-2", component=PROJECT, title="Far", due=date(2027, 6, 1)),
    Gate(id=7, key="G-3", component=PROJECT, title="Past", due=date(2026, 11, 1), owner=ANN.id),
    Gate(id=8, key="G-4", component=PROJECT, title="Gone", due=date(2026, 11, 1), decision="go"),
    Change(id=9, key="C-1", component=PROJECT, title="More", authority=ANN.id),
    Change(id=10, key="C-2", component=PROJECT, title="Done", decision="accept", state="accepted"),
    Issue(id=11, key="I-1", component=PROJECT, title="Ask", kind="request_for_change"),
    Issue(id=12, key="I-2", component=PROJECT, title="Bug"),
)


def keys(scope: str) -> list[tuple[str, int]]:
    risk = a_risk(
        "R-1", 4, 4, state="escalated", escalated_to=id_of("PG-1"),
        escalated_at=date(2026, 11, 20), next_review=date(2026, 11, 30),
    )  # fmt: skip
    figures = figures_of(*PARTS, risk)
    found = decisions_wanted(figures, id_of(scope))
    rows = [(figures.workspace.get(one.table, one.id), one.whom) for one in found]
    return [(row.key, whom) for row, whom in rows if row is not None]


def test_what_is_past_comes_first_then_by_date_and_whom_falls_to_the_owner() -> None:
    assert keys("PG-1") == [
        ("G-3", ANN.id),
        ("R-1", ANN.id),
        ("G-1", BOB.id),
        ("C-1", ANN.id),
        ("I-1", BOB.id),
    ]


def test_an_escalation_is_decided_where_it_was_handed_to() -> None:
    assert "R-1" not in dict(keys("P-1"))


def test_nothing_is_wanted_of_what_has_ended() -> None:
    gate = Gate(id=5, key="G-1", component=PROJECT, title="Build", due=date(2026, 12, 11))
    assert decisions_wanted(figures_of(a_project(state="closed"), gate)) == ()


@pytest.mark.parametrize(
    ("days", "is_wanted"), [(AHEAD - 1, True), (AHEAD, True), (AHEAD + 1, False), (None, False)]
)
def test_a_gate_is_waited_for_from_so_many_days_before_it_is_held(
    days: int | None, *, is_wanted: bool
) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    gate = Gate(id=5, key="G-1", component=PROJECT, title="Build", due=due)
    assert len(decisions_wanted(figures_of(a_project(), gate))) == is_wanted


def test_a_change_is_decided_by_who_has_the_authority_else_its_owner_else_the_projects() -> None:
    def whom(**fields: Any) -> int:
        change = Change(id=9, key="C-1", component=PROJECT, title="More", **fields)
        (wanted,) = decisions_wanted(figures_of(a_project(owner=3), change))
        return wanted.whom

    assert whom(authority=1, owner=2) == 1
    assert whom(owner=2) == 2
    assert whom() == 3


@pytest.mark.parametrize(
    ("fields", "is_wanted"),
    [
        ({}, True),
        ({"decision": "accept"}, False),
        ({"state": "resolved"}, False),
        ({"archived": True}, False),
        ({"kind": "problem"}, False),
        ({"escalated_to": 7}, False),
    ],
)
def test_a_request_for_change_waits_until_somebody_decided_or_ended_it(
    fields: dict[str, Any], *, is_wanted: bool
) -> None:
    given = {"kind": "request_for_change", **fields}
    issue = Issue(id=11, key="I-1", component=PROJECT, title="Ask", **given)
    assert len(decisions_wanted(figures_of(a_project(), issue))) == is_wanted


def test_of_two_wanted_on_no_day_the_one_that_waits_longer_comes_first() -> None:
    risks = [
        a_risk(key, 3, 3, state="escalated", escalated_to=id_of("PG-1"), escalated_at=day)
        for key, day in (("R-1", None), ("R-2", date(2026, 11, 20)), ("R-3", date(2026, 11, 2)))
    ]
    figures = figures_of(a_component("PG-1"), a_project("P-1", "PG-1"), *risks)
    found = [figures.workspace.risks[wanted.id].key for wanted in decisions_wanted(figures)]
    assert found == ["R-3", "R-2", "R-1"]


def wanted(*rows: Any, scope: str = "") -> list[WantedDecision]:
    place = a_project("P-1", owner=BOB.id, board=False)
    return [*decisions_wanted(figures_of(ANN, BOB, place, *rows), id_of(scope))]


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


@pytest.mark.parametrize(("ahead", "is_wanted"), [(AHEAD, True), (AHEAD + 1, False), (-90, True)])
def test_a_gate_is_waited_for_from_some_days_before_it(ahead: int, *, is_wanted: bool) -> None:
    gate = Gate(id=5, component=PROJECT, title="Build", due=day(ahead))
    assert bool(wanted(gate)) is is_wanted


@pytest.mark.parametrize(
    "gate",
    [
        Gate(id=5, component=PROJECT, title="Some day"),
        Gate(id=5, component=PROJECT, title="Gone", due=TODAY, archived=True),
        Gate(id=5, component=PROJECT, title="Decided", due=TODAY, decision="go"),
    ],
    ids=lambda gate: str(gate.title),
)
def test_a_gate_without_a_day_archived_or_decided_is_waited_for_by_nobody(gate: Gate) -> None:
    assert not wanted(gate)
    held = Gate(id=5, component=PROJECT, title="Held", due=TODAY, decision="hold")
    assert wanted(held)


@pytest.mark.parametrize(
    ("fields", "whom"),
    [
        ({}, BOB.id),
        ({"owner": ANN.id}, ANN.id),
        ({"owner": BOB.id, "authority": ANN.id}, ANN.id),
        ({"decision": "more_info"}, BOB.id),
        ({"decision": "reject"}, None),
        ({"archived": True}, None),
        ({"state": "rejected"}, None),
        ({"escalated_to": id_of("PG-1")}, None),
    ],
)
def test_a_change_is_decided_by_its_authority_else_its_owner_else_the_project_s(
    fields: dict[str, Any], whom: int | None
) -> None:
    change = Change(id=9, component=PROJECT, title="More", **fields)
    assert [one.whom for one in wanted(change)] == ([] if whom is None else [whom])


@pytest.mark.parametrize(
    ("fields", "is_wanted"),
    [
        ({"state": "proposed"}, True),
        ({"state": "approved"}, False),
        ({"state": "proposed", "archived": True}, False),
    ],
)
def test_a_budget_change_is_waited_for_while_it_is_proposed(
    fields: dict[str, Any], *, is_wanted: bool
) -> None:
    change = BudgetChange(
        id=9, component=PROJECT, title="More", amount=eur(1), at=day(2), requested_by=ANN.id,
        **fields,
    )  # fmt: skip
    found = [(one.whom, one.due, one.asked_by) for one in wanted(change)]
    assert found == ([(BOB.id, day(2), ANN.id)] if is_wanted else [])


@pytest.mark.parametrize(
    ("fields", "is_wanted"),
    [
        ({}, False),
        ({"reviewer": ANN.id}, True),
        ({"review_date": TODAY}, True),
        ({"reviewer": ANN.id, "state": "approved"}, False),
        ({"reviewer": ANN.id, "archived": True}, False),
    ],
)
def test_a_case_is_waited_for_once_somebody_is_to_review_the_draft(
    fields: dict[str, Any], *, is_wanted: bool
) -> None:
    case = BusinessCase(id=9, component=PROJECT, title="Case", **fields)
    assert bool(wanted(case)) is is_wanted


@pytest.mark.parametrize(("written", "state"), [(0, "submitted"), (2, "submitted"), (6, "open")])
def test_a_submitted_week_waits_from_the_monday_after_it(written: int, state: str) -> None:
    sheet = Timesheet(id=9, person=ANN.id, week=day(written - 7), state=state)
    found = [(one.kind, one.since, one.asked_by) for one in wanted(sheet)]
    assert found == ([("week", TODAY, ANN.id)] if state == "submitted" else [])
    assert not wanted(sheet, scope="P-1")


@pytest.mark.parametrize(
    ("fields", "is_wanted"),
    [
        ({}, True),
        ({"decision": "no"}, False),
        ({"archived": True}, False),
        ({"state": "closed"}, False),
        ({"escalated_to": id_of("PG-1")}, False),
        ({"kind": "issue"}, False),
    ],
)
def test_a_request_for_change_is_waited_for_until_it_is_decided(
    fields: dict[str, Any], *, is_wanted: bool
) -> None:
    given = {"kind": "request_for_change", **fields}
    assert bool(wanted(Issue(id=11, component=PROJECT, title="Ask", **given))) is is_wanted
