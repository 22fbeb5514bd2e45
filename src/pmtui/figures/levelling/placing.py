"""This file places the activities of plans one after another, where everybody they need is free.

Dates are those of the schedule's own forward pass, so an applied delay gives what was placed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.node import Node
from pmtui.figures.levelling.plan_networks import Activity, PlanNetworks
from pmtui.figures.levelling.shared_people import Booking


class Placed(Struct, frozen=True, gc=False):
    """Where an activity stands, and why."""

    start: int
    finish: int
    delay: int = 0
    """Minutes of the clock that levelling puts before it."""
    person: int = 0
    """Who was not free before; 0 where it did not have to wait for anybody."""
    waits_for: int = 0
    """The task that needs that person until then."""


class PersonTime:
    """How much of a person is taken when."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._moments = [0]
        self._taken = [0]
        self._bookings: list[Booking] = []

    def book(self, booking: Booking) -> None:
        """Take as much of the person for a task."""
        low, high = self._at(booking.start), self._at(booking.finish)
        for place in range(low, high):
            self._taken[place] += booking.units
        self._bookings.append(booking)

    def busy_until(self, start: int, finish: int, units: int) -> int:
        """The end of the last time from one moment to another with less than that left; 0: none."""
        most = max(self.capacity - units, 0)
        moments, taken = self._moments, self._taken
        place = bisect_left(moments, finish) - 1
        low = bisect_right(moments, start) - 1
        while place >= low:
            if taken[place] > most:
                return moments[place + 1]
            place -= 1
        return 0

    def task_until(self, moment: int) -> int:
        """The task that needs the person until a moment; 0 for none."""
        rows = [row for row in self._bookings if row.finish == moment]
        return max(rows, key=lambda row: row.units).task if rows else 0

    def _at(self, moment: int) -> int:
        """The place of a moment, from which on as much is taken as before."""
        place = bisect_left(self._moments, moment)
        if place == len(self._moments) or self._moments[place] != moment:
            self._moments.insert(place, moment)
            self._taken.insert(place, self._taken[place - 1])
        return place


class Placing:
    """One pass over the activities of plans in an order, predecessors first.

    Args:
        networks: the plans.
        capacities: how much of each person there is.
        booked: what is taken of them already, by person.
    """

    def __init__(
        self,
        networks: PlanNetworks,
        capacities: Mapping[int, int],
        booked: Sequence[tuple[int, Booking]],
    ) -> None:
        self._networks = networks
        self._passes = networks.passes()
        self._people = {person: PersonTime(capacity) for person, capacity in capacities.items()}
        for person, booking in booked:
            self._people[person].book(booking)
        self.placed: dict[int, Placed] = {}
        """Where each activity stands, by its number."""

    def run(self, order: Sequence[int]) -> int:
        """Place the activities in an order; when the last of them ends."""
        activities = self._networks.activities
        last = 0
        for number in order:
            activity = activities[number]
            early = self._passes[activity.plan]
            node = self._with_ends_of_others(activity)
            placed = self._found(early, activity, node)
            early.start[node.number], early.finish[node.number] = placed.start, placed.finish
            self.placed[number] = placed
            if node.kind == "task":
                last = max(last, placed.finish)
        return last

    def _found(self, early: EarlyDates, activity: Activity, node: Node) -> Placed:
        start, finish = early.dates(node)
        if not (self._people and activity.is_free and activity.needs) or start == finish:
            return Placed(start, finish)
        first, who, until = start, 0, 0
        while True:
            busy = self._busy(activity.needs, start, finish)
            if busy is None:
                break
            who, until = busy
            start = node.opening(until)
            finish = node.finish_from(start)
        for person, units in activity.needs.items():
            self._people[person].book(Booking(start, finish, units, node.task))
        if start == first:
            return Placed(start, finish)
        delay = start - early.logic_start(node)
        # What the pass makes of the delay is what counts.
        start, finish = early.dates(replace(node, delay=delay))
        return Placed(start, finish, delay, who, self._people[who].task_until(until))

    def _busy(self, needs: Mapping[int, int], start: int, finish: int) -> tuple[int, int] | None:
        """Who is not free all the time, and until when; None where everybody is."""
        last: tuple[int, int] | None = None
        for person, units in needs.items():
            until = self._people[person].busy_until(start, finish, units)
            if until and (last is None or until > last[1]):
                last = person, until
        return last

    def _with_ends_of_others(self, activity: Activity) -> Node:
        """The node; one that stands for tasks of another plan stands where those have been put."""
        node = activity.node
        if not activity.given_by:
            return node
        ends = [self.placed[number] for number in activity.given_by if number in self.placed]
        if len(ends) < len(activity.given_by):
            return node
        if activity.takes_finish:
            at = max(placed.finish for placed in ends)
        else:
            at = min(placed.start for placed in ends)
        return replace(node, manual=(at, at))
