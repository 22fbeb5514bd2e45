"""This file says whether a risk grew or shrank: its score now against its score some time ago."""

from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.risk.score_trend import Trend, score_trend
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import Past
from pmtui.model.entities.risks import Risk
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import date_text
from pmtui.views.shapes.table import Cell, Entry, Section, Tone
from pmtui.views.wording.figure_explanation import explained
from pmtui.views.wording.formatting import NO_VALUE, NOTHING, score_text

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
