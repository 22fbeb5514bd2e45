"""This file asks before a verb writes much at once: on a terminal, or by `--yes`."""

from pmtui.cli.core.verb import IN_DOUBT, READ_ONLY, REJECTED, USAGE, Call, Parser, Stop
from pmtui.model.merging.outcome import InDoubt, Rejected


def yes_argument(parser: Parser) -> None:
    """Let a verb be told that its question is answered."""
    parser.add_argument("--yes", action="store_true", help="do it without asking")


def is_confirmed(call: Call, question: str) -> bool:
    """Whether the person wants it; without a terminal and without `--yes` nobody is asked."""
    if call.args.yes:
        return True
    if call.out.as_json or not (call.stdin.isatty() and call.out.asks_on_terminal):
        call.out.say("nothing was written; --yes does it")
        return False
    call.out.say(f"{question} [y/N]")
    if call.stdin.readline().strip().casefold() in {"y", "yes"}:
        return True
    call.out.say("nothing was written")
    return False


def stop_of(outcome: Rejected | InDoubt) -> Stop:
    """The end of a call whose commit was rejected, or of which nobody can tell."""
    if isinstance(outcome, Rejected):
        code = USAGE if outcome.bad_input else REJECTED
        return Stop(READ_ONLY if outcome.read_only else code, outcome.reason)
    where = f"look for it with pmtui log (commit {outcome.commit_id})"
    text = f"the disk did not say whether it is written: {outcome.reason}; {where}"
    return Stop(IN_DOUBT, text)
