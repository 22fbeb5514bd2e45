"""This file keeps the sums of a plan when a task gets its first sub-task, or loses its last.

A summary's own work is counted nowhere: its sub-tasks' is. So what a task has of its own goes to
its first sub-task, or to one made for it, in the same commit as the step itself.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

import msgspec

from pmtui.actions.consequences.work_transfer import (
    REST,
    clear_size,
    has_work,
    is_bare,
    is_settled,
    own_work_text,
    size_name,
    transfer_work,
)
from pmtui.actions.core.action import last_rank
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace

_MOVING: Final = frozenset({"parent", "archived"})
"""Fields of a task that make others summaries or tasks of their own again."""


def with_summary_totals(
    workspace: Workspace, ops: Ops, today: date, new_id: Callable[[], int]
) -> tuple[Ops, tuple[str, ...]]:
    """Ops with what must go along so that no work of a plan is lost, and what to say of it.

    Args:
        workspace: before the ops.
        ops: what is to be done.
        today: the day it is.
        new_id: draws the id of what is made along with them.
    """
    concerned = _parents_concerned(workspace, ops)
    if not concerned:
        return ops, ()
    try:
        step = _Step(workspace, ops, today, new_id)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops, ()
    for parent in sorted(concerned):
        step.take(parent)
    return _folded(workspace, ops, step), tuple(step.messages)


def _folded(before: Workspace, ops: Ops, step: "_Step") -> Ops:
    """Both kinds of ops, where every row is changed once: so a commit merges and is undone."""
    changed = dict.fromkeys((op.table, op.id) for op in step.ops)
    rows = {pair: _of_row(before, step.now, *pair) for pair in changed}
    found: list[Op] = []
    for op in ops:
        if (op.table, op.id) in changed:
            found += rows.pop((op.table, op.id), ())
        else:
            found.append(op)
    rest = [op for row in rows.values() for op in row]
    return (*found, *sorted(rest, key=lambda op: (op.op != "create", op.op == "delete")))


def _of_row(before: Workspace, after: Workspace, table: str, one: int) -> Ops:
    """The ops that bring one row from what it is before to what it is after."""
    old, new = before.get(table, one), after.get(table, one)
    if old is None:
        return () if new is None else (create(table, new),)
    if new is None:
        return (delete(table, old),)
    return edit(table, old, **msgspec.structs.asdict(new))


def _parents_concerned(workspace: Workspace, ops: Ops) -> set[int]:
    """The tasks there already that ops may put something below, or take it away from."""
    found: set[int] = set()
    for op in ops:
        if op.table != "tasks":
            continue
        if op.op == "create":
            found.add(op.new.get("parent", 0))
        elif op.op == "set" and op.field == "parent":
            found |= {op.old, op.new}
        elif op.op == "delete" or (op.op == "set" and op.field in _MOVING):
            row = workspace.tasks.get(op.id)
            found.add(row.parent if row is not None else 0)
    return {task_id for task_id in found if task_id in workspace.tasks}


def _live(workspace: Workspace, parent: int) -> tuple[int, ...]:
    tasks = workspace.tasks
    return tuple(
        task_id
        for task_id in workspace.ids_by("tasks", "parent", parent)
        if not tasks[task_id].archived
    )


class _Step:
    """Ops being made for one edit, on the workspace as it is after those so far."""

    def __init__(
        self, workspace: Workspace, ops: Ops, today: date, new_id: Callable[[], int]
    ) -> None:
        self._today = today
        self._new_id = new_id
        self._before = workspace
        self.now = apply(workspace, ops)
        self._created = {op.id for op in ops if op.op == "create" and op.table == "tasks"}
        self.ops: Ops = ()
        self.messages: list[str] = []

    def take(self, parent: int) -> None:
        task = self.now.tasks.get(parent)
        if task is None or task.archived:
            return
        was, are = _live(self._before, parent), _live(self.now, parent)
        if are and not was:
            if has_work(self.now, task):
                self._first(task, are)
        elif was and not are:
            self._emptied(task)
        elif self._created.intersection(are):
            self._out_of_rest(task, are)

    def _do(self, ops: Ops) -> None:
        self.ops += ops
        self.now = apply(self.now, ops)

    def _new(self, ids: Iterable[int]) -> list[Task]:
        """Those created now that may take work over, oldest first."""
        tasks = self.now.tasks
        found = (tasks[task_id] for task_id in sorted(self._created.intersection(ids)))
        return [task for task in found if task.kind != "milestone"]

    def _first(self, parent: Task, children: tuple[int, ...]) -> None:
        """What a task has of its own goes to its first sub-task, or to one made for it."""
        words = own_work_text(self.now, parent)
        new = self._new(children)
        if len(children) == len(new) == 1 and is_bare(self.now, parent, new[0]):
            self._do(transfer_work(self.now, parent, new[0]))
            self.messages.append(f"{parent.key}'s {words} went to its sub-task {new[0].title!r}")
            return
        if not self._split(parent, parent, new):
            rest = self._rest(parent)
            self._do((create("tasks", rest), *transfer_work(self.now, parent, rest)))
            self.messages.append(f"{parent.key}'s {words} stays in a sub-task {rest.title!r}")

    def _out_of_rest(self, parent: Task, children: tuple[int, ...]) -> None:
        """A new sub-task's size comes out of what was left for one made earlier."""
        tasks = self.now.tasks
        new = self._new(children)
        rest = next(
            (task_id for task_id in children if tasks[task_id].title == parent.title + REST), 0
        )
        if rest and rest not in self._created and not is_settled(self.now, tasks[rest]):
            self._split(parent, tasks[rest], new)

    def _split(self, parent: Task, source: Task, new: list[Task]) -> bool:
        """Takes the size of new sub-tasks out of what is there; False where that cannot be."""
        name = size_name(source)
        parts = [task for task in new if getattr(task, name)]
        total = getattr(source, name)
        left = (total or 0) - sum(getattr(task, name) for task in parts)
        if not parts or total is None or left < 0:
            return False
        for other_task in parts:
            self._do(transfer_work(self.now, source, other_task, progress_only=True))
        own = source.id == parent.id
        if left:
            rest = self._rest(parent) if own else source
            if own:
                self._do((create("tasks", rest), *transfer_work(self.now, source, rest)))
            rest = self.now.tasks[rest.id]
            self._do(edit("tasks", rest, **{name: left}, **clear_size(rest, name)))
            self.messages.append(f"what is left of {parent.key} is its sub-task {rest.title!r}")
            return True
        successor = self.now.tasks[parts[0].id]
        self._do(transfer_work(self.now, source, successor))
        if not own and not self._tied(source.id):
            self._do((delete("tasks", self.now.tasks[source.id]),))
            self.messages.append(f"nothing is left of {source.title!r}: it is gone")
        elif own:
            self.messages.append(f"{parent.key} is what its sub-tasks are now")
        return True

    def _tied(self, task_id: int) -> bool:
        """Whether something refers to a task, so that it cannot go."""
        workspace = self.now
        ends = (("links", "predecessor"), ("links", "successor"), ("tasks", "parent"))
        return any(workspace.ids_by(table, name, task_id) for table, name in ends)

    def _rest(self, parent: Task) -> Task:
        return Task(
            id=self._new_id(),
            title=parent.title + REST,
            component=parent.component,
            parent=parent.id,
            owner=parent.owner,
            entered=self._today,
            column=parent.column,
            board_rank=last_rank(self.now, "tasks", "column", "board_rank", parent.column),
            outline_rank=last_rank(
                self.now, "tasks", "component", "outline_rank", parent.component
            ),
        )

    def _emptied(self, task: Task) -> None:
        """A summary that lost its last sub-task adds no work of its own; what was done stays."""
        if task.kind == "milestone":
            return
        if task.estimate is None and task.duration is None:
            self._do((*edit("tasks", task, estimate=0), *self._kept_done(task)))
            self.messages.append(
                f"{task.key} has no sub-task left and counts no work until estimated"
            )
        else:
            words = own_work_text(self.now, task)
            self.messages.append(
                f"{task.key} has no sub-task left and counts its own {words} again"
            )

    def _kept_done(self, task: Task) -> Ops:
        if not Figures(self._before, self._today).is_done(task.id):
            return ()
        board = self.now.board_of(task.component)
        done = next((column.id for column in board if column.role == "done"), 0)
        return edit("tasks", task, column=done if task.column else 0, percent=100)
