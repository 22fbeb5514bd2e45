"""This file follows the benefits map: what leads to a thing, and what that leads to."""

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Final

from pmtui.model.benefits.benefit_map import LAYER_TABLES, Contribution, MapNode, ends_of
from pmtui.model.entities.entity import is_archived
from pmtui.model.workspace.workspace import Workspace

Step = Callable[[Workspace, MapNode], Iterable[MapNode]]
"""From a place on the map to those beside it."""

_LAYER_OF: Final = MappingProxyType({table: layer for layer, table in LAYER_TABLES.items()})
MAP_TABLES: Final = frozenset({"components", *LAYER_TABLES.values()})
"""The tables whose rows stand on the map."""
MOST_PATHS: Final = 200
"""Ways through the map that are followed from one place."""


def contributions_at(workspace: Workspace, node: MapNode) -> Iterator[Contribution]:
    """The contributions from or to a place, those between live ends only."""
    table, row_id = node
    field = _LAYER_OF.get(table, "component")
    for contribution in workspace.rows_by(Contribution, field, row_id):
        ends = ends_of(contribution)
        if ends is None or contribution.archived or node not in ends:
            continue
        rows = [workspace.get(*end) for end in ends]
        if all(row is not None and not is_archived(row) for row in rows):
            yield contribution


def map_nodes_in(workspace: Workspace, component: int) -> Iterator[MapNode]:
    """What stands on the map and lies in a component: outputs that lead on, and layers above."""
    for contribution in workspace.rows_by(Contribution, "component", component):
        ends = ends_of(contribution)
        if ends is not None and ends[0][0] == "tasks":
            yield ends[0]
    for layer in ("capability", "outcome", "benefit"):
        table = LAYER_TABLES[layer]
        rows = workspace.rows(table)
        for row_id in workspace.ids_by(table, "component", component):
            if not is_archived(rows[row_id]):
                yield table, row_id


def leads_to(workspace: Workspace, node: MapNode) -> tuple[MapNode, ...]:
    """What a place leads to, each once."""
    return _beside(workspace, node, 1)


def comes_from(workspace: Workspace, node: MapNode) -> tuple[MapNode, ...]:
    """What leads to a place, each once."""
    return _beside(workspace, node, 0)


def _beside(workspace: Workspace, node: MapNode, side: int) -> tuple[MapNode, ...]:
    pairs = (ends_of(contribution) for contribution in contributions_at(workspace, node))
    others = (pair[side] for pair in pairs if pair is not None and pair[side] != node)
    return tuple(dict.fromkeys(others))


def reached(workspace: Workspace, starts: Iterable[MapNode], step: Step) -> dict[MapNode, None]:
    """Every place that steps lead to, in the order they are reached, the starts first."""
    seen = dict.fromkeys(starts)
    waiting = list(seen)
    for node in waiting:
        for following in step(workspace, node):
            if following not in seen:
                seen[following] = None
                waiting.append(following)
    return seen


def paths(workspace: Workspace, node: MapNode, step: Step) -> Iterator[tuple[MapNode, ...]]:
    """The ways from a place to where they end, at most `MOST_PATHS`; none where it has no way."""
    waiting: list[tuple[MapNode, ...]] = [(node,)]
    count = 0
    while waiting and count < MOST_PATHS:
        path = waiting.pop()
        beside = tuple(step(workspace, path[-1]))
        waiting += [(*path, following) for following in reversed(beside)]
        if not beside and len(path) > 1:
            count += 1
            yield path
