"""This file gives tests short ways to write to a store."""

from itertools import count
from typing import Final

from pmtui.model.changes.ops import Ops, create, edit
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.outcome import Committed, Draft, Outcome
from pmtui.model.merging.settle import settle
from pmtui.store.log.protocol import LogStore

PROJECT: Final = 100
"""Id of the project that `begin` makes."""
TASK: Final = 200
"""Id of its first task."""
_NUMBERS: Final = count(1)


def put(store: LogStore, ops: Ops, commit_id: str = "", session: str = "s") -> Outcome:
    """Commit ops as a session would."""
    return store.commit(
        Draft(commit_id or f"c-{next(_NUMBERS)}", ops, "test.write", session), settle
    )


def committed(outcome: Outcome) -> Committed:
    """The outcome, which must be that it is on disk."""
    assert isinstance(outcome, Committed), outcome
    return outcome


def begin(store: LogStore, tasks: int = 1) -> None:
    """Commit a project with tasks."""
    project = Component(id=PROJECT, kind="project", name="Site", state="planning")
    made = [a_task(TASK + at, f"Task {at}") for at in range(tasks)]
    ops = (create("components", project), *(create("tasks", one) for one in made))
    committed(put(store, ops))


def a_task(task_id: int, title: str) -> Task:
    """A task of the project."""
    return Task(id=task_id, component=PROJECT, title=title)


def add_task(store: LogStore, task_id: int, title: str = "New") -> Committed:
    """Commit one more task."""
    return committed(put(store, (create("tasks", a_task(task_id, title)),)))


def rename(store: LogStore, title: str, task_id: int = TASK) -> Committed:
    """Commit another title of a task."""
    return committed(put(store, retitled(store, title, task_id)))


def retitled(store: LogStore, title: str, task_id: int = TASK) -> Ops:
    """Ops that give a task another title."""
    return edit("tasks", store.workspace.tasks[task_id], title=title)


def titles(store: LogStore) -> list[str]:
    """The titles of all tasks, by id."""
    return [row.title for _, row in sorted(store.workspace.tasks.items())]
