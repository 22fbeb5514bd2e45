"""This file shows a meeting while it is held: its agenda, and each thing on it whole."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pmtui.figures.governance.decision_rights import rights_lines
from pmtui.figures.meetings.agenda import AgendaEntry, agenda
from pmtui.figures.meetings.answers import answers_to
from pmtui.figures.meetings.attendees import attendees, remarks_on
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.meetings.meetings import Meeting
from pmtui.views.meetings.agenda_shapes import ShownEntry, ShownMeeting
from pmtui.views.meetings.papers import attendance_text, meeting_title, when_text
from pmtui.views.wording.formatting import person_name, short_date

_WORDING: Final = (
    "reason", "description", "impact_time", "impact_scope", "response", "rationale", "source",
    "options", "sensitivity", "basis",
)  # fmt: skip
"""Fields that say more of something on an agenda, where its table has them."""


def shown_meeting(figures: Figures, meeting: Meeting, key: str = "") -> ShownMeeting:
    """A meeting as it stands now: as its agenda is computed, with what was decided in it.

    Args:
        figures: of the workspace.
        meeting: the meeting.
        key: what is talked about, of which all is shown that is known; the first where there is no
            such thing on the agenda.
    """
    entries = agenda(figures, meeting)
    keys = [_key(figures, entry) for entry in entries]
    at = keys.index(key) if key in keys else 0
    come = attendees(figures.workspace, meeting, figures.today)
    day = _day(meeting.day, figures.today)
    named = [at for at in come.invited if at in come.present] or come.invited
    return ShownMeeting(
        title=f"{meeting_title(meeting)}   {when_text(meeting, day)}".rstrip(),
        standing=attendance_text(figures, meeting),
        names=", ".join(person_name(figures.workspace, at) for at in named),
        at=at,
        entries=tuple(
            _shown(figures, entry, name, is_whole=number == at)
            for number, (entry, name) in enumerate(zip(entries, keys, strict=True))
        ),
    )


def _key(figures: Figures, entry: AgendaEntry) -> str:
    row = figures.workspace.get(entry.table, entry.id)
    if row is not None:
        return row.key
    return entry.kept.key if entry.kept is not None else ""


def _shown(figures: Figures, entry: AgendaEntry, key: str, *, is_whole: bool) -> ShownEntry:
    state = f"decided: {entry.outcome}" if entry.outcome else entry.why
    if not is_whole:
        return ShownEntry(key, entry.name, state)
    answers = () if entry.outcome else answers_to(figures.workspace, entry.table, entry.id)
    facts = tuple((label, text) for label, text in _facts(figures, entry) if text.strip())
    return ShownEntry(key, entry.name, state, facts, answers)


def _facts(figures: Figures, entry: AgendaEntry) -> Iterator[tuple[str, str]]:
    """What is known of one thing: why and by whom it is here, what it says, what was said of it."""
    workspace = figures.workspace
    row = workspace.get(entry.table, entry.id)
    yield "decided", entry.outcome
    yield "why", entry.why
    yield "who", person_name(workspace, entry.asked_by) if entry.asked_by else ""
    yield "since", _day(entry.since, figures.today)
    yield "by", _day(entry.due, figures.today)
    if row is not None:
        for label, text, _ in rights_lines(workspace, entry.table, row, figures.today):
            yield label, text
        for name in _WORDING:
            yield name.replace("_", " "), str(getattr(row, name, "") or "")
        for remark in remarks_on(workspace, row.id):
            by = person_name(workspace, remark.by) if remark.by else ""
            yield f"{_day(remark.at, figures.today)} {by}".strip(), remark.text
    yield "notes", entry.kept.notes if entry.kept is not None else ""


def _day(day: date | None, today: date) -> str:
    return short_date(day, today) if day is not None else ""
