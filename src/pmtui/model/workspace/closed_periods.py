"""This file says which days are closed to postings, and where a late document posts instead."""

from datetime import date, timedelta

from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.workspace.workspace import Workspace


def closed_period_on(workspace: Workspace, day: date) -> AccountingPeriod | None:
    """The closed accounting period that a day lies in; None where its books are open."""
    for period in workspace.rows_of(AccountingPeriod).values():
        if period.state != "closed" or period.archived:
            continue
        if (period.start or date.max) <= day <= (period.finish or date.min):
            return period
    return None


def posting_day(workspace: Workspace, day: date) -> date:
    """The day itself where its books are open, else the first open day after it."""
    period = closed_period_on(workspace, day)
    while period is not None and period.finish is not None and period.finish < date.max:
        day = period.finish + timedelta(days=1)
        period = closed_period_on(workspace, day)
    return day
