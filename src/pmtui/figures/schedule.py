"""This file schedules a plan by the critical path method: dates, slack, critical tasks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmtui.figures.schedule_conflicts import conflicts_of
from pmtui.figures.schedule_early import EarlyDates
from pmtui.figures.schedule_late import LateDates
from pmtui.figures.schedule_network import Network
from pmtui.figures.schedule_node import Edge, Node
from pmtui.figures.schedule_slack import Ends, Span, free_slack, total_slack
from pmtui.figures.schedule_types import (
    Conflict,
    ScheduleLink,
    ScheduleOptions,
    ScheduleTask,
    TaskDates,
)
from pmtui.model.workcal import Calendar


def schedule(
    tasks: Sequence[ScheduleTask],
    links: Iterable[ScheduleLink],
    calendars: Mapping[int, Calendar],
    options: ScheduleOptions,
) -> "Schedule":
    """The dates of a plan by the precedence diagram method, in working minutes.

    Forward and backward pass as in DOMAIN 2.3, with MS Project's rules for constraints, summary
    tasks and progress. Raises LoopError for tasks that wait for each other, ScheduleError for ids
    that are not there or twice, CalendarError for a calendar that leaves no time to work.
    """
    return Schedule(Network(tasks, links, calendars, options.calendar), options)


class Schedule(Mapping[int, TaskDates]):
    """The dates of every task by its id; what a task says is worked out when it is asked for."""

    def __init__(self, network: Network, options: ScheduleOptions) -> None:
        self.options = options
        """The rules it was made by."""
        self._network = network
        self._early = EarlyDates(network, options)
        self._early.run(network.order)
        self._late = LateDates(network, options, self._early, self._plan_finish())
        self._late.run(reversed(network.order))
        if any(node.constraint == "ALAP" for node in network.nodes):
            self._move_late_tasks()
        self._spans: dict[int, Span] = {}
        for summary in network.summaries():
            self._spans[summary] = self._gathered(summary)

    @property
    def finish(self) -> int:
        """When the plan ends."""
        return self._late.plan_finish

    def __len__(self) -> int:
        return len(self._network.tasks)

    def __iter__(self) -> Iterator[int]:
        return iter(self._network.tasks)

    def __getitem__(self, task: int) -> TaskDates:
        span = self._spans.get(task)
        if span is None:
            return self._dates_of(self._network.nodes[self._network.node_of[task]])
        return self._dates_of_summary(task, span)

    def conflicts(self) -> tuple[Conflict, ...]:
        """The constraints and deadlines that cannot be kept, task by task."""
        nodes = (self._network.nodes[number] for number in self._network.node_of.values())
        return tuple(conflict for node in nodes for conflict in conflicts_of(self._early, node))

    def _plan_finish(self) -> int:
        finishes = self._early.finish
        active = [finishes[n.number] for n in self._network.nodes if n.active and n.kind == "task"]
        return max(active, default=self.options.start)

    def _move_late_tasks(self) -> None:
        """Sets the tasks as late as possible and what follows them."""
        if self.options.honor_constraints:
            self._early.late = (self._late.start, self._late.finish)
            self._early.run(self._network.order)
            return
        for number in reversed(self._network.order):
            node = self._network.nodes[number]
            if node.constraint == "ALAP" and node.actual_start is None:
                early, late = self._early_ends(node), self._late_ends(node)
                total = total_slack(node.pace, early, late, started=False)
                free = free_slack(node.pace, early, self._takers([node]), total)
                finish = node.pace.after(self._early.finish[number], free)
                self._early.finish[number] = finish
                self._early.start[number] = node.start_for(finish)

    def _shown(self, node: Node) -> Ends:
        """Start and finish of a node as people plan it."""
        if node.constraint == "ALAP" and node.actual_start is None and self._early.late:
            return self._late_ends(node)
        return self._early_ends(node)

    def _early_ends(self, node: Node) -> Ends:
        return self._early.start[node.number], self._early.finish[node.number]

    def _late_ends(self, node: Node) -> Ends:
        start = self._late.start[node.number] if node.actual_start is None else node.actual_start
        return start, self._late.finish[node.number]

    def _dates_of(self, node: Node) -> TaskDates:
        early, late, shown = self._early_ends(node), self._late_ends(node), self._shown(node)
        started, done = node.actual_start is not None, node.actual_finish is not None
        total = free = 0
        if not done:
            total = total_slack(node.pace, shown, late, started=started)
            free = free_slack(node.pace, shown, self._takers([node]), total)
        return TaskDates(
            id=node.task,
            start=shown[0],
            finish=shown[1],
            early_start=early[0],
            early_finish=early[1],
            late_start=late[0],
            late_finish=late[1],
            total_slack=total,
            free_slack=free,
            critical=not done and total <= self.options.critical_slack,
        )

    def _dates_of_summary(self, task: int, span: Span) -> TaskDates:
        time = self._network.times.of(self._network.tasks[task].calendar)
        total = free = 0
        if not span.done:
            total = total_slack(time, span.shown, span.late, started=span.started)
            ends = (self._network.end_of(task, "first"), self._network.end_of(task, "last"))
            takers = self._takers([end for end in ends if end is not None])
            free = free_slack(time, span.shown, takers, total)
        return TaskDates(
            id=task,
            start=span.shown[0],
            finish=span.shown[1],
            early_start=span.early[0],
            early_finish=span.early[1],
            late_start=span.late[0],
            late_finish=span.late[1],
            total_slack=total,
            free_slack=free,
            critical=not span.done and total <= self.options.critical_slack,
            summary=True,
        )

    def _gathered(self, summary: int) -> Span:
        """The span of a summary whose summaries have theirs."""
        parts = [self._part(task) for task in self._network.children[summary]]
        return Span.around([part for part in parts if part is not None])

    def _part(self, task: int) -> Span | None:
        span = self._spans.get(task)
        if span is not None:
            return span
        node = self._network.nodes[self._network.node_of[task]]
        if not node.active:
            return None
        return Span(
            self._shown(node),
            self._early_ends(node),
            self._late_ends(node),
            started=node.actual_start is not None,
            done=node.actual_finish is not None,
        )

    def _takers(self, nodes: Iterable[Node]) -> Iterator[tuple[Edge, Ends]]:
        """The links nodes give to tasks that are not done, with the dates of those."""
        network = self._network
        for node in nodes:
            for edge in node.takers:
                taker = network.nodes[edge.taker]
                if taker.kind == "task" and taker.actual_finish is None:
                    yield edge, self._shown(taker)
                elif taker.kind == "gate" and not self._spans[taker.task].done:
                    yield edge, self._spans[taker.task].shown
