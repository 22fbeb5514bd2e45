"""This file is `ledger`: what was posted in a scope, and what it comes to by whom or when."""

from collections.abc import Sequence
from typing import Final

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import read_as_of, resolve_component, scope_argument, scope_key
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.cli.verbs.read.list import ListedRows, combined, found_rows, json_rows
from pmtui.figures.ledger.totals import GROUPS, GroupBy, GroupTotal, ledger_total, ledger_totals
from pmtui.model.costing.ledger import LEDGER
from pmtui.query.error import QueryError
from pmtui.query.values.formatting import DASH, money_text
from pmtui.views.money.ledger_table import chosen_entries, entries_at

_UNASKED: Final[tuple[GroupBy, ...]] = ("party", "category", "month")
"""What the JSON adds up by where nobody chose."""
_FIELDS: Final = (
    "key", "title", "component", "task", "party", "document", "line", "posted", "dated", "amount",
    "worth", "category", "capital", "order", "notes",
)  # fmt: skip


def _ledger(call: Call) -> int:
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, call.args.scope)
    text = combined(call.args.filter)
    try:
        found = found_rows(
            reading, LEDGER.name, text, sort="" if "sort:" in text else "posted-,key-"
        )
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
    rows, within = found.figures.workspace.rows(found.table), found.figures.live_subtree(scope)
    places = frozenset((*within, *(() if scope else (0,))))
    ids = [row_id for row_id in found.ids if rows[row_id].component in places]
    kept = ListedRows(found.figures, found.table, ids, found.total)
    if call.out.as_json:
        _document(call, kept, scope)
    elif call.args.by and ids:
        _totals(call, kept)
    else:
        total = sum(row.component in places for row in rows.values())
        draw_table(call.out, chosen_entries(kept.figures, kept.table, ids, total))
    return DONE


def _totals(call: Call, kept: ListedRows) -> None:
    """What the entries come to, a line a group, and all together."""
    workspace, by = kept.figures.workspace, call.args.by
    entries = entries_at(kept.figures, kept.ids)
    groups = ledger_totals(workspace, entries, by)
    whole = GroupTotal("", "total", len(entries), ledger_total(workspace, entries))
    rows = [
        (group.name or f"no {by}", str(group.count), _amount_text(group))
        for group in (*groups, whole)
    ]
    call.out.table((by, "entries", "amount"), rows, (1, 2))


def _amount_text(group: GroupTotal) -> str:
    value = group.amount.value
    return money_text(value) if value is not None else f"{DASH} {group.amount.reason}"


def _document(call: Call, kept: ListedRows, scope: int) -> None:
    workspace, entries = kept.figures.workspace, entries_at(kept.figures, kept.ids)
    total = ledger_total(workspace, entries)
    groups: Sequence[GroupBy] = (call.args.by,) if call.args.by else _UNASKED
    call.out.document(
        LEDGER.name,
        scope=scope_key(kept.figures, scope),
        revision=workspace.revision,
        currency=total.value.currency if total.value is not None else None,
        total=str(total.value.decimal) if total.value is not None else None,
        reason=total.reason or None,
        totals={
            by: [_group(group) for group in ledger_totals(workspace, entries, by)] for by in groups
        },
        rows=json_rows(kept, _FIELDS),
    )


def _group(group: GroupTotal) -> dict[str, object]:
    value = group.amount.value
    return {
        "key": group.key or None,
        "name": group.name or None,
        "entries": group.count,
        "amount": str(value.decimal) if value is not None else None,
        "currency": value.currency if value is not None else None,
        "reason": group.amount.reason or None,
    }


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "filter",
        nargs="*",
        default=[],
        metavar="FILTER",
        help='entries to keep: party:Nordhost "posted<2026-11-01" amount<0',
    )
    parser.add_argument("--by", choices=GROUPS, default="", help="what to add them up by")


VERB: Final = ReadVerb(
    name=LEDGER.name,
    help="Shows what was posted in a scope, newest first, or what it comes to by whom or when.",
    arguments=_arguments,
    run=_ledger,
)
