"""This file turns a network of plans into a problem in whole steps of working time."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import gcd
from typing import Final

from pmtui.figures.cpm.node import ELAPSED, Edge
from pmtui.figures.levelling.placing import Placed
from pmtui.figures.levelling.plan_networks import Activity, PlanNetworks
from pmtui.figures.levelling.resource_problem import Reserved, ResourceProblem, Wait
from pmtui.figures.levelling.shared_people import Booking

_MOST_STEPS: Final = 60_000
"""Steps that all durations together may have; more are made coarser."""
_HELD: Final = frozenset({"SNET", "FNET"})
_DAY: Final = 1440


class StepProblem:
    """The problem of a network; its activities have the numbers they have there, a source the last.

    Args:
        networks: the plans.
        early: where each activity stands if nobody is ever busy.
        capacities: how much of each person there is.
        booked: what is taken of them already, by person.
    """

    def __init__(
        self,
        networks: PlanNetworks,
        early: Mapping[int, Placed],
        capacities: Mapping[int, int],
        booked: Sequence[tuple[int, Booking]],
    ) -> None:
        self._networks = networks
        self._early = early
        self._capacities = capacities
        self._booked = booked
        component = next(iter(networks.plans))
        self._plan = networks.plans[component]
        self._time = self._plan.times.of(0)
        self.origin = min(
            (
                early[activity.number].start
                for activity in networks.activities
                if activity.node.kind == "task" and activity.number in early
            ),
            default=self._plan.earliest,
        )
        """When the first task could start, in minutes since year 1."""
        self.step = self._step()
        """Working minutes of a step."""

    @cached_property
    def problem(self) -> ResourceProblem:
        """The problem; a step rounds up what does not come out whole."""
        people = list(self._capacities)
        durations = [self._steps(self._length(activity)) for activity in self._networks.activities]
        demands = [
            tuple(
                min(activity.needs.get(person, 0), self._capacities[person])
                if activity.is_free
                else 0
                for person in people
            )
            for activity in self._networks.activities
        ]
        source = len(durations)
        waits = (*self._waits(durations), *self._releases(source))
        return ResourceProblem(
            [*durations, 0],
            [*demands, (0,) * len(people)],
            [self._capacities[person] for person in people],
            waits,
            tuple(self._reserved(people)),
        )

    @cached_property
    def is_exact(self) -> bool:
        """Whether every task keeps the same hours without a gap, so that no rounding is in it."""
        calendars = {plan.inputs.options.calendar for plan in self._networks.plans.values()}
        if len(calendars) > 1 or self.step != self._finest:
            return False
        return all(self._is_plain(activity) for activity in self._networks.activities)

    def days(self, minutes: int) -> float:
        """Working days of so many working minutes."""
        return self._plan.slack_days(minutes)

    def between(self, moment: int) -> int:
        """Working minutes from the origin to a moment."""
        return self._time.between(self.origin, moment)

    def _is_plain(self, activity: Activity) -> bool:
        node, network = activity.node, self._networks.networks[activity.plan]
        if activity.given_by:
            return True
        own = network.times.of(0)
        edges = network.predecessors[node.number]
        is_work = node.pace is own and not node.crew and node.span == node.duration
        return (
            is_work
            and node.kind == "task"
            and activity.is_free
            and all(edge.lag_time is own or not edge.lag for edge in edges)
        )

    def _length(self, activity: Activity) -> int:
        placed = self._early.get(activity.number)
        return 0 if placed is None else self._time.between(placed.start, placed.finish)

    def _lag(self, edge: Edge) -> int:
        if edge.lag_time is ELAPSED:
            return round(edge.lag * self._plan.minutes_per_day / _DAY)
        return edge.lag

    @cached_property
    def _finest(self) -> int:
        step = 0
        for activity in self._networks.activities:
            step = gcd(step, self._length(activity))
            for edge in self._networks.networks[activity.plan].predecessors[activity.node.number]:
                step = gcd(step, self._lag(edge))
        for moment in self._dates():
            step = gcd(step, self.between(moment))
        return max(step, 1)

    def _dates(self) -> Iterator[int]:
        """The moments that something is held to."""
        for _, booking in self._booked:
            yield from (booking.start, booking.finish)
        yield from (self._early[activity.number].start for activity in self._held())

    def _step(self) -> int:
        total = sum(self._length(activity) for activity in self._networks.activities)
        return self._finest * max(-(-total // self._finest // _MOST_STEPS), 1)

    def _steps(self, minutes: int) -> int:
        return -(-minutes // self.step)

    def _held(self) -> Iterator[Activity]:
        """The activities that do not start before a moment of their own."""
        for activity in self._networks.activities:
            edges = self._networks.networks[activity.plan].predecessors[activity.node.number]
            is_tied = bool(edges or activity.given_by)
            if activity.number in self._early and (
                not is_tied or not activity.is_free or activity.node.constraint in _HELD
            ):
                yield activity

    def _releases(self, source: int) -> Iterator[Wait]:
        for activity in self._held():
            if activity.node.kind == "task" or not activity.given_by:
                start = self.between(self._early[activity.number].start)
                yield Wait(source, activity.number, max(self._steps(start), 0))

    def _waits(self, durations: Sequence[int]) -> Iterator[Wait]:
        networks = self._networks
        for activity in networks.activities:
            network = networks.networks[activity.plan]
            first = activity.number - activity.node.number
            own = durations[activity.number]
            for edge in network.predecessors[activity.node.number]:
                predecessor = first + edge.predecessor
                if not network.nodes[edge.predecessor].active or not activity.node.active:
                    continue
                steps = self._steps(self._lag(edge))
                if edge.type in {"FS", "FF"}:
                    steps += durations[predecessor]
                if edge.type in {"FF", "SF"}:
                    steps -= own
                yield Wait(predecessor, activity.number, steps)
            for predecessor in activity.given_by:
                steps = durations[predecessor] if activity.takes_finish else 0
                yield Wait(predecessor, activity.number, steps)

    def _reserved(self, people: Sequence[int]) -> Iterator[Reserved]:
        """What is taken of each person, never more than there is."""
        for place, person in enumerate(people):
            rows = [
                (
                    max(self.between(booking.start) // self.step, 0),
                    self._steps(self.between(booking.finish)),
                    booking.units,
                )
                for who, booking in self._booked
                if who == person
            ]
            edges = sorted({edge for row in rows for edge in row[:2] if edge >= 0})
            for start, finish in pairwise(edges):
                units = sum(row[2] for row in rows if row[0] <= start and row[1] >= finish)
                if units:
                    demand = [0] * len(people)
                    demand[place] = min(units, self._capacities[person])
                    yield Reserved(start, finish, tuple(demand))
