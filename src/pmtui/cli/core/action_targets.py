"""This file finds what an action's verb is done to, and what its words were meant as."""

from pmtui.actions.arguments import read_argument
from pmtui.actions.core.action import Action, Arg, Refused, Target
from pmtui.cli.console.shell_quoting import quoted, unquoted_text
from pmtui.cli.core.edit_verb import EditCall, resolve_targets
from pmtui.cli.core.verb import USAGE, Stop


def targets_of(action: Action, call: EditCall) -> tuple[Target, ...]:
    """What an action is done to.

    Raises:
        Stop: a word means nothing of the kind; where it can be part of a text, says how to quote.
    """
    ids: list[str] = getattr(call.args, "ids", [])
    found: list[Target] = []
    for at, text in enumerate(ids):
        try:
            found += resolve_targets(call.session.workspace, [text], action.tables)
        except Stop as stop:
            needed = [arg for arg in action.args if arg.required]
            if not at or len(needed) != 1:
                raise
            words = [*ids, *filter(None, (typed(call, arg) for arg in action.args))]
            meant = unquoted_text(words, at, f"pmtui {action.verb}")
            hint = f"a text of several words goes in quotes: {meant}"
            raise Stop(stop.code, f"{stop}; {hint}") from stop
    return tuple(dict.fromkeys(found))


def refuse_reversed(call: EditCall, action: Action, arg: Arg) -> None:
    """Refuse two tasks and a kind of link between them: on a line it does not say who waits.

    Raises:
        Stop: it can be meant either way; says how to write both.
    """
    ids: list[str] = getattr(call.args, "ids", [])
    if arg.kind != "link" or len(ids) != 2:
        return
    situation = call.session.situation(resolve_targets(call.session.workspace, ids[:1]))
    text = typed(call, arg) or ""
    try:
        read_argument(situation, arg, text)
    except Refused as refused:
        ways = [
            f"{name} waits for {other}: pmtui {action.verb} {name} {quoted(f'{other} {text}')}"
            for name, other in (ids, ids[::-1])
        ]
        message = f"{' '.join([*ids, text])!r} does not say which of them waits: {'; '.join(ways)}"
        raise Stop(USAGE, message) from refused


def typed(call: EditCall, arg: Arg) -> str | None:
    """What was typed for an argument, as one text; None where it was left out."""
    text = getattr(call.args, arg.name)
    return (" ".join(text) or None) if isinstance(text, list) else text
