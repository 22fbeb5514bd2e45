"""This file rolls up to summaries: the first start and the last finish of what stands in them."""

from collections.abc import Callable, Iterable
from typing import Self

from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Ends, Node


def _none(_: int) -> None:
    """No summary has its own."""


class SummaryRollup:
    """The least of one number and the most of another over the active tasks of each summary.

    Args:
        network: the tasks.
        ends: both numbers of a task.
        otherwise: those of a summary without active tasks.
        own: those of a summary that has its own; None for one that has not.
    """

    __slots__ = ("_ends", "_known", "_network", "_otherwise", "_own")

    def __init__(
        self,
        network: Network,
        ends: Callable[[Node], Ends],
        otherwise: Ends,
        own: Callable[[int], Ends | None] = _none,
        known: dict[int, Ends] | None = None,
    ) -> None:
        self._network = network
        self._ends = ends
        self._otherwise = otherwise
        self._own = own
        self._known = {} if known is None else known

    def of(self, summary: int) -> Ends:
        """What a summary comes to; of one without active tasks, what was said of those."""
        children, known = self._network.tree.children, self._known
        waiting = [] if summary in known else [summary]
        while waiting:
            below = children[waiting[-1]]
            missing = [task for task in below if task in children and task not in known]
            if missing:
                waiting += missing
            else:
                task = waiting.pop()
                known[task] = self._own(task) or self._around(below)
        return known[summary]

    def after(
        self,
        network: Network,
        ends: Callable[[Node], Ends],
        changed: Iterable[int],
        own: Callable[[int], Ends | None] = _none,
    ) -> Self:
        """What remains true when some nodes change: all but the summaries above them."""
        stale: set[int] = set()
        for number in changed:
            task = network.nodes[number].task
            while task and task not in stale:
                stale.add(task)
                task = network.tasks[task].parent
        known = self._known.copy()
        for task in stale:
            known.pop(task, None)
        return type(self)(network, ends, self._otherwise, own, known)

    def _around(self, tasks: Iterable[int]) -> Ends:
        nodes, node_of, known = self._network.nodes, self._network.node_of, self._known
        starts, finishes = [], []
        for task in tasks:
            number = node_of.get(task)
            if number is None:
                ends = known[task]
            elif nodes[number].active:
                ends = self._ends(nodes[number])
            else:
                continue
            starts.append(ends[0])
            finishes.append(ends[1])
        return (min(starts), max(finishes)) if starts else self._otherwise
