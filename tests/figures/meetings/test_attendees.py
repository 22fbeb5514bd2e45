"""This file tests that a body is judged by who was in the meeting in which it decided."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from pmtui.figures.catalogue import figure
from pmtui.figures.governance.decision_rights import breaches
from pmtui.figures.governance.rights_breaches import breaches_of
from pmtui.figures.meetings.attendees import (
    attendees,
    chair_of,
    outside_rights,
    remarks_on,
)
from pmtui.model.changes.ops import edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Change
from pmtui.model.entities.remarks import Remark
from pmtui.model.governance.bodies import ApprovalRule, Body, Membership
from pmtui.model.meetings.meetings import AgendaItem, Attendance, Meeting
from tests.conftest import TODAY, a_person, a_project, a_workspace, figures_after, figures_of, id_of

ANN, BOB, CHO = (id_of(f"H-{at}") for at in (1, 2, 3))
PROJECT = id_of("P-1")
_MEETING = Meeting(id=60, key="MT-1", title="Board", body=50, day=TODAY, component=PROJECT)
_CHANGE = Change(
    id=70, key="C-1", component=PROJECT, title="More", decision="accept", state="accepted",
    authority=ANN, decided_at=TODAY, raised_by=CHO,
)  # fmt: skip
_ITEM = AgendaItem(
    id=80, meeting=60, title="C-1 More", about=70, about_table="changes", outcome="accepted"
)


def _parts(*present: int, **body: Any) -> tuple[Entity | tuple[Entity, ...], ...]:
    return (
        *(a_person(f"H-{at}", name) for at, name in enumerate(("Ann", "Bob", "Cho"), 1)),
        a_project("P-1", board=False),
        Body(id=50, key="BD-1", name="Board", quorum=2, **body),
        Membership(id=51, body=50, person=ANN),
        Membership(id=52, body=50, person=BOB),
        ApprovalRule(id=53, key="AR-1", title="Changes", kind="change", body=50),
        *(
            Attendance(id=90 + person, meeting=60, person=person, present=True)
            for person in present
        ),
        _MEETING,
        _CHANGE,
    )


def _wrong(*parts: Any) -> tuple[str, ...]:
    return breaches(a_workspace(*parts), "changes", _CHANGE, TODAY)


def test_without_a_meeting_all_members_count() -> None:
    assert _wrong(*_parts()) == ()


def test_in_a_meeting_those_members_count_who_are_there() -> None:
    assert _wrong(*_parts(ANN, BOB), _ITEM) == ()
    (text,) = _wrong(*_parts(ANN), _ITEM)
    assert text == "BD-1 Board had 1 of the 2 members it needs in MT-1"


def test_a_guest_makes_no_quorum() -> None:
    assert len(_wrong(*_parts(ANN, CHO), _ITEM)) == 1


def test_the_meeting_of_another_body_does_not_count() -> None:
    other = Meeting(id=61, key="MT-2", title="Other", body=0, day=TODAY + timedelta(days=1))
    item = AgendaItem(
        id=81, meeting=61, title="C-1", about=70, about_table="changes", outcome="accepted"
    )
    assert _wrong(*_parts(ANN), other, item) == ()


def test_a_breach_goes_when_a_member_is_noted_as_present_later() -> None:
    figures = figures_of(*_parts(ANN), Attendance(id=5, meeting=60, person=BOB), _ITEM)
    assert len(breaches_of(figures, PROJECT)) == 1
    row = figures.workspace.rows_of(Attendance)[5]
    after = figures_after(figures, *edit("attendances", row, present=True))
    assert breaches_of(after, PROJECT) == ()


def test_who_comes_are_members_chair_and_guests_once_each_by_name() -> None:
    figures = figures_of(*_parts(ANN, chair=BOB), Attendance(id=6, meeting=60, person=CHO))
    come = attendees(figures.workspace, _MEETING, TODAY)
    assert come.invited == (ANN, BOB, CHO)
    assert come.members == {ANN, BOB}
    assert come.present == {ANN}
    assert not come.is_quorate


def test_a_rule_whose_body_is_archived_is_named_and_counts_as_no_approval() -> None:
    figures = figures_of(*_parts(archived=True))
    texts = [breach.text for breach in breaches_of(figures, 0)]
    assert texts == ["its body BD-1 Board is archived: name another, or archive the rule"]
    declared = figure("rights_breaches")
    assert declared is not None
    assert declared.read(figures)(figures.workspace.components[PROJECT]) == 0
    rule = figures.workspace.rows_of(ApprovalRule)[53]
    after = figures_after(figures, *edit("approval_rules", rule, archived=True))
    assert breaches_of(after, 0) == ()


@pytest.mark.parametrize(
    ("chair", "of_body", "leads"), [(BOB, ANN, BOB), (0, ANN, ANN), (0, 0, 0), (BOB, 0, BOB)]
)
def test_a_meeting_is_led_by_its_chair_else_that_of_its_body(
    chair: int, of_body: int, leads: int
) -> None:
    workspace = a_workspace(*_parts(chair=of_body))
    assert chair_of(workspace, structs.replace(_MEETING, chair=chair)) == leads
    assert chair_of(workspace, structs.replace(_MEETING, chair=chair, body=0)) == chair


def test_a_meeting_of_no_body_has_no_members_and_is_always_quorate() -> None:
    workspace = a_workspace(*_parts(ANN))
    come = attendees(workspace, structs.replace(_MEETING, body=0), TODAY)
    assert (come.body, come.members, come.quorum, come.is_quorate) == ("", frozenset(), 0, True)
    assert come.invited == (ANN,)


def test_exactly_the_quorum_is_enough() -> None:
    come = attendees(a_workspace(*_parts(ANN, BOB)), _MEETING, TODAY)
    assert (come.body, come.quorum, come.is_quorate) == ("BD-1 Board", 2, True)


def test_members_are_those_of_its_day_and_of_today_where_it_has_none() -> None:
    leaving = Membership(id=54, body=50, person=CHO, until=TODAY)
    workspace = a_workspace(*_parts(), leaving)
    later = structs.replace(_MEETING, day=TODAY + timedelta(days=1))
    assert CHO not in attendees(workspace, later, TODAY).members
    undated = structs.replace(_MEETING, day=None)
    assert CHO in attendees(workspace, undated, TODAY).members
    assert CHO not in attendees(workspace, undated, TODAY + timedelta(days=1)).members


def test_the_last_three_remarks_are_read_the_newest_first_and_undated_ones_last() -> None:
    days = (3, None, 1, 2)
    remarks = [
        Remark(
            id=at, about=70, about_table="changes", text=f"{at}",
            at=None if day is None else TODAY + timedelta(days=day),
        )
        for at, day in enumerate(days, 1)
    ]  # fmt: skip
    workspace = a_workspace(*_parts(), *remarks)
    assert [row.id for row in remarks_on(workspace, 70)] == [1, 4, 3]
    assert [row.id for row in remarks_on(a_workspace(*remarks[1:3]), 70)] == [3, 2]


def test_what_is_outside_rights_is_told_of_what_there_is() -> None:
    workspace = a_workspace(*_parts(ANN), _ITEM)
    assert len(outside_rights(workspace, "changes", 70, TODAY)) == 1
    assert outside_rights(workspace, "changes", 99, TODAY) == ()
