"""This file defines the columns of the risk register, with the trend of a score among them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.risk.exposure import impact_of
from pmtui.figures.risk.score_trend import Trend, score_trend
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import Past
from pmtui.model.entities.risks import Risk
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import date_text
from pmtui.views.risks.escalation import escalated_title
from pmtui.views.shapes.table import Cell, Entry, Section, Tone, ViewColumn
from pmtui.views.wording.figure_explanation import explained
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    choice_label,
    days_away,
    level_tone,
    person_cell,
    score_text,
)

_MARKS: Final[dict[Trend, str]] = {"up": "↑", "same": "=", "down": "↓"}
_ORDER: Final[dict[Trend, int]] = {"down": 0, "same": 1, "up": 2}


def compared_day(figures: Figures) -> date:
    """The day against which scores are compared, by the store's policy."""
    return figures.today - timedelta(days=figures.workspace.policy.trend_days)


def trend_of(figures: Figures, risk: Risk, then: Workspace | None) -> Trend | None:
    """Which way the score of a risk went; None where it was not rated then, or is not now.

    Args:
        figures: of the workspace now; its scales judge both scores.
        risk: the risk now.
        then: the workspace of some time ago; None while it is not known.
    """
    before = then.risks.get(risk.id) if then is not None else None
    scales = figures.scales
    return score_trend(scales.score(risk), scales.score(before) if before is not None else None)


def trend_cell(figures: Figures, risk: Risk, then: Workspace | None) -> Cell:
    """The trend as a mark; a threat that grows is bad, an opportunity that grows is good."""
    trend = trend_of(figures, risk, then)
    if trend is None:
        return NOTHING
    worse = "up" if risk.kind == "threat" else "down"
    tone: Tone = "plain" if trend == "same" else "bad" if trend == worse else "good"
    return Cell(_MARKS[trend], tone)


def trend_order(figures: Figures, risk: Risk, then: Workspace | None) -> int | None:
    """What the trend sorts by."""
    trend = trend_of(figures, risk, then)
    return None if trend is None else _ORDER[trend]


def explained_score(figures: Figures, risk_id: int, past: Past | None) -> Section | None:
    """How the score of a risk is made, and what its trend compares."""
    section = explained(figures, "score", risk_id, "risks")
    risk = figures.workspace.risks.get(risk_id)
    if section is None or risk is None:
        return section
    then = past.workspace if past is not None else None
    before = then.risks.get(risk_id) if then is not None else None
    score = figures.scales.score(before) if before is not None else None
    was = NO_VALUE if score is None else score_text(score, figures.scales.level(score)).strip()
    known = past.day if past is not None else None
    day = date_text(known or compared_day(figures), figures.today)
    mark = trend_cell(figures, risk, then)
    rows = ((f"score on {day}", Cell(was)), ("trend", mark))
    entries = (Entry(cells=(Cell(label, "dim"), cell)) for label, cell in rows)
    return msgspec.structs.replace(section, entries=(*section.entries, *entries))


def with_trend(then: Workspace | None) -> tuple[ViewColumn[Risk], ...]:
    """The columns with the trend behind the score."""
    trend = ViewColumn[Risk](
        key="trend",
        title="trend",
        width=5,
        align="right",
        priority=2,
        cell=lambda figures, risk: trend_cell(figures, risk, then),
        value=lambda figures, risk: trend_order(figures, risk, then),
    )
    at = 1 + next(at for at, column in enumerate(COLUMNS) if column.key == "score")
    return (*COLUMNS[:at], trend, *COLUMNS[at:])


def titled_cells(
    figures: Figures, risk: Risk, cells: tuple[Cell, ...], *, is_shadow: bool
) -> tuple[Cell, ...]:
    """The cells with what became of an escalation beside the title."""
    text = escalated_title(figures, risk, is_shadow=is_shadow)
    if text == risk.title:
        return cells
    at = next(i for i, column in enumerate(COLUMNS) if column.key == "title")
    cell = msgspec.structs.replace(cells[at], text=text, tone="dim" if is_shadow else "plain")
    return (*cells[:at], cell, *cells[at + 1 :])


def _score(figures: Figures, risk: Risk) -> Cell:
    score = figures.scales.score(risk)
    level = figures.scales.level(score)
    return Cell(score_text(score, level), level_tone(risk.kind, level))


def _residual(figures: Figures, risk: Risk) -> Cell:
    score = figures.scales.residual(risk)
    if score is None:
        return NOTHING
    steps = f"{risk.residual_probability} {risk.residual_impact}"
    return Cell(f"{steps} {score_text(score, figures.scales.level(score)):>5}")


def _step(value: int) -> Cell:
    return Cell(str(value)) if value else NOTHING


def _words(value: str) -> Cell:
    return Cell(choice_label(value)) if value else NOTHING


COLUMNS: Final[tuple[ViewColumn[Risk], ...]] = (
    ViewColumn(key="key", title="key", width=5, cell=lambda _figures, risk: Cell(risk.key)),
    ViewColumn(
        key="kind",
        title="T/O",
        width=3,
        cell=lambda _figures, risk: Cell("T" if risk.kind == "threat" else "O"),
    ),
    ViewColumn(
        key="title", title="title", width=26, flex=1, cell=lambda _figures, risk: Cell(risk.title)
    ),
    ViewColumn(
        key="owner",
        title="owner",
        width=10,
        priority=3,
        cell=lambda figures, risk: person_cell(figures.workspace, risk.owner),
    ),
    ViewColumn(
        key="probability",
        title="p",
        width=1,
        align="right",
        priority=4,
        cell=lambda _figures, risk: _step(risk.probability),
    ),
    ViewColumn(
        key="impact",
        title="i",
        width=1,
        align="right",
        priority=4,
        cell=lambda _figures, risk: _step(impact_of(risk)),
    ),
    ViewColumn(key="score", title="score", width=6, align="right", cell=_score),
    ViewColumn(
        key="response",
        title="response",
        width=8,
        priority=5,
        cell=lambda _figures, risk: _words(risk.response),
    ),
    ViewColumn(key="residual", title="residual", width=9, priority=6, cell=_residual),
    ViewColumn(
        key="next_review",
        title="review",
        width=9,
        priority=1,
        cell=lambda figures, risk: days_away(risk.next_review, figures.today),
    ),
    ViewColumn(
        key="state",
        title="state",
        width=16,
        priority=7,
        cell=lambda _figures, risk: Cell(choice_label(risk.state) or NO_VALUE),
    ),
)
"""The columns of the register, without the trend."""
RISK_COLUMNS: Final[Mapping[str, ViewColumn[Risk]]] = {column.key: column for column in COLUMNS}
"""The columns of the register by key."""
