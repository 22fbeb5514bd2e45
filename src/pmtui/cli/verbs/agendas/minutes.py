"""This file is `minutes`: who was in a meeting, what was decided and agreed, to print or send."""

from typing import Final

from pmtui.cli.core.verb import Call, ReadVerb
from pmtui.cli.verbs.agendas.agenda import (
    agenda_rows,
    asked_meeting,
    meeting_arguments,
    meeting_document,
    put_paper,
)
from pmtui.figures.meetings.attendees import attendees, minuted
from pmtui.views.meetings.papers import minutes_paper


def _run(call: Call) -> int:
    figures, meeting = asked_meeting(call)
    if not call.out.as_json:
        return put_paper(call, minutes_paper(figures, meeting))
    people = figures.workspace.people
    come = attendees(figures.workspace, meeting, figures.today)
    decisions, actions = minuted(figures.workspace, meeting)
    return meeting_document(
        call,
        "minutes",
        figures,
        meeting,
        present=[people[at].name for at in come.invited if at in come.present],
        absent=[people[at].name for at in come.invited if at not in come.present],
        quorum=come.quorum,
        quorate=come.is_quorate,
        agenda=agenda_rows(figures, meeting),
        decisions=[{"key": row.key, "what": row.title} for row in decisions],
        actions=[
            {
                "key": row.key,
                "what": row.title,
                "owner": people[row.owner].name if row.owner in people else None,
                "due": row.due,
                "state": row.state,
            }
            for row in actions
        ],
    )


VERB: Final = ReadVerb(
    name="minutes",
    help="Shows the minutes of a meeting: who was there, decisions, action items; as Markdown too.",
    arguments=meeting_arguments,
    run=_run,
)
