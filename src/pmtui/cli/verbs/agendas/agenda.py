"""This file is `agenda`: what waits for a meeting, computed when it is asked for."""

from typing import Final

from pmtui.cli.core.entity_names import resolve_entity
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.figures.meetings.agenda import AgendaEntry, agenda
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.meetings.meetings import MEETINGS, Meeting
from pmtui.views.meetings.paper_forms import Paper, paper_markdown, paper_text
from pmtui.views.meetings.papers import agenda_paper, body_key


def meeting_arguments(parser: Parser) -> None:
    """Let a verb be asked for a meeting, and for Markdown."""
    parser.add_argument("meeting", metavar="KEY", help="the meeting, such as MT-1")
    parser.add_argument("--markdown", action="store_true", help="as Markdown, not as plain text")


def asked_meeting(call: Call) -> tuple[Figures, Meeting]:
    """The figures of the store, and the meeting that is meant.

    Raises:
        Stop: the store cannot be opened, or there is no such meeting.
    """
    reading = call.read()
    _, row_id = resolve_entity(reading.workspace, call.args.meeting, (MEETINGS.name,))
    meeting = reading.workspace.rows_of(Meeting).get(row_id)
    if meeting is None:
        raise Stop(USAGE, f"{call.args.meeting!r} is no meeting: pmtui list meetings names them")
    return Figures(reading.workspace, reading.today), meeting


def put_paper(call: Call, paper: Paper) -> int:
    """Print a paper as text, or as Markdown."""
    if call.args.markdown:
        call.out.raw(paper_markdown(paper))
    else:
        for line in paper_text(paper, call.out.width):
            call.out.line(line)
    return DONE


def meeting_document(
    call: Call, kind: str, figures: Figures, meeting: Meeting, **more: object
) -> int:
    """Print what a meeting has as one JSON document."""
    call.out.document(
        kind,
        meeting=meeting.key,
        body=body_key(figures, meeting),
        day=meeting.day,
        state=meeting.state,
        revision=figures.workspace.revision,
        **more,
    )
    return DONE


def agenda_rows(figures: Figures, meeting: Meeting) -> list[dict[str, object]]:
    """What is on an agenda as plain JSON."""
    return [_row(figures, entry) for entry in agenda(figures, meeting)]


def _row(figures: Figures, entry: AgendaEntry) -> dict[str, object]:
    row = figures.workspace.get(entry.table, entry.id)
    asked = figures.workspace.people.get(entry.asked_by)
    return {
        "key": row.key if row is not None else None,
        "part": entry.part,
        "what": entry.name,
        "why": entry.why,
        "asked_by": asked.name if asked is not None else None,
        "since": entry.since,
        "due": entry.due,
        "outcome": entry.outcome or None,
        "notes": entry.kept.notes if entry.kept is not None else "",
    }


def _run(call: Call) -> int:
    figures, meeting = asked_meeting(call)
    if call.out.as_json:
        rows = agenda_rows(figures, meeting)
        return meeting_document(call, "agenda", figures, meeting, rows=rows)
    return put_paper(call, agenda_paper(figures, meeting))


VERB: Final = ReadVerb(
    name="agenda",
    help="Shows the agenda of a meeting: what waits for its body or component on its day.",
    arguments=meeting_arguments,
    run=_run,
)
