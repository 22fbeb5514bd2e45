"""This file joins the plans of a simulation to one network, across projects too."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from msgspec import Struct

from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.types import LoopError, ScheduleError, ScheduleLink, ScheduleOptions
from pmtui.figures.cpm.types import ScheduleTask as Task
from pmtui.figures.odds.run_order import NodeOrder, Place
from pmtui.figures.odds.vector_time import VectorTimes
from pmtui.model.calendar.work_calendar import Calendar

_ROOM: Final = 400 * 1440
"""Minutes around a plan that its tables cover at least on either side."""


class SimulatedPlan(Struct, frozen=True):
    """What one plan is scheduled from."""

    tasks: Mapping[int, Task]
    links: tuple[ScheduleLink, ...]
    calendars: Mapping[int, Calendar]
    options: ScheduleOptions


class LatePlanError(ScheduleError):
    """Says that a task is as late as possible in a plan that waits for what it gives to."""

    def __init__(self, task: int) -> None:
        super().__init__(f"task {task} is to be as late as possible, and its plan waits for itself")
        self.task = task


class RunNetwork:
    """Plans in one network; a stand-in takes the date that the other plan gives it in each run.

    Raises:
        LatePlanError: how late a task is to be hangs on another plan that waits for it.
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
            early = EarlyDates(network, options)
            early.run(network.order)
            self.networks[row_id] = network
            self._planned[row_id] = early.start, early.finish
        self.sources = dict(self._crossings())
        """By plan and number of a stand-in that waits, those of the one that gives."""
        self.late = {
            row_id: numbers
            for row_id, network in self.networks.items()
            if network.has_late_tasks and (numbers := _late_numbers(network))
        }
        """By plan, its tasks as late as possible and all that waits for them."""
        self.closing: dict[Place, int] = {}
        """The nodes once which have their dates those of a plan are set."""
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

    def _order(self) -> list[Place]:
        networks = self.networks
        if not self.sources:
            self.closing = {(row_id, networks[row_id].order[-1]): row_id for row_id in self.late}
            return [(row_id, n) for row_id, net in self.networks.items() for n in net.order]
        order = NodeOrder(networks, self.sources, self.late)
        if order.is_whole:
            self.closing = order.closing
            return order.places
        if not self.late or not NodeOrder(networks, self.sources, ()).is_whole:
            raise LoopError(order.stuck)
        stuck = next(row_id for row_id in self.late if row_id not in order.closing.values())
        raise LatePlanError(networks[stuck].nodes[self.late[stuck][0]].task)

    def predecessors_of(self, place: Place) -> Iterator[Place]:
        """The nodes that one waits for, in other plans too."""
        if place in self.sources:
            yield self.sources[place]
        for edge in self.networks[place[0]].predecessors[place[1]]:
            yield place[0], edge.predecessor

    def behind(self, places: Collection[Place]) -> list[Place]:
        """Some nodes and all that wait for them, predecessors first."""
        reached = set(places)
        for place in self.order:
            if any(other in reached for other in self.predecessors_of(place)):
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


def _late_numbers(network: Network) -> tuple[int, ...]:
    """The tasks as late as possible and all that waits for them, predecessors first."""
    reached = set[int]()
    for number in network.order:
        is_late = network.nodes[number].constraint == "ALAP"
        if is_late or any(e.predecessor in reached for e in network.predecessors[number]):
            reached.add(number)
    return tuple(number for number in network.order if number in reached)
