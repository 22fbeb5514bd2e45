"""This file declares the scores of a risk and what it is expected to cost."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.risk.exposure import impact_of
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.risks import Level, Risk

_READS: Final = frozenset({"risks", "policy"})


def _level(figures: Figures) -> Getter:
    scales = figures.scales

    def level(risk: Risk) -> Level | str:
        return scales.level(scales.score(risk)) or ""

    return level


def _score_inputs(figures: Figures, risk_id: int) -> Iterable[Input]:
    """The steps a score is made of."""
    risk = figures.workspace.risks[risk_id]
    yield Input("probability step", risk.probability or None)
    yield Input("highest impact step", impact_of(risk) or None)
    yield Input("score", figures.scales.score(risk))
    yield Input("level", figures.level(risk_id))


def _level_inputs(figures: Figures, risk_id: int) -> Iterable[Input]:
    """The score, and from where it is moderate or high."""
    policy = figures.workspace.policy
    yield Input("score", figures.score(risk_id))
    yield Input("moderate from", policy.moderate_score)
    yield Input("high from", policy.high_score)


def _impact_inputs(figures: Figures, risk_id: int) -> Iterable[Input]:
    """The impact on each objective."""
    risk = figures.workspace.risks[risk_id]
    yield Input("cost", risk.impact_cost or None)
    yield Input("time", risk.impact_time or None)
    yield Input("scope", risk.impact_scope or None)
    yield Input("quality", risk.impact_quality or None)


def _residual_inputs(figures: Figures, risk_id: int) -> Iterable[Input]:
    """The steps that are left after the response."""
    risk = figures.workspace.risks[risk_id]
    yield Input("residual probability step", risk.residual_probability or None)
    yield Input("residual impact step", risk.residual_impact or None)


def _emv_inputs(figures: Figures, risk_id: int) -> Iterable[Input]:
    """Chance and money of a risk."""
    risk = figures.workspace.risks[risk_id]
    yield Input("chance in percent", figures.scales.chance(risk))
    yield Input("money impact", risk.money_impact)
    yield Input("sign", "negative, a threat" if risk.kind == "threat" else "positive")


def _answered_inputs(figures: Figures, task_id: int) -> Iterable[Input]:
    """The risk that a task answers, and what its score is made of."""
    risk = figures.workspace.risks.get(figures.workspace.tasks[task_id].risk)
    yield Input("answers", f"{risk.key} {risk.title}" if risk is not None else None)
    if risk is not None:
        yield from _score_inputs(figures, risk.id)


FIGURES: Final = (
    Figure(
        id="score",
        table="risks",
        title="risk score",
        help="probability times impact",
        kind="number",
        unit="points, rounded half up to the policy's places",
        formula="P x I, I = highest impact over the objectives",
        source="PMBOK 6, 11.3; scales are policy",
        undefined="probability or impact is not rated",
        reads=_READS,
        read=lambda figures: figures.scales.score,
        inputs=_score_inputs,
    ),
    Figure(
        id="level",
        table="risks",
        title="risk level",
        help="H, M or L by the policy",
        kind="choice",
        unit="high, moderate, low",
        formula="high from the policy's high score, moderate from its moderate score, else low",
        source="ISO 31000; thresholds are policy",
        undefined="it has no score",
        reads=_READS,
        read=_level,
        inputs=_level_inputs,
        choices=("L", "M", "H"),
    ),
    Figure(
        id="impact",
        table="risks",
        title="impact",
        help="the highest of its impacts",
        kind="number",
        unit="step of the policy's scale, 1 to 5",
        formula="max(impact on cost, time, scope, quality)",
        source="PMBOK 6, 11.3",
        undefined="no impact is rated",
        reads=_READS,
        read=lambda _figures: lambda row: impact_of(row) or None,
        inputs=_impact_inputs,
    ),
    Figure(
        id="residual",
        table="risks",
        title="residual score",
        help="the score once the response has worked",
        kind="number",
        unit="points of the policy's scales",
        formula="residual P x residual I",
        source="PMBOK 6, 11.5",
        undefined="what is left after the response is not rated",
        reads=_READS,
        read=lambda figures: figures.scales.residual,
        inputs=_residual_inputs,
    ),
    Figure(
        id="emv",
        table="risks",
        title="expected monetary value",
        help="its expected money value; threats are negative",
        kind="money",
        unit="money; threats are negative",
        formula="EMV = p x impact",
        source="PMBOK 6, 11.4; chances per step are policy",
        undefined="no money impact or no probability",
        reads=_READS,
        read=lambda figures: figures.scales.emv,
        inputs=_emv_inputs,
    ),
    Figure(
        id="risk_score",
        table="tasks",
        title="score of the risk it answers",
        help="the score of the risk it answers",
        kind="number",
        unit="points of the policy's scales",
        formula="P x I of the risk that the task answers",
        source="PMBOK 6, 11.3; scales are policy",
        undefined="it answers no risk, or that is not rated",
        reads=_READS | {"tasks"},
        read=lambda figures: lambda row: figures.score(row.risk) if row.risk else None,
        inputs=_answered_inputs,
    ),
)
"""Score, level, impact, residual score and expected value of risks."""
