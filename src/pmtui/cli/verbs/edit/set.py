"""This file is `set`: fields of one thing or several, in one commit."""

from typing import Final

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Refused
from pmtui.actions.editing.set_fields import change_summary, interpreted_values, set_fields
from pmtui.cli.console.shell_quoting import quoted, unquoted_pair
from pmtui.cli.core.edit_verb import (
    EditCall,
    EditVerb,
    anyway_argument,
    resolve_targets,
    submitted,
    tell_action,
)
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop

_ACTION: Final = CATALOGUE["entity.set"]


def _set_arguments(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="+",
        metavar="ID ... FIELD=VALUE",
        help="keys, ids or paths, then fields with their new values; FIELD= empties one",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what it would change in days, money, benefits"
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
    message = change_summary(
        situation, f"{', '.join(names)} set{interpreted_values(situation, ops, names)}"
    )
    if call.args.dry_run and ops:
        import pmtui.cli.core.effect_answer as effect

        effect.tell_effect(call, _ACTION.verb, ops, message)
        return DONE
    commit = submitted(call, ops, _ACTION.id) if ops else None
    tell_action(call, "set", commit, message)
    return DONE


VERB: Final = EditVerb(
    name=_ACTION.verb,
    help="Sets fields of one thing or several, in one commit.",
    arguments=_set_arguments,
    run=_set,
)
