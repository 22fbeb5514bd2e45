"""This file puts a status report together from the figures of a scope."""

from pmtui.figures.reports.comparison import ScopeComparison
from pmtui.views.reports.changed_values import changed_section
from pmtui.views.reports.checkin_sections import checkins_section, word_sections
from pmtui.views.reports.content import ReportContent, kept_charts
from pmtui.views.reports.money_sections import benefits_section, money_section
from pmtui.views.reports.register_sections import (
    contracts_section,
    decisions_section,
    next_section,
    risks_section,
)
from pmtui.views.reports.status_sections import (
    components_section,
    milestones_section,
    rating_section,
)


def draft(comparison: ScopeComparison) -> ReportContent:
    """The whole report of a scope, as its record keeps it.

    Args:
        comparison: of the scope at the last report and now.
    """
    then, now, scope = comparison.then, comparison.now, comparison.scope
    row = now.workspace.components.get(scope)
    health = now.health(scope)
    return ReportContent(
        scope=scope,
        key=row.key if row is not None else "",
        name=row.name if row is not None else "Whole store",
        day=now.today,
        revision=now.workspace.revision,
        since_day=then.today,
        since_revision=then.workspace.revision,
        rating=health.computed,
        reported=health.reported,
        sections=(
            rating_section(comparison),
            *word_sections(comparison),
            changed_section(comparison),
            *components_section(comparison),
            *checkins_section(comparison),
            milestones_section(comparison),
            money_section(comparison),
            benefits_section(comparison),
            risks_section(comparison),
            contracts_section(comparison),
            decisions_section(comparison),
            next_section(comparison),
        ),
        charts=tuple(kept_charts(now, scope)),
        values=comparison.values,
    )
