"""This file is `risks`: the risk register of a scope with scores."""

from typing import Final

from pmtui.cli.console.view_text import draw_table, line_text
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.figures.risk.heat_map import RiskCounts
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.error import QueryError
from pmtui.query.filter.parser import combine_filters, parse
from pmtui.query.filter.selection import matching
from pmtui.query.scope import Scope, ids_in
from pmtui.views.registers.plain_data import plain_rows
from pmtui.views.risks.risk_columns import RISK_COLUMNS
from pmtui.views.risks.risk_register import RiskRegister, risk_register

_RISK_FIELDS: Final = (
    "key", "title", "kind", "state", "component", "owner", "probability", "impact", "score",
    "level", "residual", "emv", "response", "proximity", "next_review", "escalated_to",
)  # fmt: skip


def _risks(call: Call) -> int:
    figures, scope, me = scoped_figures(call)
    text = combine_filters(call.args.filter)
    ids = None
    sort = call.args.sort or "score-"
    if sort.removesuffix("-") not in RISK_COLUMNS:
        raise Stop(USAGE, f"no column {sort!r} to sort by; there is {', '.join(RISK_COLUMNS)}")
    try:
        if text.strip():
            every = ids_in(figures.workspace, "risks", Scope(scope))
            ids = matching(figures, "risks", every, parse(text), me)
        register = risk_register(
            figures,
            scope,
            lens="major" if call.args.major else "all",
            ids=ids,
            sort=sort,
            ended=call.args.ended,
        )
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
    if call.out.as_json:
        _risk_json(call, figures, scope, register)
        return DONE
    draw_table(call.out, register.table)
    call.out.line()
    call.out.line(line_text(register.summary))
    return DONE


def _risk_json(call: Call, figures: Figures, scope: int, register: RiskRegister) -> None:
    call.out.document(
        "risks",
        scope=scope_key(figures, scope),
        revision=figures.workspace.revision,
        lens=register.lens,
        rows=plain_rows(figures, "risks", register.table.ids, _RISK_FIELDS),
        threats=_counts(register.threats),
        opportunities=_counts(register.opportunities),
    )


def _counts(heat: RiskCounts) -> list[dict[str, int]]:
    return [
        {"probability": probability, "impact": impact, "count": count}
        for probability, row in enumerate(heat, 1)
        for impact, count in enumerate(row, 1)
        if count
    ]


def _risk_arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "filter", nargs="*", default=[], metavar="FILTER", help="which risks: score>=12"
    )
    parser.add_argument("--major", action="store_true", help="only major and escalated ones")
    parser.add_argument("--ended", action="store_true", help="closed and expired ones as well")
    parser.add_argument("--sort", default="", metavar="A-", help="a column, - for down")


VERB: Final = ReadVerb(
    name="risks",
    help="Shows the risk register of a scope with scores.",
    arguments=_risk_arguments,
    run=_risks,
)
