"""This file makes a verb of every action that the catalogue spells, and `add` and `set`."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from pmtui.actions.adding.quick_add import line_kind
from pmtui.actions.arguments import read_argument
from pmtui.actions.catalogue import CATALOGUE, verbs
from pmtui.actions.core.action import Action, Arg, Refused, Situation
from pmtui.actions.editing.set_fields import change_summary, interpreted_values, set_fields
from pmtui.cli.console.exit_codes import DONE, USAGE, Stop
from pmtui.cli.console.shell_quoting import quoted, unquoted_pair
from pmtui.cli.core.action_targets import refuse_reversed, targets_of, typed
from pmtui.cli.core.edit_verb import (
    ActionResult,
    EditCall,
    EditVerb,
    anyway_argument,
    changed_keys,
    resolve_targets,
    run_action,
    submitted,
)
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.table_names import resolve_table
from pmtui.cli.core.verb import Parser
from pmtui.cli.verbs.edit import policy
from pmtui.model.changes.ops import Commit
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import away_text
from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add
from pmtui.query.error import QueryError

_ADD: Final = "entity.add"
_SET: Final = "entity.set"
_STDIN: Final = "-"


def edit_verbs() -> Iterator[EditVerb]:
    """Every verb of the catalogue."""
    for action in verbs():
        if action.id == _ADD:
            yield EditVerb(name=action.verb, help=action.help, arguments=_add_arguments, run=_add)
        elif action.id == _SET:
            help_text = "Sets fields of one thing or several, in one commit."
            yield EditVerb(name=action.verb, help=help_text, arguments=_set_arguments, run=_set)
        elif action.id == policy.ACTION:
            help_text = (
                "Shows the rules of the store (time zone, currency, scales), or changes them."
            )
            yield EditVerb(
                name=action.verb, help=help_text, arguments=policy.arguments, run=policy.run
            )
        else:
            yield _verb_of(action)


def has_targets(action: Action) -> bool:
    """Whether an action is done to something that exists."""
    nowhere = Situation(Workspace(), date.min, lambda: 0)
    return action.bulk or bool(action.tables) or action.refuse(nowhere) is not None


def _verb_of(action: Action) -> EditVerb:
    def arguments(parser: Parser) -> None:
        if has_targets(action):
            shape: Any = "+" if action.bulk else 1
            what = " or ".join(TABLES[table].word for table in action.tables) or "anything"
            parser.add_argument("ids", nargs=shape, metavar="ID", help=f"key, id or path: {what}")
        else:
            parser.add_argument("--into", default="", metavar="SCOPE", help="where")
        parser.takes_text = any(arg.required for arg in action.args)
        for arg in action.args:
            _add_arg(parser, arg)
        if action.ends:
            anyway_argument(parser)

    def run(call: EditCall) -> int:
        return _run(action, call)

    return EditVerb(name=action.verb, help=action.help, arguments=arguments, run=run)


def _add_arg(parser: Parser, arg: Arg) -> None:
    sentence = f"{arg.prompt}: {', '.join(arg.choices)}" if arg.choices else arg.prompt
    if arg.rest:
        parser.add_argument(
            arg.name, metavar=arg.name.upper(), nargs="*", default=None, help=sentence
        )
    elif arg.required:
        parser.add_argument(arg.name, metavar=arg.name.upper(), help=sentence)
    else:
        parser.add_argument(f"--{arg.name}", metavar=arg.name.upper(), help=sentence)


def _run(action: Action, call: EditCall) -> int:
    workspace = call.session.workspace
    scope = resolve_component(workspace, getattr(call.args, "into", "") or ".")
    targets = targets_of(action, call)
    situation = call.session.situation(targets, scope=scope)
    given = {arg: typed(call, arg) for arg in action.args}
    try:
        values = {
            arg.name: read_argument(situation, arg, text)
            for arg, text in given.items()
            if text is not None
        }
        for arg in given:
            refuse_reversed(call, action, arg)
    except Refused as refused:
        raise Stop(USAGE, str(refused)) from refused
    done = run_action(call, action, situation, values)
    _tell(call, action.verb, done.commit, done.proposal.said)
    return DONE


def _tell(call: EditCall, verb: str, commit: Commit | None, said: str) -> None:
    workspace = call.session.workspace
    if commit is None:
        said = "it is so already"
    if call.out.as_json:
        keys = changed_keys(workspace, commit) if commit is not None else []
        revision = commit.rev if commit is not None else workspace.revision
        call.out.document(verb, revision=revision, changed=keys, said=said)
    elif said:
        call.out.say(said)


def _set_arguments(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="+",
        metavar="ID ... FIELD=VALUE",
        help="keys, ids or paths, then fields with their new values; FIELD= empties one",
    )
    anyway_argument(parser)


def _set(call: EditCall) -> int:
    words: list[str] = call.args.words
    at = next((at for at, word in enumerate(words) if "=" in word), len(words))
    pairs = [word.partition("=") for word in words[at:]]
    odd = next((name for name, equals, _ in pairs if not equals), "")
    if odd or not pairs or at == 0:
        if odd and at:
            before = " ".join(["pmtui set", *map(quoted, words[:at])])
            raise Stop(USAGE, unquoted_pair(words[at:], "FIELD=VALUE", before))
        reason = f"{odd!r} is no FIELD=VALUE" if odd else "write ID first, then FIELD=VALUE"
        raise Stop(USAGE, f"{reason}, as in: pmtui set T-40 due=fri priority=1")
    targets = resolve_targets(call.session.workspace, words[:at])
    situation = call.session.situation(targets)
    try:
        ops = set_fields(situation, {name: value for name, _, value in pairs})
    except Refused as refused:
        raise Stop(USAGE, str(refused)) from refused
    names = [name for name, _, _ in pairs]
    said = change_summary(
        situation, f"{', '.join(names)} set{interpreted_values(situation, ops, names)}"
    )
    commit = submitted(call, ops, _SET) if ops else None
    _tell(call, "set", commit, said)
    return DONE


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
    done = run_action(call, CATALOGUE[_ADD], situation, made)
    keys = _new_keys(done, table)
    if call.out.as_json:
        revision = done.commit.rev if done.commit is not None else 0
        call.out.document("add", revision=revision, table=table, keys=keys)
        return DONE
    for key in keys:
        call.out.line(str(key))
    if understood:
        call.out.say(understood)
    if done.proposal.said:
        call.out.say(done.proposal.said)
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
    if TABLES[table].home == "store" or table == "components" or _says_its_place(call.args, table):
        return 0
    live = [one for one in workspace.components.values() if not one.archived]
    projects = [one for one in live if one.kind == "project"]
    if len(projects) == 1:
        return projects[0].id
    if not projects:
        raise Stop(USAGE, "there is no project yet: pmtui add project NAME")
    names = "\n".join(f"  {one.key}  {one.name}" for one in projects)
    raise Stop(USAGE, f"say which project with --into; there is\n{names}")


def _says_its_place(args: argparse.Namespace, table: str) -> bool:
    """Whether the line itself names a component or a task to lie under."""
    places = ("project:", "in:", "into:", "component:", "program:", "portfolio:", "operation:")
    held = ("parent:", "task:") if table in {"tasks", "checks", "assignments"} else ()
    return any(word.startswith((*places, *held)) for word in args.text.casefold().split())


VERBS: Final = tuple(edit_verbs())
