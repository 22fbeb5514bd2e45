"""This file is `occurrences`: the next occurrences of all that recurs in a scope, day by day."""

from datetime import timedelta
from typing import Final

from pmtui.cli.core.entity_names import resolve_day, scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.views.registers.occurrences import coming_occurrences

_USUAL: Final = "+30d"
_LONGEST: Final = 366
"""Days ahead that are listed at the most: what recurs daily has no end."""
_NOBODY: Final = "\N{EM DASH}"
_HEADS: Final = ("day", "key", "title", "owner", "component", "stands")


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "--until", default=_USUAL, metavar="DAY",
        help=f"the last day, such as 2026-12-31 or +8w; {_USUAL}",
    )  # fmt: skip


def _run(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    today = figures.today
    last = resolve_day(call.args.until, today, "--until")
    if not today <= last <= today + timedelta(days=_LONGEST):
        furthest = today + timedelta(days=_LONGEST)
        raise Stop(USAGE, f"--until {last}: give a day from {today} to {furthest}")
    rows = tuple(coming_occurrences(figures, scope, last))
    if call.out.as_json:
        name, revision = scope_key(figures, scope), figures.workspace.revision
        call.out.document(
            "occurrences", scope=name, revision=revision, until=last,
            rows=[
                {
                    "day": row.day, "key": row.key, "title": row.title,
                    "owner": row.owner or None, "component": row.component or None,
                    "made": row.made, "standing": row.standing,
                    "rule": row.rule, "rule_day": row.rule_day,
                }
                for row in rows
            ],
        )  # fmt: skip
    elif rows:
        lines = (
            (
                str(row.day), row.key, row.title, row.owner or _NOBODY, row.component or _NOBODY,
                row.standing,
            )
            for row in rows
        )  # fmt: skip
        call.out.table(_HEADS, lines)
    else:
        call.out.say(f"nothing recurs here until {last}: pmtui recur adds what does")
    return DONE


VERB: Final = ReadVerb(
    name="occurrences",
    help="Lists the next occurrences of all that recurs in a scope, day by day.",
    arguments=_arguments,
    run=_run,
)
