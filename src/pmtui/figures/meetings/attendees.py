"""This file tells who comes to a meeting, whether it is quorate, and what was taken down in it."""

from datetime import date
from typing import Final

import msgspec

from pmtui.figures.governance.decision_rights import breaches, members_of, present_in
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import ActionItem
from pmtui.model.entities.remarks import Remark
from pmtui.model.governance.bodies import Body
from pmtui.model.meetings.meetings import Attendance, Meeting
from pmtui.model.workspace.workspace import Workspace

_LAST: Final = 3
"""Remarks that are read of one thing on an agenda."""


class Attendees(msgspec.Struct, frozen=True):
    """Who is to come to a meeting, and who is there."""

    body: str
    """Key and name of its body; empty where it has none."""
    chair: int
    """Who leads it; 0 for nobody."""

    members: frozenset[int]
    """Those who sit in its body on its day."""
    invited: tuple[int, ...]
    """The members, its chair and those who were asked beside them, by name."""
    present: frozenset[int]
    quorum: int
    """Members who have to be there so that the body can decide."""

    @property
    def is_quorate(self) -> bool:
        """Whether so many members are there as its body needs."""
        return len(self.members & self.present) >= self.quorum


def chair_of(workspace: Workspace, meeting: Meeting) -> int:
    """Who leads a meeting: its chair, else that of its body; 0 for nobody."""
    body = workspace.rows_of(Body).get(meeting.body)
    return meeting.chair or (body.chair if body is not None else 0)


def attendees(workspace: Workspace, meeting: Meeting, today: date) -> Attendees:
    """Who is to come to a meeting, and who is there."""
    body = workspace.rows_of(Body).get(meeting.body)
    members = members_of(workspace, meeting.body, meeting.day or today)
    others = (row.person for row in workspace.rows_by(Attendance, "meeting", meeting.id))
    people, chair = workspace.people, chair_of(workspace, meeting)
    every = {*members, chair, *others} & people.keys()
    return Attendees(
        f"{body.key} {body.name}" if body is not None else "",
        chair,
        members,
        tuple(sorted(every, key=lambda person: (people[person].name.casefold(), person))),
        present_in(workspace, meeting.id),
        body.quorum if body is not None else 0,
    )


def minuted(
    workspace: Workspace, meeting: Meeting
) -> tuple[tuple[Decision, ...], tuple[ActionItem, ...]]:
    """The decisions and action items of a meeting, in the order in which they were taken down."""
    decisions = workspace.rows_by(Decision, "meeting", meeting.id)
    actions = workspace.rows_by(ActionItem, "meeting", meeting.id)
    return (
        tuple(sorted((row for row in decisions if not row.archived), key=lambda row: row.id)),
        tuple(sorted((row for row in actions if not row.archived), key=lambda row: row.id)),
    )


def outside_rights(workspace: Workspace, table: str, row_id: int, today: date) -> tuple[str, ...]:
    """What the rules do not allow in the decision on something, such as that it had no quorum."""
    row = workspace.get(table, row_id)
    return breaches(workspace, table, row, today) if row is not None else ()


def remarks_on(workspace: Workspace, row_id: int) -> tuple[Remark, ...]:
    """The last remarks on something, the newest first."""
    remarks = workspace.rows_by(Remark, "about", row_id)
    newest = sorted(remarks, key=lambda row: (row.at or date.min, row.id), reverse=True)
    return tuple(newest[:_LAST])
