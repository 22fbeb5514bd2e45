"""This file builds the network of a plan: nodes, edges, summaries and an order without circles."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from pmtui.figures.cpm.node import ELAPSED, Edge, Node, NodeKind, Pace, by_hand, task_node
from pmtui.figures.cpm.task_tree import TaskTree
from pmtui.figures.cpm.types import LoopError, ScheduleError, ScheduleLink, ScheduleTask
from pmtui.model.calendar.work_calendar import Calendar
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.tasks import LinkType

MOST_LEAF_LINKS: Final = 250_000
"""Most links that one link between summaries may stand for."""

_OUTSIDE: Final = frozenset({"predecessor", "preceding summary", "successor"})


class Network:
    """The tasks of a plan as nodes in an order in which predecessors come before successors.

    A link on a summary runs through nodes of its own: what comes into it passes its gate, which
    all its tasks wait for; what leaves it starts at the first start or the last finish in it, or
    at its own where a person has set those.
    """

    def __init__(
        self,
        tasks: Sequence[ScheduleTask],
        links: Iterable[ScheduleLink],
        calendars: Mapping[int, Calendar],
        calendar: int = 0,
        *,
        predecessor_lag: bool = False,
    ) -> None:
        self._predecessor_lag = predecessor_lag
        self.calendars = calendars
        """The calendars by id."""
        self.times = WorkTimes(calendars, calendar)
        """Working time of each calendar."""
        self.tree = TaskTree(tasks)
        """Which task lies in which."""
        self.tasks = self.tree.tasks
        """Every task by its id."""
        self.links = list(links)
        """Every link."""
        self.percent_predecessors = {k.predecessor for k in self.links if k.lag_unit == "percent"}
        """Ids of the tasks whose duration makes a lag."""
        self.nodes: list[Node] = []
        """What is scheduled: tasks without children, and the ends of linked summaries."""
        self.node_of: dict[int, int] = {}
        """Number of the node of each task that is no summary."""
        self.predecessors: list[list[Edge]] = []
        """The edges into each node."""
        self.successors: list[list[Edge]] = []
        """The edges out of each node, but for those into inactive tasks."""
        self.by_hand: dict[int, tuple[int, int]] = {}
        """Start and finish of each manual summary."""
        self.until: dict[int, int] = {}
        """When the manual summaries above a node end at the latest, by its number."""
        self._idle_summaries: set[int] = set()
        self._ends: dict[tuple[int, NodeKind], int] = {}
        self._arrange(tasks)
        self._connect(self.links)
        self._connect_ends()
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Number what is out of the ordinary, and put the nodes in order."""
        self.idle = [node.number for node in self.nodes if not node.active]
        """Numbers of the inactive tasks."""
        self.outside = [node.number for node in self.nodes if node.kind in _OUTSIDE]
        """Numbers of what stands for tasks of other plans."""
        self.beyond = [n for n in self.outside if self.nodes[n].kind == "successor"]
        """Numbers of what stands for tasks of other plans that take from this one."""
        self.has_late_tasks = any(node.constraint == "ALAP" for node in self.nodes)
        """Whether a task is to be as late as possible."""
        self.order = self._order()
        """Numbers of the nodes, predecessors first."""
        self.rank = [0] * len(self.nodes)
        """Place of each node in that order."""
        for place, number in enumerate(self.order):
            self.rank[number] = place

    def end_of(self, summary: int, kind: NodeKind) -> Node | None:
        """The node that stands for an end of a linked summary, if a link needs it."""
        number = self._ends.get((summary, kind))
        return None if number is None else self.nodes[number]

    def _arrange(self, tasks: Sequence[ScheduleTask]) -> None:
        children = self.tree.children
        for task in tasks:
            if task.id not in children:
                number = self.node_of[task.id] = len(self.nodes)
                self._add(task_node(number, task, self.times))
        for summary in self.tree.summaries:
            if not any(self.is_active(task) for task in children[summary]):
                self._idle_summaries.add(summary)
            elif self.tasks[summary].manual is not None:
                self._keep_dates(summary)

    def _keep_dates(self, summary: int) -> None:
        """Has a manual summary keep its own dates, which bound what lies below it."""
        task = self.tasks[summary]
        ends, _ = by_hand(task, self.times.of(task.calendar))
        if ends is None:
            return
        self.by_hand[summary] = ends
        inner = [
            self._ends[row_id, "last"]
            for row_id in self.tree.summaries_below(summary)
            if row_id in self.by_hand
        ]
        for number in (*inner, *(self.node_of[leaf] for leaf in self.tree.leaves(summary))):
            self.until[number] = min(ends[1], self.until.get(number, ends[1]))
        self._end(summary, "last")

    def is_active(self, task: int) -> bool:
        """Whether a task, or any in a summary, moves what waits for it."""
        if task in self.node_of:
            return self.tasks[task].active
        return task not in self._idle_summaries

    def _add(self, node: Node) -> None:
        self.nodes.append(node)
        self.predecessors.append([])
        self.successors.append([])

    def _connect(self, links: Iterable[ScheduleLink]) -> None:
        node_of = self.node_of
        for link in links:
            predecessor, successor = node_of.get(link.predecessor), node_of.get(link.successor)
            if predecessor is not None and successor is not None:
                self.join(link, predecessor, successor)
                continue
            for end in (link.predecessor, link.successor):
                if end not in self.tasks:
                    raise ScheduleError(
                        f"a link joins {link.predecessor} and {link.successor}, "
                        f"but task {end} is not there"
                    )
            if not self.is_active(link.predecessor) or link.successor in self._idle_summaries:
                continue
            if self._waits_for_itself(link):
                raise LoopError((link.predecessor, link.successor))
            if link.lag_unit == "percent" or (
                link.successor in self.tree.children and link.type in {"FF", "SF"}
            ):
                self._join_leaves(link)
            else:
                self.join(link, self._giving_end(link, link.predecessor), self._taking_end(link))

    def join(self, link: ScheduleLink, predecessor: int, successor: int) -> None:
        """Ties two nodes by a link; an inactive predecessor ties nothing."""
        giving, taking = self.nodes[predecessor], self.nodes[successor]
        if not giving.active:
            return
        edge = self.edge(link, predecessor, successor)
        self.predecessors[successor].append(edge)
        if taking.active:
            self.successors[predecessor].append(edge)

    def edge(self, link: ScheduleLink, predecessor: int, successor: int) -> Edge:
        """What a link between two nodes comes to, with the time its lag runs in."""
        giving, taking = self.nodes[predecessor], self.nodes[successor]
        lag, time = link.lag, giving.time if self._predecessor_lag else taking.time
        if lag and link.lag_unit != "work":
            part = lag if link.lag_unit == "percent" else 0
            return Edge(predecessor, successor, link.type, *_other_lag(link, giving, time), part)
        return Edge(predecessor, successor, link.type, lag, time)

    def _join_leaves(self, link: ScheduleLink) -> None:
        is_part = link.lag_unit == "percent"
        predecessors = self.tree.leaves(link.predecessor) if is_part else [link.predecessor]
        successors = self.tree.leaves(link.successor)
        if len(predecessors) * len(successors) > MOST_LEAF_LINKS:
            raise ScheduleError(
                f"the link from {link.predecessor} to {link.successor} would tie each of "
                f"{len(predecessors)} tasks to each of {len(successors)}: "
                "link it finish to start, with a lag in days"
            )
        for predecessor in predecessors:
            for successor in successors:
                self.join(link, self._giving_end(link, predecessor), self.node_of[successor])

    def _giving_end(self, link: ScheduleLink, predecessor: int) -> int:
        if predecessor in self.node_of:
            return self.node_of[predecessor]
        return self._end(predecessor, "first" if link.type in {"SS", "SF"} else "last")

    def _taking_end(self, link: ScheduleLink) -> int:
        if link.successor in self.node_of:
            return self.node_of[link.successor]
        return self._end(link.successor, "gate")

    def _end(self, summary: int, kind: NodeKind) -> int:
        number = self._ends.get((summary, kind))
        if number is None:
            number = self._ends[summary, kind] = len(self.nodes)
            time = self.times.of(self.tasks[summary].calendar)
            ends = self.by_hand.get(summary)
            span = time.between(*ends) if ends is not None else 0
            self._add(Node(number, kind, summary, time, time, span, manual=ends, span=span))
        return number

    def _connect_ends(self) -> None:
        """Ties the ends of linked summaries to the tasks and summaries right below them."""
        for (summary, kind), number in tuple(self._ends.items()):
            if kind != "gate" and summary in self.by_hand:
                continue
            waiting = self.tree.from_inside(summary)
            while waiting:
                task = waiting.pop()
                inner = self.node_of.get(task, self._ends.get((task, kind)))
                if inner is None and kind != "gate" and task in self.by_hand:
                    inner = self._end(task, kind)
                if inner is None:
                    waiting.extend(self.tree.from_inside(task))
                elif kind == "gate":
                    self.join(ScheduleLink(summary, task), number, inner)
                else:
                    type_: LinkType = "SS" if kind == "first" else "FF"
                    self.join(ScheduleLink(task, summary, type_), inner, number)

    def _waits_for_itself(self, link: ScheduleLink) -> bool:
        """Whether one end lies in the other; an inactive successor there moves nothing itself."""
        if not self.is_active(link.successor):
            return False
        tree = self.tree
        return tree.is_above(link.predecessor, link.successor) or tree.is_above(
            link.successor, link.predecessor
        )

    def _order(self) -> list[int]:
        """Predecessors first and else as in the plan: then a new link seldom changes it."""
        waits = [len(edges) for edges in self.predecessors]
        for number in self.idle:
            waits[number] = -1
        ready = [number for number, count in enumerate(waits) if not count]
        order: list[int] = []
        while ready:
            number = heappop(ready)
            order.append(number)
            for edge in self.successors[number]:
                waits[edge.successor] -= 1
                if not waits[edge.successor]:
                    heappush(ready, edge.successor)
        order += self.idle
        if len(order) < len(self.nodes):
            raise LoopError(self._circle({n for n, count in enumerate(waits) if count > 0}))
        return order

    def _circle(self, stuck: set[int]) -> tuple[int, ...]:
        """One circle among nodes that all wait for another of them."""
        number = min(stuck)
        walked: dict[int, int] = {}
        while number not in walked:
            walked[number] = len(walked)
            number = next(
                e.predecessor for e in self.predecessors[number] if e.predecessor in stuck
            )
        loop = [self.nodes[n].task for n, place in walked.items() if place >= walked[number]]
        loop.reverse()
        return tuple(dict.fromkeys(loop))


def _other_lag(link: ScheduleLink, predecessor: Node, usual: Pace) -> tuple[int, Pace]:
    """A lag by the clock, or as a part of the predecessor's duration."""
    if link.lag_unit == "elapsed":
        return link.lag, ELAPSED
    lag = round(predecessor.duration * link.lag / 100)
    return lag, ELAPSED if lag and predecessor.pace is ELAPSED else usual
