"""This file is the backward pass of every run at once, by the rules of `LateRules`.

It goes as far as tasks as late as possible need it: over these, and what waits for them.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import Final

from pmtui.figures.cpm.late_limits import NEVER
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import ELAPSED, Edge, Node
from pmtui.figures.cpm.types import ScheduleOptions
from pmtui.figures.odds.run_dates import RunDates, RunEnds
from pmtui.figures.odds.run_nodes import RunNode
from pmtui.figures.odds.vectors import (
    Mask,
    Minutes,
    at_least,
    chosen,
    earlier,
    is_one,
    later,
    same,
)

_ENDS: Final = frozenset({"first", "last"})
_ELSEWHERE: Final[RunEnds] = (NEVER, NEVER)
"""The late dates of what another plan takes: how late that may be is not asked here."""


class RunLate:
    """Late start and finish of some nodes in each run, by number.

    Args:
        dates: the forward pass of the runs.
        network: the nodes.
        options: the rules of the plan.
        finish: when the plan ends.
        numbers: the nodes, and with each all that waits for it; predecessors first.
    """

    def __init__(
        self,
        dates: RunDates,
        network: Network,
        options: ScheduleOptions,
        finish: Minutes,
        numbers: Iterable[int],
    ) -> None:
        self._dates, self._network, self._options = dates, network, options
        self._plan_finish = finish
        self.start: dict[int, Minutes] = {}
        self.finish: dict[int, Minutes] = {}
        for number in reversed(tuple(numbers)):
            self.start[number], self.finish[number] = self._ends(dates.node(number))

    def ends(self, number: int) -> RunEnds:
        """Late start and finish; what has started cannot start late."""
        begun = self._network.nodes[number].actual_start
        return (self.start[number] if begun is None else begun), self.finish[number]

    def _ends(self, run: RunNode) -> RunEnds:
        node = run.node
        if node.actual_finish is not None:
            return node.actual_finish, node.actual_finish
        if node.kind == "successor":
            return _ELSEWHERE
        finish = self._bound_of_successors(run)
        if node.kind != "task":
            return finish, finish
        if node.constraint:
            finish = _constrained(run, finish)
        if node.deadline is not None:
            finish = earlier(finish, node.deadline)
        if node.manual is not None:
            return run.start_for(finish), finish
        finish = run.closing(finish)
        return run.rest_for(finish), finish

    def _bound_of_successors(self, run: RunNode) -> Minutes:
        node, network = run.node, self._network
        finish: Minutes = NEVER if node.kind == "gate" else self._plan_finish
        if node.number in network.until:
            finish = earlier(finish, network.until[node.number])
        waiting = False
        for edge in network.successors[node.number]:
            successor = network.nodes[edge.successor]
            if successor.actual_finish is None and successor.kind != "successor":
                waiting = True
                finish = earlier(finish, self._bound(edge, run))
        if not waiting and self._options.multiple_critical_paths:
            return earlier(finish, self._dates.finish[node.number])
        return finish

    def _no_bound(self, node: Node) -> Minutes:
        return NEVER if node.kind == "gate" else self._plan_finish

    def _bound(self, edge: Edge, run: RunNode) -> Minutes:
        """The latest finish one successor leaves a node."""
        start = self.start[edge.successor]
        if is_one(start) and start == NEVER:
            return self._no_bound(run.node)
        if edge.type == "SS":
            return self._bound_of_start(edge, run)
        successor, lag = self._dates.node(edge.successor), self._dates.lag(edge)
        if edge.type == "FS":
            moment = self._start_of_rest(successor)
        else:
            moment = self.finish[edge.successor]
            if edge.lag_time is ELAPSED:
                moment = chosen(same(lag, 0), moment, successor.opening(moment))
        moment = self._before(edge, moment, lag)
        return run.finish_from(moment) if edge.type == "SF" else moment

    def _before(self, edge: Edge, moment: Minutes, lag: Minutes) -> Minutes:
        if is_one(lag) and not lag:
            return moment
        return self._dates.lag_time(edge).before(moment, lag)

    def _start_of_rest(self, run: RunNode) -> Minutes:
        """When work must start, or go on if that is earlier, where it has begun."""
        start, begun = self.start[run.node.number], run.node.actual_start
        if begun is None or not self._options.resume_bounds_predecessors:
            return start
        resumed = self._dates.resume_of(run, begun)
        return chosen(run.is_empty, start, earlier(start, resumed))

    def _bound_of_start(self, edge: Edge, run: RunNode) -> Minutes:
        """The latest finish that a start-to-start successor leaves; none once either has begun."""
        node, successor = run.node, self._dates.node(edge.successor)
        other = successor.node
        if node.actual_start is not None:
            return self._plan_finish
        if other.actual_start is not None:
            if not self._network.successors[other.number]:
                return self._no_bound(node)
            reached = successor.pace.after(other.actual_start, successor.done_span)
            return run.finish_from(reached)
        if node.manual is not None:
            return self._bound_of_manual(other)
        start = self.start[edge.successor]
        if node.kind == "task" and edge.lag_time is not ELAPSED:
            start = run.time.start_from(start)
        finish = run.finish_from(self._before(edge, start, self._dates.lag(edge)))
        if other.kind == "first":
            return chosen(self._is_first(node.number, other), finish, self._no_bound(node))
        return finish

    def _is_first(self, number: int, end: Node) -> Mask:
        """Whether a summary starts with a node, the first of those that start together."""
        starts = self._dates.start
        others = [edge.predecessor for edge in self._network.predecessors[end.number]]
        place, start = others.index(number), starts[number]
        comes = [at_least(starts[other], start + (at < place)) for at, other in enumerate(others)]
        return reduce(and_, comes)

    def _bound_of_manual(self, successor: Node) -> Minutes:
        """The latest finish a start-to-start successor leaves a manual task, whose start stays."""
        network = self._network
        kinds = (network.nodes[e.successor].kind for e in network.successors[successor.number])
        if successor.kind != "task" or not _ENDS.issuperset(kinds):
            return self._plan_finish
        return self.finish[successor.number]

    def free_slack(self, number: int) -> Minutes:
        """Working minutes by which a task may slip before what waits for it does."""
        run, dates = self._dates.node(number), self._dates
        ends, late = (dates.start[number], dates.finish[number]), self.ends(number)
        least = earlier(*(_between(run, was, to) for was, to in zip(ends, late, strict=True)))
        for edge in self._network.successors[number]:
            other = self._open_ends(edge.successor)
            if other is not None:
                limit = self._before(edge, other[edge.type[1] == "F"], dates.lag(edge))
                least = earlier(least, _between(run, ends[edge.type in {"FS", "FF"}], limit))
        return later(least, 0)

    def _open_ends(self, number: int) -> RunEnds | None:
        """The dates of a successor that is not done; None of any other."""
        node, dates = self._network.nodes[number], self._dates
        if node.kind == "gate" and not self._is_done(node.task):
            return self._around(node.task)
        if node.kind == "task" and node.actual_finish is None:
            return dates.start[number], dates.finish[number]
        return None

    def _below(self, summary: int) -> list[Node]:
        network = self._network
        leaves = (network.nodes[network.node_of[leaf]] for leaf in network.tree.leaves(summary))
        return [node for node in leaves if node.active]

    def _is_done(self, summary: int) -> bool:
        below = self._below(summary)
        return all(node.actual_finish is not None for node in below) if below else True

    def _around(self, summary: int) -> RunEnds:
        """First start and last finish in a summary, or those a person has set."""
        network, dates = self._network, self._dates
        own = network.by_hand.get(summary)
        if own is not None:
            return own
        ends: list[RunEnds] = []
        for child in network.tree.children[summary]:
            number = network.node_of.get(child)
            if number is None:
                ends.append(self._around(child))
            elif network.nodes[number].active:
                ends.append((dates.start[number], dates.finish[number]))
        if not ends:
            return self._options.start, self._options.start
        return reduce(earlier, [start for start, _ in ends]), reduce(later, [f for _, f in ends])


def move_late_tasks(
    dates: RunDates,
    network: Network,
    options: ScheduleOptions,
    finish: Minutes,
    numbers: tuple[int, ...],
) -> None:
    """Set the tasks as late as possible of a plan in each run, and what follows them.

    Args:
        dates: the forward pass; it is changed.
        network: the nodes.
        options: the rules of the plan.
        finish: when the plan ends.
        numbers: these tasks and all that waits for them, predecessors first.
    """
    late = RunLate(dates, network, options, finish, numbers)
    dates.before_late = dates.copied()
    nodes = [network.nodes[number] for number in numbers]
    if not options.honor_constraints:
        for node in reversed(nodes):
            if node.constraint == "ALAP" and node.actual_start is None:
                run = dates.node(node.number)
                end = run.pace.after(dates.finish[node.number], late.free_slack(node.number))
                dates.start[node.number], dates.finish[node.number] = run.start_for(end), end
        dates.run_again(node.number for node in nodes if node.kind in _ENDS)
        return
    status = options.status_date
    for node in nodes:
        if node.constraint != "ALAP":
            continue
        start, end = late.start[node.number], late.finish[node.number]
        if status is not None:
            is_to_come = at_least(start, status)
            start = chosen(is_to_come, start, dates.start[node.number])
            end = chosen(is_to_come, end, dates.finish[node.number])
        dates.late[node.number] = start, end
    dates.run_again(numbers)


def _constrained(run: RunNode, finish: Minutes) -> Minutes:
    kind, date = run.node.constraint, run.node.date
    if kind == "MFO":
        return date
    if kind == "FNLT":
        return earlier(finish, date)
    if kind == "MSO":
        return run.finish_from(date)
    if kind == "SNLT":
        return earlier(finish, run.finish_from(date))
    return finish


def _between(run: RunNode, moment: Minutes, other: Minutes) -> Minutes:
    return run.pace.count(other) - run.pace.count(moment)
