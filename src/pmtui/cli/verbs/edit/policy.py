"""This file is `policy`: the rules of a store, shown and changed."""

from typing import Final

from msgspec import structs

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Refused
from pmtui.actions.editing.policy import FIELDS, change_policy
from pmtui.actions.editing.set_fields import editable
from pmtui.cli.console.shell_quoting import unquoted_pair
from pmtui.cli.core.edit_verb import EditCall, EditVerb, submitted
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop
from pmtui.machine import zone_note
from pmtui.model.changes.ops import Ops, apply
from pmtui.query.values.formatting import value_text

_ACTION: Final = CATALOGUE["policy.change"]


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="RULE=VALUE",
        help="such as timezone=Europe/Berlin or base_currency=CHF; shows every rule without one",
    )


def _run(call: EditCall) -> int:
    pairs = [word.partition("=") for word in call.args.words]
    odd = next((name for name, equals, _ in pairs if not equals), "")
    if odd and "=" in call.args.words[0]:
        raise Stop(USAGE, unquoted_pair(call.args.words, "RULE=VALUE", "pmtui policy"))
    if odd:
        raise Stop(USAGE, f"{odd!r} is no RULE=VALUE, as in: pmtui policy timezone=Europe/Berlin")
    if not pairs:
        return _show(call)
    situation = call.session.situation()
    ops: Ops = ()
    words: list[str] = []
    try:
        for name, _, value in pairs:
            proposal = change_policy(situation, name, value)
            following = apply(situation.workspace, proposal.ops)
            situation = structs.replace(situation, workspace=following)
            ops += proposal.ops
            words.append(proposal.message)
    except Refused as refused:
        raise Stop(USAGE, str(refused)) from refused
    commit = submitted(call, ops, _ACTION.id) if ops else None
    message = "; ".join(words) if commit is not None else "it is so already"
    if call.out.as_json:
        revision = call.session.workspace.revision
        call.out.document("policy", revision=revision, message=message, said=message)
    else:
        call.out.say(message)
    return DONE


def _show(call: EditCall) -> int:
    workspace = call.session.workspace
    policy = workspace.policy
    if call.out.as_json:
        rules = {name: getattr(policy, name) for name in FIELDS}
        call.out.document("policy", revision=workspace.revision, rules=rules)
        return DONE
    today = call.session.today
    rows = [
        (spec.name, value_text(workspace, spec, getattr(policy, spec.name), today))
        for spec in editable("policy")
    ]
    call.out.table(("rule", "value"), rows)
    note = zone_note(policy.timezone)
    if note:
        call.out.say(note)
    return DONE


VERB: Final = EditVerb(
    name=_ACTION.verb,
    help="Shows the rules of the store (time zone, currency, scales), or changes them.",
    arguments=_arguments,
    run=_run,
)
