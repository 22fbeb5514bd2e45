"""This file answers what an edit would change, for verbs that are asked to write nothing."""

from decimal import Decimal

from pmtui.cli.core.edit_verb import EditCall, previewed
from pmtui.figures.effects.edit_worth import EditEffects, effects_of
from pmtui.model.changes.ops import Ops, touched
from pmtui.model.entities.entity import Money
from pmtui.views.wording.effect_line import effect_parts, month_text


def tell_effect(call: EditCall, verb: str, ops: Ops, message: str) -> None:
    """Say what ops would do and change elsewhere; nothing is written.

    Raises:
        Stop: they would be refused.
    """
    session = call.session
    before = session.figures
    whole, workspace = previewed(call, ops)
    changed = touched(whole)
    after = before.next(workspace, changed, session.today)
    effects = effects_of(before, after, changed)
    if call.out.as_json:
        rows = (workspace.get(table, row_id) for table, row_id in sorted(changed))
        call.out.document(
            verb,
            revision=session.workspace.revision,
            dry_run=True,
            changed=[row.key for row in rows if row is not None and row.key],
            message=message,
            effect=_plain(effects),
        )
        return
    for part in effect_parts(effects):
        call.out.line(part)
    for benefit in effects.worth.benefits:
        for change in benefit.by_month:
            call.out.line(f"{benefit.key} {month_text(change)}")
    call.out.say(f"would be: {message}; nothing was written, leave out --dry-run to do it")


def _plain(effects: EditEffects) -> dict[str, object]:
    """Effects as plain data: money as decimal text with its currency, undefined as null."""
    moved, worth = effects.moved, effects.worth
    return {
        "tasks_moved": moved.tasks,
        "contracts_moved": moved.contracts,
        "finish_days": moved.days,
        "dates_missed": moved.conflicts,
        "too_many_tasks": moved.skipped,
        "money": [
            {
                "figure": change.figure,
                "key": change.key,
                "before": _money(change.before),
                "after": _money(change.after),
                "change": _money(change.change),
            }
            for change in worth.amounts
        ],
        "benefits_moved": [
            {
                "key": benefit.key,
                "months": benefit.months,
                "total": f"{benefit.total:f}",
                "by_month": [
                    {"month": month, "before": _number(was), "after": _number(now)}
                    for month, was, now in benefit.by_month
                ],
            }
            for benefit in worth.benefits
        ],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _money(money: Money | None) -> dict[str, str] | None:
    if money is None:
        return None
    return {"amount": f"{money.decimal:f}", "currency": money.currency}
