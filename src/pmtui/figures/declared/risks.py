"""This file declares the risks of a component, counted and in money."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.risk.exposure import Exposure, exposure_of
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures

_READS: Final = frozenset({"components", "risks", "issues", "policy"})


def _risks_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """Open risks by level, and the first of them."""
    risks, scales = figures.rollup(component).risks, figures.scales
    yield Input("open threats", risks.threats)
    yield Input(f"high threats: score {scales.policy.high_score} or more", risks.high)
    yield Input(f"major threats: score {scales.policy.major_score} or more", risks.major)
    yield Input("open opportunities", risks.opportunities)
    yield Input("open issues", risks.issues)
    yield Input("high issues", risks.high_issues)
    top = figures.workspace.risks.get(risks.top)
    yield Input("highest score", risks.top_score)
    yield Input("of", f"{top.key} {top.title}" if top else None)


def _alive(figures: Figures, component: int) -> list[int]:
    """A component and those below it but for what was given up: it risks nothing any more."""
    rows = figures.workspace.components
    return [
        row_id
        for row_id in figures.live_subtree(component)
        if row_id not in rows or not rows[row_id].is_given_up
    ]


def _exposure(figures: Figures, component: int) -> Exposure:
    """The exposure of a component with all below it."""
    components = _alive(figures, component)
    risks = [risk for below in components for risk in figures.risks_for(below)]
    occurred = [risk for below in components for risk in figures.happened_in(below)]
    return exposure_of(risks, figures.scales, figures.rates, occurred)


def _exposure_inputs(figures: Figures, component: int) -> Iterable[Input]:
    """The two sides of the exposure."""
    components = _alive(figures, component)
    occurred = [risk for below in components for risk in figures.happened_in(below)]
    exposure = _exposure(figures, component)
    yield Input("threats that have occurred, at their whole impact", len(occurred))
    yield Input("threats", exposure.threats.value)
    yield Input("opportunities", exposure.opportunities.value)
    yield Input("risks without money or probability", exposure.unknown)


FIGURES: Final = (
    Figure(
        id="risk",
        table="components",
        title="top risk",
        short="top risk",
        help="the highest score of its open threats",
        kind="number",
        unit="points of the policy's scales",
        formula="max(P x I) over open threats",
        source="PMBOK 6, 11.3",
        undefined="no open threat is rated",
        reads=_READS,
        read=lambda figures: lambda row: figures.rollup(row.id).risks.top_score,
        inputs=_risks_inputs,
    ),
    Figure(
        id="open_risks",
        table="components",
        title="threats and issues",
        short="risk",
        help="how many risks are open, threats and opportunities",
        kind="number",
        unit="risks",
        formula="high threats and issues of the open ones; high by the policy's threshold",
        source="ISO 31000; thresholds are policy",
        undefined="never",
        reads=_READS,
        read=lambda figures: lambda row: figures.rollup(row.id).risks.open,
        inputs=_risks_inputs,
    ),
    Figure(
        id="exposure",
        table="components",
        title="exposure",
        help="what its open risks and occurred threats are expected to cost or bring",
        kind="money",
        unit="money",
        formula="sum(p x impact in money), threats negative, p = 1 once they have occurred",
        source="EMV, PMBOK 6, 11.4",
        undefined="no open risk has money and a probability, or a rate is missing",
        reads=_READS | {"rates"},
        read=lambda figures: lambda row: _exposure(figures, row.id).net.value,
        inputs=_exposure_inputs,
    ),
)
"""Top risk, open risks and exposure of components."""
