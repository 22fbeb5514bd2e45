"""This file says how current what is said of the components of a scope is."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import LIVE_COMPONENT_STATES
from pmtui.model.entities.remarks import Report

_REPORTING: Final = frozenset({"program", "project", "operation"})


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """How current what is said of the components of a scope is."""

    total: int = 0
    """Programs, projects and operations under way."""
    reported: int = 0
    """Those that were reported on within the days the store allows."""
    unknown: int = 0
    """Those that nobody has reported on yet, or not with a date."""
    oldest: int = 0
    """The one whose last report is the oldest; 0 where there is none."""
    oldest_day: date | None = None


def freshness(figures: Figures, scope: int = 0) -> Freshness:
    """How current what is said of the programs, projects and operations of a scope is.

    The last report is the day the rating was given, or the day a status report was sent.
    """
    components = figures.workspace.components
    late = figures.today - timedelta(days=figures.workspace.policy.report_days)
    total = reported = unknown = 0
    oldest: tuple[date, int] | None = None
    for component_id in figures.live_subtree(scope):
        row = components[component_id]
        if row.kind not in _REPORTING or row.state not in LIVE_COMPONENT_STATES:
            continue
        total += 1
        last = max(_reports(figures, component_id, row.reported_at), default=None)
        if last is None:
            unknown += 1
            continue
        reported += last >= late
        oldest = min(oldest or (last, component_id), (last, component_id))
    found = oldest or (None, 0)
    return Freshness(
        total=total, reported=reported, unknown=unknown, oldest=found[1], oldest_day=found[0]
    )


def _reports(figures: Figures, component: int, reported_at: date | None) -> Iterator[date]:
    if reported_at is not None:
        yield reported_at
    for report in figures.workspace.rows_by(Report, "component", component):
        if report.at is not None and not report.archived:
            yield report.at
