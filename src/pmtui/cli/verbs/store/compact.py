"""This file is `compact`: a small log."""

from typing import Final

from pmtui.cli.core.maintenance_verb import MaintenanceCall, MaintenanceVerb, opened_store
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop, deferred_interrupt
from pmtui.model.storing.care import KEEP_COMMITS, KEEP_DAYS


def _compact(call: MaintenanceCall) -> int:
    if call.args.keep < 1 or call.args.days < 0:
        raise Stop(USAGE, "--keep is 1 or more, --days is 0 or more")
    with opened_store(call) as store:
        with deferred_interrupt(call.out):
            done = store.compact(call.args.keep, call.args.days)
            call.out.done = f"{done.archived} commits were archived"
        revision = store.workspace.revision
    if call.out.as_json:
        counts = {"archived": done.archived, "removed": done.removed, "left": done.left}
        call.out.document("compact", revision=revision, **counts)
        return DONE
    left = f"; {done.left} files are other people's, who remove them by `compact`" * bool(done.left)
    call.out.say(f"{done.archived} commits archived, {done.removed} files removed{left}")
    return DONE


def _compact_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--keep", type=int, default=KEEP_COMMITS, metavar="N", help="newest commits that stay"
    )
    parser.add_argument(
        "--days", type=int, default=KEEP_DAYS, metavar="N", help="days whose commits stay"
    )


VERB: Final = MaintenanceVerb(
    name="compact",
    help="Moves old commits into an archive, where the past is still read from.",
    arguments=_compact_arguments,
    run=_compact,
)
