"""This file finds the links by which the tasks of one component wait for those of another."""

from collections.abc import Iterable, Mapping

from pmtui.figures.planning.changes import Stale
from pmtui.model.workspace import Workspace


def foreign_links(workspace: Workspace, links: Iterable[int]) -> dict[int, frozenset[int]]:
    """The links whose ends lie in two components, by the taker's."""
    found: dict[int, set[int]] = {}
    tasks = workspace.tasks
    for one in links:
        link = workspace.links[one]
        giver, taker = tasks.get(link.giver), tasks.get(link.taker)
        if giver is not None and taker is not None and giver.component != taker.component:
            found.setdefault(taker.component, set()).add(one)
    return {component: frozenset(ids) for component, ids in found.items()}


def carried_foreign(
    foreign: Mapping[int, frozenset[int]], workspace: Workspace, stale: Stale
) -> dict[int, frozenset[int]]:
    """The same after an edit that makes some links stale."""
    looked_at = {one for parts in stale.values() for table, one in parts if table == "links"}
    if not looked_at:
        return dict(foreign)
    kept = {component: ids - looked_at for component, ids in foreign.items()}
    there = (one for one in looked_at if one in workspace.links)
    for component, ids in foreign_links(workspace, there).items():
        kept[component] = kept.get(component, frozenset()) | ids
    return kept


def reached(
    stale: Iterable[int], foreign: Mapping[int, frozenset[int]], workspace: Workspace
) -> set[int]:
    """The components an edit of some may move: those, and all that wait for them in a row.

    Args:
        stale: the components edited.
        foreign: the links that come into each component from another one.
        workspace: where the links are.
    """
    found = set(stale)
    if not found or not foreign:
        return found
    feeds: dict[int, set[int]] = {}
    tasks, links = workspace.tasks, workspace.links
    for component, ids in foreign.items():
        for one in ids:
            feeds.setdefault(tasks[links[one].giver].component, set()).add(component)
    waiting = list(found)
    while waiting:
        fresh = feeds.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
