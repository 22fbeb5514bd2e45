"""This file works out which objectives are served, by what, and how far they are covered."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.benefit_map import MapNode, ends_of
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.registers import OBJECTIVES, Benefit
from pmtui.model.realisation.map_links import (
    MAP_READS,
    contributions_at,
    leads_to,
    map_nodes_in,
    reached,
)

READS: Final = MAP_READS
"""The tables that coverage is computed from."""
_GIVEN_UP: Final = frozenset({"not_realised", "retired"})


class Contributor(msgspec.Struct, frozen=True):
    """What contributes to an objective, and how much of it."""

    node: MapNode
    share: int
    """Percent of the objective."""
    counts: bool
    """Whether it still counts: neither dropped nor given up."""


def contributors(figures: Figures, objective: int) -> tuple[Contributor, ...]:
    """What contributes to an objective, in the order in which it was noted."""
    workspace, here = figures.workspace, (OBJECTIVES.name, objective)
    found: list[Contributor] = []
    for contribution in sorted(contributions_at(workspace, here), key=lambda row: row.id):
        ends = ends_of(contribution)
        if ends is not None and ends[1] == here:
            counts = _counts(figures, ends[0])
            found.append(Contributor(ends[0], contribution.share, counts))
    return tuple(found)


def coverage(figures: Figures, objective: int) -> int:
    """How much of an objective what contributes to it reaches, in percent; 0 where nobody serves.

    Source: coverage of an objective = sum of the contributions of what is done.
    """
    served_by = contributors(figures, objective)
    return sum(contributor.share for contributor in served_by if contributor.counts)


def objectives_served(figures: Figures, component: int) -> tuple[int, ...]:
    """The objectives that a component serves: itself, by the map, or by a share in benefits.

    Of a program or portfolio those that what lies below it serves as well; 0 is the whole store.
    """
    workspace = figures.workspace
    starts: list[MapNode] = []
    for place in figures.live_subtree(component):
        starts.append(("components", place))
        starts += map_nodes_in(workspace, place)
    live = [node for node in starts if _counts(figures, node)]
    nodes = reached(live, lambda node: _counting(figures, leads_to(workspace, node)))
    return tuple(sorted(row_id for table, row_id in nodes if table == OBJECTIVES.name))


def serves_none(figures: Figures, component: Component) -> bool:
    """Whether a project that goes on serves no objective, in a store that has any."""
    if component.kind != "project" or component.state in COMPONENTS.ended_states:
        return False
    has_any = bool(figures.workspace.rows(OBJECTIVES.name))
    return has_any and not objectives_served(figures, component.id)


def _counting(figures: Figures, nodes: Iterable[MapNode]) -> Iterator[MapNode]:
    return (node for node in nodes if _counts(figures, node))


def _counts(figures: Figures, node: MapNode) -> bool:
    row = figures.workspace.get(*node)
    if isinstance(row, Component):
        return not row.is_given_up
    return not (isinstance(row, Benefit) and row.state in _GIVEN_UP)
