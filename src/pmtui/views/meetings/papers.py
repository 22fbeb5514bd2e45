"""This file says what the agenda and the minutes of a meeting say."""

from pmtui.figures.meetings.agenda import AgendaEntry, agenda
from pmtui.figures.meetings.attendees import attendees, minuted, outside_rights
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import clock_text
from pmtui.model.meetings.meetings import Meeting
from pmtui.views.meetings.paper_forms import Paper
from pmtui.views.reports.content import ReportLine, ReportSection
from pmtui.views.wording.formatting import NO_VALUE, person_name


def agenda_paper(figures: Figures, meeting: Meeting) -> Paper:
    """The agenda of a meeting: who comes, and what waits for it."""
    entries = agenda(figures, meeting)
    lines = [
        ReportLine((str(at), entry.name, why_text(entry), *_asked(figures, entry)))
        for at, entry in enumerate(entries, 1)
    ]
    section = ReportSection(
        id="agenda",
        title="Agenda",
        note=str(len(lines) or ""),
        heads=("", "what", "why", "who", "since", "by"),
        lines=tuple(lines),
        empty="nothing waits for it, and nothing was added",
    )
    return Paper(f"Agenda: {meeting_title(meeting)}", (_facts(figures, meeting), section))


def minutes_paper(figures: Figures, meeting: Meeting) -> Paper:
    """The minutes of a meeting: who was there, what was on it, decided and agreed."""
    workspace = figures.workspace
    entries = agenda(figures, meeting)
    decisions, actions = minuted(workspace, meeting)
    sections = (
        _facts(figures, meeting),
        ReportSection(
            id="decided",
            title="Decisions",
            note=str(len(decisions) or ""),
            heads=("key", "what", "why", "by"),
            lines=tuple(
                ReportLine((row.key, row.title, row.rationale, _who(figures, row.owner)))
                for row in decisions
            ),
            empty="none",
        ),
        ReportSection(
            id="actions",
            title="Action items",
            note=str(len(actions) or ""),
            heads=("key", "what", "who", "by", "state"),
            lines=tuple(
                ReportLine((row.key, row.title, _who(figures, row.owner), _day(row.due), row.state))
                for row in actions
            ),
            empty="none",
        ),
        _items(entries),
        _outside(figures, entries),
        ReportSection(id="notes", title="Notes", prose=meeting.notes),
    )
    shown = (part for part in sections if part.lines or part.prose or part.empty)
    return Paper(f"Minutes: {meeting_title(meeting)}", tuple(shown))


def meeting_title(meeting: Meeting) -> str:
    """Its key, title and state, where it is not planned."""
    state = "" if meeting.state == "planned" else f" ({meeting.state})"
    return f"{meeting.key} {meeting.title}{state}"


def body_key(figures: Figures, meeting: Meeting) -> str | None:
    """The key of the body that meets; None where it has none."""
    body = attendees(figures.workspace, meeting, figures.today).body
    return body.partition(" ")[0] or None


def attendance_text(figures: Figures, meeting: Meeting) -> str:
    """How many are there of those who are invited, and whether its body may decide."""
    come = attendees(figures.workspace, meeting, figures.today)
    here = len(come.present)
    text = f"{here} of {len(come.invited)} there"
    if not come.quorum:
        return text
    members = len(come.members & come.present)
    if come.is_quorate:
        return f"{text}, quorate: {members} members, {come.quorum} needed"
    return f"{text}, no quorum: {members} of the {come.quorum} members it needs"


def why_text(entry: AgendaEntry) -> str:
    """Why something is on an agenda, and what was decided or noted."""
    parts = [f"decided: {entry.outcome}" if entry.outcome else entry.why]
    parts += [f"note: {entry.kept.notes}"] if entry.kept is not None and entry.kept.notes else []
    return "; ".join(part for part in parts if part)


def when_text(meeting: Meeting, day: str = "") -> str:
    """The day of a meeting, as it is given in words or else as stored, and from when to when."""
    times = [clock_text(at) for at in (meeting.start_time, meeting.finish_time) if at is not None]
    return " ".join(part for part in (day or _day(meeting.day), " to ".join(times)) if part)


def _facts(figures: Figures, meeting: Meeting) -> ReportSection:
    workspace = figures.workspace
    come = attendees(workspace, meeting, figures.today)
    place = workspace.components.get(meeting.component)
    there = [person_name(workspace, at) for at in come.invited if at in come.present]
    others = [person_name(workspace, at) for at in come.invited if at not in come.present]
    facts = (
        ("of", come.body),
        ("for", f"{place.key} {place.name}" if place is not None else "the whole store"),
        ("when", when_text(meeting)),
        ("where", meeting.place),
        ("chair", _who(figures, come.chair)),
        ("there", ", ".join(there)),
        ("invited" if meeting.state == "planned" else "not there", ", ".join(others)),
        ("quorum", attendance_text(figures, meeting)),
    )
    lines = tuple(ReportLine(pair) for pair in facts if pair[1] and pair[1] != NO_VALUE)
    return ReportSection(id="facts", title="Meeting", lines=lines)


def _items(entries: tuple[AgendaEntry, ...]) -> ReportSection:
    """What was on the agenda, and what came of each."""
    lines = tuple(
        ReportLine(
            (
                str(at),
                entry.name,
                entry.outcome,
                entry.kept.notes if entry.kept is not None else "",
            )
        )
        for at, entry in enumerate(entries, 1)
    )
    heads = ("", "what", "came to", "notes")
    return ReportSection(id="items", title="On the agenda", heads=heads, lines=lines)


def _outside(figures: Figures, entries: tuple[AgendaEntry, ...]) -> ReportSection:
    """What was decided that the rules do not allow, such as without quorum."""
    lines = tuple(
        ReportLine((entry.name, text))
        for entry in entries
        if entry.outcome
        for text in outside_rights(figures.workspace, entry.table, entry.id, figures.today)
    )
    return ReportSection(id="outside", title="Outside rights", lines=lines)


def _asked(figures: Figures, entry: AgendaEntry) -> tuple[str, str, str]:
    return _who(figures, entry.asked_by), _day(entry.since), _day(entry.due)


def _who(figures: Figures, person: int) -> str:
    return person_name(figures.workspace, person) if person else ""


def _day(day: object) -> str:
    return str(day) if day is not None else ""
