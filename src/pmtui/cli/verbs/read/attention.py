"""This file is `attention`: what needs somebody in a scope, the worst first."""

from typing import Final

from pmtui.cli.console.view_text import draw_section
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb
from pmtui.figures.attention.cause import Cause, asleep_until
from pmtui.figures.attention.root_causes import causes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.overview.exceptions import exceptions_section

_EVERYTHING: Final = 1_000_000
_SCREENFUL: Final = 50


def _attention(call: Call) -> int:
    figures, scope, me = scoped_figures(call)
    limit = _EVERYTHING if call.args.all or call.out.as_json else _SCREENFUL
    if not call.out.as_json:
        shown, _ = exceptions_section(
            figures, scope, limit, with_why=call.args.why, me=me, with_asleep=call.args.all
        )
        draw_section(call.out, shown)
        return DONE
    found = causes(figures, scope, limit)
    rows = [_cause_json(figures, cause, me) for cause in found.items]
    name, revision = scope_key(figures, scope), figures.workspace.revision
    call.out.document("attention", scope=name, revision=revision, total=found.total, rows=rows)
    return DONE


def _cause_json(figures: Figures, one: Cause, me: int) -> dict[str, object]:
    need = one.need
    asleep = asleep_until(figures.workspace, need, me, figures.today)
    return {
        "mark": need.mark,
        "text": need.text,
        "reason": one.reason,
        "topic": need.topic,
        "clears": one.clears,
        "table": need.table,
        "key": _key(figures, need.table, need.id),
        "since": one.since.isoformat() if one.since is not None else None,
        "snoozed_until": asleep.isoformat() if asleep is not None else None,
        "drags": [
            {"table": drag.table, "key": _key(figures, drag.table, drag.id), "text": drag.text}
            for drag in one.drags
        ],
    }


def _key(figures: Figures, table: str, row_id: int) -> str:
    row = figures.workspace.get(table, row_id)
    return row.key if row is not None else ""


def _attention_arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument("--why", action="store_true", help="since when, and what clears it")
    parser.add_argument(
        "--all", action="store_true", help=f"more than the first {_SCREENFUL}, and what you snoozed"
    )


VERB: Final = ReadVerb(
    name="attention",
    help="Shows what needs somebody in a scope, the worst first.",
    arguments=_attention_arguments,
    run=_attention,
)
