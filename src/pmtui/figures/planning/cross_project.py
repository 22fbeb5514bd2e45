"""This file finds the links between the tasks of two components, from either end."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from pmtui.figures.planning.stale_parts import StaleParts
from pmtui.model.workspace.workspace import Workspace

_ByComponent = dict[int, frozenset[int]]


class CrossProjectLinks(msgspec.Struct, frozen=True):
    """The links whose ends lie in two components."""

    into: Mapping[int, frozenset[int]]
    """By the successor's component."""
    out_of: Mapping[int, frozenset[int]]
    """By the predecessor's component."""

    def predecessors_of(self, workspace: Workspace, component: int) -> Iterator[int]:
        """The components that give a component a date."""
        tasks, links = workspace.tasks, workspace.links
        return (
            tasks[links[link_id].predecessor].component for link_id in self.into.get(component, ())
        )

    def successors_of(self, workspace: Workspace, component: int) -> Iterator[int]:
        """The components that a component gives a date to."""
        tasks, links = workspace.tasks, workspace.links
        return (
            tasks[links[link_id].successor].component for link_id in self.out_of.get(component, ())
        )

    def concerned(self, workspace: Workspace, components: Iterable[int]) -> set[int]:
        """Components whose dates or slack hang on some: what they give to, all that gives to that.

        The early dates of a task follow from its predecessors, its late dates from its successors.
        """
        ahead = self.waiting(workspace, components)
        return _reached(ahead, lambda row_id: self.predecessors_of(workspace, row_id))

    def waiting(self, workspace: Workspace, components: Iterable[int]) -> set[int]:
        """Some components with all whose dates hang on theirs, however far down the line."""
        return _reached(components, lambda row_id: self.successors_of(workspace, row_id))


def cross_project_links(workspace: Workspace, links: Iterable[int]) -> CrossProjectLinks:
    """Those of some links whose ends lie in two components."""
    into: dict[int, set[int]] = {}
    out_of: dict[int, set[int]] = {}
    tasks = workspace.tasks
    for link_id in links:
        link = workspace.links[link_id]
        predecessor, successor = tasks.get(link.predecessor), tasks.get(link.successor)
        if (
            predecessor is not None
            and successor is not None
            and predecessor.component != successor.component
        ):
            into.setdefault(successor.component, set()).add(link_id)
            out_of.setdefault(predecessor.component, set()).add(link_id)
    return CrossProjectLinks(_frozen(into), _frozen(out_of))


def carried_cross_project_links(
    before: CrossProjectLinks, workspace: Workspace, stale: StaleParts
) -> CrossProjectLinks:
    """The same after an edit that makes some links stale."""
    looked_at = _stale_links(stale)
    if not looked_at:
        return before
    fresh = cross_project_links(
        workspace, (link_id for link_id in looked_at if link_id in workspace.links)
    )
    return CrossProjectLinks(
        _merged(before.into, looked_at, fresh.into), _merged(before.out_of, looked_at, fresh.out_of)
    )


def affected_components(
    links: CrossProjectLinks,
    between: tuple[Workspace, Workspace],
    stale: StaleParts,
    rows: Iterable[int],
) -> set[int]:
    """The components whose plans an edit can change, by themselves or through others.

    Args:
        links: the links between components after the edit.
        between: the workspaces before and after it.
        stale: what is to be read anew.
        rows: components whose own rows it touches.
    """
    looked_at = _stale_links(stale)
    predecessors = (
        giving_component_id
        for workspace in between
        for giving_component_id in _giving_components(workspace, looked_at)
    )
    return links.concerned(between[1], {*stale, *rows, *predecessors})


def _stale_links(stale: StaleParts) -> set[int]:
    """The links that are to be read anew."""
    return {row_id for parts in stale.values() for table, row_id in parts if table == "links"}


def _giving_components(workspace: Workspace, links: Iterable[int]) -> Iterator[int]:
    """The components of the predecessors of those links that are there."""
    for link_id in links:
        link = workspace.links.get(link_id)
        predecessor = workspace.tasks.get(link.predecessor) if link is not None else None
        if predecessor is not None:
            yield predecessor.component


def _frozen(found: Mapping[int, set[int]]) -> _ByComponent:
    return {component: frozenset(ids) for component, ids in found.items()}


def _merged(
    before: Mapping[int, frozenset[int]], gone: set[int], fresh: Mapping[int, frozenset[int]]
) -> _ByComponent:
    kept = {component: ids - gone for component, ids in before.items()}
    for component, ids in fresh.items():
        kept[component] = kept.get(component, frozenset()) | ids
    return kept


def _reached(start: Iterable[int], steps: Callable[[int], Iterable[int]]) -> set[int]:
    found = set(start)
    waiting = list(found)
    while waiting:
        for step in steps(waiting.pop()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found
