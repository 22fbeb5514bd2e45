"""This file makes a verb of every action that the catalogue spells and no module does."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from pmtui.actions.arguments import read_argument
from pmtui.actions.catalogue import verbs
from pmtui.actions.core.action import Action, Arg, Refused, Situation
from pmtui.cli.command_line import VERBS as VERBS_WITH_A_MODULE
from pmtui.cli.core.action_targets import refuse_reversed, targets_of, typed
from pmtui.cli.core.edit_verb import (
    EditCall,
    EditVerb,
    anyway_argument,
    proposed,
    run_action,
    tell_action,
)
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace


def edit_verbs() -> Iterator[EditVerb]:
    """Every verb of the catalogue that no module is named after."""
    return (_verb_of(action) for action in verbs() if action.verb not in VERBS_WITH_A_MODULE)


def has_targets(action: Action) -> bool:
    """Whether an action is done to something that exists."""
    nowhere = Situation(Workspace(), date.min, lambda: 0)
    return action.bulk or bool(action.tables) or action.refuse(nowhere) is not None


def _verb_of(action: Action) -> EditVerb:
    def arguments(parser: Parser) -> None:
        if has_targets(action):
            shape: Literal["+"] | int = "+" if action.bulk else 1
            what = " or ".join(TABLES[table].word for table in action.tables) or "anything"
            parser.add_argument("ids", nargs=shape, metavar="ID", help=f"key, id or path: {what}")
        elif not action.is_everywhere:
            parser.add_argument("--into", default="", metavar="SCOPE", help="where")
        parser.takes_text = any(arg.required for arg in action.args)
        for arg in action.args:
            _add_arg(parser, arg)
        if action.ends:
            anyway_argument(parser)
        if action.previews:
            parser.set_defaults(anyway=True)
            parser.add_argument("--dry-run", action="store_true", help="say what would come of it")

    def run(call: EditCall) -> int:
        return _run(action, call)

    return EditVerb(name=action.verb, help=action.help, arguments=arguments, run=run)


def _add_arg(parser: Parser, arg: Arg) -> None:
    is_listed = all(choice in arg.prompt for choice in arg.choices)
    sentence = arg.prompt if is_listed else f"{arg.prompt}: {', '.join(arg.choices)}"
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
    if getattr(call.args, "dry_run", False):
        shown = proposed(call, action, situation, values)
        if call.out.as_json:
            call.out.document(action.verb, revision=workspace.revision, dry_run=True, message=shown)
        else:
            call.out.line(shown)
            call.out.say("nothing was written; leave out --dry-run to write it")
        return DONE
    done = run_action(call, action, situation, values)
    words = done.proposal.words_in(call.session.workspace)
    tell_action(call, action.verb, done.commit, words)
    return DONE


VERBS: Final = tuple(edit_verbs())
"""Those of the catalogue that have no module of their own."""
