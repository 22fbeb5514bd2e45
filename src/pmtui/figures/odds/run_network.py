"""This file joins the plans of a simulation to one network, across projects too."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

from msgspec import Struct

from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.types import LoopError, ScheduleError, ScheduleLink, ScheduleOptions
from pmtui.figures.cpm.types import ScheduleTask as Task
from pmtui.figures.odds.vector_time import VectorTimes
from pmtui.model.calendar.work_calendar import Calendar

_ROOM: Final = 400 * 1440
"""Minutes around a plan that its tables cover at least on either side."""


Place: TypeAlias = tuple[int, int]
"""A node: its plan and its number there."""


class SimulatedPlan(Struct, frozen=True):
    """What one plan is scheduled from."""

    tasks: Mapping[int, Task]
    links: tuple[ScheduleLink, ...]
    calendars: Mapping[int, Calendar]
    options: ScheduleOptions


class LatePlanError(ScheduleError):
    """Says that a plan has a task as late as possible, which runs do not reckon with."""

    def __init__(self, task: int) -> None:
        super().__init__(f"task {task} is to be as late as possible")
        self.task = task


class RunNetwork:
    """Plans in one network; a stand-in takes the date that the other plan gives it in each run.

    Raises:
        LatePlanError: a task is to be as late as possible.
        LoopError: tasks wait for each other, over several plans too.
        ScheduleError: a plan cannot be scheduled.
        CalendarError: a calendar leaves no time to work.
    """

    def __init__(self, plans: Mapping[int, SimulatedPlan]) -> None:
        self.plans = plans
        self.networks: dict[int, Network] = {}
        """The nodes of each plan."""
        self._planned: dict[int, tuple[list[int], list[int]]] = {}
        for row_id, parts in plans.items():
            options = parts.options
            network = Network(
                list(parts.tasks.values()),
                parts.links,
                parts.calendars,
                options.calendar,
                predecessor_lag=options.predecessor_lag,
            )
            late = next((node.task for node in network.nodes if node.constraint == "ALAP"), None)
            if late is not None:
                raise LatePlanError(late)
            early = EarlyDates(network, options)
            early.run(network.order)
            self.networks[row_id] = network
            self._planned[row_id] = early.start, early.finish
        self.sources = dict(self._crossings())
        """By plan and number of a stand-in that waits, those of the one that gives."""
        self.order = self._order()
        """Plan and number of every node, predecessors first."""
        self.times = self._first_times()
        """Working time between all moments that runs have come near so far."""

    def _crossings(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        sources = {
            network.nodes[number].task: (row_id, number)
            for row_id, network in self.networks.items()
            for number in network.beyond
        }
        for row_id, network in self.networks.items():
            for number in network.outside:
                source = sources.get(network.nodes[number].task)
                if source is not None and source[0] != row_id:
                    yield (row_id, number), source

    def _order(self) -> list[tuple[int, int]]:
        if not self.sources:
            return [(row_id, n) for row_id, net in self.networks.items() for n in net.order]
        waiting_nodes: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for waiting_node, source in self.sources.items():
            waiting_nodes.setdefault(source, []).append(waiting_node)
        waits = {
            row_id: [len(e) for e in net.predecessors] for row_id, net in self.networks.items()
        }
        for row_id, number in self.sources:
            waits[row_id][number] += 1
        for row_id, network in self.networks.items():
            for number in network.idle:
                waits[row_id][number] = -1
        ready = [
            (row_id, n) for row_id, counts in waits.items() for n, c in enumerate(counts) if not c
        ]
        order: list[tuple[int, int]] = []
        while ready:
            place = ready.pop()
            order.append(place)
            row_id, number = place
            following = [(row_id, e.successor) for e in self.networks[row_id].successors[number]]
            for other in (*following, *waiting_nodes.get(place, ())):
                waits[other[0]][other[1]] -= 1
                if not waits[other[0]][other[1]]:
                    ready.append(other)
        order += [(row_id, n) for row_id, net in self.networks.items() for n in net.idle]
        if len(order) < sum(len(network.nodes) for network in self.networks.values()):
            stuck = (
                self.networks[row_id].nodes[n].task
                for row_id, counts in waits.items()
                for n, count in enumerate(counts)
                if count > 0
            )
            raise LoopError(tuple(dict.fromkeys(task for task in stuck if task > 0)))
        return order

    def givers(self, place: Place) -> Iterator[Place]:
        """The nodes that one waits for, in other plans too."""
        if place in self.sources:
            yield self.sources[place]
        for edge in self.networks[place[0]].predecessors[place[1]]:
            yield place[0], edge.predecessor

    def behind(self, places: Collection[Place]) -> list[Place]:
        """Some nodes and all that wait for them, predecessors first."""
        reached = set(places)
        for place in self.order:
            if any(giver in reached for giver in self.givers(place)):
                reached.add(place)
        return [place for place in self.order if place in reached]

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.order)

    def _first_times(self) -> VectorTimes:
        starts = [start for planned in self._planned.values() for start in planned[0] if start]
        ends = [finish for planned in self._planned.values() for finish in planned[1]]
        low, high = min(starts, default=_ROOM), max(ends, default=_ROOM)
        span = high - low
        return VectorTimes(max(low - max(_ROOM, span // 4), 1440), high + max(_ROOM, span // 2))

    def goes_back(self, plan: int) -> bool:
        """Whether a task may come to start earlier than planned: by a lead, or from its end."""
        network = self.networks[plan]
        return any(node.constraint in {"FNET", "MFO"} for node in network.nodes) or any(
            edge.lag < 0 or edge.type in {"SF", "FF"}
            for edges in network.predecessors
            for edge in edges
        )

    def planned(self, plan: int) -> tuple[list[int], list[int]]:
        """Early starts and finishes as the schedule has them."""
        return self._planned[plan]
