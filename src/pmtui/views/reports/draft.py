"""This file puts a status report together from the figures of a scope."""

from pmtui.figures.reports.comparison import ScopeComparison
from pmtui.views.reports.changed_values import changed_section
from pmtui.views.reports.content import ReportContent, ReportLine, ReportSection
from pmtui.views.wording.formatting import RAG_TONES


def draft(comparison: ScopeComparison) -> ReportContent:
    """The report of a scope: its rating with the reasons, and what changed.

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
        sections=(rating_section(comparison), changed_section(comparison)),
    )


def rating_section(comparison: ScopeComparison) -> ReportSection:
    """The computed rating beside the reported one, and the dimensions with their reasons."""
    health = comparison.now.health(comparison.scope)
    computed = f"computed {health.computed}" if health.computed else "nothing to compute from"
    reported = f"reported {health.reported}" if health.reported else "not reported"
    note = "reported better than computed" if health.is_flattered else ""
    return ReportSection(
        id="rating",
        title=f"Rating: {computed}, {reported}",
        note="watermelon: green outside, red inside" if health.is_watermelon else note,
        lines=tuple(
            ReportLine((part.rag or "?", part.name, part.reason), RAG_TONES[part.rag])
            for part in health.dimensions
        ),
        empty="ended: it is not judged any more",
    )
