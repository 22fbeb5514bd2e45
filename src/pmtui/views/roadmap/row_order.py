"""This file orders the rows of a roadmap: components, their outlines, lanes and contracts."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from pmtui.figures.planning.plans import plan_of, plans_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import OutlinePlace, outline_of
from pmtui.query.filter.sorting import undefined_last
from pmtui.views.board.lanes import lane_key, lane_name, lane_order
from pmtui.views.shapes.table import LaneKind

RoadmapRowKind = Literal["task", "component", "contract", "lane"]
CONTRACTS: Final = -1
"""The id of the row above the contracts."""
_LANES: Final = -2
"""The id of the row of lane 0; others count down from it."""


class RoadmapRow(msgspec.Struct, frozen=True, gc=False):
    """What stands on a row."""

    kind: RoadmapRowKind
    depth: int = 0
    fold: Literal["", "open", "closed"] = ""
    name: str = ""
    """Of a lane."""


class RoadmapFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows a roadmap shows."""

    closed: Collection[int] = ()
    """Rows whose parts are folded away."""
    lanes: LaneKind = ""
    ids: Collection[int] | None = None
    """Tasks that pass a filter; None filters nothing."""
    all_tasks: bool = True
    """Whether every task is shown; else milestones and contracts only."""
    sort: str = ""
    """What tasks are sorted by, without their outline; `-` behind it turns it round."""


def roadmap_rows(figures: Figures, scope: int, wanted: RoadmapFilter) -> dict[int, RoadmapRow]:
    """What stands on each row, by the row's id, top first."""
    components = tuple(figures.live_subtree(scope))
    if wanted.sort:
        ids = _shown(figures, components, wanted)
        return dict.fromkeys(_sorted(figures, ids, wanted.sort), RoadmapRow("task"))
    if wanted.lanes in {"owner", "priority", "parent"}:
        return dict(_by_lane(figures, components, wanted))
    found = dict(_components(figures, scope, components, wanted))
    if wanted.ids is not None:
        found = _without_empty(found)
    if not wanted.all_tasks:
        found |= dict(_contracts(figures, components, wanted))
    return found


def _components(
    figures: Figures, scope: int, components: tuple[int, ...], wanted: RoadmapFilter
) -> Iterator[tuple[int, RoadmapRow]]:
    if len(components) == 1 and scope:
        yield from _tasks(figures, components[0], 0, wanted)
        return
    depths: dict[int, int] = {}
    hidden: set[int] = set()
    rows = figures.workspace.components
    for component_id in components:
        above = rows[component_id].component
        depth = depths[component_id] = depths.get(above, -1) + 1
        if above in hidden:
            hidden.add(component_id)
            continue
        below = tuple(_tasks(figures, component_id, depth + 1, wanted))
        children = any(True for _ in figures.live_children(component_id))
        if wanted.ids is not None and not below and not children:
            continue
        if not below and not children:
            yield component_id, RoadmapRow("component", depth)
        elif component_id in wanted.closed and wanted.ids is None:
            hidden.add(component_id)
            yield component_id, RoadmapRow("component", depth, "closed")
        else:
            yield component_id, RoadmapRow("component", depth, "open")
            yield from below


def _without_empty(rows: Mapping[int, RoadmapRow]) -> dict[int, RoadmapRow]:
    """The rows without components below which a filter leaves nothing."""
    kept: dict[int, RoadmapRow] = {}
    below = -1
    for row_id, row in reversed([*rows.items()]):
        if row.kind != "component" or row.depth < below:
            kept[row_id] = row
            below = row.depth
    return dict(reversed([*kept.items()]))


def _tasks(
    figures: Figures, component: int, depth: int, wanted: RoadmapFilter
) -> Iterator[tuple[int, RoadmapRow]]:
    places = outline_of(figures, component)
    if not wanted.all_tasks:
        yield from _milestones(figures, places, depth, wanted)
        return
    keep = None if wanted.ids is None else _with_parents(figures, places, wanted.ids)
    closed = wanted.closed if keep is None else ()
    deepest = len(places)
    leaves: dict[int, RoadmapRow] = {}
    for place in places:
        if place.depth > deepest or (keep is not None and place.task not in keep):
            continue
        deepest = len(places)
        if not place.is_summary:
            leaf = leaves.get(place.depth)
            if leaf is None:
                leaf = leaves[place.depth] = RoadmapRow("task", depth + place.depth)
            yield place.task, leaf
        elif place.task in closed:
            deepest = place.depth
            yield place.task, RoadmapRow("task", depth + place.depth, "closed")
        else:
            yield place.task, RoadmapRow("task", depth + place.depth, "open")


