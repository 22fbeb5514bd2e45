"""This file is `add`: a row of any kind, from a line as the screen takes it."""

import argparse
from datetime import date
from typing import Final

from pmtui.actions.adding.quick_add import line_kind
from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Situation
from pmtui.cli.core.edit_verb import (
    ActionResult,
    EditCall,
    EditVerb,
    run_action,
)
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.table_names import resolve_table
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop
from pmtui.model.workspace.schema import TABLES
from pmtui.query.dates.parsing import away_text
from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add
from pmtui.query.error import QueryError

_ACTION: Final = CATALOGUE["entity.add"]
_STDIN: Final = "-"


def _add_arguments(parser: Parser) -> None:
    words = ", ".join(spec.word for spec in TABLES.values())
    parser.add_argument("kind", metavar="KIND", help=f"portfolio, program, project, {words}")
    parser.takes_text = True
    parser.add_argument(
        "text",
        metavar="TEXT",
        help='a line such as "Write copy !2 @ann #web due:fri"; - reads a line each from stdin',
    )
    parser.add_argument(
        "--into", default="", metavar="SCOPE", help="where it goes; the only project if left out"
    )
    parser.add_argument(
        "--make-people", action="store_true", help="create the people whose names are new"
    )


def _add(call: EditCall) -> int:
    table, kind = resolve_table(call.args.kind)
    text = call.stdin.read() if call.args.text == _STDIN else call.args.text
    situation = call.session.situation(scope=_place(call, table))
    values = {"kind": kind or TABLES[table].word, "text": text}
    made = {**values, "make_people": call.args.make_people, "kind_is_told": True}
    understood = _understood(situation, table, kind, text)
    done = run_action(call, _ACTION, situation, made)
    keys = _new_keys(done, table)
    if call.out.as_json:
        revision = done.commit.rev if done.commit is not None else 0
        call.out.document("add", revision=revision, table=table, keys=keys)
        return DONE
    for key in keys:
        call.out.line(str(key))
    if understood:
        call.out.say(understood)
    if done.proposal.message:
        call.out.say(done.proposal.message)
    return DONE


def _understood(situation: Situation, table: str, kind: str, text: str) -> str:
    """A line said back as it was understood, where it says a day; empty where it says none."""
    _, line = line_kind((table, kind), text, is_typed=False)
    try:
        quick = parse_quick_add(
            situation.workspace, table, line, situation.today,
            kind=kind, me=situation.actor, component=situation.scope,
        )  # fmt: skip
    except QueryError:
        return ""
    days = [value for value in quick.fields.values() if isinstance(value, date)]
    if not days:
        return ""
    away = ", ".join(away_text(day, situation.today) for day in days)
    return f"{preview_text(situation.workspace, quick, situation.today)} ({away})"


def _new_keys(done: ActionResult, table: str) -> list[str | int]:
    ops = done.commit.ops if done.commit is not None else ()
    wanted = {op.id for op in done.proposal.ops}
    created = (op for op in ops if op.op == "create" and op.table == table and op.id in wanted)
    return [op.new.get("key") or op.id for op in created]


def _place(call: EditCall, table: str) -> int:
    """The scope of a new row: the one that was said, else the only project there is.

    Raises:
        Stop: it needs a project and there are several, or there is none.
    """
    workspace = call.session.workspace
    if call.args.into:
        return resolve_component(workspace, call.args.into)
    needs_one = TABLES[table].needs_component and table != "components"
    if not needs_one or _says_its_place(call.args, table):
        return 0
    live = [component for component in workspace.components.values() if not component.archived]
    projects = [component for component in live if component.kind == "project"]
    if len(projects) == 1:
        return projects[0].id
    if not projects:
        raise Stop(USAGE, "there is no project yet: pmtui add project NAME")
    names = "\n".join(f"  {project.key}  {project.name}" for project in projects)
    raise Stop(USAGE, f"say which project with --into; there is\n{names}")


def _says_its_place(args: argparse.Namespace, table: str) -> bool:
    """Whether the line itself names a component or a task to lie under."""
    places = ("project:", "in:", "into:", "component:", "program:", "portfolio:", "operation:")
    lies_in_task = table == "tasks" or TABLES[table].home == "task"
    above = tuple(f"{name}:" for name in TABLES[table].owners)
    held = ("parent:", "task:") if lies_in_task else above
    return any(word.startswith((*places, *held)) for word in args.text.casefold().split())


VERB: Final = EditVerb(name=_ACTION.verb, help=_ACTION.help, arguments=_add_arguments, run=_add)
