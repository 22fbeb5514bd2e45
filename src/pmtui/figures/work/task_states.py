"""This file says of single tasks what stored rows tell: done, blocked, waiting, summary."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from pmtui.model.entities.tasks import Task
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.workspace.index import Index
from pmtui.model.workspace.workspace import Workspace


class TaskStates:
    """Which tasks are done, blocked, summaries, or wait for others, as stored rows say.

    Args:
        workspace: the revision the tasks are of.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def done_columns(self) -> frozenset[int]:
        """Columns whose cards are done."""
        columns = self.workspace.columns.values()
        return frozenset(column.id for column in columns if column.role == "done")

    @cached_property
    def parents(self) -> frozenset[int]:
        """The tasks that any task, archived or not, names as its parent; for looks at many."""
        return self._below.values()

    @cached_property
    def _tasks(self) -> Mapping[int, Task]:
        return self.workspace.tasks

    @cached_property
    def _below(self) -> Index:
        return self.workspace.index("tasks", "parent")

    @cached_property
    def successors(self) -> frozenset[int]:
        """The tasks that wait for any task; for looks at many."""
        return self._taken.values()

    @cached_property
    def _taken(self) -> Index:
        return self.workspace.index("links", "successor")

    def is_done(self, task_id: int) -> bool:
        """Whether a task is done: its column says so, or without a column its 100 %.

        A summary is done when everything below it is, wherever its own card stands.
        """
        task = self._tasks.get(task_id)
        if task is None:
            return False
        if self._below.ids(task_id):
            return self._is_done_below(task_id)
        return task.column in self.done_columns if task.column else task.percent == 100

    def done_test(self) -> Callable[[Task], bool]:
        """`is_done` for many tasks: what all of them need is looked up once."""
        parents, done, is_done = self.parents, self.done_columns, self.is_done

        def test(task: Task) -> bool:
            if task.id in parents:
                return is_done(task.id)
            return task.column in done if task.column else task.percent == 100

        return test

    def _is_done_itself(self, task: Task) -> bool:
        return task.column in self.done_columns if task.column else task.percent == 100

    def _is_done_below(self, task_id: int) -> bool:
        """Whether every task at or below one that has no sub-tasks is done."""
        tasks = self.workspace.tasks
        waiting, met, done = [task_id], {task_id}, 0
        while waiting:
            one = waiting.pop()
            below = self.subtasks(one)
            if not below:
                if not self._is_done_itself(tasks[one]):
                    return False
                done += 1
            waiting += (row_id for row_id in below if row_id not in met)
            met.update(below)
        return done > 0

    def is_blocked(self, task_id: int) -> bool:
        """Whether an open task says that it is held up, or waits for an unfinished predecessor."""
        task = self.workspace.tasks.get(task_id)
        if task is None or task.archived or self.is_done(task_id) or self.has_ended(task):
            return False
        return bool(task.blocked) or self._is_waiting(task_id)

    def is_summary(self, task_id: int) -> bool:
        """Whether a task has live sub-tasks; it is not counted as work then."""
        return bool(self.subtasks(task_id))

    def subtasks(self, task_id: int) -> tuple[int, ...]:
        """The live tasks directly below a task."""
        ids = self._below.ids(task_id)
        if not ids:
            return ()
        tasks = self._tasks
        return tuple(row_id for row_id in ids if not tasks[row_id].archived)

    def blockers(self, task_id: int) -> tuple[int, ...]:
        """The unfinished tasks that must finish before this one may start."""
        return tuple(self._unfinished_predecessors(task_id))

    def frees(self, task_id: int) -> tuple[int, ...]:
        """The open tasks that wait for nothing but this one."""
        links = self.workspace.links
        found: list[int] = []
        for link_id in self.workspace.ids_by("links", "predecessor", task_id):
            successor = links[link_id].successor
            task = self.workspace.tasks.get(successor)
            if task is None or task.archived or task.blocked or self.is_done(successor):
                continue
            if self.blockers(successor) == (task_id,):
                found.append(successor)
        return tuple(found)

    def has_parts(self, task: Task) -> bool:
        """Whether a task has live sub-tasks in its own component."""
        tasks = self.workspace.tasks
        return any(tasks[task_id].component == task.component for task_id in self.subtasks(task.id))

    def _is_waiting(self, task_id: int) -> bool:
        if not self._taken.ids(task_id):
            return False
        return next(self._unfinished_predecessors(task_id), None) is not None

    def _unfinished_predecessors(self, task_id: int) -> Iterator[int]:
        links = self.workspace.links
        for link_id in self._taken.ids(task_id):
            link = links[link_id]
            predecessor = self._tasks.get(link.predecessor)
            if link.type != "FS" or predecessor is None or predecessor.archived:
                continue
            if not self.is_done(predecessor.id):
                yield predecessor.id

    def has_ended(self, task: Task) -> bool:
        """Whether a task's component is closed or given up."""
        component = self.workspace.components.get(task.component)
        return component is not None and component.state in ENDED_COMPONENT_STATES