def _milestones(
    figures: Figures, places: Iterable[OutlinePlace], depth: int, wanted: RoadmapFilter
) -> Iterator[tuple[int, RoadmapRow]]:
    tasks = figures.workspace.tasks
    for place in places:
        is_milestone = tasks[place.task].kind == "milestone"
        if is_milestone and (wanted.ids is None or place.task in wanted.ids):
            yield place.task, RoadmapRow("task", depth)


def _with_parents(
    figures: Figures, places: Iterable[OutlinePlace], ids: Collection[int]
) -> frozenset[int]:
    tasks = figures.workspace.tasks
    keep: set[int] = set()
    for place in places:
        one = place.task if place.task in ids else 0
        while one and one not in keep:
            keep.add(one)
            one = tasks[one].parent if one in tasks else 0
    return frozenset(keep)


def _shown(figures: Figures, components: Iterable[int], wanted: RoadmapFilter) -> Iterator[int]:
    """The tasks that are work, or points in time; no summary."""
    tasks = figures.workspace.tasks
    for component in components:
        for place in outline_of(figures, component):
            if place.is_summary or (wanted.ids is not None and place.task not in wanted.ids):
                continue
            if wanted.all_tasks or tasks[place.task].kind == "milestone":
                yield place.task


def _by_lane(
    figures: Figures, components: tuple[int, ...], wanted: RoadmapFilter
) -> Iterator[tuple[int, RoadmapRow]]:
    tasks, key = figures.workspace.tasks, lane_key(wanted.lanes)
    held: dict[int, list[int]] = {}
    for number in _shown(figures, components, wanted):
        held.setdefault(key(tasks[number]), []).append(number)
    for lane in lane_order(figures, wanted.lanes, components, held.keys()):
        row = _LANES - lane
        name = lane_name(figures, wanted.lanes, lane)
        closed = row in wanted.closed
        yield row, RoadmapRow("lane", 0, "closed" if closed else "open", name)
        for number in () if closed else held[lane]:
            yield number, RoadmapRow("task", 1)


def _contracts(
    figures: Figures, components: Iterable[int], wanted: RoadmapFilter
) -> Iterator[tuple[int, RoadmapRow]]:
    inside = frozenset(components)
    plans, links, tasks = plans_of(figures), figures.workspace.links, figures.workspace.tasks
    every = {
        contract for component in figures.live_subtree(0) for contract in plans.contracts(component)
    }
    found = [
        link_id
        for link_id in sorted(every, key=lambda at: (links[at].needed_by or date.max, at))
        if {tasks[links[link_id].predecessor].component, tasks[links[link_id].successor].component}
        & inside
    ]
    if wanted.ids is not None:
        found = [
            link_id
            for link_id in found
            if {links[link_id].predecessor, links[link_id].successor} & set(wanted.ids)
        ]
    if not found:
        return
    closed = CONTRACTS in wanted.closed
    yield CONTRACTS, RoadmapRow("lane", 0, "closed" if closed else "open", "Contracts")
    for number in () if closed else found:
        yield number, RoadmapRow("contract", 1)


def _sorted(figures: Figures, ids: Iterable[int], sort: str) -> list[int]:
    """Tasks by what the chart shows of them; those without a value come last."""
    key = sort.removesuffix("-")

    def value(task_id: int) -> int | None:
        return _value(figures, task_id, key)

    return undefined_last(ids, value, descending=sort.endswith("-"))


def _value(figures: Figures, task_id: int, key: str) -> int | None:
    plan = plan_of(figures, figures.workspace.tasks[task_id].component)
    if key == "percent":
        return figures.percent(task_id)
    if plan is None or task_id not in plan:
        return None
    if key in {"slack", "float"}:  # as views that were kept before call it
        dates = plan.dates(task_id)
        return dates.total_slack if dates is not None else None
    if key == "duration":
        return plan.duration(task_id)
    return plan.ends(task_id)[key == "finish"]
