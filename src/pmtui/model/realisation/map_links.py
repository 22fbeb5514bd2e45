"""This file follows the benefits map: what leads to a thing, and what that leads to."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.model.benefits.benefit_map import (
    CONTRIBUTIONS,
    LAYER_TABLES,
    Contribution,
    MapNode,
    Step,
    ends_of,
)
from pmtui.model.benefits.profiles import ATTRIBUTIONS, Attribution
from pmtui.model.entities.entity import is_archived
from pmtui.model.workspace.workspace import Workspace

_COMPONENTS: Final = "components"
_BENEFITS: Final = LAYER_TABLES["benefit"]
_LAYER_OF: Final = MappingProxyType({table: layer for layer, table in LAYER_TABLES.items()})
MAP_TABLES: Final = frozenset({_COMPONENTS, *LAYER_TABLES.values()})
"""The tables whose rows stand on the map."""
BETWEEN: Final = frozenset({LAYER_TABLES["capability"], LAYER_TABLES["outcome"]})
"""Those whose rows stand between outputs and benefits: a way names them by their keys alone."""
MAP_READS: Final = MAP_TABLES | {CONTRIBUTIONS.name, ATTRIBUTIONS.name}
"""The tables that the map is made of."""
MOST_PATHS: Final = 200
"""Ways through the map that are followed from one place."""


def contributions_at(workspace: Workspace, node: MapNode) -> Iterator[Contribution]:
    """The contributions from or to a place, those between live ends only."""
    table, row_id = node
    field = _LAYER_OF.get(table, "component")
    for contribution in workspace.rows_by(Contribution, field, row_id):
        if node in _live_ends(workspace, contribution):
            yield contribution


def _live_ends(
    workspace: Workspace, row: Contribution | Attribution
) -> tuple[MapNode, MapNode] | tuple[()]:
    """What a step is from and what it leads to; nothing where it, or one of them, is put away.

    A share in a benefit leads from its component to it.
    """
    if isinstance(row, Contribution):
        ends = ends_of(row)
    else:
        ends = (_COMPONENTS, row.component), (_BENEFITS, row.benefit)
    if ends is None or row.archived:
        return ()
    rows = [workspace.get(*end) for end in ends]
    return ends if all(other is not None and not is_archived(other) for other in rows) else ()


class MapSteps(msgspec.Struct, frozen=True):
    """Every step of the map by what it is from and by what it leads to, shares in benefits too."""

    onward: Mapping[MapNode, tuple[MapNode, ...]]
    back: Mapping[MapNode, tuple[MapNode, ...]]

    def leads_to(self, node: MapNode) -> tuple[MapNode, ...]:
        """What a place leads to, each once."""
        return self.onward.get(node, ())

    def comes_from(self, node: MapNode) -> tuple[MapNode, ...]:
        """What leads to a place, each once."""
        return self.back.get(node, ())


def map_steps(workspace: Workspace) -> MapSteps:
    """The whole map at once, for whoever asks for many places of it."""
    onward: dict[MapNode, dict[MapNode, None]] = {}
    back: dict[MapNode, dict[MapNode, None]] = {}
    for start, end in _every_step(workspace):
        onward.setdefault(start, {})[end] = None
        back.setdefault(end, {})[start] = None
    return MapSteps(
        {node: tuple(others) for node, others in onward.items()},
        {node: tuple(others) for node, others in back.items()},
    )


def _every_step(workspace: Workspace) -> Iterator[tuple[MapNode, MapNode]]:
    contributions = workspace.rows_of(Contribution).values()
    rows: Iterable[Contribution | Attribution] = chain(
        contributions, workspace.rows_of(Attribution).values()
    )
    for row in rows:
        ends = _live_ends(workspace, row)
        if ends:
            yield ends


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
    """What a place leads to, each once; a component also to the benefits it has a share in."""
    return _beside(workspace, node, 1)


def comes_from(workspace: Workspace, node: MapNode) -> tuple[MapNode, ...]:
    """What leads to a place, each once; to a benefit also the components with a share in it."""
    return _beside(workspace, node, 0)


def _beside(workspace: Workspace, node: MapNode, side: int) -> tuple[MapNode, ...]:
    pairs: list[tuple[MapNode, ...]] = [
        _live_ends(workspace, row) for row in contributions_at(workspace, node)
    ]
    field = {_COMPONENTS: "component", _BENEFITS: "benefit"}.get(node[0])
    if field is not None:
        shares = workspace.rows_by(Attribution, field, node[1])
        pairs += (_live_ends(workspace, share) for share in shares)
    others = (pair[side] for pair in pairs if pair and pair[side] != node)
    return tuple(dict.fromkeys(others))


def reached(starts: Iterable[MapNode], step: Step) -> dict[MapNode, None]:
    """Every place that steps lead to, in the order they are reached, the starts first."""
    seen = dict.fromkeys(starts)
    waiting = list(seen)
    for node in waiting:
        for following in step(node):
            if following not in seen:
                seen[following] = None
                waiting.append(following)
    return seen


def paths(node: MapNode, step: Step) -> Iterator[tuple[MapNode, ...]]:
    """The ways from a place to where they end, at most `MOST_PATHS`; none where it has no way."""
    waiting: list[tuple[MapNode, ...]] = [(node,)]
    count = 0
    while waiting and count < MOST_PATHS:
        path = waiting.pop()
        beside = tuple(step(path[-1]))
        waiting += [(*path, following) for following in reversed(beside)]
        if not beside and len(path) > 1:
            count += 1
            yield path


def ways_from(workspace: Workspace, node: MapNode) -> Iterator[tuple[MapNode, ...]]:
    """The ways from a place to where they end, the place first.

    A task leads on by the outputs that it is part of or works towards, a component by all in it.
    """
    for start in _beginnings(workspace, node):
        onward = list(paths(start[-1], partial(leads_to, workspace)))
        yield from ((*start[:-1], *path) for path in onward)
        if not onward and len(start) > 1:
            yield start


def ways_to(workspace: Workspace, node: MapNode) -> Iterator[tuple[MapNode, ...]]:
    """The ways to a place from where they begin, the place last."""
    for path in paths(node, partial(comes_from, workspace)):
        yield tuple(reversed(path))


def _beginnings(workspace: Workspace, node: MapNode) -> Iterator[tuple[MapNode, ...]]:
    yield (node,)
    if node[0] == LAYER_TABLES["output"]:
        for output in _outputs_of(workspace, node[1]):
            yield node, (node[0], output)
    elif node[0] == _COMPONENTS:
        for inner in dict.fromkeys(map_nodes_in(workspace, node[1])):
            if not comes_from(workspace, inner):
                yield node, inner


def _outputs_of(workspace: Workspace, task_id: int) -> Iterator[int]:
    """The outputs that a task is part of or works towards: above it, and after it by links."""
    seen, waiting = {task_id}, [task_id]
    for here in waiting:
        links = workspace.ids_by("links", "predecessor", here)
        following = [workspace.links[link].successor for link in links]
        task = workspace.tasks.get(here)
        for task_beyond in (task.parent if task is not None else 0, *following):
            if task_beyond not in workspace.tasks or task_beyond in seen:
                continue
            seen.add(task_beyond)
            if leads_to(workspace, (LAYER_TABLES["output"], task_beyond)):
                yield task_beyond
            elif len(seen) < MOST_PATHS:
                waiting.append(task_beyond)
