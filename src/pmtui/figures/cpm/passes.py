"""This file holds both passes of a schedule and its roll-ups, and carries them over an edit."""

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Final, Self

from pmtui.figures.cpm.backward_pass import LateDates, late_because_of
from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Edge, Ends, Node
from pmtui.figures.cpm.slack import bound_of, free_slack, total_slack
from pmtui.figures.cpm.summary_rollup import SummaryRollup
from pmtui.figures.cpm.types import ScheduleOptions

NEVER: Final = 1 << 62
"""A start after all others."""
_MOST_CARRIED: Final = 4_000
"""Nodes looked at above which late dates are worked out anew, as they are asked for."""


class Passes:
    """Early and late dates of a network, with what they come to in its summaries.

    The backward pass waits until its dates are asked for; after an edit the forward pass waits
    too, and only `ends` may be asked for until it is settled.

    Args:
        network: the nodes the dates are of.
        options: the rules of the plan.
        early: the forward pass.
        carried: the passes before an edit, and the nodes it touches.
    """

    def __init__(
        self,
        network: Network,
        options: ScheduleOptions,
        early: EarlyDates,
        carried: "tuple[Passes, set[int]] | None" = None,
    ) -> None:
        self.network = network
        """The nodes the dates are of."""
        self.options = options
        """The rules of the plan."""
        self.early = early
        """The forward pass."""
        self.before: tuple[Passes, set[int]] | None = None
        """Passes before an edit whose late dates are known, and the nodes to look at again."""
        self.beyond: Mapping[int, tuple[Passes, int]] = {}
        """By the number of what stands for a successor of another plan, see `join`."""
        self._late: LateDates | None = None
        self._carried = carried
        self.mark = object()
        """Tells these passes from all others."""
        self._came_from = carried[0].mark if carried is not None else None
        self._turn = Lock()
        self._first: int | None = None
        self.finish = 0 if carried is not None else self._finish()
        """When the plan ends."""
        self._roll_up()
        if network.has_late_tasks:
            self._move_late_tasks()
            self._roll_up()

    def _roll_up(self) -> None:
        start = (self.options.start, self.options.start)
        own = self.network.by_hand.get
        self.planned = SummaryRollup(self.network, self.shown_ends, start, own)
        """Planned start and finish of each summary."""
        self.earliest = SummaryRollup(self.network, self.early_ends, start, own)
        """Early start and finish of each summary."""
        self.latest = SummaryRollup(self.network, self._late_below, start, self._late_by_hand)
        """Late start and finish of each summary."""
        self.progress = SummaryRollup(self.network, _progress, (1, 0))
        """Whether all in a summary is done, and whether anything has started."""

    def join(self, beyond: "Mapping[int, tuple[Passes, int]]", *, carries: bool) -> None:
        """Let the late dates follow from those of other plans.

        Args:
            beyond: by the number of what stands for a successor of another plan: its passes, and
                the number under which the predecessor stands there.
            carries: whether the late dates before an edit may be carried on; then those of the
                other plans must not hang on these.
        """
        self.beyond = beyond
        if not carries:
            self.before = None
        if self._late is not None and not self.network.has_late_tasks:
            self._late = None
            start = (self.options.start, self.options.start)
            self.latest = SummaryRollup(self.network, self._late_below, start, self._late_by_hand)

    @property
    def late(self) -> LateDates:
        """The backward pass."""
        if self._late is None:
            self._late = self._late_dates()
        return self._late

    @property
    def has_late(self) -> bool:
        """Whether the backward pass has run."""
        return self._late is not None

    def early_ends(self, node: Node) -> Ends:
        """Early start and finish."""
        return self.early.start[node.number], self.early.finish[node.number]

    def late_ends(self, node: Node) -> Ends:
        """Late start and finish; what has started cannot start late."""
        start, finish = (self._late or self.late).ends(node.number)
        return (start if node.actual_start is None else node.actual_start), finish

    def _late_below(self, node: Node) -> Ends:
        """What a task adds to the late dates of its summary: one dated by hand does not move."""
        return self.early_ends(node) if node.manual is not None else self.late_ends(node)

    def _late_by_hand(self, summary: int) -> Ends | None:
        """Late start and finish of a manual summary; None for one that is not."""
        if summary not in self.network.by_hand:
            return None
        end = self.network.end_of(summary, "last")
        if end is None:
            return None
        finish = self.late.ends(end.number)[1]
        return end.start_for(finish), finish

    def shown_ends(self, node: Node) -> Ends:
        """Start and finish as people plan them."""
        late = self.early.late
        if node.constraint == "ALAP" and node.actual_start is None and late:
            return late[0][node.number], late[1][node.number]
        return self.early_ends(node)

    def successors(self, nodes: Iterable[Node]) -> Iterator[tuple[Edge, Ends]]:
        """The links nodes give to tasks that are not done, with the dates of those."""
        network = self.network
        for node in nodes:
            for edge in network.successors[node.number]:
                successor = network.nodes[edge.successor]
                if successor.kind == "task" and successor.actual_finish is None:
                    yield edge, self.shown_ends(successor)
                elif successor.kind == "gate" and not self.progress.of(successor.task)[0]:
                    yield edge, self.planned.of(successor.task)
                elif edge.successor in self.beyond:
                    passes, predecessor = self.beyond[edge.successor]
                    limit = passes.given_by(predecessor)
                    if limit is not None:
                        yield edge, (limit, limit)

    def has_open_successors(self, number: int) -> bool:
        """Whether a node gives to anything that is not done."""
        nodes = self.network.nodes
        edges = self.network.successors[number]
        return any(nodes[edge.successor].actual_finish is None for edge in edges)

    def given_by(self, number: int) -> int | None:
        """The latest moment at which a predecessor of another plan moves no successor, or None."""
        following = self.successors([self.network.nodes[number]])
        limits = [bound_of(edge, ends) for edge, ends in following]
        return min(limits, default=None)

    def after(self, network: Network, touched: set[int]) -> Self:
        """The passes after an edit that touches some nodes; these stay as they are."""
        self.settle()
        early = self.early.after(network, touched)
        return type(self)(network, self.options, early, (self, touched))

    def moved_from(self, before: "Passes") -> list[Node] | None:
        """The nodes that the edit after some passes moved; None where more lies in between."""
        if self._came_from is not before.mark:
            return None
        self.settle()
        return [self.network.nodes[number] for number in self.early.moved]

    @property
    def is_settled(self) -> bool:
        """Whether all that an edit moves has been worked out."""
        return self._carried is None

    def settle(self, most: int | None = None) -> bool:
        """Work out what an edit moves, at most so many nodes; whether nothing is left.

        One thread may settle part by part while another asks for `ends`.
        """
        if self.is_settled:
            return True
        with self._turn:
            carried = self._carried
            if carried is not None and self.early.settle(most=most):
                self._take_over(*carried)
                self._carried = None
        return self.is_settled

    def ends(self, node: Node) -> Ends:
        """Start and finish as people plan them, after an edit too."""
        if not self.is_settled:
            with self._turn:
                self.early.settle(until=self.network.rank[node.number])
        return self.shown_ends(node)

    def _take_over(self, before: "Passes", touched: set[int]) -> None:
        """What of the passes before an edit still holds."""
        network, moved = self.network, self.early.moved
        changed = touched | moved
        self._carry_ends(before, changed)
        own = network.by_hand.get
        self.planned = before.planned.after(network, self.shown_ends, changed, own)
        self.earliest = before.earliest.after(network, self.early_ends, changed, own)
        self.progress = before.progress.after(network, _progress, touched)
        dirty = touched | late_because_of(
            network, touched, moved, frees_ends=self.options.multiple_critical_paths
        )
        if before.has_late:
            self.before = (before, dirty)
        elif before.before is not None:
            self.before = (before.before[0], before.before[1] | dirty)

    def reach_late(self, node: Node, most: int) -> bool:
        """Run the backward pass as far as a node, if that looks at few; whether it got there."""
        return self.is_settled and self.late.reach(node.number, most)

    def _late_dates(self) -> LateDates:
        carried = self._carried_late()
        if carried is not None:
            return carried
        self.before = None
        return LateDates(self.network, self.options, self.early, self.finish, beyond=self.beyond)

    def _carried_late(self) -> LateDates | None:
        """Those before an edit, with what it moves; None where that is much or the finish."""
        before = self.before
        if before is None or before[0].finish != self.finish:
            return None
        old, dirty = before
        found = old.late.after(self.network, self.early, dirty, _MOST_CARRIED, self.beyond)
        if found is None:
            return None
        late, moved = found
        self.latest = old.latest.after(
            self.network, self._late_below, moved | dirty, self._late_by_hand
        )
        self.before = None
        return late

    @property
    def first(self) -> int:
        """Early start of what starts first, but for the inactive and tasks of other plans."""
        if self._first is None:
            starts = self.early.start[: len(self.network.node_of)]
            for number in (*self.network.idle, *self.network.outside):
                starts[number] = NEVER
            self._first = min(starts, default=NEVER)
        return self._first

    def _carry_ends(self, before: "Passes", changed: set[int]) -> None:
        """First start and finish after an edit; all are looked at only where an end has moved."""
        count, left_out = len(self.network.node_of), {*self.network.idle, *self.network.outside}
        counted = [row_id for row_id in changed if row_id < count and row_id not in left_out]
        was, now, first = before.early, self.early, before._first  # noqa: SLF001  (the same class)
        if any(was.finish[row_id] >= before.finish for row_id in counted):
            self.finish = self._finish()
        else:
            self.finish = max((before.finish, *(now.finish[row_id] for row_id in counted)))
        if first is not None and all(was.start[row_id] > first for row_id in counted):
            self._first = min((first, *(now.start[row_id] for row_id in counted)))

    def _finish(self) -> int:
        ends = self.early.finish[: len(self.network.node_of)]
        left_out = {*self.network.idle, *self.network.outside}
        for number in left_out:
            ends[number] = 0
        by_hand = [finish for _, finish in self.network.by_hand.values()]
        if len(left_out) == len(ends):
            return max(by_hand, default=self.options.start)
        return max(*ends, *by_hand) if by_hand else max(ends)

    def _move_late_tasks(self) -> None:
        """Sets the tasks as late as possible and what follows them."""
        early, late = self.early, self.late
        late.run()
        if self.options.honor_constraints:
            early.late = late.ends_to_come(self.options.status_date)
            early.run(self.network.order)
            return
        for number in reversed(self.network.order):
            node = self.network.nodes[number]
            if node.constraint == "ALAP" and node.actual_start is None:
                ends = self.early_ends(node)
                total = total_slack(node.pace, ends, self.late_ends(node), started=False)
                free = free_slack(node.pace, ends, self.successors([node]), total)
                early.finish[number] = node.pace.after(ends[1], free)
                early.start[number] = node.start_for(early.finish[number])


def _progress(node: Node) -> tuple[int, int]:
    """Whether a task is done, and whether it has started, as 0 and 1."""
    return int(node.actual_finish is not None), int(node.actual_start is not None)
