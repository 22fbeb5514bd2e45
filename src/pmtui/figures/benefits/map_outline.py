"""This file lays the benefits map of a scope out, and names what leads nowhere on it."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.benefits.objectives import serves_none
from pmtui.figures.benefits.outline_order import outline_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.benefit_map import LAYER_TABLES, MAP_LAYERS, MapNode
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.realisation.map_links import MapSteps, map_nodes_in, map_steps, reached

_COMPONENTS: Final = "components"
_LAYER_OF: Final[Mapping[str, str]] = MappingProxyType(
    {**{table: layer for layer, table in LAYER_TABLES.items()}, _COMPONENTS: "component"}
)
_ORDER: Final = (LAYER_TABLES[MAP_LAYERS[0]], _COMPONENTS, *LAYER_TABLES.values())
"""Tables in the order in which their rows begin a part of the outline."""
LEADS_NOWHERE: Final = "leads to nothing"
SERVES_NONE: Final = "serves no objective"
NOT_PRODUCED: Final = "nothing produces it"
NOT_SERVED: Final = "nobody serves it"
GAPS: Final = (LEADS_NOWHERE, NOT_PRODUCED, SERVES_NONE, NOT_SERVED)
"""What a place of the map may lack, in words."""


class MapPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the map: what stands there, and what is beside it."""

    node: MapNode
    layer: str
    """One of the layers of the map; of a component its kind."""
    key: str
    title: str
    depth: int
    """How deep it stands in the outline from outputs to objectives."""
    comes_from: tuple[MapNode, ...]
    leads_to: tuple[MapNode, ...]
    lacks: tuple[str, ...]
    """Words of `GAPS`; none where it hangs together both ways."""


class MapOutline:
    """The map of a scope: what lies in it and what that leads to, from outputs to objectives.

    Deliverables stand on it though they lead nowhere, and projects that serve no objective.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        kept: ids of what a filter keeps; None for everything. Whatever leads to that is kept too.
    """

    def __init__(self, figures: Figures, scope: int, kept: Collection[int] | None = None) -> None:
        self._figures = figures
        self._steps: MapSteps = map_steps(figures.workspace)
        self._idle: set[int] = set()
        """Projects that serve no objective."""
        nodes = self._nodes(scope, kept)
        starts = (node for node in nodes if not nodes & {*self._steps.comes_from(node)})
        ordered = sorted(starts, key=self._place_of_start)
        self.places: Mapping[int, tuple[MapNode, int]] = {
            node[1]: (node, depth)
            for node, depth in outline_of(ordered, self._steps.leads_to, shown=nodes)
        }
        """What stands on it and how deep, by id and in its order."""

    def place(self, row_id: int) -> MapPlace:
        """What there is to say of a place."""
        node, depth = self.places[row_id]
        row = self._row(node)
        return MapPlace(
            node=node,
            layer=row.kind if isinstance(row, Component) else _LAYER_OF[node[0]],
            key=row.key if row is not None else "",
            title=title_of(row) if row is not None else "",
            depth=depth,
            comes_from=self._steps.comes_from(node),
            leads_to=self._steps.leads_to(node),
            lacks=tuple(self._lacks(node)),
        )

    def beside(self, row_id: int, step: int) -> int | None:
        """The first place on this map that a place leads to (1), or comes from (-1)."""
        node, _ = self.places[row_id]
        others = self._steps.leads_to(node) if step > 0 else self._steps.comes_from(node)
        return next((other for _, other in others if other in self.places), None)

    def lacking(self) -> Mapping[str, tuple[MapNode, ...]]:
        """What lacks something, by the words for it; only words that are true of a place."""
        lacking: dict[str, list[MapNode]] = {words: [] for words in GAPS}
        for node, _ in self.places.values():
            for words in self._lacks(node):
                lacking[words].append(node)
        return {words: tuple(nodes) for words, nodes in lacking.items() if nodes}

    def called(self, node: MapNode) -> str:
        """The key of a place, or its title where it has none."""
        row = self._row(node)
        return row.key or title_of(row) if row is not None else ""

    def _row(self, node: MapNode) -> Entity | None:
        return self._figures.workspace.get(*node)

    def _nodes(self, scope: int, kept: Collection[int] | None) -> frozenset[MapNode]:
        inside = [*self._figures.live_subtree(scope), *(() if scope else (0,))]
        starts = [node for component in inside for node in self._in_component(component)]
        outputs = self._figures.workspace.ids_by("tasks", "kind", "deliverable")
        starts += self._deliverables(outputs, frozenset(inside))
        nodes = reached(starts, self._steps.leads_to)
        if kept is None:
            return frozenset(nodes)
        chosen = [node for node in nodes if node[1] in kept]
        behind = reached(chosen, self._steps.comes_from)
        return frozenset(behind) & frozenset(nodes)

    def _in_component(self, component: int) -> Iterator[MapNode]:
        workspace, here = self._figures.workspace, (_COMPONENTS, component)
        row = workspace.components.get(component)
        if row is not None and serves_none(self._figures, row):
            self._idle.add(component)
        if component in self._idle or self._steps.leads_to(here):
            yield here
        for node in map_nodes_in(workspace, component):
            if node[0] != LAYER_TABLES["output"] or self._steps.leads_to(node):
                yield node
        objectives = LAYER_TABLES["objective"]
        for row_id in workspace.ids_by(objectives, "component", component):
            if not is_archived(workspace.rows(objectives)[row_id]):
                yield objectives, row_id

    def _deliverables(self, ids: Collection[int], inside: frozenset[int]) -> Iterator[MapNode]:
        tasks = self._figures.workspace.tasks
        for row_id in ids:
            if not tasks[row_id].archived and tasks[row_id].component in inside:
                yield LAYER_TABLES["output"], row_id

    def _place_of_start(self, node: MapNode) -> tuple[bool, int, str, int]:
        """What leads somewhere first, then by layer, then as it was made."""
        row = self._row(node)
        rank = row.key.rstrip("0123456789") if row is not None else ""
        return not self._steps.leads_to(node), _ORDER.index(node[0]), rank, node[1]

    def _lacks(self, node: MapNode) -> Iterator[str]:
        layer = _LAYER_OF[node[0]]
        leads_on, has_source = self._steps.leads_to(node), self._steps.comes_from(node)
        if layer == "component":
            if node[1] in self._idle:
                yield SERVES_NONE
            return
        if layer == MAP_LAYERS[-1]:
            if not has_source:
                yield NOT_SERVED
            return
        if layer != MAP_LAYERS[0] and not has_source:
            yield NOT_PRODUCED
        if not leads_on:
            yield SERVES_NONE if layer == "benefit" else LEADS_NOWHERE
