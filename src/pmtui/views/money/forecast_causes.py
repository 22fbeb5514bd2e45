"""This file words what moved the forecast since last month: who, which rows, and how much."""

from typing import Final

from pmtui.figures.reports.comparison import BY_RATES, BY_TIME
from pmtui.figures.reports.forecast_causes import ForecastCause, ForecastCauses
from pmtui.model.entities.entity import Entity, Money
from pmtui.query.values.formatting import money_text
from pmtui.views.shapes.table import Cell, Entry, Section
from pmtui.views.wording.formatting import count_with_noun, display_title

MOST: Final = 12
"""Causes that have a line of their own; the others are added up."""
_ROWS: Final = 2
"""Rows of a commit that are named before the others are counted."""
TITLE: Final = "what moved it"


def causes_section(moved: ForecastCauses) -> Section:
    """A line for each cause, the largest first, with its amount; they add up to the change."""
    if moved.reason:
        return Section(TITLE, empty=moved.reason)
    ordered = sorted(moved.causes, key=lambda cause: -abs(cause.amount.amount))
    entries = [_entry(cause.amount, cause_text(moved, cause), cause) for cause in ordered[:MOST]]
    others = ordered[MOST:]
    if others:
        total = sum(cause.amount.amount for cause in others)
        money = Money(total, others[0].amount.currency)
        entries.append(_entry(money, f"{len(others)} more"))
    note = f"since the status of {moved.day}" if moved.day is not None else ""
    return Section(TITLE, tuple(entries), note, "nothing: it is as it was reported")


def _entry(amount: Money, words: str, cause: ForecastCause | None = None) -> Entry:
    revision = cause.mover.revision if cause is not None and cause.mover is not None else 0
    return Entry(cells=(Cell(signed(amount), "dim"), Cell(words)), revision=revision)


def change_text(moved: ForecastCauses) -> str:
    """The forecast of last month, that of now, and by how much it is more."""
    if moved.before is None or moved.after is None or moved.change is None:
        return moved.reason
    before, after = money_text(moved.before), money_text(moved.after)
    return f"forecast {before} -> {after} ({signed(moved.change)})"


def signed(amount: Money) -> str:
    """An amount with its sign."""
    return f"{'+' if amount.amount > 0 else ''}{money_text(amount)}"


def cause_text(moved: ForecastCauses, cause: ForecastCause) -> str:
    """What a cause is: a commit with its author and rows, rates, passing time, or the report."""
    if cause.kind == "time":
        return BY_TIME
    named = [_name(moved, *row) for row in cause.rows[:_ROWS]]
    if cause.kind == "reported":
        why = "reported otherwise than the store said then"
        if not moved.is_whole:
            why = f"before r{moved.revision}, or reported otherwise"
        return ": ".join((*named, why))
    mover = cause.mover
    who = f"r{mover.revision} {mover.author}" if mover is not None else ""
    if cause.others:
        who += f" and {count_with_noun(cause.others, 'commit')} before it"
    if cause.kind == "rate":
        return f"{who}: {BY_RATES}"
    more = len(cause.rows) - _ROWS
    words = ", ".join(named) + (f" and {more} more" if more > 0 else "")
    return f"{who}: {words}" if words else who


def _name(moved: ForecastCauses, table: str, row: Entity) -> str:
    title = display_title(moved.now.workspace, table, row)
    return " ".join(dict.fromkeys(part for part in (row.key, title) if part))


def plain_causes(moved: ForecastCauses) -> dict[str, object]:
    """The same as plain values, for other programs."""
    return {
        "before": _plain(moved.before),
        "after": _plain(moved.after),
        "change": _plain(moved.change),
        "since": moved.day,
        "whole": moved.is_whole,
        "reason": moved.reason or None,
        "causes": [
            {
                "kind": cause.kind,
                "amount": _plain(cause.amount),
                "revision": cause.mover.revision if cause.mover is not None else None,
                "author": cause.mover.author if cause.mover is not None else None,
                "action": cause.mover.action if cause.mover is not None else None,
                "commits": cause.others + (cause.mover is not None),
                "rows": [
                    {"table": table, "key": row.key or None, "name": _name(moved, table, row)}
                    for table, row in cause.rows
                ],
            }
            for cause in moved.causes
        ],
    }


def _plain(amount: Money | None) -> dict[str, object] | None:
    return None if amount is None else {"value": str(amount.decimal), "currency": amount.currency}
