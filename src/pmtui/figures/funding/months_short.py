"""This file says in which months a scope will have spent more than it was given by then."""

from datetime import date
from itertools import accumulate

import msgspec

from pmtui.figures.costs.by_period import by_period
from pmtui.figures.funding.funding import funded
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money


class MonthShort(msgspec.Struct, frozen=True):
    """A month by whose end more will have been spent than given."""

    last: date
    """The last day of the month."""
    short: Money


def months_short(figures: Figures, scope: int) -> tuple[MonthShort, ...]:
    """The months by whose end a scope will have spent more than it was given by then.

    None where nothing is given, or where forecast and funding are in currencies without a rate.
    """
    money = by_period(figures, scope)
    row = money.rows[scope]["forecast"]
    spent = list(accumulate(row.amounts))
    given = [funded(figures, scope, month.last).value for month in money.periods]
    code = row.total.value.currency if row.total.value is not None else ""
    if funded(figures, scope).value is None:
        return ()
    short = [
        Money(cost - (so_far.amount if so_far is not None else 0), code)
        for cost, so_far in zip(spent, given, strict=True)
        if so_far is None or so_far.currency == code
    ]
    if len(short) < len(spent):
        return ()
    months = zip(money.periods, short, strict=True)
    return tuple(MonthShort(month.last, missing) for month, missing in months if missing.amount > 0)
