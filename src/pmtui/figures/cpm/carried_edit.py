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
        touched |= {network.node_of[end] for k in links for end in (k.giver, k.taker)}
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
    return same_length or task.id not in network.percent_givers


def _is_plain(network: Network, link: ScheduleLink) -> bool:
    """Whether a link joins two active tasks by a lag that does not hang on the giver."""
    numbers = [network.node_of.get(end) for end in (link.giver, link.taker)]
    if link.lag_unit == "percent":
        return False
    return all(number is not None and network.nodes[number].active for number in numbers)


def _copy_links(network: Network) -> None:
    network.givers = network.givers.copy()
    network.takers = network.takers.copy()
    network.order = network.order.copy()
    network.rank = network.rank.copy()


def _take_out(network: Network, link: ScheduleLink) -> bool:
    """Takes one such link out; False where there is none."""
    if link not in network.links:
        return False
    network.links = network.links.copy()
    network.links.remove(link)
    giver, taker = network.node_of[link.giver], network.node_of[link.taker]
    gone = network.edge(link, giver, taker)
    network.takers[giver] = network.takers[giver].copy()
    network.givers[taker] = network.givers[taker].copy()
    network.takers[giver].remove(gone)
    network.givers[taker].remove(gone)
    return True


def _put_in(network: Network, link: ScheduleLink) -> None:
    giver, taker = network.node_of[link.giver], network.node_of[link.taker]
    _reorder(network, giver, taker)
    network.takers[giver] = network.takers[giver].copy()
    network.givers[taker] = network.givers[taker].copy()
    network.links = [*network.links, link]
    network.join(link, giver, taker)


def _reorder(network: Network, giver: int, taker: int) -> None:
    """Moves what the taker leads to behind what leads to the giver (Pearce and Kelly 2006)."""
    rank, order = network.rank, network.order
    low, high = rank[taker], rank[giver]
    if low > high:
        return
    ahead = _reached(taker, lambda n: [e.taker for e in network.takers[n] if rank[e.taker] <= high])
    if giver in ahead:
        raise LoopError(_way(network, ahead, giver))
    behind = _reached(giver, lambda n: [e.giver for e in network.givers[n] if rank[e.giver] >= low])
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
