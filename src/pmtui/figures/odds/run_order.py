"""This file puts the nodes of plans that wait for each other in one order."""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from pmtui.figures.cpm.network import Network

Place: TypeAlias = tuple[int, int]
"""A node: its plan and its number there."""


class NodeOrder:
    """The nodes of plans, predecessors first.

    Args:
        networks: the nodes by plan.
        sources: by plan and number of a stand-in that waits, those of the one that gives.
        late: the plans that give to others only once all their nodes have dates, since how late a
            task is follows from the end of its plan.
    """

    def __init__(
        self,
        networks: Mapping[int, Network],
        sources: Mapping[Place, Place],
        late: Collection[int],
    ) -> None:
        self.places: list[Place] = []
        """The nodes in their order, as far as they do not wait for each other."""
        self.closing: dict[Place, int] = {}
        """The last node of each late plan, but for what gives to others."""
        self._networks = networks
        self._waiting: dict[Place, list[Place]] = {}
        for waiting_node, source in sources.items():
            self._waiting.setdefault(source, []).append(waiting_node)
        self._waits = {
            row_id: [len(edges) for edges in network.predecessors]
            for row_id, network in networks.items()
        }
        for row_id, number in sources:
            self._waits[row_id][number] += 1
        for row_id, network in networks.items():
            for number in network.idle:
                self._waits[row_id][number] = -1
        self._left = {row_id: self._hold_back(networks[row_id], row_id) for row_id in late}
        self._arrange()
        idle = [(row_id, n) for row_id, network in networks.items() for n in network.idle]
        self.places += idle

    def _hold_back(self, network: Network, plan: int) -> int:
        """Have what gives to other plans wait for the rest, and say how many nodes that is."""
        for number in network.beyond:
            self._waits[plan][number] += 1
        return len(network.nodes) - len(network.beyond) - len(network.idle)

    def _arrange(self) -> None:
        ready = [
            (row_id, number)
            for row_id, counts in self._waits.items()
            for number, count in enumerate(counts)
            if not count
        ]
        while ready:
            place = ready.pop()
            self.places.append(place)
            row_id, number = place
            network = self._networks[row_id]
            following = [(row_id, edge.successor) for edge in network.successors[number]]
            following += self._waiting.get(place, ())
            if row_id in self._left and number not in network.beyond:
                self._left[row_id] -= 1
                if not self._left[row_id]:
                    self.closing[place] = row_id
                    following += [(row_id, beyond) for beyond in network.beyond]
            for other in following:
                self._waits[other[0]][other[1]] -= 1
                if not self._waits[other[0]][other[1]]:
                    ready.append(other)

    @property
    def is_whole(self) -> bool:
        """Whether every node has its place."""
        return len(self.places) == sum(len(network.nodes) for network in self._networks.values())

    @property
    def stuck(self) -> tuple[int, ...]:
        """The tasks that wait for each other."""
        tasks = (
            self._networks[row_id].nodes[number].task
            for row_id, counts in self._waits.items()
            for number, count in enumerate(counts)
            if count > 0
        )
        return tuple(dict.fromkeys(task for task in tasks if task > 0))
