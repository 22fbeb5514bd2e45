"""This file is `money`: budget, actual and forecast of a scope by period."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import structs

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb
from pmtui.figures.costs.by_period import PeriodRow, RowName, by_period
from pmtui.views.money.by_period import by_period_table, period_titles
from pmtui.views.shapes.table import ViewRequest, request_of_scope

_LENGTHS: Final = ("month", "quarter", "year")


def _money(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    request = structs.replace(
        request_of_scope(figures, scope, ("components",)),
        period=call.args.by,
        splits=call.args.split,
    )
    if call.out.as_json:
        _document(call, request)
    else:
        draw_table(call.out, by_period_table(request))
    return DONE


def _document(call: Call, request: ViewRequest) -> None:
    figures, workspace = request.figures, request.figures.workspace
    money = by_period(figures, request.scope, request.period)
    titles = period_titles(request)
    call.out.document(
        "money",
        scope=scope_key(figures, request.scope),
        revision=workspace.revision,
        by=request.period,
        financial_year={
            "first_month": workspace.policy.year_start,
            "pattern": workspace.policy.year_pattern,
        },
        periods=[
            {"name": title, "from": period.first, "to": period.last}
            for title, period in zip(titles, money.periods, strict=True)
        ],
        rows=[_row(request, component, rows) for component, rows in money.rows.items()],
    )


def _row(
    request: ViewRequest, component: int, rows: Mapping[RowName, PeriodRow]
) -> dict[str, object]:
    row = request.figures.workspace.components.get(component)
    base = request.figures.rates.base
    return {
        "key": row.key if row is not None else None,
        "name": row.name if row is not None else None,
        **{name: _amounts(amounts, base) for name, amounts in rows.items()},
    }


def _amounts(row: PeriodRow, base: str) -> dict[str, object]:
    """Amounts as decimal strings; null where the whole is undefined, with the reason."""

    def texts(amounts: Sequence[int]) -> list[str]:
        return [str(row.money(amount, base).decimal) for amount in amounts]

    return {
        "currency": row.money(0, base).currency,
        "total": None if row.total.value is None else str(row.total.value.decimal),
        "reason": row.total.reason or None,
        "typed": row.is_typed,
        "undated": None if row.undated is None else str(row.money(row.undated, base).decimal),
        "amounts": texts(row.amounts),
        "capital": texts(row.capital),
        "revenue": texts(row.revenue),
    }


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "--by",
        choices=_LENGTHS,
        default="month",
        help="how long a period is; quarters and years are those of the financial year",
    )
    parser.add_argument(
        "--split", action="store_true", help="tells capital and revenue of each row apart"
    )


VERB: Final = ReadVerb(
    name="money",
    help="Shows budget, actual and forecast of a scope by month, quarter or financial year.",
    arguments=_arguments,
    run=_money,
)
