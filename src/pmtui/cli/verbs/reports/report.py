"""This file is `report`: how a scope stands, and what changed since a former moment."""

from datetime import timedelta
from typing import Final

from pmtui.cli.console.exit_codes import DONE
from pmtui.cli.core.as_of import resolve_past
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.scope_argument import only_scope_argument, scope_key
from pmtui.cli.core.verb import Call, Parser, ReadVerb, StoreReading
from pmtui.figures.reports.comparison import Difference, ScopeComparison, compared
from pmtui.figures.reports.scope_values import ScopeValue
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import HorizonError, OutOfReachError
from pmtui.views.reports.draft import draft
from pmtui.views.reports.text_form import WIDTH, as_text

_BACK: Final = 7
"""Days back to what a report compares with where nobody says."""


def _report(call: Call) -> int:
    reading = call.read()
    scope = resolve_component(reading.workspace, call.args.scope)
    then = _then(call, reading)
    comparison = compared(then, Figures(reading.workspace, reading.today), scope, reading.history())
    if call.out.as_json:
        _document(call, comparison)
        return DONE
    for line in as_text(draft(comparison), call.out.width or WIDTH):
        call.out.line(line)
    return DONE


def _then(call: Call, reading: StoreReading) -> Figures:
    """The figures of the moment that is asked for, else of a week ago as far as that is known.

    Raises:
        Stop: what was typed is no moment, or the history does not go there.
    """
    if call.args.since:
        past = resolve_past(reading, call.args.since)
        if past is None:
            return Figures(reading.workspace, reading.today)
        return Figures(past.workspace, past.day or reading.today)
    day = reading.today - timedelta(days=_BACK)
    try:
        return Figures(reading.past(day).workspace, day)
    except HorizonError as horizon:
        call.out.say(f"{horizon}; what changed is compared with that")
        oldest = horizon.reached
    except OutOfReachError:
        oldest = None
    if oldest is None:
        return Figures(reading.workspace, reading.today)
    return Figures(oldest.workspace, oldest.day or reading.today)


def _document(call: Call, comparison: ScopeComparison) -> None:
    now, then = comparison.now, comparison.then
    health = now.health(comparison.scope)
    call.out.document(
        "report",
        scope=scope_key(now, comparison.scope),
        revision=now.workspace.revision,
        day=now.today,
        since={"revision": then.workspace.revision, "day": then.today},
        computed=health.computed or None,
        reported=health.reported or None,
        differences=[_difference_json(comparison, change) for change in comparison.differences],
    )


def _difference_json(comparison: ScopeComparison, change: Difference) -> dict[str, object]:
    topic, table, row_id = change.subject
    row = comparison.now.workspace.get(table, row_id) or comparison.then.workspace.get(
        table, row_id
    )
    return {
        "topic": topic,
        "table": table,
        "key": (row.key if row is not None else "") or None,
        "before": _value_json(change.before),
        "after": _value_json(change.after),
        "days": change.days,
        "by_time": change.is_by_time,
        "days_by_time": change.days_by_time if change.is_by_time else None,
        "by_rates": change.is_by_rates,
        "commits": [
            {"revision": mover.revision, "author": mover.author, "action": mover.action}
            for mover in change.movers
        ],
    }


def _value_json(value: ScopeValue | None) -> dict[str, object] | None:
    if value is None:
        return None
    return {
        "value": value.value or None,
        "currency": value.currency or None,
        "reason": value.reason or None,
    }


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument(
        "--since",
        default="",
        metavar="MOMENT",
        help="what to compare with: r1242, yesterday, -7d, 2026-11-01; else a week ago",
    )


VERB: Final = ReadVerb(
    name="report",
    help="Writes how a scope stands and what changed since a former moment, with what moved it.",
    arguments=_arguments,
    run=_report,
)
