"""This file tests what meetings and invitations keep, in words where they do not."""

import pytest

from pmtui.model.changes.ops import create
from pmtui.model.entities.entity import Entity
from pmtui.model.governance.bodies import Body
from pmtui.model.meetings.meetings import Attendance, Meeting
from pmtui.model.merging.settle import InvalidError, validated
from tests.conftest import a_person, a_workspace, id_of

BOARD = Body(id=50, key="BD-1", name="Steering board")
GONE = Body(id=51, key="BD-2", name="Old board", archived=True)


def refused(table: str, row: Entity, *there: Entity) -> str:
    workspace = a_workspace(BOARD, GONE, a_person("H-1", "Ann"), a_person("H-2", "Bob"), *there)
    with pytest.raises(InvalidError) as error:
        validated(workspace, (create(table, row),))
    return str(error.value)


def taken(table: str, row: Entity, *there: Entity) -> None:
    workspace = a_workspace(BOARD, GONE, a_person("H-1", "Ann"), a_person("H-2", "Bob"), *there)
    assert row.id in validated(workspace, (create(table, row),)).rows(table)


def test_a_meeting_does_not_end_before_it_begins() -> None:
    wrong = Meeting(id=60, title="Board", body=50, start_time=600, finish_time=545)
    assert "finish time 09:05 is before 10:00, when it begins" in refused("meetings", wrong)
    taken("meetings", Meeting(id=60, title="Board", body=50, start_time=600, finish_time=660))
    taken("meetings", Meeting(id=60, title="Board", body=50, finish_time=60))


def test_a_planned_meeting_is_of_a_body_that_is_not_archived_and_one_that_was_held_may_be() -> None:
    planned = Meeting(id=60, title="Board", body=51)
    assert "BD-2 Old board is archived: restore it or name another" in refused("meetings", planned)
    taken("meetings", Meeting(id=60, title="Board", body=51, state="held"))


def test_a_person_is_invited_to_a_meeting_once() -> None:
    meeting = Meeting(id=60, key="MT-1", title="Board", body=50)
    there = Attendance(id=61, meeting=60, person=id_of("H-1"))
    again = Attendance(id=62, meeting=60, person=id_of("H-1"))
    words = refused("attendances", again, meeting, there)
    assert "Ann is invited to that meeting already" in words
    taken("attendances", Attendance(id=62, meeting=60, person=id_of("H-2")), meeting, there)
