"""This file is `done`: completing tasks, and never opening one again as the key of a board does."""

from collections.abc import Sequence
from typing import Final

from pmtui.actions.catalogue import CATALOGUE
from pmtui.cli.core.edit_verb import EditCall, EditVerb, resolve_targets, run_action
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop


def _done(call: EditCall) -> int:
    session = call.session
    targets = resolve_targets(session.workspace, call.args.ids, ("tasks",))
    odd = next((target for target in targets if target.table != "tasks"), None)
    if odd is not None:
        row = session.workspace.get(odd.table, odd.id)
        own_key = row.key if row is not None else ""
        name = own_key or next((key for key in call.args.ids if not key.isdigit()), str(odd.id))
        raise Stop(USAGE, f"{name} is no task; pmtui set {name} state=... ends other things")
    figures = session.situation().figures
    open_ones = tuple(target for target in targets if not figures.is_done(target.id))
    if open_ones:
        run_action(call, CATALOGUE["task.complete"], session.situation(open_ones), {})
    _tell(call, [session.workspace.tasks[target.id].key for target in open_ones])
    return DONE


def _tell(call: EditCall, keys: Sequence[str]) -> None:
    workspace = call.session.workspace
    message = f"done: {', '.join(keys)}" if keys else "it is so already"
    if call.out.as_json:
        call.out.document(
            "done", revision=workspace.revision, changed=keys, message=message, said=message
        )
    else:
        call.out.say(message)


def _arguments(parser: Parser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="key or id: task")


VERB: Final = EditVerb(
    name="done",
    help="Completes tasks: they go to the done column of their board.",
    arguments=_arguments,
    run=_done,
)
