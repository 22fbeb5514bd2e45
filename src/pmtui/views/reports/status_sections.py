"""This file says how a scope stands in a report: rating, parts, milestones."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pmtui.figures.components.component_dates import baseline_row
from pmtui.figures.reports.comparison import ScopeComparison, days_between
from pmtui.model.entities.tasks import Task
from pmtui.views.reports.content import (
    MOST,
    WORST_FIRST,
    ReportLine,
    ReportSection,
    long_date,
)
from pmtui.views.wording.formatting import (
    NO_VALUE,
    RAG_TONES,
    display_title,
    short_money,
    slip_text,
)

_RATED: Final = {"R": "red", "A": "amber", "G": "green", "": "unknown"}


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


def components_section(comparison: ScopeComparison) -> Iterator[ReportSection]:
    """The components right below a scope, each in a line, the worst first; none of a single one."""
    now, base = comparison.now, comparison.now.workspace.policy.base_currency
    below = [now.health(child) for child in now.live_children(comparison.scope)]
    ordered = sorted(
        (health for health in below if not health.is_ended),
        key=lambda health: (WORST_FIRST[health.computed or health.reported], health.component),
    )
    if not ordered:
        return
    lines = []
    for health in ordered[:MOST]:
        row = now.workspace.components[health.component]
        dates, money = now.rollup(row.id).dates, now.money(row.id)
        cells = (
            f"{row.key} {row.name}", _rating(comparison, row.id), long_date(dates.planned),
            slip_text(dates.slip), short_money(money.forecast.value, base),
            short_money(money.budget.value, base),
            next((part.reason for part in health.reasons), NO_VALUE),
        )  # fmt: skip
        lines.append(ReportLine(cells, RAG_TONES[health.computed or health.reported]))
    yield ReportSection(
        id="components",
        title="Components",
        note=", ".join(
            f"{share.count} {_RATED[share.rag]}"
            for share in now.health(comparison.scope).below
            if share.count
        ),
        heads=("component", "rating", "finish", "slip", "forecast", "budget", "why"),
        lines=tuple(lines),
        more=len(ordered) - len(lines),
    )


def _rating(comparison: ScopeComparison, component: int) -> str:
    """The computed rating, what it was where that is another, and what is reported beside it."""
    health = comparison.now.health(component)
    before, _ = comparison.both(("rating", "components", component))
    was = before.value if before is not None else health.computed
    reported = f", reported {health.reported}" if health.reported else ""
    was_other = f" (was {was or '?'})" if was != health.computed else ""
    return f"{health.computed or '?'}{was_other}{reported}"


def milestones_section(comparison: ScopeComparison) -> ReportSection:
    """The milestones and gates that are open or were reached since, with where they moved."""
    dated: list[tuple[date, ReportLine]] = []
    workspace = comparison.now.workspace
    for value in comparison.values:
        if value.topic not in {"milestone", "gate"}:
            continue
        before, after = comparison.both((value.topic, value.table, value.id))
        is_over = value.day is None
        if is_over and (before is None or before.value == value.value):
            continue
        row = workspace.get(value.table, value.id)
        day = value.day or (before.day if before is not None else None)
        if row is None or day is None:
            continue
        agreed = _agreed(comparison, row) if isinstance(row, Task) else None
        moved = days_between(before, after)
        last = before.day if before is not None else None
        reached = "reached" if value.is_done else f"decided: {value.value}"
        trend = reached if is_over else _moved(moved)
        slip = slip_text((day - agreed).days if agreed is not None and not is_over else None)
        cells = (
            f"{row.key} {display_title(workspace, value.table, row)}", long_date(agreed),
            long_date(last), long_date(None if is_over else day), slip, trend,
        )  # fmt: skip
        if is_over:
            dated.append((day, ReportLine(cells, "good")))
        else:
            dated.append((day, ReportLine(cells, "bad" if (moved or 0) > 0 else "plain")))
    lines = [line for _, line in sorted(dated, key=lambda pair: pair[0])]
    return ReportSection(
        id="milestones",
        title="Milestones",
        heads=("milestone", "agreed", "last report", "now", "slip", "trend"),
        lines=tuple(lines[:MOST]),
        more=max(0, len(lines) - MOST),
        empty="no milestone and no gate is open",
    )


def _agreed(comparison: ScopeComparison, task: Task) -> date | None:
    row = baseline_row(comparison.now.workspace, task)
    return row.finish if row is not None else task.due


def _moved(days: int | None) -> str:
    if days is None:
        return "new"
    return f"{abs(days)} d {'later' if days > 0 else 'earlier'}" if days else "as before"
