"""This file schedules a plan by the critical path method: dates, slack, critical tasks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from pmtui.figures.cpm.carried_edit import carried_network
from pmtui.figures.cpm.constraint_misses import constraint_misses_of
from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Ends, Node
from pmtui.figures.cpm.passes import NEVER, Passes
from pmtui.figures.cpm.slack import free_slack, total_slack
from pmtui.figures.cpm.split_parts import parts_of
from pmtui.figures.cpm.types import (
    ConstraintMiss,
    ScheduleError,
    ScheduleLink,
    ScheduleOptions,
    ScheduleTask,
    TaskDates,
    task_dates,
)
from pmtui.model.calendar.work_calendar import Calendar

_TURN: Final = 500
"""Nodes between two chances for another thread to ask for dates; a few milliseconds."""


def schedule(
    tasks: Sequence[ScheduleTask],
    links: Iterable[ScheduleLink],
    calendars: Mapping[int, Calendar],
    options: ScheduleOptions,
) -> "Schedule":
    """The dates of a plan by the precedence diagram method, in working minutes.

    Forward and backward pass; constraints, summary tasks and progress by MS Project's rules.

    Raises:
        LoopError: tasks wait for each other.
        ScheduleError: an id is not there, or there twice.
        CalendarError: a calendar is not there, or leaves no time to work.
    """
    lag = options.predecessor_lag
    network = Network(tasks, links, calendars, options.calendar, predecessor_lag=lag)
    early = EarlyDates(network, options)
    early.run(network.order)
    return Schedule(Passes(network, options, early))


class Schedule(Mapping[int, TaskDates]):
    """The dates of every task by its id, worked out when they are asked for.

    The planned dates are there at once; the backward pass runs when slack is first asked for.
    """

    def __init__(self, passes: Passes) -> None:
        self.options = passes.options
        """The rules it was made by."""
        self._network = passes.network
        self._open = passes

    @property
    def _passes(self) -> Passes:
        """The passes, with all that an edit moves."""
        self._open.settle()
        return self._open

    @property
    def finish(self) -> int:
        """When the plan ends."""
        return self._passes.finish

    @property
    def is_settled(self) -> bool:
        """Whether all that an edit moves has been worked out."""
        return self._open.is_settled

    def settle(self, most: int) -> bool:
        """Work out early dates if that looks at few nodes; whether nothing is left of them."""
        return self._open.settle(most)

    def reaches(self, task: int, most: int) -> bool:
        """Whether a task's slack is known or found by looking at few nodes.

        Args:
            task: the task.
            most: nodes looked at for slack, with all those before.
        """
        network, number = self._network, self._network.node_of.get(task)
        if not self._open.is_settled:
            return False
        if number is not None:
            return self._open.reach_late(network.nodes[number], most)
        below = network.tree.leaves(task)
        nodes = (network.nodes[network.node_of[row_id]] for row_id in below)
        return len(below) <= most and all(self._open.reach_late(node, most) for node in nodes)

    @property
    def gives(self) -> bool:
        """Whether tasks of other plans take from it."""
        return bool(self._network.beyond)

    def join(self, others: "Mapping[int, Schedule]", *, carries: bool = True) -> None:
        """Let late dates and slack follow from the plans that take from this one.

        Args:
            others: by the id of what stands for a successor, the schedule of its predecessor, which
                stands under the same id there.
            carries: whether what was known before an edit may be carried on; then none of the
                others may hang on this one.
        """
        beyond: dict[int, tuple[Passes, int]] = {}
        for task, other in others.items():
            number = self._network.node_of.get(task)
            predecessor = other._network.node_of.get(task)  # noqa: SLF001  (the same class)
            if number is not None and predecessor is not None:
                passes = other._passes  # noqa: SLF001  (the same class)
                if passes.has_open_successors(predecessor):
                    beyond[number] = passes, predecessor
        self._passes.join(beyond, carries=carries)

    def carry_late(self) -> None:
        """Carry on the late dates from before an edit, if that looks at few nodes."""
        _ = self._passes.late

    def is_active(self, task: int) -> bool:
        """Whether a task, or any in a summary, moves what waits for it."""
        return self._network.is_active(task)

    def work_out(self) -> None:
        """Work out everything that waits to be asked for, in turns with who asks for `ends`."""
        self.follow()
        self._open.late.run()

    def follow(self) -> None:
        """Work out all that an edit moves, in turns with who asks for `ends`."""
        while not self._open.settle(_TURN):
            pass

    def __len__(self) -> int:
        return len(self._network.tasks)

    def __contains__(self, task: object) -> bool:
        return task in self._network.tasks

    def __iter__(self) -> Iterator[int]:
        return iter(self._network.tasks)

    def __getitem__(self, task: int) -> TaskDates:
        number = self._network.node_of.get(task)
        if number is None:
            return self._dates_of_summary(task)
        return self._dates_of(self._network.nodes[number])

    def ends(self, task: int) -> Ends:
        """Start and finish of a task, without waiting for its slack."""
        number = self._network.node_of.get(task)
        if number is None:
            return self._passes.planned.of(task)
        return self._open.ends(self._network.nodes[number])

    def duration(self, task: int) -> int:
        """Minutes of work of a task, without its gaps; of a summary those between its ends."""
        number = self._network.node_of.get(task)
        if number is not None:
            return self._network.nodes[number].duration
        start, finish = self.ends(task)
        return self._network.times.of(self._network.tasks[task].calendar).between(start, finish)

    def parts(self, task: int) -> tuple[Ends, ...]:
        """Start and finish of each part of a task; one where it is not split."""
        number = self._network.node_of.get(task)
        ends = self.ends(task)
        return (ends,) if number is None else parts_of(self._network.nodes[number], *ends)

    def is_summary(self, task: int) -> bool:
        """Whether a task's dates are those of what lies below it."""
        return task not in self._network.node_of

    def span(self, left_out: Collection[int] = ()) -> Ends | None:
        """First start and last finish of the active tasks but some; None where there are none."""
        passes, network = self._passes, self._network
        dated = list(network.by_hand.values())
        if network.has_late_tasks or dated:
            out = set(left_out)
            ends = [
                passes.shown_ends(network.nodes[number])
                for task, number in network.node_of.items()
                if task not in out and network.nodes[number].active
            ]
            ends += dated
            return (
                (min(row_id for row_id, _ in ends), max(row_id for _, row_id in ends))
                if ends
                else None
            )
        count = len(network.node_of)
        out = {network.node_of[task] for task in left_out}
        if out == set(network.outside) and passes.first != NEVER:
            return passes.first, passes.finish
        starts, finishes = passes.early.start[:count], passes.early.finish[:count]
        out.update(network.idle)
        for number in out:
            starts[number], finishes[number] = NEVER, 0
        return (min(starts), max(finishes)) if len(out) < count else None

    def conflicts(self, tasks: Iterable[int] | None = None) -> tuple[ConstraintMiss, ...]:
        """The constraints and deadlines that cannot be kept, of some tasks or all."""
        early, nodes, node_of = self._passes.early, self._network.nodes, self._network.node_of
        numbers = node_of.values() if tasks is None else [node_of[t] for t in tasks if t in node_of]
        return tuple(
            found for number in numbers for found in constraint_misses_of(early, nodes[number])
        )

    def unfinished_before(self, moment: int) -> list[int]:
        """The active tasks of which work still to come lies before a moment, but for fixed ones.

        Fixed are those that a person has dated, or MSO or MFO.
        """
        nodes = self._network.nodes[: len(self._network.node_of)]
        return self._passes.early.unfinished_before(nodes, moment)

    def moved_from(self, before: "Schedule") -> list[int]:
        """The tasks, summaries apart, that are planned elsewhere than before."""
        nodes = self._passes.moved_from(before._passes)  # noqa: SLF001  (the same class)
        if nodes is not None:
            return [node.task for node in nodes if node.kind == "task"]
        there = (task for task in self._network.node_of if task in before)
        return [task for task in there if self.ends(task) != before.ends(task)]

    def next(
        self,
        tasks: Sequence[ScheduleTask] = (),
        added: Sequence[ScheduleLink] = (),
        removed: Sequence[ScheduleLink] = (),
        gone: Sequence[int] = (),
    ) -> "Schedule":
        """The schedule after an edit, of which only what it touches is worked out anew.

        The old schedule stays as it is. Raises what `schedule` raises.

        Args:
            tasks: new ones, and ones that take the place of those with their id.
            added: new links.
            removed: links that are no more.
            gone: ids of tasks that are no more; their links must be among the removed.
        """
        network = self._network
        edit = None
        if not (gone or network.has_late_tasks):
            edit = carried_network(network, tasks, added, removed)
        if edit is not None:
            return Schedule(self._open.after(*edit))
        left_out = set(gone)
        rows = network.tasks | {task.id: task for task in tasks}
        links = network.links.copy()
        for link in removed:
            if link not in links:
                ends = f"from {link.predecessor} to {link.successor}"
                raise ScheduleError(f"there is no such link {ends}")
            links.remove(link)
        rest = [task for task in rows.values() if task.id not in left_out]
        return schedule(rest, [*links, *added], network.calendars, self.options)

    def _dates_of(self, node: Node) -> TaskDates:
        passes = self._passes
        early, late = passes.early_ends(node), passes.late_ends(node)
        shown = passes.shown_ends(node)
        started, done = node.actual_start is not None, node.actual_finish is not None
        total = free = 0
        if not done:
            total = total_slack(node.pace, shown, late, started=started)
            room = self._room(node, shown, total)
            free = free_slack(node.pace, shown, passes.successors([node]), room)
        critical = not done and total <= self.options.critical_slack
        return task_dates(node.task, (shown, early, late), (total, free), critical=critical)

    def _room(self, node: Node, shown: Ends, total: int) -> int:
        """The most a task's free slack can be; where logic wins, dates do not lessen it."""
        if self.options.honor_constraints:
            return total
        return node.pace.between(shown[1], self.finish)

    def _dates_of_summary(self, task: int) -> TaskDates:
        passes, network = self._passes, self._network
        time = network.times.of(network.tasks[task].calendar)
        shown, late = passes.planned.of(task), passes.latest.of(task)
        done, started = passes.progress.of(task)
        total = free = 0
        if not done:
            total = total_slack(time, shown, late, started=bool(started))
            ends = (network.end_of(task, "first"), network.end_of(task, "last"))
            successors = passes.successors([end for end in ends if end is not None])
            free = free_slack(time, shown, successors, total)
        critical = not done and total <= self.options.critical_slack
        dates = (shown, passes.earliest.of(task), late)
        return task_dates(task, dates, (total, free), critical=critical, summary=True)
