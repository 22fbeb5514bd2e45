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

_OUTSIDE: Final = frozenset({"giver", "giving summary", "taker"})


class Network:
    """The tasks of a plan as nodes in an order in which givers come before takers.

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
        giver_lag: bool = False,
    ) -> None:
        self._giver_lag = giver_lag
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
        self.percent_givers = {k.giver for k in self.links if k.lag_unit == "percent"}
        """Ids of the tasks whose duration makes a lag."""
        self.nodes: list[Node] = []
        """What is scheduled: tasks without children, and the ends of linked summaries."""
        self.node_of: dict[int, int] = {}
        """Number of the node of each task that is no summary."""
        self.givers: list[list[Edge]] = []
        """The edges into each node."""
        self.takers: list[list[Edge]] = []
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
        self.beyond = [n for n in self.outside if self.nodes[n].kind == "taker"]
        """Numbers of what stands for tasks of other plans that take from this one."""
        self.has_late_tasks = any(node.constraint == "ALAP" for node in self.nodes)
        """Whether a task is to be as late as possible."""
        self.order = self._order()
        """Numbers of the nodes, givers first."""
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
        self.givers.append([])
        self.takers.append([])

    def _connect(self, links: Iterable[ScheduleLink]) -> None:
        node_of = self.node_of
        for link in links:
            giver, taker = node_of.get(link.giver), node_of.get(link.taker)
            if giver is not None and taker is not None:
                self.join(link, giver, taker)
                continue
            for end in (link.giver, link.taker):
                if end not in self.tasks:
                    raise ScheduleError(
                        f"a link joins {link.giver} and {link.taker}, but task {end} is not there"
                    )
            if not self.is_active(link.giver) or link.taker in self._idle_summaries:
                continue
            if self._waits_for_itself(link):
                raise LoopError((link.giver, link.taker))
            if link.lag_unit == "percent" or (
                link.taker in self.tree.children and link.type in {"FF", "SF"}
            ):
                self._join_leaves(link)
            else:
                self.join(link, self._giving_end(link, link.giver), self._taking_end(link))

    def join(self, link: ScheduleLink, giver: int, taker: int) -> None:
        """Ties two nodes by a link; an inactive giver ties nothing."""
        giving, taking = self.nodes[giver], self.nodes[taker]
        if not giving.active:
            return
        edge = self.edge(link, giver, taker)
        self.givers[taker].append(edge)
        if taking.active:
            self.takers[giver].append(edge)

    def edge(self, link: ScheduleLink, giver: int, taker: int) -> Edge:
        """What a link between two nodes comes to, with the time its lag runs in."""
        giving, taking = self.nodes[giver], self.nodes[taker]
        lag, time = link.lag, giving.time if self._giver_lag else taking.time
        if lag and link.lag_unit != "work":
            return Edge(giver, taker, link.type, *_other_lag(link, giving, time))
        return Edge(giver, taker, link.type, lag, time)

    def _join_leaves(self, link: ScheduleLink) -> None:
        is_part = link.lag_unit == "percent"
        givers = self.tree.leaves(link.giver) if is_part else [link.giver]
        takers = self.tree.leaves(link.taker)
        if len(givers) * len(takers) > MOST_LEAF_LINKS:
            raise ScheduleError(
                f"the link from {link.giver} to {link.taker} would tie each of {len(givers)} tasks "
                f"to each of {len(takers)}: link it finish to start, with a lag in days"
            )
        for giver in givers:
            for taker in takers:
                self.join(link, self._giving_end(link, giver), self.node_of[taker])

    def _giving_end(self, link: ScheduleLink, giver: int) -> int:
        if giver in self.node_of:
            return self.node_of[giver]
        return self._end(giver, "first" if link.type in {"SS", "SF"} else "last")

    def _taking_end(self, link: ScheduleLink) -> int:
        if link.taker in self.node_of:
            return self.node_of[link.taker]
        return self._end(link.taker, "gate")

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
        """Whether one end lies in the other; an inactive taker there moves nothing itself."""
        if not self.is_active(link.taker):
            return False
        tree = self.tree
        return tree.is_above(link.giver, link.taker) or tree.is_above(link.taker, link.giver)

    def _order(self) -> list[int]:
        """Givers first and else as in the plan: then a new link seldom changes it."""
        waits = [len(edges) for edges in self.givers]
        for number in self.idle:
            waits[number] = -1
        ready = [number for number, count in enumerate(waits) if not count]
        order: list[int] = []
        while ready:
            number = heappop(ready)
            order.append(number)
            for edge in self.takers[number]:
                waits[edge.taker] -= 1
                if not waits[edge.taker]:
                    heappush(ready, edge.taker)
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
            number = next(e.giver for e in self.givers[number] if e.giver in stuck)
        loop = [self.nodes[n].task for n, place in walked.items() if place >= walked[number]]
        loop.reverse()
        return tuple(dict.fromkeys(loop))


def _other_lag(link: ScheduleLink, giver: Node, usual: Pace) -> tuple[int, Pace]:
    """A lag by the clock, or as a part of the giver's duration."""
    if link.lag_unit == "elapsed":
        return link.lag, ELAPSED
    lag = round(giver.duration * link.lag / 100)
    return lag, ELAPSED if lag and giver.pace is ELAPSED else usual
