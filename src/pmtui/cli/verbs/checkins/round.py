"""This file is `round`: the due tasks as lines to be edited, and what was edited taken back."""

from pathlib import Path
from typing import Final

from pmtui.actions.checkins.round_lines import read_round, round_lines
from pmtui.cli.core.edit_verb import EditCall, EditVerb, submitted
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop
from pmtui.figures.checkins.due_tasks import due_tasks

_STDIN: Final = "-"


def _arguments(parser: Parser) -> None:
    parser.add_argument("scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path")
    parser.add_argument("--mine", action="store_true", help="only tasks that are mine")
    parser.add_argument("--apply", metavar="FILE", help="take back the lines; - is stdin")


def _round(call: EditCall) -> int:
    scope = resolve_component(call.session.workspace, call.args.scope)
    if call.args.apply is not None:
        return _take_back(call, scope)
    situation = call.session.situation(scope=scope)
    if call.args.mine and not situation.actor:
        raise Stop(USAGE, "nobody here has your login: round without --mine shows all tasks")
    tasks = due_tasks(situation.figures, scope, situation.actor if call.args.mine else 0)
    if not tasks:
        call.out.say("no open task is under way or due within a week here")
        return DONE
    lines = list(round_lines(situation, tasks))
    if call.out.as_json:
        call.out.document("round", tasks=[task.key for task in tasks], lines=lines)
        return DONE
    for line in lines:
        call.out.line(line)
    return DONE


def _take_back(call: EditCall, scope: int) -> int:
    ops, problems = read_round(call.session.situation(scope=scope), _text(call))
    if problems:
        reasons = "; ".join(f"line {problem.line}: {problem.text}" for problem in problems)
        raise Stop(USAGE, f"{reasons}; nothing was written")
    revision = call.session.workspace.revision
    if ops:
        revision = submitted(call, ops, "task.update").rev
    else:
        call.out.say("nothing is new in it")
    if call.out.as_json:
        call.out.document("round", changed=len(ops), revision=revision)
    return DONE


def _text(call: EditCall) -> str:
    name = call.args.apply
    if name == _STDIN:
        return call.stdin.read()
    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise Stop(USAGE, f"{name}: cannot be read: {reason}") from error


VERB: Final = EditVerb(
    name="round",
    help="Prints the due tasks as lines to be edited, and takes them back with --apply.",
    arguments=_arguments,
    run=_round,
)
