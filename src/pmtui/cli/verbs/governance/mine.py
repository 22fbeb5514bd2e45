"""This file is `mine`: what is somebody's in all projects, and their hours this week."""

from typing import Final

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import (
    only_scope_argument,
    resolve_component,
    resolve_person,
    scope_key,
)
from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.people.mine import entries_of, mine_of, week_of
from pmtui.views.people.view import OWN_TABLES


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument(
        "--for", dest="person", default="me", metavar="WHO", help="whose work; mine if left out"
    )


def _run(call: Call) -> int:
    reading = call.read()
    workspace = reading.workspace
    scope = resolve_component(workspace, call.args.scope)
    person = resolve_person(reading, call.args.person, "say whose work, such as --for Ann")
    figures = Figures(workspace, reading.today)
    table = mine_of(figures, scope, person, OWN_TABLES)
    if not call.out.as_json:
        draw_table(call.out, table)
        return DONE
    call.out.document(
        "mine",
        scope=scope_key(figures, scope),
        revision=workspace.revision,
        person=workspace.people[person].key,
        **week_of(figures, person),
        rows=[*entries_of(figures, person, table.ids)],
    )
    return DONE


VERB: Final = ReadVerb(
    name="mine",
    help="Shows what is somebody's in all projects, what waits for them, and their week.",
    arguments=_arguments,
    run=_run,
)
