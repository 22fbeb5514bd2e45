"""This file says what levelling comes to: which tasks move, by how much, and whom they wait for."""

from collections.abc import Iterator
from datetime import timedelta

from pmtui.figures.levelling.levelled_plan import LevelledTask, Levelling
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.entity import title_of
from pmtui.model.workspace.workspace import Workspace
from pmtui.text import visible
from pmtui.views.wording.formatting import count_with_noun


def moved_tasks(levelling: Levelling) -> tuple[LevelledTask, ...]:
    """The tasks that levelling moves, in the order in which they start then."""
    return tuple(
        sorted((row for row in levelling.tasks if row.is_moved), key=lambda row: row.after)
    )


def levelling_line(levelling: Levelling) -> str:
    """In one line: how many tasks move, what becomes of the finish, what is left."""
    moved = moved_tasks(levelling)
    parts = [f"moves {count_with_noun(len(moved), 'task')}" if moved else "moves nothing"]
    if levelling.tasks:
        days = days_between(levelling.before, levelling.after)
        parts.append(f"finish {moment_of(levelling.after):%Y-%m-%d %H:%M} ({days:+d} d)")
        parts.append(f"{levelling.makespan_days:g} working days, at least {levelling.bound_days:g}")
    left = len(levelling.overloads)
    if left:
        parts.append(f"{count_with_noun(left, 'overload')} left")
    return ", ".join(parts)


def days_between(before: int, after: int) -> int:
    """Calendar days from the day of one moment to that of another."""
    return (moment_of(after).date() - moment_of(before).date()) // timedelta(days=1)


def reason_text(workspace: Workspace, row: LevelledTask) -> str:
    """Why a task moves: whom it waits for and what they do until then; or that it follows."""
    if not row.is_moved:
        return ""
    if not row.person:
        return "follows what it waits for"
    person = workspace.people.get(row.person)
    name = visible(person.name) if person is not None else str(row.person)
    other = workspace.tasks.get(row.waits_for)
    return f"{name}, on {other.key} until then" if other is not None else f"{name} is busy"


def overload_texts(workspace: Workspace, levelling: Levelling) -> Iterator[str]:
    """What cannot be levelled: who is needed too much, when, and by which tasks."""
    for overload in levelling.overloads:
        person = workspace.people.get(overload.person)
        name = visible(person.name) if person is not None else str(overload.person)
        there = person.units if person is not None else 0
        keys = ", ".join(workspace.tasks[task].key for task in overload.tasks)
        when = f"{_text(overload.start)} to {_text(overload.finish)}"
        yield f"{name}: {overload.units} % of {there} % from {when}: {keys} stay where they are"


def moved_line(workspace: Workspace, row: LevelledTask) -> str:
    """A task that moves, in one line: what it is, from when to when, and why."""
    task = workspace.tasks[row.task]
    days = days_between(row.before[0], row.after[0])
    dates = f"{_text(row.before[0])} > {_text(row.after[0])} ({days:+d} d)"
    return f"{task.key}  {dates}  {visible(title_of(task))}: {reason_text(workspace, row)}"


def _text(moment: int) -> str:
    return f"{moment_of(moment):%Y-%m-%d %H:%M}"
