"""This file picks the risks that the register of a scope shows: by lens, filter and map."""

from collections.abc import Collection
from typing import Literal

import msgspec

from pmtui.figures.risk.exposure import impact_of, is_open
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.risks import Risk, RiskKind
from pmtui.model.rules.life_cycles import taken_over_from

RiskLens = Literal["all", "major"]
"""Every risk, or those that are major or escalated."""


class HeatCell(msgspec.Struct, frozen=True):
    """A cell of the heat map, by which the register is filtered."""

    probability: int
    impact: int
    kind: RiskKind


class ShownRisks(msgspec.Struct, frozen=True):
    """The risks of a scope, and what is left of them by one sieve after another."""

    every: tuple[Risk, ...]
    seen: tuple[Risk, ...]
    """Those that the lens shows."""
    live: tuple[Risk, ...]
    """Of those, what is not over; all of them under a filter."""
    kept: tuple[Risk, ...]
    """Of those, what passes the filter."""
    shown: tuple[Risk, ...]
    """Of those, what is in the cell of the map."""


def shown_risks(
    figures: Figures,
    components: frozenset[int],
    lens: RiskLens,
    *,
    ids: Collection[int] | None = None,
    cell: HeatCell | None = None,
    ended: bool = False,
) -> ShownRisks:
    """The risks of components that are shown.

    Args:
        figures: of the workspace where they are.
        components: the components of the scope.
        lens: whether those that are neither major nor escalated are left out.
        ids: risks that pass a filter; None filters nothing.
        cell: a cell of the heat map to keep to.
        ended: whether closed, expired and occurred ones are shown without a filter too.
    """
    passing = ids if ids is None or isinstance(ids, set | frozenset) else frozenset(ids)
    every = _in_scope(figures, components, passing or ())
    seen = [risk for risk in every if lens == "all" or _is_major(figures, risk)]
    live = [risk for risk in seen if ended or passing is not None or is_open(risk)]
    kept = [risk for risk in live if passing is None or risk.id in passing]
    shown = [risk for risk in kept if cell is None or _is_in(risk, cell)]
    return ShownRisks(*map(tuple, (every, seen, live, kept, shown)))


def is_shadow(risk: Risk, scope: int, components: frozenset[int]) -> bool:
    """Whether a risk was handed up to where it is answered or lies now: above the scope."""
    if risk.state == "escalated":
        return bool(scope) and risk.escalated_to not in components
    return risk.component not in components


def _in_scope(figures: Figures, components: frozenset[int], asked: Collection[int]) -> list[Risk]:
    """The risks of components; archived ones only where they were asked for."""
    workspace = figures.workspace
    found = {
        risk.id: risk for component_id in components for risk in figures.risks_in(component_id)
    }
    for component_id in components:
        for risk_id in workspace.ids_by("risks", "escalated_to", component_id):
            risk = workspace.risks[risk_id]
            if risk.state == "escalated":
                found[risk_id] = risk
        found |= {
            row_id: workspace.risks[row_id]
            for row_id in taken_over_from(workspace, "risks", component_id)
        }
    for row_id in asked:
        if row_id not in found and workspace.risks[row_id].component in components:
            found[row_id] = workspace.risks[row_id]
    return [risk for risk in found.values() if not risk.archived or risk.id in asked]


def _is_major(figures: Figures, risk: Risk) -> bool:
    return risk.state == "escalated" or figures.scales.is_major(risk)


def _is_in(risk: Risk, cell: HeatCell) -> bool:
    place = HeatCell(risk.probability, impact_of(risk), risk.kind)
    return place == cell and is_open(risk)
