"""This file finds how a component was rated when its status was last frozen or reported."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pmtui.model.costing.status_points import STATUS_POINTS, StatusPoint
from pmtui.model.entities.components import Rag
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.model.workspace.workspace import Workspace

TREND_FROM: Final = frozenset({STATUS_POINTS.name, REPORTS.name})
"""The tables in which former ratings stand."""


def last_rating(workspace: Workspace, component: int) -> tuple[Rag, date | None]:
    """The rating in the newest status point or report of a component that has one, and its day.

    Returns:
        The rating and the data date, or the day of the report; empty and None where there is none.
    """
    dated = max(_dated(workspace, component), default=None)
    return (dated[2], dated[0]) if dated is not None else ("", None)


def _dated(workspace: Workspace, component: int) -> Iterator[tuple[date, int, Rag]]:
    for point in workspace.rows_by(StatusPoint, "component", component):
        if point.rag:
            yield point.data_date, point.id, point.rag
    for report in workspace.rows_by(Report, "component", component):
        if report.rag and report.at is not None and not report.archived:
            yield report.at, report.id, report.rag
