"""This file counts the work of one component: done, open, overdue, blocked, and how far it is."""

from collections.abc import Callable, Collection, Container, Iterable
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.work.progress import NO_PROGRESS, Progress, progress_of
from pmtui.model.entities.tasks import Task


class Work(msgspec.Struct, frozen=True, gc=False):
    """Counts over tasks without sub-tasks; they add up across components."""

    tasks: int = 0
    done: int = 0
    overdue: int = 0
    blocked: int = 0
    summaries: int = 0
    """Tasks with sub-tasks; none of them is among the tasks counted."""
    progress: Progress = NO_PROGRESS
    """How far the tasks counted are."""

    @property
    def open(self) -> int:
        """Tasks not done."""
        return self.tasks - self.done

    @property
    def percent(self) -> int | None:
        """Percent complete, each task by its planned length; None without a task."""
        return self.progress.percent

    def __add__(self, other: "Work") -> "Work":
        return Work(
            self.tasks + other.tasks,
            self.done + other.done,
            self.overdue + other.overdue,
            self.blocked + other.blocked,
            self.summaries + other.summaries,
            self.progress + other.progress,
        )

    def __sub__(self, other: "Work") -> "Work":
        return Work(
            self.tasks - other.tasks,
            self.done - other.done,
            self.overdue - other.overdue,
            self.blocked - other.blocked,
            self.summaries - other.summaries,
            self.progress - other.progress,
        )


NO_WORK: Final = Work()
"""The work of a component without tasks."""


class OwnWork(msgspec.Struct, frozen=True):
    """One component's own work, and which of its tasks are late or held up."""

    work: Work = NO_WORK
    overdue: tuple[int, ...] = ()
    blocked: tuple[int, ...] = ()


def is_late(task: Task, today: date) -> bool:
    """Whether an open task's due date, or else its planned finish, has passed."""
    wanted = task.due or task.finish
    return wanted is not None and wanted < today


def own_work(
    tasks: Iterable[Task],
    today: date,
    done_columns: Container[int],
    is_waiting: Callable[[int], bool],
    *,
    day: int,
    ended: bool = False,
    summaries: int = 0,
) -> OwnWork:
    """The work of one component from its tasks.

    Args:
        tasks: every task of the component, archived ones and summaries too.
        today: the day from which a date is past.
        done_columns: columns whose cards are done.
        is_waiting: whether an unfinished predecessor holds a task.
        day: working minutes of a day in the component.
        ended: whether the component is closed or given up; nothing in it is late or blocked then.
        summaries: those that were left out of the tasks.
    """
    live = [task for task in tasks if not task.archived]
    parents = {task.parent for task in live}
    leaves = [task for task in live if task.id not in parents]
    done: list[bool] = []
    overdue: list[int] = []
    blocked: list[int] = []
    for task in leaves:
        column = task.column
        is_done = (column in done_columns) if column else task.percent == 100
        done.append(is_done)
        if not is_done and not ended:
            wanted = task.due or task.finish
            if wanted is not None and wanted < today:
                overdue.append(task.id)
            if task.blocked or is_waiting(task.id):
                blocked.append(task.id)
    work = Work(
        len(leaves),
        sum(done),
        len(overdue),
        len(blocked),
        summaries + len(live) - len(leaves),
        progress_of(zip(leaves, done, strict=True), day),
    )
    return OwnWork(work, tuple(sorted(overdue)), tuple(sorted(blocked)))


def work_after(known: OwnWork, gone: OwnWork, come: OwnWork) -> OwnWork:
    """The work of a component after an edit.

    Args:
        known: its work before the edit.
        gone: the work of the tasks concerned before the edit.
        come: the work of those after it.
    """
    if gone == come:
        return known
    return OwnWork(
        known.work - gone.work + come.work,
        _swapped(known.overdue, gone.overdue, come.overdue),
        _swapped(known.blocked, gone.blocked, come.blocked),
    )


def _swapped(ids: tuple[int, ...], gone: tuple[int, ...], come: tuple[int, ...]) -> tuple[int, ...]:
    """Sorted ids with some taken out and others put in."""
    if gone == come:
        return ids
    return tuple(sorted({*ids}.difference(gone).union(come)))


def work_sum(parts: Collection[Work]) -> Work:
    """The work of several components together."""
    total = NO_WORK
    for part in parts:
        if part.tasks:
            total = total + part
    return total
