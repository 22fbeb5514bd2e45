"""This file is `risks`, `health` and `attention`: the views of a scope that a manager asks for."""

from typing import Any, Final

from pmtui.cli.console.exit_codes import DONE, USAGE, Stop
from pmtui.cli.console.view_text import draw_section, draw_table, line_text
from pmtui.cli.core.as_of import at_argument, read_as_of
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import Call, Parser, Verb
from pmtui.figures.attention.cause import Cause
from pmtui.figures.attention.root_causes import causes
from pmtui.figures.components.health import Health
from pmtui.figures.risk.exposure import HeatMap
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.error import QueryError
from pmtui.query.filter.combining import combine_filters
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.query.scope import Scope, ids_in
from pmtui.views.overview.exceptions import exceptions_section
from pmtui.views.overview.scope_overview import overview
from pmtui.views.registers.listing import plain_rows
from pmtui.views.risks.risk_register import RISK_COLUMNS, RiskRegister, risk_register

_RISK_FIELDS: Final = (
    "key", "title", "kind", "state", "component", "owner", "probability", "impact", "score",
    "level", "residual", "emv", "response", "proximity", "next_review", "escalated_to",
)  # fmt: skip
_EVERYTHING: Final = 1_000_000
_SCREENFUL: Final = 50


def _figures(call: Call) -> tuple[Figures, int, int]:
    """The figures of the store, the scope that is meant, and who asks."""
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, call.args.scope)
    return Figures(reading.workspace, reading.today), scope, reading.me


def _scope_name(figures: Figures, scope: int) -> str | None:
    row = figures.workspace.components.get(scope)
    return row.key if row is not None else None


def _risks(call: Call) -> int:
    figures, scope, me = _figures(call)
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
        scope=_scope_name(figures, scope),
        revision=figures.workspace.revision,
        lens=register.lens,
        rows=plain_rows(figures, "risks", register.table.ids, _RISK_FIELDS),
        threats=_counts(register.threats),
        opportunities=_counts(register.opportunities),
    )


def _counts(heat: HeatMap) -> list[dict[str, int]]:
    return [
        {"probability": probability, "impact": impact, "count": count}
        for probability, row in enumerate(heat, 1)
        for impact, count in enumerate(row, 1)
        if count
    ]


def _risk_arguments(parser: Parser) -> None:
    _scope_argument(parser)
    parser.add_argument(
        "filter", nargs="*", default=[], metavar="FILTER", help="which risks: score>=12"
    )
    parser.add_argument("--major", action="store_true", help="only major and escalated ones")
    parser.add_argument("--ended", action="store_true", help="closed and expired ones as well")
    parser.add_argument("--sort", default="", metavar="A-", help="a column, - for down")


def _health(call: Call) -> int:
    figures, scope, _ = _figures(call)
    ids = [scope] if scope else list(figures.live_children(0))
    ids += [one for above in list(ids) for one in figures.live_children(above)]
    found = [figures.health(one) for one in dict.fromkeys(ids)]
    if call.out.as_json:
        rows = [_health_json(figures, one) for one in found]
        name, revision = _scope_name(figures, scope), figures.workspace.revision
        call.out.document("health", scope=name, revision=revision, rows=rows)
        return DONE
    draw_section(call.out, overview(figures, scope).health)
    texts = [_health_texts(figures, one) for one in found if one.component != scope]
    if texts:
        call.out.line()
        call.out.table(("key", "component", "said", "computed", "why"), texts)
    return DONE


def _health_texts(figures: Figures, one: Health) -> list[str]:
    row = figures.workspace.components[one.component]
    why = "; ".join(part.reason for part in one.reasons) or "nothing to compute from"
    mark = " (watermelon)" if one.is_watermelon else ""
    return [row.key, row.name, f"{one.said or '-'}{mark}", one.computed or "-", why]


def _health_json(figures: Figures, one: Health) -> dict[str, Any]:
    row = figures.workspace.components[one.component]
    return {
        "key": row.key,
        "name": row.name,
        "rag": one.rag or None,
        "said": one.said or None,
        "said_rating": row.said_rating,
        "computed": one.computed or None,
        "watermelon": one.is_watermelon,
        "dimensions": [
            {"name": part.name, "rag": part.rag or None, "reason": part.reason}
            for part in one.dimensions
        ],
    }


def _attention(call: Call) -> int:
    figures, scope, _ = _figures(call)
    limit = _EVERYTHING if call.args.all or call.out.as_json else _SCREENFUL
    if not call.out.as_json:
        draw_section(call.out, exceptions_section(figures, scope, limit)[0])
        return DONE
    found = causes(figures, scope, limit)
    rows = [_cause_json(figures, one) for one in found.items]
    name, revision = _scope_name(figures, scope), figures.workspace.revision
    call.out.document("attention", scope=name, revision=revision, total=found.total, rows=rows)
    return DONE


def _cause_json(figures: Figures, one: Cause) -> dict[str, Any]:
    need = one.need
    return {
        "mark": need.mark,
        "text": need.text,
        "table": need.table,
        "key": _key(figures, need.table, need.id),
        "since": one.since.isoformat() if one.since is not None else None,
        "drags": [
            {"table": drag.table, "key": _key(figures, drag.table, drag.id), "text": drag.text}
            for drag in one.drags
        ],
    }


def _key(figures: Figures, table: str, row_id: int) -> str:
    row = figures.workspace.get(table, row_id)
    return row.key if row is not None else ""


def _attention_arguments(parser: Parser) -> None:
    _scope_argument(parser)
    parser.add_argument("--all", action="store_true", help=f"more than the first {_SCREENFUL}")


def _scope_argument(parser: Parser) -> None:
    parser.add_argument(
        "scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path; . for everything"
    )
    at_argument(parser)


VERBS: Final = (
    Verb(
        name="risks",
        help="Shows the risk register of a scope with scores.",
        arguments=_risk_arguments,
        run=_risks,
    ),
    Verb(
        name="health",
        help="Shows the computed ratings of a scope beside the reported ones, with reasons.",
        arguments=_scope_argument,
        run=_health,
    ),
    Verb(
        name="attention",
        help="Shows what needs somebody in a scope, the worst first.",
        arguments=_attention_arguments,
        run=_attention,
    ),
)
