"""This file goes through the agenda of a meeting over the screen, and does what is decided."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Refused, Target
from pmtui.model.meetings.meetings import MEETINGS, Meeting
from pmtui.session.edit_ticket import Ticket
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.meetings.meeting_screen import REFUSED, SAVING, MeetingScreen
from pmtui.views.meetings.agenda_shapes import ShownMeeting
from pmtui.views.meetings.meeting_mode import shown_meeting

_UNDO: Final = "undo"


def go_through(desk: Workbench, given: Mapping[str, object]) -> None:
    """Open the meeting that is named or under the cursor, else the next one of the scope."""
    meeting = _meant(desk, str(given.get("meeting") or ""))
    if meeting is None:
        return
    session = desk.session
    target = (Target(MEETINGS.name, meeting.id),)

    seen: list[tuple[object, str, ShownMeeting]] = []
    tickets: list[Ticket] = []

    def look(key: str) -> tuple[ShownMeeting, str]:
        figures = session.figures
        if not seen or seen[0][0] is not figures or seen[0][1] != key:
            row = figures.workspace.rows_of(Meeting).get(meeting.id, meeting)
            seen[:] = [(figures, key, shown_meeting(figures, row, key))]
        return seen[0][2], SAVING if not session.is_saved else _warnings(tickets)

    def act(action_id: str, values: Mapping[str, object]) -> str:
        if desk.standstill:
            return f"{REFUSED}{desk.standstill}"
        if action_id == _UNDO:
            desk.perform("history.undo")
            return "taken back"
        try:
            result = session.run(CATALOGUE[action_id], session.situation(target), values)
        except Refused as refused:
            return f"{REFUSED}{refused}"
        tickets[:] = [result.ticket] if result.ticket is not None else []
        return result.proposal.message

    desk.push(MeetingScreen(look, act), lambda _nothing: None)


def _warnings(tickets: list[Ticket]) -> str:
    """What the last edit approved outside rights, such as without quorum, once it is on disk."""
    done = [ticket.done for ticket in tickets if ticket.done.done()]
    outcomes = [future.result() for future in done if future.exception() is None]
    return "; ".join(text for outcome in outcomes for text in getattr(outcome, "warnings", ()))


def _meant(desk: Workbench, typed: str) -> Meeting | None:
    """The meeting that is meant; where there is none that is said."""
    asked = desk.situation()
    rows = asked.workspace.rows_of(Meeting)
    if typed:
        known = asked.workspace.by_key(typed)
        if known is not None and isinstance(known[1], Meeting):
            return known[1]
        desk.say(f"{typed!r} is no meeting: :meetings lists them", bad=True)
        return None
    here = next((row for row in asked.rows if isinstance(row, Meeting)), None)
    if here is not None:
        return here
    inside = {0, asked.scope, *asked.figures.live_subtree(asked.scope)}
    coming = [
        row
        for row in rows.values()
        if row.state == "planned" and not row.archived and row.component in inside
    ]
    coming.sort(key=lambda row: (row.day or date.max, row.id))
    if not coming:
        desk.say("no meeting is planned here: :meetings, then a adds one", bad=True)
        return None
    return coming[0]
