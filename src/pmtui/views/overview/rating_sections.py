"""This file shows how a scope is rated, by dimension, and how the ratings below it are spread."""

from collections.abc import Iterator
from typing import Final

from pmtui.figures.components.health import Health
from pmtui.figures.core.rag_ratings import Dimension
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.shapes.table import Cell, Entry, Line, Section, Tone
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    RAG_TONES,
    amount_cell,
    count_with_noun,
    rag_cell,
)

_HEADS: Final[Line] = tuple(
    Cell(name, "dim") for name in ("", "components", "", "budget", "", "last reported")
)


def health_section(figures: Figures, scope: int) -> Section:
    """The computed rating of a scope with its dimensions, and what is reported and why."""
    health = figures.health(scope)
    target = ("components", scope) if scope else None
    entries = [
        _overall(health, target),
        *(_dimension(side, target) for side in health.sides),
    ]
    row = figures.workspace.components.get(scope)
    if row is not None and row.reported_reason:
        words = Cell(f"reported {health.reported or NO_VALUE}: {row.reported_reason}")
        entries.insert(1, Entry(cells=(Cell(" "), words), target=target, figure="rag"))
    reported = figures.rollup(scope).reported
    if reported.total > 1:
        text = f"reported by {count_with_noun(reported.total, 'component')}: {reported.words}"
        entries.append(Entry(cells=(Cell(" "), Cell(text)), target=target, figure="rag"))
    return Section("Health", tuple(entries), _watermelon(health))


def _overall(health: Health, target: tuple[str, int] | None) -> Entry:
    reported = f"reported {health.reported}" if health.reported else "not reported"
    computed = f"computed {health.computed}" if health.computed else "nothing to compute from"
    trend = f", {health.trend_text}" if health.trend else ""
    cells = (rag_cell(health.computed), Cell(f"overall: {computed}, {reported}{trend}"))
    return Entry(cells=cells, target=target, figure="rag")


def _dimension(side: Dimension, target: tuple[str, int] | None) -> Entry:
    tone: Tone = RAG_TONES[side.rag] if side.rag in {"R", "A"} else "plain" if side.rag else "dim"
    cells = (rag_cell(side.rag), Cell(side.name), Cell(side.reason, tone))
    return Entry(cells=cells, target=target, figure="rag")


def _watermelon(health: Health) -> str:
    if health.is_watermelon:
        return "watermelon: green outside, red inside"
    return "reported better than computed" if health.is_flattered else ""


def distribution_section(figures: Figures, scope: int) -> Section:
    """How many of the components below have which rating, and what share of the budget.

    Beside it how many had it in their last status point or report.
    """
    below = figures.health(scope).below
    title = "Ratings below"
    if not below:
        return Section(title)
    return Section(title, tuple(_shares(figures, scope)), heads=_HEADS)


def _shares(figures: Figures, scope: int) -> Iterator[Entry]:
    health, base = figures.health(scope), figures.workspace.policy.base_currency
    target = ("components", scope) if scope else None
    counted = any(share.before for share in health.below if share.rag)
    for share in health.below:
        if not share.count and not (share.before and share.rag):
            continue
        change = share.count - share.before
        moved = f" ({change:+d})" if change else ""
        has_budget = share.budget_percent is not None
        cells = (
            rag_cell(share.rag),
            Cell(str(share.count)),
            Cell(f"{share.percent} %"),
            amount_cell(share.budget, base),
            Cell(f"{share.budget_percent} %") if has_budget else NOTHING,
            Cell(f"{share.before}{moved}") if counted else NOTHING,
        )
        yield Entry(cells=cells, target=target, figure="rag")
