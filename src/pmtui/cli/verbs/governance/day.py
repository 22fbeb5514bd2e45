"""This file is `day`: what somebody has before them, and what changed of theirs."""

from typing import Final

from pmtui.cli.console.view_text import draw_section
from pmtui.cli.core.entity_names import (
    only_scope_argument,
    resolve_component,
    resolve_past,
    resolve_person,
    scope_key,
)
from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb, StoreReading
from pmtui.exchange.calendar_feed import row_document
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import Past
from pmtui.views.changes.fact import plain_change
from pmtui.views.overview.my_day import FAR, last_here, my_day


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument(
        "--for", dest="person", default="me", metavar="WHO", help="whose day; mine if left out"
    )
    parser.add_argument(
        "--since", default="", metavar="MOMENT",
        help="what to compare with: yesterday, -7d, r1242; when they were here last if left out",
    )  # fmt: skip


def _run(call: Call) -> int:
    reading = call.read()
    workspace = reading.workspace
    scope = resolve_component(workspace, call.args.scope)
    person = resolve_person(reading, call.args.person, "say whose day, such as --for Ann")
    past = _past(call, reading, person)
    figures = Figures(workspace, reading.today)
    then = Figures(past.workspace, past.day or reading.today) if past is not None else None
    commits = reading.history() if past is not None else ()
    mine = my_day(figures, scope, person, then=then, commits=commits)
    if call.out.as_json:
        call.out.document(
            "day",
            scope=scope_key(figures, scope),
            person=workspace.people[person].key,
            revision=workspace.revision,
            since=past.workspace.revision if past is not None else None,
            rows=[row_document(workspace, row) for row in mine.due],
            changes=[
                plain_change(change, scope_key(figures, change.component))
                for change in mine.changed
            ],
        )
        return DONE
    for at, section in enumerate(mine.sections):
        if at:
            call.out.line()
        draw_section(call.out, section)
    return DONE


def _past(call: Call, reading: StoreReading, person: int) -> Past | None:
    """The store as they left it, or at the moment that is asked for; None where that is now."""
    if call.args.since:
        return resolve_past(reading, call.args.since)
    commits = (commit for commit, _ in zip(reading.history(), range(FAR), strict=False))
    logins = reading.workspace.people[person].logins
    revision = last_here(logins, commits, reading.today, reading.zone)
    return reading.past(revision) if 0 < revision < reading.workspace.revision else None


VERB: Final = ReadVerb(
    name="day",
    help="Shows what somebody has due, and what changed of theirs since they were here last.",
    arguments=_arguments,
    run=_run,
)
