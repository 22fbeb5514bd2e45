"""This file makes the report of a scope: as it was when it last reported, against now."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.actions.core.action import Refused
from pmtui.figures.reports.comparison import ScopeComparison, compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import HorizonError, Past, When
from pmtui.model.entities.remarks import Report
from pmtui.session.session import Session
from pmtui.views.reports.content import ReportContent
from pmtui.views.reports.draft import draft

BACK: Final = 7
"""Days back to what a scope is compared with that has not reported yet."""


class SinceThen(msgspec.Struct, frozen=True):
    """A scope then and now, and what is to be known of where the comparison begins."""

    comparison: ScopeComparison
    content: ReportContent
    """The report that says it."""
    notice: str = ""
    """Why it begins later than it should; empty where it does not."""


def since_then(session: Session, scope: int, when: When | None = None) -> SinceThen:
    """A scope now against a former moment.

    Args:
        session: whose store it is.
        scope: the component; 0 for the whole store.
        when: the moment; None for the last report of the scope, else a week ago, or as early as
            the history knows it.

    Raises:
        Refused: the history does not go to the moment that was asked for.
    """
    now = Figures(session.workspace, session.today)
    if when is not None:
        past = session.past(when)
        return _between(session, Figures(past.workspace, past.day or now.today), now, scope)
    report = last_report(session, scope)
    day = session.today - timedelta(days=BACK)
    moment: When = day
    if report is not None and report.day is not None:
        day, moment = report.day, report.of_revision
    try:
        past = session.past(moment)
    except Refused as refused:
        horizon = refused.__cause__
        reached = horizon.reached if isinstance(horizon, HorizonError) else None
        notice = f"{refused}; what changed is compared with that"
        return _between(session, _figures_of(reached, now, day), now, scope, notice)
    return _between(session, Figures(past.workspace, day), now, scope)


def _figures_of(reached: Past | None, now: Figures, day: date) -> Figures:
    """The figures of the oldest state that is known, on its day; those of now where none is."""
    if reached is None:
        return now
    return Figures(reached.workspace, max(day, reached.day or day))


def _between(
    session: Session, then: Figures, now: Figures, scope: int, notice: str = ""
) -> SinceThen:
    count = now.workspace.revision - then.workspace.revision
    commits = session.history(count) if count else ()
    comparison = compared(then, now, scope, commits)
    return SinceThen(comparison, draft(comparison), notice)


def last_report(session: Session, scope: int) -> Report | None:
    """The newest report of a scope that was sent and has numbers; None where there is none."""
    return max(
        _sent(session, scope), key=lambda report: (report.of_revision, report.id), default=None
    )


def _sent(session: Session, scope: int) -> Iterator[Report]:
    for report in session.workspace.rows_by(Report, "component", scope):
        if report.sent_at is not None and report.numbers and not report.archived:
            yield report
