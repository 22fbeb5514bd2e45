"""This file counts risks by probability and impact: the heat map of a register."""

from collections.abc import Iterable

from pmtui.figures.risk.exposure import STEPS, impact_of, is_open
from pmtui.model.entities.risks import Risk, RiskKind

RiskCounts = tuple[tuple[int, ...], ...]
"""Counts of open risks: a row per probability step, lowest first; in it a count per impact step."""


def heat_map(risks: Iterable[Risk], kind: RiskKind) -> RiskCounts:
    """Open, rated risks of one kind counted by probability and highest impact."""
    counts = [[0] * STEPS for _ in range(STEPS)]
    for risk in risks:
        impact = impact_of(risk)
        if risk.kind == kind and risk.probability and impact and is_open(risk):
            counts[risk.probability - 1][impact - 1] += 1
    return tuple(tuple(row) for row in counts)
