"""This file says which task of a plan lies in which: children, leaves and summaries."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pmtui.figures.cpm.types import NO_TASK, LoopError, ScheduleError, ScheduleTask


class TaskTree:
    """The outline of a plan.

    Args:
        tasks: the tasks, in the order of the plan.

    Raises:
        ScheduleError: a task is there twice, or stands under one that is not there.
        LoopError: tasks stand under each other.
    """

    def __init__(self, tasks: Sequence[ScheduleTask]) -> None:
        self.tasks = {task.id: task for task in tasks}
        """Every task by its id."""
        self.children: dict[int, list[int]] = {}
        """Ids of the tasks below each summary, in the order given."""
        if len(self.tasks) != len(tasks):
            twice = next(id_ for id_, count in Counter(t.id for t in tasks).items() if count > 1)
            raise ScheduleError(f"task {twice} is there twice")
        for task in tasks:
            if task.parent != NO_TASK and task.parent not in self.tasks:
                raise ScheduleError(
                    f"task {task.id} stands under {task.parent}, which is not there"
                )
            self.children.setdefault(task.parent, []).append(task.id)
        self.summaries = self._summaries()
        """Ids of the tasks that have children, each after those below it."""
        if len(self.summaries) != len(self.children) - (NO_TASK in self.children):
            raise LoopError(_circle_of_parents(self.tasks))

    def leaves(self, task: int) -> list[int]:
        """Ids of the tasks without children in a summary; of another task itself."""
        found: list[int] = []
        waiting = [task]
        while waiting:
            top = waiting.pop()
            below = self.children.get(top)
            if below is None:
                found.append(top)
            else:
                waiting.extend(reversed(below))
        return found

    def summaries_below(self, summary: int) -> Iterator[int]:
        """Ids of the summaries below one."""
        waiting = [summary]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child in self.children:
                    yield child
                    waiting.append(child)

    def from_inside(self, summary: int) -> list[int]:
        """What is right below a summary, to be taken from the end: tasks before summaries."""
        below = self.children[summary]
        summaries = [task for task in below if task in self.children]
        return summaries[::-1] + [task for task in reversed(below) if task not in self.children]

    def is_above(self, task: int, other: int) -> bool:
        """Whether a task lies in another, however deep."""
        while other != NO_TASK:
            other = self.tasks[other].parent
            if other == task:
                return True
        return False

    def _summaries(self) -> list[int]:
        ordered: list[int] = []
        waiting = [task for task in self.children.get(NO_TASK, ()) if task in self.children]
        while waiting:
            task = waiting.pop()
            ordered.append(task)
            waiting.extend(child for child in self.children[task] if child in self.children)
        ordered.reverse()
        return ordered


def _circle_of_parents(tasks: Mapping[int, ScheduleTask]) -> tuple[int, ...]:
    """One circle of tasks that stand under each other."""
    safe: set[int] = {NO_TASK}
    for task in tasks:
        walked: dict[int, None] = {}
        while task not in safe and task not in walked:
            walked[task] = None
            task = tasks[task].parent  # noqa: PLW2901
        if task not in safe:
            ring = list(walked)
            return tuple(ring[ring.index(task) :])
        safe.update(walked)
    return ()
