"""This file changes a network by an edit, keeping what the edit does not touch."""

from collections.abc import Callable, Iterable, Sequence
from copy import copy

from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import task_node
from pmtui.figures.cpm.types import LoopError, ScheduleLink, ScheduleTask


def carried_network(
    network: Network,
    tasks: Sequence[ScheduleTask],
    added: Sequence[ScheduleLink],
    removed: Sequence[ScheduleLink],
) -> tuple[Network, set[int]] | None:
    """The network after an edit and the numbers of the nodes it touches; the old one stays.

    None where the shape changes (rows, outline, calendars, links on summaries): then it must be
    built anew. Raises LoopError for a link that closes a circle.
    """
    links = (*added, *removed)
    if not all(_keeps_shape(network, task) for task in tasks):
        return None
    if not all(_is_plain(network, link) for link in links):
        return None
    changed = copy(network)
    changed.tasks = network.tasks | {task.id: task for task in tasks}
    changed.nodes = network.nodes.copy()
    touched: set[int] = set()
    for task in tasks:
        number = network.node_of[task.id]
        changed.nodes[number] = task_node(number, task, network.times)
        touched.add(number)
    if links:
        _copy_links(changed)
        if not all(_take_out(changed, link) for link in removed):
            return None
        for link in added:
            _put_in(changed, link)
        touched |= {network.node_of[end] for k in links for end in (k.predecessor, k.successor)}
    return changed, touched


def _keeps_shape(network: Network, task: ScheduleTask) -> bool:
    old = network.tasks.get(task.id)
    if old is None or task.id not in network.node_of:
        return False
    if (old.parent, old.active, old.calendar) != (task.parent, task.active, task.calendar):
        return False
    if "ALAP" in {old.constraint, task.constraint}:
        return False
    same_length = (old.duration, old.elapsed) == (task.duration, task.elapsed)
    same_length = same_length and (not task.spans or old.manual == task.manual)
    return same_length or task.id not in network.percent_predecessors


def _is_plain(network: Network, link: ScheduleLink) -> bool:
    """Whether a link joins two active tasks by a lag that does not hang on the predecessor."""
    numbers = [network.node_of.get(end) for end in (link.predecessor, link.successor)]
    if link.lag_unit == "percent":
        return False
    return all(number is not None and network.nodes[number].active for number in numbers)


def _copy_links(network: Network) -> None:
    network.predecessors = network.predecessors.copy()
    network.successors = network.successors.copy()
    network.order = network.order.copy()
    network.rank = network.rank.copy()


def _take_out(network: Network, link: ScheduleLink) -> bool:
    """Takes one such link out; False where there is none."""
    if link not in network.links:
        return False
    network.links = network.links.copy()
    network.links.remove(link)
    predecessor, successor = network.node_of[link.predecessor], network.node_of[link.successor]
    gone = network.edge(link, predecessor, successor)
    network.successors[predecessor] = network.successors[predecessor].copy()
    network.predecessors[successor] = network.predecessors[successor].copy()
    network.successors[predecessor].remove(gone)
    network.predecessors[successor].remove(gone)
    return True


def _put_in(network: Network, link: ScheduleLink) -> None:
    predecessor, successor = network.node_of[link.predecessor], network.node_of[link.successor]
    _reorder(network, predecessor, successor)
    network.successors[predecessor] = network.successors[predecessor].copy()
    network.predecessors[successor] = network.predecessors[successor].copy()
    network.links = [*network.links, link]
    network.join(link, predecessor, successor)


def _reorder(network: Network, predecessor: int, successor: int) -> None:
    """Moves what the successor leads to behind the predecessor's (Pearce and Kelly 2006)."""
    rank, order = network.rank, network.order
    low, high = rank[successor], rank[predecessor]
    if low > high:
        return
    ahead = _reached(
        successor,
        lambda n: [e.successor for e in network.successors[n] if rank[e.successor] <= high],
    )
    if predecessor in ahead:
        raise LoopError(_way(network, ahead, predecessor))
    behind = _reached(
        predecessor,
        lambda n: [e.predecessor for e in network.predecessors[n] if rank[e.predecessor] >= low],
    )
    places = sorted(rank[number] for number in (*ahead, *behind))
    numbers = sorted(behind, key=rank.__getitem__) + sorted(ahead, key=rank.__getitem__)
    for place, number in zip(places, numbers, strict=True):
        order[place], rank[number] = number, place


def _reached(start: int, steps: Callable[[int], Iterable[int]]) -> dict[int, int]:
    """Every node that can be reached, with the one it was reached from."""
    found = {start: start}
    waiting = [start]
    while waiting:
        number = waiting.pop()
        for step in steps(number):
            if step not in found:
                found[step] = number
                waiting.append(step)
    return found


def _way(network: Network, came_from: dict[int, int], end: int) -> tuple[int, ...]:
    """The tasks from the start of a search to its end."""
    way = [end]
    while came_from[way[-1]] != way[-1]:
        way.append(came_from[way[-1]])
    return tuple(dict.fromkeys(network.nodes[number].task for number in reversed(way)))
