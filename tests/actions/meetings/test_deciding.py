"""This file tests that what is decided in a meeting is on record, by the rules of everywhere."""

from typing import Any

import pytest

from pmtui.figures.governance.decision_rights import breaches
from pmtui.figures.meetings.agenda import agenda
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import Change
from pmtui.model.governance.bodies import ApprovalRule, Body, Membership
from pmtui.model.governance.gates import Gate
from pmtui.model.meetings.meetings import AgendaItem, Attendance, Meeting
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal, row
from tests.conftest import TODAY, a_component, a_person, a_project, a_risk, a_workspace, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")
PROGRAM, PROJECT = id_of("PG-1"), id_of("P-1")


def a_board(*present: str, **fields: Any) -> Workspace:
    """A board of two with a quorum of two, that leads a program, and what waits for it."""
    there = [
        Attendance(id=920 + at, meeting=id_of("MT-1"), person=id_of(key), present=True)
        for at, key in enumerate(present)
    ]
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        *(a_person(f"H-{at}", name) for at, name in enumerate(("Ann", "Bob", "Cho"), 1)),
        Body(id=id_of("BD-1"), key="BD-1", component=PROGRAM, name="Board", quorum=2, chair=ANN),
        Membership(id=911, key="MB-1", body=id_of("BD-1"), person=ANN),
        Membership(id=912, key="MB-2", body=id_of("BD-1"), person=BOB),
        ApprovalRule(id=913, key="AR-1", title="All", kind="change", body=id_of("BD-1")),
        Change(
            id=id_of("C-1"), key="C-1", component=PROJECT, title="More shops",
            raised_by=id_of("H-3"),
        ),
        Gate(id=id_of("G-1"), key="G-1", component=PROJECT, title="Build", due=TODAY),
        a_risk(
            "R-1", 4, 4, state="escalated", escalated_to=PROGRAM, escalated_from=PROJECT,
            escalated_at=TODAY, escalation_reason="too big",
        ),
        Meeting(
            id=id_of("MT-1"), key="MT-1", component=PROGRAM, title="Monthly",
            body=id_of("BD-1"), day=TODAY, **fields,
        ),
        *there,
    )  # fmt: skip


def settled(plan: Workspace, about: str, answer: str, words: str = "") -> Workspace:
    situation = at(plan, "MT-1", actor="H-3")
    return after("meeting.settle", situation, about=about, answer=answer, words=words)


def _decision(plan: Workspace) -> Decision:
    (decision,) = plan.rows_of(Decision).values()
    return decision


def test_a_change_is_accepted_by_the_chair_on_record_with_the_meeting() -> None:
    plan = settled(a_board("H-1", "H-2"), "C-1", "accept", "two only")
    change, decision = row(plan, "C-1"), _decision(plan)
    assert (change.decision, change.authority, change.decided_at) == ("accept", ANN, TODAY)
    assert (decision.meeting, decision.owner, decision.decided_at) == (id_of("MT-1"), ANN, TODAY)
    assert decision.title == "C-1 accepted: two only"
    assert breaches(plan, "changes", change, TODAY) == ()


def test_without_the_chair_who_is_at_the_keyboard_decides() -> None:
    assert row(settled(a_board("H-2"), "C-1", "accept"), "C-1").authority == id_of("H-3")


def test_without_quorum_it_is_carried_out_and_is_outside_rights() -> None:
    plan = settled(a_board("H-1"), "C-1", "accept")
    (text,) = breaches(plan, "changes", row(plan, "C-1"), TODAY)
    assert "1 of the 2 members" in text
    assert "MT-1" in text


def test_an_escalation_is_answered_and_its_one_decision_names_the_meeting() -> None:
    plan = settled(a_board("H-1", "H-2"), "R-1", "decide", "buy insurance")
    decision = _decision(plan)
    assert (decision.meeting, decision.owner, decision.component) == (id_of("MT-1"), ANN, PROGRAM)
    assert row(plan, "R-1").escalation_decision == decision.id


@pytest.mark.parametrize("verdict", ["hold", "stop", "recycle"])
def test_a_gate_gets_any_of_its_verdicts(verdict: str) -> None:
    plan = settled(a_board("H-1", "H-2"), "G-1", verdict)
    assert row(plan, "G-1").decision == verdict
    assert row(after("decision.take", at(a_board(), "G-1"), answer=verdict), "G-1").decision == (
        verdict
    )


def test_what_is_deferred_waits_on_and_is_on_the_next_agenda() -> None:
    plan = settled(a_board("H-1", "H-2"), "G-1", "defer", "numbers first")
    assert row(plan, "G-1").decision == ""
    (kept,) = plan.rows_of(AgendaItem).values()
    assert (kept.outcome, kept.notes) == ("deferred", "deferred: numbers first")
    following = Meeting(id=999, key="MT-2", component=PROGRAM, title="Next", day=TODAY)
    ids = [entry.id for entry in agenda(Figures(plan, TODAY), following)]
    assert id_of("G-1") in ids


def test_it_stays_where_it_was_on_the_agenda_with_what_came_of_it() -> None:
    before = a_board("H-1", "H-2")
    ids = [entry.id for entry in agenda(Figures(before, TODAY), row(before, "MT-1"))]
    plan = settled(before, "R-1", "accept")
    entries = agenda(Figures(plan, TODAY), row(plan, "MT-1"))
    assert [entry.id for entry in entries] == ids
    assert [entry.outcome for entry in entries if entry.id == id_of("R-1")] == ["accepted"]


def test_nothing_is_decided_twice_or_in_a_meeting_that_was_closed() -> None:
    plan = settled(a_board("H-1", "H-2"), "C-1", "accept")
    assert "decided already" in refused(plan, "C-1", "accept")
    held = a_board(state="held")
    assert "MT-1 is held" in refused(held, "C-1", "accept")
    assert "nothing called" in refused(a_board(), "C-9", "accept")
    assert "waits for no decision" in refused(a_board(), "H-1", "accept")
    assert "no answer" in refused(a_board(), "C-1", "conditional")


def refused(plan: Workspace, about: str, answer: str) -> str:
    situation = at(plan, "MT-1")
    return refusal("meeting.settle", situation, about=about, answer=answer)
